use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Bytes, EmailAddress, Timestamp};

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

/// Puts a recovery code in the place of the present one, if there is one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRecoveryCode {
    /// Ed25519 public key that follows from the code, 32 bytes.
    pub auth: Bytes,
    /// The account key under the code.
    pub account: Bytes,
}

/// Whether there is a recovery code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct RecoveryCodeState {
    /// When it was made; absent if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_at: Option<Timestamp>,
}

/// Asks for a challenge to sign with a recovery code.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecoveryStart {
    /// The account.
    pub email: EmailAddress,
}

/// What a recovery code signs; of the same form whether the account exists, has a code, or not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct RecoveryChallenge {
    /// The nonce.
    pub nonce: Bytes,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Signs in with a recovery code; the answer sets the session cookie.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecoveryFinish {
    /// The account that the challenge was for.
    pub email: EmailAddress,
    /// The challenge.
    pub nonce: Bytes,
    /// Ed25519 signature of it, 64 bytes.
    pub signature: Bytes,
}
