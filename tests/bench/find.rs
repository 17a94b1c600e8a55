use std::time::Instant;

use anyhow::{Context as _, ensure};
use serde::Serialize;

use crate::connection::Connection;
use crate::land::{AUTHORITIES, SERVICES, concern, concern_key, place, place_key};
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
    /// Who is in charge by the keys of service and place.
    routes: Latency,
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
    let suggested = |number| format!("/api/v1/search?q={}", encoded(&query(number)));
    let suggestions = measure(&mut connection, host, options.times, suggested).await?;
    let page = |number| format!("/de/find?q={}", encoded(&query(number)));
    let pages = measure(&mut connection, host, options.times, page).await?;
    let route = |number| {
        let (place, concern) = numbers(number);
        let (area, service) = (place_key(place), concern_key(concern));
        format!("/api/v1/routes?area={area}&service={service}")
    };
    Ok(Finding {
        first_milliseconds,
        suggestions,
        pages,
        routes: measure(&mut connection, host, options.times, route).await?,
    })
}

/// Asks for one address after the other.
pub(crate) async fn measure(
    connection: &mut Connection,
    host: &str,
    times: usize,
    path: impl Fn(usize) -> String,
) -> anyhow::Result<Latency> {
    let mut latencies = Vec::with_capacity(times);
    for number in 0..times {
        let path = path(number);
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

/// Another place and concern each time.
fn numbers(number: usize) -> (usize, usize) {
    (number * 7_919 % AUTHORITIES, number * 31 % SERVICES)
}

/// A concern in a place, in every second one with two letters changed round.
fn query(number: usize) -> String {
    let (place_number, concern_number) = numbers(number);
    let (place, concern) = (place(place_number), concern(concern_number));
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
