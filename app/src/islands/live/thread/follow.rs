use std::cell::Cell;
use std::mem::forget;
use std::rc::Rc;

use browser::{every, focus, now, on_return, on_window, spawn};
use domain::Timestamp;
use domain::limits::CITIZEN_SESSION_SECONDS;

use super::reading::{Arrived, Directory, authorities, entry, proposed};
use super::state::{Left, Phase, State};
use crate::hooks::thread::{CODE, SUBJECT};
use crate::islands::draft::given;
use crate::islands::entry::{Entry, element, in_charge, is_closed, newest_answer};
use crate::islands::live::request::{Request, read};
use crate::islands::live::session::{BRIEF, SILENT, Session};
use crate::islands::trouble::{CodeMistake, Trouble};
use crate::islands::wire::portal::{self, ConversationView, MessagePage, Status};
use crate::islands::wire::vault::{Answer, Ask, Credentials, ReadMessage};

/// Between two looks for new messages.
const LOOK_SECONDS: i32 = 60;

/// Looks for new messages from time to time and when the person comes back, and closes the conversation when nobody
/// has been there for as long as a session lasts.
pub(in crate::islands::live) fn attend(state: State) {
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
pub(super) fn open(state: State) {
    let Some(session) = state.session.get() else {
        return;
    };
    if state.phase.get() == Phase::Opening {
        return;
    }
    let Some(code) = given(&state.code.get()) else {
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
pub(in crate::islands::live) async fn resume(state: State) {
    let Some(session) = state.session.get() else {
        return;
    };
    match load(state, &session).await {
        Ok(()) => {
            state.left.set(None);
            state.code.set(String::new());
            state.phase.set(Phase::Open);
            let newest = state.entries.with(|entries| {
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
    let mut arrived = Arrived::default();
    arrived.note(&view.messages.messages);
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
    let ids = authorities(&view, &messages).join(",");
    let request = Request::get(format!("/authorities?id={ids}"));
    let found = session.send(BRIEF, SILENT, &request).await?;
    let directory = Directory::new(read(&found)?, state.locale);
    let mut case = directory.case(&view, view.status == Status::Closed);
    let proposed = proposed(&messages, &directory);
    let mut authority = view.authority.clone();
    let entries: Vec<_> = messages
        .into_iter()
        .map(|message| entry(message, &arrived, &directory, (read_before, &mut authority)))
        .collect();
    case.closed = is_closed(case.closed, &entries);
    if let Some(department) = in_charge(&entries) {
        department.clone_into(&mut case.department);
    }
    mark_read(session.clone(), &entries);
    state.decision.ask(proposed.filter(|_| !case.closed), &entries);
    state.case.set(case);
    state.notice.on.set(view.notice);
    state.entries.set(entries);
    Ok(())
}

/// The messages, each with who signed it for the department.
fn opened(answer: Answer) -> Result<Vec<(ReadMessage, Option<Credentials>)>, Trouble> {
    match answer {
        Answer::Messages {
            messages,
            credentials,
        } => Ok(messages.into_iter().zip(credentials).collect()),
        _ => Err(Trouble::Crashed),
    }
}

/// Tells the portal what was shown; if it does not hear it, the answer is marked as new once more.
fn mark_read(session: Session, entries: &[Entry]) {
    let Some(position) = newest_answer(entries).map(|entry| entry.position) else {
        return;
    };
    spawn(async move {
        let request = Request::put("/citizen/conversation/read", &portal::mark_read(position));
        let _ = session.call(BRIEF, SILENT, &request).await;
    });
}

/// Looks for new messages because the person asked.
pub(super) fn refresh(state: State) {
    look(state, true);
}

fn look(state: State, asked: bool) {
    let Some(session) = state.session.get() else {
        return;
    };
    let texts = state.texts;
    if state.phase.get() != Phase::Open || state.busy.get() || session.is_busy() {
        return;
    }
    state.busy.set(true);
    if asked {
        state.said.set(texts.refreshing.to_owned());
    }
    spawn(async move {
        let outcome = look_now(state, &session).await;
        state.busy.set(false);
        if state.phase.get() != Phase::Open {
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
        .with(|entries| entries.last().map_or(0, |entry| entry.position));
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
        .with(|entries| entries.iter().filter(|entry| entry.position > last).count()))
}

/// Logs out.
pub(super) fn leave(state: State) {
    end(state, Left::LoggedOut);
}

/// Takes the conversation off the page and wipes every key. Files on their way are lost with the keys only if the
/// person logs out.
pub(super) fn end(state: State, left: Left) {
    if state.phase.get() == Phase::Code {
        return;
    }
    state.close(left);
    focus(CODE);
    if let Some(session) = state.session.get() {
        spawn(async move { session.forget().await });
    }
}
