//! The portal on this machine: built, founded and served.

use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::Duration;

use anyhow::{Context as _, bail};

use crate::command::{run_quietly, say, step};
use crate::demo::{self, Demo};
use crate::{bundles, paths, setup};

const ORIGIN: &str = "http://localhost:3000";

/// Builds, founds the demo authority if there is none yet, serves until the server is stopped.
pub(crate) fn run() -> anyhow::Result<()> {
    setup::for_bundles()?;
    bundles::build(bundles::Finish::Small)?;
    step("building the server", || {
        crate::command::run(
            Command::new("cargo")
                .args(["build", "--quiet", "--package", "server"])
                .current_dir(paths::root()),
        )
    })?;
    let founded = data().join("demo.json");
    let token = if founded.exists() { None } else { Some(init()?) };
    let mut server = Server(
        server()
            .arg("serve")
            .spawn()
            .context("the server could not be started")?,
    );
    step("waiting for the server", || server.wait_until_ready())?;
    let demo = match token {
        Some(token) => {
            let demo = step("founding the demo authority through the API", || {
                demo::found(ORIGIN, &token, &data().join("mail"))
            })?;
            std::fs::write(&founded, serde_json::to_vec_pretty(&demo)?)?;
            demo
        }
        None => serde_json::from_slice(&std::fs::read(&founded)?).context("data/demo.json")?,
    };
    print(&demo);
    let status = server.0.wait()?;
    if status.success() {
        Ok(())
    } else {
        bail!("the server ended with {status}")
    }
}

/// Stopped when this program ends early, so that no server is left behind.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
    }
}

impl Server {
    fn wait_until_ready(&mut self) -> anyhow::Result<()> {
        for _ in 0..300 {
            if let Some(status) = self.0.try_wait()? {
                bail!("the server ended with {status}; its last lines above say why");
            }
            if demo::ready(ORIGIN) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!("the server is not ready after 30 seconds")
    }
}

fn data() -> PathBuf {
    paths::root().join("data")
}

/// The server program with this portal's configuration.
fn server() -> Command {
    let mut command = Command::new(paths::target().join("debug/server"));
    command
        .env("SIEGELPOST_DATA__FOLDER", data())
        .env("SIEGELPOST_HTTP__ORIGIN", ORIGIN)
        .env("SIEGELPOST_HTTP__ASSETS", paths::site())
        .current_dir(paths::root());
    command
}

/// Creates database and secrets; answers the single-use token that founds an authority.
fn init() -> anyhow::Result<String> {
    let output = step("creating the database under data/", || {
        run_quietly(server().args(["init", "--json"]))
    })?;
    let answer: serde_json::Value = serde_json::from_str(&output)?;
    let token = answer["token"]
        .as_str()
        .context("`server init` printed no token: remove data/ and start again")?;
    Ok(token.to_owned())
}

fn print(demo: &Demo) {
    say("");
    say(&format!("  Siegelpost is running: {ORIGIN}"));
    say(&format!("  Caseworkers sign in:   {ORIGIN}/desk"));
    for account in &demo.accounts {
        say(&format!(
            "    {} · {} · {}",
            account.email, account.password, account.role
        ));
    }
    say(&format!("  A citizen comes back:  {ORIGIN}/de/return"));
    for receipt in &demo.receipts {
        say(&format!("    {} · {}", receipt.code, receipt.subject));
    }
    say(&format!(
        "  Mails are kept in:     {}",
        data().join("mail").display()
    ));
    say("  Stop with Ctrl+C.");
    say("");
}
