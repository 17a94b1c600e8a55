use leptos::prelude::*;

/// A choice from a list: id, label, what stands for no choice, and the choices with their values.
pub(super) fn select(
    id: String,
    label: String,
    none: &'static str,
    options: &[(String, String)],
    value: RwSignal<String>,
) -> AnyView {
    let options = options
        .iter()
        .map(|(own, words)| {
            let (own, words) = (own.clone(), words.clone());
            let chosen = own.clone();
            view! {
                <option value=own prop:selected=move || value.with(|value| *value == chosen)>
                    {words}
                </option>
            }
        })
        .collect_view();
    let select = view! {
        <select
            class="field__input"
            id=id.clone()
            on:change=move |event| value.set(event_target_value(&event))
        >
            <option value="" prop:selected=move || value.with(String::is_empty)>
                {none}
            </option>
            {options}
        </select>
    };
    field(id, label, select.into_any())
}

/// A field with its label.
pub(super) fn field(id: String, label: String, input: AnyView) -> AnyView {
    view! {
        <div class="field">
            <label class="field__label" for=id>
                {label}
            </label>
            {input}
        </div>
    }
    .into_any()
}
