//! The vault of the desk: a member's keys, what they open, and what they sign.

mod account;
mod administration;
mod audit;
mod inbox;
mod keyring;
mod login;
mod restoration;

use std::collections::BTreeMap;

use domain::api::{ConversationView, SetStatus, Status};
use domain::{ConversationId, Timestamp};
use rand_core::CryptoRngCore;
use sealing::{Failure, MessageKind, Progress, RecoveryCode, Revocations, Transcript};
use zeroize::Zeroizing;

use crate::attachments::{Attachments, PlainFile};
use crate::conversation::{Conversation, Writing, revoked};
use crate::messages::{Credentials, ReadMessage, Refusal, StaffAnswer, StaffRequest};
use administration::Root;
use audit::AuditReader;
use keyring::{Keyring, OpenedContent};
use login::LoginState;

/// The vault of the desk: one member, one current conversation. Dropping it wipes every key.
#[derive(Default)]
pub struct StaffVault {
    login: LoginState,
    root: Option<Root>,
    /// The code made last, to be typed back.
    recovery_code: Option<RecoveryCode>,
    keyring: Option<Keyring>,
    /// Content seeds of conversations that were opened, so that an inbox is opened once.
    contents: BTreeMap<ConversationId, OpenedContent>,
    attachments: Attachments,
    current: Option<Conversation>,
    audit: Option<AuditReader>,
}

type Outcome = Result<(StaffAnswer, Option<Vec<u8>>), Refusal>;

impl StaffVault {
    /// Answers a request. `bytes` are those of a file beside it, `progress` is told the share that is done, 0 to 1.
    pub fn handle(
        &mut self,
        request: StaffRequest,
        bytes: Option<Vec<u8>>,
        rng: &mut impl CryptoRngCore,
        progress: Progress<'_>,
    ) -> (StaffAnswer, Option<Vec<u8>>) {
        let outcome = match request {
            StaffRequest::SealAttachment { name, media_type } => {
                let file = PlainFile {
                    name,
                    media_type,
                    bytes,
                };
                self.seal_attachment(file, rng, progress)
            }
            StaffRequest::OpenAttachment { id } => self.current().and_then(|current| {
                let (entry, plain) = current.open_attachment(id, bytes.as_deref(), progress)?;
                let answer = StaffAnswer::File {
                    name: entry.name.clone(),
                    media_type: entry.media_type.clone(),
                };
                Ok((answer, Some(plain)))
            }),
            request => self.answer(request, rng).map(|answer| (answer, None)),
        };
        outcome.unwrap_or_else(|refusal| (StaffAnswer::Refused(refusal), None))
    }

    fn answer(
        &mut self,
        request: StaffRequest,
        rng: &mut impl CryptoRngCore,
    ) -> Result<StaffAnswer, Refusal> {
        Ok(match request {
            StaffRequest::StartLogin { password } => StaffAnswer::Opaque {
                message: self.login.start(password, rng)?,
            },
            StaffRequest::FinishLogin { response } => StaffAnswer::Opaque {
                message: self.login.finish(&response, rng)?,
            },
            StaffRequest::Unlock { session, now } => {
                self.unlock(&session, now)?;
                StaffAnswer::Done
            }
            StaffRequest::Summarise { rows, now: _ } => {
                let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
                StaffAnswer::Summaries {
                    summaries: inbox::summarise(keyring, &mut self.contents, &rows),
                }
            }
            StaffRequest::Read { view, now } => {
                let mut conversation = self.begin(&view)?;
                let messages = believed(conversation.read(&view.messages));
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
                StaffAnswer::Messages { messages }
            }
            StaffRequest::ReadMore { page, now } => {
                let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
                let current = self.current.as_mut().ok_or(Refusal::OutOfTurn)?;
                let unknown: Vec<_> = current.unknown(&page.grants).into_iter().cloned().collect();
                current.learn(&page);
                let revocations = current.revocations();
                // What does not open shows in the messages that it was for.
                if let Ok(content) =
                    keyring.open_content(current.id(), current.author(), &unknown, &revocations)
                {
                    for (n, (seed, desk)) in &content.seeds {
                        current.add_seed(*n, seed, Some(*desk));
                    }
                }
                let messages = believed(current.read(&page));
                current.prepare(&page, now, rng);
                StaffAnswer::Messages { messages }
            }
            StaffRequest::Write { text, now } => {
                StaffAnswer::Message(self.write(MessageKind::Reply, text, now, rng)?)
            }
            StaffRequest::SetStatus { status, now } => {
                StaffAnswer::Status(self.set_status(status, now, rng)?)
            }
            StaffRequest::DropAttachment { id } => {
                self.attachments.drop_one(id);
                StaffAnswer::Done
            }
            StaffRequest::StartEnrolment { password } => StaffAnswer::Opaque {
                message: self.login.start_registration(password, rng)?,
            },
            StaffRequest::FinishEnrolment {
                token,
                enrolment,
                now,
            } => self.finish_enrolment(token, &enrolment, now, rng)?,
            StaffRequest::FinishPassword { response } => self.finish_password(&response, rng)?,
            StaffRequest::MakeRecoveryCode => self.make_recovery_code(rng)?,
            StaffRequest::CheckRecoveryCode { typed } => {
                self.check_recovery_code(&Zeroizing::new(typed))?;
                StaffAnswer::Done
            }
            StaffRequest::SignRecovery { typed, origin, nonce } => StaffAnswer::Signature {
                signature: self
                    .login
                    .sign_recovery(&Zeroizing::new(typed), &origin, &nonce)?,
            },
            StaffRequest::UsePasskey { output } => {
                self.login.use_passkey(Zeroizing::new(output.0))?;
                StaffAnswer::Done
            }
            StaffRequest::WrapForPasskey { output } => StaffAnswer::Wrapped {
                account: self.wrap_for_passkey(&Zeroizing::new(output.0), rng)?,
            },
            StaffRequest::FinishRestoration { token, started } => {
                self.finish_restoration(token, &started, rng)?
            }
            StaffRequest::RestorationFingerprint { member, recipient } => {
                self.restoration_fingerprint(member, &recipient)?
            }
            StaffRequest::CheckRecoveryShare { typed } => StaffAnswer::Share {
                number: self.recovery_share(&Zeroizing::new(typed))?.number(),
            },
            StaffRequest::RestoreAccess {
                member,
                restoration,
                shares,
                now,
            } => {
                let shares = shares.map(Zeroizing::new);
                self.restore_access(member, &restoration, [&shares[0], &shares[1]], now, rng)?
            }
            StaffRequest::OwnFingerprint => {
                let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
                keyring.fingerprint()
            }
            StaffRequest::Fingerprints { keys } => {
                let root = self.keyring.as_ref().ok_or(Refusal::Locked)?.trust().root;
                StaffAnswer::Fingerprints {
                    fingerprints: keys
                        .iter()
                        .map(|keys| administration::fingerprint(keys, &root))
                        .collect(),
                }
            }
            StaffRequest::FoundAuthority {
                authority,
                passphrase,
                now,
            } => {
                let (root, answer) = Root::found(authority, &Zeroizing::new(passphrase), now, rng);
                self.root = Some(root);
                answer
            }
            StaffRequest::CheckShare { typed } => {
                let typed = Zeroizing::new(typed);
                let root = self.root.as_ref().ok_or(Refusal::OutOfTurn)?;
                StaffAnswer::Share {
                    number: root.check_share(&typed)?,
                }
            }
            StaffRequest::OpenRoot {
                root_file,
                passphrase,
            } => self.open_root(&root_file, &Zeroizing::new(passphrase))?,
            StaffRequest::DropRoot => {
                self.root = None;
                StaffAnswer::Done
            }
            StaffRequest::CertifyMember { certificate, now } => StaffAnswer::Chain {
                chain: administration::certify_member(
                    self.root.as_ref(),
                    self.keyring.as_ref(),
                    &certificate,
                    now,
                )?,
            },
            StaffRequest::Revoke { member, key, now } => {
                let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
                StaffAnswer::Chain {
                    chain: administration::revoke(keyring, member, &key, now)?,
                }
            }
            StaffRequest::MakeEpoch {
                department,
                epoch,
                members,
                now,
            } => {
                let keyring = self.keyring.as_mut().ok_or(Refusal::Locked)?;
                StaffAnswer::Epoch(administration::make_epoch(
                    keyring, department, epoch, &members, now, rng,
                )?)
            }
            StaffRequest::GrantEpoch {
                department,
                epoch,
                members,
                now,
            } => {
                let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
                StaffAnswer::EpochGrants {
                    grants: administration::grant_epoch(keyring, department, epoch, &members, now, rng)?,
                }
            }
            StaffRequest::State { act, now } => {
                let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
                StaffAnswer::Statement {
                    header: audit::state(keyring, *act, now, rng),
                }
            }
            StaffRequest::BeginAudit { remembered } => {
                let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
                self.audit = Some(AuditReader::new(keyring.trust().authority, remembered));
                StaffAnswer::Done
            }
            StaffRequest::ReadAudit { page } => {
                let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
                let reader = self.audit.as_mut().ok_or(Refusal::OutOfTurn)?;
                reader.read(&page, keyring.trust())
            }
            StaffRequest::SealDraft { text } => {
                let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
                StaffAnswer::Sealed {
                    sealed: keyring.account().seal_draft(&Zeroizing::new(text), rng).into(),
                }
            }
            StaffRequest::OpenDraft { sealed } => {
                let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
                StaffAnswer::Draft {
                    text: keyring.account().open_draft(sealed.as_ref())?,
                }
            }
            StaffRequest::Lock => {
                *self = Self::default();
                StaffAnswer::Done
            }
            StaffRequest::SealAttachment { .. } | StaffRequest::OpenAttachment { .. } => {
                return Err(Refusal::OutOfTurn);
            }
        })
    }

    fn open_root(&mut self, root_file: &str, passphrase: &str) -> Result<StaffAnswer, Refusal> {
        let root = Root::open(root_file, passphrase)?;
        let trust = root.trust();
        if self
            .keyring
            .as_ref()
            .is_some_and(|keyring| *keyring.trust() != trust)
        {
            return Err(Failure::OtherRoot.into());
        }
        self.root = Some(root);
        Ok(StaffAnswer::Root {
            authority: trust.authority,
            root: trust.root.0.into(),
        })
    }

    fn begin(&mut self, view: &ConversationView) -> Result<Conversation, Refusal> {
        let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
        let revoked = revoked(&view.messages);
        let revocations = Revocations::read(revoked.iter().map(Vec::as_slice), keyring.trust());
        let content = inbox::content(
            (keyring, &revocations),
            &mut self.contents,
            view.id,
            &view.citizen,
            &view.grants,
        )?;
        let mut seeds = content.seeds.iter().map(|(n, (seed, desk))| (*n, seed, *desk));
        let (n, seed, desk) = seeds.next().ok_or(Failure::NoGrant)?;
        let transcript = Transcript::of_member(view.id, n, seed, content.citizen, *keyring.trust());
        let mut conversation = Conversation::new(view.id, (n, seed), transcript, Some(desk));
        for (n, seed, desk) in seeds {
            conversation.add_seed(n, seed, Some(desk));
        }
        Ok(conversation)
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
    ) -> Result<domain::api::NewMessage, Refusal> {
        let keyring = self.keyring.as_ref().ok_or(Refusal::Locked)?;
        let current = self.current.as_mut().ok_or(Refusal::OutOfTurn)?;
        let desk = current.desk().ok_or(Refusal::OutOfTurn)?;
        let (signer, author) = keyring.caseworker(desk.department)?;
        let writing = Writing {
            signer,
            author,
            kind,
            text,
            now,
        };
        current.write(writing, &mut self.attachments, rng)
    }

    fn set_status(
        &mut self,
        status: Status,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<SetStatus, Refusal> {
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

/// Members know each other: what stands behind a signature is not shown to them.
fn believed(read: Vec<(ReadMessage, Option<Credentials>)>) -> Vec<ReadMessage> {
    read.into_iter().map(|(message, _)| message).collect()
}
