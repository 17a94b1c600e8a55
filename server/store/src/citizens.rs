use async_trait::async_trait;
use domain::api::Author;
use domain::{CaseNumber, ConversationId, EmailAddress, Locale, Localized, Timestamp};

use crate::{Notice, Result, TokenHash};

/// A session's end is moved in the database only when that gains at least this many seconds, so that reading costs
/// no write.
pub const SESSION_GRAIN_SECONDS: i64 = 60;

/// A citizen's session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CitizenSession {
    /// The conversation it is for.
    pub conversation: ConversationId,
    /// When it ends if it is not used.
    pub expires_at: Timestamp,
}

/// What came of setting where notices go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoticeOutcome {
    /// It is kept.
    Set,
    /// The conversation is closed, so no answer is to come and no address is kept.
    Closed,
    /// No such conversation.
    NotFound,
}

/// What a contentless mail about a conversation is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoticeMail {
    /// Where it goes.
    pub email: EmailAddress,
    /// The language of the mail; a department's is German.
    pub locale: Locale,
    /// The authority's name.
    pub authority: String,
    /// The department's name.
    pub department: Localized,
    /// To name on the telephone.
    pub case_number: CaseNumber,
}

/// Citizens' sessions, spent challenges, and where notices go.
#[async_trait]
pub trait Citizens {
    /// Notes that a login challenge was used. `false` if it was used before.
    async fn spend_challenge(&self, nonce: TokenHash, expires_at: Timestamp) -> Result<bool>;

    /// Keeps a new session.
    async fn add_citizen_session(&self, token: TokenHash, session: CitizenSession) -> Result<()>;

    /// A session that has not ended, and moves its end to `expires_at` if that gains at least
    /// [`SESSION_GRAIN_SECONDS`].
    async fn use_citizen_session(
        &self,
        token: TokenHash,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<Option<CitizenSession>>;

    /// Ends a session; one that does not exist has ended.
    async fn end_citizen_session(&self, token: TokenHash) -> Result<()>;

    /// Keeps where notices of answers go, in the place of an earlier address.
    async fn set_notice(&self, conversation: ConversationId, notice: Notice) -> Result<NoticeOutcome>;

    /// Erases the citizen's address and the notice that was queued for it.
    async fn erase_notice(&self, conversation: ConversationId) -> Result<()>;

    /// The mail that tells `recipient`'s side of a new message. `None` if that side has given no address or the
    /// conversation does not exist; then no mail is due.
    async fn notice_mail(
        &self,
        conversation: ConversationId,
        recipient: Author,
    ) -> Result<Option<NoticeMail>>;
}
