use std::cell::RefCell;
use std::rc::Rc;

use browser::{PickedFile, Waiting};
use domain::{ConversationId, MemberId};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use staff::Trouble;

use super::desk::Desk;
use super::sending::Outgoing;
use crate::begun::{self, Kind, Place};
use crate::files::{self, Unfit};

/// Answers and notes that were begun. They outlive a change of view, an ended session and a crash of the vault, and belong to
/// one member.
#[derive(Default)]
pub(crate) struct Drafts {
    author: Option<MemberId>,
    drafts: Vec<Draft>,
}

/// An answer or a note that was begun.
#[derive(Clone)]
pub(crate) struct Draft {
    /// Where it belongs. A draft never becomes one of another kind.
    pub(crate) place: Place,
    pub(crate) text: ArcRwSignal<String>,
    pub(crate) files: ArcRwSignal<Vec<Chosen>>,
    pub(crate) sending: ArcRwSignal<Sending>,
    /// Sealed already: every further try sends the very same bytes.
    pub(super) outgoing: SendWrapper<Rc<RefCell<Option<Outgoing>>>>,
}

/// A file that was chosen; it is read only when it is sealed.
#[derive(Clone)]
pub(crate) struct Chosen {
    pub(crate) number: u32,
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(super) file: SendWrapper<PickedFile>,
}

/// How far sending has come.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Sending {
    /// It is being written.
    Idle,
    /// The last one was received, and the next has not been begun.
    Sent,
    /// It is being sealed.
    Sealing,
    /// The message is under way.
    Message,
    /// Its files are under way, so many per cent of them.
    Files(u32),
    /// The server did not answer; the next try follows.
    Waiting(Waiting),
    /// It did not work.
    Stopped {
        /// Why.
        trouble: Trouble,
        /// What can be sent again.
        kept: Kept,
    },
}

/// What is left of a message that was not sent, or not in full.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kept {
    /// It was not sealed, or the server will never take it: what was written is there to be changed.
    Nothing,
    /// The sealed message: the same one can be sent again.
    Message,
    /// Files of a message that the server has.
    Files,
}

impl Sending {
    /// Whether nothing but waiting can be done.
    pub(crate) fn is_busy(&self) -> bool {
        !matches!(self, Self::Idle | Self::Sent | Self::Stopped { .. })
    }

    /// What can be sent again.
    pub(crate) fn kept(&self) -> Kept {
        match self {
            Self::Stopped { kept, .. } => *kept,
            _ => Kept::Nothing,
        }
    }

    /// Whether the text can be changed.
    pub(crate) fn is_writable(&self) -> bool {
        matches!(
            self,
            Self::Idle
                | Self::Sent
                | Self::Stopped {
                    kept: Kept::Nothing,
                    ..
                }
        )
    }
}

impl Drafts {
    /// The one that belongs here, begun now if it was not.
    fn of(&mut self, place: Place) -> Draft {
        let begun = self.drafts.iter().find(|draft| draft.place == place).cloned();
        begun.unwrap_or_else(|| {
            let draft = Draft::new(place);
            self.drafts.push(draft.clone());
            draft
        })
    }

    /// Drops them unless they are this member's.
    pub(super) fn belong_to(&mut self, member: MemberId) {
        if self.author.replace(member) != Some(member) {
            self.drafts.clear();
        }
    }

    /// Takes out what was written; files and sealed answers stay.
    pub(super) fn take_texts(&self) -> String {
        let texts = self.drafts.iter().map(|draft| {
            let text = draft.text.with_untracked(Clone::clone);
            draft.text.set(String::new());
            (draft.place, text)
        });
        begun::write(texts)
    }

    /// Puts it back, but for what has arrived meanwhile.
    pub(super) fn put_texts(&mut self, begun: &str) {
        for (place, text) in begun::read(begun) {
            let draft = self.of(place);
            if draft.sending.with_untracked(|sending| *sending != Sending::Sent) {
                draft.text.set(text.to_owned());
            }
        }
    }

    /// Drops them.
    pub(super) fn drop_all(&mut self) {
        *self = Self::default();
    }

    /// Drops those of a conversation.
    pub(super) fn drop_of(&mut self, conversation: ConversationId) {
        self.drafts.retain(|draft| draft.place.0 != conversation);
    }

    /// How many there are.
    pub(super) fn unsent(&self) -> usize {
        self.drafts.iter().filter(|draft| draft.is_begun()).count()
    }
}

impl Draft {
    fn new(place: Place) -> Self {
        Self {
            place,
            text: ArcRwSignal::default(),
            files: ArcRwSignal::default(),
            sending: ArcRwSignal::new(Sending::Idle),
            outgoing: SendWrapper::new(Rc::default()),
        }
    }

    /// Whether there is something to lose.
    pub(crate) fn is_begun(&self) -> bool {
        self.text.with_untracked(|text| !text.trim().is_empty())
            || self.files.with_untracked(|files| !files.is_empty())
            || self.outgoing.borrow().is_some()
    }

    /// It was received: the next one can be begun.
    pub(super) fn sent(&self) {
        *self.outgoing.borrow_mut() = None;
        self.text.set(String::new());
        self.files.set(Vec::new());
        self.sending.set(Sending::Sent);
    }
}

impl Desk {
    /// What is written in this conversation, begun now if it was not.
    pub(crate) fn draft(self, conversation: ConversationId, kind: Kind) -> Draft {
        self.inner().drafts.borrow_mut().of((conversation, kind))
    }

    /// Whether an answer or a note was begun in this conversation.
    pub(crate) fn has_begun(self, conversation: ConversationId) -> bool {
        self.draft(conversation, Kind::Answer).is_begun() || self.draft(conversation, Kind::Note).is_begun()
    }

    /// Adds files to an answer; answers those that do not fit.
    pub(crate) fn attach(self, draft: &Draft, picked: Vec<PickedFile>) -> Vec<(String, Unfit)> {
        let mut unfit = Vec::new();
        draft.files.update(|chosen| {
            let mut number = chosen.iter().map(|file| file.number + 1).max().unwrap_or(0);
            for file in picked {
                match files::fits(chosen.len(), file.size()) {
                    Ok(()) => {
                        chosen.push(Chosen {
                            number,
                            name: file.name(),
                            size: file.size(),
                            file: SendWrapper::new(file),
                        });
                        number += 1;
                    }
                    Err(reason) => unfit.push((file.name(), reason)),
                }
            }
        });
        self.count_unsent();
        unfit
    }

    /// Leaves a file out.
    pub(crate) fn detach(self, draft: &Draft, number: u32) {
        draft
            .files
            .update(|chosen| chosen.retain(|file| file.number != number));
        self.count_unsent();
    }
}
