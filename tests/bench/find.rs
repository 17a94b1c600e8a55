use std::time::Instant;

use anyhow::{Context as _, ensure};
use serde::Serialize;

use crate::connection::Connection;
use crate::land::{AUTHORITIES, SERVICES, concern, place};
use crate::openings::percentile;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The server's public origin.
    #[arg(long)]
    origin: String,
    /// How often is searched.
    #[arg(long, default_value_t = 2_000)]
    times: usize,
}

#[derive(Serialize)]
pub(crate) struct Finding {
    /// The first search, which makes the index.
    first_milliseconds: f64,
    suggestions: Latency,
    pages: Latency,
}

#[derive(Serialize)]
pub(crate) struct Latency {
    p50_milliseconds: f64,
    p99_milliseconds: f64,
}

pub(crate) async fn run(options: &Options) -> anyhow::Result<Finding> {
    let host = options
        .origin
        .strip_prefix("http://")
        .context("no http:// in front")?;
    let mut connection = Connection::open(host).await?;
    let begun = Instant::now();
    get(&mut connection, host, "/api/v1/search?q=kaar").await?;
    let first_milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
    let suggestions = measure(&mut connection, host, options.times, "/api/v1/search?q=").await?;
    let pages = measure(&mut connection, host, options.times, "/de/find?q=").await?;
    Ok(Finding {
        first_milliseconds,
        suggestions,
        pages,
    })
}

async fn measure(
    connection: &mut Connection,
    host: &str,
    times: usize,
    path: &str,
) -> anyhow::Result<Latency> {
    let mut latencies = Vec::with_capacity(times);
    for number in 0..times {
        let path = format!("{path}{}", encoded(&query(number)));
        let asked = Instant::now();
        get(connection, host, &path).await?;
        latencies.push(asked.elapsed());
    }
    latencies.sort();
    Ok(Latency {
        p50_milliseconds: percentile(&latencies, 50),
        p99_milliseconds: percentile(&latencies, 99),
    })
}

/// A concern in a place, in every second one with two letters changed round.
fn query(number: usize) -> String {
    let (place, concern) = (
        place(number * 7_919 % AUTHORITIES),
        concern(number * 31 % SERVICES),
    );
    if number.is_multiple_of(2) {
        format!("{concern} {place}")
    } else {
        format!("{} {}", mistyped(&concern), mistyped(&place))
    }
}

fn mistyped(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() > 4 {
        letters.swap(2, 3);
    }
    letters.into_iter().collect()
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn get(connection: &mut Connection, host: &str, path: &str) -> anyhow::Result<()> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let (status, _) = connection.send(request.as_bytes()).await?;
    ensure!(status == 200, "{path} answers {status}");
    Ok(())
}
