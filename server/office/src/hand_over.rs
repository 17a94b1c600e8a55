use domain::api::{HandOver, MessageReceived};
use domain::audit::{Action, Subject, Unnumbered};
use domain::{AuthorityId, CaseNumber, DepartmentId, ErrorCode};
use store::{Handing, PassOutcome};

use crate::check::ensure;
use crate::open_conversation::DRAWS;
use crate::pass_on::passed;
use crate::{Citizen, Office, Result, check};

impl Office {
    /// Hands a citizen's conversation over to the department of another authority that was proposed. Both authorities' logs
    /// say so, and not who the citizen is. Repeating it changes nothing.
    ///
    /// # Errors
    ///
    /// `ConversationChanged` if another proposal is open, or none, or something was written since the conversation was read;
    /// `ConversationClosed`; `DepartmentClosed`, `DepartmentKeyless` or `DepartmentUnstaffed` if the new department
    /// cannot take it any more; `EpochOutdated`; `Inconsistent` for files or other grants than needed; `NotSealed`;
    /// `TooLarge`; `NotFound`; `Conflict` if the id is another message's.
    pub async fn hand_over(&self, citizen: Citizen, request: HandOver) -> Result<MessageReceived> {
        check::message(&request.message)?;
        ensure(request.message.attachments.is_empty(), ErrorCode::Inconsistent)?;
        request.history.iter().try_for_each(check::grant)?;
        let from = self.authority_of(request.from).await?;
        let to = self.authority_of(request.to).await?;
        let mut handing = Handing {
            conversation: citizen.conversation(),
            authority: from,
            entries: self.both_logs(citizen, &request, (from, to)),
            request,
            case_number: self.draw(CaseNumber::random),
            received_at: self.now().day(),
        };
        for _ in 0..DRAWS {
            match self.store.hand_over(handing.clone()).await? {
                PassOutcome::CaseNumberTaken => handing.case_number = self.draw(CaseNumber::random),
                outcome => return passed(outcome),
            }
        }
        passed(PassOutcome::CaseNumberTaken)
    }

    async fn authority_of(&self, department: DepartmentId) -> Result<AuthorityId> {
        let record = self.store.department(department).await?;
        Ok(record.ok_or(ErrorCode::NotFound)?.authority)
    }

    /// The same for each of the two, with the other one named.
    fn both_logs(
        &self,
        citizen: Citizen,
        request: &HandOver,
        (from, to): (AuthorityId, AuthorityId),
    ) -> Vec<Unnumbered> {
        let departments = (request.from, request.to);
        let entry = |own, other| {
            let subject = Subject::handing(citizen.conversation(), departments, other);
            self.note(own, None, Action::HandOver, subject)
        };
        vec![entry(from, to), entry(to, from)]
    }
}
