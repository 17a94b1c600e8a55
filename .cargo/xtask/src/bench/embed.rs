use std::process::Command;

use anyhow::Context as _;
use serde::Deserialize;

use super::sizes::manifest;
use super::table::Table;
use crate::command::run_quietly;
use crate::{demo, paths};

/// Medians in milliseconds.
#[derive(Deserialize)]
struct Measured {
    /// Main thread of a page without the button.
    without: f64,
    /// The same with it.
    with: f64,
    /// From the press until the frame says that it is there.
    ready: f64,
}

/// The button on a council's page.
pub(super) fn measure(origin: &str, demo: &demo::Demo, table: &mut Table) -> anyhow::Result<()> {
    let manifest = manifest()?;
    let script = manifest.get("embed.js").context("no button")?;
    let department = demo::department(0).context("no department")?;
    let printed = run_quietly(
        Command::new("node")
            .arg("bench/embed.mjs")
            .args([origin, &demo.authority, department, script])
            .current_dir(paths::e2e()),
    )?;
    let measured: Measured = serde_json::from_str(&printed)?;
    table.row(
        "main thread of a council's page with the button",
        &format!("{:.1} ms", measured.with),
        &format!("without: {:.1} ms", measured.without),
        &format!("+ {:.1} ms", measured.with - measured.without),
    );
    table.row(
        "button pressed to frame there, nothing cached",
        &format!("{:.0} ms", measured.ready),
        "",
        "",
    );
    Ok(())
}
