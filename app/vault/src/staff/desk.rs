use domain::Timestamp;
use domain::api::{
    ConversationView, DepartmentKey, Grant, MessagePage, NewMessage, PassOn, SetStatus, Status,
};
use rand_core::CryptoRngCore;
use sealing::{Failure, KeyFingerprint, MessageKind, Progress, PublicKey, Trust};

use super::keyring::Keyring;
use super::{Answered, Outcome, StaffVault, inbox, letters};
use crate::attachments::PlainFile;
use crate::conversation::{Conversation, Notes, Writing, revoked};
use crate::messages::{Credentials, DeskRequest, ReadMessage, Refusal, StaffAnswer};

impl Answered for DeskRequest {
    fn answered(
        self,
        vault: &mut StaffVault,
        bytes: Option<Vec<u8>>,
        rng: &mut impl CryptoRngCore,
        progress: Progress<'_>,
    ) -> Outcome {
        let answer = match self {
            Self::SealAttachment { name, media_type } => {
                let file = PlainFile {
                    name,
                    media_type,
                    bytes,
                };
                return vault.seal_attachment(file, rng, progress);
            }
            Self::OpenAttachment { id } => {
                let (entry, plain) = vault.current()?.open_attachment(id, bytes.as_deref(), progress)?;
                let answer = StaffAnswer::File {
                    name: entry.name.clone(),
                    media_type: entry.media_type.clone(),
                };
                return Ok((answer, Some(plain)));
            }
            Self::Summarise { rows, now: _ } => {
                let keyring = vault.keyring.as_ref().ok_or(Refusal::Locked)?;
                StaffAnswer::Summaries(inbox::summarise(keyring, &mut vault.contents, &rows))
            }
            Self::Read {
                view,
                incomplete,
                now,
            } => {
                vault.expect_keys(incomplete, &view.messages, &view.grants)?;
                let mut conversation = vault.begin(&view)?;
                let messages = believed(conversation.read(&view.messages));
                conversation.go_on_from(vault.current.as_ref());
                vault.prepare(&mut conversation, &view.messages, now, rng)?;
                if vault
                    .current
                    .as_ref()
                    .is_some_and(|current| current.id() != view.id)
                {
                    vault.attachments.clear();
                }
                vault.notes = vault
                    .keyring
                    .as_ref()
                    .map(|keyring| Notes::new(&conversation, *keyring.trust()));
                vault.current = Some(conversation);
                StaffAnswer::Messages(messages)
            }
            Self::ReadMore {
                page,
                incomplete,
                now,
            } => {
                vault.expect_keys(incomplete, &page, &[])?;
                StaffAnswer::Messages(vault.read_more(&page, now, rng)?)
            }
            Self::Write { text, now } => {
                let kind = vault.current()?.kind();
                StaffAnswer::Message(vault.write(kind, text, now, rng)?)
            }
            Self::SetStatus { status, now } => StaffAnswer::Status(vault.set_status(status, now, rng)?),
            Self::ReadNotes {
                page,
                incomplete,
                now,
            } => {
                vault.expect_keys(incomplete, &page, &[])?;
                StaffAnswer::Messages(vault.read_notes(&page, now, rng)?)
            }
            Self::WriteNote { text, now } => StaffAnswer::Message(vault.write_note(text, now, rng)?),
            Self::PassOn { to, text, notes, now } => {
                StaffAnswer::PassOn(Box::new(vault.pass_on(&to, text, notes, now, rng)?))
            }
            Self::WriteLetter(letter) => StaffAnswer::Letter(Box::new(vault.write_letter(*letter, rng)?)),
            Self::Propose {
                authority,
                root,
                to,
                text,
                now,
            } => {
                let root = PublicKey::from_bytes(root.as_ref()).ok_or(Failure::Malformed)?;
                let kind = MessageKind::Proposal;
                let (current, writing) = writing(&vault.keyring, &mut vault.current, kind, text, now)?;
                let request = current.propose(Trust { authority, root }, to, writing, rng)?;
                StaffAnswer::Propose(Box::new(request))
            }
            Self::Withdraw { now } => {
                let (kind, text) = (MessageKind::Decline, String::new());
                let (current, writing) = writing(&vault.keyring, &mut vault.current, kind, text, now)?;
                StaffAnswer::Withdraw(current.end_proposal(writing, rng)?)
            }
            Self::NameRoot { root } => {
                let root = PublicKey::from_bytes(root.as_ref()).ok_or(Failure::Malformed)?;
                StaffAnswer::RootNamed(KeyFingerprint::of(&root).to_string())
            }
            Self::DropAttachment { id } => {
                vault.attachments.drop_one(id);
                StaffAnswer::Done
            }
        };
        Ok((answer, None))
    }
}

impl StaffVault {
    fn begin(&mut self, view: &ConversationView) -> Result<Conversation, Refusal> {
        let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
        let (own, letter) = (*keyring.trust(), view.letter.as_ref());
        let citizen = letters::citizen(&view.citizen, letter)?;
        let mut roots = letters::roots(own, letter)?;
        roots.add_revoked(revoked(&view.messages));
        let content = inbox::content(
            (keyring, &roots),
            &mut self.contents,
            view.id,
            citizen,
            &view.grants,
        )?;
        let mut seeds = content.seeds.into_iter();
        let (n, held) = seeds.next().ok_or(Failure::NoGrant)?;
        let transcript = letters::transcript(view.id, (n, &held.seed), (citizen, letter), own)?;
        let mut conversation = Conversation::new(view.id, (n, held), transcript);
        for (n, held) in seeds {
            conversation.add_seed(n, held);
        }
        Ok(conversation)
    }

    /// Refuses where a page was granted to keys of an own department that are missing here, unless it shall be read `incomplete`.
    fn expect_keys(&self, incomplete: bool, page: &MessagePage, grants: &[Grant]) -> Result<(), Refusal> {
        let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
        if !incomplete && keyring.lacks_key_of(page, grants) {
            Err(Failure::NoGrant.into())
        } else {
            Ok(())
        }
    }

    /// Gets ready to write after a page was read.
    fn prepare(
        &self,
        conversation: &mut Conversation,
        page: &MessagePage,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<(), Refusal> {
        let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
        for desk in keyring.desks() {
            conversation.has_reached(keyring.trust().authority, desk);
        }
        conversation.prepare(page, now, rng);
        conversation.begin_only_for(|desk| keyring.opens(desk));
        Ok(())
    }

    fn read_more(
        &mut self,
        page: &MessagePage,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<ReadMessage>, Refusal> {
        let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
        let mut current = self.current.take().ok_or(Refusal::OutOfTurn)?;
        let unknown: Vec<_> = current.unknown(&page.grants).into_iter().cloned().collect();
        current.learn(page);
        // What does not open shows in the messages that it was for.
        if let Ok(content) = keyring.open_content(current.id(), current.author(), &unknown, current.roots()) {
            for (n, held) in content.seeds {
                current.add_seed(n, held);
            }
        }
        let messages = believed(current.read(page));
        let outcome = self.prepare(&mut current, page, now, rng);
        self.current = Some(current);
        outcome.map(|()| messages)
    }

    fn current(&mut self) -> Result<&mut Conversation, Refusal> {
        let missing = if self.keyring.is_some() {
            Refusal::OutOfTurn
        } else {
            Refusal::Locked
        };
        self.current.as_mut().ok_or(missing)
    }

    fn seal_attachment(
        &mut self,
        file: PlainFile,
        rng: &mut impl CryptoRngCore,
        progress: Progress<'_>,
    ) -> Outcome {
        let recipient = self.current()?.recipient();
        let (attachment, sealed) = self.attachments.seal(&recipient, file, rng, progress)?;
        Ok((StaffAnswer::Attachment(attachment), Some(sealed)))
    }

    fn write(
        &mut self,
        kind: MessageKind,
        text: String,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<NewMessage, Refusal> {
        let (current, writing) = writing(&self.keyring, &mut self.current, kind, text, now)?;
        current.write(writing, &mut self.attachments, rng)
    }

    fn pass_on(
        &mut self,
        to: &DepartmentKey,
        text: String,
        with_notes: bool,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<PassOn, Refusal> {
        let kind = MessageKind::Transfer;
        let (current, writing) = writing(&self.keyring, &mut self.current, kind, text, now)?;
        let notes = match &self.notes {
            Some(notes) if with_notes => notes.hand_on(current, to, writing.signer, now, rng)?,
            _ => Vec::new(),
        };
        let request = current.pass_on(to, writing, rng)?;
        Ok(PassOn { notes, ..request })
    }

    fn read_notes(
        &mut self,
        page: &MessagePage,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<ReadMessage>, Refusal> {
        let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
        let current = self.current.as_ref().ok_or(Refusal::OutOfTurn)?;
        let notes = self.notes.as_mut().ok_or(Refusal::OutOfTurn)?;
        notes.learn(current, page);
        let unknown = notes.unknown(&page.grants);
        // What does not open shows in the notes that it was for.
        for (n, held) in keyring.open_notes(current.id(), &unknown, notes.roots()) {
            notes.add_seed(n, held);
        }
        Ok(notes.read(current, page, now, rng))
    }

    fn write_note(
        &mut self,
        text: String,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<NewMessage, Refusal> {
        let kind = MessageKind::Note;
        let (current, writing) = writing(&self.keyring, &mut self.current, kind, text, now)?;
        let notes = self.notes.as_mut().ok_or(Refusal::OutOfTurn)?;
        notes.write(current, writing, rng)
    }

    fn set_status(
        &mut self,
        status: Status,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<SetStatus, Refusal> {
        if self.current()?.is_opener() {
            return Err(Refusal::OutOfTurn);
        }
        let kind = match status {
            Status::Open => MessageKind::Reopen,
            Status::Closed => MessageKind::Close,
        };
        // Files belong to the answer that is being written, not to this.
        let waiting = std::mem::take(&mut self.attachments);
        let message = self.write(kind, String::new(), now, rng);
        self.attachments = waiting;
        Ok(SetStatus {
            status,
            message: message?,
        })
    }
}

/// What the unlocked member writes in the current conversation.
fn writing<'a>(
    keyring: &'a Option<Keyring>,
    current: &'a mut Option<Conversation>,
    kind: MessageKind,
    text: String,
    now: Timestamp,
) -> Result<(&'a mut Conversation, Writing<'a>), Refusal> {
    let keyring = keyring.as_ref().ok_or(Refusal::Locked)?;
    let current = current.as_mut().ok_or(Refusal::OutOfTurn)?;
    let desk = current.desk().ok_or(Refusal::OutOfTurn)?;
    let (signer, author) = keyring.caseworker(desk.department)?;
    let writing = Writing {
        signer,
        author,
        kind,
        text,
        now,
    };
    Ok((current, writing))
}

/// Members know each other: what stands behind a signature is not shown to them.
fn believed(read: Vec<(ReadMessage, Option<Credentials>)>) -> Vec<ReadMessage> {
    read.into_iter().map(|(message, _)| message).collect()
}
