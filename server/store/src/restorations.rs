use async_trait::async_trait;
use domain::api::{Member, RestoredAccess};
use domain::{AuthorityId, Bytes, MemberId, Timestamp};

use crate::{AccountMail, NewInvitation, Result, TokenHash};

/// What a member who has lost everything sets up: nothing of it counts before an administrator has restored the access.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PendingAccess {
    /// OPAQUE password file.
    pub password_file: Bytes,
    /// Hybrid recipient to which the account key is to be sealed.
    pub recipient: String,
    /// Its seed under the OPAQUE export key.
    pub account: Bytes,
}

/// What came of restoring a member's access. Unless it is `Restored`, nothing was stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RestoreOutcome {
    /// The member signs in with the new password.
    Restored,
    /// Nobody restores this member's access.
    NotFound,
    /// The member has made another recipient since.
    OtherRecipient,
}

/// Members who have lost every way of unlocking their account, on their way back.
#[async_trait]
pub trait Restorations {
    /// Begins to restore a member's access, anew if it was begun before, and queues the mail with the link. `None` if the
    /// authority has no such certified member whose account key is sealed to its recovery recipient.
    async fn begin_restoration(
        &self,
        authority: AuthorityId,
        member: MemberId,
        at: Timestamp,
    ) -> Result<Option<()>>;

    /// Puts a new token in the place of an earlier one and tells whom to mail it to. `None` if nobody restores this member's
    /// access any more; then no mail is due.
    async fn renew_restoration(
        &self,
        member: MemberId,
        invitation: NewInvitation,
    ) -> Result<Option<AccountMail>>;

    /// Whose access a valid token restores; it stays valid.
    async fn restoring_member(&self, token: TokenHash, now: Timestamp) -> Result<Option<Member>>;

    /// Keeps what the member has set up, in the place of what they had. `None` if the token is unknown or expired.
    async fn set_restoration(
        &self,
        token: TokenHash,
        pending: PendingAccess,
        now: Timestamp,
    ) -> Result<Option<MemberId>>;

    /// How far the restoring of a member's access is.
    async fn restoration(
        &self,
        authority: AuthorityId,
        member: MemberId,
    ) -> Result<Option<domain::api::Restoration>>;

    /// Takes it back; the member's account is as it was. `None` if there is nothing to take back.
    async fn withdraw_restoration(&self, authority: AuthorityId, member: MemberId) -> Result<Option<()>>;

    /// Puts what the member has set up in force: their sessions end, recovery code and passkeys are removed, and the member
    /// is told by mail.
    async fn restore_access(
        &self,
        authority: AuthorityId,
        member: MemberId,
        access: RestoredAccess,
        at: Timestamp,
    ) -> Result<RestoreOutcome>;
}
