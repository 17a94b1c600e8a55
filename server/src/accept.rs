//! Accepting connections. `axum::serve` waits for ever for a request's head; here a slow one is cut off, and stopping
//! has an end.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

/// Longest time from a connection's beginning, or from the end of the last answer, to the end of the next head.
const HEAD: Duration = Duration::from_secs(30);
/// How long to wait when the system has no more connections to give.
const EXHAUSTED: Duration = Duration::from_millis(500);

/// Answers requests from `listener` with `router` until `stop`. Then nothing more is accepted, and what is running gets
/// `grace` to end.
pub(crate) async fn accept(listener: TcpListener, router: Router, stop: CancellationToken, grace: Duration) {
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    loop {
        let (stream, peer) = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) if is_of_one_connection(&error) => continue,
                Err(error) => {
                    tracing::warn!(%error, "no connection can be accepted at the moment");
                    tokio::time::sleep(EXHAUSTED).await;
                    continue;
                }
            },
            // Ended connections are let go of while others run.
            Some(_) = connections.join_next() => continue,
        };
        serve(stream, peer, &router, &graceful, &mut connections);
    }
    drop(listener);
    if tokio::time::timeout(grace, graceful.shutdown()).await.is_err() {
        tracing::warn!(
            seconds = grace.as_secs(),
            "requests were cut off, because they took longer than the server waits"
        );
    }
    connections.shutdown().await;
}

fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    router: &Router,
    graceful: &GracefulShutdown,
    connections: &mut JoinSet<()>,
) {
    // Answers are written in one go, so waiting for more to send only costs time. A peer that is gone is found out below.
    let _ = stream.set_nodelay(true);
    let router = router.clone();
    let service = hyper::service::service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request.map(Body::new))
    });
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(HEAD)
        .max_concurrent_streams(64);
    let connection = builder
        .serve_connection(TokioIo::new(stream), service)
        .into_owned();
    let connection = graceful.watch(connection);
    connections.spawn(async move {
        // Broken connections are everyday life, and their errors could name the peer.
        let _ = connection.await;
    });
}

/// The peer went away between knocking and being let in.
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}
