use std::cell::Cell;
use std::mem::forget;
use std::rc::Rc;

use browser::{every, focus, now, on_return, on_window, spawn};
use domain::limits::CITIZEN_SESSION_SECONDS;
use domain::{EmailAddress, Timestamp};
use leptos::prelude::*;

use super::reading::{Arrived, Directory, entry};
use super::session::{BRIEF, PATIENT, Request, SILENT, Session, read};
use crate::components::Mistake;
use crate::islands::compose::given;
use crate::islands::thread::{
    CODE, EMAIL, Entry, Left, Phase, SUBJECT, State, element, is_closed, newest_answer,
};
use crate::islands::trouble::{CodeMistake, Trouble};
use crate::islands::wire::{
    Answer, Ask, ConversationView, MarkRead, MessagePage, NoticeRequest, ReadMessage, Status,
};

pub(crate) use super::download::download;
pub(crate) use super::reply::{upload, write};

/// Between two looks for new messages.
const LOOK_SECONDS: i32 = 60;

/// Starts the vault, which loads while the person types the code.
pub(crate) fn start(state: State) {
    let session = Session::start(state.locale, &state.vault.get_value(), move || {
        if state.phase.get_untracked() == Phase::Open {
            state.close(Left::Crashed);
        }
    });
    state.session.set_value(Some(session));
    attend(state);
}

/// Looks for new messages from time to time and when the person comes back, and closes the conversation when nobody
/// has been there for as long as a session lasts.
pub(super) fn attend(state: State) {
    let seen = Rc::new(Cell::new(now()));
    for kind in ["keydown", "pointerdown"] {
        let seen = Rc::clone(&seen);
        // For as long as the page lives.
        forget(on_window(kind, move || seen.set(now())));
    }
    forget(on_return(move || look(state, false)));
    forget(every(LOOK_SECONDS, move || {
        if is_over(seen.get(), now()) {
            end(state, Left::Ended);
        } else {
            look(state, false);
        }
    }));
}

fn is_over(seen: Timestamp, now: Timestamp) -> bool {
    seen.plus(CITIZEN_SESSION_SECONDS) < now
}

/// Opens the conversation of the code that was typed.
pub(crate) fn open(state: State) {
    let Some(session) = state.session.get_value() else {
        return;
    };
    if state.phase.get_untracked() == Phase::Opening {
        return;
    }
    let Some(code) = given(&state.code.get_untracked()) else {
        state.mistyped(CodeMistake::Missing);
        return;
    };
    state.code_mistakes.set(Vec::new());
    state.trouble.set(None);
    state.phase.set(Phase::Opening);
    spawn(async move {
        session.wake();
        match session.ask(&Ask::Unlock { code }).await {
            Ok(_) => resume(state).await,
            Err(trouble) => state.fail(trouble),
        }
    });
}

/// Opens the conversation of the keys that the vault holds.
pub(super) async fn resume(state: State) {
    let Some(session) = state.session.get_value() else {
        return;
    };
    match load(state, &session).await {
        Ok(()) => {
            state.left.set(None);
            state.code.set(String::new());
            state.phase.set(Phase::Open);
            let newest = state.entries.with_untracked(|entries| {
                newest_answer(entries)
                    .filter(|entry| entry.new)
                    .map(|entry| entry.id.clone())
            });
            focus(newest.map_or_else(|| SUBJECT.to_owned(), |id| element(&id)));
        }
        Err(trouble) => state.fail(trouble),
    }
}

/// Fetches and opens the whole conversation.
pub(super) async fn load(state: State, session: &Session) -> Result<(), Trouble> {
    let request = Request::get("/citizen/conversation");
    let sealed = session.call(BRIEF, SILENT, &request).await?;
    let view: ConversationView = read(&sealed)?;
    let request = Request::get("/authorities");
    let authorities = session.send(BRIEF, SILENT, &request).await?;
    let directory = Directory::new(read(&authorities)?, state.locale);
    let mut arrived = Arrived::default();
    arrived.note(&view.messages.messages);
    let mut case = directory.case(&view, view.status == Status::Closed);
    let read_before = state.read_before(view.read);
    let request = Ask::Read {
        view: read(&sealed)?,
        now: now().0,
    };
    let mut messages = opened(session.ask(&request).await?)?;
    let mut next = view.messages.next;
    while let Some(after) = next {
        let request = Request::get(format!("/citizen/conversation/messages?after={after}"));
        let sealed = session.call(BRIEF, SILENT, &request).await?;
        let page: MessagePage = read(&sealed)?;
        arrived.note(&page.messages);
        next = page.next;
        let request = Ask::ReadMore {
            page: read(&sealed)?,
            now: now().0,
        };
        messages.extend(opened(session.ask(&request).await?)?);
    }
    session.set_stale(false);
    let entries: Vec<_> = messages
        .into_iter()
        .map(|message| entry(message, &arrived, &directory, read_before))
        .collect();
    case.closed = is_closed(case.closed, &entries);
    mark_read(session.clone(), &entries);
    state.case.set(case);
    state.notice.on.set(view.notice);
    state.entries.set(entries);
    Ok(())
}

fn opened(answer: Answer) -> Result<Vec<ReadMessage>, Trouble> {
    match answer {
        Answer::Messages { messages } => Ok(messages),
        _ => Err(Trouble::Crashed),
    }
}

/// Tells the portal what was shown; if it does not hear it, the answer is marked as new once more.
fn mark_read(session: Session, entries: &[Entry]) {
    let Some(position) = newest_answer(entries).map(|entry| entry.position) else {
        return;
    };
    spawn(async move {
        let request = Request::put("/citizen/conversation/read", &MarkRead { position });
        let _ = session.call(BRIEF, SILENT, &request).await;
    });
}

/// Looks for new messages because the person asked.
pub(crate) fn refresh(state: State) {
    look(state, true);
}

fn look(state: State, asked: bool) {
    let Some(session) = state.session.get_value() else {
        return;
    };
    let texts = state.texts;
    if state.phase.get_untracked() != Phase::Open || state.busy.get_untracked() || session.is_busy() {
        return;
    }
    state.busy.set(true);
    if asked {
        state.said.set(texts.refreshing.to_owned());
    }
    spawn(async move {
        let outcome = look_now(state, &session).await;
        state.busy.set(false);
        if state.phase.get_untracked() != Phase::Open {
            return;
        }
        match outcome {
            Ok(0) if asked => state.said.set(texts.nothing_new.to_owned()),
            Ok(0) => {}
            Ok(count) => state.said.set((texts.something_new)(count)),
            Err(Trouble::Locked) => end(state, Left::Ended),
            Err(trouble) if asked => state.said.set(trouble.unopened(state.locale)),
            // Nobody asked; the next look will do.
            Err(_) => {}
        }
    });
}

/// How many new messages there are; if there are any, they are on the page afterwards.
async fn look_now(state: State, session: &Session) -> Result<usize, Trouble> {
    let last = state
        .entries
        .with_untracked(|entries| entries.last().map_or(0, |entry| entry.position));
    let request = Request::get(format!("/citizen/conversation/messages?after={last}&limit=1"));
    let page: MessagePage = read(&session.call(BRIEF, SILENT, &request).await?)?;
    // What has begun meanwhile must not lose its keys or files to this.
    if page.messages.is_empty() || !session.begin() {
        return Ok(0);
    }
    let outcome = load(state, session).await;
    session.end();
    outcome?;
    Ok(state
        .entries
        .with_untracked(|entries| entries.iter().filter(|entry| entry.position > last).count()))
}

/// Has an e-mail sent when there is an answer.
pub(crate) fn start_notices(state: State) {
    let notice = state.notice;
    let texts = state.texts;
    let Ok(email) = notice.email.get_untracked().trim().parse::<EmailAddress>() else {
        notice.mistakes.set(vec![Mistake {
            field: EMAIL,
            text: texts.notice_wrong.to_owned(),
        }]);
        return;
    };
    notice.mistakes.set(Vec::new());
    let request = NoticeRequest {
        email,
        locale: state.locale,
    };
    let request = Request::put("/citizen/conversation/notice", &request);
    change_notices(state, true, texts.notice_started, request);
}

/// Has none sent any more, and the address erased.
pub(crate) fn stop_notices(state: State) {
    let request = Request::delete("/citizen/conversation/notice");
    change_notices(state, false, state.texts.notice_stopped, request);
}

fn change_notices(state: State, on: bool, done: &'static str, request: Request) {
    let Some(session) = state.session.get_value() else {
        return;
    };
    let notice = state.notice;
    spawn(async move {
        match session.call(PATIENT, SILENT, &request).await {
            Ok(_) => {
                notice.on.set(on);
                notice.email.set(String::new());
                notice.say(done, false);
                // The button that was pressed is gone.
                focus("notice-title");
            }
            Err(Trouble::Locked) => end(state, Left::Ended),
            Err(trouble) => notice.say(trouble.unopened(state.locale), true),
        }
    });
}

/// Logs out.
pub(crate) fn leave(state: State) {
    end(state, Left::LoggedOut);
}

/// Takes the conversation off the page and wipes every key. Files on their way are lost with the keys only if the
/// person logs out.
pub(super) fn end(state: State, left: Left) {
    if state.phase.get_untracked() == Phase::Code {
        return;
    }
    state.close(left);
    focus(CODE);
    if let Some(session) = state.session.get_value() {
        spawn(async move { session.forget().await });
    }
}
