use crate::{Locale, de, en};

/// What forms say by themselves.
pub struct Forms {
    /// Above the list of errors.
    pub mistakes: fn(usize) -> String,
    /// Below a text: how many characters it may still grow by.
    pub left: fn(usize) -> String,
    /// Below a text: by how many characters it is too long.
    pub over: fn(usize) -> String,
}

/// The section in `locale`.
pub fn forms(locale: Locale) -> &'static Forms {
    match locale {
        Locale::De => &de::forms::FORMS,
        Locale::En => &en::forms::FORMS,
    }
}
