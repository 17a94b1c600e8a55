use async_trait::async_trait;
use domain::api::Authority;
use domain::{AuthorityId, Bytes, EmailAddress, FoundingId, Locale, Slug, Timestamp};

use crate::{NewInvitation, NewMember, Result, TokenHash};

/// An address that is to be proved before an authority is founded with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewFounding {
    /// Drawn by the caller; an earlier request with the same set-up token keeps its own.
    pub id: FoundingId,
    /// The set-up token that authorises it; it stays valid.
    pub setup_token: TokenHash,
    /// The founder's address.
    pub email: EmailAddress,
    /// Domains that the authority's addresses will have, in lower case.
    pub email_domains: Vec<String>,
    /// The language of the mail.
    pub locale: Locale,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// Until when the mail must have gone out.
    pub expires_at: Timestamp,
}

/// A code that proves an address, as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundingCode {
    /// The code's MAC.
    pub code: Bytes,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// What a mail with a founder's code is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FoundingMail {
    /// Where it goes.
    pub email: EmailAddress,
    /// The language of the mail.
    pub locale: Locale,
}

/// A new authority with its first administrator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Founding {
    /// The set-up token that authorises it; used up by this.
    pub setup_token: TokenHash,
    /// The MAC of the code that was mailed to the administrator's address.
    pub code: Bytes,
    /// The authority, drawn by the founder.
    pub authority: AuthorityId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Domains that members' addresses may have, in lower case.
    pub email_domains: Vec<String>,
    /// A telephone number for those who cannot write here.
    pub telephone: Option<String>,
    /// Root Ed25519 public key.
    pub root: Bytes,
    /// The recovery recipient.
    pub recovery: String,
    /// Its certificate, signed by the root.
    pub recovery_certificate: Bytes,
    /// When it is founded.
    pub founded_at: Timestamp,
    /// The first administrator, without departments.
    pub administrator: NewMember,
    /// How the administrator enrols at once. It is handed out with the answer.
    pub invitation: NewInvitation,
    /// When an invitation is mailed to an administrator who has not enrolled by then.
    pub reminded_at: Timestamp,
}

/// What came of asking for a founder's code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StartOutcome {
    /// A mail is due.
    Started,
    /// The set-up token is unknown or used.
    TokenRefused,
    /// A domain belongs to another authority.
    DomainTaken,
}

/// What came of a founding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FoundOutcome {
    /// The authority exists.
    Founded,
    /// The set-up token is unknown or used.
    TokenRefused,
    /// The code is another one, for another address, expired, or was guessed at too often. The try was counted.
    CodeRefused,
    /// A domain belongs to another authority.
    DomainTaken,
    /// The id, the slug or the administrator's address is taken.
    Taken,
}

/// What an authority asks of its members and departments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuthorityRules {
    /// Domains that addresses may have, compared exactly but for the case of their letters.
    pub email_domains: Vec<String>,
    /// The recovery recipient.
    pub recovery: String,
    /// Its certificate, signed by the root.
    pub recovery_certificate: Bytes,
}

/// Authorities and the tokens that found them.
#[async_trait]
pub trait Authorities {
    /// Keeps a new set-up token; it stays until it founds an authority.
    async fn add_setup_token(&self, token: TokenHash, created_at: Timestamp) -> Result<()>;

    /// Queues the mail with the code that proves a founder's address, in the place of an earlier one. The code is made when
    /// the mail is: see `renew_founding_code`.
    async fn start_founding(&self, founding: NewFounding) -> Result<StartOutcome>;

    /// Puts a new code in the place of an earlier one and tells whom to mail it to. `None` if there is no such founding
    /// any more; then no mail is due.
    async fn renew_founding_code(
        &self,
        founding: FoundingId,
        code: FoundingCode,
        now: Timestamp,
    ) -> Result<Option<FoundingMail>>;

    /// Founds an authority, uses the set-up token and the code up, and invites the first administrator.
    async fn found_authority(&self, founding: Founding) -> Result<FoundOutcome>;

    /// Up to `limit` authorities in the order of their names in addresses, those behind `after`; each with the departments
    /// that can be written to (those that have a key and are not closed).
    async fn directory(&self, after: Option<&Slug>, limit: u32) -> Result<Vec<Authority>>;

    /// These authorities as in the directory, without those that there are not.
    async fn directory_by_id(&self, ids: &[AuthorityId]) -> Result<Vec<Authority>>;

    /// One authority as in the directory.
    async fn directory_entry(&self, slug: &Slug) -> Result<Option<Authority>>;

    /// An authority with all its departments, those without a key too.
    async fn authority(&self, authority: AuthorityId) -> Result<Option<Authority>>;

    /// Gives an authority another name. `None` if there is no such one.
    async fn rename_authority(&self, authority: AuthorityId, name: String) -> Result<Option<()>>;

    /// Queues a letter about upkeep to each certified administrator of an authority, unless they got one after `since`.
    /// Whether they get one now.
    async fn remind_administrators(
        &self,
        authority: AuthorityId,
        since: Timestamp,
        at: Timestamp,
    ) -> Result<bool>;

    /// What the authority asks of its members and departments.
    async fn authority_rules(&self, authority: AuthorityId) -> Result<Option<AuthorityRules>>;
}
