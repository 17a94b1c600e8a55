use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, Sse};
use domain::ErrorCode;
use futures::Stream;
use futures::stream;
use office::{Office, Staff};
use store::{Change, Changes};
use tokio::time::{Interval, MissedTickBehavior, interval};
use tower_sessions::Session;

use super::session;

/// How long a browser waits before it connects again.
const RETRY: Duration = Duration::from_secs(3);

/// What a stream of events goes on with.
struct Watch {
    office: Arc<Office>,
    session: Session,
    staff: Staff,
    changes: Changes,
    sign_of_life: Interval,
    is_new: bool,
}

/// The changes of a member's inbox from now on. The session is read anew before each of them and with every sign of life:
/// the stream ends with it, and so do departments that are not the member's any more.
pub(super) fn stream(
    office: Arc<Office>,
    session: Session,
    staff: Staff,
    keep_alive: Duration,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut sign_of_life = interval(keep_alive);
    sign_of_life.set_missed_tick_behavior(MissedTickBehavior::Delay);
    sign_of_life.reset();
    let changes = office.watch_inbox();
    let watch = Watch {
        office,
        session,
        staff,
        changes,
        sign_of_life,
        is_new: true,
    };
    Sse::new(stream::unfold(watch, async |mut watch| {
        let event = watch.next().await?;
        Some((Ok(event), watch))
    }))
}

impl Watch {
    /// The next event; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        if std::mem::take(&mut self.is_new) {
            return Some(Event::default().retry(RETRY).comment("listening"));
        }
        loop {
            tokio::select! {
                change = self.changes.next() => {
                    let change = change?;
                    if self.staff.sees(&change) {
                        self.look_again().await?;
                        if self.staff.sees(&change)
                            && let Some(event) = event(&change)
                        {
                            return Some(event);
                        }
                    }
                }
                _ = self.sign_of_life.tick() => {
                    self.look_again().await?;
                    return Some(Event::default().comment("here"));
                }
            }
        }
    }

    /// Reads the session and its member anew; `None` if it has ended.
    async fn look_again(&mut self) -> Option<()> {
        match session::check(&self.session, &self.office).await {
            Ok(staff) => self.staff = staff,
            // Whoever is signed in stays so while the database is away; no change comes meanwhile.
            Err(refusal) if refusal.code() == ErrorCode::Unavailable => {}
            Err(_) => return None,
        }
        Some(())
    }
}

fn event(change: &Change) -> Option<Event> {
    match change {
        Change::Inbox(change) => Event::default()
            .event("inbox")
            .id(change.position.to_string())
            .json_data(change)
            .ok(),
        Change::Sessions(_) => None,
        Change::Reload => Some(Event::default().event("reload").data("")),
    }
}
