use browser::ApiError;
use domain::api::{Correspondent, LetterTicketRequest, Opened};
use domain::{DepartmentId, ErrorCode};
use leptos::prelude::*;
use serde_json::value::RawValue;
use staff::{Trouble, unexpected};
use vault::messages::{Act, DeskAnswer, DeskAsk, LetterAsk, TicketAsk};

use super::desk::Desk;
use super::draft::Sending;
use super::stating::{Parties, read};
use super::status::Change;
use super::views::Elsewhere;
use crate::begun::LETTER;

/// How often it is sealed because a department's key has changed meanwhile.
const SEALINGS: u32 = 3;

/// What somebody writes to another authority.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct NewLetter {
    pub(crate) from: DepartmentId,
    pub(crate) to: Elsewhere,
    pub(crate) subject: String,
    pub(crate) text: String,
}

/// From whom to whom a letter goes, and how far it has come. What was sealed is sent again as it is, so that it does not arrive
/// twice. It outlives a change of view like the words, and is over with the lock.
#[derive(Clone)]
pub(crate) struct Posting {
    pub(crate) change: ArcRwSignal<Change>,
    pub(crate) from: ArcRwSignal<Option<DepartmentId>>,
    pub(crate) to: ArcRwSignal<Option<Elsewhere>>,
    sealed: ArcRwSignal<Option<(NewLetter, Box<RawValue>)>>,
}

impl Default for Posting {
    fn default() -> Self {
        Self {
            change: ArcRwSignal::new(Change::Idle),
            from: ArcRwSignal::new(None),
            to: ArcRwSignal::new(None),
            sealed: ArcRwSignal::new(None),
        }
    }
}

impl Desk {
    /// Keeps a letter that is being written.
    pub(crate) fn keep_letter(self, words: String) {
        let draft = self.draft(LETTER.0, LETTER.1);
        draft.text.set(words);
        draft.sending.set(Sending::Idle);
        self.count_unsent();
    }

    /// Seals and sends a letter, and shows the conversation that it opens.
    pub(crate) fn write_letter(self, letter: NewLetter, posting: Posting) {
        if posting.change.with_untracked(|change| *change == Change::Working) {
            return;
        }
        posting.change.set(Change::Working);
        let era = self.era();
        browser::spawn(async move {
            match self.try_write_letter(era, &letter, &posting).await {
                Ok(opened) => {
                    self.draft(LETTER.0, LETTER.1).sent();
                    self.inner().posting.take();
                    self.count_unsent();
                    self.announce(self.texts().letter_done);
                    self.refresh_soon();
                    // Whoever has gone on meanwhile stays where they are.
                    let route = self.route.get_untracked();
                    if route.letter {
                        self.go(route.open(opened.conversation));
                    }
                }
                Err(trouble) => posting.change.set(match self.note(era, trouble) {
                    Trouble::Left => Change::Idle,
                    trouble => Change::Failed(trouble),
                }),
            }
        });
    }

    async fn try_write_letter(
        self,
        era: u32,
        letter: &NewLetter,
        posting: &Posting,
    ) -> Result<Opened, Trouble> {
        let mut sealings = 0;
        loop {
            let known = posting
                .sealed
                .get_untracked()
                .filter(|(known, _)| known == letter);
            let request = match known {
                Some((_, request)) => request,
                None => {
                    sealings += 1;
                    let request = self.seal_letter(letter.clone()).await?;
                    posting.sealed.set(Some((letter.clone(), request.clone())));
                    request
                }
            };
            if !self.is_still(era) {
                return Err(Trouble::Left);
            }
            let parties: Parties = read(request.get())?;
            let (Some(conversation), Some(authority)) = (parties.conversation, parties.authority) else {
                return Err(unexpected());
            };
            let act = Act::letter(conversation, parties.from, (authority, parties.to));
            let outcome = self
                .send_stated("POST", "/letters".to_owned(), act, request)
                .await;
            // What was refused is of no more use.
            if outcome.as_ref().err().and_then(ApiError::code).is_some() {
                posting.sealed.set(None);
            }
            match outcome {
                Err(error) if error.code() == Some(ErrorCode::EpochOutdated) && sealings < SEALINGS => {}
                outcome => return read(&outcome?),
            }
        }
    }

    async fn seal_letter(self, letter: NewLetter) -> Result<Box<RawValue>, Trouble> {
        let NewLetter {
            from,
            to,
            subject,
            text,
        } = letter;
        let asked = LetterTicketRequest {
            from,
            to: to.department,
        };
        let ticket: TicketAsk = self.api().post("/letters/tickets", &asked).await?;
        let draft = LetterAsk {
            ticket: TicketAsk {
                // What was chosen, and not what the ticket says meanwhile.
                recipient: Correspondent {
                    authority: to.authority,
                    root: to.root,
                    department: to.department,
                    ..ticket.recipient
                },
                ..ticket
            },
            subject,
            text,
            locale: self.locale.get_untracked(),
            now: browser::now(),
        };
        match self.keys().ask(DeskAsk::WriteLetter(Box::new(draft))).await? {
            DeskAnswer::Letter(request) => Ok(request),
            _ => Err(unexpected()),
        }
    }
}
