use async_trait::async_trait;
use domain::api::{MessageReceived, PassOn};
use domain::{ConversationId, Timestamp};

use crate::{Party, Result};

/// A conversation that is to be passed on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Passing {
    /// The conversation.
    pub conversation: ConversationId,
    /// On whose behalf.
    pub party: Party,
    /// To whom, and with what.
    pub request: PassOn,
    /// When it came.
    pub received_at: Timestamp,
}

/// What came of passing a conversation on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PassOutcome {
    /// It is the new department's, by this call.
    Passed(MessageReceived),
    /// It was passed on by an earlier call; nothing was changed.
    Repeated(MessageReceived),
    /// No such conversation, or not this party's.
    NotFound,
    /// It is this party's, who has written the letter: only the department in charge passes it on.
    OtherSide,
    /// Something was written since it was read, or another department is in charge by now.
    Changed,
    /// It is closed.
    Closed,
    /// The id of the message belongs to something else.
    Taken,
    /// The department is in charge already, or it is of the same authority where another one was to be named.
    SameDepartment,
    /// The authority has no such department.
    NoDepartment,
    /// The department takes no conversations any more.
    DepartmentClosed,
    /// The department has no key, or one whose certificate has ended.
    Keyless,
    /// Nobody who works in the department has its key.
    Unstaffed,
    /// The other authority has a conversation with this case number: draw another one.
    CaseNumberTaken,
    /// The grants are for an earlier epoch than the department's newest, or begin another seed than the next one.
    EpochOutdated,
    /// The grants are not exactly the next seed for the citizen, or for a letter's opener, and the department, every earlier one for
    /// the department, and every notes seed or none.
    OtherGrants,
}

/// Conversations that change hands.
#[async_trait]
pub trait Transfers {
    /// Passes a conversation on to another department of its authority: message, grants, department and the new one's notice
    /// in one transaction. Nobody in the department has read it from then on. Repeating it with the same message id changes
    /// nothing.
    async fn pass_on(&self, passing: Passing) -> Result<PassOutcome>;
}
