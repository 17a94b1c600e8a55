use crate::{Locale, Passage, de, en};

/// Texts of the accessibility statement (BITV 2.0, section 7).
pub struct Accessibility {
    /// Heading of the page.
    pub title: &'static str,
    /// Below it.
    pub lead: &'static str,
    /// For search engines.
    pub description: &'static str,
    /// The passages before the contact.
    pub passages: &'static [Passage],
    /// Above the contact.
    pub report_title: &'static str,
    /// How to report a barrier; the operator's contact stands behind it.
    pub report: &'static str,
    /// The passages behind the contact.
    pub closing: &'static [Passage],
}

/// The section in `locale`.
pub fn accessibility(locale: Locale) -> &'static Accessibility {
    match locale {
        Locale::De => &de::accessibility::ACCESSIBILITY,
        Locale::En => &en::accessibility::ACCESSIBILITY,
    }
}
