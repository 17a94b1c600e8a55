//! Writing to a department: write, check, seal and send, keep the receipt.

mod send;
mod show;
mod state;

use browser::{part, set_title, title, watch};

pub(super) use send::Prepared;
use state::{State, Step};

use super::session::Session;
use super::thread::{Left, Phase};
use super::{receipt, thread};
use crate::hooks::compose::STEPS;
use crate::hooks::inner;
use crate::props::ComposeProps;

/// Starts everything there is on a compose page, and the vault, which loads while the person types.
pub(super) fn start(props: &'static ComposeProps) {
    let state = State::new(props);
    let session = Session::start(props.locale, &props.vault, move || match state.step.get() {
        Step::Write | Step::Check => state.unsupported.set(true),
        // Whoever is waiting for the vault is told there.
        Step::Sealing | Step::Receipt => {}
        Step::Thread => {
            if state.thread.phase.get() == Phase::Open {
                state.thread.close(Left::Crashed);
            }
        }
    });
    state.session.set(Some(session));
    show::show(state);
    receipt::show(
        state.receipt,
        move || send::deliver(state),
        move || send::go_on(state),
    );
    thread::show(state.thread);
    entitle(state);
    state.guard();
}

/// Says in the title which step it is; first, because that is what is read aloud and shown in a tab.
fn entitle(state: State) {
    let page = title();
    watch(move || match state.step.get() {
        Step::Write | Step::Thread => set_title(&page),
        step => {
            if let Some(name) = part(STEPS).children().get(step.place()) {
                set_title(&format!("{} – {page}", name.inner(inner::NAME).text()));
            }
        }
    });
}
