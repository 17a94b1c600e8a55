use async_trait::async_trait;
use domain::api::{
    CitizenKeys, ConversationView, Grant, MessagePage, MessageReceived, NewMessage, Opened, Status,
};
use domain::{Bytes, CaseNumber, ConversationId, DepartmentId, EmailAddress, Locale, Timestamp};

use crate::{Party, Result};

/// A conversation that is to be opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opening {
    /// From the ticket.
    pub conversation: ConversationId,
    /// The department.
    pub department: DepartmentId,
    /// The department's epoch that was sealed to.
    pub epoch: u32,
    /// Drawn by the caller; the outcome says if it is taken.
    pub case_number: CaseNumber,
    /// The citizen's public keys.
    pub citizen: CitizenKeys,
    /// The content seed for the citizen and for the department.
    pub grants: Vec<Grant>,
    /// The first message.
    pub message: NewMessage,
    /// Where notices of answers go.
    pub notice: Option<Notice>,
    /// When it is opened; only the day is kept.
    pub opened_at: Timestamp,
}

/// Where notices of answers go, and in which language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// The citizen's address.
    pub email: EmailAddress,
    /// The language of the mail.
    pub locale: Locale,
}

/// What came of opening a conversation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OpenOutcome {
    /// It is open, by this call.
    Opened(Opened),
    /// It was opened by an earlier call with the same message id; nothing was changed.
    Repeated(Opened),
    /// The conversation's id was used for another first message.
    TicketUsed,
    /// There is no such department.
    NoDepartment,
    /// The department has a newer epoch than the one that was sealed to.
    EpochOutdated,
    /// The authority has another conversation with this case number: draw another one.
    CaseNumberTaken,
    /// The citizen's locator or the id of the message or of a file belongs to another conversation.
    Taken,
}

/// A message that is to be added to a conversation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Posting {
    /// The conversation.
    pub conversation: ConversationId,
    /// Who writes.
    pub party: Party,
    /// The message.
    pub message: NewMessage,
    /// When it came; of a citizen's only the day is kept.
    pub received_at: Timestamp,
    /// The status that the conversation has from now on; `None` leaves it. A citizen's message always opens it.
    pub status: Option<Status>,
}

/// What came of adding a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PostOutcome {
    /// It is stored, by this call.
    Received(MessageReceived),
    /// It was stored by an earlier call; nothing was changed.
    Repeated(MessageReceived),
    /// No such conversation, or not this party's.
    NotFound,
    /// The department writes into a closed conversation without opening it.
    Closed,
    /// Only the department in charge opens and closes it, and this party has written the letter.
    OtherSide,
    /// The id of the message or of a file belongs to something else.
    Taken,
    /// The newest seed was granted to an earlier epoch than the department's newest, or the one that the message begins is
    /// not the next one or granted to an earlier epoch.
    EpochOutdated,
    /// The message's grants are not one for the citizen, or for a letter's opener, and one for the department, or no seed is to be begun.
    OtherGrants,
}

/// What a citizen's login is checked against.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CitizenAccess {
    /// The conversation.
    pub conversation: ConversationId,
    /// Ed25519 public key that signs login challenges.
    pub auth: Bytes,
}

/// Conversations and their messages.
#[async_trait]
pub trait Conversations {
    /// Opens a conversation: its grants, first message, files, notice and the department's notice in one
    /// transaction. Repeating it with the same message id changes nothing, whatever the department's epoch is by
    /// then.
    async fn open_conversation(&self, opening: Opening) -> Result<OpenOutcome>;

    /// Adds a message: its files, status, read marks, notice and the grants of a seed that it begins in one transaction. Repeating it with the same
    /// message id changes nothing. Closing erases the citizen's address.
    async fn add_message(&self, posting: Posting) -> Result<PostOutcome>;

    /// A conversation with this party's grants and its first `limit` messages.
    async fn conversation(
        &self,
        conversation: ConversationId,
        party: &Party,
        limit: u32,
    ) -> Result<Option<ConversationView>>;

    /// Up to `limit` messages after a position, oldest first.
    async fn messages(
        &self,
        conversation: ConversationId,
        party: &Party,
        after: i64,
        limit: u32,
    ) -> Result<Option<MessagePage>>;

    /// Marks the other side's messages up to `position` as read by this party; an older mark than the one that
    /// stands changes nothing, a later one than the newest message counts as that. `None` if not found.
    async fn mark_read(
        &self,
        conversation: ConversationId,
        party: Party,
        position: i64,
    ) -> Result<Option<()>>;

    /// The conversation of a receipt, by SHA-256 of its locator.
    async fn citizen_access(&self, locator_hash: &Bytes) -> Result<Option<CitizenAccess>>;
}
