use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{Method, StatusCode};
use domain::api::{
    CeremonyStarted, NewPasskey, Passkey, PasskeyProof, SecondFactor, SecondFactorDue, SignInPolicy,
    StaffSession, Way,
};
use domain::{Bytes, ErrorCode, MemberId, limits};
use office_fixture::{Authenticator, Town};
use serde::Serialize;
use serde_json::Value;

use super::Portal;
use super::portal::{Answer, json};

const SESSION: &str = "/api/v1/staff/session";
const INBOX: &str = "/api/v1/inbox";
const PASSKEYS: &str = "/api/v1/staff/passkeys";
const REGISTRATIONS: &str = "/api/v1/staff/passkeys/registrations";

impl Portal {
    async fn send_with_cookie(&self, path: &str, cookie: &str, body: &impl Serialize) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header(CONTENT_TYPE, "application/json")
            .header(COOKIE, cookie);
        self.ask(request.body(json(body)).expect("a request")).await
    }

    /// Asks to begin a ceremony.
    pub(super) async fn ceremony(&self, path: &str, cookie: &str) -> CeremonyStarted {
        let answer = self.with_cookie(Method::POST, path, cookie).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
        answer.json()
    }

    /// Adds the authenticator's passkey to the account whose cookie this is: the last answer.
    async fn add_passkey(&self, cookie: &str, key: &mut Authenticator, account: Option<Bytes>) -> Answer {
        let started = self.ceremony(REGISTRATIONS, cookie).await;
        let request = NewPasskey {
            ceremony: started.ceremony,
            name: "Telefon".to_owned(),
            credential: key.create(&started.options),
            account,
        };
        self.send_with_cookie(PASSKEYS, cookie, &request).await
    }

    /// Signs in with a passkey alone.
    pub(super) async fn sign_in_with_passkey(&self, key: &mut Authenticator) -> Answer {
        let started = self.ceremony("/api/v1/staff/logins/passkey", "").await;
        let proof = proof(&started, key);
        self.send(Method::POST, "/api/v1/staff/sessions/passkey", &proof)
            .await
    }

    async fn show_passkey(&self, cookie: &str, key: &mut Authenticator) -> Answer {
        let started = self.ceremony("/api/v1/staff/logins/second-factor", cookie).await;
        let proof = proof(&started, key);
        self.send_with_cookie("/api/v1/staff/sessions/second-factor", cookie, &proof)
            .await
    }

    /// A passkey of a member, added while nobody looks; it unlocks if it comes with an account key.
    pub(super) async fn passkey_of(&self, member: MemberId, account: Option<Bytes>) -> Authenticator {
        let mut key = self.world.authenticator();
        let staff = self.world.staff(member).await;
        let started = self.world.office.start_passkey(&staff).await.expect("options");
        let request = NewPasskey {
            ceremony: started.ceremony,
            name: "Schlüssel".to_owned(),
            credential: key.create(&started.options),
            account,
        };
        let added = self.world.office.add_passkey(&staff, request).await;
        added.expect("added");
        key
    }
}

fn proof(started: &CeremonyStarted, key: &mut Authenticator) -> PasskeyProof {
    PasskeyProof {
        ceremony: started.ceremony,
        credential: key.get(&started.options),
    }
}

fn wrapped() -> Option<Bytes> {
    Some(Bytes(vec![3; 81]))
}

async fn town(portal: &Portal) -> (Town, MemberId) {
    let town = portal.world.town("musterstadt").await;
    let department = portal.world.department(&town, "buergerbuero").await;
    let clara = portal.world.caseworker(&town, "clara", &[department]).await;
    (town, clara)
}

#[tokio::test]
async fn a_passkey_that_unlocks_signs_in_alone() {
    let portal = Portal::new().await;
    let (town, clara) = town(&portal).await;
    let cookie = portal.sign_in(&town.email("clara")).await;
    let mut key = portal.world.authenticator();
    let added = portal.add_passkey(&cookie, &mut key, wrapped()).await;
    assert_eq!(added.status, StatusCode::CREATED);
    assert!(added.json::<Passkey>().unlocks);
    assert_eq!(added.cookie(), None, "the session was complete already");

    let answer = portal.sign_in_with_passkey(&mut key).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let own = answer.cookie().expect("a cookie");
    let opened: StaffSession = answer.json();
    assert_eq!(opened.member.id, clara);
    assert_eq!(Some(&opened.keys.account), wrapped().as_ref());
    let again = portal.with_cookie(Method::GET, SESSION, &own).await;
    assert_eq!(again.json::<StaffSession>(), opened);
    assert_eq!(
        portal.with_cookie(Method::GET, INBOX, &own).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_proof_that_names_no_user_is_malformed() {
    let portal = Portal::new().await;
    let (_, clara) = town(&portal).await;
    let mut key = portal.passkey_of(clara, wrapped()).await;
    for user in [
        Value::Null,
        "".into(),
        "AAAA".into(),
        7.into(),
        Value::Array(Vec::new()),
    ] {
        let started = portal.ceremony("/api/v1/staff/logins/passkey", "").await;
        let mut proof = proof(&started, &mut key);
        proof.credential["response"]["userHandle"] = user;
        let answer = portal
            .send(Method::POST, "/api/v1/staff/sessions/passkey", &proof)
            .await;
        answer.assert_refused(ErrorCode::Malformed);
    }
    let answer = portal.sign_in_with_passkey(&mut key).await;
    assert_eq!(answer.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_passkey_that_does_not_unlock_begins_no_session() {
    let portal = Portal::new().await;
    let (_, clara) = town(&portal).await;
    let mut key = portal.passkey_of(clara, None).await;
    let answer = portal.sign_in_with_passkey(&mut key).await;
    answer.assert_refused(ErrorCode::PasskeyIsSecondFactor);
    assert_eq!(answer.cookie(), None);
    let mut unknown = portal.world.authenticator().registered(clara);
    let answer = portal.sign_in_with_passkey(&mut unknown).await;
    answer.assert_refused(ErrorCode::PasskeyRefused);
    assert_eq!(answer.cookie(), None);
}

#[tokio::test]
async fn the_password_of_somebody_with_a_passkey_opens_nothing_alone() {
    let portal = Portal::new().await;
    let (town, clara) = town(&portal).await;
    let mut key = portal.passkey_of(clara, None).await;
    let mut adas = portal.passkey_of(town.administrator, None).await;
    let answer = portal.sign_in_with(&town.email("clara"), None).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED);
    let due = SecondFactorDue {
        second_factor: SecondFactor::Passkey,
    };
    assert_eq!(answer.json::<SecondFactorDue>(), due);
    let pending = answer.cookie().expect("a cookie");
    let store = portal.world.office.store();
    let listed = store.list_staff_sessions(clara, portal.world.now()).await;
    assert_eq!(listed.expect("sessions"), [], "nobody is signed in yet");
    for path in [
        SESSION,
        INBOX,
        PASSKEYS,
        "/api/v1/events",
        "/api/v1/staff/sessions",
    ] {
        portal
            .with_cookie(Method::GET, path, &pending)
            .await
            .assert_refused(ErrorCode::SecondFactorRequired);
    }
    portal
        .with_cookie(Method::POST, REGISTRATIONS, &pending)
        .await
        .assert_refused(ErrorCode::SecondFactorRequired);

    let answer = portal.show_passkey(&pending, &mut adas).await;
    answer.assert_refused(ErrorCode::ForeignPasskey);
    let answer = portal.show_passkey(&pending, &mut key).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.json::<StaffSession>().member.id, clara);
    let complete = answer.cookie().expect("a new cookie");
    assert_ne!(complete, pending);
    portal
        .with_cookie(Method::GET, SESSION, &pending)
        .await
        .assert_refused(ErrorCode::SessionEnded);
    let inbox = portal.with_cookie(Method::GET, INBOX, &complete).await;
    assert_eq!(inbox.status, StatusCode::OK);
    portal
        .with_cookie(Method::POST, "/api/v1/staff/logins/second-factor", &complete)
        .await
        .assert_refused(ErrorCode::Forbidden);
}

#[tokio::test]
async fn who_lacks_a_passkey_that_is_demanded_adds_one_and_nothing_else() {
    let portal = Portal::new().await;
    let (town, clara) = town(&portal).await;
    portal.passkey_of(town.administrator, None).await;
    let ada = portal.world.staff(town.administrator).await;
    let policy = SignInPolicy {
        second_factor_required: true,
    };
    let demanded = portal.world.office.set_sign_in_policy(&ada, policy).await;
    demanded.expect("demanded");

    let answer = portal.sign_in_with(&town.email("clara"), None).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED);
    let due = SecondFactorDue {
        second_factor: SecondFactor::Enrolment,
    };
    assert_eq!(answer.json::<SecondFactorDue>(), due);
    let pending = answer.cookie().expect("a cookie");
    let session = portal.with_cookie(Method::GET, SESSION, &pending).await;
    assert_eq!(session.json::<StaffSession>().member.id, clara);
    for path in [INBOX, PASSKEYS, "/api/v1/events", "/api/v1/staff/sessions"] {
        portal
            .with_cookie(Method::GET, path, &pending)
            .await
            .assert_refused(ErrorCode::SecondFactorRequired);
    }
    let mut key = portal.world.authenticator();
    let added = portal.add_passkey(&pending, &mut key, wrapped()).await;
    assert_eq!(added.status, StatusCode::CREATED);
    let complete = added.cookie().expect("a new cookie");
    let inbox = portal.with_cookie(Method::GET, INBOX, &complete).await;
    assert_eq!(inbox.status, StatusCode::OK);
    portal
        .with_cookie(Method::GET, SESSION, &pending)
        .await
        .assert_refused(ErrorCode::SessionEnded);
}

#[tokio::test]
async fn passkeys_are_added_and_removed_shortly_after_signing_in_only() {
    let portal = Portal::new().await;
    let (town, clara) = town(&portal).await;
    let mut key = portal.passkey_of(clara, wrapped()).await;
    let cookie = portal
        .sign_in_with_passkey(&mut key)
        .await
        .cookie()
        .expect("a cookie");
    let listed = portal.with_cookie(Method::GET, PASSKEYS, &cookie).await;
    let path = format!("{PASSKEYS}/{}", listed.json::<Vec<Passkey>>()[0].id);
    let started = portal.ceremony(REGISTRATIONS, &cookie).await;
    portal.world.advance(limits::FRESH_PROOF_SECONDS);
    portal
        .with_cookie(Method::POST, REGISTRATIONS, &cookie)
        .await
        .assert_refused(ErrorCode::ProofOutdated);
    let request = NewPasskey {
        ceremony: started.ceremony,
        name: "Zu spät".to_owned(),
        credential: portal.world.authenticator().create(&started.options),
        account: None,
    };
    portal
        .send_with_cookie(PASSKEYS, &cookie, &request)
        .await
        .assert_refused(ErrorCode::ProofOutdated);
    portal
        .with_cookie(Method::DELETE, &path, &cookie)
        .await
        .assert_refused(ErrorCode::ProofOutdated);
    let listed = portal.with_cookie(Method::GET, PASSKEYS, &cookie).await;
    assert_eq!(listed.json::<Vec<Passkey>>().len(), 1);

    let adas = portal.sign_in(&town.email("ada")).await;
    portal
        .with_cookie(Method::DELETE, &path, &adas)
        .await
        .assert_refused(ErrorCode::NotFound);
}

#[tokio::test]
async fn removing_a_passkey_ends_the_other_sessions_that_were_begun_with_it() {
    let portal = Portal::new().await;
    let (_, clara) = town(&portal).await;
    let mut key = portal.passkey_of(clara, wrapped()).await;
    let lost = portal
        .sign_in_with_passkey(&mut key)
        .await
        .cookie()
        .expect("a cookie");
    let own = portal
        .sign_in_with_passkey(&mut key)
        .await
        .cookie()
        .expect("a cookie");
    let listed = portal.with_cookie(Method::GET, PASSKEYS, &own).await;
    let path = format!("{PASSKEYS}/{}", listed.json::<Vec<Passkey>>()[0].id);
    let removed = portal.with_cookie(Method::DELETE, &path, &own).await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT);
    portal
        .with_cookie(Method::GET, SESSION, &lost)
        .await
        .assert_refused(ErrorCode::SessionEnded);
    let session = portal.with_cookie(Method::GET, SESSION, &own).await;
    assert_ne!(Some(session.json::<StaffSession>().keys.account), wrapped());
    let answer = portal.sign_in_with_passkey(&mut key).await;
    answer.assert_refused(ErrorCode::PasskeyRefused);
}

#[tokio::test]
async fn a_session_remembers_how_it_was_begun() {
    let portal = Portal::new().await;
    let (_, clara) = town(&portal).await;
    let mut key = portal.passkey_of(clara, wrapped()).await;
    portal.sign_in_with_passkey(&mut key).await;
    let store = portal.world.office.store();
    let sessions = store.list_staff_sessions(clara, portal.world.now()).await;
    let ways: Vec<Way> = sessions
        .expect("sessions")
        .iter()
        .map(|session| session.way)
        .collect();
    assert_eq!(ways, [Way::Passkey]);
}

#[tokio::test]
async fn a_session_that_lacks_something_ends_soon() {
    let portal = Portal::new().await;
    let (town, clara) = town(&portal).await;
    let mut key = portal.passkey_of(clara, None).await;
    let answer = portal.sign_in_with(&town.email("clara"), None).await;
    let pending = answer.cookie().expect("a cookie");
    let started = portal
        .ceremony("/api/v1/staff/logins/second-factor", &pending)
        .await;
    portal.world.advance(limits::FRESH_PROOF_SECONDS);
    let proof = proof(&started, &mut key);
    portal
        .send_with_cookie("/api/v1/staff/sessions/second-factor", &pending, &proof)
        .await
        .assert_refused(ErrorCode::SessionEnded);
}
