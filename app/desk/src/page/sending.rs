use browser::{Backoff, Pieces, retry};
use domain::api::{MessageReceived, NewAttachment};
use domain::limits::{ATTACHMENT_PART_BYTES, PAGE_ROWS};
use domain::{ErrorCode, MessageId};
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::value::RawValue;
use staff::Trouble;

use super::desk::Desk;
use super::draft::{Chosen, Draft, Kept, Sending};
use super::stating::read;
use super::turns::Turn;
use crate::begun::{Kind, Place};
use crate::files::parts;
use crate::thread::Page;

/// Tries of one request before a person is asked.
const TRIES: u32 = 4;
/// How often a message is sealed because the department's key has changed meanwhile.
const SEALINGS: u32 = 3;

/// An answer or a note that was sealed: its id makes it one message, however often it is sent.
pub(crate) struct Outgoing {
    id: MessageId,
    message: Box<RawValue>,
    /// Position of the newest message before it: it comes later.
    after: i64,
    files: Vec<(NewAttachment, Pieces)>,
    /// Whether the server has it.
    is_stored: bool,
    /// How many parts of its files the server has, all files in a row.
    parts_stored: u32,
}

impl Desk {
    /// Seals what was written and sends it, or sends again what was sealed before.
    pub(crate) fn send(self, draft: Draft) {
        if draft.sending.with_untracked(Sending::is_busy) {
            return;
        }
        let era = self.era();
        draft.sending.set(Sending::Sealing);
        browser::spawn(async move {
            match self.try_send(era, &draft).await {
                Ok(()) => {
                    draft.sent();
                    self.count_unsent();
                    self.refresh_reading().await;
                }
                Err(trouble) => self.stopped(era, &draft, trouble),
            }
        });
    }

    /// Back to writing, unless the message has arrived after all: then its files are still to be sent.
    pub(crate) fn withdraw(self, draft: Draft) {
        let era = self.era();
        draft.sending.set(Sending::Message);
        browser::spawn(async move {
            match self.has_arrived(&draft).await {
                Ok(true) => {
                    draft.sending.set(Sending::Idle);
                    self.send(draft);
                }
                Ok(false) => {
                    *draft.outgoing.borrow_mut() = None;
                    draft.sending.set(Sending::Idle);
                    browser::focus("reply");
                }
                Err(trouble) => self.stopped(era, &draft, trouble),
            }
        });
    }

    /// Gives up on files of a message that the server has; its readers see that they are missing.
    pub(crate) fn skip_files(self, draft: &Draft) {
        draft.sent();
        self.count_unsent();
        browser::spawn(self.refresh_reading());
    }

    fn stopped(self, era: u32, draft: &Draft, trouble: Trouble) {
        let kept = match draft.outgoing.borrow().as_ref() {
            None => Kept::Nothing,
            Some(outgoing) if outgoing.is_stored => Kept::Files,
            Some(_) => Kept::Message,
        };
        let trouble = self.note(era, trouble);
        // Whoever signs in again finds it where it stopped.
        draft.sending.set(match (trouble, kept) {
            (Trouble::Left, Kept::Nothing) => Sending::Idle,
            (trouble, kept) => Sending::Stopped { trouble, kept },
        });
    }

    /// Seals and sends, again where the department's key has changed meanwhile.
    async fn try_send(self, era: u32, draft: &Draft) -> Result<(), Trouble> {
        for _ in 1..SEALINGS {
            match self.send_once(era, draft).await {
                Err(trouble) if trouble.code() == Some(ErrorCode::EpochOutdated) => {}
                outcome => return outcome,
            }
        }
        self.send_once(era, draft).await
    }

    async fn send_once(self, era: u32, draft: &Draft) -> Result<(), Trouble> {
        if draft.outgoing.borrow().is_none() {
            let outgoing = self.seal(era, draft).await?;
            *draft.outgoing.borrow_mut() = Some(outgoing);
            self.count_unsent();
        }
        let outcome = self.deliver(era, draft).await;
        if let Err(trouble) = &outcome
            && !trouble.is_passing()
            && *trouble != Trouble::Left
            && trouble.code() != Some(ErrorCode::SessionEnded)
            && draft
                .outgoing
                .borrow()
                .as_ref()
                .is_some_and(|outgoing| !outgoing.is_stored)
        {
            // The server will never take it as it is: it is sealed anew from what was written.
            *draft.outgoing.borrow_mut() = None;
        }
        outcome
    }

    async fn seal(self, era: u32, draft: &Draft) -> Result<Outgoing, Trouble> {
        let (conversation, kind) = draft.place;
        let inner = self.inner();
        let mut turn = inner.turns.take().await;
        if !self.is_still(era) {
            // Another member may have signed in meanwhile, and would sign it.
            return Err(Trouble::Left);
        }
        match self.bring_up(&mut turn, conversation).await {
            // What was seen before can be answered without a connection; the message then waits for one.
            Err(trouble) if trouble.is_passing() && turn.is_current(conversation) => {}
            outcome => drop(outcome?),
        }
        let mut files = Vec::new();
        let outcome = seal_all(
            &mut turn,
            (kind, draft.text.get_untracked()),
            &draft.files.get_untracked(),
            &mut files,
        )
        .await;
        if outcome.is_err() {
            for (attachment, _) in &files {
                // A vault that lost its files has dropped them already.
                let _ = turn.drop_sealed(attachment.id).await;
            }
        }
        let message = outcome?;
        Ok(Outgoing {
            id: read::<Named>(message.get())?.id,
            message,
            after: turn.newest(kind).unwrap_or_default(),
            files,
            is_stored: false,
            parts_stored: 0,
        })
    }

    async fn deliver(self, era: u32, draft: &Draft) -> Result<(), Trouble> {
        let (conversation, _) = draft.place;
        let api = self.api();
        let (message, files, is_stored, parts_stored) = {
            let outgoing = draft.outgoing.borrow();
            let Some(outgoing) = outgoing.as_ref() else {
                return Ok(());
            };
            (
                outgoing.message.clone(),
                outgoing.files.clone(),
                outgoing.is_stored,
                outgoing.parts_stored,
            )
        };
        let sending = draft.sending.clone();
        let waiting = |step: Sending| {
            let sending = sending.clone();
            move |waiting: Option<browser::Waiting>| {
                sending.set(waiting.map_or_else(|| step.clone(), Sending::Waiting));
            }
        };
        if !is_stored {
            sending.set(Sending::Message);
            let path = shelf(draft.place);
            let request = || api.post::<_, MessageReceived>(&path, &message);
            retry(Backoff::new(TRIES), waiting(Sending::Message), request).await?;
            note_progress(draft, |outgoing| outgoing.is_stored = true);
        }
        let all: u64 = files.iter().map(|(attachment, _)| attachment.size).sum();
        let mut sent = 0_u64;
        let mut number = 0;
        for (attachment, sealed) in &files {
            let length = sealed.length();
            for part in 0..parts(u64::from(length)) {
                let begin = part.saturating_mul(PART);
                let end = begin.saturating_add(PART).min(length);
                number += 1;
                if !self.is_still(era) {
                    return Err(Trouble::Left);
                }
                if number > parts_stored {
                    let step = Sending::Files(per_cent(sent, all));
                    sending.set(step.clone());
                    let path = format!(
                        "/conversations/{conversation}/attachments/{}/parts/{part}",
                        attachment.id
                    );
                    let bytes = sealed.part(begin, end);
                    retry(Backoff::new(TRIES), waiting(step), || {
                        api.put_bytes(&path, &bytes)
                    })
                    .await?;
                    note_progress(draft, |outgoing| outgoing.parts_stored = number);
                }
                sent += u64::from(end - begin);
            }
        }
        Ok(())
    }

    /// Whether the server has the message, whose own answer was lost.
    async fn has_arrived(self, draft: &Draft) -> Result<bool, Trouble> {
        let Some((id, mut after)) = draft
            .outgoing
            .borrow()
            .as_ref()
            .map(|outgoing| (outgoing.id, outgoing.after))
        else {
            return Ok(false);
        };
        loop {
            let shelf = shelf(draft.place);
            let path = format!("{shelf}?after={after}&limit={PAGE_ROWS}");
            let page: Page = self.api().get(&path).await?;
            if page.messages.iter().any(|message| message.id == id) {
                note_progress(draft, |outgoing| outgoing.is_stored = true);
                return Ok(true);
            }
            match page.next {
                Some(next) => after = next,
                None => return Ok(false),
            }
        }
    }
}

/// The same on both sides of the wire; far below 2^32.
const PART: u32 = ATTACHMENT_PART_BYTES as u32;

/// Where the server keeps what is written.
pub(super) fn shelf((conversation, kind): Place) -> String {
    let shelf = match kind {
        Kind::Answer => "messages",
        Kind::Note => "notes",
    };
    format!("/conversations/{conversation}/{shelf}")
}

async fn seal_all(
    turn: &mut Turn<'_>,
    (kind, text): (Kind, String),
    chosen: &[Chosen],
    sealed: &mut Vec<(NewAttachment, Pieces)>,
) -> Result<Box<RawValue>, Trouble> {
    for file in chosen {
        let name = crate::files::plain_name(&file.name);
        let bytes = file.file.read().await.ok_or_else(|| Trouble::Unreadable {
            name: file.name.clone(),
        })?;
        sealed.push(turn.seal(name, file.file.media_type(), bytes, |_| {}).await?);
    }
    turn.write(kind, text).await
}

/// What a page reads of a message that is sealed.
#[derive(Deserialize)]
struct Named {
    id: MessageId,
}

fn note_progress(draft: &Draft, change: impl FnOnce(&mut Outgoing)) {
    if let Some(outgoing) = draft.outgoing.borrow_mut().as_mut() {
        change(outgoing);
    }
}

pub(super) fn per_cent(part: u64, all: u64) -> u32 {
    // At most 100 after the division.
    u32::try_from(part.saturating_mul(100) / all.max(1))
        .unwrap_or(100)
        .min(100)
}
