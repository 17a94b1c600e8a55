use domain::api::{MessageReceived, PassOn};
use domain::audit::{Action, Subject};
use domain::{ConversationId, ErrorCode};
use store::{PassOutcome, Passing};

use crate::check::ensure;
use crate::{Error, Office, Result, Staff, check};

impl Office {
    /// Passes a conversation on to another department of the authority, with the message that tells the citizen. Repeating it
    /// changes nothing.
    ///
    /// # Errors
    ///
    /// `NotFound` if the conversation is not one of the member's departments', or the authority has no such department;
    /// `Forbidden` if it is theirs because they have written the letter;
    /// `ConversationClosed`; `ConversationChanged` if something was written since it was read, or another department is
    /// in charge; `DepartmentClosed`, `DepartmentKeyless` or `DepartmentUnstaffed` if the new one cannot take it;
    /// `EpochOutdated`; `Inconsistent` for the same department, files, or other grants than needed; `NotSealed`; `TooLarge`;
    /// `Conflict` if the id is another message's.
    pub async fn pass_on(
        &self,
        staff: &Staff,
        conversation: ConversationId,
        request: PassOn,
    ) -> Result<MessageReceived> {
        check::message(&request.message)?;
        ensure(request.message.attachments.is_empty(), ErrorCode::Inconsistent)?;
        let along = request.history.iter().chain(&request.notes);
        along.into_iter().try_for_each(check::grant)?;
        let subject = Subject::passing(conversation, request.from, request.to);
        let store = self.recording(staff, Action::PassOn, subject)?;
        let passing = Passing {
            conversation,
            party: staff.reader(conversation).party,
            request,
            received_at: self.now(),
        };
        passed(store.pass_on(passing).await?)
    }
}

/// What whoever passes a conversation on is told.
pub(crate) fn passed(outcome: PassOutcome) -> Result<MessageReceived> {
    let code = match outcome {
        PassOutcome::Passed(received) | PassOutcome::Repeated(received) => return Ok(received),
        PassOutcome::NotFound | PassOutcome::NoDepartment => ErrorCode::NotFound,
        PassOutcome::OtherSide => ErrorCode::Forbidden,
        PassOutcome::Changed => ErrorCode::ConversationChanged,
        PassOutcome::Closed => ErrorCode::ConversationClosed,
        PassOutcome::Taken => ErrorCode::Conflict,
        PassOutcome::DepartmentClosed => ErrorCode::DepartmentClosed,
        PassOutcome::Keyless => ErrorCode::DepartmentKeyless,
        PassOutcome::Unstaffed => ErrorCode::DepartmentUnstaffed,
        PassOutcome::EpochOutdated => ErrorCode::EpochOutdated,
        PassOutcome::SameDepartment | PassOutcome::OtherGrants => ErrorCode::Inconsistent,
        PassOutcome::CaseNumberTaken => return Err(Error::CaseNumbersUsedUp),
    };
    Err(Error::Refused(code))
}
