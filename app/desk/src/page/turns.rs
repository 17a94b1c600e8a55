use std::rc::Rc;

use browser::{Pieces, Uint8Array};
use domain::api::{NewAttachment, Status};
use domain::{AttachmentId, AuthorityId, Bytes, ConversationId, DepartmentId};
use futures::lock::{Mutex, MutexGuard};
use sealing::Failure;
use serde_json::value::RawValue;
use staff::{Keys, Staff, Trouble, unexpected};
use vault::messages::{DeskAnswer, DeskAsk, ReadMessage, Refusal, Summary};

use crate::begun::Kind;
use crate::thread::{Page, Thread};

/// The vault, in which one conversation at a time is the current one. Whoever reads or writes takes a turn, so that a
/// message is never sealed into the conversation that was opened meanwhile.
pub(crate) struct Turns {
    staff: Staff,
    keys: Rc<Keys>,
    current: Mutex<Option<Current>>,
}

/// The conversation that the vault reads and writes.
struct Current {
    conversation: ConversationId,
    /// Position of the newest message that it has read.
    newest: i64,
    /// Position of the newest internal note that it has read; `None` where there are none for this member.
    newest_note: Option<i64>,
    /// Which worker has read it.
    worker: u32,
}

/// A turn: nobody changes the current conversation until it is dropped.
pub(crate) struct Turn<'turns> {
    staff: Staff,
    keys: &'turns Keys,
    current: MutexGuard<'turns, Option<Current>>,
}

impl Turns {
    pub(crate) fn new(staff: Staff) -> Self {
        Self {
            staff,
            keys: staff.keys(),
            current: Mutex::new(None),
        }
    }

    /// Subject and sender of inbox rows, in their order.
    pub(crate) async fn summarise(&self, rows: Vec<Box<RawValue>>) -> Result<Vec<Summary>, Trouble> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let now = browser::now();
        match self.keys.ask(DeskAsk::Summarise { rows, now }).await? {
            DeskAnswer::Summaries(summaries) => Ok(summaries),
            _ => Err(unexpected()),
        }
    }

    pub(crate) async fn take(&self) -> Turn<'_> {
        Turn {
            current: self.current.lock().await,
            staff: self.staff,
            keys: &self.keys,
        }
    }
}

impl Turn<'_> {
    pub(crate) fn is_current(&self, conversation: ConversationId) -> bool {
        self.current.as_ref().is_some_and(|current| {
            current.conversation == conversation && current.worker == self.keys.worker()
        })
    }

    /// Position of the newest message or internal note that the vault has read of the current conversation; `None` where there
    /// is nothing of the kind to be read.
    pub(crate) fn newest(&self, kind: Kind) -> Option<i64> {
        let current = self.current.as_ref()?;
        match kind {
            Kind::Answer => Some(current.newest),
            Kind::Note => current.newest_note,
        }
    }

    /// Opens the first page of a conversation's messages; `view` is what the server says of it.
    pub(crate) async fn read(&mut self, thread: &Thread, view: String) -> Result<Vec<ReadMessage>, Trouble> {
        *self.current = None;
        let worker = self.keys.worker();
        let conversation = thread.id;
        let newest_note = thread.has_notes.then_some(0);
        let view = raw(view)?;
        let now = browser::now();
        let ask = |incomplete| DeskAsk::Read {
            view: view.clone(),
            incomplete,
            now,
        };
        let messages = self.messages(&ask).await?;
        *self.current = Some(Current {
            conversation,
            newest: messages.last().map_or(0, |message| message.position),
            newest_note,
            worker,
        });
        Ok(messages)
    }

    /// Opens the next page of messages or of internal notes.
    pub(crate) async fn read_more(
        &mut self,
        kind: Kind,
        (page, text): (Page, String),
    ) -> Result<Vec<ReadMessage>, Trouble> {
        let now = browser::now();
        let newest = page.messages.last().map(|message| message.position);
        let page = raw(text)?;
        let ask = |incomplete| {
            let page = page.clone();
            match kind {
                Kind::Answer => DeskAsk::ReadMore {
                    page,
                    incomplete,
                    now,
                },
                Kind::Note => DeskAsk::ReadNotes {
                    page,
                    incomplete,
                    now,
                },
            }
        };
        let messages = self.messages(&ask).await?;
        if let (Some(current), Some(newest)) = (self.current.as_mut(), newest) {
            match kind {
                Kind::Answer => current.newest = newest,
                Kind::Note => current.newest_note = Some(newest),
            }
        }
        Ok(messages)
    }

    /// Seals an answer or an internal note.
    pub(crate) async fn write(&mut self, kind: Kind, text: String) -> Result<Box<RawValue>, Trouble> {
        let now = browser::now();
        let request = match kind {
            Kind::Answer => DeskAsk::Write { text, now },
            Kind::Note => DeskAsk::WriteNote { text, now },
        };
        match self.keys.ask(request).await? {
            DeskAnswer::Message(message) => Ok(message),
            _ => Err(unexpected()),
        }
    }

    pub(crate) async fn set_status(&mut self, status: Status) -> Result<Box<RawValue>, Trouble> {
        let now = browser::now();
        match self.keys.ask(DeskAsk::SetStatus { status, now }).await? {
            DeskAnswer::Status(change) => Ok(change),
            _ => Err(unexpected()),
        }
    }

    /// What passes the current conversation on to the department whose key this is, with the internal notes or without.
    pub(crate) async fn pass_on(
        &mut self,
        to: Box<RawValue>,
        text: String,
        notes: bool,
    ) -> Result<Box<RawValue>, Trouble> {
        let request = DeskAsk::PassOn {
            to,
            text,
            notes,
            now: browser::now(),
        };
        match self.keys.ask(request).await? {
            DeskAnswer::PassOn(request) => Ok(request),
            _ => Err(unexpected()),
        }
    }

    /// What proposes to hand the current conversation over to another authority.
    pub(crate) async fn propose(
        &mut self,
        authority: AuthorityId,
        root: Bytes,
        to: DepartmentId,
        text: String,
    ) -> Result<Box<RawValue>, Trouble> {
        let request = DeskAsk::Propose {
            authority,
            root,
            to,
            text,
            now: browser::now(),
        };
        match self.keys.ask(request).await? {
            DeskAnswer::Propose(request) => Ok(request),
            _ => Err(unexpected()),
        }
    }

    /// What withdraws that.
    pub(crate) async fn withdraw(&mut self) -> Result<Box<RawValue>, Trouble> {
        let now = browser::now();
        match self.keys.ask(DeskAsk::Withdraw { now }).await? {
            DeskAnswer::Withdraw(request) => Ok(request),
            _ => Err(unexpected()),
        }
    }

    /// Seals a file for the message that is written next.
    pub(crate) async fn seal(
        &mut self,
        name: String,
        media_type: String,
        bytes: Uint8Array,
        progress: impl Fn(f64) + 'static,
    ) -> Result<(NewAttachment, Pieces), Trouble> {
        let request = DeskAsk::SealAttachment { name, media_type };
        match self.keys.ask_with_bytes(request, bytes, progress).await? {
            (DeskAnswer::Attachment(attachment), Some(sealed)) => Ok((attachment, sealed)),
            _ => Err(unexpected()),
        }
    }

    /// Leaves a sealed file out of the message that is written next.
    pub(crate) async fn drop_sealed(&mut self, id: AttachmentId) -> Result<(), Trouble> {
        self.keys
            .ask::<DeskAnswer>(DeskAsk::DropAttachment { id })
            .await
            .map(drop)
    }

    /// Opens a file of a message that was read.
    pub(crate) async fn open(&mut self, id: AttachmentId, sealed: Uint8Array) -> Result<Uint8Array, Trouble> {
        let request = DeskAsk::OpenAttachment { id };
        match self.keys.ask_with_bytes(request, sealed, |_| {}).await? {
            (DeskAnswer::File { .. }, Some(plain)) => Ok(plain.whole()),
            _ => Err(unexpected()),
        }
    }

    /// Reads what `ask` asks for. The department may have begun a new key, or a colleague may have handed one over, since the
    /// member unlocked: where one is missing, they are asked for first, and then what opens is read.
    async fn messages(&mut self, ask: &dyn Fn(bool) -> DeskAsk) -> Result<Vec<ReadMessage>, Trouble> {
        let answer = match self.keys.ask(ask(false)).await {
            Err(Trouble::Refused(Refusal::Untrusted(Failure::NoGrant))) => {
                self.staff.refresh_session().await?;
                self.keys.ask(ask(true)).await
            }
            outcome => outcome,
        };
        match answer? {
            DeskAnswer::Messages(messages) => Ok(messages),
            _ => Err(unexpected()),
        }
    }
}

/// An answer of the server as it goes on to the vault.
fn raw(text: String) -> Result<Box<RawValue>, Trouble> {
    RawValue::from_string(text).map_err(|_| unexpected())
}
