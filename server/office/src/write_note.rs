use domain::ConversationId;
use domain::api::{MessageReceived, NewMessage};
use store::NewNote;

use crate::add_citizen_message::received;
use crate::{Office, Result, Staff, check};

impl Office {
    /// Adds an internal note, to a closed conversation as to an open one. Colleagues hear of it, nobody else does. Repeating it
    /// changes nothing.
    ///
    /// # Errors
    ///
    /// `NotFound` if the conversation is not one of the member's departments'; `NotSealed`; `TooLarge`; `Inconsistent` for files,
    /// a message that is no note, or other grants than the seed that it begins for the department in charge; `EpochOutdated` if
    /// it is not sealed to the newest seed, or that one was granted to an earlier epoch; `Conflict` if the id is another note's.
    pub async fn write_note(
        &self,
        staff: &Staff,
        conversation: ConversationId,
        note: NewMessage,
    ) -> Result<MessageReceived> {
        check::note(&note)?;
        let note = NewNote {
            conversation,
            departments: staff.departments().to_vec(),
            note,
            received_at: self.now(),
        };
        received(self.store.add_note(note).await?)
    }
}
