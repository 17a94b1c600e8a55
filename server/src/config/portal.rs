use domain::EmailAddress;
use serde::{Deserialize, Serialize};

use super::Problem;

/// Section `portal`: what its pages say about it and about whoever runs it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Portal {
    /// The portal's name, at the top of every page; 1 to 60 characters. Default: `Siegelpost`.
    pub name: String,
    /// Name and postal address of whoever runs the portal; a semicolon ends a line, as in
    /// `Stadt Musterstadt; Marktplatz 1; 12345 Musterstadt`. Default: none.
    pub address: Option<String>,
    /// Telephone number for whoever cannot use the portal. Default: none.
    pub telephone: Option<String>,
    /// Address for questions about the portal itself. Default: none.
    pub email: Option<EmailAddress>,
}

impl Default for Portal {
    fn default() -> Self {
        Self {
            name: "Siegelpost".to_owned(),
            address: None,
            telephone: None,
            email: None,
        }
    }
}

impl Portal {
    /// The lines of the postal address.
    pub fn address_lines(&self) -> Vec<String> {
        self.address
            .iter()
            .flat_map(|address| address.split(';'))
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    }

    pub(super) fn check(&self) -> Result<(), Problem> {
        if (1..=60).contains(&self.name.trim().chars().count()) {
            Ok(())
        } else {
            Err(Problem::at("portal.name", "must have 1 to 60 characters"))
        }
    }
}
