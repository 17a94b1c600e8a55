use std::cell::Cell;

use browser::{Listener, Timer};
use domain::Timestamp;
use domain::limits::{LOCK_SECONDS, LOCK_WARNING_SECONDS};
use leptos::prelude::*;

use crate::{Farewell, Staff, Stage};

/// How often the clock is looked at, in seconds.
const LOOK_SECONDS: i32 = 15;
/// How often the server hears of somebody who only writes, in seconds: its sessions end without use.
const SIGN_SECONDS: i64 = 5 * 60;
/// What tells that somebody is there.
const INPUT: [&str; 5] = ["pointerdown", "pointermove", "keydown", "wheel", "input"];

/// When somebody was last there. Counted by the clock and not by timers, which stand still in hidden pages.
pub(crate) struct Watch {
    last_input: Cell<Timestamp>,
    last_sign: Cell<Timestamp>,
}

/// What keeps the watch going.
pub(crate) struct Watching {
    _listeners: Vec<Listener>,
    _timer: Option<Timer>,
}

impl Watch {
    pub(crate) fn new() -> Self {
        Self {
            last_input: Cell::new(browser::now()),
            last_sign: Cell::new(browser::now()),
        }
    }

    /// Seconds without input. A clock that was set back begins anew.
    fn idle(&self) -> i64 {
        let now = browser::now();
        if now < self.last_input.get() {
            self.last_input.set(now);
        }
        now.0 - self.last_input.get().0
    }

    /// Somebody is there.
    pub(crate) fn reset(&self) {
        self.last_input.set(browser::now());
    }

    /// Whether the server is to hear that somebody is there; asked again, it is not.
    fn sign_is_due(&self, idle: i64) -> bool {
        let now = browser::now();
        let is_due = idle < SIGN_SECONDS && now.0 - self.last_sign.get().0 >= SIGN_SECONDS;
        if is_due {
            self.last_sign.set(now);
        }
        is_due
    }
}

impl Staff {
    /// Locks the page from now on when nobody is there.
    pub(crate) fn watch(self) -> Watching {
        let mut listeners: Vec<_> = INPUT
            .into_iter()
            .filter_map(|kind| browser::on_window(kind, move || self.look(true)))
            .collect();
        listeners.extend(browser::on_return(move || self.look(false)));
        Watching {
            _listeners: listeners,
            _timer: browser::always(LOOK_SECONDS, move || self.look(false)),
        }
    }

    /// Looks at the clock; `is_input` if somebody did something just now, which comes too late if time is up.
    fn look(self, is_input: bool) {
        if self.stage.with_untracked(|stage| *stage != Stage::SignedIn) {
            return;
        }
        let inner = self.inner();
        let idle = inner.watch.idle();
        if idle >= LOCK_SECONDS {
            self.lock();
            return;
        }
        let idle = if is_input {
            inner.watch.reset();
            0
        } else {
            idle
        };
        let is_soon = idle >= LOCK_SECONDS - LOCK_WARNING_SECONDS;
        if self.locks_soon.get_untracked() != is_soon {
            self.locks_soon.set(is_soon);
        }
        if inner.watch.sign_is_due(idle) {
            let era = self.era();
            browser::spawn(async move {
                if let Err(trouble) = self.refresh_session().await {
                    drop(self.note(era, trouble));
                }
            });
        }
    }

    /// Wipes keys and plaintext from this page; its member unlocks it again. The session goes on.
    pub fn lock(self) {
        let member = self
            .session
            .with_untracked(|session| Some(session.as_ref()?.member.clone()));
        if let Some(member) = member {
            self.leave(Farewell::Locked(Box::new(member)));
        }
    }
}
