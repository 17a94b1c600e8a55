use anyhow::Context as _;
use client::{Citizen, Client, Letter};
use domain::api::Authority;
use rand_core::OsRng;
use serde::Serialize;

use crate::openings::now;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The server's public origin.
    #[arg(long)]
    origin: String,
    /// The authority's name in addresses.
    #[arg(long)]
    authority: String,
    /// The department's name in addresses.
    #[arg(long)]
    department: String,
    /// How many are written.
    #[arg(long)]
    count: usize,
}

#[derive(Serialize)]
pub(crate) struct Written {
    written: usize,
}

/// Opens conversations that a caseworker can read, each sealed by itself.
pub(crate) async fn run(options: &Options) -> anyhow::Result<Written> {
    let client = Client::new(&options.origin)?;
    let authority: Authority = client.get(&format!("/authorities/{}", options.authority)).await?;
    let mut departments = authority.departments.iter();
    let department = departments
        .find(|department| department.slug.as_str() == options.department)
        .context("no such department")?
        .id;
    for number in 1..=options.count {
        let letter = Letter {
            subject: format!("Meldebescheinigung nach dem Umzug, {number}"),
            text: "Ich bin umgezogen und brauche eine Meldebescheinigung. ".repeat(10),
            name: Some("Erna Beispiel".to_owned()),
            ..Letter::default()
        };
        Citizen::open(&client, &authority, department, &letter, now(), &mut OsRng).await?;
    }
    Ok(Written {
        written: options.count,
    })
}
