use crate::{Locale, de, en};

/// Texts of the page that explains.
pub struct About {
    /// Heading of the page.
    pub title: &'static str,
    /// Below it.
    pub lead: &'static str,
    /// For search engines.
    pub description: &'static str,
    /// Above the list of passages.
    pub contents: &'static str,
    /// The passages.
    pub passages: &'static [Passage],
    /// Above the name and address of whoever runs the portal.
    pub operator: &'static str,
}

/// A part of a page that is read rather than used.
pub struct Passage {
    /// Its name in addresses: the same in every language.
    pub id: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// Its text.
    pub paragraphs: &'static [&'static str],
    /// What stands behind the text.
    pub list: List,
}

/// A list in a passage.
pub enum List {
    /// None.
    None,
    /// Things beside each other.
    Points(&'static [&'static str]),
    /// Things after each other.
    Steps(&'static [&'static str]),
    /// Things with a name each.
    Terms(&'static [(&'static str, &'static str)]),
}

/// The section in `locale`.
pub fn about(locale: Locale) -> &'static About {
    match locale {
        Locale::De => &de::about::ABOUT,
        Locale::En => &en::about::ABOUT,
    }
}
