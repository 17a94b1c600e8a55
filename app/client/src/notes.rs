use domain::api::{MessagePage, MessageReceived, NewMessage};
use domain::{ConversationId, DepartmentId, Timestamp};
use rand_core::CryptoRngCore;
use vault::messages::{DeskRequest, ReadMessage};

use crate::member::{ask, path, read_answer};
use crate::{Error, Member};

impl Member {
    /// Fetches, opens and verifies all internal notes about `conversation`; it was read before and is the current one.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code; `Refused` if no conversation was read before.
    pub async fn read_notes(
        &mut self,
        conversation: ConversationId,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<ReadMessage>, Error> {
        let mut notes = Vec::new();
        let mut after = 0;
        loop {
            let page = format!("{}/notes?after={after}", path(conversation));
            let page: MessagePage = self.client().get(&page).await?;
            let next = page.next;
            notes.extend(self.open_notes(page, now, rng)?);
            match next {
                Some(next) => after = next,
                None => return Ok(notes),
            }
        }
    }

    /// Opens and verifies a page of notes that somebody fetched.
    ///
    /// # Errors
    ///
    /// `Refused` if no conversation was read before.
    pub fn open_notes(
        &mut self,
        page: MessagePage,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<ReadMessage>, Error> {
        let request = DeskRequest::ReadNotes {
            page,
            incomplete: true,
            now,
        };
        read_answer(ask(&mut self.vault, request, None, rng)?.0)
    }

    /// Seals an internal note about the current conversation without sending it.
    ///
    /// # Errors
    ///
    /// `Refused` if it is too long, or the notes were not read before.
    pub fn seal_note(
        &mut self,
        text: &str,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<NewMessage, Error> {
        let text = text.to_owned();
        self.sealed(DeskRequest::WriteNote { text, now }, rng)
    }

    /// Sends a sealed note; twice is once.
    ///
    /// # Errors
    ///
    /// Every error of the portal by its code.
    pub async fn send_note(
        &self,
        conversation: ConversationId,
        note: &NewMessage,
    ) -> Result<MessageReceived, Error> {
        let path = format!("{}/notes", path(conversation));
        self.client().post(&path, note).await
    }

    /// Reads `conversation` and its notes and writes another one.
    ///
    /// # Errors
    ///
    /// Those of `read`, `read_notes`, `seal_note` and `send_note`.
    pub async fn write_note(
        &mut self,
        conversation: ConversationId,
        text: &str,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<MessageReceived, Error> {
        self.read(conversation, now, rng).await?;
        self.read_notes(conversation, now, rng).await?;
        let note = self.seal_note(text, now, rng)?;
        self.send_note(conversation, &note).await
    }

    /// Reads `conversation` and its notes and passes it on with them.
    ///
    /// # Errors
    ///
    /// Those of `read`, `read_notes` and `pass_on`.
    pub async fn pass_on_with_notes(
        &mut self,
        conversation: ConversationId,
        to: DepartmentId,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<MessageReceived, Error> {
        self.read(conversation, now, rng).await?;
        self.read_notes(conversation, now, rng).await?;
        let request = self.seal_passing(to, "", true, now, rng).await?;
        self.send_transfer(conversation, &request, now, rng).await
    }
}
