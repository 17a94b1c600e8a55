use std::rc::Rc;

use browser::{Json, Waiting, now, spawn};
use domain::ErrorCode;
use locales::{Locale, keeping, sending};

use super::follow::{end, load};
use super::state::{Left, State};
use crate::islands::draft::given;
use crate::islands::live::SEALINGS;
use crate::islands::live::request::Request;
use crate::islands::live::session::{PATIENT, Session};
use crate::islands::trouble::Trouble;
use crate::islands::wire::vault::{Answer, Ask};

/// A further message, sealed and ready to be sent as often as it takes.
#[derive(Clone)]
pub(in crate::islands::live) struct Pending {
    text: String,
    files: Vec<u32>,
    message: Json,
}

/// Seals and sends what was written.
pub(super) fn write(state: State) {
    let Some(session) = state.session.get() else {
        return;
    };
    let reply = state.reply;
    if !reply.is_complete(state.locale) || !session.begin() {
        return;
    }
    reply.trouble.set(None);
    reply.sent.set(false);
    told(state, sending(state.locale).sealing_message);
    spawn(async move {
        let outcome = seal_and_send(state, &session).await;
        match outcome {
            Ok(()) => {
                reply.clear();
                session.outbox().let_go();
                reply.sent.set(true);
                // If it cannot be fetched now, the next look will bring it.
                let _ = load(state, &session).await;
                send_files(state, &session).await;
            }
            // The page has said so already, and what was written is kept.
            Err(Trouble::Crashed) if !session.is_awake() => {}
            Err(Trouble::Locked) => end(state, Left::Ended),
            Err(trouble) => reply.trouble.set(Some(trouble)),
        }
        reply.stage.set(None);
        session.end();
    });
}

/// Seals and sends, again where the department's key has changed meanwhile.
async fn seal_and_send(state: State, session: &Session) -> Result<(), Trouble> {
    for _ in 1..SEALINGS {
        match send_once(state, session).await {
            Err(Trouble::Refused {
                code: ErrorCode::EpochOutdated,
                ..
            }) => {
                session.await_answer(None);
                session.set_stale(true);
            }
            outcome => return outcome,
        }
    }
    send_once(state, session).await
}

async fn send_once(state: State, session: &Session) -> Result<(), Trouble> {
    let reply = state.reply;
    let texts = sending(state.locale);
    let text = given(&reply.text.get()).unwrap_or_default();
    let files = reply.chosen.files.get();
    let keys: Vec<_> = files.iter().map(|file| file.key).collect();
    let earlier = session.pending();
    let message = match earlier {
        Some(earlier) if earlier.text == text && earlier.files == keys => earlier.message,
        earlier => {
            if earlier.is_some() {
                // It may have arrived without an answer. Its files went with it.
                session.await_answer(None);
                session.set_stale(true);
            }
            if session.is_stale() {
                // What comes now must follow what is really there, and files be sealed to the seed that is newest now.
                session.take_back_all().await;
                load(state, session).await?;
            }
            session
                .seal_files(
                    &files,
                    Rc::new(move |name: &str, number, count, share| {
                        reply.stage.set(Some((texts.sealing_file)(name, number, count)));
                        reply.share.set(Some(share));
                    }),
                )
                .await?;
            told(state, texts.sealing_message);
            let request = Ask::Write {
                text: text.clone(),
                now: now().0,
            };
            let Answer::Message(message) = session.ask(&request).await? else {
                return Err(Trouble::Crashed);
            };
            session.await_answer(Some(Pending {
                text,
                files: keys,
                message: message.clone(),
            }));
            message
        }
    };
    told(state, texts.sending);
    let request = Request::post("/citizen/conversation/messages", &message);
    session
        .call(PATIENT, &move |pause| waiting(state, pause), &request)
        .await?;
    session.await_answer(None);
    session.set_stale(true);
    Ok(())
}

/// Sends the files that have not arrived.
pub(super) fn upload(state: State) {
    let Some(session) = state.session.get() else {
        return;
    };
    if session.begin() {
        spawn(async move {
            send_files(state, &session).await;
            state.reply.stage.set(None);
            session.end();
        });
    }
}

async fn send_files(state: State, session: &Session) {
    let reply = state.reply;
    let texts = keeping(state.locale);
    if session.outbox().missing() == 0 {
        return;
    }
    let told = move |name: &str, number: usize, count: usize, share: f64| {
        reply.stage.set(Some((texts.file)(name, number, count)));
        reply
            .share
            .set(Some(((number - 1) as f64 + share) / count as f64));
    };
    // The outcome shows in what is missing.
    let _ = session
        .send_files(&told, &move |pause| waiting(state, pause))
        .await;
    reply.files_missing.set(session.outbox().missing());
    if session.outbox().missing() == 0 {
        let _ = load(state, session).await;
    }
}

fn told(state: State, stage: &str) {
    state.reply.stage.set(Some(stage.to_owned()));
    state.reply.share.set(None);
}

fn waiting(state: State, pause: Option<Waiting>) {
    match pause {
        Some(pause) => told(state, &pause_told(state.locale, pause)),
        None => told(state, sending(state.locale).sending),
    }
}

/// When it is tried again.
pub(super) fn pause_told(locale: Locale, pause: Waiting) -> String {
    let texts = sending(locale);
    if pause.offline {
        (texts.waiting_offline)(pause.seconds)
    } else {
        (texts.waiting)(pause.seconds)
    }
}
