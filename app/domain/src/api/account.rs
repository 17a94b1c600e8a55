use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Member;
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

/// Begins to set the password with which access is to be restored (RFC 9807, registration request).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestorationStart {
    /// From the mail.
    pub token: String,
    /// OPAQUE registration request.
    pub request: Bytes,
}

/// Whose access is to be restored, and the server's half of the registration.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct RestorationStarted {
    /// The person.
    pub member: Member,
    /// The name of their authority.
    pub authority: String,
    /// Its root Ed25519 public key, 32 bytes; covered by the fingerprint that is compared.
    pub root: Bytes,
    /// OPAQUE registration response.
    pub response: Bytes,
}

/// Sets the password. Until an administrator has restored the access with two shares, nothing else changes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestorationFinish {
    /// From the mail; it can be used again until the access is restored, and what was set before is replaced.
    pub token: String,
    /// OPAQUE registration upload.
    pub upload: Bytes,
    /// Hybrid recipient (`age1pq1…`) to which the account key is to be sealed.
    pub recipient: String,
    /// Its seed, and the root that was shown, under the new export key.
    pub account: Bytes,
}

/// How far the restoring of a member's access is, for administrators.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Restoration {
    /// When it was begun.
    pub asked_at: Timestamp,
    /// Until when the mailed link can be used; absent before it was mailed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// The recipient that the member made, once they have set a password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// The member's account key, sealed to the authority's recovery recipient.
    pub sealed: Bytes,
    /// Certificate of that recipient, signed by the root.
    pub recovery_certificate: Bytes,
}

/// Restores a member's access.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestoredAccess {
    /// The recipient that the check number was compared for: refused if the member has made another one since.
    pub recipient: String,
    /// The account key, sealed to it.
    pub sealed: Bytes,
}
