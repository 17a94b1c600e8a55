use domain::{Bytes, EmailAddress};
use rand_core::OsRng;

use crate::client::{ExportKey, Login, Registration};
use crate::{Error, server};

const PASSWORD: &str = "Frühling-im-Rathaus-1848";

fn account() -> EmailAddress {
    "erika@stadt-musterstadt.example".parse().expect("plain")
}

fn enrol(setup: &server::Setup) -> (Bytes, ExportKey) {
    let (registration, request) = Registration::start(PASSWORD, &mut OsRng).expect("starts");
    let response = server::register(setup, &account(), &request).expect("answers");
    let (upload, export_key) = registration.finish(&response, &mut OsRng).expect("finishes");
    (server::record(&upload).expect("a record"), export_key)
}

#[test]
fn the_right_password_opens_session_and_export_key() {
    let setup = server::Setup::create(&mut OsRng);
    let (record, enrolled_key) = enrol(&setup);
    let setup = server::Setup::from_bytes(&setup.to_bytes()).expect("written by us");

    let (login, request) = Login::start(PASSWORD, &mut OsRng).expect("starts");
    let capitalised = "Erika@Stadt-Musterstadt.Example".parse().expect("plain");
    let started =
        server::start_login(&setup, &capitalised, Some(&record), &request, &mut OsRng).expect("answers");
    let (finalization, export_key) = login.finish(&started.response, &mut OsRng).expect("finishes");

    assert_eq!(server::finish_login(&started.state, &finalization), Ok(()));
    assert_eq!(export_key, enrolled_key);
}

#[test]
fn a_wrong_password_and_an_unknown_account_fail_alike() {
    let setup = server::Setup::create(&mut OsRng);
    let (record, _) = enrol(&setup);
    for (password, record) in [("frühling-im-Rathaus-1848", Some(&record)), (PASSWORD, None)] {
        let (login, request) = Login::start(password, &mut OsRng).expect("starts");
        let started = server::start_login(&setup, &account(), record, &request, &mut OsRng).expect("answers");
        assert_eq!(
            login.finish(&started.response, &mut OsRng).err(),
            Some(Error::Refused)
        );
        assert_eq!(
            server::finish_login(&started.state, &Bytes(vec![7; 64])),
            Err(Error::Refused)
        );
    }
}

#[test]
fn an_unknown_account_is_evaluated_under_the_key_it_would_have() {
    let setup = server::Setup::create(&mut OsRng);
    let (record, _) = enrol(&setup);
    let (_, request) = Login::start(PASSWORD, &mut OsRng).expect("starts");
    let answer = |account: &EmailAddress, record| {
        let started = server::start_login(&setup, account, record, &request, &mut OsRng).expect("answers");
        (started.response.0.len(), started.response.0[..32].to_vec())
    };
    let known = answer(&account(), Some(&record));
    assert_eq!(answer(&account(), None), known);
    assert_ne!(
        answer(&"max@musterstadt.example".parse().expect("plain"), None).1,
        known.1
    );
}

#[test]
fn altered_messages_are_refused() {
    let setup = server::Setup::create(&mut OsRng);
    let (record, _) = enrol(&setup);
    let begin = || {
        let (login, request) = Login::start(PASSWORD, &mut OsRng).expect("starts");
        let started =
            server::start_login(&setup, &account(), Some(&record), &request, &mut OsRng).expect("answers");
        (login, started)
    };

    // Nonce, masked response and MAC, one bit each; the evaluated element may stop being a point.
    for at in [40, 70, 200, 319] {
        let (login, mut started) = begin();
        started.response.0[at] ^= 1;
        assert!(login.finish(&started.response, &mut OsRng).is_err(), "byte {at}");
    }
    let (login, started) = begin();
    let (mut finalization, _) = login.finish(&started.response, &mut OsRng).expect("finishes");
    finalization.0[0] ^= 1;
    assert_eq!(
        server::finish_login(&started.state, &finalization),
        Err(Error::Refused)
    );
}

#[test]
fn a_login_does_not_go_on_with_the_state_of_another() {
    let setup = server::Setup::create(&mut OsRng);
    let (record, _) = enrol(&setup);
    let (_, other_request) = Login::start(PASSWORD, &mut OsRng).expect("starts");
    let other =
        server::start_login(&setup, &account(), Some(&record), &other_request, &mut OsRng).expect("answers");
    let (login, request) = Login::start(PASSWORD, &mut OsRng).expect("starts");
    let started =
        server::start_login(&setup, &account(), Some(&record), &request, &mut OsRng).expect("answers");
    let (finalization, _) = login.finish(&started.response, &mut OsRng).expect("finishes");
    assert_eq!(
        server::finish_login(&other.state, &finalization),
        Err(Error::Refused)
    );
}

#[test]
fn bytes_of_another_step_are_malformed() {
    let setup = server::Setup::create(&mut OsRng);
    for wrong in [
        vec![],
        vec![0; 31],
        vec![0xff; 32],
        vec![0xff; 96],
        vec![0xff; 192],
        vec![0; 10_000],
    ] {
        let wrong = Bytes(wrong);
        assert_eq!(
            server::register(&setup, &account(), &wrong).err(),
            Some(Error::Malformed)
        );
        assert_eq!(server::record(&wrong).err(), Some(Error::Malformed), "{wrong:?}");
        let started = server::start_login(&setup, &account(), None, &wrong, &mut OsRng);
        assert_eq!(started.err(), Some(Error::Malformed), "{wrong:?}");
        assert_eq!(server::finish_login(&wrong, &wrong).err(), Some(Error::Malformed));
        assert!(server::Setup::from_bytes(&wrong.0).is_err());
    }
}

#[test]
fn a_server_that_mirrors_the_request_is_not_believed() {
    let (registration, request) = Registration::start(PASSWORD, &mut OsRng).expect("starts");
    let setup = server::Setup::create(&mut OsRng);
    let mut response = server::register(&setup, &account(), &request).expect("answers");
    response.0[..32].copy_from_slice(&request.0);
    assert_eq!(
        registration.finish(&response, &mut OsRng).err(),
        Some(Error::Malformed)
    );
}
