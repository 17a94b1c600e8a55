use domain::api::{
    CitizenKeys, ConversationView, Grant, GrantKind, Grantee, MessagePage, NewAttachment, OpenConversation,
    OpenSession, SealedTo,
};
use domain::limits::{LINE_CHARACTERS, SUBJECT_CHARACTERS, TEXT_CHARACTERS};
use domain::{Bytes, MessageId, Timestamp};
use rand_core::CryptoRngCore;
use sealing::{
    AttachmentEntry, Body, Failure, GrantSubject, GrantedBy, HybridRecipient, KeyFingerprint, MessageDraft,
    MessageKind, Opening, Place, Progress, PublicKey, ReceiptCode, ReceiptKeys, Revocations, Roots, Seed,
    Signer, Transcript, Trust, open_grant, seal_grant, seal_message, verify_epoch,
};
use zeroize::Zeroizing;

use crate::attachments::{Attachments, PlainFile};
use crate::conversation::{Conversation, Desk, FIRST_SEED, Held, Writing, is_believed, new_message};
use crate::messages::{
    CitizenAnswer, CitizenRequest, Credentials, HandoverDraft, OpenDraft, ReadMessage, Refusal,
};

/// The vault of the citizens' pages: one receipt, one conversation. Dropping it wipes every key.
#[derive(Default)]
pub struct CitizenVault {
    keys: Option<ReceiptKeys>,
    /// The content seed of a conversation that is about to be opened, from its first file or first message on.
    content: Option<Seed>,
    attachments: Attachments,
    /// Files that an opening took along. Sealed again, because the department's key has changed meanwhile, it takes
    /// them again.
    opened_with: Vec<AttachmentEntry>,
    current: Option<Conversation>,
}

/// A message, and who signed it.
type Read = (ReadMessage, Option<Credentials>);

type Outcome = Result<(CitizenAnswer, Option<Vec<u8>>), Refusal>;

impl CitizenVault {
    /// Answers a request. `bytes` are those of a file beside it, `progress` is told the share that is done, 0 to 1.
    pub fn handle(
        &mut self,
        request: CitizenRequest,
        bytes: Option<Vec<u8>>,
        rng: &mut impl CryptoRngCore,
        progress: Progress<'_>,
    ) -> (CitizenAnswer, Option<Vec<u8>>) {
        self.answer(request, bytes, rng, progress)
            .unwrap_or_else(|refusal| (CitizenAnswer::Refused(refusal), None))
    }

    fn answer(
        &mut self,
        request: CitizenRequest,
        bytes: Option<Vec<u8>>,
        rng: &mut impl CryptoRngCore,
        progress: Progress<'_>,
    ) -> Outcome {
        let answer = match request {
            CitizenRequest::SealAttachment { name, media_type } => {
                let file = PlainFile {
                    name,
                    media_type,
                    bytes,
                };
                let (attachment, sealed) = self.seal_attachment(file, rng, progress)?;
                return Ok((CitizenAnswer::Attachment(attachment), Some(sealed)));
            }
            CitizenRequest::OpenAttachment { id } => {
                let current = self.current()?;
                let (entry, plain) = current.open_attachment(id, bytes.as_deref(), progress)?;
                let answer = CitizenAnswer::File {
                    name: entry.name.clone(),
                    media_type: entry.media_type.clone(),
                };
                return Ok((answer, Some(plain)));
            }
            CitizenRequest::DropAttachment { id } => {
                self.attachments.drop_one(id);
                self.opened_with.retain(|entry| entry.id != id);
                CitizenAnswer::Done
            }
            CitizenRequest::Open(draft) => self.open(*draft, rng)?,
            CitizenRequest::Unlock { code } => {
                let code = ReceiptCode::parse(&Zeroizing::new(code))?;
                *self = Self {
                    keys: Some(ReceiptKeys::derive(&code)),
                    ..Self::default()
                };
                CitizenAnswer::Done
            }
            CitizenRequest::SignLogin { origin, nonce } => {
                CitizenAnswer::Login(self.sign_login(&origin, nonce)?)
            }
            CitizenRequest::Read { view, now } => {
                let (mut conversation, messages) = self.begin(&view)?;
                conversation.go_on_from(self.current.as_ref());
                conversation.prepare(&view.messages, now, rng);
                if self
                    .current
                    .as_ref()
                    .is_some_and(|current| current.id() != view.id)
                {
                    self.attachments.clear();
                }
                self.current = Some(conversation);
                self.settle();
                messages_read(messages)
            }
            CitizenRequest::ReadMore { page, now } => {
                let keys = self.keys.as_ref().ok_or(Refusal::Locked)?;
                let current = self.current.as_mut().ok_or(Refusal::OutOfTurn)?;
                current.learn(&page);
                add_seeds(keys, current, &page.grants);
                let messages = read(keys, current, &page, &page.grants);
                current.prepare(&page, now, rng);
                messages_read(messages)
            }
            CitizenRequest::Write { text, now } => self.write(text, now, rng)?,
            CitizenRequest::HandOver(draft) => self.hand_over(*draft, rng)?,
            CitizenRequest::Decline { now } => {
                let (current, writing) = self.writing(MessageKind::Decline, String::new(), now)?;
                CitizenAnswer::Decline(current.end_proposal(writing, rng)?)
            }
            CitizenRequest::Forget => {
                *self = Self::default();
                CitizenAnswer::Done
            }
        };
        Ok((answer, None))
    }

    fn seal_attachment(
        &mut self,
        file: PlainFile,
        rng: &mut impl CryptoRngCore,
        progress: Progress<'_>,
    ) -> Result<(NewAttachment, Vec<u8>), Refusal> {
        match &self.current {
            Some(current) => self.attachments.seal(&current.recipient(), file, rng, progress),
            None => {
                let content = self.content.get_or_insert_with(|| Seed::random(rng));
                self.attachments.seal(&content.recipient(), file, rng, progress)
            }
        }
    }

    fn open(&mut self, draft: OpenDraft, rng: &mut impl CryptoRngCore) -> Result<CitizenAnswer, Refusal> {
        check_lengths((&draft.subject, &draft.text), [&draft.name, &draft.contact])?;
        // Files that were sealed for the conversation that was read do not belong to a new one.
        if self.content.is_none() && !self.attachments.is_empty() {
            return Err(Refusal::OutOfTurn);
        }
        let trust = Trust {
            authority: draft.authority,
            root: PublicKey::from_bytes(draft.root.as_ref()).ok_or(Failure::Malformed)?,
        };
        let root = KeyFingerprint::of(&trust.root);
        if draft.pin.is_some_and(|pin| !root.is(&pin)) {
            return Err(Failure::OtherRoot.into());
        }
        let desk = Desk {
            department: draft.department.department,
            epoch: draft.department.epoch,
        };
        let certificate = verify_epoch(&draft.department.chain, &trust, draft.now)?;
        if (certificate.department, certificate.epoch) != (desk.department, desk.epoch) {
            return Err(Failure::UntrustedChain.into());
        }
        Revocations::read(draft.department.revoked.iter().map(Vec::as_slice), &trust)
            .check(&draft.department.chain, draft.now)?;
        let recipient = HybridRecipient::try_from(&certificate.recipient)?;
        let code = ReceiptCode::random(rng);
        let keys = ReceiptKeys::derive(&code);
        let content = self.content.get_or_insert_with(|| Seed::random(rng)).clone();
        let mut entries = self.opened_with.clone();
        entries.extend(self.attachments.entries());

        let body = Body::Opening(Box::new(Opening {
            trust,
            subject: draft.subject,
            text: draft.text,
            name: draft.name,
            contact: draft.contact,
            language: draft.locale,
            recipient: keys.seal.recipient(),
        }));
        let sealed = seal_message(
            &content.recipient(),
            MessageDraft {
                conversation: draft.conversation,
                n: FIRST_SEED,
                message: MessageId::random(rng),
                signer: Signer::Citizen(&keys.sign),
                place: Place::first(),
                department: desk.department,
                epoch: desk.epoch,
                created_at: draft.now,
                kind: MessageKind::Text,
                body: &body,
                attachments: entries.clone(),
            },
            rng,
        );
        let transcript = Transcript::of_citizen(draft.conversation, FIRST_SEED, &content, keys.sign.public());
        let held = held_by_citizen(content.clone(), GrantedBy::Citizen(keys.sign.public()));
        let mut conversation = Conversation::new(draft.conversation, (FIRST_SEED, held), transcript);
        conversation.enter_opening(&sealed)?;
        let message = new_message(sealed, SealedTo::Content(FIRST_SEED), &entries)?;

        let mut grant = |recipient, grantee| Grant {
            kind: GrantKind::Content,
            n: FIRST_SEED,
            grantee,
            sealed: seal_grant(
                GrantSubject::Content(draft.conversation, FIRST_SEED),
                &content,
                recipient,
                Signer::Citizen(&keys.sign),
                draft.now,
                rng,
            )
            .into(),
        };
        let department = Grantee::Department {
            department: desk.department,
            epoch: desk.epoch,
        };
        let grants = vec![
            grant(&keys.seal.recipient(), Grantee::Citizen),
            grant(&recipient, department),
        ];
        let request = OpenConversation {
            conversation: draft.conversation,
            ticket: draft.ticket,
            department: desk.department,
            epoch: desk.epoch,
            citizen: CitizenKeys {
                locator_hash: keys.locator_hash().into(),
                auth: keys.auth.public().0.into(),
                sign: keys.sign.public().0.into(),
            },
            grants,
            message,
            notice: draft.notice,
            locale: draft.locale,
        };
        self.keys = Some(keys);
        self.current = Some(conversation);
        self.opened_with = entries;
        self.attachments.clear();
        Ok(CitizenAnswer::Opening {
            request: Box::new(request),
            receipt: code.reveal().to_string(),
        })
    }

    fn sign_login(&self, origin: &str, nonce: Bytes) -> Result<OpenSession, Refusal> {
        let keys = self.keys.as_ref().ok_or(Refusal::Locked)?;
        let signature = keys.sign_login(origin, nonce.as_ref());
        Ok(OpenSession {
            locator: (*keys.locator).into(),
            nonce,
            signature: signature.into(),
        })
    }

    /// Opens the citizen's own grant and reads the first page. The first seed must be their own: one that somebody else
    /// granted would be one that somebody else knows. Further ones may come from the department, whom the first message
    /// says how to recognise.
    fn begin(&self, view: &ConversationView) -> Result<(Conversation, Vec<Read>), Refusal> {
        let keys = self.keys.as_ref().ok_or(Refusal::Locked)?;
        let own = keys.sign.public();
        let grant = view
            .grants
            .iter()
            .find(|grant| {
                (grant.kind, grant.n, grant.grantee) == (GrantKind::Content, FIRST_SEED, Grantee::Citizen)
            })
            .ok_or(Failure::NoGrant)?;
        let subject = GrantSubject::Content(view.id, FIRST_SEED);
        let opened = open_grant(
            &keys.seal.identity(),
            grant.sealed.as_ref(),
            subject,
            &Roots::default(),
        )?;
        if opened.granter != GrantedBy::Citizen(own) {
            return Err(Failure::ForeignAuthor.into());
        }
        let transcript = Transcript::of_citizen(view.id, FIRST_SEED, &opened.seed, own);
        let held = held_by_citizen(opened.seed, opened.granter);
        let mut conversation = Conversation::new(view.id, (FIRST_SEED, held), transcript);
        let messages = read(keys, &mut conversation, &view.messages, &view.grants);
        Ok((conversation, messages))
    }

    fn current(&mut self) -> Result<&mut Conversation, Refusal> {
        let missing = if self.keys.is_some() {
            Refusal::OutOfTurn
        } else {
            Refusal::Locked
        };
        self.current.as_mut().ok_or(missing)
    }

    /// The conversation goes on: an opening before it is not sealed again.
    fn settle(&mut self) {
        self.content = None;
        self.opened_with.clear();
    }

    fn write(
        &mut self,
        text: String,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<CitizenAnswer, Refusal> {
        let mut attachments = std::mem::take(&mut self.attachments);
        let outcome = self
            .writing(MessageKind::Text, text, now)
            .and_then(|(current, writing)| current.write(writing, &mut attachments, rng));
        self.attachments = attachments;
        let message = outcome?;
        self.settle();
        Ok(CitizenAnswer::Message(message))
    }

    fn hand_over(
        &mut self,
        draft: HandoverDraft,
        rng: &mut impl CryptoRngCore,
    ) -> Result<CitizenAnswer, Refusal> {
        check_lengths((&draft.subject, &draft.text), [&draft.name, &draft.contact])?;
        let recipient = self.keys.as_ref().ok_or(Refusal::Locked)?.seal.recipient();
        let opening = Opening {
            trust: self.current()?.proposed()?,
            subject: draft.subject,
            text: draft.text,
            name: draft.name,
            contact: draft.contact,
            language: draft.locale,
            recipient,
        };
        let (current, writing) = self.writing(MessageKind::Handover, String::new(), draft.now)?;
        let request = current.hand_over(&draft.department, (opening, draft.history), writing, rng)?;
        Ok(CitizenAnswer::HandOver(Box::new(request)))
    }

    /// What the citizen writes in the conversation that was read.
    fn writing(
        &mut self,
        kind: MessageKind,
        text: String,
        now: Timestamp,
    ) -> Result<(&mut Conversation, Writing<'_>), Refusal> {
        let keys = self.keys.as_ref().ok_or(Refusal::Locked)?;
        let current = self.current.as_mut().ok_or(Refusal::OutOfTurn)?;
        let writing = Writing {
            signer: Signer::Citizen(&keys.sign),
            author: keys.sign.public(),
            kind,
            text,
            now,
        };
        Ok((current, writing))
    }
}

/// Opens and verifies a page. A first message or a handover says who may grant further seeds from then on.
fn read(
    keys: &ReceiptKeys,
    conversation: &mut Conversation,
    page: &MessagePage,
    grants: &[Grant],
) -> Vec<Read> {
    conversation.learn(page);
    let mut messages = Vec::with_capacity(page.messages.len());
    for stored in &page.messages {
        let before = conversation.trust();
        messages.push(conversation.read_one(stored));
        if conversation.trust() != before {
            add_seeds(keys, conversation, grants);
        }
    }
    conversation.has_read(page);
    messages
}

/// Opens the grants of further seeds. What one that is not believed was for does not open.
fn add_seeds(keys: &ReceiptKeys, conversation: &mut Conversation, grants: &[Grant]) {
    for grant in conversation.unknown(grants) {
        if grant.grantee != Grantee::Citizen {
            continue;
        }
        let subject = GrantSubject::Content(conversation.id(), grant.n);
        let sealed = grant.sealed.as_ref();
        let opened = open_grant(&keys.seal.identity(), sealed, subject, conversation.roots());
        let Ok(opened) = opened else { continue };
        if is_believed(&opened.granter, Some(&keys.sign.public())) {
            conversation.add_seed(grant.n, held_by_citizen(opened.seed, opened.granter));
        }
    }
}

fn held_by_citizen(seed: Seed, granter: GrantedBy) -> Held {
    Held {
        seed,
        desk: None,
        granter,
    }
}

fn messages_read(read: Vec<Read>) -> CitizenAnswer {
    let (messages, credentials) = read.into_iter().unzip();
    CitizenAnswer::Messages {
        messages,
        credentials,
    }
}

fn check_lengths((subject, text): (&str, &str), lines: [&Option<String>; 2]) -> Result<(), Refusal> {
    let fits = |text: &str, most: usize| text.chars().count() <= most;
    let line_fits = |line: &Option<String>| line.as_deref().is_none_or(|line| fits(line, LINE_CHARACTERS));
    let all_fit =
        fits(subject, SUBJECT_CHARACTERS) && fits(text, TEXT_CHARACTERS) && lines.into_iter().all(line_fits);
    if all_fit { Ok(()) } else { Err(Refusal::TooLarge) }
}
