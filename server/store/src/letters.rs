use async_trait::async_trait;
use domain::api::{Correspondent, OpenLetter};
use domain::{CaseNumber, DepartmentId, Timestamp};

use crate::{OpenOutcome, Party, Result};

/// A letter that is to be sent: it opens a conversation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sending {
    /// On whose behalf.
    pub party: Party,
    /// From which department to which, and with what.
    pub request: OpenLetter,
    /// Drawn by the caller; the outcome says if it is taken.
    pub case_number: CaseNumber,
    /// When it is opened.
    pub opened_at: Timestamp,
}

/// What came of a letter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SendOutcome {
    /// As of any conversation that is opened; `NoDepartment` also if the department that writes is not this party's.
    Opening(OpenOutcome),
    /// Both departments are of one authority, or the one that is written to is not of the authority that is named.
    OtherAuthority,
    /// The department takes no conversations any more.
    DepartmentClosed,
    /// The department has no key, or one whose certificate has ended.
    Keyless,
    /// Nobody who works in the department has its key.
    Unstaffed,
    /// The grants are not one for each department.
    OtherGrants,
}

/// Conversations between departments of two authorities.
#[async_trait]
pub trait Letters {
    /// Opens a conversation: its grants, first message, files and the department's notice in one transaction. Repeating it
    /// with the same message id changes nothing, whatever the departments' epochs are by then.
    async fn open_letter(&self, sending: Sending) -> Result<SendOutcome>;

    /// A department as those see it who write to it from elsewhere.
    async fn correspondent(&self, department: DepartmentId) -> Result<Option<Correspondent>>;
}
