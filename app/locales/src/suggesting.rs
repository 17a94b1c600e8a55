use crate::{Locale, de, en};

/// What is read aloud while somebody types in the search box.
pub struct Suggesting {
    /// How many suggestions there are, from none on.
    pub count: fn(usize) -> String,
}

/// The section in `locale`.
pub fn suggesting(locale: Locale) -> &'static Suggesting {
    match locale {
        Locale::De => &de::suggesting::SUGGESTING,
        Locale::En => &en::suggesting::SUGGESTING,
    }
}
