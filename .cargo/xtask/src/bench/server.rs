use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::command::run_quietly;
use crate::{demo, paths};

/// A release build of the server with a database of its own and without limits on requests.
pub(super) struct Server {
    pub(super) origin: String,
    /// From the start of the program until it said that it was ready.
    pub(super) ready_after: Duration,
    child: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Creates a database and serves it; answers the token that founds an authority, too.
    pub(super) fn found(data: &Path, database: Option<&str>) -> anyhow::Result<(Self, String)> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let origin = format!("http://localhost:{port}");
        let program = || {
            let mut command = program(data, database);
            command
                .env("SIEGELPOST_HTTP__LISTEN", format!("127.0.0.1:{port}"))
                .env("SIEGELPOST_HTTP__ORIGIN", &origin);
            command
        };
        let output = run_quietly(program().args(["init", "--json"]))?;
        let answer: serde_json::Value = serde_json::from_str(&output)?;
        let token = answer["token"].as_str().context("no token")?.to_owned();
        let started = Instant::now();
        let log = std::fs::File::create(data.join("server.log"))?;
        let child = program()
            .arg("serve")
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        let mut server = Self {
            origin,
            ready_after: Duration::ZERO,
            child,
        };
        while !demo::ready(&server.origin) {
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended with {status}");
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        server.ready_after = started.elapsed();
        Ok((server, token))
    }

    /// Makes the tables in an empty database.
    pub(super) fn migrate(data: &Path, database: &str) -> anyhow::Result<()> {
        run_quietly(program(data, Some(database)).arg("migrate")).map(drop)
    }

    /// Memory that is really held (VmRSS).
    pub(super) fn resident_megabytes(&self) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kilobytes: f64 = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.split_whitespace().next())
            .and_then(|number| number.parse().ok())
            .context("no VmRSS")?;
        Ok(kilobytes / 1000.0)
    }
}

fn program(data: &Path, database: Option<&str>) -> Command {
    let mut command = Command::new(paths::target().join("release/server"));
    command
        .env("SIEGELPOST_DATA__FOLDER", data)
        .env("SIEGELPOST_HTTP__ASSETS", paths::site())
        .env("SIEGELPOST_LOG__LEVEL", "warn")
        .stdin(Stdio::null());
    for limit in [
        "REQUESTS",
        "TICKETS",
        "CITIZEN_LOGINS",
        "STAFF_LOGINS",
        "ACCOUNT_LOGINS",
    ] {
        command.env(format!("SIEGELPOST_LIMITS__{limit}_PER_MINUTE"), "1000000");
    }
    if let Some(database) = database {
        command.env("DATABASE_URL", database);
    }
    command
}
