use std::rc::Rc;

use browser::{Json, Waiting, date_text, focus, now, spawn};
use domain::ErrorCode;

use super::state::{State, Step};
use crate::hooks::compose::UNSENT_HEADING;
use crate::islands::draft::{Draft, given};
use crate::islands::live::SEALINGS;
use crate::islands::live::request::{Request, read};
use crate::islands::live::session::{PATIENT, Session};
use crate::islands::live::thread::{Phase, attend, resume};
use crate::islands::receipt::Upload;
use crate::islands::trouble::Trouble;
use crate::islands::wire::portal::{Opened, Ticket, ticket_request};
use crate::islands::wire::vault::{Answer, Ask, OpenDraft};

/// A first message, sealed and ready to be sent as often as it takes.
#[derive(Clone)]
pub(in crate::islands::live) struct Prepared {
    draft: Draft,
    files: Vec<u32>,
    request: Json,
    code: String,
}

/// Seals and sends what was written.
pub(super) fn send(state: State) {
    let Some(session) = state.session.get() else {
        return;
    };
    if !session.begin() {
        return;
    }
    state.trouble.set(None);
    state.stage.set(state.texts.sealing_message.to_owned());
    state.share.set(None);
    state.go_to(Step::Sealing);
    spawn(async move {
        let outcome = seal_and_send(state, &session).await;
        session.end();
        match outcome {
            Ok((opened, code)) => arrived(state, &session, &opened, code),
            Err(trouble) => {
                state.trouble.set(Some(trouble));
                focus(UNSENT_HEADING);
            }
        }
    });
}

async fn seal_and_send(state: State, session: &Session) -> Result<(Opened, String), Trouble> {
    let texts = state.texts;
    let draft = state.draft();
    let files = state.chosen.files.get();
    let keys: Vec<_> = files.iter().map(|file| file.key).collect();
    let mut sealings = 0;
    loop {
        // What was sealed before is sent again unchanged: it may have arrived without an answer.
        let earlier = session
            .prepared()
            .filter(|earlier| earlier.draft == draft && earlier.files == keys);
        let prepared = match earlier {
            Some(earlier) => earlier,
            None => {
                session.wake();
                session
                    .seal_files(
                        &files,
                        Rc::new(move |name: &str, number, count, share| {
                            state.stage.set((texts.sealing_file)(name, number, count));
                            state.share.set(Some(share));
                        }),
                    )
                    .await?;
                let (request, code) = open(state, session, &draft).await?;
                let prepared = Prepared {
                    draft: draft.clone(),
                    files: keys.clone(),
                    request,
                    code,
                };
                session.prepare(Some(prepared.clone()));
                prepared
            }
        };
        state.unsupported.set(false);
        told(state, texts.sending);
        let request = Request::post("/conversations", &prepared.request);
        let sent = session
            .send(PATIENT, &move |pause| waiting(state, pause), &request)
            .await;
        match sent {
            Ok(opened) => return Ok((read(&opened)?, prepared.code)),
            Err(error)
                if sealings < SEALINGS
                    && matches!(
                        error.code(),
                        Some(ErrorCode::EpochOutdated | ErrorCode::ChallengeRefused)
                    ) =>
            {
                sealings += 1;
                session.prepare(None);
                told(state, texts.sealing_again);
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Has the vault draw a receipt code and seal the first message.
async fn open(state: State, session: &Session, draft: &Draft) -> Result<(Json, String), Trouble> {
    let place = &state.props.place;
    let waiting = move |pause| waiting(state, pause);
    told(state, state.texts.sealing_message);
    let request = Request::get(format!("/departments/{}/key", place.department));
    let department: Json = read(&session.send(PATIENT, &waiting, &request).await?)?;
    let request = Request::post("/tickets", &ticket_request(&place.department));
    let ticket: Ticket = read(&session.send(PATIENT, &waiting, &request).await?)?;
    let request = Ask::Open(Box::new(OpenDraft {
        conversation: ticket.conversation,
        ticket: ticket.ticket,
        authority: place.authority.clone(),
        root: place.root.clone(),
        pin: state.pin.get(),
        department,
        subject: draft.subject.trim().to_owned(),
        text: draft.text.trim().to_owned(),
        name: given(&draft.name),
        contact: given(&draft.contact),
        notice: draft.notice_address(),
        locale: state.props.locale,
        now: now().0,
    }));
    match session.ask(&request).await? {
        Answer::Opening { request, receipt } => Ok((request, receipt)),
        _ => Err(Trouble::Crashed),
    }
}

fn told(state: State, stage: &str) {
    state.stage.set(stage.to_owned());
    state.share.set(None);
}

fn waiting(state: State, pause: Option<Waiting>) {
    let texts = state.texts;
    match pause {
        Some(Waiting {
            seconds,
            offline: true,
        }) => told(state, &(texts.waiting_offline)(seconds)),
        Some(Waiting { seconds, .. }) => told(state, &(texts.waiting)(seconds)),
        None => told(state, texts.sending),
    }
}

fn arrived(state: State, session: &Session, opened: &Opened, code: String) {
    let receipt = state.receipt;
    receipt.code.set(code);
    receipt.case_number.set(opened.case_number.clone());
    receipt.date.set(date_text(now(), state.props.locale));
    receipt.notice.set(state.draft().notice_address().is_some());
    session.prepare(None);
    session.outbox().let_go();
    state.forget_draft();
    state.go_to(Step::Receipt);
    deliver(state);
}

/// Sends the files that follow the message, from where it stopped the last time.
pub(super) fn deliver(state: State) {
    let Some(session) = state.session.get() else {
        return;
    };
    let receipt = state.receipt;
    let count = session.outbox().missing();
    if count == 0 || !session.begin() {
        return;
    }
    receipt.upload.set(Upload::Running {
        stage: String::new(),
        share: 0.0,
    });
    spawn(async move {
        let outcome = deliver_all(state, &session).await;
        session.end();
        receipt.upload.set(match outcome {
            Ok(()) => Upload::Done(count),
            Err(trouble) => Upload::Stopped {
                missing: session.outbox().missing(),
                offline: trouble == Trouble::Offline,
            },
        });
    });
}

async fn deliver_all(state: State, session: &Session) -> Result<(), Trouble> {
    let receipt = state.receipt;
    revive(session, receipt.code.get()).await?;
    let told = move |name: &str, number: usize, count: usize, share: f64| {
        receipt.upload.set(Upload::Running {
            stage: (receipt.texts.file)(name, number, count),
            share: ((number - 1) as f64 + share) / count as f64,
        });
    };
    let waiting = move |pause: Option<Waiting>| {
        if let (Some(pause), Upload::Running { share, .. }) = (pause, receipt.upload.get()) {
            let texts = state.texts;
            let stage = if pause.offline {
                (texts.waiting_offline)(pause.seconds)
            } else {
                (texts.waiting)(pause.seconds)
            };
            receipt.upload.set(Upload::Running { stage, share });
        }
    };
    session.send_files(&told, &waiting).await
}

/// A vault that has ended meanwhile gets its keys back from the code that is on the page.
async fn revive(session: &Session, code: String) -> Result<(), Trouble> {
    if session.is_awake() {
        return Ok(());
    }
    session.wake();
    session.ask(&Ask::Unlock { code }).await.map(drop)
}

/// Goes on to the conversation, in the same vault.
pub(super) fn go_on(state: State) {
    let Some(session) = state.session.get() else {
        return;
    };
    let thread = state.thread;
    let code = state.receipt.code.get();
    // It was kept: from here on nothing on this page needs it.
    state.receipt.code.set(String::new());
    state.receipt.case_number.set(String::new());
    thread.phase.set(Phase::Opening);
    thread.reply.files_missing.set(session.outbox().missing());
    attend(thread);
    state.step.set(Step::Thread);
    spawn(async move {
        match revive(&session, code).await {
            Ok(()) => resume(thread).await,
            Err(trouble) => thread.fail(trouble),
        }
    });
}
