use std::fs::{self, DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::Path;

use anyhow::{Context as _, bail};
use store::Engine;

use super::{connect, trouble};
use crate::config::Config;
use crate::secrets::Secrets;

const DATABASE: &str = "siegelpost.db";
const SECRETS: &str = "secrets.json";

pub(super) async fn run(config: &Config, path: &Path) -> anyhow::Result<()> {
    let secrets = Secrets::read(&config.secrets_file())?;
    let store = connect(config)?;
    if store.engine() != Engine::Sqlite {
        bail!(
            "a PostgreSQL database is backed up with `pg_dump`; copy the server's keys at {} beside it",
            config.secrets_file().display()
        );
    }
    store.ready().await.map_err(|error| trouble(config, error))?;
    DirBuilder::new().mode(0o700).create(path).with_context(|| {
        format!(
            "{} cannot be made; name a folder that does not exist yet",
            path.display()
        )
    })?;
    let database = path.join(DATABASE);
    store
        .backup(&database)
        .await
        .context("the database cannot be copied")?;
    fs::set_permissions(&database, Permissions::from_mode(0o600))?;
    secrets.write_new(&path.join(SECRETS))?;
    store.close().await;

    println!("Backed up to {}:", path.display());
    println!(
        "  {DATABASE}  every conversation with its files, still sealed; accounts; e-mail addresses for notices in plain text"
    );
    println!("  {SECRETS}   the server's keys, in plain text; without them no caseworker can sign in");
    println!(
        "Neither opens a conversation, but keep both from others. Mails in files and the configuration are not in it."
    );
    println!(
        "To restore: stop the server, put both files into the data folder, run `server migrate`, start it."
    );
    Ok(())
}
