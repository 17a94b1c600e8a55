use crate::{Locale, de, en};

/// The sheet of a receipt: what is printed, and what is saved as a text.
pub struct Sheet {
    /// Title.
    pub title: &'static str,
    /// What it is.
    pub lead: &'static str,
    /// Label of the code in a line of text.
    pub code_label: &'static str,
    /// Authority.
    pub authority: &'static str,
    /// Department.
    pub department: &'static str,
    /// Label of the case number in a line of text.
    pub case_label: &'static str,
    /// Date.
    pub date: &'static str,
    /// Where the code is entered.
    pub address: &'static str,
    /// Keep it like a key.
    pub warning: &'static str,
}

/// The section in `locale`.
pub fn sheet(locale: Locale) -> &'static Sheet {
    match locale {
        Locale::De => &de::sheet::SHEET,
        Locale::En => &en::sheet::SHEET,
    }
}
