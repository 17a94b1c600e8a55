use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use client::{Citizen, Client, Letter};
use domain::api::{Authority, OpenConversation, Ticket, TicketRequest};
use domain::{Bytes, MessageId, Timestamp};
use rand_core::{OsRng, RngCore as _};
use serde::Serialize;

use crate::connection::{Connection, post};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The server's public origin.
    #[arg(long)]
    origin: String,
    /// The authority's name in addresses.
    #[arg(long)]
    authority: String,
    /// How many connections work at once.
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// How many conversations are opened.
    #[arg(long)]
    requests: usize,
}

#[derive(Serialize)]
pub(crate) struct Rate {
    opened: usize,
    per_second: f64,
    p50_milliseconds: f64,
    p99_milliseconds: f64,
}

/// Tickets live for five minutes; so many are fetched before they are used.
const ROUND: usize = 20_000;

pub(crate) async fn run(options: &Options) -> anyhow::Result<Rate> {
    let client = Client::new(&options.origin)?;
    let authority: Authority = client.get(&format!("/authorities/{}", options.authority)).await?;
    let template = sealed_once(&client, &authority).await?;
    let host = options.origin.trim_start_matches("http://").to_owned();
    let (mut latencies, mut elapsed) = (Vec::with_capacity(options.requests), Duration::ZERO);
    while latencies.len() < options.requests {
        let number = ROUND.min(options.requests - latencies.len());
        let requests = Arc::new(prepare(&host, &template, number, options.connections).await?);
        let (more, took) = measure(&host, requests, options.connections).await?;
        latencies.extend(more);
        elapsed += took;
    }
    latencies.sort();
    Ok(Rate {
        opened: latencies.len(),
        per_second: latencies.len() as f64 / elapsed.as_secs_f64(),
        p50_milliseconds: percentile(&latencies, 50),
        p99_milliseconds: percentile(&latencies, 99),
    })
}

/// A real first message of usual length. The server cannot look into it, so one stands for all.
async fn sealed_once(client: &Client, authority: &Authority) -> anyhow::Result<OpenConversation> {
    let department = authority.departments.first().context("no department")?.id;
    let letter = Letter {
        subject: "Meldebescheinigung nach dem Umzug".to_owned(),
        text: "Ich bin umgezogen und brauche eine Meldebescheinigung. ".repeat(10),
        ..Letter::default()
    };
    Ok(
        Citizen::prepare(client, authority, department, &letter, now(), &mut OsRng)
            .await?
            .request,
    )
}

/// The bytes of as many different openings, each with a ticket of its own.
async fn prepare(
    host: &str,
    template: &OpenConversation,
    number: usize,
    connections: usize,
) -> anyhow::Result<Vec<Vec<u8>>> {
    let asked = serde_json::to_vec(&TicketRequest {
        department: template.department,
    })?;
    let request = Arc::new(post(host, "/api/v1/tickets", &asked));
    let mut tasks = tokio::task::JoinSet::new();
    for task in 0..connections {
        let share = number / connections + usize::from(task < number % connections);
        let (host, request, template) = (host.to_owned(), request.clone(), template.clone());
        tasks.spawn(async move {
            let mut connection = Connection::open(&host).await?;
            let mut prepared = Vec::with_capacity(share);
            for _ in 0..share {
                let (status, body) = connection.send(&request).await?;
                if status != 201 {
                    bail!("no ticket: {status} {}", String::from_utf8_lossy(&body));
                }
                let opening = another(&template, serde_json::from_slice(&body)?);
                prepared.push(post(
                    &host,
                    "/api/v1/conversations",
                    &serde_json::to_vec(&opening)?,
                ));
            }
            Ok(prepared)
        });
    }
    let mut prepared = Vec::with_capacity(number);
    while let Some(some) = tasks.join_next().await {
        prepared.extend(some??);
    }
    Ok(prepared)
}

fn another(template: &OpenConversation, ticket: Ticket) -> OpenConversation {
    let mut opening = template.clone();
    opening.conversation = ticket.conversation;
    opening.ticket = ticket.ticket;
    opening.message.id = MessageId::random(&mut OsRng);
    let mut locator = vec![0; 32];
    OsRng.fill_bytes(&mut locator);
    opening.citizen.locator_hash = Bytes(locator);
    opening
}

async fn measure(
    host: &str,
    requests: Arc<Vec<Vec<u8>>>,
    connections: usize,
) -> anyhow::Result<(Vec<Duration>, Duration)> {
    let mut opened = Vec::new();
    for _ in 0..connections {
        opened.push(Connection::open(host).await?);
    }
    let next = Arc::new(AtomicUsize::new(0));
    let started = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for mut connection in opened {
        let (requests, next) = (requests.clone(), next.clone());
        tasks.spawn(async move {
            let mut latencies = Vec::new();
            while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
                let sent = Instant::now();
                let (status, body) = connection.send(request).await?;
                if status != 201 {
                    bail!("not opened: {status} {}", String::from_utf8_lossy(&body));
                }
                latencies.push(sent.elapsed());
            }
            Ok(latencies)
        });
    }
    let mut latencies = Vec::new();
    while let Some(some) = tasks.join_next().await {
        latencies.extend(some??);
    }
    Ok((latencies, started.elapsed()))
}

/// In milliseconds, of sorted latencies.
pub(crate) fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted
        .get(at)
        .map_or(0.0, |latency| latency.as_secs_f64() * 1000.0)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark happens now")]
pub(crate) fn now() -> Timestamp {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
