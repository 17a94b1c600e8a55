use crate::{Locale, de, en};

/// Texts of pages that are shown instead of the one that was asked for.
pub struct Faults {
    /// There is no such page.
    pub not_found: Fault,
    /// Too many requests came from this address.
    pub too_many_requests: Fault,
    /// The database cannot be reached.
    pub unavailable: Fault,
    /// An error of ours.
    pub internal: Fault,
    /// Link to the departments of an authority.
    pub departments: fn(&str) -> String,
    /// Link to the start page.
    pub start: &'static str,
    /// Link to the page that takes receipt codes.
    pub answer: &'static str,
}

/// What happened, and what helps.
pub struct Fault {
    /// Heading of the page.
    pub title: &'static str,
    /// What to do now.
    pub text: &'static str,
}

/// The section in `locale`.
pub fn faults(locale: Locale) -> &'static Faults {
    match locale {
        Locale::De => &de::faults::FAULTS,
        Locale::En => &en::faults::FAULTS,
    }
}
