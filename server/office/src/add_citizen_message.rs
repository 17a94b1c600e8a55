use domain::ErrorCode;
use domain::api::{MessageReceived, NewMessage};
use store::{Party, PostOutcome, Posting};

use crate::{Citizen, Error, Office, Result, check};

impl Office {
    /// Adds a citizen's message; a closed conversation is open again from then on. Repeating it changes nothing.
    ///
    /// # Errors
    ///
    /// `NotSealed`; `TooLarge`; `Inconsistent`; `Conflict` if the id is another message's.
    pub async fn add_citizen_message(
        &self,
        citizen: Citizen,
        message: NewMessage,
    ) -> Result<MessageReceived> {
        check::message(&message)?;
        let posting = Posting {
            conversation: citizen.conversation(),
            party: Party::Citizen,
            message,
            received_at: self.now().day(),
            status: None,
        };
        received(self.store.add_message(posting).await?)
    }
}

/// What whoever sent a message is told.
pub(crate) fn received(outcome: PostOutcome) -> Result<MessageReceived> {
    match outcome {
        PostOutcome::Received(received) | PostOutcome::Repeated(received) => Ok(received),
        PostOutcome::NotFound => Err(Error::Refused(ErrorCode::NotFound)),
        PostOutcome::Closed => Err(Error::Refused(ErrorCode::ConversationClosed)),
        PostOutcome::OtherSide => Err(Error::Refused(ErrorCode::Forbidden)),
        PostOutcome::EpochOutdated => Err(Error::Refused(ErrorCode::EpochOutdated)),
        PostOutcome::OtherGrants => Err(Error::Refused(ErrorCode::Inconsistent)),
        PostOutcome::Taken => Err(Error::Refused(ErrorCode::Conflict)),
    }
}
