use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use domain::api::Suggestions;
use serde::Serialize;
use tokio::sync::oneshot;
use tokio::time::sleep;

use crate::connection::Connection;
use crate::land::{AUTHORITIES, SERVICES, concern, concern_key, place, place_key, touch};
use crate::openings::percentile;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The server's public origin.
    #[arg(long)]
    origin: String,
    /// Its database: a path, or `postgres://…`.
    #[arg(long)]
    database: String,
    /// How often is searched.
    #[arg(long, default_value_t = 2_000)]
    times: usize,
}

#[derive(Serialize)]
pub(crate) struct Finding {
    /// From the first search after everything has changed until it is found.
    indexed_milliseconds: f64,
    suggestions: Latency,
    /// The same while one authority after the other publishes.
    suggestions_meanwhile: Latency,
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
    while !is_indexed(&mut connection, host).await? {
        sleep(Duration::from_millis(5)).await;
    }
    let indexed_milliseconds = begun.elapsed().as_secs_f64() * 1000.0;
    let suggested = |number| format!("/api/v1/search?q={}", encoded(&query(number)));
    let suggestions = measure(&mut connection, host, options.times, suggested).await?;
    let page = |number| format!("/de/find?q={}", encoded(&query(number)));
    let pages = measure(&mut connection, host, options.times, page).await?;
    let route = |number| {
        let (place, concern) = numbers(number);
        let (area, service) = (place_key(place), concern_key(concern));
        format!("/api/v1/routes?area={area}&service={service}")
    };
    let routes = measure(&mut connection, host, options.times, route).await?;
    let (stop, stopped) = oneshot::channel();
    let publishing = tokio::spawn(publish(options.database.clone(), stopped));
    let suggestions_meanwhile = measure(&mut connection, host, MEANWHILE * options.times, suggested).await?;
    drop(stop);
    let published = publishing.await??;
    ensure!(published > 1, "nothing was published meanwhile");
    Ok(Finding {
        indexed_milliseconds,
        suggestions,
        suggestions_meanwhile,
        pages,
        routes,
    })
}

/// How often as many searches: an index is made in seconds.
const MEANWHILE: usize = 10;

/// Has one authority after the other publish, until nobody wants it any more. Answers how many did.
async fn publish(database: String, mut stopped: oneshot::Receiver<()>) -> anyhow::Result<usize> {
    let mut published = 0;
    while stopped.try_recv() == Err(oneshot::error::TryRecvError::Empty) {
        touch(&database, published).await?;
        published += 1;
        sleep(Duration::from_millis(100)).await;
    }
    Ok(published)
}

/// Whether a place of the land is found.
async fn is_indexed(connection: &mut Connection, host: &str) -> anyhow::Result<bool> {
    let body = get(connection, host, "/api/v1/search?q=kaar").await?;
    let found: Suggestions = serde_json::from_slice(&body)?;
    Ok(!found.suggestions.is_empty())
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

async fn get(connection: &mut Connection, host: &str, path: &str) -> anyhow::Result<Vec<u8>> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    let (status, body) = connection.send(request.as_bytes()).await?;
    ensure!(status == 200, "{path} answers {status}");
    Ok(body)
}
