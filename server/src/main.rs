//! `server`, the portal's program. Ends with 0 if all went well, 1 if not, 2 if the command line or the configuration is
//! wrong.

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser as _;

#[tokio::main]
async fn main() -> ExitCode {
    let begin = Instant::now();
    server::cli::Arguments::parse().run(begin).await
}
