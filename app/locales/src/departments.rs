use crate::{Locale, de, en};

/// Texts of an authority's page.
pub struct Departments {
    /// For search engines: authority.
    pub description: fn(&str) -> String,
    /// Above the departments.
    pub choose: &'static str,
    /// What a department's entry leads to.
    pub write: &'static str,
    /// Where an authority has no department yet: authority.
    pub nobody: fn(&str) -> String,
    /// Above the telephone number.
    pub otherwise: &'static str,
    /// For those who cannot or do not want to write here; the number stands behind it.
    pub call: &'static str,
}

/// The section in `locale`.
pub fn departments(locale: Locale) -> &'static Departments {
    match locale {
        Locale::De => &de::departments::DEPARTMENTS,
        Locale::En => &en::departments::DEPARTMENTS,
    }
}
