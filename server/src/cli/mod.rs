//! The operator's commands, one file each.

mod backup;
mod database;
mod doctor;
mod init;
mod migrate;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::{Parser, Subcommand};

use crate::config::{Config, Environment};

pub(crate) use self::database::{connect, trouble};

/// The portal's server.
///
/// Configuration comes from a TOML file and, over it, from the environment: the key `http.listen` is the variable
/// SIEGELPOST_HTTP__LISTEN. `server doctor` shows every key with the value in force.
#[derive(Debug, Parser)]
#[command(name = "server", version)]
pub struct Arguments {
    /// TOML file with the configuration; also named by SIEGELPOST_CONFIG.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves the portal until SIGTERM or Ctrl+C.
    Serve,
    /// Makes the data folder, the server's keys and the database, and prints a set-up token. Changes nothing that is
    /// already there.
    Init {
        /// Prints a new set-up token although there is an authority already, to found another one.
        #[arg(long)]
        new_token: bool,
        /// Prints the result as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Brings the database's tables up to date with this program.
    Migrate,
    /// Copies database and keys into a new folder while the server goes on.
    Backup {
        /// The folder to make.
        path: PathBuf,
    },
    /// Shows the configuration in force and checks everything that the server needs.
    Doctor,
}

impl Arguments {
    /// Runs the command. `begin` is when the process began.
    pub async fn run(self, begin: Instant) -> ExitCode {
        let config = match Config::load(self.config.as_deref(), &Environment::of_process()) {
            Ok(config) => config,
            Err(problem) => {
                eprintln!("error: {problem}");
                return ExitCode::from(2);
            }
        };
        let outcome = match self.command {
            Command::Serve => serve::run(config, begin).await,
            Command::Init { new_token, json } => init::run(&config, new_token, json).await,
            Command::Migrate => migrate::run(&config).await,
            Command::Backup { path } => backup::run(&config, &path).await,
            Command::Doctor => return doctor::run(&config).await,
        };
        match outcome {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("error: {error:#}");
                ExitCode::FAILURE
            }
        }
    }
}
