use serde::{Deserialize, Serialize};

use super::Problem;

/// Section `limits`: how often one caller, known by network address or account, may ask in a minute. Each from 1 to
/// 1000000; every instance counts for itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Requests of any kind for each address. Default: 600.
    pub requests_per_minute: u32,
    /// Tickets for new conversations for each address. Default: 20; an office's computers share one address.
    pub tickets_per_minute: u32,
    /// Citizens' logins for each address. Default: 20.
    pub citizen_logins_per_minute: u32,
    /// Caseworkers' logins for each address. Default: 20.
    pub staff_logins_per_minute: u32,
    /// Logins for each account, whatever address they come from. Default: 5.
    pub account_logins_per_minute: u32,
    /// Parts of attachments for each address, 4 MiB each. Default: 120.
    pub uploads_per_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            requests_per_minute: 600,
            tickets_per_minute: 20,
            citizen_logins_per_minute: 20,
            staff_logins_per_minute: 20,
            account_logins_per_minute: 5,
            uploads_per_minute: 120,
        }
    }
}

impl Limits {
    pub(super) fn check(&self) -> Result<(), Problem> {
        for (key, value) in [
            ("limits.requests_per_minute", self.requests_per_minute),
            ("limits.tickets_per_minute", self.tickets_per_minute),
            ("limits.citizen_logins_per_minute", self.citizen_logins_per_minute),
            ("limits.staff_logins_per_minute", self.staff_logins_per_minute),
            ("limits.account_logins_per_minute", self.account_logins_per_minute),
            ("limits.uploads_per_minute", self.uploads_per_minute),
        ] {
            Problem::outside(key, u64::from(value), 1, 1_000_000)?;
        }
        Ok(())
    }
}
