//! What the demo's town does for people, and where.

use anyhow::Context as _;
use client::Member;
use domain::Timestamp;
use rand_core::OsRng;

/// As an administrator would import it. No municipality has the areas' keys.
const FILE: &str = include_str!("directory.csv");

/// Publishes the town's directory.
pub(super) async fn publish(administrator: &mut Member, now: Timestamp) -> anyhow::Result<()> {
    let check = administrator.check_directory(FILE.into()).await?;
    let directory = check
        .directory
        .with_context(|| format!("the demo's directory has faults: {:?}", check.faults))?;
    administrator
        .publish_directory(directory, check.replaces, now, &mut OsRng)
        .await
        .context("publishing the directory")
}
