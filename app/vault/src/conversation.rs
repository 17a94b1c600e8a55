use std::collections::BTreeMap;

use domain::api::{MessagePage, NewMessage, StoredMessage};
use domain::limits::{SEALED_ATTACHMENT_BYTES, SEALED_MESSAGE_BYTES, TEXT_CHARACTERS};
use domain::{AttachmentId, ConversationId, DepartmentId, MessageId, Timestamp};
use rand_core::CryptoRngCore;
use sealing::{
    AttachmentEntry, Author, Body, Failure, HybridRecipient, MessageDraft, MessageKind, Progress, PublicKey,
    SealedMessage, Seed, Signer, Transcript, VerifiedMessage, open_attachment, seal_message,
};

use crate::attachments::{Attachments, declared};
use crate::messages::{Attachment, Content, ContentKind, ReadMessage, Refusal, Signer as Signed};

/// The number of the content seed. It counts on when a conversation goes to another authority.
pub(crate) const FIRST_SEED: u32 = 0;

/// A department's epoch, as headers name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Desk {
    pub(crate) department: DepartmentId,
    pub(crate) epoch: u32,
}

/// The conversation that is read and written at the moment.
pub(crate) struct Conversation {
    id: ConversationId,
    recipient: HybridRecipient,
    transcript: Transcript,
    /// The department and epoch of what is written here; for a citizen known once the first message was believed.
    desk: Option<Desk>,
    files: BTreeMap<AttachmentId, AttachmentEntry>,
    /// Whether the last page was read: only then it is known what a new message answers.
    is_complete: bool,
    /// A message that was sealed here and was not read back yet.
    outgoing: Option<Outgoing>,
}

struct Outgoing {
    kind: MessageKind,
    text: String,
    message: NewMessage,
}

/// What is to be written, and by whom.
pub(crate) struct Writing<'a> {
    pub(crate) signer: Signer<'a>,
    pub(crate) author: PublicKey,
    pub(crate) kind: MessageKind,
    pub(crate) text: String,
    pub(crate) now: Timestamp,
}

impl Conversation {
    /// Begins with nothing read.
    pub(crate) fn new(
        id: ConversationId,
        content: &Seed,
        transcript: Transcript,
        desk: Option<Desk>,
    ) -> Self {
        Self {
            id,
            recipient: content.recipient(),
            transcript,
            desk,
            files: BTreeMap::new(),
            is_complete: false,
            outgoing: None,
        }
    }

    /// The conversation's id.
    pub(crate) fn id(&self) -> ConversationId {
        self.id
    }

    /// The department and epoch of what is written here.
    pub(crate) fn desk(&self) -> Option<Desk> {
        self.desk
    }

    /// What files are sealed to.
    pub(crate) fn recipient(&self) -> &HybridRecipient {
        &self.recipient
    }

    /// Opens and verifies the next page.
    pub(crate) fn read(&mut self, page: &MessagePage) -> Vec<ReadMessage> {
        let messages = page.messages.iter().map(|stored| self.read_one(stored)).collect();
        self.is_complete = page.next.is_none();
        if self.is_complete {
            // Either it was among them, or it never arrived: what is written next follows what is there.
            self.outgoing = None;
        }
        messages
    }

    /// Enters the citizen's own first message, so that the conversation can go on before it is read back.
    pub(crate) fn enter_opening(&mut self, message: &SealedMessage) -> Result<(), Failure> {
        let verified = self.transcript.read(&message.sealed)?;
        self.note(&verified);
        self.is_complete = true;
        Ok(())
    }

    /// Seals a message that answers all that was read, and takes the waiting files along. Asked for the same message
    /// again before it was read back, it gives the same one again.
    pub(crate) fn write(
        &mut self,
        writing: Writing<'_>,
        attachments: &mut Attachments,
        rng: &mut impl CryptoRngCore,
    ) -> Result<NewMessage, Refusal> {
        if writing.text.chars().count() > TEXT_CHARACTERS {
            return Err(Refusal::TooLarge);
        }
        if let Some(outgoing) = &self.outgoing {
            let is_same = outgoing.kind == writing.kind && outgoing.text == writing.text;
            return if is_same && attachments.is_empty() {
                Ok(outgoing.message.clone())
            } else {
                Err(Refusal::OutOfTurn)
            };
        }
        if !self.is_complete {
            return Err(Refusal::OutOfTurn);
        }
        let desk = self.desk.ok_or(Failure::MissingMessage)?;
        let entries = attachments.entries();
        let draft = MessageDraft {
            conversation: self.id,
            n: FIRST_SEED,
            message: MessageId::random(rng),
            signer: writing.signer,
            place: self.transcript.place(&writing.author),
            department: desk.department,
            epoch: desk.epoch,
            created_at: writing.now,
            kind: writing.kind,
            body: &Body::Text(writing.text.clone()),
            attachments: entries.clone(),
        };
        let message = new_message(seal_message(&self.recipient, draft, rng), &entries)?;
        attachments.clear();
        self.outgoing = Some(Outgoing {
            kind: writing.kind,
            text: writing.text,
            message: message.clone(),
        });
        Ok(message)
    }

    /// Opens a file of a message that was believed.
    pub(crate) fn open_attachment(
        &self,
        id: AttachmentId,
        sealed: Option<&[u8]>,
        progress: Progress<'_>,
    ) -> Result<(&AttachmentEntry, Vec<u8>), Refusal> {
        let entry = self.files.get(&id).ok_or(Refusal::OutOfTurn)?;
        let sealed = sealed.ok_or(Refusal::OutOfTurn)?;
        if sealed.len() as u64 > SEALED_ATTACHMENT_BYTES {
            return Err(Refusal::TooLarge);
        }
        let plain = open_attachment(self.transcript.identity(), entry, sealed, progress)?;
        Ok((entry, plain))
    }

    fn read_one(&mut self, stored: &StoredMessage) -> ReadMessage {
        let outcome = self.transcript.read(stored.sealed.as_ref()).map(|verified| {
            self.note(&verified);
            (verified.header.message, content(&verified))
        });
        ReadMessage {
            // The signed id, where there is one: the server's own could name another message.
            id: outcome.as_ref().map_or(stored.id, |(id, _)| *id),
            position: stored.position,
            author: stored.author,
            received_at: stored.received_at,
            outcome: outcome.map(|(_, content)| content),
        }
    }

    fn note(&mut self, verified: &VerifiedMessage) {
        let header = &verified.header;
        self.desk.get_or_insert(Desk {
            department: header.department,
            epoch: header.epoch,
        });
        for entry in &header.attachments {
            self.files.entry(entry.id).or_insert_with(|| entry.clone());
        }
    }
}

/// A sealed message as the API takes it.
pub(crate) fn new_message(
    message: SealedMessage,
    entries: &[AttachmentEntry],
) -> Result<NewMessage, Refusal> {
    if message.sealed.len() > SEALED_MESSAGE_BYTES {
        return Err(Refusal::TooLarge);
    }
    Ok(NewMessage {
        id: message.message,
        sealed: message.sealed.into(),
        attachments: entries.iter().map(declared).collect(),
    })
}

fn content(verified: &VerifiedMessage) -> Content {
    let header = &verified.header;
    let signer = match &verified.author {
        Author::Citizen => Signed::Citizen,
        Author::Member(certificate) => Signed::Member {
            name: certificate.name.clone(),
            department: header.department,
        },
    };
    let attachments = header.attachments.iter().map(attachment).collect();
    match &verified.body {
        Body::Opening(opening) => Content {
            kind: ContentKind::Opening,
            signer,
            subject: Some(opening.subject.clone()),
            text: opening.text.clone(),
            name: opening.name.clone(),
            contact: opening.contact.clone(),
            attachments,
        },
        Body::Text(text) => Content {
            kind: match header.kind {
                MessageKind::Close => ContentKind::Close,
                MessageKind::Reopen => ContentKind::Reopen,
                _ => ContentKind::Text,
            },
            signer,
            subject: None,
            text: text.clone(),
            name: None,
            contact: None,
            attachments,
        },
    }
}

fn attachment(entry: &AttachmentEntry) -> Attachment {
    Attachment {
        id: entry.id,
        name: entry.name.clone(),
        media_type: entry.media_type.clone(),
        size: entry.size,
        sealed_size: entry.sealed_size,
    }
}
