use domain::ConversationId;
use domain::api::{MessageReceived, NewMessage};
use store::Posting;

use crate::add_citizen_message::received;
use crate::{Office, Result, Staff, check};

impl Office {
    /// Adds a caseworker's message. Repeating it changes nothing.
    ///
    /// # Errors
    ///
    /// `NotFound` if the conversation is not one of the member's departments'; `ConversationClosed`; `NotSealed`;
    /// `TooLarge`; `Inconsistent`; `Conflict` if the id is another message's.
    pub async fn reply(
        &self,
        staff: &Staff,
        conversation: ConversationId,
        message: NewMessage,
    ) -> Result<MessageReceived> {
        check::message(&message)?;
        let posting = Posting {
            conversation,
            party: staff.reader(conversation).party,
            message,
            received_at: self.now(),
            status: None,
        };
        received(self.store.add_message(posting).await?)
    }
}
