//! The one build-and-run tool: `cargo xtask run` and `cargo xtask test` do everything, set-up included.

mod assets;
mod bench;
mod bundles;
mod command;
mod demo;
mod paths;
mod run;
mod setup;
mod test;
mod widget;

use std::process::ExitCode;

use bundles::Finish;
use clap::{Parser, Subcommand};
use command::say;

/// Builds, runs, tests and measures Siegelpost.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds everything, makes a database with a demo authority under data/, and serves on localhost:3000.
    Run,
    /// Installs what building and testing need, and says what it did.
    Setup,
    /// Builds the browser bundles and style sheets into target/site.
    Bundles {
        /// Makes what is twice as large in a fraction of the time: to try a change, never to serve.
        #[arg(long)]
        draft: bool,
    },
    /// Releases the button for pages of other sites, if `app/widget/embed.js` has changed.
    Widget,
    /// Measures sizes, speed and memory and prints the README's table.
    Bench,
    /// Founds the demo authority on a running server and prints its credentials as JSON.
    Demo {
        /// The server's public origin.
        #[arg(long)]
        origin: String,
        /// The token that `server init` printed; one in 64 begins with a hyphen.
        #[arg(long, allow_hyphen_values = true)]
        token: String,
        /// The folder into which the server puts its mails.
        #[arg(long)]
        mail: std::path::PathBuf,
    },
    /// Founds a second, small authority on the same server and prints its caseworker's account as JSON.
    Neighbour {
        /// The server's public origin.
        #[arg(long)]
        origin: String,
        /// A further token of `server init`.
        #[arg(long, allow_hyphen_values = true)]
        token: String,
        /// The folder into which the server puts its mails.
        #[arg(long)]
        mail: std::path::PathBuf,
    },
    /// Runs every check: format, lints, documentation, licences, tests on both engines, browser journeys.
    Test {
        /// Only checks whose name contains this.
        only: Option<String>,
    },
}

fn main() -> ExitCode {
    match work(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            say(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn work(task: Task) -> anyhow::Result<ExitCode> {
    match task {
        Task::Run => run::run()?,
        Task::Setup => setup::for_tests()?,
        Task::Bundles { draft } => {
            setup::for_bundles()?;
            bundles::build(if draft { Finish::Draft } else { Finish::Small })?;
        }
        Task::Widget => {
            setup::for_bundles()?;
            widget::release()?;
        }
        Task::Bench => bench::bench()?,
        Task::Demo { origin, token, mail } => {
            println!(
                "{}",
                serde_json::to_string(&demo::found(&origin, &token, &mail)?)?
            );
        }
        Task::Neighbour { origin, token, mail } => {
            let account = demo::neighbour(&origin, &token, &mail)?;
            println!("{}", serde_json::to_string(&account)?);
        }
        Task::Test { only } => return test::run(only.as_deref()),
    }
    Ok(ExitCode::SUCCESS)
}
