use leptos::prelude::*;
use locales::thread as texts;

use super::not_started::not_started;
use crate::Context;
use crate::components::{Notice, NoticeKind};
use crate::document::{Page, document};
use crate::islands::ThreadIsland;

/// The page to come back to with a receipt code.
pub fn thread(context: &Context) -> String {
    let locale = context.locale;
    let texts = texts(locale);
    let page = Page::with_islands(texts.title, texts.description);
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
                    <ThreadIsland locale vault=context.asset("vault_citizen_boot.js") />
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
