use async_trait::async_trait;
use domain::api::AuditMember;
use domain::audit::{AuditEntry, AuditHead, StatementId, Unnumbered};
use domain::{AuthorityId, Bytes, MemberId};

use crate::{Result, Store, TokenHash};

/// The audit logs of the authorities. Entries are appended and never changed; what the database refuses to change it
/// refuses to everybody who does not change the database.
#[async_trait]
pub trait Audit {
    /// This store, with `entry` to be appended by what is done through it: in the transaction of the one write that does
    /// it, and not at all if that write does not do what was asked. See `Store::recording`.
    fn recording(&self, entry: Unnumbered) -> Store;

    /// Appends an entry about something that changes nothing here, or was refused.
    async fn append_audit(&self, entry: Unnumbered) -> Result<()>;

    /// The newest entry of a log.
    async fn audit_head(&self, authority: AuthorityId) -> Result<AuditHead>;

    /// The entry at the head's number, if it has the head's hash; the place before the first entry is always there.
    async fn has_audit_head(&self, authority: AuthorityId, head: &AuditHead) -> Result<bool>;

    /// Whether a statement was recorded.
    async fn is_stated(&self, authority: AuthorityId, statement: StatementId) -> Result<bool>;

    /// Entries after a number, in their order.
    async fn audit_entries(&self, authority: AuthorityId, after: i64, limit: u32) -> Result<Vec<AuditEntry>>;

    /// Whom a token from a letter is or was for: also one that was used, has expired or was withdrawn, for
    /// [`domain::limits::SPENT_TOKEN_SECONDS`].
    async fn token_owner(&self, token: TokenHash) -> Result<Option<(AuthorityId, MemberId)>>;

    /// Ed25519 public key of a member who has enrolled.
    async fn sign_key(&self, member: MemberId) -> Result<Option<Bytes>>;

    /// Everybody who ever enrolled with an authority, with what their signatures are verified by, and whoever is invited.
    async fn audit_members(&self, authority: AuthorityId) -> Result<Vec<AuditMember>>;

    /// The authorities that have a log.
    async fn audited(&self) -> Result<Vec<AuthorityId>>;
}

/// Whether a write did what was asked: then it is recorded as done, else it stored nothing and whoever tells the caller so
/// records why.
pub(crate) trait Outcome {
    fn is_done(&self) -> bool;
}

/// What cannot be refused.
macro_rules! always_done {
    ($($outcome:ty),+ $(,)?) => {$(
        impl Outcome for $outcome {
            fn is_done(&self) -> bool {
                true
            }
        }
    )+};
}

/// What is done in these cases only.
macro_rules! done_if {
    ($($outcome:ty: $done:pat,)+) => {$(
        impl Outcome for $outcome {
            fn is_done(&self) -> bool {
                matches!(self, $done)
            }
        }
    )+};
}

always_done!((), crate::Expired);

done_if! {
    crate::AddDepartmentOutcome: Self::Added,
    crate::AddPasskeyOutcome: Self::Added,
    crate::ChangeDepartmentOutcome: Self::Changed,
    crate::ChangeOutcome: Self::Changed,
    crate::EpochOutcome: Self::Added,
    crate::FoundOutcome: Self::Founded,
    crate::StartOutcome: Self::Started,
    crate::InviteOutcome: Self::Invited,
    crate::NoticeOutcome: Self::Set,
    crate::PartOutcome: Self::Stored,
    crate::RemovePasskeyOutcome: Self::Removed,
    crate::RestoreOutcome: Self::Restored,
    crate::PublishOutcome: Self::Published,
    crate::PassOutcome: Self::Passed(_) | Self::Repeated(_),
    crate::PostOutcome: Self::Received(_) | Self::Repeated(_),
    crate::SendOutcome: Self::Opening(crate::OpenOutcome::Opened(_) | crate::OpenOutcome::Repeated(_)),
}

impl Outcome for bool {
    fn is_done(&self) -> bool {
        *self
    }
}

impl<T> Outcome for Option<T> {
    fn is_done(&self) -> bool {
        self.is_some()
    }
}

impl<T> Outcome for Vec<T> {
    fn is_done(&self) -> bool {
        true
    }
}
