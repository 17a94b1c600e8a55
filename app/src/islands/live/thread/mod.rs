//! Coming back with a receipt code: reading the conversation and writing on.

mod case;
mod code;
mod entry;
mod message;
mod notice;
mod reply;
mod state;

use leptos::prelude::*;
use locales::Locale;

pub(crate) use entry::{Content, Entry, Event, File, Member, count_new, element, is_closed, newest_answer};
pub(crate) use state::{CODE, Case, Download, EMAIL, Left, Phase, SUBJECT, State};

use super::live;
use crate::erase::Erase as _;

/// The field for a receipt code and the conversation that it opens.
#[island]
pub fn ThreadIsland(
    locale: Locale,
    /// Address of the vault's worker.
    vault: String,
) -> impl IntoView {
    let state = State::new(locale, vault, StoredValue::new_local(None));
    live::thread::start(state);
    Effect::new(move || state.ready.set(true));
    thread(state)
}

/// The same with a vault that is already there.
pub(crate) fn thread(state: State) -> impl IntoView {
    state.guard();
    // The form stays the same while it opens: its button keeps the focus.
    let open = Memo::new(move |_| state.phase.get() == Phase::Open);
    view! {
        <div class="conversation">
            {move || if open.get() { case::case(state).later() } else { code::code(state).now() }}
        </div>
    }
}
