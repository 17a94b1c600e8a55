use std::collections::BTreeMap;

use domain::api::{DepartmentKey, Grant, GrantKind, Grantee, MessagePage, NewMessage, StoredMessage};
use domain::limits::{SEALED_ATTACHMENT_BYTES, SEALED_MESSAGE_BYTES, TEXT_CHARACTERS};
use domain::{AttachmentId, Bytes, ConversationId, DepartmentId, MessageId, Timestamp};
use rand_core::CryptoRngCore;
use sealing::{
    AttachmentEntry, Author, Body, Failure, GrantSubject, GrantedBy, HybridRecipient, KeyFingerprint,
    MessageDraft, MessageKind, Progress, PublicKey, Revocations, SealedMessage, Seed, Signer, Transcript,
    Trust, VerifiedMessage, open_attachment, seal_grant, seal_message, verify_epoch,
};

use crate::attachments::{Attachments, declared};
use crate::messages::{
    Attachment, Content, ContentKind, Credentials, ReadMessage, Refusal, Signer as Signed,
};

/// The number of the first content seed. It counts on when the department's epoch has changed.
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
    /// The newest content seed that there is, and what is sealed to.
    n: u32,
    recipient: HybridRecipient,
    transcript: Transcript,
    /// The department and epoch of what is written here; for a citizen known once the first message was believed.
    desk: Option<Desk>,
    /// The citizen's own key, as their first message names it.
    citizen: Option<HybridRecipient>,
    /// The seed that is begun with the next message, because the newest one was granted to an earlier epoch.
    next: Option<Result<Next, Failure>>,
    /// Files with the seed that they were sealed to.
    files: BTreeMap<AttachmentId, (u32, AttachmentEntry)>,
    /// Whether the last page was read: only then it is known what a new message answers.
    is_complete: bool,
    /// A message that was sealed here and was not read back yet.
    outgoing: Option<Outgoing>,
}

/// A content seed that is to be begun.
#[derive(Clone)]
pub(crate) struct Next {
    n: u32,
    seed: Seed,
    desk: Desk,
    /// The department's certified key.
    department: HybridRecipient,
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
    /// Begins with nothing read. `n` and `content` are the newest seed that the reader has.
    pub(crate) fn new(
        id: ConversationId,
        (n, content): (u32, &Seed),
        transcript: Transcript,
        desk: Option<Desk>,
    ) -> Self {
        Self {
            id,
            n,
            recipient: content.recipient(),
            transcript,
            desk,
            citizen: None,
            next: None,
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

    /// What files and messages are sealed to from now on.
    pub(crate) fn recipient(&self) -> HybridRecipient {
        match &self.next {
            Some(Ok(next)) => next.seed.recipient(),
            _ => self.recipient.clone(),
        }
    }

    /// The authority and root that members are verified against, once they are known.
    pub(crate) fn trust(&self) -> Option<Trust> {
        self.transcript.trust()
    }

    /// Goes on with a further seed that was granted.
    pub(crate) fn add_seed(&mut self, n: u32, content: &Seed, desk: Option<Desk>) {
        self.transcript.add_seed(n, content);
        if n > self.n {
            self.n = n;
            self.recipient = content.recipient();
            self.desk = desk.or(self.desk);
        }
    }

    /// Takes over what was made ready before the same conversation was read anew: files may have been sealed to it.
    pub(crate) fn go_on_from(&mut self, before: Option<&Self>) {
        let before = before.filter(|before| before.id == self.id);
        self.next = before.and_then(|before| before.next.clone());
    }

    /// Gets ready to begin the next seed, if the department's key has changed since the newest one. To be asked after each
    /// page, with what it says.
    pub(crate) fn prepare(&mut self, page: &MessagePage, now: Timestamp, rng: &mut impl CryptoRngCore) {
        let newest = newest_seed(&page.grants);
        let revocations = self.revocations();
        self.next = match &page.rekey {
            Some(key) if revocations.check(&key.chain, now).is_err() => {
                Some(Err(Failure::RevokedCertificate))
            }
            Some(key) => Some(self.make_ready(newest, key, now, rng)),
            // Somebody who has left may have an older seed than the newest: nothing is sealed to it any more.
            None if newest > self.n => Some(Err(Failure::NoGrant)),
            None => None,
        };
    }

    /// Learns which keys the authority has withdrawn; before anything else of the page is read.
    pub(crate) fn learn(&mut self, page: &MessagePage) {
        self.transcript.add_revoked(revoked(page));
    }

    /// The keys that the authority has withdrawn.
    pub(crate) fn revocations(&mut self) -> Revocations {
        self.transcript.revocations()
    }

    /// Which further seeds are not known yet.
    pub(crate) fn unknown<'a>(&self, grants: &'a [Grant]) -> Vec<&'a Grant> {
        let is_known = |n| self.transcript.identity(n).is_some();
        grants
            .iter()
            .filter(|grant| grant.kind == GrantKind::Content && !is_known(grant.n))
            .collect()
    }

    /// The conversation's citizen.
    pub(crate) fn author(&self) -> PublicKey {
        self.transcript.citizen()
    }

    fn make_ready(
        &self,
        newest: u32,
        key: &DepartmentKey,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Next, Failure> {
        let trust = self.transcript.trust().ok_or(Failure::MissingMessage)?;
        let certificate = verify_epoch(&key.chain, &trust, now)?;
        let desk = Desk {
            department: key.department,
            epoch: key.epoch,
        };
        let is_meant = (certificate.department, certificate.epoch) == (desk.department, desk.epoch)
            && self
                .desk
                .is_none_or(|before| before.department == desk.department);
        if !is_meant {
            return Err(Failure::UntrustedChain);
        }
        let n = newest.max(self.n) + 1;
        match self.next.clone() {
            Some(Ok(next)) if (next.n, next.desk) == (n, desk) => Ok(next),
            _ => Ok(Next {
                n,
                seed: Seed::random(rng),
                desk,
                department: HybridRecipient::try_from(&certificate.recipient)?,
            }),
        }
    }

    /// Opens and verifies the next page.
    pub(crate) fn read(&mut self, page: &MessagePage) -> Vec<(ReadMessage, Option<Credentials>)> {
        self.learn(page);
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
        let next = self.next.clone().transpose()?;
        let recipient = self.recipient();
        let (n, desk) = match &next {
            Some(next) => (next.n, next.desk),
            None => (self.n, self.desk.ok_or(Failure::MissingMessage)?),
        };
        let entries = attachments.entries_for(&recipient)?;
        let grants = match &next {
            Some(next) => self.grants(next, writing.signer, writing.now, rng)?,
            None => Vec::new(),
        };
        let draft = MessageDraft {
            conversation: self.id,
            n,
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
        let message = NewMessage {
            grants,
            ..new_message(seal_message(&recipient, draft, rng), &entries)?
        };
        attachments.clear();
        self.outgoing = Some(Outgoing {
            kind: writing.kind,
            text: writing.text,
            message: message.clone(),
        });
        Ok(message)
    }

    /// The next seed for the citizen and for the department: exactly these two.
    fn grants(
        &self,
        next: &Next,
        signer: Signer<'_>,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<Grant>, Failure> {
        let citizen = self.citizen.as_ref().ok_or(Failure::MissingMessage)?;
        let department = Grantee::Department {
            department: next.desk.department,
            epoch: next.desk.epoch,
        };
        let subject = GrantSubject::Content(self.id, next.n);
        Ok([(citizen, Grantee::Citizen), (&next.department, department)]
            .into_iter()
            .map(|(recipient, grantee)| Grant {
                kind: GrantKind::Content,
                n: next.n,
                grantee,
                sealed: seal_grant(subject, &next.seed, recipient, signer, now, rng).into(),
            })
            .collect())
    }

    /// Opens a file of a message that was believed.
    pub(crate) fn open_attachment(
        &self,
        id: AttachmentId,
        sealed: Option<&[u8]>,
        progress: Progress<'_>,
    ) -> Result<(&AttachmentEntry, Vec<u8>), Refusal> {
        let (n, entry) = self.files.get(&id).ok_or(Refusal::OutOfTurn)?;
        let identity = self.transcript.identity(*n).ok_or(Refusal::OutOfTurn)?;
        let sealed = sealed.ok_or(Refusal::OutOfTurn)?;
        if sealed.len() as u64 > SEALED_ATTACHMENT_BYTES {
            return Err(Refusal::TooLarge);
        }
        let plain = open_attachment(identity, entry, sealed, progress)?;
        Ok((entry, plain))
    }

    fn read_one(&mut self, stored: &StoredMessage) -> (ReadMessage, Option<Credentials>) {
        let verified = self.transcript.read(stored.sealed.as_ref());
        let credentials = verified
            .as_ref()
            .ok()
            .and_then(|verified| credentials(verified, self.transcript.trust()?));
        let outcome = verified.map(|verified| {
            self.note(&verified);
            (verified.header.message, content(&verified))
        });
        let message = ReadMessage {
            // The signed id, where there is one: the server's own could name another message.
            id: outcome.as_ref().map_or(stored.id, |(id, _)| *id),
            position: stored.position,
            author: stored.author,
            received_at: stored.received_at,
            outcome: outcome.map(|(_, content)| content),
        };
        (message, credentials)
    }

    fn note(&mut self, verified: &VerifiedMessage) {
        let header = &verified.header;
        self.desk.get_or_insert(Desk {
            department: header.department,
            epoch: header.epoch,
        });
        if let Body::Opening(opening) = &verified.body {
            self.citizen.get_or_insert_with(|| opening.recipient.clone());
        }
        for entry in &header.attachments {
            self.files
                .entry(entry.id)
                .or_insert_with(|| (header.n, entry.clone()));
        }
    }
}

/// Chains of revocations, as a page brings them.
pub(crate) fn revoked(page: &MessagePage) -> Vec<Vec<Vec<u8>>> {
    let chain = |chain: &Vec<Bytes>| chain.iter().map(|link| link.0.clone()).collect();
    page.revoked.iter().map(chain).collect()
}

/// Number of the newest content seed that was granted.
pub(crate) fn newest_seed(grants: &[Grant]) -> u32 {
    let content = grants.iter().filter(|grant| grant.kind == GrantKind::Content);
    content.map(|grant| grant.n).max().unwrap_or(FIRST_SEED)
}

/// Whether whoever granted a further seed may have begun it: the citizen, or somebody who works in the department.
pub(crate) fn may_begin(granter: &GrantedBy, citizen: &PublicKey, department: DepartmentId) -> bool {
    match granter {
        GrantedBy::Citizen(key) => key == citizen,
        GrantedBy::Member(member) => member.departments.contains(&department),
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
        grants: Vec::new(),
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

fn credentials(verified: &VerifiedMessage, trust: Trust) -> Option<Credentials> {
    let Author::Member(certificate) = &verified.author else {
        return None;
    };
    Some(Credentials {
        role: certificate.role,
        epoch: verified.header.epoch,
        valid_until: certificate.valid_until,
        key: KeyFingerprint::of(&certificate.sign).to_string(),
        root: KeyFingerprint::of(&trust.root).to_string(),
    })
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
