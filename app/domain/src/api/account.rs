use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Bytes;

/// Begins a change of password (RFC 9807, registration request).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordStart {
    /// OPAQUE registration request.
    pub request: Bytes,
}

/// The server's half of a registration.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct PasswordStarted {
    /// OPAQUE registration response.
    pub response: Bytes,
}

/// Puts another password in the place of the present one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// OPAQUE registration upload.
    pub upload: Bytes,
    /// The account key under the new export key.
    pub account: Bytes,
}
