use leptos::prelude::*;

use super::group::spelled;
use super::sheet::sheet;
use super::state::State;
use crate::components::{Code, Notice, NoticeKind, grouped};
use crate::islands::live;

/// The code and the ways to keep it.
pub(super) fn keep(state: State) -> impl IntoView {
    let State {
        locale, texts, said, ..
    } = state;
    let code = state.code.get_untracked();
    let groups = grouped(&code)
        .into_iter()
        .enumerate()
        .map(|(at, group)| view! { <li>{(texts.group)(at + 1)} " " {spelled(&group)}</li> })
        .collect_view();
    view! {
        <p>{(texts.lead)(&state.department.get_value())}</p>
        <section class="receipt__code" aria-labelledby="receipt-code">
            <h3 id="receipt-code">{texts.code}</h3>
            // Seen as groups, heard letter by letter.
            <div aria-hidden="true">
                <Code code />
            </div>
            <ol class="visually-hidden" translate="no">
                {groups}
            </ol>
            <p>{texts.code_hint}</p>
            <div class="receipt__actions">
                <button class="button button--secondary" type="button" on:click=move |_| live::receipt::copy(state)>
                    {texts.copy}
                </button>
                <button class="button button--secondary" type="button" on:click=move |_| live::receipt::print(state)>
                    {texts.print}
                </button>
                <button class="button button--secondary" type="button" on:click=move |_| live::receipt::save(state)>
                    {texts.save}
                </button>
            </div>
            <div role="status">
                {move || {
                    let said = said.get();
                    (!said.is_empty())
                        .then(|| {
                            view! {
                                <Notice locale kind=NoticeKind::Info>
                                    <p>{said}</p>
                                </Notice>
                            }
                        })
                }}
            </div>
        </section>
        <section class="receipt__case" aria-labelledby="receipt-case">
            <h3 id="receipt-case">{texts.case_number}</h3>
            <p class="receipt__number" translate="no">
                {state.case_number.get_untracked()}
            </p>
            <p>{texts.case_number_hint}</p>
        </section>
        <div class="form__actions">
            <button class="button" type="button" on:click=move |_| state.ask(live::chance)>
                {texts.kept}
            </button>
        </div>
        {sheet(state)}
    }
}
