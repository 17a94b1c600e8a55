use domain::ConversationId;
use domain::api::{MessageReceived, SetStatus};
use domain::audit::{Action, Subject};
use store::Posting;

use crate::add_citizen_message::received;
use crate::{Office, Result, Staff, check};

impl Office {
    /// Closes or reopens a conversation together with the message that tells the citizen. Closing erases the citizen's
    /// address for notices.
    ///
    /// # Errors
    ///
    /// As for a reply, except `ConversationClosed`; `Forbidden` for whoever has written the letter.
    pub async fn set_status(
        &self,
        staff: &Staff,
        conversation: ConversationId,
        request: SetStatus,
    ) -> Result<MessageReceived> {
        check::message(&request.message)?;
        let subject = Subject::conversation(conversation, Some(request.status));
        let store = self.recording(staff, Action::SetStatus, subject)?;
        let posting = Posting {
            conversation,
            party: staff.reader(conversation).party,
            message: request.message,
            received_at: self.now(),
            status: Some(request.status),
        };
        received(store.add_message(posting).await?)
    }
}
