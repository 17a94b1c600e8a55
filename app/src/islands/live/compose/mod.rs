//! Writing to a department: write, check, seal and send, keep the receipt.

mod check;
mod draft;
mod sealing;
mod state;
mod write;

use leptos::prelude::*;
use locales::Locale;

pub(crate) use draft::{Draft, given, length};
pub(crate) use state::{HEADING, State, Step};

use super::place::Place;
use super::qr::QrPath;
use super::thread::thread;
use super::{live, receipt};
use crate::components::Steps;
use crate::erase::Erase as _;

/// The form of a first message and everything that follows until it has been sent and its receipt kept.
#[island]
pub fn ComposeIsland(
    locale: Locale,
    /// Whom it goes to.
    place: Place,
    /// Address of the vault's worker.
    vault: String,
    /// Address of the page that takes receipt codes, for the receipt.
    return_address: String,
    /// The same as a QR code.
    qr: QrPath,
) -> impl IntoView {
    let state = State::new(locale, place, vault, return_address, qr);
    live::compose::start(state);
    state.guard();
    Effect::new(move || state.ready.set(true));
    let current = Signal::derive(move || state.step.get().place());
    view! {
        <div class="compose">
            <Show when=move || state.step.get() != Step::Thread>
                <Steps locale names=&state.texts.steps current />
            </Show>
            {move || match state.step.get() {
                Step::Write => write::step(state).now(),
                Step::Check => check::step(state).later(),
                Step::Sealing => sealing::step(state).later(),
                Step::Receipt => {
                    receipt::step(
                            state.receipt,
                            move || live::compose::deliver(state),
                            move || live::compose::go_on(state),
                        )
                        .later()
                }
                Step::Thread => thread(state.thread).later(),
            }}
        </div>
    }
}
