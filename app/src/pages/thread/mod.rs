mod case;
mod code;
mod handover;
mod message;
mod notice;
mod reply;

use leptos::prelude::*;
use locales::{Locale, thread as texts};

use super::as_json;
use super::not_started::not_started;
use crate::Context;
use crate::components::{FormTemplates, Notice, NoticeKind};
use crate::document::{Page, document};
use crate::hooks::thread::ROOT;
use crate::props::ThreadProps;

/// The page to come back to with a receipt code.
pub fn thread(context: &Context) -> String {
    let locale = context.locale;
    let texts = texts(locale);
    let page = Page::with_islands(texts.title, texts.description);
    let props = ThreadProps {
        locale,
        vault: context.asset("vault_citizen_boot.js"),
    };
    document(context, &page, || {
        view! {
            <h1>{texts.title}</h1>
            <p class="lead">{texts.lead}</p>
            <div class="writing">
                <div class="sheet">
                    <noscript>
                        <Notice locale kind=NoticeKind::Warning title=texts.no_script_title>
                            <p>{texts.no_script}</p>
                        </Notice>
                    </noscript>
                    {not_started(locale, None)}
                    {conversation(locale, Some(&props))}
                    <FormTemplates locale />
                </div>
                <div class="writing__aside">
                    <section class="aside" aria-labelledby="lost">
                        <h2 class="aside__title" id="lost">
                            {texts.lost_title}
                        </h2>
                        <p>{texts.lost}</p>
                    </section>
                </div>
            </div>
        }
    })
}

/// The field for a receipt code and the conversation that it opens. Without `props` it is hidden and follows something
/// else, whose vault it goes on with.
pub(super) fn conversation(locale: Locale, props: Option<&ThreadProps>) -> impl IntoView + use<> {
    view! {
        <div class="conversation" id=ROOT data-props=props.map(as_json) hidden=props.is_none()>
            {code::code(locale)}
            {case::case(locale)}
            {message::templates(locale)}
        </div>
    }
}
