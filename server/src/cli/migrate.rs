use super::{connect, trouble};
use crate::config::Config;

pub(super) async fn run(config: &Config) -> anyhow::Result<()> {
    let store = connect(config)?;
    store.migrate().await.map_err(|error| trouble(config, error))?;
    store.close().await;
    println!("The database {} is up to date.", config.database_shown());
    Ok(())
}
