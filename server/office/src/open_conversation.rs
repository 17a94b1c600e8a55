use domain::api::{GrantKind, Grantee, OpenConversation, Opened};
use domain::{CaseNumber, ErrorCode};
use store::{Notice, OpenOutcome, Opening, Party};

use crate::check::ensure;
use crate::{Error, Office, Result, check};

/// How many case numbers are drawn before the authority's numbers are taken for used up.
pub(crate) const DRAWS: usize = 64;

impl Office {
    /// Opens a conversation. The same first message again gets the same answer, even if the ticket has run out or the
    /// department's key has changed since: the first answer may have been lost on its way.
    ///
    /// # Errors
    ///
    /// `ChallengeRefused` for a ticket that is forged, for something else, expired or used; `EpochOutdated`; `NotSealed`;
    /// `Inconsistent` for other grants than one for the citizen and one for the department; `TooLarge`; `Malformed`;
    /// `NotFound`; `Conflict` if the locator or an id is another conversation's.
    pub async fn open_conversation(&self, request: OpenConversation) -> Result<Opened> {
        let now = self.now();
        let ticket = self
            .macs
            .check_ticket(&request.ticket, request.conversation, request.department);
        let expires_at = ticket.ok_or(ErrorCode::ChallengeRefused)?;
        check_parts(&request)?;
        if expires_at < now {
            return self.opened_before(&request).await;
        }
        self.open(request).await
    }

    async fn open(&self, request: OpenConversation) -> Result<Opened> {
        let locale = request.locale;
        let mut opening = Opening {
            conversation: request.conversation,
            department: request.department,
            epoch: request.epoch,
            case_number: self.draw(CaseNumber::random),
            citizen: request.citizen,
            grants: request.grants,
            message: request.message,
            notice: request.notice.map(|email| Notice { email, locale }),
            opened_at: self.now().day(),
        };
        for _ in 0..DRAWS {
            match self.store.open_conversation(opening.clone()).await? {
                OpenOutcome::Opened(opened) | OpenOutcome::Repeated(opened) => return Ok(opened),
                OpenOutcome::CaseNumberTaken => opening.case_number = self.draw(CaseNumber::random),
                OpenOutcome::TicketUsed => return Err(ErrorCode::ChallengeRefused.into()),
                OpenOutcome::NoDepartment => return Err(ErrorCode::NotFound.into()),
                OpenOutcome::EpochOutdated => return Err(ErrorCode::EpochOutdated.into()),
                OpenOutcome::Taken => return Err(ErrorCode::Conflict.into()),
            }
        }
        Err(Error::CaseNumbersUsedUp)
    }

    /// The answer that this very request got while its ticket was good.
    async fn opened_before(&self, request: &OpenConversation) -> Result<Opened> {
        let view = self
            .store
            .conversation(request.conversation, &Party::Citizen, 1)
            .await?;
        let view = view.filter(|view| {
            view.messages
                .messages
                .first()
                .is_some_and(|opening| opening.id == request.message.id)
        });
        let view = view.ok_or(ErrorCode::ChallengeRefused)?;
        Ok(Opened {
            conversation: view.id,
            case_number: view.case_number,
        })
    }
}

fn check_parts(request: &OpenConversation) -> Result<()> {
    for key in [
        &request.citizen.locator_hash,
        &request.citizen.auth,
        &request.citizen.sign,
    ] {
        check::public_key(key)?;
    }
    check::first_message(&request.message)?;
    // The first seed's grants stand beside the message.
    ensure(request.message.grants.is_empty(), ErrorCode::Inconsistent)?;
    let department = Grantee::Department {
        department: request.department,
        epoch: request.epoch,
    };
    let [first, second] = request.grants.as_slice() else {
        return Err(ErrorCode::Inconsistent.into());
    };
    let grantees = (first.grantee, second.grantee);
    let are_both = grantees == (Grantee::Citizen, department) || grantees == (department, Grantee::Citizen);
    let open_content = request
        .grants
        .iter()
        .all(|grant| grant.kind == GrantKind::Content && grant.n == 0);
    ensure(are_both && open_content, ErrorCode::Inconsistent)?;
    request.grants.iter().try_for_each(check::grant)
}
