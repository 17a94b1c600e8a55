use domain::ErrorCode;
use domain::api::{LoginFinish, LoginStart, LoginStarted, Role};
use domain::{Bytes, EmailAddress, LoginId};
use login::client::Login;
use office_fixture::{PASSWORD, World};

use crate::{refusal, town};

async fn start(world: &World, email: &EmailAddress, password: &str) -> (Login, LoginStarted) {
    let (login, request) = world.draw(|rng| Login::start(password, rng)).expect("a login");
    let start = LoginStart {
        email: email.clone(),
        request,
    };
    (
        login,
        world.office.start_staff_login(start).await.expect("an answer"),
    )
}

fn finish(world: &World, login: Login, started: &LoginStarted) -> Option<LoginFinish> {
    let (finalization, _) = world.draw(|rng| login.finish(&started.response, rng)).ok()?;
    Some(LoginFinish {
        login: started.login,
        finalization,
    })
}

#[tokio::test]
async fn the_right_password_tells_who_it_is_once() {
    let (world, town) = town().await;
    let shouted: EmailAddress = "ADA@musterstadt.example".parse().expect("plain");
    let (login, started) = start(&world, &shouted, PASSWORD).await;
    let finished = finish(&world, login, &started).expect("the right password");
    let member = world
        .office
        .finish_staff_login(finished.clone())
        .await
        .expect("signed in");
    assert_eq!(member, town.administrator);
    assert_eq!(
        refusal(world.office.finish_staff_login(finished).await),
        ErrorCode::LoginRefused
    );
}

#[tokio::test]
async fn an_unknown_account_looks_like_a_wrong_password() {
    let (world, town) = town().await;
    let (login, known) = start(&world, &town.email("ada"), "falsch").await;
    assert!(
        finish(&world, login, &known).is_none(),
        "the browser notices a wrong password first"
    );
    let (login, unknown) = start(&world, &town.email("niemand"), PASSWORD).await;
    assert!(finish(&world, login, &unknown).is_none());
    assert_eq!(known.response.0.len(), unknown.response.0.len());

    let same_size = Bytes(vec![0; 64]);
    for started in [known, unknown] {
        let forged = LoginFinish {
            login: started.login,
            finalization: same_size.clone(),
        };
        assert_eq!(
            refusal(world.office.finish_staff_login(forged).await),
            ErrorCode::LoginRefused
        );
    }
}

#[tokio::test]
async fn an_invited_account_that_has_not_enrolled_is_an_unknown_one() {
    let (world, town) = town().await;
    let administrator = world.staff(town.administrator).await;
    let invite = domain::api::Invite {
        name: "Neu".to_owned(),
        email: town.email("neu"),
        role: Role::Caseworker,
        departments: Vec::new(),
        locale: domain::Locale::De,
    };
    world
        .office
        .invite_member(&administrator, invite)
        .await
        .expect("invited");
    let (login, started) = start(&world, &town.email("neu"), PASSWORD).await;
    assert!(finish(&world, login, &started).is_none());
}

#[tokio::test]
async fn a_login_that_is_unknown_or_too_slow_is_refused() {
    let (world, town) = town().await;
    let (login, started) = start(&world, &town.email("ada"), PASSWORD).await;
    let finished = finish(&world, login, &started).expect("the right password");
    let mut unknown = finished.clone();
    unknown.login = world.draw(LoginId::random);
    assert_eq!(
        refusal(world.office.finish_staff_login(unknown).await),
        ErrorCode::LoginRefused
    );
    world.advance(3_600);
    assert_eq!(
        refusal(world.office.finish_staff_login(finished).await),
        ErrorCode::LoginRefused
    );
}

#[tokio::test]
async fn what_is_no_message_of_the_login_is_malformed() {
    let (world, town) = town().await;
    let start = LoginStart {
        email: town.email("ada"),
        request: Bytes(vec![1, 2, 3]),
    };
    assert_eq!(
        refusal(world.office.start_staff_login(start).await),
        ErrorCode::Malformed
    );
}
