use domain::ErrorCode;
use domain::api::NewEmbedOrigins;
use domain::limits::EMBED_ORIGINS;

use crate::{refusal, town};

fn request(origins: &[&str]) -> NewEmbedOrigins {
    NewEmbedOrigins {
        department: None,
        origins: origins.iter().map(|&origin| origin.to_owned()).collect(),
    }
}

#[tokio::test]
async fn administrators_say_where_their_authority_is_shown_and_nobody_else_does() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let clara = world.caseworker(&town, "clara", &[department]).await;
    let clara = world.staff(clara).await;
    let ada = world.staff(town.administrator).await;
    let twice = request(&[
        "https://www.town.example",
        "https://a.example",
        "https://a.example",
    ]);
    let office = &world.office;
    let refused = office.set_embed_origins(&clara, twice.clone()).await;
    assert_eq!(refusal(refused), ErrorCode::Forbidden);
    assert_eq!(refusal(office.embed_places(&clara).await), ErrorCode::Forbidden);
    office.set_embed_origins(&ada, twice).await.expect("set");
    let shown = office.embed_places(&ada).await.expect("places").origins;
    let shown: Vec<_> = shown.iter().map(domain::HostOrigin::as_str).collect();
    assert_eq!(shown, ["https://a.example", "https://www.town.example"]);
    assert_eq!(
        office
            .frame_hosts(town.authority, Some(department))
            .await
            .expect("hosts")
            .len(),
        2
    );

    let other = world.town("beispielheim").await;
    let foreign = NewEmbedOrigins {
        department: Some(department),
        ..request(&[])
    };
    let stranger = world.staff(other.administrator).await;
    assert_eq!(
        refusal(office.set_embed_origins(&stranger, foreign).await),
        ErrorCode::NotFound
    );
}

#[tokio::test]
async fn one_wrong_origin_changes_nothing() {
    let (world, town) = town().await;
    let ada = world.staff(town.administrator).await;
    let office = &world.office;
    office
        .set_embed_origins(&ada, request(&["https://www.town.example"]))
        .await
        .expect("set");
    let many: Vec<_> = (0..=EMBED_ORIGINS)
        .map(|number| format!("https://w{number}.town.example"))
        .collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    for (origins, code) in [
        (
            ["https://a.example", "https://*.town.example"].as_slice(),
            ErrorCode::OriginRefused,
        ),
        (&["https://a.example/"], ErrorCode::OriginRefused),
        (&["'self'"], ErrorCode::OriginRefused),
        (&["https://a.example; script-src *"], ErrorCode::OriginRefused),
        (&many, ErrorCode::TooLarge),
    ] {
        let refused = office.set_embed_origins(&ada, request(origins)).await;
        assert_eq!(refusal(refused), code, "{origins:?}");
    }
    let kept = office.embed_places(&ada).await.expect("places").origins;
    assert_eq!(kept.len(), 1);
}
