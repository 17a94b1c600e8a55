use async_trait::async_trait;
use domain::api::{EndProposal, HandOver, Propose};
use domain::audit::Unnumbered;
use domain::{AuthorityId, CaseNumber, ConversationId, Timestamp};

use crate::{Party, PassOutcome, Result};

/// A proposal to hand a conversation over to a department of another authority.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Proposing {
    /// The conversation.
    pub conversation: ConversationId,
    /// On whose behalf.
    pub party: Party,
    /// To whom, and with what.
    pub request: Propose,
    /// When it came.
    pub received_at: Timestamp,
}

/// The end of a proposal: the citizen declines it, or the department withdraws it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ending {
    /// The conversation.
    pub conversation: ConversationId,
    /// On whose behalf.
    pub party: Party,
    /// Which proposal, and with what.
    pub request: EndProposal,
    /// When it came; of a citizen's only the day is kept.
    pub received_at: Timestamp,
}

/// A conversation that its citizen hands over to another authority.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Handing {
    /// The conversation.
    pub conversation: ConversationId,
    /// The authority that is in charge so far.
    pub authority: AuthorityId,
    /// To whom, and with what.
    pub request: HandOver,
    /// Its number there, drawn by the caller; the outcome says if it is taken.
    pub case_number: CaseNumber,
    /// What goes into the logs of both authorities.
    pub entries: Vec<Unnumbered>,
    /// When it came; only the day is kept.
    pub received_at: Timestamp,
}

/// Conversations that go to another authority.
#[async_trait]
pub trait Handovers {
    /// Adds the message that proposes a handover, and keeps the proposal in place of an earlier one. Repeating it with the
    /// same message id changes nothing.
    async fn propose(&self, proposing: Proposing) -> Result<PassOutcome>;

    /// Adds the message that ends the proposal. Repeating it with the same message id changes nothing.
    async fn end_proposal(&self, ending: Ending) -> Result<PassOutcome>;

    /// Hands a conversation over: message, grants, authority, department, case number, what its staff may get from then on,
    /// the new department's notice and both logs' entries in one transaction. Repeating it with the same message id changes
    /// nothing.
    async fn hand_over(&self, handing: Handing) -> Result<PassOutcome>;
}
