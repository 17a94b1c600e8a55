use serde::{Deserialize, Serialize};

use super::{DeskRequest, OfficeRequest, StaffRequest};

/// A request on its way to the vault of one of the staff's applications.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked<Own> {
    /// One that both applications have.
    Both(StaffRequest),
    /// One of its own.
    Own(Own),
}

/// What a page of the staff asks its vault.
pub trait Asking {
    /// The requests of its application; any, where both have it.
    type Own: Serialize;

    /// The request as it travels.
    fn asked(self) -> Asked<Self::Own>;
}

impl Asking for StaffRequest {
    type Own = ();

    fn asked(self) -> Asked<()> {
        Asked::Both(self)
    }
}

impl Asking for DeskRequest {
    type Own = Self;

    fn asked(self) -> Asked<Self> {
        Asked::Own(self)
    }
}

impl Asking for OfficeRequest {
    type Own = Self;

    fn asked(self) -> Asked<Self> {
        Asked::Own(self)
    }
}
