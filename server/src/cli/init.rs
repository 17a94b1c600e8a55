use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use domain::Bytes;
use rand_core::{OsRng, RngCore as _};
use serde::Serialize;
use store::{Store, TokenHash};

use super::{connect, trouble};
use crate::clock::system_clock;
use crate::config::Config;
use crate::secrets::Secrets;

/// What was made, for programs.
#[derive(Serialize)]
struct Outcome {
    data_folder: String,
    database: String,
    secrets_file: String,
    /// Founds one authority; absent if there was no reason to make one.
    token: Option<String>,
    /// The page where that is done.
    link: Option<String>,
    origin: String,
}

pub(super) async fn run(config: &Config, new_token: bool, json: bool) -> anyhow::Result<()> {
    make_data_folder(&config.data.folder)?;
    let store = connect(config)?;
    store.migrate().await.map_err(|error| trouble(config, error))?;
    let has_authority = !store
        .directory(None, 1)
        .await
        .map_err(|error| trouble(config, error))?
        .is_empty();
    make_secrets(config, has_authority)?;
    let token = if has_authority && !new_token {
        None
    } else {
        Some(make_token(&store).await?)
    };
    store.close().await;

    let outcome = Outcome {
        data_folder: config.data.folder.display().to_string(),
        database: config.database_shown(),
        secrets_file: config.secrets_file().display().to_string(),
        link: token
            .as_ref()
            .map(|token| format!("{}/desk/found#{token}", config.http.origin)),
        token,
        origin: config.http.origin.clone(),
    };
    if json {
        println!("{}", serde_json::to_string(&outcome)?);
    } else {
        tell(&outcome);
    }
    Ok(())
}

fn tell(outcome: &Outcome) {
    println!("Data folder:   {}", outcome.data_folder);
    println!("Database:      {}", outcome.database);
    println!(
        "Server's keys: {} (keep a copy in a safe place)",
        outcome.secrets_file
    );
    println!();
    match &outcome.link {
        Some(link) => {
            println!("Found an authority here: {link}");
            println!();
            println!(
                "The link founds one authority, once, and is shown only now. Open it while `server serve` is running, or \
                 send it to the person who will administer the authority. Mails must arrive: the page asks for a code \
                 that is sent to that person."
            );
        }
        None => println!(
            "There is an authority already, so no link was made. `server init --new-token` makes one for another authority."
        ),
    }
}

/// Only the server's user may enter it. A folder that is already there keeps its permissions; `doctor` judges them.
fn make_data_folder(folder: &Path) -> anyhow::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| {
            format!(
                "the data folder {} cannot be made; check data.folder",
                folder.display()
            )
        })
}

/// New keys only where nothing was sealed with old ones: with others, no caseworker could sign in again.
fn make_secrets(config: &Config, has_authority: bool) -> anyhow::Result<()> {
    let file = config.secrets_file();
    let exists = fs::exists(&file).with_context(|| format!("{} cannot be looked at", file.display()))?;
    if exists {
        return Secrets::read(&file).map(drop);
    }
    if has_authority {
        bail!(
            "the database has an authority, but the server's keys are missing at {}; restore them from a backup, because \
             with new ones nobody could sign in",
            file.display()
        );
    }
    Secrets::draw(&mut OsRng).write_new(&file)
}

async fn make_token(store: &Store) -> anyhow::Result<String> {
    let mut bytes = [0; 32];
    OsRng.fill_bytes(&mut bytes);
    let token = Bytes::from(bytes).to_base64();
    store
        .add_setup_token(TokenHash::of(&token), system_clock()())
        .await
        .context("the set-up token cannot be kept")?;
    Ok(token)
}
