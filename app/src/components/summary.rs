use leptos::prelude::*;

use crate::erase::Erase as _;

/// A row of a `<dl class="summary">`: something that was filled in, to be checked before it is sent.
#[component]
pub fn SummaryRow(
    label: &'static str,
    /// What was filled in; lines are kept.
    #[prop(into)]
    value: Signal<String>,
    /// What stands there if nothing was.
    #[prop(optional)]
    empty: &'static str,
    /// What the button says that leads back to the field, and behind it for readers aloud: "Change", "Change subject".
    #[prop(optional)]
    change: Option<(&'static str, String)>,
    /// Leads back to the field.
    #[prop(optional)]
    on_change: Option<Callback<()>>,
) -> AnyView {
    let missing = move || value.with(|value| value.trim().is_empty());
    view! {
        <div class="summary__row">
            <dt class="summary__label">{label}</dt>
            <dd class="summary__value" class:summary__value--empty=missing>
                {move || if missing() { empty.to_owned() } else { value.get() }}
            </dd>
            {change
                .zip(on_change)
                .map(|((text, name), on_change)| {
                    view! {
                        <dd class="summary__action">
                            <button
                                class="button button--plain"
                                type="button"
                                aria-label=name
                                on:click=move |_| on_change.run(())
                            >
                                {text}
                            </button>
                        </dd>
                    }
                })}
        </div>
    }
    .now()
}
