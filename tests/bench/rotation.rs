use std::time::Instant;

use anyhow::Context as _;
use client::{Client, Member};
use rand_core::OsRng;
use serde::Serialize;

use crate::openings::now;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The server's public origin.
    #[arg(long)]
    origin: String,
    /// An administrator's address.
    #[arg(long)]
    email: String,
    /// Their password.
    #[arg(long)]
    password: String,
}

#[derive(Serialize)]
pub(crate) struct Rotation {
    milliseconds: f64,
}

/// Begins the next epoch of the department that the load is opened at, from fetching its members to the server's answer.
pub(crate) async fn run(options: &Options) -> anyhow::Result<Rotation> {
    let client = Client::new(&options.origin)?;
    let email = options.email.parse()?;
    let mut member = Member::login(&client, &email, &options.password, now(), &mut OsRng).await?;
    let department = member.session().authority.departments.first();
    let department = department.context("no department")?.id;
    let mut entries = member.departments().await?.into_iter();
    let entry = entries.find(|entry| entry.department.id == department);
    let newest = entry.and_then(|entry| entry.epoch).context("no epoch")?;
    let began = Instant::now();
    member
        .begin_epoch(department, newest + 1, now(), &mut OsRng)
        .await?;
    Ok(Rotation {
        milliseconds: began.elapsed().as_secs_f64() * 1000.0,
    })
}
