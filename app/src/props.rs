use locales::Locale;
use serde::Serialize;

/// What the program of a compose page must know: JSON in `data-props` of its island's root.
#[derive(Serialize)]
pub(crate) struct ComposeProps {
    pub(crate) locale: Locale,
    /// Address of the vault's worker.
    pub(crate) vault: String,
    pub(crate) place: Place,
    /// Address of the page that takes receipt codes, for the receipt.
    pub(crate) return_address: String,
}

/// What the program of the return page must know, in the same way.
#[derive(Serialize)]
pub(crate) struct ThreadProps {
    pub(crate) locale: Locale,
    /// Address of the vault's worker.
    pub(crate) vault: String,
}

/// What the program of the search box must know, in the same way.
#[derive(Serialize)]
pub(crate) struct FinderProps {
    pub(crate) locale: Locale,
}

/// Whom a message goes to. Ids and keys are handed on as they are written.
#[derive(Serialize)]
pub(crate) struct Place {
    pub(crate) authority: String,
    pub(crate) authority_name: String,
    /// The root key that the department's key must be certified by.
    pub(crate) root: String,
    pub(crate) department: String,
    /// Its name in the page's language.
    pub(crate) department_name: String,
}
