use leptos::prelude::*;
use locales::receipt as texts;

use super::Receipt;
use super::sheet::sheet;
use crate::components::{Code, Notice, NoticeKind};
use crate::hooks::receipt::{CASE_NUMBER, CODE, COPY, KEEP, KEEP_HEADING, KEPT, PRINT, SAID, SAVE, SPELLED};
use crate::hooks::{CODE_GROUPS, inner};

/// The code and the ways to keep it.
pub(super) fn keep(receipt: &Receipt<'_>) -> impl IntoView + use<> {
    let locale = receipt.locale;
    let texts = texts(locale);
    let spelled = (1..=CODE_GROUPS)
        .map(|number| view! { <li>{(texts.group)(number)} " " <span data-part=inner::TEXT></span></li> })
        .collect_view();
    view! {
        <div class="receipt__stage receipt__keep" id=KEEP>
            <h2 id=KEEP_HEADING tabindex="-1">
                {texts.heading}
            </h2>
            <p>{(texts.lead)(receipt.department)}</p>
            <section class="receipt__code" aria-labelledby="receipt-code">
                <h3 id="receipt-code">{texts.code}</h3>
                // Seen as groups, heard letter by letter.
                <div aria-hidden="true">
                    <Code id=CODE />
                </div>
                <ol class="visually-hidden" translate="no" id=SPELLED>
                    {spelled}
                </ol>
                <p>{texts.code_hint}</p>
                <div class="receipt__actions">
                    <button class="button button--secondary" type="button" id=COPY>
                        {texts.copy}
                    </button>
                    <button class="button button--secondary" type="button" id=PRINT>
                        {texts.print}
                    </button>
                    <button class="button button--secondary" type="button" id=SAVE>
                        {texts.save}
                    </button>
                </div>
                <div role="status">
                    <Notice locale kind=NoticeKind::Info id=SAID>
                        <p data-part=inner::TEXT></p>
                    </Notice>
                </div>
            </section>
            <section class="receipt__case" aria-labelledby="receipt-case">
                <h3 id="receipt-case">{texts.case_number}</h3>
                <p class="receipt__number" translate="no" id=CASE_NUMBER></p>
                <p>{texts.case_number_hint}</p>
            </section>
            <div class="form__actions">
                <button class="button" type="button" id=KEPT>
                    {texts.kept}
                </button>
            </div>
            {sheet(receipt)}
        </div>
    }
}
