//! Logs: what the server did, never for whom. No address, no path with an id, no secret and no text of a person is
//! written; a panic is written with its place, and with its words only if they are fixed in the program.

use std::io::{IsTerminal as _, stderr};
use std::panic;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::{Log, LogFormat};

/// Crates whose own lines could quote what they work on.
const QUIET: &str =
    "sqlx=warn,hyper=warn,hyper_util=warn,rustls=warn,tower_sessions=warn,tower_sessions_core=warn";

/// Begins to log to standard error. Only the first call of a process has an effect.
///
/// # Errors
///
/// If `log.level` cannot be read, which the configuration has checked.
pub(crate) fn start(log: &Log) -> anyhow::Result<()> {
    // A level for one of the quiet crates that the operator names comes later and wins.
    let filter = EnvFilter::try_new(format!("{QUIET},{}", log.level))?;
    let registry = tracing_subscriber::registry().with(filter);
    let layer = tracing_subscriber::fmt::layer()
        .with_writer(stderr)
        .with_ansi(stderr().is_terminal());
    let started = match log.format {
        LogFormat::Text => registry.with(layer.with_target(false)).try_init(),
        LogFormat::Json => registry
            .with(layer.json().flatten_event(true).with_target(true))
            .try_init(),
    };
    // A process that runs several portals, as tests do, keeps the first one's log.
    drop(started);
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let words = panic
            .payload()
            .downcast_ref::<&'static str>()
            .copied()
            .unwrap_or("(not logged)");
        tracing::error!(%place, words, "a panic");
    }));
    Ok(())
}
