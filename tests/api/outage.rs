use client::Method;
use rand_core::OsRng;
use tests::{Engine, TestPortal, Town, short_letter};

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_gone_is_503_and_its_return_is_noticed_by_itself() -> anyhow::Result<()> {
    let postgres = postgres_fixture::Server::start()?;
    let portal = TestPortal::on(Some(postgres.database()?)).await?;
    let town = Town::found(&portal, "a-stadt").await?;
    let opening = client::Citizen::prepare(
        &portal.client,
        &town.authority,
        town.people[0].department.id,
        &short_letter(),
        portal.now(),
        &mut OsRng,
    )
    .await?;

    postgres.stop()?;
    let body = || Some(client::Body::json(&opening.request));
    let refused = portal
        .client
        .request(Method::POST, "/api/v1/conversations", body())
        .await?;
    assert_eq!(
        (
            refused.status.as_u16(),
            refused.text().contains("\"unavailable\"")
        ),
        (503, true)
    );
    let ready = portal.client.request(Method::GET, "/readyz", None).await?;
    assert_eq!(ready.status.as_u16(), 503);
    let alive = portal.client.request(Method::GET, "/healthz", None).await?;
    assert_eq!(alive.status.as_u16(), 200);

    postgres.start_again()?;
    let mut opened = portal
        .client
        .request(Method::POST, "/api/v1/conversations", body())
        .await?;
    for _ in 0..300 {
        if opened.status.as_u16() == 201 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        opened = portal
            .client
            .request(Method::POST, "/api/v1/conversations", body())
            .await?;
    }
    assert_eq!(opened.status.as_u16(), 201);
    assert_eq!(
        town.people[0].member.inbox("").await?.rows.len(),
        1,
        "nothing lost, nothing doubled"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_after_the_server_ended() -> anyhow::Result<()> {
    let mut portal = TestPortal::start(Engine::Sqlite).await?;
    let town = Town::found(&portal, "a-stadt").await?;
    let (citizen, _) = town.receives(&portal, 0, &short_letter()).await?;
    portal.stop().await;
    portal.serve().await?;
    let mut again = client::Citizen::login(&portal.client, citizen.receipt(), &mut OsRng).await?;
    assert_eq!(again.read(portal.now(), &mut OsRng).await?.1.len(), 1);
    Ok(())
}
