use domain::api::{NewPasskey, PasskeyProof, SecondFactor, SignInPolicy, Way};
use domain::{Bytes, ErrorCode, MemberId, PasskeyId, limits};
use office::Error;
use office_fixture::{Authenticator, Town, World};
use serde_json::json;
use store::SignedIn;

use crate::refusal;

/// A town with a caseworker.
async fn town(world: &World) -> (Town, MemberId) {
    let town = world.town("musterstadt").await;
    let department = world.department(&town, "buergerbuero").await;
    let clara = world.caseworker(&town, "clara", &[department]).await;
    (town, clara)
}

async fn offer(
    world: &World,
    member: MemberId,
    key: &mut Authenticator,
    account: Option<Bytes>,
) -> NewPasskey {
    let staff = world.staff(member).await;
    let started = world.office.start_passkey(&staff).await.expect("options");
    NewPasskey {
        ceremony: started.ceremony,
        name: "Schlüsselbund".to_owned(),
        credential: key.create(&started.options),
        account,
    }
}

/// Registers the authenticator's passkey for a member; with an account key it unlocks.
async fn register(
    world: &World,
    member: MemberId,
    key: &mut Authenticator,
    account: Option<Bytes>,
) -> Result<PasskeyId, Error> {
    let request = offer(world, member, key, account).await;
    let staff = world.staff(member).await;
    let added = world.office.add_passkey(&staff, request).await?;
    Ok(added.id)
}

async fn sign_in(world: &World, key: &mut Authenticator) -> Result<(MemberId, PasskeyId), Error> {
    let started = world.office.start_passkey_sign_in().await?;
    let proof = PasskeyProof {
        ceremony: started.ceremony,
        credential: key.get(&started.options),
    };
    world.office.finish_passkey_sign_in(&proof).await
}

async fn second_factor(world: &World, member: MemberId, key: &mut Authenticator) -> Result<(), Error> {
    let staff = world.staff(member).await;
    let started = world.office.start_second_factor(&staff).await?;
    let proof = PasskeyProof {
        ceremony: started.ceremony,
        credential: key.get(&started.options),
    };
    world.office.finish_second_factor(&staff, &proof).await
}

#[track_caller]
fn assert_refused<T: std::fmt::Debug>(outcome: Result<T, Error>, code: ErrorCode) {
    assert_eq!(refusal(outcome), code);
}

/// The account key that a session is given.
async fn account(world: &World, session: &SignedIn) -> Option<Bytes> {
    let staff = world.staff(session.member).await;
    let given = world.office.staff_session(&staff, session).await;
    Some(given.expect("a session").keys.account)
}

fn wrapped() -> Option<Bytes> {
    Some(Bytes(vec![3; 81]))
}

#[tokio::test]
async fn a_passkey_that_unlocks_signs_in_alone_and_gets_its_own_account_key() {
    let world = World::new().await;
    let (_, clara) = town(&world).await;
    let mut key = world.authenticator();
    let id = register(&world, clara, &mut key, wrapped()).await.expect("added");
    world.advance(60);
    assert_eq!(sign_in(&world, &mut key).await.expect("signed in"), (clara, id));
    let staff = world.staff(clara).await;
    let mut session = world.session(clara);
    let own = session.session;
    let by_password = account(&world, &session).await;
    assert_ne!(by_password, wrapped());
    session.way = Way::Passkey;
    session.passkey = Some(id);
    assert_eq!(account(&world, &session).await, wrapped());
    let listed = world.office.list_passkeys(&staff).await.expect("listed");
    assert_eq!(listed.len(), 1);
    assert!(listed[0].unlocks);
    assert_eq!(listed[0].used_at, Some(world.now()));

    let removed = world.office.remove_passkey(&staff, id, own).await;
    removed.expect("the password stays");
    assert_refused(sign_in(&world, &mut key).await, ErrorCode::PasskeyRefused);
    assert_eq!(account(&world, &session).await, by_password);
}

#[tokio::test]
async fn a_passkey_without_an_account_key_is_the_second_factor_only() {
    let world = World::new().await;
    let (_, clara) = town(&world).await;
    let staff = world.staff(clara).await;
    let due = world.office.second_factor(&staff).await.expect("answers");
    assert_eq!(due, None);
    let mut key = world.authenticator();
    register(&world, clara, &mut key, None).await.expect("added");
    assert_refused(sign_in(&world, &mut key).await, ErrorCode::PasskeyIsSecondFactor);
    let due = world.office.second_factor(&staff).await.expect("answers");
    assert_eq!(due, Some(SecondFactor::Passkey));
    second_factor(&world, clara, &mut key).await.expect("shown");
}

#[tokio::test]
async fn a_passkey_of_another_account_is_no_second_factor_and_uses_nothing_up() {
    let world = World::new().await;
    let (town, clara) = town(&world).await;
    let (mut claras, mut adas) = (world.authenticator(), world.authenticator());
    register(&world, clara, &mut claras, None).await.expect("added");
    register(&world, town.administrator, &mut adas, wrapped())
        .await
        .expect("added");
    let staff = world.staff(clara).await;
    let started = world.office.start_second_factor(&staff).await.expect("options");
    let proof = |key: &mut Authenticator| PasskeyProof {
        ceremony: started.ceremony,
        credential: key.get(&started.options),
    };
    let foreign = world.office.finish_second_factor(&staff, &proof(&mut adas)).await;
    assert_refused(foreign, ErrorCode::ForeignPasskey);
    let listed = world
        .office
        .list_passkeys(&world.staff(town.administrator).await)
        .await;
    assert_eq!(listed.expect("listed")[0].used_at, None);
    let own = world
        .office
        .finish_second_factor(&staff, &proof(&mut claras))
        .await;
    own.expect("the right one can still be shown");
}

#[tokio::test]
async fn a_credential_that_claims_to_be_anothers_is_refused() {
    let world = World::new().await;
    let (town, clara) = town(&world).await;
    let mut adas = world.authenticator();
    register(&world, town.administrator, &mut adas, wrapped())
        .await
        .expect("added");
    let mut forged = world.authenticator();
    forged.id.clone_from(&adas.id);
    assert_refused(
        register(&world, clara, &mut forged, wrapped()).await,
        ErrorCode::Conflict,
    );
    assert_refused(sign_in(&world, &mut forged).await, ErrorCode::PasskeyRefused);
    sign_in(&world, &mut adas).await.expect("the right one");
}

#[tokio::test]
async fn a_registration_is_for_the_member_who_began_it() {
    let world = World::new().await;
    let (town, clara) = town(&world).await;
    let mut key = world.authenticator();
    let request = offer(&world, clara, &mut key, None).await;
    let ada = world.staff(town.administrator).await;
    let stolen = world.office.add_passkey(&ada, request.clone()).await;
    assert_refused(stolen, ErrorCode::PasskeyRefused);
    assert_eq!(world.office.list_passkeys(&ada).await.expect("listed"), []);
    let again = world.office.add_passkey(&world.staff(clara).await, request).await;
    assert_refused(again, ErrorCode::PasskeyRefused);
}

#[tokio::test]
async fn a_ceremony_ends_after_five_minutes_and_with_its_answer() {
    let world = World::new().await;
    let (_, clara) = town(&world).await;
    let mut key = world.authenticator();
    register(&world, clara, &mut key, wrapped()).await.expect("added");
    let started = world.office.start_passkey_sign_in().await.expect("options");
    let proof = PasskeyProof {
        ceremony: started.ceremony,
        credential: key.get(&started.options),
    };
    let first = world.office.finish_passkey_sign_in(&proof).await;
    first.expect("signed in");
    let again = world.office.finish_passkey_sign_in(&proof).await;
    assert_refused(again, ErrorCode::PasskeyRefused);

    let started = world.office.start_passkey_sign_in().await.expect("options");
    world.advance(limits::CEREMONY_SECONDS);
    let late = PasskeyProof {
        ceremony: started.ceremony,
        credential: key.get(&started.options),
    };
    let late = world.office.finish_passkey_sign_in(&late).await;
    assert_refused(late, ErrorCode::PasskeyRefused);
}

#[tokio::test]
async fn the_answer_to_another_challenge_is_refused() {
    let world = World::new().await;
    let (_, clara) = town(&world).await;
    let mut key = world.authenticator();
    register(&world, clara, &mut key, wrapped()).await.expect("added");
    let first = world.office.start_passkey_sign_in().await.expect("options");
    let second = world.office.start_passkey_sign_in().await.expect("options");
    assert_ne!(first.options["challenge"], second.options["challenge"]);
    let proof = PasskeyProof {
        ceremony: first.ceremony,
        credential: key.get(&second.options),
    };
    let crossed = world.office.finish_passkey_sign_in(&proof).await;
    assert_refused(crossed, ErrorCode::PasskeyRefused);
}

#[tokio::test]
async fn a_counter_that_goes_backwards_is_a_copy() {
    let world = World::new().await;
    let (_, clara) = town(&world).await;
    let mut key = world.authenticator();
    register(&world, clara, &mut key, wrapped()).await.expect("added");
    let mut copy = key.clone();
    for _ in 0..2 {
        sign_in(&world, &mut key).await.expect("signed in");
    }
    assert_refused(sign_in(&world, &mut copy).await, ErrorCode::PasskeyRefused);
    assert_refused(
        second_factor(&world, clara, &mut copy).await,
        ErrorCode::PasskeyRefused,
    );
}

#[tokio::test]
async fn another_origin_or_a_user_who_was_not_verified_is_refused() {
    let world = World::new().await;
    let (_, clara) = town(&world).await;
    for bend in [
        (|key| key.origin = "https://portal.example.evil.example".to_owned()) as fn(&mut Authenticator),
        |key| key.origin = "http://portal.example".to_owned(),
        |key| key.origin = "https://sub.portal.example".to_owned(),
        |key| key.verifies_user = false,
    ] {
        let mut key = world.authenticator();
        register(&world, clara, &mut key, wrapped()).await.expect("added");
        bend(&mut key);
        assert_refused(sign_in(&world, &mut key).await, ErrorCode::PasskeyRefused);
        assert_refused(
            second_factor(&world, clara, &mut key).await,
            ErrorCode::PasskeyRefused,
        );
        let mut new = world.authenticator();
        bend(&mut new);
        assert_refused(
            register(&world, clara, &mut new, None).await,
            ErrorCode::PasskeyRefused,
        );
    }
}

#[tokio::test]
async fn what_a_passkey_evaluates_is_not_taken_from_anybody() {
    let world = World::new().await;
    let (_, clara) = town(&world).await;
    let mut key = world.authenticator();
    let mut request = offer(&world, clara, &mut key, wrapped()).await;
    request.credential["clientExtensionResults"] =
        json!({ "prf": { "enabled": true, "results": { "first": "AAAA" } } });
    let staff = world.staff(clara).await;
    let told = world.office.add_passkey(&staff, request).await;
    assert_refused(told, ErrorCode::Malformed);

    register(&world, clara, &mut key, wrapped()).await.expect("added");
    let started = world.office.start_passkey_sign_in().await.expect("options");
    let mut credential = key.get(&started.options);
    credential["clientExtensionResults"] = json!({ "prf": { "results": { "first": "AAAA" } } });
    let proof = PasskeyProof {
        ceremony: started.ceremony,
        credential,
    };
    let told = world.office.finish_passkey_sign_in(&proof).await;
    assert_refused(told, ErrorCode::Malformed);
}

#[tokio::test]
async fn an_administrator_demands_a_second_factor_that_they_have_themself() {
    let world = World::new().await;
    let (town, clara) = town(&world).await;
    let (ada, clara) = (world.staff(town.administrator).await, world.staff(clara).await);
    let demand = async |staff, second_factor_required| {
        let policy = SignInPolicy {
            second_factor_required,
        };
        world.office.set_sign_in_policy(staff, policy).await
    };
    assert_refused(demand(&clara, true).await, ErrorCode::Forbidden);
    assert_refused(demand(&ada, true).await, ErrorCode::PasskeyMissing);
    let due = world.office.second_factor(&clara).await.expect("answers");
    assert_eq!(due, None, "nothing has changed");

    let mut key = world.authenticator();
    let id = register(&world, town.administrator, &mut key, None)
        .await
        .expect("added");
    demand(&ada, true).await.expect("demanded");
    let due = world.office.second_factor(&clara).await.expect("answers");
    assert_eq!(due, Some(SecondFactor::Enrolment));
    let start = world.office.start_second_factor(&clara).await;
    assert_refused(start, ErrorCode::PasskeyMissing);
    let own = world.session(town.administrator).session;
    let removed = world.office.remove_passkey(&ada, id, own).await;
    assert_refused(removed, ErrorCode::PasskeyMissing);
    demand(&ada, false).await.expect("no longer demanded");
    let due = world.office.second_factor(&clara).await.expect("answers");
    assert_eq!(due, None);
}

#[tokio::test]
async fn nobody_removes_a_colleagues_passkey() {
    let world = World::new().await;
    let (town, clara) = town(&world).await;
    let mut key = world.authenticator();
    let id = register(&world, clara, &mut key, wrapped()).await.expect("added");
    let ada = world.staff(town.administrator).await;
    let own = world.session(town.administrator).session;
    let removed = world.office.remove_passkey(&ada, id, own).await;
    assert_refused(removed, ErrorCode::NotFound);
    sign_in(&world, &mut key).await.expect("still there");
}

#[tokio::test]
async fn a_passkey_has_a_name_to_be_told_by() {
    let world = World::new().await;
    let (_, clara) = town(&world).await;
    let staff = world.staff(clara).await;
    for name in ["", "  ", "zwei\nZeilen"] {
        let mut request = offer(&world, clara, &mut world.authenticator(), None).await;
        request.name = name.to_owned();
        let added = world.office.add_passkey(&staff, request).await;
        assert_refused(added, ErrorCode::Malformed);
    }
}
