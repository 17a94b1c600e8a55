use crate::{Locale, de, en};

/// Texts around a page that stands in a frame on a page of another site.
pub struct Framed {
    /// Whose page it is, and what the page around it sees: the portal's host.
    pub whose: fn(&str) -> String,
    /// Link to the same page without a frame.
    pub own_window: &'static str,
    /// Read aloud after links that open a window of their own.
    pub new_window: &'static str,
}

/// The section in `locale`.
pub fn framed(locale: Locale) -> &'static Framed {
    match locale {
        Locale::De => &de::framed::FRAMED,
        Locale::En => &en::framed::FRAMED,
    }
}
