use leptos::prelude::*;
use staff::views::{Kind, list, notice};

use super::departments::choices;
use super::row::row;
use crate::page::desk::Desk;
use crate::page::inbox::InboxState;
use crate::route::Filter;

/// The list of conversations.
pub(crate) fn inbox(desk: Desk) -> AnyView {
    let texts = desk.texts();
    let place = move || match desk.selection() {
        (Some(department), _) => desk.session.with(|session| {
            session
                .as_ref()
                .map(|session| session.department(department, desk.locale.get_untracked()))
                .unwrap_or_default()
        }),
        (None, _) => texts.all_departments.to_owned(),
    };
    view! {
        <section class="inbox" aria-labelledby="inbox-heading">
            <h2 class="visually-hidden" id="inbox-heading" tabindex="-1">
                {place}
            </h2>
            {match nothing_to_come(desk) {
                Some((title, text)) => {
                    view! {
                        <div class="empty">
                            <p class="empty__title">{title}</p>
                            <p>{text}</p>
                        </div>
                    }
                        .into_any()
                }
                None => view! { {choices(desk)} {rows(desk)} }.into_any(),
            }}
        </section>
    }
    .into_any()
}

/// Why there will never be anything to list, if so.
fn nothing_to_come(desk: Desk) -> Option<(&'static str, &'static str)> {
    let texts = desk.texts();
    let session = desk.session.get_untracked()?;
    let has_none = session.member.departments.is_empty();
    has_none.then_some((texts.no_department_title, texts.no_department))
}

fn rows(desk: Desk) -> AnyView {
    let texts = desk.texts();
    let keys = move || {
        desk.rows
            .with(|rows| rows.rows.iter().map(|row| row.conversation.0.as_u128()).collect())
    };
    let entry = move |key| {
        let conversation = desk.rows.with_untracked(|rows| {
            rows.rows
                .iter()
                .map(|row| row.conversation)
                .find(|conversation| conversation.0.as_u128() == key)
        });
        Some(row(desk, conversation?))
    };
    let is_loading = move || desk.inbox.with(|inbox| *inbox == InboxState::Loading);
    let is_empty = move || desk.rows.with(|rows| rows.rows.is_empty());
    view! {
        <div class="inbox__scroll" aria-busy=move || is_loading().then_some("true")>
            <ul class="inbox__rows" role="list">
                {list(keys, entry)}
            </ul>
            {move || is_empty().then(|| instead(desk))}
            {move || more(desk)}
            <p class="visually-hidden" role="status">
                {move || is_loading().then_some(texts.inbox_loading)}
            </p>
        </div>
    }
    .into_any()
}

/// What stands in place of rows.
fn instead(desk: Desk) -> AnyView {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let shown = move || {
        desk.inbox.with(|inbox| match inbox {
            InboxState::Loading => view! { <p class="inbox__remark">{texts.inbox_loading}</p> }.into_any(),
            InboxState::Failed(trouble) => view! {
                <div class="inbox__remark" role="alert">
                    {notice(locale, Kind::Error, trouble.words(locale))}
                    <button class="button button--secondary" type="button" on:click=move |_| desk.load_inbox()>
                        {desk.common().again}
                    </button>
                </div>
            }
            .into_any(),
            _ => {
                let text = match desk.selection().1 {
                    Filter::Open => texts.inbox_empty_open,
                    Filter::Closed => texts.inbox_empty_closed,
                    Filter::All => texts.inbox_empty_all,
                };
                view! { <p class="inbox__remark">{text}</p> }.into_any()
            }
        })
    };
    shown.into_any()
}

/// The way to older rows.
fn more(desk: Desk) -> Option<AnyView> {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    desk.rows.with(|rows| rows.next)?;
    let (is_loading, failed) = desk.inbox.with(|inbox| match inbox {
        InboxState::LoadingMore => (true, None),
        InboxState::MoreFailed(trouble) => (false, Some(trouble.words(locale))),
        _ => (false, None),
    });
    Some(
        view! {
            <div class="inbox__more">
                {failed.map(|words| view! { <div role="alert">{notice(locale, Kind::Error, words)}</div> })}
                <button
                    class="button button--secondary button--wide"
                    type="button"
                    aria-disabled=is_loading.then_some("true")
                    on:click=move |_| desk.load_more()
                >
                    {if is_loading { texts.more_loading } else { texts.more }}
                </button>
            </div>
        }
        .into_any(),
    )
}
