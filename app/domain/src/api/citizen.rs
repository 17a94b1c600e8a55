use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Bytes, ConversationId, EmailAddress, Locale, Timestamp};

/// The public halves of what a receipt code derives (PROTOCOL.md, Receipt code).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CitizenKeys {
    /// SHA-256 of the locator, 32 bytes.
    pub locator_hash: Bytes,
    /// Ed25519 public key that signs login challenges, 32 bytes.
    pub auth: Bytes,
    /// Ed25519 public key that signs the citizen's messages, 32 bytes.
    pub sign: Bytes,
}

/// What a citizen signs to prove that they hold a receipt code. The signature is over
/// `"siegelpost/login/v1" ‖ 0x00 ‖ origin ‖ 0x00 ‖ nonce`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct LoginChallenge {
    /// Random bytes, the time they end and a MAC over both, for the server to recognise.
    pub nonce: Bytes,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Exchanges a signed challenge for a bearer token.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenSession {
    /// The locator, 16 bytes; the server looks up its SHA-256.
    pub locator: Bytes,
    /// From the challenge.
    pub nonce: Bytes,
    /// Ed25519 signature, 64 bytes.
    pub signature: Bytes,
}

/// A citizen's session has begun.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct OpenedSession {
    /// Goes into `Authorization: Bearer …`; the server keeps only its SHA-256.
    pub token: String,
    /// The conversation it is for.
    pub conversation: ConversationId,
    /// When it ends if it is not used.
    pub expires_at: Timestamp,
}

/// Where notices of answers go, and in which language.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeRequest {
    /// The address; erased when the conversation closes.
    pub email: EmailAddress,
    /// The language of the notice.
    pub locale: Locale,
}
