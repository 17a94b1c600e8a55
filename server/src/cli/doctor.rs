use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::UNIX_EPOCH;

use anyhow::{Context as _, bail, ensure};
use domain::Timestamp;
use domain::audit::Finding;

use super::{connect, trouble};
use crate::clock::system_clock;
use crate::config::{Config, MailTransport};
use crate::http::Assets;
use crate::mail;
use crate::secrets::Secrets;

/// A clock that shows less is wrong: the program is younger than this (2025-01-01).
const BEFORE_THIS_PROGRAM: Timestamp = Timestamp(1_735_689_600);
/// A clock may be set back by an hour without anybody being wrong.
const TOLERANCE_SECONDS: i64 = 3600;

/// Prints the configuration and each check; fails if one fails.
pub(super) async fn run(config: &Config) -> ExitCode {
    println!("Configuration in force:");
    for line in config.listing() {
        println!("  {line}");
    }
    println!();
    println!("Checks:");
    let checks = [
        tell("data folder", data_folder(config)),
        tell("server's keys", secrets(config)),
        tell("database", database(config).await),
        tell("audit logs", audit(config).await),
        tell("browser bundles", assets(config)),
        tell("mail", transport(config).await),
        tell("clock", clock(config)),
    ];
    let failed = checks.iter().filter(|ok| !**ok).count();
    println!();
    if failed == 0 {
        println!("Everything is in order.");
        ExitCode::SUCCESS
    } else {
        println!("{failed} of {} checks failed.", checks.len());
        ExitCode::FAILURE
    }
}

fn tell(what: &str, outcome: anyhow::Result<String>) -> bool {
    match outcome {
        Ok(found) => {
            println!("  ok      {what}: {found}");
            true
        }
        Err(error) => {
            println!("  failed  {what}: {error:#}");
            false
        }
    }
}

fn data_folder(config: &Config) -> anyhow::Result<String> {
    let folder = &config.data.folder;
    let mode =
        mode(folder).with_context(|| format!("{} cannot be read; run `server init`", folder.display()))?;
    ensure!(
        mode & 0o077 == 0,
        "others may enter {}; run `chmod 700 {}`",
        folder.display(),
        folder.display()
    );
    let probe = folder.join(".doctor");
    fs::write(&probe, b"")
        .and_then(|()| fs::remove_file(&probe))
        .with_context(|| {
            format!(
                "{} cannot be written; give it to the server's user",
                folder.display()
            )
        })?;
    Ok(format!(
        "{} is there, writable, and closed to others",
        folder.display()
    ))
}

fn secrets(config: &Config) -> anyhow::Result<String> {
    let file = config.secrets_file();
    Secrets::read(&file)?;
    ensure!(
        mode(&file)? & 0o007 == 0,
        "everybody may read {}; run `chmod 600 {}`",
        file.display(),
        file.display()
    );
    Ok(format!("{} is complete", file.display()))
}

async fn database(config: &Config) -> anyhow::Result<String> {
    let store = connect(config)?;
    let check = store.check().await.map_err(|error| trouble(config, error))?;
    if !check.problems.is_empty() {
        bail!(
            "{}; run `server migrate` if migrations are missing, else restore a backup",
            check.problems.join("; ")
        );
    }
    let waiting = store.outbox_length().await?;
    store.close().await;
    Ok(format!(
        "{} {}, up to date and whole, {waiting} mails waiting",
        check.engine, check.version
    ))
}

/// Verifies every authority's log with the keys that the database has; the first fault of each is named.
async fn audit(config: &Config) -> anyhow::Result<String> {
    let store = connect(config)?;
    store.ready().await.map_err(|error| trouble(config, error))?;
    let mut entries = 0;
    let mut faults = Vec::new();
    for authority in store.audited().await.map_err(|error| trouble(config, error))? {
        let (head, findings) = office::verify_audit(&store, authority).await?;
        entries += head.number;
        if let Some(first) = findings.first() {
            let more = match findings.len() - 1 {
                0 => String::new(),
                1 => ", and one more fault".to_owned(),
                more => format!(", and {more} more faults"),
            };
            faults.push(format!("authority {authority}: {}{more}", told(*first)));
        }
    }
    store.close().await;
    ensure!(
        faults.is_empty(),
        "{}; somebody has changed the database by hand, or it is damaged",
        faults.join("; ")
    );
    Ok(format!(
        "{entries} entries, each in its place, unaltered and signed"
    ))
}

fn told(finding: Finding) -> String {
    match finding {
        Finding::Altered { number } => format!("entry {number} was altered"),
        Finding::Missing { from, to } if from == to => format!("entry {from} is missing"),
        Finding::Missing { from, to } => format!("entries {from} to {to} are missing"),
        Finding::Moved { number, belongs } => format!("entry {belongs} stands in the place of {number}"),
        Finding::Forged { number } => format!("entry {number} is not signed by the member it names"),
        Finding::Repeated { number } => format!("entry {number} repeats an earlier one"),
        Finding::Contradicted { number, by } => {
            format!("entry {number} was another one when entry {by} was signed")
        }
        Finding::Forgotten { number } => format!("entry {number} was another one before"),
    }
}

fn assets(config: &Config) -> anyhow::Result<String> {
    Assets::load(&config.http.assets).context("check http.assets")?;
    Ok(format!("{} is complete", config.http.assets.display()))
}

async fn transport(config: &Config) -> anyhow::Result<String> {
    mail::transport(config)?.check().await?;
    Ok(match config.mail.transport {
        MailTransport::Folder => format!("written as files to {}", config.mail_folder().display()),
        MailTransport::Smtp => format!(
            "{}:{} lets the server in; nothing was sent",
            config.mail.host.as_deref().unwrap_or_default(),
            config.mail.port()
        ),
    })
}

/// Tickets, logins and certificates end by the clock. The server's keys were written in the past.
fn clock(config: &Config) -> anyhow::Result<String> {
    let now = system_clock()();
    let written = fs::metadata(config.secrets_file())
        .and_then(|metadata| metadata.modified())
        .ok()
        .and_then(|modified| modified.duration_since(UNIX_EPOCH).ok())
        .and_then(|since| i64::try_from(since.as_secs()).ok())
        .map_or(BEFORE_THIS_PROGRAM, Timestamp);
    ensure!(
        now > BEFORE_THIS_PROGRAM && now.plus(TOLERANCE_SECONDS) >= written,
        "the machine's clock is behind; set it, best by a time service"
    );
    Ok("plausible".to_owned())
}

fn mode(path: &Path) -> std::io::Result<u32> {
    Ok(fs::metadata(path)?.permissions().mode())
}
