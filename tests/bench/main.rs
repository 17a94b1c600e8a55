//! The measuring half of `cargo xtask bench`: each command prints one JSON object. Everything is a load on a server
//! of its own on this machine, bounded in number.

mod bare_postgres;
mod bare_sqlite;
mod connection;
mod find;
mod inbox;
mod land;
mod letters;
mod openings;
mod publishing;
mod rotation;
mod sign_in;

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Opens conversations over many connections and prints rate and latencies.
    Open(openings::Options),
    /// Reads the first inbox page again and again and prints the median.
    Inbox(inbox::Options),
    /// Opens conversations that a caseworker can read.
    Letters(letters::Options),
    /// Begins a department's next epoch and prints how long that took.
    Rotate(rotation::Options),
    /// Publishes a directory and prints how fast, and how fast its routes are found.
    Publish(publishing::Options),
    /// Fills a database with the authorities, departments and routes of a whole land.
    Land(land::Options),
    /// Searches in it for concerns in places and prints the latencies, while nothing and while something is published.
    Find(find::Options),
    /// Has sign-ins refused with and without an account and prints how long each takes.
    SignIn(sign_in::Options),
    /// Writes the rows of a SQLite database into a new one, with the bare engine in batches, and prints the rate.
    BareSqlite(bare_sqlite::Options),
    /// Writes the rows of a PostgreSQL database into a new one, with the bare engine in batches, and prints the rate.
    BarePostgres(bare_postgres::Options),
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let printed = match Arguments::parse().what {
        What::Open(options) => serde_json::to_string(&openings::run(&options).await?)?,
        What::Inbox(options) => serde_json::to_string(&inbox::run(&options).await?)?,
        What::Letters(options) => serde_json::to_string(&letters::run(&options).await?)?,
        What::Rotate(options) => serde_json::to_string(&rotation::run(&options).await?)?,
        What::Publish(options) => serde_json::to_string(&publishing::run(&options).await?)?,
        What::Land(options) => serde_json::to_string(&land::run(&options).await?)?,
        What::Find(options) => serde_json::to_string(&find::run(&options).await?)?,
        What::SignIn(options) => serde_json::to_string(&sign_in::run(&options).await?)?,
        What::BareSqlite(options) => serde_json::to_string(&bare_sqlite::run(&options)?)?,
        What::BarePostgres(options) => serde_json::to_string(&bare_postgres::run(&options).await?)?,
    };
    println!("{printed}");
    Ok(())
}
