use domain::api::{InboxChange, MessageReceived};
use domain::{ConversationId, DepartmentId, ErrorCode};
use leptos::prelude::*;
use serde_json::value::RawValue;
use staff::Trouble;
use vault::messages::Act;

use super::desk::Desk;
use super::draft::Sending;
use super::reading::{HEADING, Reading};
use super::stating::{Parties, read};
use super::status::Change;
use crate::begun::Kind;

/// How often it is sealed because the department's key has changed meanwhile.
const SEALINGS: u32 = 3;

impl Desk {
    /// The departments that the open conversation can be passed on to, by name.
    pub(crate) fn other_departments(self, than: DepartmentId) -> Vec<(DepartmentId, String)> {
        let locale = self.locale.get_untracked();
        self.session.with_untracked(|session| {
            let departments = session.iter().flat_map(|session| &session.authority.departments);
            let others = departments.filter(|department| department.id != than);
            others
                .map(|department| (department.id, department.name.text(locale).to_owned()))
                .collect()
        })
    }

    /// Passes a conversation on to another department, with words to the citizen, and with the internal notes or without.
    pub(crate) fn pass_on(
        self,
        conversation: ConversationId,
        to: (DepartmentId, String),
        (words, notes): (String, bool),
        change: ArcRwSignal<Change>,
    ) {
        if change.with_untracked(|change| *change == Change::Working) {
            return;
        }
        let is_busy = |kind| {
            let sending = self.draft(conversation, kind).sending;
            sending.with_untracked(Sending::is_busy)
        };
        if is_busy(Kind::Answer) || is_busy(Kind::Note) {
            change.set(Change::Failed(Trouble::Said(
                self.texts().pass_on_sending.to_owned(),
            )));
            return;
        }
        change.set(Change::Working);
        self.inner().is_passing_on.set(true);
        let era = self.era();
        browser::spawn(async move {
            let (to, name) = to;
            let outcome = self.try_pass_on(era, conversation, to, (words, notes)).await;
            if outcome.is_err() {
                self.inner().is_passing_on.set(false);
            }
            match outcome {
                Ok(received) => {
                    self.has_passed_on(conversation, (to, &name), received, &change)
                        .await;
                }
                Err(trouble) => {
                    let trouble = self.note(era, trouble);
                    let code = trouble.code();
                    if matches!(code, Some(ErrorCode::ConversationChanged | ErrorCode::NotFound)) {
                        self.refresh_reading().await;
                    }
                    change.set(match trouble {
                        Trouble::Left => Change::Idle,
                        trouble => Change::Failed(trouble),
                    });
                }
            }
        });
    }

    /// Says where it is now. Whoever works there, too, goes on reading it.
    async fn has_passed_on(
        self,
        conversation: ConversationId,
        (to, name): (DepartmentId, &str),
        received: MessageReceived,
        change: &ArcRwSignal<Change>,
    ) {
        let words = (self.texts().passed_on)(name);
        self.announce(words.clone());
        let stays = self.session.with_untracked(|session| {
            session
                .as_ref()
                .is_some_and(|session| session.member.departments.contains(&to))
        });
        if stays {
            self.refresh_reading().await;
            change.set(Change::Idle);
        } else {
            self.inner().drafts.borrow_mut().drop_of(conversation);
            self.count_unsent();
            self.reading.set(Reading::PassedOn { conversation, words });
            self.inner().changed.borrow_mut().push(InboxChange {
                conversation,
                department: to,
                position: received.position,
            });
            self.refresh_soon();
        }
        self.inner().is_passing_on.set(false);
        browser::focus(HEADING);
    }

    /// Seals and sends, again where the department's key has changed meanwhile.
    async fn try_pass_on(
        self,
        era: u32,
        conversation: ConversationId,
        to: DepartmentId,
        along: (String, bool),
    ) -> Result<MessageReceived, Trouble> {
        for _ in 1..SEALINGS {
            match self.pass_on_once(era, conversation, to, along.clone()).await {
                Err(trouble) if trouble.code() == Some(ErrorCode::EpochOutdated) => {}
                outcome => return outcome,
            }
        }
        self.pass_on_once(era, conversation, to, along).await
    }

    async fn pass_on_once(
        self,
        era: u32,
        conversation: ConversationId,
        to: DepartmentId,
        (words, notes): (String, bool),
    ) -> Result<MessageReceived, Trouble> {
        let inner = self.inner();
        let key: Result<Box<RawValue>, _> = self.api().get(&format!("/departments/{to}/key")).await;
        let request = {
            let mut turn = inner.turns.take().await;
            if !self.is_still(era) {
                return Err(Trouble::Left);
            }
            if self.bring_up(&mut turn, conversation).await? > 0 {
                // Somebody has written what nobody has read yet.
                return Err(Trouble::Said(self.texts().pass_on_news.to_owned()));
            }
            let key = key.map_err(|error| match error.code() {
                Some(ErrorCode::NotFound) => Trouble::Said(self.texts().pass_on_keyless.to_owned()),
                _ => error.into(),
            })?;
            turn.pass_on(key, words, notes).await?
        };
        let path = format!("/conversations/{conversation}/transfers");
        let parties: Parties = read(request.get())?;
        let act = Act::passing(conversation, parties.from, parties.to);
        read(&self.send_stated("POST", path, act, request).await?)
    }
}
