use async_trait::async_trait;
use domain::{Bytes, EmailAddress, Locale, MemberId, SessionId, Timestamp};

use crate::Result;

/// What a new password leaves on the server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PasswordRecord {
    /// OPAQUE password file.
    pub password_file: Bytes,
    /// The account key under the OPAQUE export key.
    pub account: Bytes,
}

/// A recovery code, as it is kept: nothing that the code follows from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecoveryCodeRecord {
    /// Ed25519 public key that follows from the code.
    pub auth: Bytes,
    /// The account key under the code.
    pub account: Bytes,
    /// When it was made.
    pub made_at: Timestamp,
}

/// What a mail to a member about their own account is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AccountMail {
    /// Where it goes.
    pub email: EmailAddress,
    /// The language of the mail.
    pub locale: Locale,
}

/// The ways in which members unlock their accounts, and how those change. Every change queues a mail to the member.
#[async_trait]
pub trait Accounts {
    /// Puts another password in the place of a member's, also of one that access was restored with, and ends their sessions but for `own`. If that was begun with the
    /// recovery code, the code is used up. `None` if there is no such enrolled member or session.
    async fn set_password(
        &self,
        member: MemberId,
        password: PasswordRecord,
        own: SessionId,
        at: Timestamp,
    ) -> Result<Option<()>>;

    /// Puts a recovery code in the place of a member's earlier one. `None` if there is no such enrolled member.
    async fn set_recovery_code(&self, member: MemberId, code: RecoveryCodeRecord) -> Result<Option<()>>;

    /// Removes a member's recovery code. `None` if there is none.
    async fn remove_recovery_code(&self, member: MemberId, at: Timestamp) -> Result<Option<()>>;

    /// A member's recovery code.
    async fn recovery_code(&self, member: MemberId) -> Result<Option<RecoveryCodeRecord>>;

    /// The member who has this address, in any case of its letters, and a recovery code.
    async fn recovery_account(&self, email: &EmailAddress) -> Result<Option<(MemberId, RecoveryCodeRecord)>>;

    /// The mail that tells a member of a change of the ways in which they sign in. `None` if there is no such member any
    /// more; then no mail is due.
    async fn account_mail(&self, member: MemberId) -> Result<Option<AccountMail>>;
}
