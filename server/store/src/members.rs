use async_trait::async_trait;
use domain::api::{Departure, Member, MemberEntry, MemberKeys, NewCertificate, Role, WaitingGrant};
use domain::{AuthorityId, Bytes, DepartmentId, EmailAddress, Locale, LoginId, MemberId, Timestamp};

use crate::{EpochOutcome, Result, TokenHash};

/// A person who is to become a member.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewMember {
    /// Drawn by the caller.
    pub id: MemberId,
    /// Where they will work.
    pub authority: AuthorityId,
    /// Their name.
    pub name: String,
    /// Their address; no two members have the same one in any case of its letters.
    pub email: EmailAddress,
    /// What they may do.
    pub role: Role,
    /// The departments whose inbox becomes theirs; all of the same authority.
    pub departments: Vec<DepartmentId>,
    /// The language of their invitation.
    pub locale: Locale,
    /// When they were invited.
    pub invited_at: Timestamp,
}

/// A token that enrols one member, once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NewInvitation {
    /// Its hash.
    pub token: TokenHash,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// What came of inviting a person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InviteOutcome {
    /// The member exists and an invitation mail is queued.
    Invited,
    /// The address or the id is another member's.
    Taken,
    /// A department is not one of the authority's.
    DepartmentUnknown(DepartmentId),
}

/// Who certifies a member.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Certifier {
    /// A certified administrator.
    Administrator,
    /// The member themself, by the root: the first administrator of an authority that has no certified one.
    Founder,
}

/// What came of a change of a member's rights. Unless it is `Changed`, nothing was stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangeOutcome {
    /// It is stored.
    Changed,
    /// The authority has no such enrolled member.
    NotFound,
    /// There is a certified administrator already, or the member is none.
    NotTheFounder,
    /// A department is not one of the authority's.
    DepartmentUnknown(DepartmentId),
    /// The epochs are not exactly those of the departments that the member loses.
    OtherEpochs,
    /// Nobody would be left to administer the authority.
    LastAdministrator,
    /// Nobody would be left who can open what citizens write to this department, which is not closed.
    Unstaffed(DepartmentId),
    /// An earlier epoch of this department, which is not closed, would open for nobody any more.
    Unshared(DepartmentId),
    /// An epoch does not fit.
    Epoch(EpochOutcome),
}

/// What a mail with an invitation is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InvitationMail {
    /// Where it goes.
    pub email: EmailAddress,
    /// The person's name.
    pub name: String,
    /// The language of the mail.
    pub locale: Locale,
    /// The authority's name.
    pub authority: String,
}

/// What enrolment leaves on the server: nothing that opens anything.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EnrolledKeys {
    /// OPAQUE password file.
    pub password_file: Bytes,
    /// Ed25519 public key.
    pub sign: Bytes,
    /// Hybrid recipient.
    pub recipient: String,
    /// The account key under the OPAQUE export key.
    pub account: Bytes,
    /// The two private keys under the account key.
    pub private: Bytes,
    /// The account key, sealed to the authority's recovery recipient.
    pub recovery: Bytes,
    /// When it was.
    pub enrolled_at: Timestamp,
}

/// An account that can be logged in to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// The member.
    pub member: MemberId,
    /// OPAQUE password file.
    pub password_file: Bytes,
}

/// A login that has begun.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PendingLogin {
    /// Names it.
    pub id: LoginId,
    /// Whose it is; `None` where the account does not exist and the answer was made up.
    pub member: Option<MemberId>,
    /// OPAQUE server state.
    pub state: Bytes,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Members from invitation to certificate, and their logins.
#[async_trait]
pub trait Members {
    /// Adds a member and queues the invitation mail. The token is made when the mail is: see `renew_invitation`.
    async fn invite_member(&self, member: NewMember) -> Result<InviteOutcome>;

    /// Puts a new token in the place of the member's earlier one and tells whom to mail it to. `None` if there is
    /// no such member or they have enrolled; then no mail is due.
    async fn renew_invitation(
        &self,
        member: MemberId,
        invitation: NewInvitation,
    ) -> Result<Option<InvitationMail>>;

    /// Whom a valid invitation is for; it stays valid.
    async fn invited_member(&self, token: TokenHash, now: Timestamp) -> Result<Option<Member>>;

    /// Uses an invitation up and keeps the keys. `None` if the token is unknown, used or expired.
    async fn enrol_member(&self, token: TokenHash, keys: EnrolledKeys) -> Result<Option<MemberId>>;

    /// Queues the invitation mail once more. `None` if the authority has no such member or they have enrolled.
    async fn repeat_invitation(
        &self,
        authority: AuthorityId,
        member: MemberId,
        at: Timestamp,
    ) -> Result<Option<()>>;

    /// Takes an invitation back: the member was never there, their address is free. `None` if the authority has no such
    /// member or they have enrolled.
    async fn withdraw_invitation(&self, authority: AuthorityId, member: MemberId) -> Result<Option<()>>;

    /// Keeps a member's certificates, and with them role and departments. A confirmed member's departments that are lost
    /// go on with the epochs that came along, and the member's seeds of them are deleted.
    async fn certify_member(
        &self,
        authority: AuthorityId,
        member: MemberId,
        by: Certifier,
        certificate: NewCertificate,
        at: Timestamp,
    ) -> Result<ChangeOutcome>;

    /// Ends a membership: nothing of the member can be used any more, their departments go on with the epochs that came
    /// along, their address is free. Name and public keys stay.
    async fn depart_member(
        &self,
        authority: AuthorityId,
        member: MemberId,
        departure: Departure,
        at: Timestamp,
    ) -> Result<ChangeOutcome>;

    /// Seeds of epochs that certified colleagues in the departments of `member` lack and `member` has.
    async fn waiting_grants(&self, member: MemberId) -> Result<Vec<WaitingGrant>>;

    /// A member who has not left.
    async fn member(&self, member: MemberId) -> Result<Option<Member>>;

    /// Whether an administrator has certified this member.
    async fn is_certified(&self, member: MemberId) -> Result<bool>;

    /// All members of an authority, by name, those who have left too.
    async fn members(&self, authority: AuthorityId) -> Result<Vec<MemberEntry>>;

    /// One member of an authority, also one who has left.
    async fn member_entry(&self, authority: AuthorityId, member: MemberId) -> Result<Option<MemberEntry>>;

    /// What an authority has withdrawn of its members' certificates: each a chain, the revocation first.
    async fn revocations(&self, authority: AuthorityId) -> Result<Vec<Vec<Bytes>>>;

    /// An enrolled member's wrapped keys, certificate chain, and the seeds of their departments' epochs.
    async fn member_keys(&self, member: MemberId) -> Result<Option<MemberKeys>>;

    /// The account of an enrolled member, by address in any case of its letters.
    async fn account(&self, email: &EmailAddress) -> Result<Option<Account>>;

    /// Keeps a login until its second step.
    async fn add_login(&self, login: PendingLogin) -> Result<()>;

    /// Takes a login out, once. `None` if it is unknown, taken or expired.
    async fn take_login(&self, login: LoginId, now: Timestamp) -> Result<Option<PendingLogin>>;
}
