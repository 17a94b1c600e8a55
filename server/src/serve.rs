use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use futures::StreamExt as _;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use office::{Clock, Office, Randomness};
use rand_chacha::ChaCha20Rng;
use rand_core::{OsRng, SeedableRng as _};
use store::Store;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};
use tokio_util::sync::CancellationToken;

use crate::accept::accept;
use crate::cli::{connect, trouble};
use crate::clock::system_clock;
use crate::config::Config;
use crate::http::{AppState, Assets, Settings, router};
use crate::jobs::{Housekeeping, Outbox, Upkeep};
use crate::mail::{self, Postmark, Transport};
use crate::secrets::Secrets;

/// What tests put in the place of the world.
#[derive(Default)]
pub struct Overrides {
    /// The clock instead of the machine's.
    pub clock: Option<Clock>,
    /// Where all randomness comes from, instead of the system's generator.
    pub seed: Option<u64>,
    /// The way out for mails, instead of the configured one.
    pub transport: Option<Arc<dyn Transport>>,
    /// Browser bundles, instead of those in the configured folder.
    pub assets: Option<Assets>,
}

/// A portal that answers requests.
pub struct Running {
    address: SocketAddr,
    office: Arc<Office>,
    outbox: Arc<Outbox>,
    housekeeping: Housekeeping,
    upkeep: Upkeep,
    stop: CancellationToken,
    grace: Duration,
    accepting: JoinHandle<()>,
    jobs: JoinSet<()>,
}

/// Starts a portal; it answers from the moment this returns.
///
/// # Errors
///
/// A sentence that says what is missing and how to mend it: keys, database, migrations, browser bundles, or an address
/// that is in use.
pub async fn serve(config: Config, overrides: Overrides) -> anyhow::Result<Running> {
    let secrets = Secrets::read(&config.secrets_file())?;
    let assets = match overrides.assets {
        Some(assets) => assets,
        None => Assets::load(&config.http.assets).context("check http.assets")?,
    };
    let transport = match overrides.transport {
        Some(transport) => transport,
        None => mail::transport(&config)?,
    };
    let clock = overrides.clock.unwrap_or_else(system_clock);
    let store = connect(&config)?;
    store.ready().await.map_err(|error| trouble(&config, error))?;

    let office = Arc::new(Office::new(
        store.clone(),
        Arc::clone(&clock),
        randomness(overrides.seed, 0),
        office::Secrets {
            mac_key: secrets.mac_key,
            login: secrets.login,
        },
        office_settings(&config),
    ));
    let outbox = Arc::new(Outbox::new(
        Arc::clone(&office),
        transport,
        Postmark::new(&config)?,
        secrets.mail_key,
        randomness(overrides.seed, 1),
        mail::longest_delivery(&config),
    ));

    let stop = CancellationToken::new();
    let state = AppState::new(Arc::clone(&office), Settings::new(&config), assets);
    let router = router(state).layer(from_fn_with_state(stop.clone(), end_streams));
    let listener = TcpListener::bind(config.http.listen).await.with_context(|| {
        format!(
            "{} cannot be listened on; choose another address with http.listen",
            config.http.listen
        )
    })?;
    let address = listener.local_addr()?;
    let grace = Duration::from_secs(config.http.shutdown_seconds);

    let housekeeping = Housekeeping::new(store, clock);
    let upkeep = Upkeep::new(Arc::clone(&office));
    let mut jobs = JoinSet::new();
    jobs.spawn(Arc::clone(&outbox).run(stop.clone()));
    jobs.spawn(housekeeping.clone().run(stop.clone()));
    jobs.spawn(upkeep.clone().run(stop.clone()));
    jobs.spawn(make_index(Arc::clone(&office), stop.clone()));
    let accepting = tokio::spawn(accept(listener, router, stop.clone(), grace));
    Ok(Running {
        address,
        office,
        outbox,
        housekeeping,
        upkeep,
        stop,
        grace,
        accepting,
        jobs,
    })
}

/// Makes the search index, so that nobody waits for it; where that fails, the first search does it.
async fn make_index(office: Arc<Office>, stop: CancellationToken) {
    if let Some(Err(error)) = stop.run_until_cancelled(office.prepare_search()).await {
        tracing::warn!(%error, "the search index is made by the first search");
    }
}

impl Running {
    /// Where it listens; with port 0 in the configuration the system has chosen one.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The portal's database.
    pub fn store(&self) -> &Store {
        self.office.store()
    }

    /// The job that sends mails, to run it at once.
    pub fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// The job that deletes what has ended, to run it at once.
    pub fn housekeeping(&self) -> &Housekeeping {
        &self.housekeeping
    }

    /// The job that writes to administrators about upkeep, to run it at once.
    pub fn upkeep(&self) -> &Upkeep {
        &self.upkeep
    }

    /// Accepts nothing more, ends streams of events, lets requests and mails that have begun come to their end within
    /// `http.shutdown_seconds`, and lets go of the database.
    pub async fn stop(mut self) {
        self.stop.cancel();
        let jobs = async { while self.jobs.join_next().await.is_some() {} };
        let (accepting, jobs) = tokio::join!(self.accepting, tokio::time::timeout(self.grace, jobs));
        if accepting.is_err() {
            tracing::error!("accepting connections had ended before");
        }
        if jobs.is_err() {
            tracing::warn!(
                seconds = self.grace.as_secs(),
                "a mail was cut off, because it took longer than the server waits"
            );
            self.jobs.shutdown().await;
        }
        self.office.store().close().await;
    }
}

/// Streams of events would go on for ever; the browser comes back by itself, to whoever serves then.
async fn end_streams(State(stop): State<CancellationToken>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let is_stream = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|media_type: &HeaderValue| media_type.as_bytes().starts_with(b"text/event-stream"));
    if !is_stream {
        return response;
    }
    response.map(|body| Body::from_stream(body.into_data_stream().take_until(stop.cancelled_owned())))
}

/// The system's generator, or one of several that a seed gives.
fn randomness(seed: Option<u64>, stream: u64) -> Randomness {
    match seed {
        None => Box::new(OsRng),
        Some(seed) => {
            let mut rng = ChaCha20Rng::seed_from_u64(seed);
            rng.set_stream(stream);
            Box::new(rng)
        }
    }
}

fn office_settings(config: &Config) -> office::Settings {
    let seconds = |seconds: u64| i64::try_from(seconds).unwrap_or(i64::MAX);
    office::Settings {
        origin: config.http.origin.clone(),
        citizen_session_seconds: seconds(config.session.citizen_seconds),
        staff_session_seconds: seconds(config.session.staff_seconds),
        staff_idle_seconds: seconds(config.session.staff_idle_seconds),
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::routing::get;
    use futures::stream;
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use super::*;

    /// An answer that never ends.
    async fn endless(media_type: &'static str) -> Response {
        let body = Body::from_stream(stream::pending::<Result<Vec<u8>, std::io::Error>>());
        let mut response = Response::new(body);
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        response
    }

    #[tokio::test]
    async fn streams_of_events_end_when_the_server_stops() {
        let stop = CancellationToken::new();
        let router = Router::new()
            .route("/", get(async || endless("text/event-stream").await))
            .layer(from_fn_with_state(stop.clone(), end_streams));
        let response = router
            .oneshot(Request::new(Body::empty()))
            .await
            .expect("infallible");
        let mut body = response.into_body();
        let frame = tokio::time::timeout(Duration::from_millis(50), body.frame()).await;
        assert!(frame.is_err(), "the stream goes on");
        stop.cancel();
        let end = tokio::time::timeout(Duration::from_secs(5), body.frame())
            .await
            .expect("an end");
        assert!(end.is_none());
    }
}
