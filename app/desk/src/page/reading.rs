use browser::ApiError;
use domain::api::MarkRead;
use domain::audit::Action;
use domain::{ConversationId, ErrorCode, limits};
use leptos::prelude::*;
use staff::Trouble;
use vault::messages::{Act, ReadMessage, Signer};

use super::desk::Desk;
use super::sending::shelf;
use super::turns::Turn;
use crate::begun::{Kind, Place};
use crate::thread::{Page, Thread, View};

/// The id of the open conversation's heading, which gets the focus.
pub(crate) const HEADING: &str = "conversation-heading";

/// The conversation that is open.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum Reading {
    /// None.
    #[default]
    Nothing,
    /// This one soon.
    Opening(ConversationId),
    /// This one cannot be opened.
    Failed {
        /// The conversation.
        conversation: ConversationId,
        /// Why.
        trouble: Trouble,
    },
    /// This one is another department's now.
    PassedOn {
        /// The conversation.
        conversation: ConversationId,
        /// Where it is, in words.
        words: String,
    },
    /// This one.
    Open(Thread),
}

impl Reading {
    /// What can be read.
    pub(crate) fn thread(&self) -> Option<&Thread> {
        match self {
            Self::Open(thread) => Some(thread),
            _ => None,
        }
    }

    fn is_of(&self, conversation: ConversationId) -> bool {
        match self {
            Self::Nothing => false,
            Self::Opening(id)
            | Self::Failed { conversation: id, .. }
            | Self::PassedOn { conversation: id, .. } => *id == conversation,
            Self::Open(thread) => thread.id == conversation,
        }
    }
}

impl Desk {
    /// Opens a conversation, or none.
    pub(crate) fn open(self, conversation: Option<ConversationId>) {
        let Some(conversation) = conversation else {
            self.reading.set(Reading::Nothing);
            return;
        };
        self.reading.set(Reading::Opening(conversation));
        browser::focus(HEADING);
        let era = self.era();
        browser::spawn(async move {
            let outcome = self.fetch(conversation).await;
            if !self.is_still(era) || !self.is_wanted(conversation) {
                return;
            }
            let reading = match outcome {
                Ok(thread) => Reading::Open(thread),
                Err(trouble) => match self.note(era, trouble) {
                    Trouble::Left => return,
                    trouble => Reading::Failed {
                        conversation,
                        trouble,
                    },
                },
            };
            let target = reading.thread().and_then(Thread::news);
            self.reading.set(reading);
            browser::focus(HEADING);
            if let Some(message) = target {
                browser::reveal(message.to_string());
            }
            self.mark_read().await;
        });
    }

    async fn fetch(self, conversation: ConversationId) -> Result<Thread, Trouble> {
        let inner = self.inner();
        let act = Act::on(Action::OpenConversation, conversation, None);
        let view = self
            .acting(act)
            .await?
            .get_with_text(&format!("/conversations/{conversation}"))
            .await?;
        let mut turn = inner.turns.take().await;
        if !self.is_wanted(conversation) {
            return Err(Trouble::Left);
        }
        self.read_all(&mut turn, view).await
    }

    /// Opens all messages; the conversation becomes the vault's current one.
    async fn read_all(self, turn: &mut Turn<'_>, (view, text): (View, String)) -> Result<Thread, Trouble> {
        let status = view.status;
        let more = view.messages.next.is_some();
        let mut thread = Thread::new(view, Vec::new());
        thread.messages = turn.read(&thread, text).await?;
        if more {
            let newer = self.read_newer(turn, (thread.id, Kind::Answer)).await?;
            thread.append(newer);
        }
        thread.notes = self.read_newer(turn, (thread.id, Kind::Note)).await?;
        // The server's word is newer than any message here, and all of them were counted in it.
        thread.status = status;
        Ok(thread)
    }

    /// Opens the messages, or the internal notes, that came since the vault read last.
    async fn read_newer(self, turn: &mut Turn<'_>, place: Place) -> Result<Vec<ReadMessage>, Trouble> {
        let mut messages = Vec::new();
        loop {
            let Some(after) = turn.newest(place.1) else {
                return Ok(messages);
            };
            let limit = limits::PAGE_ROWS;
            let path = format!("{}?after={after}&limit={limit}", shelf(place));
            let page: (Page, String) = self.api().get_with_text(&path).await?;
            // A page without messages is read, too: it may say that the department's key has changed.
            let is_last = page.0.next.is_none();
            messages.append(&mut turn.read_more(place.1, page).await?);
            if is_last {
                return Ok(messages);
            }
        }
    }

    /// Makes a conversation the vault's current one, with all its messages: an answer names those that its author
    /// had seen. The open view gets what is new; answers how many of these are a citizen's.
    pub(super) async fn bring_up(
        self,
        turn: &mut Turn<'_>,
        conversation: ConversationId,
    ) -> Result<usize, Trouble> {
        let (newer, notes, status) = if turn.is_current(conversation) {
            let newer = self.read_newer(turn, (conversation, Kind::Answer)).await?;
            // What was read of the one is shown, whatever becomes of the other.
            let notes = self.read_newer(turn, (conversation, Kind::Note)).await;
            (newer, notes, None)
        } else {
            let act = Act::on(Action::OpenConversation, conversation, None);
            let view = self
                .acting(act)
                .await?
                .get_with_text(&format!("/conversations/{conversation}"))
                .await?;
            let fresh = self.read_all(turn, view).await?;
            (fresh.messages, Ok(fresh.notes), Some(fresh.status))
        };
        let (notes, outcome) = match notes {
            Ok(notes) => (notes, Ok(())),
            Err(trouble) => (Vec::new(), Err(trouble)),
        };
        let (mut from_citizen, mut from_colleagues) = (0, false);
        let is_news = !newer.is_empty() || !notes.is_empty() || status.is_some();
        self.reading.maybe_update(|reading| match reading {
            Reading::Open(thread) if is_news && thread.id == conversation => {
                from_citizen = thread.append(newer);
                from_colleagues = thread
                    .append_notes(notes)
                    .iter()
                    .any(|note| !self.has_signed(note));
                thread.status = status.unwrap_or(thread.status);
                true
            }
            _ => false,
        });
        if from_colleagues {
            self.announce(self.texts().note_news);
        }
        outcome.map(|()| from_citizen)
    }

    /// Whether this member has signed a message, as far as the name tells.
    fn has_signed(self, message: &ReadMessage) -> bool {
        let signer = message.outcome.as_ref().map(|content| &content.signer);
        self.session.with_untracked(|session| {
            session.as_ref().is_some_and(
                |session| matches!(signer, Ok(Signer::Member { name, .. }) if *name == session.member.name),
            )
        })
    }

    /// Adds what came since to the open conversation.
    pub(super) async fn refresh_reading(self) {
        let Some(conversation) = self
            .reading
            .with_untracked(|reading| reading.thread().map(|thread| thread.id))
        else {
            return;
        };
        let era = self.era();
        let inner = self.inner();
        let outcome = {
            let mut turn = inner.turns.take().await;
            if !self.is_still(era) || !self.is_wanted(conversation) {
                return;
            }
            self.bring_up(&mut turn, conversation).await
        };
        match outcome {
            Ok(from_citizen) => {
                if from_citizen > 0 {
                    self.announce((self.texts().news)(from_citizen));
                }
                self.mark_read().await;
            }
            Err(trouble) => match self.note(era, trouble) {
                // A colleague has passed it on; what becomes of one's own passing on is told there.
                trouble if trouble.code() == Some(ErrorCode::NotFound) && self.is_reading(conversation) => {
                    self.reading.set(Reading::Failed {
                        conversation,
                        trouble,
                    });
                    browser::refocus(HEADING);
                }
                // The conversation stays as it is; the next change refreshes it.
                _ => {}
            },
        }
    }

    /// Tells colleagues that the open conversation has been read, once somebody can have seen it.
    async fn mark_read(self) {
        let unread = self.reading.with_untracked(|reading| {
            let thread = reading.thread()?;
            let newest = thread
                .messages
                .iter()
                .rev()
                .find(|message| thread.is_from_outside(message.author))?
                .position;
            (newest > thread.marked).then_some((thread.id, newest))
        });
        let Some((conversation, position)) = unread else {
            return;
        };
        if document().hidden() {
            return;
        }
        let era = self.era();
        let path = format!("/conversations/{conversation}/read");
        let outcome: Result<(), ApiError> = self.api().put(&path, &MarkRead { position }).await;
        match outcome {
            Ok(()) if self.is_still(era) => {
                self.rows.update(|rows| rows.mark_read(conversation));
                self.reading.update_untracked(|reading| {
                    if let Reading::Open(thread) = reading
                        && thread.id == conversation
                    {
                        thread.marked = thread.marked.max(position);
                    }
                });
            }
            Ok(()) => {}
            // It stays unread for now, which loses nothing.
            Err(error) => drop(self.note(era, error)),
        }
    }

    /// Whether this conversation is open, and not being passed on.
    fn is_reading(self, conversation: ConversationId) -> bool {
        let is_open = |reading: &Reading| reading.thread().is_some_and(|thread| thread.id == conversation);
        self.reading.with_untracked(is_open) && !self.inner().is_passing_on.get()
    }

    /// Whether the reader still wants this conversation.
    fn is_wanted(self, conversation: ConversationId) -> bool {
        self.reading.with_untracked(|reading| reading.is_of(conversation))
    }
}
