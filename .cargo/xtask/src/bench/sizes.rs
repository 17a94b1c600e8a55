use std::collections::BTreeMap;
use std::process::Command;

use anyhow::Context as _;

use super::table::Table;
use crate::command::run_quietly;
use crate::paths;

/// Logical name to served name.
pub(super) fn manifest() -> anyhow::Result<BTreeMap<String, String>> {
    Ok(serde_json::from_slice(&std::fs::read(
        paths::site().join("manifest.json"),
    )?)?)
}

/// What travels to the browser, compressed with brotli, beside the budget.
pub(super) fn measure(origin: &str, table: &mut Table) -> anyhow::Result<()> {
    let manifest = manifest()?;
    let asset = |name: &str| -> anyhow::Result<u64> {
        let served = manifest.get(name).with_context(|| name.to_owned())?;
        Ok(std::fs::metadata(paths::site().join(format!("{served}.br")))?.len())
    };
    let style = asset("public.css")?;
    let mut size = |what: &str, bytes: u64, budget: u64| {
        let kilobytes = bytes as f64 / 1000.0;
        table.row(
            what,
            &format!("{kilobytes:.1} KB"),
            &format!("budget: {budget} KB"),
            &format!("{:.0} %", 100.0 * kilobytes / budget as f64),
        );
    };
    size(
        "start page with its style, no script",
        page(origin, "/de")? + style,
        15,
    );
    let compose = page(origin, "/de/a/musterstadt/buergerbuero")?;
    size(
        "compose page, usable, before any wasm",
        compose + style + asset("islands_boot.js")?,
        20,
    );
    size("button for councils' pages", asset("embed.js")?, 2);
    size("islands", asset("islands.wasm")? + asset("islands.js")?, 110);
    size(
        "citizens' vault",
        asset("vault_citizen.wasm")? + asset("vault_citizen.js")?,
        180,
    );
    size(
        "desk's vault",
        asset("vault_desk.wasm")? + asset("vault_desk.js")?,
        215,
    );
    size(
        "administration's vault",
        asset("vault_office.wasm")? + asset("vault_office.js")?,
        215,
    );
    let desk = asset("desk.wasm")? + asset("desk.js")?;
    size("desk", desk, 260);
    let administration = asset("administration.wasm")? + asset("administration.js")?;
    table.row(
        "administration and account, loaded where they are opened",
        &format!("{:.1} KB", administration as f64 / 1000.0),
        &format!("desk: {:.1} KB", desk as f64 / 1000.0),
        &format!("{:.0} %", 100.0 * administration as f64 / desk as f64),
    );
    Ok(())
}

/// A page's bytes as they travel.
fn page(origin: &str, path: &str) -> anyhow::Result<u64> {
    let size = run_quietly(Command::new("curl").args([
        "--silent",
        "--fail",
        "--header",
        "Accept-Encoding: br",
        "--output",
        "/dev/null",
        "--write-out",
        "%{size_download}",
        &format!("{origin}{path}"),
    ]))?;
    Ok(size.trim().parse()?)
}
