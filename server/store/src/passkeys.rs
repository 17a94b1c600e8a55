use async_trait::async_trait;
use domain::api::Passkey;
use domain::{AuthorityId, Bytes, CeremonyId, MemberId, PasskeyId, SessionId, Timestamp};

use crate::Result;

/// What a WebAuthn ceremony is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CeremonyKind {
    /// A new passkey.
    Registration,
    /// Signing in with a passkey alone.
    SignIn,
    /// Showing a passkey after the password.
    SecondFactor,
}

/// A ceremony that has begun.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ceremony {
    /// Names it.
    pub id: CeremonyId,
    /// What it is for.
    pub kind: CeremonyKind,
    /// Whose it is; `None` where somebody signs in.
    pub member: Option<MemberId>,
    /// What the server must remember of it.
    pub state: Bytes,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// What an authenticator's credential is verified with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Credential {
    /// The id that the authenticator gave; unique on this server.
    pub id: Bytes,
    /// Public key and what else never changes.
    pub key: Bytes,
    /// Counter and what else changes with every use.
    pub state: Bytes,
    /// How browsers reach the authenticator.
    pub transports: u32,
}

/// A passkey as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PasskeyRecord {
    /// What its member sees of it.
    pub passkey: Passkey,
    /// Whose it is.
    pub member: MemberId,
    /// What it is verified with.
    pub credential: Credential,
    /// The account key under what the passkey evaluates; without it the passkey is a second factor.
    pub account: Option<Bytes>,
}

/// What came of adding a passkey.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AddPasskeyOutcome {
    /// It is stored.
    Added,
    /// The credential is registered already, for whomever.
    Taken,
    /// The member has as many as there may be.
    TooMany,
}

/// What came of removing a passkey.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RemovePasskeyOutcome {
    /// It is gone.
    Removed,
    /// The member has no such passkey.
    NotFound,
    /// The authority demands a second factor, and it is the member's last.
    Needed,
}

/// Members' passkeys, the ceremonies around them, and what authorities demand.
#[async_trait]
pub trait Passkeys {
    /// Keeps a ceremony until its second step.
    async fn add_ceremony(&self, ceremony: Ceremony) -> Result<()>;

    /// Takes a ceremony of this kind out, once. `None` if it is unknown, taken, expired or for something else.
    async fn take_ceremony(
        &self,
        ceremony: CeremonyId,
        kind: CeremonyKind,
        now: Timestamp,
    ) -> Result<Option<Ceremony>>;

    /// Keeps a new passkey and has its member told by mail.
    async fn add_passkey(&self, passkey: PasskeyRecord) -> Result<AddPasskeyOutcome>;

    /// A member's passkeys, the oldest first.
    async fn passkeys(&self, member: MemberId) -> Result<Vec<PasskeyRecord>>;

    /// The passkey with this credential, if its member has not left.
    async fn passkey(&self, credential: &Bytes) -> Result<Option<PasskeyRecord>>;

    /// Keeps what a use has changed. `false` if the passkey is gone, or was used otherwise since `before` was read.
    async fn use_passkey(
        &self,
        passkey: PasskeyId,
        before: Bytes,
        after: Bytes,
        at: Timestamp,
    ) -> Result<bool>;

    /// Removes one of a member's passkeys, ends the sessions that were begun with it but for the one to keep, and has the
    /// member told by mail.
    async fn remove_passkey(
        &self,
        member: MemberId,
        passkey: PasskeyId,
        keep: Option<SessionId>,
        at: Timestamp,
    ) -> Result<RemovePasskeyOutcome>;

    /// Whether the authority demands a second factor beside the password.
    async fn second_factor_required(&self, authority: AuthorityId) -> Result<bool>;

    /// Says whether the authority demands one. `false` if `by`, who says so, has no passkey themself; then nothing changed.
    async fn require_second_factor(
        &self,
        authority: AuthorityId,
        required: bool,
        by: MemberId,
    ) -> Result<bool>;
}
