use domain::api::{EndProposal, MessageReceived, Propose};
use domain::audit::{Action, Subject};
use domain::{ConversationId, ErrorCode};
use store::{Ending, Party, Proposing};

use crate::check::ensure;
use crate::pass_on::passed;
use crate::{Citizen, Office, Result, Staff, check};

impl Office {
    /// Proposes to the citizen to hand a conversation over to a department of another authority. Repeating it changes nothing.
    ///
    /// # Errors
    ///
    /// `NotFound` if the conversation is not one of the member's departments', or there is no such department;
    /// `ConversationClosed`; `ConversationChanged` if another department is in charge; `DepartmentClosed`,
    /// `DepartmentKeyless` or `DepartmentUnstaffed` if the other one cannot take it; `EpochOutdated`; `Inconsistent` for
    /// the own authority, files, or other grants than needed; `NotSealed`; `TooLarge`; `Conflict` if the id is another
    /// message's.
    pub async fn propose_handover(
        &self,
        staff: &Staff,
        conversation: ConversationId,
        request: Propose,
    ) -> Result<MessageReceived> {
        check::message(&request.message)?;
        ensure(request.message.attachments.is_empty(), ErrorCode::Inconsistent)?;
        let subject = Subject::handing(conversation, (request.from, request.to), request.authority);
        let store = self.recording(staff, Action::ProposeHandover, subject)?;
        let proposing = Proposing {
            conversation,
            party: staff.reader(conversation).party,
            request,
            received_at: self.now(),
        };
        passed(store.propose(proposing).await?)
    }

    /// Withdraws a proposal, with the message that tells the citizen. Repeating it changes nothing.
    ///
    /// # Errors
    ///
    /// `NotFound` if the conversation is not one of the member's departments'; `ConversationChanged` if another proposal is
    /// open, or none; `EpochOutdated`; `Inconsistent`; `NotSealed`; `TooLarge`; `Conflict` if the id is another message's.
    pub async fn withdraw_proposal(
        &self,
        staff: &Staff,
        conversation: ConversationId,
        request: EndProposal,
    ) -> Result<MessageReceived> {
        check_end(&request)?;
        let subject = Subject::conversation(conversation, None);
        let store = self.recording(staff, Action::WithdrawProposal, subject)?;
        let ending = Ending {
            conversation,
            party: staff.reader(conversation).party,
            request,
            received_at: self.now(),
        };
        passed(store.end_proposal(ending).await?)
    }

    /// Declines a proposal, with the message that tells the department. Repeating it changes nothing.
    ///
    /// # Errors
    ///
    /// `ConversationChanged` if another proposal is open, or none; `EpochOutdated`; `Inconsistent`; `NotSealed`; `TooLarge`;
    /// `Conflict` if the id is another message's.
    pub async fn decline_proposal(&self, citizen: Citizen, request: EndProposal) -> Result<MessageReceived> {
        check_end(&request)?;
        let ending = Ending {
            conversation: citizen.conversation(),
            party: Party::Citizen,
            request,
            received_at: self.now().day(),
        };
        passed(self.store.end_proposal(ending).await?)
    }
}

fn check_end(request: &EndProposal) -> Result<()> {
    check::message(&request.message)?;
    ensure(request.message.attachments.is_empty(), ErrorCode::Inconsistent)
}
