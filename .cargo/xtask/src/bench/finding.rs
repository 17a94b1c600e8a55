use std::path::Path;

use serde::Deserialize;

use super::load;
use super::server::Server;
use super::table::Table;

/// What a search may take, in milliseconds of the server's time.
pub(super) const BUDGET: f64 = 10.0;

#[derive(Deserialize)]
struct Finding {
    indexed_milliseconds: f64,
    suggestions: Latency,
    suggestions_meanwhile: Latency,
    pages: Latency,
    routes: Latency,
}

#[derive(Deserialize)]
pub(super) struct Latency {
    p50_milliseconds: f64,
    p99_milliseconds: f64,
}

impl Latency {
    /// A row beside the time that a search may take.
    pub(super) fn row(&self, what: &str, table: &mut Table) {
        let Self {
            p50_milliseconds,
            p99_milliseconds,
        } = self;
        table.row(
            what,
            &format!("p50 {p50_milliseconds:.1} ms, p99 {p99_milliseconds:.1} ms"),
            &format!("budget: {BUDGET:.0} ms"),
            &format!("{:.0} %", 100.0 * p99_milliseconds / BUDGET),
        );
    }
}

/// Searching in 11,000 authorities with 200,000 departments and 2,000,000 routes.
pub(super) fn measure(
    data: &Path,
    database: Option<&str>,
    engine: &str,
    table: &mut Table,
) -> anyhow::Result<()> {
    let (server, _) = Server::found(data, database)?;
    let file = data.join("siegelpost.db").display().to_string();
    let database = database.unwrap_or(&file);
    load::<()>(&["land", "--database", database])?;
    let before = server.resident_megabytes()?;
    let found: Finding = load(&["find", "--origin", &server.origin, "--database", database])?;
    let more = server.resident_megabytes()? - before;
    table.row(
        &format!("search index of 11,000 authorities, {engine}, made beside searches once all have changed"),
        &format!("{:.1} s, {more:.0} MB", found.indexed_milliseconds / 1000.0),
        "",
        "",
    );
    for (what, latency) in [
        ("suggestions", &found.suggestions),
        ("department found, page and all", &found.pages),
        ("route by keys", &found.routes),
    ] {
        latency.row(&format!("{what} among 2,000,000 routes, {engine}"), table);
    }
    found.suggestions_meanwhile.row(
        &format!("suggestions while one authority after the other publishes, {engine}"),
        table,
    );
    Ok(())
}
