use crate::{Locale, de, en};

/// What is said while a receipt code is being kept and files follow their message.
pub struct Keeping {
    /// Says that it was copied.
    pub copied: &'static str,
    /// Says that the browser does not allow copying.
    pub not_copied: &'static str,
    /// Says that the print view was opened.
    pub printed: &'static str,
    /// Says that there is no print view.
    pub not_printed: &'static str,
    /// Says that it was saved.
    pub saved: &'static str,
    /// Says that it could not be saved.
    pub not_saved: &'static str,
    /// Name of the text file: case number.
    pub file_name: fn(&str) -> String,

    /// Label: which group to type.
    pub proof: fn(usize) -> String,
    /// Nothing was typed.
    pub proof_missing: fn(usize) -> String,
    /// The group is not the one: its number.
    pub proof_wrong: fn(usize) -> String,

    /// Stage: a file is being sent: its name, its number, how many there are.
    pub file: fn(&str, usize, usize) -> String,
    /// All files have arrived.
    pub files_done: fn(usize) -> String,
    /// Files could not be uploaded: how many.
    pub files_failed: fn(usize) -> String,
}

/// The section in `locale`.
pub fn keeping(locale: Locale) -> &'static Keeping {
    match locale {
        Locale::De => &de::keeping::KEEPING,
        Locale::En => &en::keeping::KEEPING,
    }
}
