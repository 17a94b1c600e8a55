use std::time::Duration;

use browser::{Backoff, Events};
use domain::api::InboxChange;
use leptos::prelude::*;
use staff::Stage;

use super::desk::Desk;

/// A connection that comes back this fast was hardly gone.
const GRACE: Duration = Duration::from_secs(4);

/// What the desk hears of changes.
pub(crate) struct Live {
    events: Events,
    is_up: bool,
    /// Whether it was up before: then something may have been missed.
    was_up: bool,
    backoff: Backoff,
}

impl Desk {
    /// Hears of changes from now on.
    pub(super) fn listen(self) {
        self.listen_after(Backoff::new(u32::MAX));
    }

    fn listen_after(self, backoff: Backoff) {
        let era = self.era();
        let events = Events::open(
            "/events",
            &["inbox", "reload"],
            move |name, data| {
                if self.is_still(era) {
                    self.heard(name, &data);
                }
            },
            move |is_up| {
                if self.is_still(era) {
                    self.connection(is_up);
                }
            },
        );
        *self.inner().live.borrow_mut() = events.map(|events| Live {
            events,
            is_up: false,
            was_up: false,
            backoff,
        });
    }

    fn heard(self, name: &str, data: &str) {
        if name == "reload" {
            // The server has lost count of what it told us.
            self.refresh_all();
            return;
        }
        if let Ok(change) = serde_json::from_str::<InboxChange>(data) {
            self.inner().changed.borrow_mut().push(change);
            self.refresh_soon();
            let is_open = self
                .reading
                .with_untracked(|reading| reading.thread().map(|thread| thread.id))
                == Some(change.conversation);
            if is_open {
                browser::spawn(self.refresh_reading());
            }
        }
    }

    fn connection(self, is_up: bool) {
        let inner = self.inner();
        let mut live = inner.live.borrow_mut();
        let Some(live) = live.as_mut() else {
            return;
        };
        live.is_up = is_up;
        if is_up {
            let was_away = std::mem::replace(&mut live.was_up, true) || !self.connected.get_untracked();
            live.backoff = Backoff::new(u32::MAX);
            self.connected.set(true);
            if was_away {
                self.refresh_all();
            }
            return;
        }
        let era = self.era();
        set_timeout(
            move || {
                let is_down = self
                    .inner()
                    .live
                    .borrow()
                    .as_ref()
                    .is_some_and(|live| !live.is_up);
                if self.is_still(era) && is_down {
                    self.connected.set(false);
                }
            },
            GRACE,
        );
        if live.events.is_closed() {
            // The server refused: perhaps the session has ended, which the refresh finds out.
            let mut backoff = live.backoff.clone();
            let seconds = backoff.next(None).unwrap_or_default();
            browser::spawn(async move {
                browser::pause(seconds).await;
                if self.is_still(era) {
                    self.refresh_all();
                    self.listen_after(backoff);
                }
            });
        }
    }

    /// The reader came back to this page from another.
    pub(super) fn returned(self) {
        if self.stage.with_untracked(|stage| *stage == Stage::SignedIn) {
            self.tick();
            self.refresh_all();
        }
    }

    fn refresh_all(self) {
        self.refresh_soon();
        browser::spawn(self.refresh_reading());
        browser::spawn(self.look_for_waiting());
    }
}
