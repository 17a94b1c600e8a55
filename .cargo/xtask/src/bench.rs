//! Sizes, speed and memory, each beside a baseline that was measured in the same run; printed as the README's table.

mod desk;
mod embed;
mod finding;
mod publishing;
mod server;
mod sizes;
mod table;

use std::path::Path;
use std::process::Command;

use anyhow::Context as _;
use serde::Deserialize;

use crate::command::{run, run_quietly, step};
use crate::{bundles, demo, paths, setup};
use server::Server;
use table::Table;

/// Conversations opened for the rate, on each engine.
const OPENINGS: usize = 20_000;
/// Sizes at which the first inbox page is read.
const FEW: usize = 1_000;
const MANY: usize = 100_000;

#[derive(Deserialize)]
struct Rate {
    per_second: f64,
    p50_milliseconds: f64,
    p99_milliseconds: f64,
}

#[derive(Deserialize)]
struct BareRate {
    per_second: f64,
}

#[derive(Deserialize)]
struct FirstPage {
    p50_milliseconds: f64,
}

/// Conversations in the inbox that is unlocked and shown.
const SHOWN: usize = 200;

#[derive(Deserialize)]
struct Rotation {
    milliseconds: f64,
}

#[derive(Deserialize)]
struct Refusals {
    known_milliseconds: f64,
    unknown_milliseconds: f64,
}

/// Measures everything and prints the table.
pub(crate) fn bench() -> anyhow::Result<()> {
    setup::for_tests()?;
    bundles::build(bundles::Finish::Small)?;
    step("building server and load generator for release", || {
        run(Command::new("cargo")
            .args([
                "build",
                "--quiet",
                "--release",
                "--package",
                "server",
                "--package",
                "tests",
                "--bins",
            ])
            .current_dir(paths::root()))
    })?;
    let mut table = Table::default();
    let folder = tempfile::tempdir()?;
    let sqlite = folder.path().join("sqlite");
    step("SQLite: opening conversations", || on_sqlite(&sqlite, &mut table))?;
    step("PostgreSQL: opening conversations", || {
        on_postgres(&folder.path().join("postgres"), &mut table)
    })?;
    step("SQLite: finding departments in a whole land", || {
        finding::measure(&folder.path().join("land"), None, "SQLite", &mut table)
    })?;
    step("PostgreSQL: finding departments in a whole land", || {
        let postgres = postgres_fixture::Server::start()?;
        let data = folder.path().join("land-postgres");
        finding::measure(&data, Some(&postgres.database()?), "PostgreSQL", &mut table)
    })?;
    println!("{table}");
    Ok(())
}

fn on_sqlite(data: &Path, table: &mut Table) -> anyhow::Result<()> {
    let (server, token) = Server::found(data, None)?;
    table.row(
        "memory at rest",
        &format!("{:.0} MB", server.resident_megabytes()?),
        "",
        "",
    );
    table.row(
        "start to ready",
        &format!("{:.0} ms", server.ready_after.as_secs_f64() * 1000.0),
        "",
        "",
    );
    let demo = demo::found(&server.origin, &token, &data.join("mail"))?;
    sizes::measure(&server.origin, table)?;
    sealing(&server.origin, &demo.authority, table)?;
    embed::measure(&server.origin, &demo, table)?;
    desk::measure(&server.origin, &demo, SHOWN, table)?;
    refusals(&server.origin, &demo, table)?;

    open(&server.origin, &demo.authority, FEW)?;
    let few = first_page(&server.origin, &demo)?;
    let rotated_few = rotate(&server.origin, &demo)?;
    let rate = open(&server.origin, &demo.authority, OPENINGS)?;
    let database = data.join("siegelpost.db");
    let bare: BareRate = load(&[
        "bare-sqlite",
        "--from",
        &database.display().to_string(),
        "--to",
        &data.join("bare.db").display().to_string(),
    ])?;
    table.rate(
        "new conversations, SQLite, 64 connections",
        &rate,
        bare.per_second,
    );
    let published = publishing::publish(&server.origin, &demo)?;
    let (from, to) = (&database, data.join("bare-directory.db"));
    let (from, to) = (from.display().to_string(), to.display().to_string());
    published.rows("SQLite", (&from, &to), table)?;
    open(&server.origin, &demo.authority, MANY - FEW - OPENINGS)?;
    let many = first_page(&server.origin, &demo)?;
    let rotated_many = rotate(&server.origin, &demo)?;
    table.row(
        "first inbox page at 100,000 conversations",
        &format!("{:.1} ms", many.p50_milliseconds),
        &format!("at 1,000: {:.1} ms", few.p50_milliseconds),
        &format!("{:.2} ×", many.p50_milliseconds / few.p50_milliseconds),
    );
    table.row(
        "next key of a department with 100,000 conversations, none of which is sealed anew",
        &format!("{:.0} ms", rotated_many.milliseconds),
        &format!("with 1,000: {:.0} ms", rotated_few.milliseconds),
        &format!("{:.2} ×", rotated_many.milliseconds / rotated_few.milliseconds),
    );
    Ok(())
}

fn on_postgres(data: &Path, table: &mut Table) -> anyhow::Result<()> {
    let postgres = postgres_fixture::Server::start()?;
    let (from, to) = (postgres.database()?, postgres.database()?);
    let (server, token) = Server::found(data, Some(&from))?;
    let demo = demo::found(&server.origin, &token, &data.join("mail"))?;
    let rate = open(&server.origin, &demo.authority, OPENINGS)?;
    let published = publishing::publish(&server.origin, &demo)?;
    drop(server);
    Server::migrate(data, &to)?;
    let bare: BareRate = load(&["bare-postgres", "--from", &from, "--to", &to])?;
    table.rate(
        "new conversations, PostgreSQL, 64 connections",
        &rate,
        bare.per_second,
    );
    let to = postgres.database()?;
    Server::migrate(data, &to)?;
    published.rows("PostgreSQL", (&from, &to), table)
}

fn open(origin: &str, authority: &str, requests: usize) -> anyhow::Result<Rate> {
    load(&[
        "open",
        "--origin",
        origin,
        "--authority",
        authority,
        "--requests",
        &requests.to_string(),
    ])
}

fn first_page(origin: &str, demo: &demo::Demo) -> anyhow::Result<FirstPage> {
    let account = demo.accounts.first().context("no account")?;
    load(&[
        "inbox",
        "--origin",
        origin,
        "--email",
        &account.email,
        "--password",
        &account.password,
    ])
}

/// Whether the time tells who has an account.
fn refusals(origin: &str, demo: &demo::Demo, table: &mut Table) -> anyhow::Result<()> {
    let known = &demo.accounts.first().context("no account")?.email;
    let (mailbox, domain) = known.split_once('@').context("no address")?;
    // Of the same length.
    let unknown = format!("{}@{domain}", "x".repeat(mailbox.len()));
    let Refusals {
        known_milliseconds,
        unknown_milliseconds,
    } = load(&[
        "sign-in",
        "--origin",
        origin,
        "--known",
        known,
        "--unknown",
        &unknown,
    ])?;
    table.row(
        "signing in refused, without such an account",
        &format!("{unknown_milliseconds:.2} ms"),
        &format!("with one: {known_milliseconds:.2} ms"),
        &format!("{:.2} ×", unknown_milliseconds / known_milliseconds),
    );
    Ok(())
}

fn rotate(origin: &str, demo: &demo::Demo) -> anyhow::Result<Rotation> {
    let account = demo.account("administrator")?;
    load(&[
        "rotate",
        "--origin",
        origin,
        "--email",
        &account.email,
        "--password",
        &account.password,
    ])
}

/// Runs the load generator and reads what it printed.
fn load<T: for<'de> Deserialize<'de>>(arguments: &[&str]) -> anyhow::Result<T> {
    let printed = run_quietly(Command::new(paths::target().join("release/bench")).args(arguments))?;
    Ok(serde_json::from_str(&printed)?)
}

/// Medians of the vault and of npm `age-encryption` in the same page, in milliseconds.
fn sealing(origin: &str, authority: &str, table: &mut Table) -> anyhow::Result<()> {
    let boot = sizes::manifest()?
        .remove("vault_citizen_boot.js")
        .context("no vault in the manifest")?;
    let printed = run_quietly(
        Command::new("node")
            .arg("bench/sealing.mjs")
            .args([origin, authority, &format!("{origin}/assets/{boot}")])
            .current_dir(paths::e2e()),
    )?;
    let medians: serde_json::Value = serde_json::from_str(&printed)?;
    for size in ["1 KB", "10 MB"] {
        for (what, verb) in [("seal", "sealing"), ("open", "opening")] {
            let median = |who: &str| medians[size][who][what].as_f64().context("no median");
            let (own, stock) = (median("vault")?, median("age")?);
            table.row(
                &format!("{verb} {size} in Chromium"),
                &format!("{own:.1} ms"),
                &format!("npm age-encryption: {stock:.1} ms"),
                &format!("{:.1} × its speed", stock / own),
            );
        }
    }
    Ok(())
}
