use std::time::{Duration, Instant};

use anyhow::ensure;
use client::Client;
use domain::api::{LoginFinish, LoginStart, LoginStarted};
use domain::{Bytes, EmailAddress, ErrorCode};
use login::client::Login;
use rand_core::OsRng;
use serde::Serialize;

use crate::openings::percentile;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The server's public origin.
    #[arg(long)]
    origin: String,
    /// An address that has an account.
    #[arg(long)]
    known: EmailAddress,
    /// An address that has none.
    #[arg(long)]
    unknown: EmailAddress,
    /// How often each is tried.
    #[arg(long, default_value_t = 300)]
    times: usize,
}

/// Medians of a sign-in that is refused, both answers together.
#[derive(Serialize)]
pub(crate) struct Refusals {
    known_milliseconds: f64,
    unknown_milliseconds: f64,
}

pub(crate) async fn run(options: &Options) -> anyhow::Result<Refusals> {
    let client = Client::new(&options.origin)?;
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    // By turns, so that whatever else the machine does falls on both.
    for _ in 0..options.times {
        known.push(refused(&client, &options.known).await?);
        unknown.push(refused(&client, &options.unknown).await?);
    }
    known.sort();
    unknown.sort();
    Ok(Refusals {
        known_milliseconds: percentile(&known, 50),
        unknown_milliseconds: percentile(&unknown, 50),
    })
}

/// How long the server takes to refuse somebody who does not know the password.
async fn refused(client: &Client, email: &EmailAddress) -> anyhow::Result<Duration> {
    let (_, request) = Login::start("not the password", &mut OsRng)?;
    let start = LoginStart {
        email: email.clone(),
        request,
    };
    let asked = Instant::now();
    let started: LoginStarted = client.post("/staff/logins", &start).await?;
    let finish = LoginFinish {
        login: started.login,
        finalization: Bytes::from([0; 64]),
    };
    let answer = client.post::<serde_json::Value>("/staff/sessions", &finish).await;
    let took = asked.elapsed();
    let is_refused = matches!(&answer, Err(error) if error.code() == Some(ErrorCode::LoginRefused));
    ensure!(is_refused, "a wrong password was not refused");
    Ok(took)
}
