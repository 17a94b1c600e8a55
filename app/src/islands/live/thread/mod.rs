//! Coming back with a receipt code: reading the conversation and writing on.

mod download;
mod follow;
mod handover;
mod message;
mod notices;
mod reading;
mod reply;
mod show;
mod state;

use browser::Signal;

pub(super) use follow::{attend, resume};
pub(super) use reply::Pending;
pub(super) use show::show;
pub(super) use state::{Left, Phase, State};

use super::session::Session;
use crate::props::ThreadProps;

/// Starts the return page, and the vault, which loads while the person types the code.
pub(super) fn start(props: &'static ThreadProps) {
    let session = Signal::default();
    let state = State::new(props.locale, session);
    session.set(Some(Session::start(props.locale, &props.vault, move || {
        if state.phase.get() == Phase::Open {
            state.close(Left::Crashed);
        }
    })));
    show(state);
    attend(state);
}
