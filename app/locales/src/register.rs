use crate::{Locale, de, en};

/// Texts of the list of all authorities.
pub struct Register {
    /// Heading of the page.
    pub title: &'static str,
    /// For search engines.
    pub description: &'static str,
    /// How many there are.
    pub lead: fn(usize) -> String,
    /// Link to the search.
    pub find: &'static str,
    /// Read aloud for the initials.
    pub initials: &'static str,
    /// Above all of them.
    pub all: &'static str,
    /// Above those with one initial.
    pub under: fn(char) -> String,
}

/// The section in `locale`.
pub fn register(locale: Locale) -> &'static Register {
    match locale {
        Locale::De => &de::register::REGISTER,
        Locale::En => &en::register::REGISTER,
    }
}
