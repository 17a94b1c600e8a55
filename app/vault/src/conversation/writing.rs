use domain::api::{Grant, GrantKind, Grantee, NewMessage, SealedTo};
use domain::limits::{SEALED_MESSAGE_BYTES, TEXT_CHARACTERS};
use domain::{MessageId, Timestamp};
use rand_core::CryptoRngCore;
use sealing::{
    AttachmentEntry, Body, Failure, GrantSubject, HybridRecipient, MessageDraft, MessageKind, PublicKey,
    SealedMessage, Seed, Signer, seal_grant, seal_message,
};

use super::{Conversation, Desk, Next};
use crate::attachments::{Attachments, declared};
use crate::messages::Refusal;

/// What is to be written, and by whom.
pub(crate) struct Writing<'a> {
    pub(crate) signer: Signer<'a>,
    pub(crate) author: PublicKey,
    pub(crate) kind: MessageKind,
    pub(crate) text: String,
    pub(crate) now: Timestamp,
}

/// A message that was sealed here and was not read back yet.
pub(super) struct Outgoing {
    kind: MessageKind,
    text: String,
    message: NewMessage,
}

/// Where a message goes.
pub(super) struct Target {
    pub(super) n: u32,
    pub(super) recipient: HybridRecipient,
    /// The department that writes or is written to.
    pub(super) desk: Desk,
}

impl Conversation {
    /// Seals a message that answers all that was read, and takes the waiting files along. Asked for the same message
    /// again before it was read back, it gives the same one again.
    pub(crate) fn write(
        &mut self,
        writing: Writing<'_>,
        attachments: &mut Attachments,
        rng: &mut impl CryptoRngCore,
    ) -> Result<NewMessage, Refusal> {
        if let Some(outgoing) = &self.outgoing {
            let is_same = outgoing.kind == writing.kind && outgoing.text == writing.text;
            return if is_same && attachments.is_empty() {
                Ok(outgoing.message.clone())
            } else {
                Err(Refusal::OutOfTurn)
            };
        }
        let target = self.target()?;
        let entries = attachments.entries_for(&target.recipient)?;
        let body = Body::Text(writing.text.clone());
        let message = self.write_body(writing, &body, &entries, rng)?;
        attachments.clear();
        Ok(message)
    }

    /// Seals any message that answers all that was read, with the seed that it has to begin.
    pub(super) fn write_body(
        &mut self,
        writing: Writing<'_>,
        body: &Body,
        entries: &[AttachmentEntry],
        rng: &mut impl CryptoRngCore,
    ) -> Result<NewMessage, Refusal> {
        let target = self.target()?;
        let mut message = self.seal(&writing, &target, body, entries, rng)?;
        if let Some(Ok(next)) = &self.next {
            message.grants = self.begin(next, writing.signer, writing.now, rng)?;
        }
        self.sent(writing, message.clone());
        Ok(message)
    }

    fn target(&self) -> Result<Target, Refusal> {
        let next = self
            .next
            .as_ref()
            .map(|next| next.as_ref().map_err(|failure| *failure));
        Ok(match next.transpose()? {
            Some(next) => Target {
                n: next.n,
                recipient: next.seed.recipient(),
                desk: self.desk_of(next),
            },
            None => Target {
                n: self.n,
                recipient: self.recipient.clone(),
                desk: self.desk.ok_or(Failure::MissingMessage)?,
            },
        })
    }

    /// Remembers what was sealed until it is read back.
    pub(super) fn sent(&mut self, writing: Writing<'_>, message: NewMessage) {
        self.outgoing = Some(Outgoing {
            kind: writing.kind,
            text: writing.text,
            message,
        });
    }

    /// Seals a message that answers all that was read.
    pub(super) fn seal(
        &self,
        writing: &Writing<'_>,
        target: &Target,
        body: &Body,
        entries: &[AttachmentEntry],
        rng: &mut impl CryptoRngCore,
    ) -> Result<NewMessage, Refusal> {
        if writing.text.chars().count() > TEXT_CHARACTERS {
            return Err(Refusal::TooLarge);
        }
        if !self.is_complete || self.outgoing.is_some() {
            return Err(Refusal::OutOfTurn);
        }
        let draft = MessageDraft {
            conversation: self.id,
            n: target.n,
            message: MessageId::random(rng),
            signer: writing.signer,
            place: self.transcript.place(&writing.author),
            department: target.desk.department,
            epoch: target.desk.epoch,
            created_at: writing.now,
            kind: writing.kind,
            body,
            attachments: entries.to_vec(),
        };
        let sealed = seal_message(&target.recipient, draft, rng);
        new_message(sealed, SealedTo::Content(target.n), entries)
    }

    /// The next seed for the citizen, in a letter for the department that wrote it, and for the department: exactly these two.
    pub(super) fn begin(
        &self,
        next: &Next,
        signer: Signer<'_>,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<Grant>, Failure> {
        let opening_side = match (&next.opener, &self.citizen) {
            (Some((desk, opener)), _) => (opener, (*desk).into()),
            (None, Some(citizen)) => (citizen, Grantee::Citizen),
            (None, None) => return Err(Failure::MissingMessage),
        };
        let department = (&next.department, next.desk.into());
        Ok([opening_side, department]
            .into_iter()
            .map(|to| self.grant((next.n, &next.seed), to, signer, now, rng))
            .collect())
    }

    /// A content seed for somebody.
    pub(super) fn grant(
        &self,
        (n, seed): (u32, &Seed),
        (recipient, grantee): (&HybridRecipient, Grantee),
        signer: Signer<'_>,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Grant {
        let subject = GrantSubject::Content(self.id, n);
        Grant {
            kind: GrantKind::Content,
            n,
            grantee,
            sealed: seal_grant(subject, seed, recipient, signer, now, rng).into(),
        }
    }
}

impl From<Desk> for Grantee {
    fn from(desk: Desk) -> Self {
        Self::Department {
            department: desk.department,
            epoch: desk.epoch,
        }
    }
}

/// A sealed message as the API takes it.
pub(crate) fn new_message(
    message: SealedMessage,
    seed: SealedTo,
    entries: &[AttachmentEntry],
) -> Result<NewMessage, Refusal> {
    if message.sealed.len() > SEALED_MESSAGE_BYTES {
        return Err(Refusal::TooLarge);
    }
    Ok(NewMessage {
        id: message.message,
        sealed: message.sealed.into(),
        attachments: entries.iter().map(declared).collect(),
        grants: Vec::new(),
        seed,
    })
}
