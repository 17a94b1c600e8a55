//! The script that puts a button on pages of other sites. Those pages name it by its hash, so that its bytes are released
//! once and served for ever: they stand in `app/widget/released`, and the build takes them from there.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, bail, ensure};

use crate::assets::{Assets, fingerprint};
use crate::command::run_quietly;
use crate::paths;

/// Under which name pages ask for the newest one.
const NAME: &str = "embed.js";

/// How it is made small. The minifier's version stands in the lock file of the journeys.
const OPTIONS: [&str; 5] = [
    "--compress=passes=3,ecma=2022,pure_getters,unsafe_arrows",
    "--mangle",
    "--ecma=2022",
    "--comments=false",
    "--toplevel",
];

/// What was released.
struct Release {
    /// Counts up.
    version: u32,
    /// As it is served: `embed.1.0123456789abcdef.js`.
    name: String,
    content: Vec<u8>,
}

/// Adds every release to what is served; the newest one must be what the source says.
pub(crate) fn add(assets: &mut Assets) -> anyhow::Result<()> {
    let releases = releases()?;
    let newest = releases.last().context("no button was ever released")?;
    ensure!(
        newest.content == small()?,
        "app/widget/embed.js is not what was released last; `cargo xtask widget` releases it"
    );
    for release in releases {
        assets.add_named(NAME, release.name, release.content);
    }
    Ok(())
}

/// Releases the source as the next version, unless it was.
pub(crate) fn release() -> anyhow::Result<()> {
    let content = small()?;
    let newest = releases()?.pop();
    if newest.as_ref().is_some_and(|newest| newest.content == content) {
        println!("nothing has changed");
        return Ok(());
    }
    let version = newest.map_or(1, |newest| newest.version + 1);
    let name = served(version, &content);
    std::fs::write(folder().join(&name), content)?;
    println!("{name}");
    Ok(())
}

fn folder() -> PathBuf {
    paths::root().join("app/widget/released")
}

fn served(version: u32, content: &[u8]) -> String {
    format!("embed.{version}.{}.js", fingerprint(content))
}

/// All releases, the oldest first; each must still be what it was.
fn releases() -> anyhow::Result<Vec<Release>> {
    let mut releases = Vec::new();
    for entry in std::fs::read_dir(folder())? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let content = std::fs::read(entry.path())?;
        let version = name.split('.').nth(1).and_then(|version| version.parse().ok());
        let Some(version) = version else {
            bail!("{name} is no release of the button");
        };
        ensure!(
            name == served(version, &content),
            "{name} has been altered; pages that name it would refuse it"
        );
        releases.push(Release {
            version,
            name,
            content,
        });
    }
    releases.sort_by_key(|release| release.version);
    Ok(releases)
}

/// The source as it travels.
fn small() -> anyhow::Result<Vec<u8>> {
    let small = run_quietly(
        Command::new("node")
            .arg(paths::e2e().join("node_modules/.bin/terser"))
            .arg(paths::root().join("app/widget").join(NAME))
            .args(OPTIONS),
    )?;
    Ok(small.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_released_is_what_it_was() {
        let releases = releases().expect("unaltered files");
        let versions: Vec<_> = releases.iter().map(|release| release.version).collect();
        assert_eq!(versions, (1..=versions.len() as u32).collect::<Vec<_>>());
        // Councils' pages name these for ever; a release is added below and none is taken away.
        let names: Vec<_> = releases.iter().map(|release| release.name.as_str()).collect();
        assert_eq!(names, RELEASED);
    }

    const RELEASED: [&str; 3] = [
        "embed.1.24b29f60e734445c.js",
        "embed.2.8cfc83ca417d079c.js",
        "embed.3.c0f85bf863b17b2a.js",
    ];
}
