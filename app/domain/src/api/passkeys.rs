use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{Bytes, CeremonyId, PasskeyId, Timestamp};

/// A WebAuthn ceremony that has begun: what the browser's authenticator is asked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct CeremonyStarted {
    /// Names it for the next step.
    pub ceremony: CeremonyId,
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON` (Web Authentication, level 3).
    #[schema(value_type = Object)]
    pub options: Value,
}

/// A new passkey, as its authenticator made it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    /// From the first step.
    pub ceremony: CeremonyId,
    /// What the member calls it.
    pub name: String,
    /// `RegistrationResponseJSON`, without what the passkey evaluates: that goes to the vault only.
    #[schema(value_type = Object)]
    pub credential: Value,
    /// The account key under what the passkey evaluates; absent where it cannot, and the passkey is a second factor.
    #[serde(default)]
    pub account: Option<Bytes>,
}

/// That a passkey is there: as the way to sign in, or as the second factor.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyProof {
    /// From the first step.
    pub ceremony: CeremonyId,
    /// `AuthenticationResponseJSON`, without what the passkey evaluates.
    #[schema(value_type = Object)]
    pub credential: Value,
}

/// A member's passkey.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Passkey {
    /// The passkey.
    pub id: PasskeyId,
    /// What the member calls it.
    pub name: String,
    /// Whether it signs in alone, because it opens the keys; else it is a second factor.
    pub unlocks: bool,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was last used to sign in.
    pub used_at: Option<Timestamp>,
}

/// What is still missing after the password.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    /// One of the member's passkeys.
    Passkey,
    /// A first passkey: the authority demands one, and the member has none.
    Enrolment,
}

/// The password was right, and something is still missing: the session does nothing else before.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct SecondFactorDue {
    /// What is missing.
    pub second_factor: SecondFactor,
}

/// What an authority demands of its members' sign-ins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInPolicy {
    /// Whether a password alone is not enough.
    pub second_factor_required: bool,
}
