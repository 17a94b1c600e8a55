use browser::{Backoff, Waiting, date_text, now, retry, spawn};
use domain::ErrorCode;
use domain::api::{DepartmentKey, OpenConversation, Opened, Ticket, TicketRequest};
use leptos::prelude::*;
use vault::messages::{CitizenAnswer, CitizenRequest, OpenDraft};

use super::session::{PATIENT, Session};
use super::thread::{attend, resume};
use crate::islands::compose::{Draft, State, Step, given};
use crate::islands::receipt::Upload;
use crate::islands::thread::{Left, Phase};
use crate::islands::trouble::Trouble;

/// How often a first message is sealed anew because the department's key or the ticket has ended meanwhile.
const SEALINGS: u32 = 3;

/// A first message, sealed and ready to be sent as often as it takes.
#[derive(Clone)]
pub(super) struct Prepared {
    draft: Draft,
    files: Vec<u32>,
    request: Box<OpenConversation>,
    code: String,
}

/// Starts the vault, which loads while the person types.
pub(crate) fn start(state: State, vault: &str) {
    let session = Session::start(state.locale, vault, move || match state.step.get_untracked() {
        Step::Write | Step::Check => state.unsupported.set(true),
        // Whoever is waiting for the vault is told there.
        Step::Sealing | Step::Receipt => {}
        Step::Thread => {
            if state.thread.phase.get_untracked() == Phase::Open {
                state.thread.close(Left::Crashed);
            }
        }
    });
    state.session.set_value(Some(session));
}

/// Seals and sends what was written.
pub(crate) fn send(state: State) {
    let Some(session) = state.session.get_value() else {
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
                super::focus(crate::islands::compose::HEADING);
            }
        }
    });
}

async fn seal_and_send(state: State, session: &Session) -> Result<(Opened, String), Trouble> {
    let texts = state.texts;
    let draft = untrack(|| state.draft());
    let files = state.chosen.files.get_untracked();
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
                    .seal_files(&files, move |name, number, count, share| {
                        state.stage.set((texts.sealing_file)(name, number, count));
                        state.share.set(Some(share));
                    })
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
        let sent = retry(
            Backoff::new(PATIENT),
            move |pause| waiting(state, pause),
            || async { session.api().post("/conversations", &prepared.request).await },
        )
        .await;
        match sent {
            Ok(opened) => return Ok((opened, prepared.code)),
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
async fn open(
    state: State,
    session: &Session,
    draft: &Draft,
) -> Result<(Box<OpenConversation>, String), Trouble> {
    let place = state.place.get_value();
    let pause = move |pause| waiting(state, pause);
    told(state, state.texts.sealing_message);
    let path = format!("/departments/{}/key", place.department);
    let department: DepartmentKey = retry(Backoff::new(PATIENT), pause, || async {
        session.api().get(&path).await
    })
    .await?;
    let request = TicketRequest {
        department: place.department,
    };
    let ticket: Ticket = retry(Backoff::new(PATIENT), pause, || async {
        session.api().post("/tickets", &request).await
    })
    .await?;
    let request = CitizenRequest::Open(Box::new(OpenDraft {
        conversation: ticket.conversation,
        ticket: ticket.ticket,
        authority: place.authority,
        root: place.root,
        department,
        subject: draft.subject.trim().to_owned(),
        text: draft.text.trim().to_owned(),
        name: given(&draft.name),
        contact: given(&draft.contact),
        notice: draft.notice_address(),
        locale: state.locale,
        now: now(),
    }));
    match session.ask(&request).await? {
        CitizenAnswer::Opening { request, receipt } => Ok((request, receipt)),
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
    receipt.case_number.set(opened.case_number.to_string());
    receipt.date.set(date_text(now(), state.locale));
    receipt
        .notice
        .set(untrack(|| state.draft()).notice_address().is_some());
    session.prepare(None);
    session.outbox().let_go();
    state.go_to(Step::Receipt);
    deliver(state);
}

/// Sends the files that follow the message, from where it stopped the last time.
pub(crate) fn deliver(state: State) {
    let Some(session) = state.session.get_value() else {
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
    revive(session, receipt.code.get_untracked()).await?;
    let told = move |name: &str, number: usize, count: usize, share: f64| {
        receipt.upload.set(Upload::Running {
            stage: (receipt.texts.file)(name, number, count),
            share: ((number - 1) as f64 + share) / count as f64,
        });
    };
    let waiting = move |pause: Option<Waiting>| {
        if let (Some(pause), Upload::Running { share, .. }) = (pause, receipt.upload.get_untracked()) {
            let texts = state.texts;
            let stage = if pause.offline {
                (texts.waiting_offline)(pause.seconds)
            } else {
                (texts.waiting)(pause.seconds)
            };
            receipt.upload.set(Upload::Running { stage, share });
        }
    };
    session.send_files(&told, waiting).await
}

/// A vault that has ended meanwhile gets its keys back from the code that is on the page.
async fn revive(session: &Session, code: String) -> Result<(), Trouble> {
    if session.vault().is_alive() {
        return Ok(());
    }
    session.wake();
    session.ask(&CitizenRequest::Unlock { code }).await.map(drop)
}

/// Goes on to the conversation, in the same vault.
pub(crate) fn go_on(state: State) {
    let Some(session) = state.session.get_value() else {
        return;
    };
    let thread = state.thread;
    let code = state.receipt.code.get_untracked();
    // It was kept: from here on nothing on this page needs it.
    state.receipt.code.set(String::new());
    thread.ready.set(true);
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
