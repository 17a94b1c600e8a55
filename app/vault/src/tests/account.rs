use domain::api::{NewRecoveryCode, Role, Status};
use domain::{AttachmentId, Bytes, MemberId};
use rand_core::OsRng;
use sealing::{Failure, ReceiptMistake, RecoveryCertificate, RecoveryCode, Seed, SigningKey, issue_recovery};

use super::portal::{Portal, certify, unlock};
use super::{NOW, PASSWORD, contents, staff, staff_messages, staff_refused, untrusted};
use crate::StaffVault;
use crate::messages::{DeskRequest, OfficeRequest, PublicKeys, Refusal, StaffAnswer, StaffRequest};

#[test]
fn a_wrong_password_and_an_unknown_account_are_refused_alike() {
    let portal = Portal::new();
    let mut vault = StaffVault::default();
    assert_eq!(
        portal.login(&mut vault, Some(&portal.caseworker), "frühling-im-Rathaus-1848"),
        Err(Refusal::Login)
    );
    assert_eq!(portal.login(&mut vault, None, PASSWORD), Err(Refusal::Login));
    assert_eq!(
        unlock(&mut vault, &portal.authority, &portal.caseworker),
        Err(Refusal::Locked)
    );
    assert_eq!(
        portal.login(&mut vault, Some(&portal.caseworker), PASSWORD),
        Ok(())
    );
}

#[test]
fn steps_of_a_login_out_of_turn_are_refused() {
    let mut vault = StaffVault::default();
    let response = Bytes(vec![7; 320]);
    assert_eq!(
        staff_refused(
            &mut vault,
            StaffRequest::FinishLogin {
                response: response.clone()
            }
        ),
        Some(Refusal::OutOfTurn)
    );
    assert_eq!(
        staff_refused(&mut vault, OfficeRequest::FinishPassword { response }),
        Some(Refusal::OutOfTurn)
    );
    let password = PASSWORD.to_owned();
    staff(&mut vault, StaffRequest::StartLogin { password });
    let response = Bytes(vec![7; 5]);
    assert_eq!(
        staff_refused(&mut vault, StaffRequest::FinishLogin { response }),
        untrusted(Failure::Malformed)
    );
}

#[test]
fn keys_of_somebody_else_do_not_unlock() {
    let portal = Portal::new();
    let other = portal.enrol("Eva Andere", Role::Caseworker);
    let mut vault = StaffVault::default();
    portal
        .login(&mut vault, Some(&portal.caseworker), PASSWORD)
        .expect("signs in");

    let mut exchanged = portal.caseworker.clone();
    exchanged.keys.account = other.keys.account.clone();
    let outcome = unlock(&mut vault, &portal.authority, &exchanged);
    assert_eq!(outcome.err(), untrusted(Failure::DoesNotOpen));

    let mut exchanged = portal.caseworker.clone();
    exchanged.member.id = MemberId::random(&mut OsRng);
    let outcome = unlock(&mut vault, &portal.authority, &exchanged);
    assert_eq!(outcome.err(), untrusted(Failure::UntrustedChain));
}

#[test]
fn a_root_is_not_exchanged_under_an_unlocked_vault() {
    let portal = Portal::new();
    let mut vault = portal.signed_in();
    let mut authority = portal.authority.clone();
    authority.root = Portal::founded().0.authority.root;
    let outcome = unlock(&mut vault, &authority, &portal.caseworker);
    assert_eq!(outcome.err(), untrusted(Failure::UntrustedChain));
}

#[test]
fn a_member_without_certificate_unlocks_and_reads_nothing() {
    let portal = Portal::new();
    let (_, _, stored) = portal.opened();
    let account = portal.enrol("Nina Neu", Role::Caseworker);
    let mut vault = portal.unlocked(&account).expect("unlocks");
    assert_eq!(
        staff_refused(&mut vault, stored.for_staff()),
        untrusted(Failure::NoGrant)
    );
    let rows = vec![stored.row()];
    let StaffAnswer::Summaries(summaries) = staff(&mut vault, DeskRequest::Summarise { rows, now: NOW })
    else {
        panic!("no summaries");
    };
    assert_eq!(summaries[0].outcome, Err(Failure::NoGrant));
}

#[test]
fn an_unlocked_vault_that_has_read_nothing_is_asked_out_of_turn() {
    let portal = Portal::new();
    let text = "Antwort".to_owned();
    assert_eq!(
        staff_refused(&mut portal.signed_in(), DeskRequest::Write { text, now: NOW }),
        Some(Refusal::OutOfTurn)
    );
}

#[test]
fn an_epoch_that_is_not_believed_says_so_where_it_is_needed() {
    let portal = Portal::new();
    let (_, _, stored) = portal.opened();
    let mut account = portal.caseworker.clone();
    account.keys.epochs[0].chain = Portal::founded().0.key.chain;
    let mut vault = portal.unlocked(&account).expect("the account itself is right");
    assert_eq!(
        staff_refused(&mut vault, stored.for_staff()),
        untrusted(Failure::UntrustedChain)
    );
}

#[test]
fn a_locked_vault_does_nothing() {
    let portal = Portal::new();
    let (_, _, stored) = portal.opened();
    let mut locked = portal.signed_in();
    staff(&mut locked, stored.for_staff());
    assert!(matches!(
        staff(&mut locked, StaffRequest::Lock),
        StaffAnswer::Done
    ));
    let account = portal.enrol("Nina Neu", Role::Caseworker);
    for vault in [&mut StaffVault::default(), &mut locked] {
        assert_eq!(certify(vault, &account), Err(Refusal::Locked));
        for request in [
            StaffRequest::Unlock {
                session: portal.session(&portal.caseworker),
                now: NOW,
            },
            StaffRequest::GrantEpoch {
                department: portal.department,
                epoch: 1,
                members: Vec::new(),
                now: NOW,
            },
        ] {
            assert_eq!(staff_refused(vault, request), Some(Refusal::Locked));
        }
        for request in [
            DeskRequest::Summarise {
                rows: vec![stored.row()],
                now: NOW,
            },
            stored.for_staff(),
            DeskRequest::ReadMore {
                incomplete: true,
                page: stored.view.messages.clone(),
                now: NOW,
            },
            DeskRequest::Write {
                text: "Antwort".to_owned(),
                now: NOW,
            },
            DeskRequest::SetStatus {
                status: Status::Closed,
                now: NOW,
            },
            DeskRequest::SealAttachment {
                name: "a".to_owned(),
                media_type: "b".to_owned(),
            },
            DeskRequest::OpenAttachment {
                id: AttachmentId::random(&mut OsRng),
            },
        ] {
            assert_eq!(staff_refused(vault, request), Some(Refusal::Locked));
        }
        let request = OfficeRequest::MakeEpoch {
            department: portal.department,
            epoch: 2,
            members: Vec::new(),
            now: NOW,
        };
        assert_eq!(staff_refused(vault, request), Some(Refusal::Locked));
    }
}

#[test]
fn a_new_password_opens_what_the_old_one_did_and_the_old_one_nothing_more() {
    const NEW: &str = "Herbst-am-Marktplatz-1871";
    let portal = Portal::new();
    let (_, _, stored) = portal.opened();
    let mut vault = portal.signed_in();
    let mut account = portal.caseworker.clone();
    portal
        .change_password(&mut vault, &mut account, NEW)
        .expect("changes");
    // The open vault goes on without another login.
    unlock(&mut vault, &portal.authority, &account).expect("stays open");

    let mut vault = StaffVault::default();
    assert_eq!(
        portal.login(&mut vault, Some(&account), PASSWORD),
        Err(Refusal::Login)
    );
    portal.login(&mut vault, Some(&account), NEW).expect("signs in");
    // What was wrapped under the old password does not open with the new one.
    let outcome = unlock(&mut vault, &portal.authority, &portal.caseworker);
    assert_eq!(outcome.err(), untrusted(Failure::DoesNotOpen));
    unlock(&mut vault, &portal.authority, &account).expect("unlocks");
    let messages = staff_messages(staff(&mut vault, stored.for_staff()));
    assert_eq!(contents(&messages).len(), 1);
}

#[test]
fn a_locked_vault_changes_no_password() {
    let portal = Portal::new();
    let mut account = portal.caseworker.clone();
    for mut vault in [StaffVault::default(), {
        let mut locked = portal.signed_in();
        staff(&mut locked, StaffRequest::Lock);
        locked
    }] {
        let outcome = portal.change_password(&mut vault, &mut account, "Herbst-am-Marktplatz-1871");
        assert_eq!(outcome, Err(Refusal::Locked));
    }
}

#[test]
fn an_open_vault_does_not_unlock_somebody_else_without_a_login() {
    let portal = Portal::new();
    let other = portal.enrol("Eva Andere", Role::Caseworker);
    let mut vault = portal.signed_in();
    assert_eq!(
        unlock(&mut vault, &portal.authority, &other),
        Err(Refusal::Locked)
    );
}

#[test]
fn a_recovery_code_opens_the_account_without_the_password() {
    let portal = Portal::new();
    let (_, _, stored) = portal.opened();
    let mut vault = portal.signed_in();
    let (request, code) = recovery_code(&mut vault);
    assert_eq!(
        staff_refused(
            &mut vault,
            OfficeRequest::CheckRecoveryCode {
                typed: recovery_code(&mut portal.signed_in()).1
            }
        ),
        Some(Refusal::OtherCode)
    );
    let typed = code.to_lowercase();
    assert!(matches!(
        staff(&mut vault, OfficeRequest::CheckRecoveryCode { typed }),
        StaffAnswer::Done
    ));

    let mut account = portal.caseworker.clone();
    account.keys.account = request.account;
    let mut vault = StaffVault::default();
    let StaffAnswer::Signature(signature) = staff(&mut vault, sign_recovery(&code)) else {
        panic!("no signature");
    };
    let keys = RecoveryCode::parse(&code).expect("a code").keys();
    assert_eq!(request.auth.as_ref(), keys.auth.public().0);
    assert_eq!(
        signature.as_ref(),
        keys.sign_login("https://portal.example", b"nonce")
    );
    unlock(&mut vault, &portal.authority, &account).expect("unlocks");
    let messages = staff_messages(staff(&mut vault, stored.for_staff()));
    assert_eq!(contents(&messages).len(), 1);

    // What is wrapped for the password does not open with the code.
    staff(&mut vault, StaffRequest::Lock);
    staff(&mut vault, sign_recovery(&code));
    let outcome = unlock(&mut vault, &portal.authority, &portal.caseworker);
    assert_eq!(outcome.err(), untrusted(Failure::DoesNotOpen));
}

#[test]
fn a_mistyped_recovery_code_and_a_receipt_are_told_apart() {
    let portal = Portal::new();
    let (_, receipt, _) = portal.opened();
    let (_, code) = recovery_code(&mut portal.signed_in());
    let last = if code.ends_with('7') { '8' } else { '7' };
    let wrong = format!("{}{last}", &code[..code.len() - 1]);
    for (typed, mistake) in [
        (wrong, ReceiptMistake::Checksum),
        (receipt, ReceiptMistake::OtherKind),
    ] {
        let mut vault = StaffVault::default();
        assert_eq!(
            staff_refused(&mut vault, sign_recovery(&typed)),
            Some(Refusal::RecoveryCode(mistake))
        );
    }
}

#[test]
fn a_locked_vault_makes_and_checks_no_recovery_code() {
    let portal = Portal::new();
    let mut vault = portal.signed_in();
    let (_, typed) = recovery_code(&mut vault);
    staff(&mut vault, StaffRequest::Lock);
    assert_eq!(
        staff_refused(&mut vault, OfficeRequest::MakeRecoveryCode),
        Some(Refusal::Locked)
    );
    assert_eq!(
        staff_refused(&mut vault, OfficeRequest::CheckRecoveryCode { typed }),
        Some(Refusal::OutOfTurn)
    );
}

fn recovery_code(vault: &mut StaffVault) -> (NewRecoveryCode, String) {
    match staff(vault, OfficeRequest::MakeRecoveryCode) {
        StaffAnswer::RecoveryCode { request, code } => (request, code),
        _ => panic!("no code"),
    }
}

fn sign_recovery(code: &str) -> OfficeRequest {
    OfficeRequest::SignRecovery {
        typed: code.to_owned(),
        origin: "https://portal.example".to_owned(),
        nonce: b"nonce".to_vec().into(),
    }
}

#[test]
fn a_draft_that_was_sealed_opens_after_unlocking_and_for_its_author_only() {
    let portal = Portal::new();
    let text = "Sehr geehrte Frau Sommer, …";
    let mut vault = portal.signed_in();
    let sealed = match staff(
        &mut vault,
        StaffRequest::SealDraft {
            text: text.to_owned(),
        },
    ) {
        StaffAnswer::Sealed(sealed) => sealed,
        _ => panic!("is sealed"),
    };
    assert!(!sealed.0.windows(6).any(|bytes| bytes == b"Sommer"));
    staff(&mut vault, StaffRequest::Lock);
    let open = || StaffRequest::OpenDraft {
        sealed: sealed.clone(),
    };
    assert_eq!(staff_refused(&mut vault, open()), Some(Refusal::Locked));
    let seal = StaffRequest::SealDraft {
        text: text.to_owned(),
    };
    assert_eq!(staff_refused(&mut vault, seal), Some(Refusal::Locked));

    let mut again = portal.signed_in();
    match staff(&mut again, open()) {
        StaffAnswer::Draft(opened) => assert_eq!(opened, text),
        _ => panic!("opens again"),
    }
    let other = portal.enrol("Eva Andere", Role::Caseworker);
    let mut foreign = StaffVault::default();
    portal
        .login(&mut foreign, Some(&other), PASSWORD)
        .expect("signs in");
    unlock(&mut foreign, &portal.authority, &other).expect("unlocks");
    assert_eq!(
        staff_refused(&mut foreign, open()),
        Some(untrusted(Failure::DoesNotOpen).expect("a refusal"))
    );
}

fn wrap_for_passkey(vault: &mut StaffVault, output: &Bytes) -> Bytes {
    let output = output.clone();
    let StaffAnswer::Wrapped(account) = staff(vault, OfficeRequest::WrapForPasskey { output }) else {
        panic!("nothing wrapped");
    };
    account
}

#[test]
fn what_a_passkey_evaluates_opens_what_was_wrapped_for_it() {
    let portal = Portal::new();
    let (_, _, stored) = portal.opened();
    let output = Bytes(vec![5; 32]);
    let mut session = portal.caseworker.clone();
    session.keys.account = wrap_for_passkey(&mut portal.signed_in(), &output);

    let mut vault = StaffVault::default();
    staff(&mut vault, StaffRequest::UsePasskey { output });
    unlock(&mut vault, &portal.authority, &session).expect("unlocks");
    assert_eq!(
        contents(&staff_messages(staff(&mut vault, stored.for_staff()))).len(),
        1
    );

    let other = Bytes(vec![6; 32]);
    let mut vault = StaffVault::default();
    staff(&mut vault, StaffRequest::UsePasskey { output: other });
    let outcome = unlock(&mut vault, &portal.authority, &session);
    assert_eq!(outcome.err(), untrusted(Failure::DoesNotOpen));
    let outcome = unlock(&mut vault, &portal.authority, &portal.caseworker);
    assert_eq!(
        outcome.err(),
        untrusted(Failure::DoesNotOpen),
        "nor the password's"
    );
}

#[test]
fn a_passkey_that_evaluates_too_little_is_not_wrapped_for_and_opens_nothing() {
    let portal = Portal::new();
    for length in [0, 16, 31, 33] {
        let output = Bytes(vec![5; length]);
        let wrap = OfficeRequest::WrapForPasskey {
            output: output.clone(),
        };
        assert_eq!(
            staff_refused(&mut portal.signed_in(), wrap),
            untrusted(Failure::Malformed)
        );
        let mut vault = StaffVault::default();
        let request = StaffRequest::UsePasskey { output };
        assert_eq!(staff_refused(&mut vault, request), untrusted(Failure::Malformed));
        let outcome = unlock(&mut vault, &portal.authority, &portal.caseworker);
        assert_eq!(outcome.err(), Some(Refusal::Locked));
    }
    let output = Bytes(vec![5; 32]);
    let wrap = OfficeRequest::WrapForPasskey { output };
    assert_eq!(
        staff_refused(&mut StaffVault::default(), wrap),
        Some(Refusal::Locked)
    );
}

#[test]
fn a_root_that_was_not_shown_at_enrolment_does_not_unlock() {
    let portal = Portal::new();
    let mut vault = StaffVault::default();
    portal
        .login(&mut vault, Some(&portal.caseworker), PASSWORD)
        .expect("signs in");
    let mut authority = portal.authority.clone();
    authority.root = Portal::founded().0.authority.root;
    let outcome = unlock(&mut vault, &authority, &portal.caseworker);
    assert_eq!(outcome.err(), untrusted(Failure::OtherRoot));
}

#[test]
fn a_server_that_shows_a_root_of_its_own_is_found_out_by_the_check_number() {
    let (portal, mut administrator) = Portal::founded();
    let (evil, _) = Portal::founded();
    // With the right root it cannot slip in a recovery key of its own.
    let outcome = portal.enrol_with(&portal.authority.root, &evil.recovery_certificate);
    assert_eq!(outcome.err(), untrusted(Failure::UntrustedChain));
    // With a root of its own it can, but then the numbers differ.
    let mut evil = evil;
    evil.recovery_certificate = {
        let root = SigningKey::from_seed(&[1; 32]);
        evil.authority.root = root.public().0.into();
        let certificate = RecoveryCertificate {
            authority: portal.authority.id,
            recipient: Seed::from_bytes(&[2; 32]).recipient().to_certified(),
            valid_from: NOW,
            valid_until: NOW.plus(60),
        };
        issue_recovery(&root, &certificate).into()
    };
    let deceived = portal
        .enrol_with(&evil.authority.root, &evil.recovery_certificate)
        .expect("believes");
    let honest = portal.enrol("Nina Neu", Role::Caseworker);
    let keys = [&honest, &deceived]
        .map(|account| PublicKeys {
            sign: account.sign.clone(),
            recipient: account.recipient.clone(),
        })
        .to_vec();
    let StaffAnswer::Fingerprints(fingerprints) =
        staff(&mut administrator, OfficeRequest::Fingerprints { keys })
    else {
        panic!("no fingerprints");
    };
    assert_eq!(fingerprints[0].as_ref(), Ok(&honest.fingerprint));
    assert_ne!(fingerprints[1].as_ref(), Ok(&deceived.fingerprint));
}
