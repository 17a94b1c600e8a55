use std::pin::Pin;
use std::task::{Context, Poll};

use domain::MemberId;
use domain::api::InboxChange;
use futures::Stream;
use tokio::sync::broadcast;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::wrappers::errors::BroadcastStreamRecvError;

/// How many changes a slow listener may fall behind before it is told to reload.
const BACKLOG: usize = 1024;

/// What a listener learns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// A conversation changed.
    Inbox(InboxChange),
    /// Some session of this member has ended.
    Sessions(MemberId),
    /// Changes were missed, because the listener was slow or the database was away: read everything anew.
    Reload,
}

/// Every committed change of every inbox from the moment of `Store::changes` on; whoever passes it on picks those
/// of the reader's departments.
pub struct Changes(BroadcastStream<Change>);

impl Stream for Changes {
    type Item = Change;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Change>> {
        Pin::new(&mut self.0).poll_next(context).map(|item| {
            item.map(|received| match received {
                Ok(change) => change,
                Err(BroadcastStreamRecvError::Lagged(_)) => Change::Reload,
            })
        })
    }
}

impl Changes {
    /// The next change; waits for it. `None` once the store is gone.
    pub async fn next(&mut self) -> Option<Change> {
        self.0
            .next()
            .await
            .map(|received| received.unwrap_or(Change::Reload))
    }
}

/// Where changes are announced in this process.
#[derive(Clone)]
pub(crate) struct Announcer(broadcast::Sender<Change>);

impl Announcer {
    pub(crate) fn new() -> Self {
        Self(broadcast::Sender::new(BACKLOG))
    }

    pub(crate) fn listen(&self) -> Changes {
        Changes(BroadcastStream::new(self.0.subscribe()))
    }

    pub(crate) fn announce(&self, change: Change) {
        // Nobody listening is no error.
        let _ = self.0.send(change);
    }
}
