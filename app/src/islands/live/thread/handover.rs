//! The department has proposed another authority: the citizen hands the conversation over, with what was written so far or with
//! what they write now, or declines.

use browser::{Json, Signal, Waiting, focus, now, part, spawn, watch};
use domain::ErrorCode;
use domain::limits::{LINE_CHARACTERS, SUBJECT_CHARACTERS, TEXT_CHARACTERS};
use locales::sending;

use super::follow::{end, load};
use super::reply::pause_told;
use super::show::call;
use super::state::{Left, State};
use crate::hooks::thread::{
    HANDOVER, HANDOVER_ALL, HANDOVER_CONTACT, HANDOVER_DECLINE, HANDOVER_DONE, HANDOVER_FAILED,
    HANDOVER_FORM, HANDOVER_MISTAKES, HANDOVER_NAME, HANDOVER_NEW, HANDOVER_ROOT, HANDOVER_SEND,
    HANDOVER_STAGE, HANDOVER_SUBJECT, HANDOVER_TEXT, HANDOVER_TO, HANDOVER_WRITE,
};
use crate::islands::draft::{Mistake, given, length};
use crate::islands::entry::{Entry, Proposed, own_opening};
use crate::islands::live::SEALINGS;
use crate::islands::live::form::{count_characters, enable, follow, mend, tell};
use crate::islands::live::request::{Request, read};
use crate::islands::live::session::{BRIEF, PATIENT, SILENT, Session};
use crate::islands::trouble::Trouble;
use crate::islands::wire::vault::{Answer, Ask, HandoverDraft};

const FIELDS: &[&str] = &[
    HANDOVER_ALL,
    HANDOVER_SUBJECT,
    HANDOVER_TEXT,
    HANDOVER_NAME,
    HANDOVER_CONTACT,
];

/// What the citizen has decided so far about a proposal.
#[derive(Clone, Copy, Default)]
pub(in crate::islands::live) struct Decision {
    pub(super) proposed: Signal<Option<Proposed>>,
    /// Whether what was written so far goes along.
    history: Signal<Option<bool>>,
    subject: Signal<String>,
    text: Signal<String>,
    name: Signal<String>,
    contact: Signal<String>,
    mistakes: Signal<Vec<Mistake>>,
    /// What is being done.
    stage: Signal<String>,
    done: Signal<String>,
    failed: Signal<String>,
}

impl Decision {
    /// Asks about another proposal, with what the first message says to begin with, or about none any more. Its text is not taken
    /// over: who does not want it to be read should not send it by not looking.
    pub(super) fn ask(self, proposed: Option<Proposed>, entries: &[Entry]) {
        let is_known = self.proposed.get() == proposed;
        self.proposed.set(proposed);
        if is_known {
            return;
        }
        if let Some(opening) = own_opening(entries) {
            self.subject.set(opening.subject.clone().unwrap_or_default());
            self.name.set(opening.name.clone().unwrap_or_default());
            self.contact.set(opening.contact.clone().unwrap_or_default());
        }
        self.text.set(String::new());
        self.mistakes.set(Vec::new());
        if self.proposed.with(Option::is_some) {
            // What came of an earlier one is no answer to this.
            self.done.set(String::new());
        }
    }

    /// Takes everything off the page.
    pub(super) fn clear(self) {
        self.ask(None, &[]);
        self.history.set(None);
        for text in [
            self.subject,
            self.text,
            self.name,
            self.contact,
            self.stage,
            self.done,
            self.failed,
        ] {
            text.set(String::new());
        }
    }

    /// Whether something would be lost with the page.
    pub(super) fn is_at_stake(self) -> bool {
        let is_asked = self.proposed.with(Option::is_some);
        is_asked && !self.text.with(|text| text.trim().is_empty())
            || self.stage.with(|stage| !stage.is_empty())
    }

    fn draft(self, state: State, department: Json) -> HandoverDraft {
        let history = self.history.get() == Some(true);
        HandoverDraft {
            department,
            history,
            subject: given(&self.subject.get()).unwrap_or_default(),
            // All of it is there to be read.
            text: given(&self.text.get()).filter(|_| !history).unwrap_or_default(),
            name: given(&self.name.get()),
            contact: given(&self.contact.get()),
            locale: state.locale,
            now: now().0,
        }
    }

    fn is_complete(self, state: State) -> bool {
        let texts = sending(state.locale);
        let mut mistakes = Vec::new();
        let mut found = |field, text: String| mistakes.push(Mistake { field, text });
        let subject = self.subject.get();
        match self.history.get() {
            None => found(HANDOVER_ALL, state.texts.handover_missing.to_owned()),
            Some(true) => {}
            Some(false) => {
                if given(&subject).is_none() {
                    found(HANDOVER_SUBJECT, texts.subject_missing.to_owned());
                } else if length(&subject) > SUBJECT_CHARACTERS {
                    found(HANDOVER_SUBJECT, (texts.subject_long)(SUBJECT_CHARACTERS));
                }
                let text = self.text.get();
                if given(&text).is_none() {
                    found(HANDOVER_TEXT, texts.text_missing.to_owned());
                } else if length(&text) > TEXT_CHARACTERS {
                    found(HANDOVER_TEXT, (texts.text_long)(TEXT_CHARACTERS));
                }
                if length(&self.name.get()) > LINE_CHARACTERS {
                    found(HANDOVER_NAME, (texts.name_long)(LINE_CHARACTERS));
                }
                if length(&self.contact.get()) > LINE_CHARACTERS {
                    found(HANDOVER_CONTACT, (texts.contact_long)(LINE_CHARACTERS));
                }
            }
        }
        let is_complete = mistakes.is_empty();
        self.mistakes.set(mistakes);
        is_complete
    }
}

/// Shows the question and listens.
pub(super) fn show(state: State) {
    let decision = state.decision;
    watch(move || {
        decision.proposed.with(|proposed| {
            part(HANDOVER).show(proposed.is_some());
            if let Some(proposed) = proposed {
                let to = match proposed.to.as_str() {
                    "" => state.texts.handover_unknown,
                    to => to,
                };
                part(HANDOVER_TO).say(to);
                part(HANDOVER_ROOT).say(&proposed.root);
            }
        });
    });
    for (id, value) in [
        (HANDOVER_SUBJECT, decision.subject),
        (HANDOVER_TEXT, decision.text),
        (HANDOVER_NAME, decision.name),
        (HANDOVER_CONTACT, decision.contact),
    ] {
        follow(id, value);
    }
    count_characters(state.locale, HANDOVER_TEXT, decision.text, TEXT_CHARACTERS);
    mend(state.locale, HANDOVER_MISTAKES, FIELDS, decision.mistakes);
    for (id, history) in [(HANDOVER_ALL, true), (HANDOVER_NEW, false)] {
        // Only one of them: fields that the program has not named send nothing without it.
        part(id).set("name", Some(HANDOVER_ALL));
        part(id).on("change", move || {
            decision.history.set(Some(history));
            decision.mistakes.set(Vec::new());
        });
    }
    watch(move || part(HANDOVER_WRITE).show(decision.history.get() == Some(false)));
    watch(move || decision.stage.with(|stage| part(HANDOVER_STAGE).say(stage)));
    watch(move || {
        let is_busy = decision.stage.with(|stage| !stage.is_empty());
        for button in [HANDOVER_SEND, HANDOVER_DECLINE] {
            part(button).set("aria-disabled", is_busy.then_some("true"));
        }
    });
    watch(move || decision.done.with(|done| tell(HANDOVER_DONE, done)));
    // It takes the focus from the form that is gone.
    part(HANDOVER_DONE).set("tabindex", Some("-1"));
    watch(move || decision.failed.with(|failed| tell(HANDOVER_FAILED, failed)));
    call(state, HANDOVER_FAILED);
    part(HANDOVER_FORM).on("submit", move || {
        if decision.is_complete(state) {
            decide(state, true);
        }
    });
    part(HANDOVER_DECLINE).on("click", move || decide(state, false));
    enable(HANDOVER_SEND);
    enable(HANDOVER_DECLINE);
}

/// Hands the conversation over, or declines.
fn decide(state: State, hands_over: bool) {
    let decision = state.decision;
    let (Some(session), Some(proposed)) = (state.session.get(), decision.proposed.get()) else {
        return;
    };
    if !session.begin() {
        return;
    }
    let texts = state.texts;
    decision.done.set(String::new());
    decision.failed.set(String::new());
    // What the last look brought is not what comes of this.
    state.said.set(String::new());
    decision.stage.set(texts.handover_working.to_owned());
    spawn(async move {
        let outcome = try_decide(state, &session, &proposed, hands_over).await;
        decision.stage.set(String::new());
        match outcome {
            Ok(()) => {
                decision.done.set(if hands_over {
                    state.case.with(|case| (texts.handed_over_done)(&case.number))
                } else {
                    texts.declined_done.to_owned()
                });
                focus(HANDOVER_DONE);
            }
            Err(Trouble::Crashed) if !session.is_awake() => {}
            Err(Trouble::Locked) => end(state, Left::Ended),
            Err(trouble) => {
                // What was sealed may have arrived or not.
                session.set_stale(true);
                let is_known = load(state, &session).await.is_ok();
                if is_known && is_changed(&trouble) && decision.proposed.with(Option::is_none) {
                    decision.done.set(texts.proposal_over.to_owned());
                    focus(HANDOVER_DONE);
                } else {
                    decision.failed.set(trouble.unsent(sending(state.locale)));
                }
            }
        }
        session.end();
    });
}

async fn try_decide(
    state: State,
    session: &Session,
    proposed: &Proposed,
    hands_over: bool,
) -> Result<(), Trouble> {
    let last = newest(state);
    for _ in 0..SEALINGS {
        load(state, session).await?;
        let is_open = state
            .decision
            .proposed
            .with(|open| open.as_ref() == Some(proposed));
        if !is_open || (hands_over && newest(state) != last) {
            return Err(Trouble::Refused {
                code: ErrorCode::ConversationChanged,
                said: locales::errors(state.locale).sentence(ErrorCode::ConversationChanged, ""),
            });
        }
        match send(state, session, proposed, hands_over).await {
            Err(Trouble::Refused {
                code: ErrorCode::EpochOutdated,
                ..
            }) => {}
            outcome => {
                outcome?;
                break;
            }
        }
    }
    session.await_answer(None);
    load(state, session).await
}

/// Whether something has happened in the conversation meanwhile.
fn is_changed(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::Refused {
            code: ErrorCode::ConversationChanged,
            ..
        }
    )
}

/// Position of the newest message on the page.
fn newest(state: State) -> i64 {
    state
        .entries
        .with(|entries| entries.last().map_or(0, |entry| entry.position))
}

async fn send(state: State, session: &Session, proposed: &Proposed, hands_over: bool) -> Result<(), Trouble> {
    let (ask, path) = if hands_over {
        let request = Request::get(format!("/departments/{}/key", proposed.department));
        let key: Json = read(&session.send(BRIEF, SILENT, &request).await?)?;
        let draft = state.decision.draft(state, key);
        (Ask::HandOver(Box::new(draft)), "/citizen/conversation/handovers")
    } else {
        (Ask::Decline { now: now().0 }, "/citizen/conversation/declines")
    };
    let Answer::Message(request) = session.ask(&ask).await? else {
        return Err(Trouble::Crashed);
    };
    let waiting = move |pause: Option<Waiting>| {
        let told = pause.map(|pause| pause_told(state.locale, pause));
        let told = told.unwrap_or_else(|| state.texts.handover_working.to_owned());
        state.decision.stage.set(told);
    };
    session
        .call(PATIENT, &waiting, &Request::post(path, &request))
        .await?;
    Ok(())
}
