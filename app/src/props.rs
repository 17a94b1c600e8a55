use domain::api::{Authority, Department};
use locales::Locale;
use serde::{Deserialize, Serialize};

/// Whom a message goes to: what the page knows and the island must. Ids and keys are handed on as they are written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// The authority.
    pub authority: String,
    /// Its name.
    pub authority_name: String,
    /// For whoever cannot write here.
    pub telephone: Option<String>,
    /// The root key that the department's key must be certified by.
    pub root: String,
    /// The department.
    pub department: String,
    /// Its name in the page's language.
    pub department_name: String,
}

impl Place {
    /// A department of an authority, by its name in `locale`.
    pub fn new(authority: &Authority, department: &Department, locale: Locale) -> Self {
        Self {
            authority: authority.id.to_string(),
            authority_name: authority.name.clone(),
            telephone: authority.telephone.clone(),
            root: authority.root.to_base64(),
            department: department.id.to_string(),
            department_name: department.name.text(locale).to_owned(),
        }
    }
}
