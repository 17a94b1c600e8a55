//! The portal through its public door, on both engines.

mod account;
mod addresses;
mod audit;
mod conversation;
mod directory;
mod grants;
mod handovers;
mod letters;
mod membership;
mod notes;
mod outage;
mod people;
mod rekeying;
mod robbery;
mod strangers;
mod transfers;

/// Runs a test on both engines; its body gets the engine.
macro_rules! on_both_engines {
    ($(async fn $name:ident($engine:ident) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn body($engine: tests::Engine) -> anyhow::Result<()> $body

            #[tokio::test(flavor = "multi_thread")]
            async fn on_sqlite() -> anyhow::Result<()> {
                body(tests::Engine::Sqlite).await
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn on_postgres() -> anyhow::Result<()> {
                body(tests::Engine::Postgres).await
            }
        }
    )+};
}

pub(crate) use on_both_engines;

/// What stands in messages, or why they are not believed.
fn texts(messages: &[vault::messages::ReadMessage]) -> Vec<Result<&str, sealing::Failure>> {
    let outcomes = messages.iter().map(|message| message.outcome.as_ref());
    outcomes
        .map(|outcome| {
            outcome
                .map(|content| content.text.as_str())
                .map_err(|failure| *failure)
        })
        .collect()
}
