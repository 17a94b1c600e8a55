use std::time::Instant;

use client::{Client, Member};
use rand_core::OsRng;
use serde::Serialize;

use crate::openings::{now, percentile};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The server's public origin.
    #[arg(long)]
    origin: String,
    /// A caseworker's address.
    #[arg(long)]
    email: String,
    /// Their password.
    #[arg(long)]
    password: String,
    /// How often the page is read.
    #[arg(long, default_value_t = 300)]
    times: usize,
}

#[derive(Serialize)]
pub(crate) struct FirstPage {
    rows: usize,
    p50_milliseconds: f64,
    p99_milliseconds: f64,
}

pub(crate) async fn run(options: &Options) -> anyhow::Result<FirstPage> {
    let client = Client::new(&options.origin)?;
    let member = Member::login(
        &client,
        &options.email.parse()?,
        &options.password,
        now(),
        &mut OsRng,
    )
    .await?;
    let mut latencies = Vec::with_capacity(options.times);
    let mut rows = member.inbox("").await?.rows.len();
    for _ in 0..options.times {
        let asked = Instant::now();
        rows = member.inbox("").await?.rows.len();
        latencies.push(asked.elapsed());
    }
    latencies.sort();
    Ok(FirstPage {
        rows,
        p50_milliseconds: percentile(&latencies, 50),
        p99_milliseconds: percentile(&latencies, 99),
    })
}
