use domain::ConversationId;
use leptos::prelude::*;
use staff::views::{Icon, icon};
use vault::messages::Attachment;

use crate::files::is_picture;
use crate::page::desk::Desk;
use crate::page::received::Download;

/// A file that came with a message: fetched and opened when somebody asks for it.
pub(crate) fn attachment(desk: Desk, conversation: ConversationId, file: Attachment) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let name = desk.file_name(&file);
    let action = if is_picture(&file.media_type) {
        texts.file_show
    } else {
        texts.file_save
    };
    let size = locales::size(locale, file.size);
    let download = ArcRwSignal::new(Download::Idle);
    let receive = {
        let download = download.clone();
        move |_| desk.receive(conversation, file.clone(), download.clone())
    };
    let is_busy = {
        let download = download.clone();
        move || download.with(|download| matches!(download, Download::Fetching(_)).then_some("true"))
    };
    let is_shown = {
        let download = download.clone();
        move || download.with(|download| matches!(download, Download::Shown(_)))
    };
    let label = format!("{name}: {action}");
    view! {
        <li class="received__file">
            <div class="received__line">
                {icon(Icon::File)}
                <span class="received__name">{name.clone()}</span>
                <span class="received__size">{size}</span>
                <button
                    class="button button--secondary button--small"
                    class:received__shown=is_shown
                    type="button"
                    aria-label=label
                    aria-disabled=is_busy
                    on:click=receive
                >
                    {action}
                </button>
            </div>
            <div class="received__outcome" role="status">
                {move || outcome(desk, &name, &download.get())}
            </div>
        </li>
    }
    .into_any()
}

fn outcome(desk: Desk, name: &str, download: &Download) -> Option<AnyView> {
    let texts = desk.texts();
    match download {
        Download::Idle => None,
        Download::Fetching(percent) => {
            Some(view! { <p class="received__remark">{(texts.file_fetching)(*percent)}</p> }.into_any())
        }
        Download::Shown(picture) => Some(
            view! {
                <img class="received__picture" src=picture.address().to_owned() alt=(texts.picture)(name) />
                <a
                    class="button button--secondary button--small"
                    href=picture.address().to_owned()
                    download=name.to_owned()
                >
                    {texts.file_save}
                </a>
            }
            .into_any(),
        ),
        Download::Saved => Some(view! { <p class="received__remark">{texts.file_saved}</p> }.into_any()),
        Download::Incomplete => Some(
            view! { <p class="received__remark received__remark--failed">{texts.file_incomplete}</p> }
                .into_any(),
        ),
        Download::Failed(trouble) => {
            let words = trouble.words(desk.locale.get_untracked());
            Some(
                view! {
                    <p class="received__remark received__remark--failed">{texts.file_failed} " " {words}</p>
                }
                .into_any(),
            )
        }
    }
}
