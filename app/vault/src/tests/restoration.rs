use domain::api::{Restoration, RestorationFinish, RestorationStarted, Role};
use domain::{Bytes, MemberId};
use login::server;
use rand_core::OsRng;
use sealing::{AccountKey, Failure, MemberSecrets, PublicKey, ShareMistake, Way, seal_account};

use super::portal::{Account, Portal, opaque, unlock};
use super::{NOW, PASSWORD, contents, staff, staff_messages, untrusted};
use crate::StaffVault;
use crate::messages::{OfficeRequest, Refusal, StaffAnswer};

const NEW: &str = "Herbst-am-Marktplatz-1871";

/// What a member who has lost everything sets up, and what they see.
fn begun(portal: &Portal, account: &Account, root: &Bytes) -> (RestorationFinish, String) {
    let mut vault = StaffVault::default();
    let password = NEW.to_owned();
    let request = opaque(staff(&mut vault, OfficeRequest::StartEnrolment { password })).expect("starts");
    let started = Box::new(RestorationStarted {
        member: account.member.clone(),
        authority: portal.authority.name.clone(),
        root: root.clone(),
        response: server::register(&portal.setup, &account.member.email, &request).expect("answers"),
    });
    let token = "token".to_owned();
    match staff(&mut vault, OfficeRequest::FinishRestoration { token, started }) {
        StaffAnswer::Restoration { finish, fingerprint } => (*finish, fingerprint),
        _ => panic!("nothing set up"),
    }
}

fn pending(portal: &Portal, account: &Account, finish: &RestorationFinish) -> Box<Restoration> {
    Box::new(Restoration {
        asked_at: NOW,
        expires_at: None,
        recipient: Some(finish.recipient.clone()),
        sealed: account.recovery.clone(),
        recovery_certificate: portal.recovery_certificate.clone(),
    })
}

fn restore(
    vault: &mut StaffVault,
    member: MemberId,
    restoration: Box<Restoration>,
    [one, other]: [&str; 2],
) -> Result<Bytes, Refusal> {
    let request = OfficeRequest::RestoreAccess {
        member,
        restoration,
        shares: [one.to_owned(), other.to_owned()],
        now: NOW,
    };
    match staff(vault, request) {
        StaffAnswer::Restored(access) => Ok(access.sealed),
        StaffAnswer::Refused(refusal) => Err(refusal),
        _ => panic!("neither restored nor refused"),
    }
}

/// The account as the server keeps it afterwards.
fn restored(account: &Account, finish: &RestorationFinish, sealed: Bytes) -> Account {
    let mut account = account.clone();
    account.record = server::record(&finish.upload).expect("a record");
    account.keys.account = finish.account.clone();
    account.keys.restored = Some(sealed);
    account
}

fn unlocked(portal: &Portal, account: &Account) -> Result<StaffVault, Refusal> {
    let mut vault = StaffVault::default();
    portal.login(&mut vault, Some(account), NEW)?;
    unlock(&mut vault, &portal.authority, account)?;
    Ok(vault)
}

#[test]
fn two_shares_and_an_administrator_bring_the_whole_history_back() {
    let (portal, mut administrator) = Portal::founded();
    let (_, _, stored) = portal.opened();
    let lost = portal.caseworker.clone();
    let (finish, told) = begun(&portal, &lost, &portal.authority.root);
    let seen = staff(
        &mut administrator,
        OfficeRequest::RestorationFingerprint {
            member: lost.member.id,
            recipient: finish.recipient.clone(),
        },
    );
    let StaffAnswer::Fingerprints(fingerprints) = seen else {
        panic!("no fingerprint");
    };
    assert_eq!(fingerprints, [Ok(told)]);

    for (one, other) in [(0, 1), (2, 0), (1, 2)] {
        let shares = [portal.shares[one].as_str(), portal.shares[other].as_str()];
        let sealed = restore(
            &mut administrator,
            lost.member.id,
            pending(&portal, &lost, &finish),
            shares,
        );
        let account = restored(&lost, &finish, sealed.expect("restored"));
        let mut vault = unlocked(&portal, &account).expect("unlocks");
        let messages = staff_messages(staff(&mut vault, stored.for_staff()));
        assert_eq!(contents(&messages).len(), 1);
    }
}

#[test]
fn a_password_that_is_changed_afterwards_opens_the_account_by_itself_again() {
    let (portal, mut administrator) = Portal::founded();
    let lost = portal.caseworker.clone();
    let (finish, _) = begun(&portal, &lost, &portal.authority.root);
    let shares = [portal.shares[0].as_str(), portal.shares[1].as_str()];
    let sealed = restore(
        &mut administrator,
        lost.member.id,
        pending(&portal, &lost, &finish),
        shares,
    );
    let mut account = restored(&lost, &finish, sealed.expect("restored"));
    let mut vault = unlocked(&portal, &account).expect("unlocks");
    portal
        .change_password(&mut vault, &mut account, PASSWORD)
        .expect("changes");
    account.keys.restored = None;
    portal.unlocked(&account).expect("unlocks");
}

#[test]
fn wrong_shares_restore_nothing_and_say_what_is_wrong() {
    let (portal, mut administrator) = Portal::founded();
    let (other, _) = Portal::founded();
    let lost = &portal.caseworker;
    let (finish, _) = begun(&portal, lost, &portal.authority.root);
    let [one, two] = [portal.shares[0].as_str(), portal.shares[1].as_str()];
    let last = if two.ends_with('7') { "8" } else { "7" };
    let mistyped = format!("{}{last}", &two[..two.len() - 1]);
    for (typed, mistake) in [
        ([one, mistyped.as_str()], ShareMistake::Checksum),
        ([one, other.shares[1].as_str()], ShareMistake::OtherAuthority),
        ([one, one], ShareMistake::Unknown),
    ] {
        let outcome = restore(
            &mut administrator,
            lost.member.id,
            pending(&portal, lost, &finish),
            typed,
        );
        assert_eq!(outcome, Err(Refusal::Share(mistake)));
        let request = OfficeRequest::CheckRecoveryShare {
            typed: typed[1].to_owned(),
        };
        match (staff(&mut administrator, request), mistake) {
            (StaffAnswer::Share(1), ShareMistake::Unknown) => {}
            (StaffAnswer::Refused(Refusal::Share(found)), _) => assert_eq!(found, mistake),
            _ => panic!("another answer for {mistake:?}"),
        }
    }
}

#[test]
fn another_members_key_and_another_recovery_key_are_refused() {
    let (portal, mut administrator) = Portal::founded();
    let (other, _) = Portal::founded();
    let lost = &portal.caseworker;
    let (finish, _) = begun(&portal, lost, &portal.authority.root);
    let shares = [portal.shares[0].as_str(), portal.shares[1].as_str()];
    let stranger = portal.enrol("Nina Neu", Role::Caseworker);

    let mut exchanged = pending(&portal, lost, &finish);
    exchanged.sealed = stranger.recovery;
    let outcome = restore(&mut administrator, lost.member.id, exchanged, shares);
    assert_eq!(outcome.err(), untrusted(Failure::Malformed));

    let mut exchanged = pending(&portal, lost, &finish);
    exchanged.recovery_certificate = other.recovery_certificate;
    let outcome = restore(&mut administrator, lost.member.id, exchanged, shares);
    assert_eq!(outcome.err(), untrusted(Failure::UntrustedChain));
}

#[test]
fn only_a_certified_administrator_restores() {
    let portal = Portal::new();
    let lost = &portal.caseworker;
    let (finish, _) = begun(&portal, lost, &portal.authority.root);
    let shares = [portal.shares[0].as_str(), portal.shares[1].as_str()];
    for mut vault in [portal.signed_in(), StaffVault::default()] {
        let pending = pending(&portal, lost, &finish);
        let outcome = restore(&mut vault, lost.member.id, pending, shares);
        assert_eq!(outcome, Err(Refusal::Locked));
    }
}

/// Whoever runs the server knows the member's new public key, so it can seal an account key of its own to it.
#[test]
fn keys_that_a_server_made_up_are_not_taken_for_the_members() {
    let portal = Portal::new();
    let lost = portal.caseworker.clone();
    let (finish, _) = begun(&portal, &lost, &portal.authority.root);
    let made_up = AccountKey::random(&mut OsRng);
    let root = PublicKey::from_bytes(portal.authority.root.as_ref()).expect("a root");
    let secrets = MemberSecrets::random(root, &mut OsRng);
    let sealed = seal_account(
        lost.member.id,
        &made_up,
        &finish.recipient.parse().expect("a recipient"),
        &mut OsRng,
    );
    let mut account = restored(&lost, &finish, sealed.into());
    account.keys.private = secrets.wrap(&made_up, &mut OsRng).into();
    let outcome = unlocked(&portal, &account);
    assert_eq!(outcome.err(), untrusted(Failure::UntrustedChain));
    // Nor does it help to say that nobody has certified them yet.
    account.keys.chain = Vec::new();
    let outcome = unlocked(&portal, &account);
    assert_eq!(outcome.err(), untrusted(Failure::UntrustedChain));
    // Nor a root of the server's own.
    let mut evil = portal.clone();
    evil.authority.root = Portal::founded().0.authority.root;
    let outcome = unlocked(&evil, &account);
    assert_eq!(outcome.err(), untrusted(Failure::OtherRoot));
    assert!(AccountKey::unwrap(account.keys.account.as_ref(), Way::Password, b"any").is_err());
}
