use domain::api::{Correspondent, LetterTicket, LetterTicketRequest, OpenLetter, Opened};
use domain::audit::{Action, Subject};
use domain::{CaseNumber, ConversationId, DepartmentId, ErrorCode, limits};
use store::{OpenOutcome, Party, SendOutcome, Sending};

use crate::check::ensure;
use crate::open_conversation::DRAWS;
use crate::{Error, Office, Result, Staff, check};

impl Office {
    /// Hands out the right to write one letter from one of the member's departments to a department of another authority, with
    /// the keys that it is sealed to.
    ///
    /// # Errors
    ///
    /// `NotFound` if the one that writes is not one of the member's departments, or there is no such other one;
    /// `Inconsistent` if both are of one authority; `DepartmentClosed` or `DepartmentKeyless` if the other one cannot be
    /// written to, or the own one has no key for the answers.
    pub async fn issue_letter_ticket(
        &self,
        staff: &Staff,
        request: LetterTicketRequest,
    ) -> Result<LetterTicket> {
        let LetterTicketRequest { from, to } = request;
        ensure(staff.departments().contains(&from), ErrorCode::NotFound)?;
        let recipient = self.correspondent(staff, to).await?;
        let [from_key, to_key] = [
            self.store.department_key(from).await?,
            self.store.department_key(to).await?,
        ];
        let conversation = self.draw(ConversationId::random);
        let expires_at = self.now().plus(limits::TICKET_SECONDS);
        Ok(LetterTicket {
            conversation,
            ticket: self.macs.letter_ticket(conversation, [from, to], expires_at),
            expires_at,
            from: from_key.ok_or(ErrorCode::DepartmentKeyless)?,
            to: to_key.ok_or(ErrorCode::DepartmentKeyless)?,
            recipient,
        })
    }

    /// A department of another authority that can be written to.
    async fn correspondent(&self, staff: &Staff, department: DepartmentId) -> Result<Correspondent> {
        let record = self.store.department(department).await?;
        let record = record.ok_or(ErrorCode::NotFound)?;
        ensure(
            record.authority != staff.member().authority,
            ErrorCode::Inconsistent,
        )?;
        ensure(!record.is_closed, ErrorCode::DepartmentClosed)?;
        let correspondent = self.store.correspondent(department).await?;
        Ok(correspondent.ok_or(ErrorCode::NotFound)?)
    }

    /// Writes a letter, which opens a conversation between departments of two authorities. The same first message again gets
    /// the same answer, even if the ticket has run out or a department's key has changed since.
    ///
    /// # Errors
    ///
    /// `ChallengeRefused` for a ticket that is forged, for something else, expired or used; `NotFound` if the department that
    /// writes is not one of the member's; `DepartmentClosed`, `DepartmentKeyless` or `DepartmentUnstaffed` if the other one
    /// cannot take it; `EpochOutdated`; `Inconsistent` for one authority on both sides, or other grants than one for each
    /// department; `NotSealed`; `TooLarge`; `Conflict` if an id is something else's; `StatementRefused`.
    pub async fn write_letter(&self, staff: &Staff, request: OpenLetter) -> Result<Opened> {
        let sides = [request.from, request.to];
        let ticket = self
            .macs
            .check_letter_ticket(&request.ticket, request.conversation, sides);
        let expires_at = ticket.ok_or(ErrorCode::ChallengeRefused)?;
        check::first_message(&request.message)?;
        // The first seed's grants stand beside the message.
        ensure(request.message.grants.is_empty(), ErrorCode::Inconsistent)?;
        request.grants.iter().try_for_each(check::grant)?;
        if expires_at < self.now() {
            return self.written_before(staff, &request).await;
        }
        let subject = Subject::letter(request.conversation, request.from, request.to, request.authority);
        let store = self.recording(staff, Action::WriteLetter, subject)?;
        let mut sending = Sending {
            party: Party::Department(staff.departments().to_vec()),
            request,
            case_number: self.draw(CaseNumber::random),
            opened_at: self.now(),
        };
        for _ in 0..DRAWS {
            match store.open_letter(sending.clone()).await? {
                SendOutcome::Opening(OpenOutcome::CaseNumberTaken) => {
                    sending.case_number = self.draw(CaseNumber::random);
                }
                outcome => return written(outcome),
            }
        }
        Err(Error::CaseNumbersUsedUp)
    }

    /// The answer that this very letter got while its ticket was good.
    async fn written_before(&self, staff: &Staff, request: &OpenLetter) -> Result<Opened> {
        let party = Party::Department(staff.departments().to_vec());
        let view = self.store.conversation(request.conversation, &party, 1).await?;
        let view = view.filter(|view| {
            let opening = view.messages.messages.first();
            opening.is_some_and(|opening| opening.id == request.message.id)
        });
        let view = view.ok_or(ErrorCode::ChallengeRefused)?;
        Ok(Opened {
            conversation: view.id,
            case_number: view.case_number,
        })
    }
}

fn written(outcome: SendOutcome) -> Result<Opened> {
    let code = match outcome {
        SendOutcome::Opening(OpenOutcome::Opened(opened) | OpenOutcome::Repeated(opened)) => {
            return Ok(opened);
        }
        SendOutcome::Opening(OpenOutcome::CaseNumberTaken) => return Err(Error::CaseNumbersUsedUp),
        SendOutcome::Opening(OpenOutcome::TicketUsed) => ErrorCode::ChallengeRefused,
        SendOutcome::Opening(OpenOutcome::NoDepartment) => ErrorCode::NotFound,
        SendOutcome::Opening(OpenOutcome::EpochOutdated) => ErrorCode::EpochOutdated,
        SendOutcome::Opening(OpenOutcome::Taken) => ErrorCode::Conflict,
        SendOutcome::DepartmentClosed => ErrorCode::DepartmentClosed,
        SendOutcome::Keyless => ErrorCode::DepartmentKeyless,
        SendOutcome::Unstaffed => ErrorCode::DepartmentUnstaffed,
        SendOutcome::OtherAuthority | SendOutcome::OtherGrants => ErrorCode::Inconsistent,
    };
    Err(Error::Refused(code))
}
