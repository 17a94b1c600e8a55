use leptos::prelude::*;

/// A row of a `<dl class="summary">`: something that was filled in, to be checked before it is sent.
#[component]
pub fn SummaryRow(
    label: &'static str,
    /// What was filled in, where the page knows it; lines are kept.
    #[prop(optional, into)]
    value: String,
    /// A name by which the program fills it in.
    #[prop(optional)]
    id: Option<String>,
    /// The button that leads back to the field: its id, what it says, and what it says to readers aloud: "Change",
    /// "Change subject".
    #[prop(optional)]
    change: Option<(String, &'static str, String)>,
) -> impl IntoView {
    view! {
        <div class="summary__row">
            <dt class="summary__label">{label}</dt>
            <dd class="summary__value" id=id>
                {value}
            </dd>
            {change
                .map(|(id, text, name)| {
                    view! {
                        <dd class="summary__action">
                            <button class="button button--plain" type="button" aria-label=name id=id>
                                {text}
                            </button>
                        </dd>
                    }
                })}
        </div>
    }
}
