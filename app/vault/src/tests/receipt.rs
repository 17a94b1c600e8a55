use domain::limits::{LINE_CHARACTERS, SUBJECT_CHARACTERS, TEXT_CHARACTERS};
use domain::{AttachmentId, Bytes};
use rand_core::OsRng;
use sealing::{ReceiptCode, ReceiptKeys, ReceiptMistake};

use super::portal::{Portal, open};
use super::{NOW, citizen, refused};
use crate::CitizenVault;
use crate::messages::{CitizenAnswer, CitizenRequest, OpenDraft, Refusal};

#[test]
fn a_mistyped_receipt_is_told_by_its_mistake() {
    let portal = Portal::new();
    let (_, receipt, _) = portal.opened();
    let mut vault = CitizenVault::default();
    let mut unlock = |code: String| refused(&mut vault, CitizenRequest::Unlock { code });
    assert_eq!(unlock(receipt.clone()), None);
    let short = receipt[..receipt.len() - 1].to_owned();
    let mistake = ReceiptMistake::Length(27);
    assert_eq!(unlock(short), Some(Refusal::Receipt(mistake)));
    let mistake = ReceiptMistake::Character(28);
    let foreign = format!("{}U", &receipt[..receipt.len() - 1]);
    assert_eq!(unlock(foreign), Some(Refusal::Receipt(mistake)));
    let other = if receipt.ends_with('0') { '1' } else { '0' };
    let mistyped = format!("{}{other}", &receipt[..receipt.len() - 1]);
    let mistake = ReceiptMistake::Checksum;
    assert_eq!(unlock(mistyped), Some(Refusal::Receipt(mistake)));
}

#[test]
fn a_challenge_is_signed_for_this_origin_by_the_key_that_the_server_was_given() {
    let portal = Portal::new();
    let mut vault = CitizenVault::default();
    let (request, receipt) = open(&mut vault, portal.draft());
    let nonce = Bytes(vec![7; 48]);
    let CitizenAnswer::Login(login) = citizen(
        &mut vault,
        CitizenRequest::SignLogin {
            origin: "http://localhost:3000".to_owned(),
            nonce: nonce.clone(),
        },
    ) else {
        panic!("no login");
    };
    let auth = request.citizen.auth.to_array().expect("32 bytes");
    let auth = ed25519_dalek::VerifyingKey::from_bytes(&auth).expect("a key");
    let signature = ed25519_dalek::Signature::from_slice(login.signature.as_ref()).expect("64 bytes");
    let is_for = |origin: &str| {
        let signed = [b"siegelpost/login/v1\0", origin.as_bytes(), b"\0", nonce.as_ref()].concat();
        auth.verify_strict(&signed, &signature).is_ok()
    };
    assert!(is_for("http://localhost:3000"));
    assert!(!is_for("https://evil.example"));
    let keys = ReceiptKeys::derive(&ReceiptCode::parse(&receipt).expect("our own"));
    assert_eq!(request.citizen.locator_hash.0, keys.locator_hash());
    assert_eq!(login.locator.0, *keys.locator);
}

#[test]
fn a_vault_that_was_not_unlocked_or_forgets_does_nothing() {
    let portal = Portal::new();
    let (mut forgetful, _, stored) = portal.opened();
    assert!(matches!(
        citizen(&mut forgetful, CitizenRequest::Forget),
        CitizenAnswer::Done
    ));
    for vault in [&mut CitizenVault::default(), &mut forgetful] {
        for request in [
            CitizenRequest::SignLogin {
                origin: "http://localhost:3000".to_owned(),
                nonce: Bytes(vec![7; 48]),
            },
            stored.for_citizen(),
            CitizenRequest::ReadMore {
                page: stored.view.messages.clone(),
                now: NOW,
            },
            CitizenRequest::Write {
                text: "Hallo".to_owned(),
                now: NOW,
            },
            CitizenRequest::OpenAttachment {
                id: AttachmentId::random(&mut OsRng),
            },
        ] {
            assert_eq!(refused(vault, request), Some(Refusal::Locked));
        }
    }
}

#[test]
fn what_is_too_long_is_not_sealed() {
    let portal = Portal::new();
    let long = |characters: usize| "ß".repeat(characters);
    let change: [fn(&mut OpenDraft, String); 4] = [
        |draft, text| draft.subject = text,
        |draft, text| draft.text = text,
        |draft, text| draft.name = Some(text),
        |draft, text| draft.contact = Some(text),
    ];
    let limits = [
        SUBJECT_CHARACTERS,
        TEXT_CHARACTERS,
        LINE_CHARACTERS,
        LINE_CHARACTERS,
    ];
    for (change, most) in change.into_iter().zip(limits) {
        let mut draft = portal.draft();
        change(&mut draft, long(most));
        open(&mut CitizenVault::default(), draft);
        let mut draft = portal.draft();
        change(&mut draft, long(most + 1));
        let request = CitizenRequest::Open(Box::new(draft));
        assert_eq!(
            refused(&mut CitizenVault::default(), request),
            Some(Refusal::TooLarge)
        );
    }
    let (mut vault, ..) = portal.opened();
    let text = long(TEXT_CHARACTERS + 1);
    assert_eq!(
        refused(&mut vault, CitizenRequest::Write { text, now: NOW }),
        Some(Refusal::TooLarge)
    );
}
