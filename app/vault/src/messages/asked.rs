use serde::{Deserialize, Serialize};

use super::{DeskRequest, OfficeRequest, StaffAsk, StaffRequest};

/// A request on its way to the vault of one of the staff's applications.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked<Own, Both = StaffRequest> {
    /// One that both applications have.
    Both(Both),
    /// One of its own.
    Own(Own),
}

/// What a page of the staff asks its vault.
pub trait Asking {
    /// The requests of its application; any, where both have it.
    type Own: Serialize;

    /// The request as it travels.
    fn asked(self) -> Asked<Self::Own, StaffAsk>;
}

impl Asking for StaffAsk {
    type Own = ();

    fn asked(self) -> Asked<(), StaffAsk> {
        Asked::Both(self)
    }
}

impl Asking for DeskRequest {
    type Own = Self;

    fn asked(self) -> Asked<Self, StaffAsk> {
        Asked::Own(self)
    }
}

impl Asking for OfficeRequest {
    type Own = Self;

    fn asked(self) -> Asked<Self, StaffAsk> {
        Asked::Own(self)
    }
}
