use async_trait::async_trait;
use domain::api::Authority;
use domain::{AuthorityId, Bytes, Slug, Timestamp};

use crate::{NewInvitation, NewMember, Result, TokenHash};

/// A new authority with its first administrator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Founding {
    /// The set-up token that authorises it; used up by this.
    pub setup_token: TokenHash,
    /// The authority, drawn by the founder.
    pub authority: AuthorityId,
    /// Its name in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// Domains that members' addresses may have.
    pub email_domains: Vec<String>,
    /// A telephone number for those who cannot write here.
    pub telephone: Option<String>,
    /// Root Ed25519 public key.
    pub root: Bytes,
    /// The recovery recipient.
    pub recovery: String,
    /// When it is founded.
    pub founded_at: Timestamp,
    /// The first administrator, without departments.
    pub administrator: NewMember,
    /// How the administrator enrols. It is handed out with the answer, so no mail is queued.
    pub invitation: NewInvitation,
}

/// What came of a founding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FoundOutcome {
    /// The authority exists.
    Founded,
    /// The set-up token is unknown or used.
    TokenRefused,
    /// The id, the slug or the administrator's address is taken.
    Taken,
}

/// What an authority asks of its members and departments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuthorityRules {
    /// Domains that addresses may have, compared exactly.
    pub email_domains: Vec<String>,
    /// The recovery recipient.
    pub recovery: String,
}

/// Authorities and the tokens that found them.
#[async_trait]
pub trait Authorities {
    /// Keeps a new set-up token; it stays until it founds an authority.
    async fn add_setup_token(&self, token: TokenHash, created_at: Timestamp) -> Result<()>;

    /// Founds an authority, uses the set-up token up, and invites the first administrator.
    async fn found_authority(&self, founding: Founding) -> Result<FoundOutcome>;

    /// Every authority, by name, each with the departments that can be written to (those that have a key).
    async fn directory(&self) -> Result<Vec<Authority>>;

    /// One authority as in the directory.
    async fn directory_entry(&self, slug: &Slug) -> Result<Option<Authority>>;

    /// An authority with all its departments, those without a key too.
    async fn authority(&self, authority: AuthorityId) -> Result<Option<Authority>>;

    /// What the authority asks of its members and departments.
    async fn authority_rules(&self, authority: AuthorityId) -> Result<Option<AuthorityRules>>;
}
