use serde::Deserialize;

use super::finding::Latency;
use super::table::Table;
use super::{BareRate, load};
use crate::demo::Demo;

#[derive(Deserialize)]
pub(super) struct Published {
    routes: usize,
    rows_per_second: f64,
    proved: Latency,
}

/// Publishes a large directory.
pub(super) fn publish(origin: &str, demo: &Demo) -> anyhow::Result<Published> {
    let account = demo.account("administrator")?;
    load(&[
        "publish",
        "--origin",
        origin,
        "--email",
        &account.email,
        "--password",
        &account.password,
    ])
}

impl Published {
    /// Its rows, beside the bare engine that writes the same ones from one database into another.
    pub(super) fn rows(
        &self,
        engine: &str,
        (from, to): (&str, &str),
        table: &mut Table,
    ) -> anyhow::Result<()> {
        let bare = format!("bare-{}", engine.to_lowercase().replace("postgresql", "postgres"));
        let bare: BareRate = load(&[&bare, "--rows", "directories", "--from", from, "--to", to])?;
        let routes = self.routes;
        table.row(
            &format!("directory of {routes} routes, signed, checked and published, {engine}"),
            &format!("{:.0} rows/s", self.rows_per_second),
            &format!(
                "the bare engine, the same rows in one transaction: {:.0}/s",
                bare.per_second
            ),
            &format!("{:.0} %", 100.0 * self.rows_per_second / bare.per_second),
        );
        let what = format!("route with its proof, of {routes} routes, {engine}");
        self.proved.row(&what, table);
        Ok(())
    }
}
