use crate::{Locale, de, en};

/// Texts of the start page.
pub struct Start {
    /// Heading of the page.
    pub title: &'static str,
    /// What it is for, in one sentence.
    pub lead: &'static str,
    /// For search engines.
    pub description: &'static str,
    /// Above the authorities.
    pub choose_authority: &'static str,
    /// Where they are too many to name.
    pub many: &'static str,
    /// What an authority's entry says of its departments.
    pub departments: fn(usize) -> String,
    /// Where no authority takes part yet.
    pub nobody: &'static str,
    /// Above the entry for those who have a receipt.
    pub return_title: &'static str,
    /// What the receipt is good for.
    pub return_text: &'static str,
    /// Link to the page that takes receipt codes.
    pub return_link: &'static str,
    /// Above the steps.
    pub steps_title: &'static str,
    /// The steps: what is done, and what happens.
    pub steps: [(&'static str, &'static str); 3],
    /// Link to the page that explains.
    pub more: &'static str,
}

/// The section in `locale`.
pub fn start(locale: Locale) -> &'static Start {
    match locale {
        Locale::De => &de::start::START,
        Locale::En => &en::start::START,
    }
}
