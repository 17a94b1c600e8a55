use leptos::prelude::*;
use locales::{Locale, common};

use crate::hooks::inner;

/// What a notice is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoticeKind {
    /// Good to know.
    Info,
    /// Something worked.
    Success,
    /// Something to take care of.
    Warning,
    /// Something did not work.
    Error,
}

impl NoticeKind {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "notice",
            Self::Success => "notice notice--success",
            Self::Warning => "notice notice--warning",
            Self::Error => "notice notice--error",
        }
    }

    fn word(self, locale: Locale) -> &'static str {
        let texts = common(locale);
        match self {
            Self::Info => texts.notice,
            Self::Success => texts.success,
            Self::Warning => texts.warning,
            Self::Error => texts.error,
        }
    }
}

/// A framed remark. Its kind is read aloud first and shown by sign and edge, never by colour alone.
///
/// What appears after an action should stand in an element with `role="status"` that is there from the beginning.
#[component]
pub fn Notice(
    locale: Locale,
    kind: NoticeKind,
    /// In bold above the text; an empty one is filled in by the program.
    #[prop(optional, into)]
    title: Option<String>,
    /// A name by which the program shows it; without one it is shown from the beginning.
    #[prop(optional)]
    id: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class=kind.class() id=id hidden=id.is_some()>
            <span class="visually-hidden">{kind.word(locale)} " "</span>
            {title
                .map(|title| {
                    view! {
                        <p class="notice__title" data-part=inner::TITLE>
                            {title}
                        </p>
                    }
                })}
            <div class="notice__text">{children()}</div>
        </div>
    }
}
