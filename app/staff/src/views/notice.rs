use leptos::prelude::*;
use locales::{Locale, common};

/// What a notice is about; its word is read aloud first.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Good to know.
    Info,
    /// It worked.
    Success,
    /// To be thought of first.
    Warning,
    /// It did not work.
    Error,
}

/// A framed remark, marked by edge and word and never by colour alone.
pub fn notice(locale: Locale, kind: Kind, text: impl Into<String>) -> AnyView {
    let texts = common(locale);
    let (class, word) = match kind {
        Kind::Info => ("notice", texts.notice),
        Kind::Success => ("notice notice--success", texts.success),
        Kind::Warning => ("notice notice--warning", texts.warning),
        Kind::Error => ("notice notice--error", texts.error),
    };
    view! {
        <div class=class>
            <span class="visually-hidden">{word} " "</span>
            <div class="notice__text">
                <p>{text.into()}</p>
            </div>
        </div>
    }
    .into_any()
}
