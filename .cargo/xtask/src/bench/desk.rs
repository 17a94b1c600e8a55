use std::process::Command;

use anyhow::Context as _;
use serde::Deserialize;

use super::table::Table;
use crate::command::run_quietly;
use crate::{demo, paths};

/// Medians in milliseconds.
#[derive(Deserialize)]
struct Measured {
    /// The vault begins the login.
    begin: f64,
    /// The vault stretches the password with Argon2id.
    stretch: f64,
    /// The vault opens the account's keys.
    unlock: f64,
    /// Both answers of the server.
    server: f64,
    /// From the button to the first subject in the inbox.
    first: f64,
    /// The vault opens and verifies subject and sender of all rows.
    summaries: f64,
    /// From the button until all rows are there, pressing for more as soon as it can be.
    shown: f64,
    stock: Stock,
}

/// Stock libraries in the same page.
#[derive(Deserialize)]
struct Stock {
    /// Argon2id with the same cost.
    argon2: f64,
    /// Two age files of 1 KB for each row.
    open: f64,
}

/// Signing in, and an inbox of `rows` conversations.
pub(super) fn measure(origin: &str, demo: &demo::Demo, rows: usize, table: &mut Table) -> anyhow::Result<()> {
    let account = demo.accounts.get(1).context("no second account")?;
    let department = demo::department(1).context("no second department")?;
    let _: serde_json::Value = super::load(&[
        "letters",
        "--origin",
        origin,
        "--authority",
        &demo.authority,
        "--department",
        department,
        "--count",
        &rows.to_string(),
    ])?;
    let printed = run_quietly(
        Command::new("node")
            .arg("bench/desk.mjs")
            .args([origin, &account.email, &account.password, &rows.to_string()])
            .current_dir(paths::e2e()),
    )?;
    let measured: Measured = serde_json::from_str(&printed)?;
    table.row(
        "signing in: stretching the password (Argon2id, 64 MiB, 3 passes) in Chromium",
        &format!("{:.0} ms", measured.stretch),
        &format!("npm @noble/hashes: {:.0} ms", measured.stock.argon2),
        &format!("{:.1} × its speed", measured.stock.argon2 / measured.stretch),
    );
    let other = [
        ("beginning", measured.begin),
        ("the server's two answers", measured.server),
        ("opening the keys", measured.unlock),
    ];
    for (what, milliseconds) in other {
        table.row(
            &format!("signing in: {what}"),
            &format!("{milliseconds:.1} ms"),
            "",
            &format!(
                "{:.0} % of the stretching",
                100.0 * milliseconds / measured.stretch
            ),
        );
    }
    table.row(
        "from the button to the first subject in the inbox",
        &format!("{:.0} ms", measured.first),
        &format!("stretching: {:.0} ms", measured.stretch),
        &format!("{:.2} ×", measured.first / measured.stretch),
    );
    table.row(
        &format!("opening and verifying {rows} inbox rows in Chromium"),
        &format!("{:.0} ms", measured.summaries),
        &format!(
            "npm age-encryption, two files a row: {:.0} ms",
            measured.stock.open
        ),
        &format!("{:.1} × its speed", measured.stock.open / measured.summaries),
    );
    table.row(
        &format!("from the button until {rows} rows are shown"),
        &format!("{:.0} ms", measured.shown),
        &format!("stretching: {:.0} ms", measured.stretch),
        &format!("{:.2} ×", measured.shown / measured.stretch),
    );
    Ok(())
}
