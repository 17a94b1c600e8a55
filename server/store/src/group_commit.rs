//! Group commit: what has gathered while the last transaction was being written goes into the next one, together.
//!
//! One `fsync` then serves all who wait for it, and openings of conversations share their statements too. A write
//! is answered after the commit. If one job of a group fails, the group is rolled back and its jobs run singly, so
//! a bad one spoils nothing but itself; groups without a bad job, that is nearly all, pay nothing for that. Jobs
//! must therefore bear being run again.
//!
//! Included by each engine, which defines `Connection`, `Connector`, `BEGIN`, `CONNECTIONS_GO`, `before_commit` and `after_commit`.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use domain::audit::Unnumbered;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio::task::JoinHandle;

use super::queries::{audit, openings};
use super::{BEGIN, CONNECTIONS_GO, Connection, Connector, after_commit, before_commit};
use crate::audit::Outcome;
use crate::changes::Announcer;
use crate::{Change, Error, OpenOutcome, Opening, Result};

/// Most jobs of one transaction.
const GROUP_JOBS: usize = 256;
/// Bytes of files after which a transaction takes no further jobs.
const GROUP_BYTES: usize = 8 * 1024 * 1024;
/// Jobs that may wait; whoever comes later waits to be let in.
const QUEUE: usize = 1024;
/// How long a job may wait to be let in.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a transaction may take before its connection is given up.
const TRANSACTION_TIMEOUT: Duration = Duration::from_secs(30);
/// How often a job is run singly; more than once, because two processes may have crossed.
const SINGLE_RUNS: usize = 3;

/// The open transaction of a writer.
pub(super) struct Transaction {
    pub(super) connection: Connection,
    /// What is announced once this is committed.
    pub(super) changes: Vec<Change>,
}

/// What a job does with its input. Run again after a roll-back, it must come to an answer again.
pub(super) type Work<I, T> = for<'a> fn(&'a mut Transaction, &'a I) -> BoxFuture<'a, Result<T>>;

trait Job: Send {
    fn run<'a>(&'a mut self, transaction: &'a mut Transaction) -> BoxFuture<'a, Result<()>>;
    fn answer(self: Box<Self>, outcome: Result<()>);
}

struct Write<I, T> {
    input: I,
    work: Work<I, T>,
    /// What goes into the audit log if it is done.
    entry: Option<Unnumbered>,
    value: Option<T>,
    reply: oneshot::Sender<Result<T>>,
}

impl<I: Send + Sync, T: Outcome + Send> Job for Write<I, T> {
    fn run<'a>(&'a mut self, transaction: &'a mut Transaction) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let value = (self.work)(transaction, &self.input).await?;
            if let Some(entry) = self.entry.as_ref().filter(|_| value.is_done()) {
                audit::append(&mut transaction.connection, entry).await?;
            }
            self.value = Some(value);
            Ok(())
        })
    }

    fn answer(self: Box<Self>, outcome: Result<()>) {
        let Self { value, reply, .. } = *self;
        // Whoever asked may have gone; what was written stays written.
        let _ = reply.send(outcome.and_then(|()| value.ok_or_else(forgotten)));
    }
}

/// An opening waits on its own, so that those of a group can share statements.
struct Open {
    opening: Opening,
    value: Option<OpenOutcome>,
    reply: oneshot::Sender<Result<OpenOutcome>>,
}

impl Open {
    fn answer(self, outcome: Result<()>) {
        let Self { value, reply, .. } = self;
        let _ = reply.send(outcome.and_then(|()| value.ok_or_else(forgotten)));
    }
}

enum Item {
    Open(Box<Open>),
    Job { job: Box<dyn Job>, bytes: usize },
}

#[derive(Default)]
struct Group {
    openings: Vec<Open>,
    jobs: Vec<Box<dyn Job>>,
    bytes: usize,
}

impl Group {
    fn add(&mut self, item: Item) {
        match item {
            Item::Open(open) => self.openings.push(*open),
            Item::Job { job, bytes } => {
                self.jobs.push(job);
                self.bytes += bytes;
            }
        }
    }

    fn is_full(&self) -> bool {
        self.openings.len() + self.jobs.len() >= GROUP_JOBS || self.bytes >= GROUP_BYTES
    }
}

/// Where writes wait for their transaction.
pub(super) struct Writer {
    connector: Connector,
    queue: RwLock<Option<mpsc::Sender<Item>>>,
    tasks: Mutex<Vec<JoinHandle<Option<Connection>>>>,
}

impl Writer {
    pub(super) fn start(connector: &Connector, announcer: &Announcer, writers: usize) -> Self {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let receiver = Arc::new(Mutex::new(receiver));
        let tasks = (0..writers)
            .map(|_| {
                let task = Task {
                    connector: connector.clone(),
                    announcer: announcer.clone(),
                    transaction: None,
                };
                tokio::spawn(task.run(Arc::clone(&receiver)))
            })
            .collect();
        Self {
            connector: connector.clone(),
            queue: RwLock::new(Some(sender)),
            tasks: Mutex::new(tasks),
        }
    }

    pub(super) fn connector(&self) -> &Connector {
        &self.connector
    }

    /// Runs `work` in a transaction and answers when it is on disk, together with `entry` if it did what was asked. `bytes`
    /// is its share of a group's size.
    pub(super) async fn write<I, T>(
        &self,
        input: I,
        bytes: usize,
        entry: Option<Unnumbered>,
        work: Work<I, T>,
    ) -> Result<T>
    where
        I: Send + Sync + 'static,
        T: Outcome + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Write {
            input,
            work,
            entry,
            value: None,
            reply,
        });
        self.queue(Item::Job { job, bytes }).await?;
        answer.await.map_err(|_| closed())?
    }

    /// Opens a conversation and answers when it is on disk.
    pub(super) async fn open(&self, opening: Opening) -> Result<OpenOutcome> {
        let (reply, answer) = oneshot::channel();
        self.queue(Item::Open(Box::new(Open {
            opening,
            value: None,
            reply,
        })))
        .await?;
        answer.await.map_err(|_| closed())?
    }

    async fn queue(&self, item: Item) -> Result<()> {
        let queue = self
            .queue
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .ok_or_else(closed)?;
        match queue.send_timeout(item, QUEUE_TIMEOUT).await {
            Ok(()) => Ok(()),
            Err(mpsc::error::SendTimeoutError::Timeout(_)) => {
                Err(Error::Unavailable("too many writes are waiting".to_owned()))
            }
            Err(mpsc::error::SendTimeoutError::Closed(_)) => Err(closed()),
        }
    }

    /// Finishes what is queued and closes the connections.
    pub(super) async fn close(&self) {
        drop(self.queue.write().unwrap_or_else(PoisonError::into_inner).take());
        for task in self.tasks.lock().await.drain(..) {
            if let Ok(Some(connection)) = task.await {
                // All is committed; a connection that cannot say good-bye is gone as well.
                let _ = sqlx::Connection::close(connection).await;
            }
        }
    }
}

fn closed() -> Error {
    Error::Unavailable("the store is closed".to_owned())
}

fn forgotten() -> Error {
    Error::Other("a job was committed without having been run".to_owned())
}

struct Task {
    connector: Connector,
    announcer: Announcer,
    transaction: Option<Transaction>,
}

impl Task {
    async fn run(mut self, receiver: Arc<Mutex<mpsc::Receiver<Item>>>) -> Option<Connection> {
        loop {
            let mut group = Group::default();
            {
                let mut receiver = receiver.lock().await;
                match receiver.recv().await {
                    Some(item) => group.add(item),
                    None => return self.transaction.map(|transaction| transaction.connection),
                }
                while !group.is_full()
                    && let Ok(item) = receiver.try_recv()
                {
                    group.add(item);
                }
            }
            self.write(group).await;
        }
    }

    /// Commits the group as one, or else each of its jobs for itself, and answers everybody.
    async fn write(&mut self, mut group: Group) {
        let alone = group.openings.len() + group.jobs.len() == 1;
        let outcome = self.attempt(&mut group.openings, &mut group.jobs, false).await;
        let Err(error) = outcome else {
            return answer(group, &Ok(()));
        };
        if error.is_unavailable() {
            tracing::error!(%error, "a group of writes was given up");
            return answer(group, &Err(error));
        }
        if !alone {
            tracing::warn!(%error, "a group of writes is run singly");
        }
        for open in group.openings {
            let mut single = [open];
            let outcome = self.singly(&mut single, &mut []).await;
            let [open] = single;
            open.answer(outcome);
        }
        for job in group.jobs {
            let mut single = [job];
            let outcome = self.singly(&mut [], &mut single).await;
            let [job] = single;
            job.answer(outcome);
        }
    }

    async fn singly(&mut self, openings: &mut [Open], jobs: &mut [Box<dyn Job>]) -> Result<()> {
        let mut outcome = Ok(());
        for _ in 0..SINGLE_RUNS {
            outcome = self.attempt(openings, jobs, true).await;
            match &outcome {
                Err(error) if !error.is_unavailable() => {}
                _ => break,
            }
        }
        if let Err(error) = &outcome {
            tracing::error!(%error, "a write failed");
        }
        outcome
    }

    /// Begins on the connection of the last transaction, or on a new one if there is none or it has gone meanwhile.
    async fn begin(&mut self) -> Result<Transaction> {
        if let Some(mut transaction) = self.transaction.take() {
            match sqlx::query(BEGIN).execute(&mut transaction.connection).await {
                Ok(_) => return Ok(transaction),
                Err(error) if !CONNECTIONS_GO => return Err(error.into()),
                Err(error) => tracing::warn!(%error, "the writer connects anew"),
            }
        }
        let mut connection = self.connector.connect().await?;
        sqlx::query(BEGIN).execute(&mut connection).await?;
        Ok(Transaction {
            connection,
            changes: Vec::new(),
        })
    }

    /// One transaction. After an error it is rolled back; if even that fails, or a job panicked or hung, its
    /// connection is dropped and the next attempt makes a new one.
    async fn attempt(
        &mut self,
        openings: &mut [Open],
        jobs: &mut [Box<dyn Job>],
        single: bool,
    ) -> Result<()> {
        let begun = tokio::time::timeout(TRANSACTION_TIMEOUT, self.begin()).await;
        let mut transaction = begun.map_err(|_| too_long())??;
        transaction.changes.clear();
        let run = AssertUnwindSafe(run(&mut transaction, openings, jobs, single)).catch_unwind();
        let outcome = match tokio::time::timeout(TRANSACTION_TIMEOUT, run).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => return Err(Error::Other("a job panicked".to_owned())),
            Err(_) => return Err(too_long()),
        };
        match outcome {
            Ok(()) => {
                after_commit(&self.announcer, &mut transaction);
                self.transaction = Some(transaction);
                Ok(())
            }
            Err(error) => {
                if !error.is_unavailable() {
                    let undo = sqlx::query("ROLLBACK").execute(&mut transaction.connection);
                    if let Ok(Ok(_)) = tokio::time::timeout(TRANSACTION_TIMEOUT, undo).await {
                        self.transaction = Some(transaction);
                    }
                }
                Err(error)
            }
        }
    }
}

fn too_long() -> Error {
    Error::Unavailable("a transaction took too long".to_owned())
}

async fn run(
    transaction: &mut Transaction,
    opens: &mut [Open],
    jobs: &mut [Box<dyn Job>],
    single: bool,
) -> Result<()> {
    if !opens.is_empty() {
        let asked: Vec<&Opening> = opens.iter().map(|open| &open.opening).collect();
        let outcomes = openings::open(transaction, &asked, single).await?;
        for (open, outcome) in opens.iter_mut().zip(outcomes) {
            open.value = Some(outcome);
        }
    }
    for job in jobs {
        job.run(transaction).await?;
    }
    before_commit(transaction).await?;
    sqlx::query("COMMIT").execute(&mut transaction.connection).await?;
    Ok(())
}

fn answer(group: Group, outcome: &Result<()>) {
    for open in group.openings {
        open.answer(outcome.clone());
    }
    for job in group.jobs {
        job.answer(outcome.clone());
    }
}
