use crate::{Locale, de, en};

/// Texts of how a department is reached otherwise and what to expect of it.
pub struct Contact {
    /// Heading of all of it.
    pub title: &'static str,
    /// How soon it answers.
    pub promise: &'static str,
    /// Within how many days it usually answers, from 1 on.
    pub days: fn(u32) -> String,
    /// When somebody is there.
    pub hours: &'static str,
    /// Its telephone number.
    pub telephone: &'static str,
    /// What it can and cannot do.
    pub scope: &'static str,
    /// Where it is.
    pub address: &'static str,
    /// Its page.
    pub web: &'static str,
}

/// The section in `locale`.
pub fn contact(locale: Locale) -> &'static Contact {
    match locale {
        Locale::De => &de::contact::CONTACT,
        Locale::En => &en::contact::CONTACT,
    }
}
