use crate::{Locale, de, en};

/// Texts around the form on the compose page.
pub struct Letter {
    /// For search engines and previews: department, authority.
    pub description: fn(&str, &str) -> String,
    /// In the address window, before the recipient.
    pub to: &'static str,
    /// Above who will read it.
    pub readers_title: &'static str,
    /// Who will read it: department.
    pub readers: fn(&str) -> String,
    /// Above what happens on sending.
    pub promise_title: &'static str,
    /// What happens on sending.
    pub promise: &'static str,
    /// Link to the page that explains.
    pub more: &'static str,
}

/// The section in `locale`.
pub fn letter(locale: Locale) -> &'static Letter {
    match locale {
        Locale::De => &de::letter::LETTER,
        Locale::En => &en::letter::LETTER,
    }
}
