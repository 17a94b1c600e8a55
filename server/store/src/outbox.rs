use async_trait::async_trait;
use domain::{ConversationId, FoundingId, MemberId, Timestamp};

use crate::Result;

/// A mail that is due. Addresses are looked up when it is sent, so none stands in the outbox.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Errand {
    /// Tell the department of a citizen's message, or of another department's: `Citizens::notice_mail` for `Author::Department`.
    DepartmentMessage(ConversationId),
    /// Tell the citizen of an answer: `Citizens::notice_mail` for `Author::Citizen`.
    CitizenAnswer(ConversationId),
    /// Tell the department that wrote a letter of an answer: `Citizens::notice_mail` for `Author::Citizen`.
    LetterAnswer(ConversationId),
    /// Invite a member: `Members::renew_invitation`.
    Invitation(MemberId),
    /// Tell a member that the ways in which they sign in have changed: `Accounts::account_mail`.
    SignInChanged(MemberId),
    /// Lead a member who has lost everything back in: `Restorations::renew_restoration`.
    Restoration(MemberId),
    /// Tell an administrator that keys or certificates of their authority need them: `Accounts::account_mail`.
    Upkeep(MemberId),
    /// Prove a founder's address: `Authorities::renew_founding_code`.
    FoundingCode(FoundingId),
}

/// A row of the outbox that this caller may work on until its lease ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutboxEntry {
    /// The row.
    pub id: i64,
    /// Counts how often the errand was given again since; tells `settle_outbox` whether it came once more meanwhile.
    pub revision: i64,
    /// What is to be done.
    pub errand: Errand,
    /// How often it was tried, this time included.
    pub attempts: u32,
    /// When the claim ends; tells `settle_outbox` whether somebody else has claimed it since.
    pub lease_until: Timestamp,
}

/// How an errand ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Delivery {
    /// It is done, needless or hopeless. If it was given again meanwhile it is due again at once.
    Done,
    /// It failed; try again at this time.
    Retry(Timestamp),
}

/// The queue of mails; an errand stands in it at most once.
#[async_trait]
pub trait Outbox {
    /// Takes up to `limit` errands that are due and keeps them from everybody else until `lease_until`.
    async fn claim_outbox(
        &self,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<OutboxEntry>>;

    /// Ends a claim. One whose lease has run out and who was overtaken changes nothing.
    async fn settle_outbox(&self, entry: OutboxEntry, delivery: Delivery) -> Result<()>;

    /// Number of errands that wait, for operators and tests.
    async fn outbox_length(&self) -> Result<u64>;
}
