use crate::{Locale, de, en};

/// Texts that stand on many pages: the frame around them, and what components say by themselves.
pub struct Common {
    /// The language's own name.
    pub language: &'static str,
    /// A page's title in the browser: page, portal.
    pub title: fn(&str, &str) -> String,
    /// The first link of a page.
    pub skip: &'static str,
    /// Name of the main navigation.
    pub navigation: &'static str,
    /// Link to the start page.
    pub write: &'static str,
    /// Link to the page that takes receipt codes.
    pub answer: &'static str,
    /// Link to the page that explains.
    pub about: &'static str,
    /// Name of the language switch.
    pub languages: &'static str,
    /// Name of the links at the foot.
    pub foot: &'static str,
    /// What the portal promises, in the foot.
    pub promise: &'static str,
    /// Link to the part on privacy.
    pub privacy: &'static str,
    /// Link to the accessibility statement.
    pub accessibility: &'static str,
    /// Link for those who work here.
    pub staff: &'static str,
    /// Marks a field that may stay empty.
    pub optional: &'static str,
    /// Read aloud before the text of an error.
    pub error: &'static str,
    /// Read aloud before a warning.
    pub warning: &'static str,
    /// Read aloud before a success.
    pub success: &'static str,
    /// Read aloud before any other notice.
    pub notice: &'static str,
    /// Name of the indicator of steps.
    pub steps: &'static str,
    /// Read aloud in the indicator: this step, all steps.
    pub step: fn(usize, usize) -> String,
    /// Read aloud after a step that is done.
    pub done: &'static str,
    /// Name of the way back to pages above.
    pub trail: &'static str,
    /// Title of the notice on pages whose program does not start.
    pub not_started_title: &'static str,
    /// What that means, and what to do instead.
    pub not_started: &'static str,
    /// Before a telephone number.
    pub telephone: &'static str,
    /// Before an e-mail address.
    pub email: &'static str,
}

/// The section in `locale`.
pub fn common(locale: Locale) -> &'static Common {
    match locale {
        Locale::De => &de::common::COMMON,
        Locale::En => &en::common::COMMON,
    }
}
