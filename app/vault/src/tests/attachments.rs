use domain::api::{Author, NewAttachment};
use domain::limits::{ATTACHMENT_BYTES, ATTACHMENTS};
use rand_core::OsRng;
use sealing::Failure;

use super::portal::{Portal, Stored, open};
use super::{NOW, citizen, citizen_messages, contents, refused, staff, staff_messages, untrusted};
use crate::messages::{CitizenAnswer, CitizenRequest, DeskRequest, Refusal, StaffAnswer};
use crate::{CitizenVault, StaffVault};

#[test]
fn files_travel_both_ways() {
    let portal = Portal::new();
    let mut vault = CitizenVault::default();
    let photo: Vec<u8> = (0..200_000_u32).map(|number| number as u8).collect();
    let (declared, sealed) = seal(&mut vault, "Foto.bin", photo.clone());
    let (request, receipt) = open(&mut vault, portal.draft());
    assert_eq!(request.message.attachments, [declared]);
    let mut stored = Stored::new(&portal.authority, &request);

    let mut caseworker = portal.signed_in();
    let messages = staff_messages(staff(&mut caseworker, stored.for_staff()));
    let attachment = &contents(&messages)[0].attachments[0];
    assert_eq!((attachment.name.as_str(), attachment.size), ("Foto.bin", 200_000));
    let (answer, plain) = ask_staff(
        &mut caseworker,
        DeskRequest::OpenAttachment { id: attachment.id },
        sealed,
    );
    assert!(matches!(answer, StaffAnswer::File { name, .. } if name == "Foto.bin"));
    assert_eq!(plain.as_ref(), Some(&photo));

    let request = DeskRequest::SealAttachment {
        name: "Bescheid.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
    };
    let (_, sealed) = ask_staff(&mut caseworker, request, b"%PDF-1.7".to_vec());
    let text = "Anbei.".to_owned();
    let StaffAnswer::Message(message) = staff(&mut caseworker, DeskRequest::Write { text, now: NOW }) else {
        panic!("no message");
    };
    assert_eq!(message.attachments.len(), 1);
    stored.keep(Author::Department, &message);

    let mut returned = CitizenVault::default();
    citizen(&mut returned, CitizenRequest::Unlock { code: receipt });
    let messages = citizen_messages(citizen(&mut returned, stored.for_citizen()));
    let id = contents(&messages)[1].attachments[0].id;
    let (answer, plain) = ask(
        &mut returned,
        CitizenRequest::OpenAttachment { id },
        sealed.expect("sealed"),
    );
    assert!(matches!(answer, CitizenAnswer::File { media_type, .. } if media_type == "application/pdf"));
    assert_eq!(plain, Some(b"%PDF-1.7".to_vec()));
}

#[test]
fn a_file_that_was_exchanged_or_altered_is_not_opened() {
    let portal = Portal::new();
    let mut vault = CitizenVault::default();
    let (first, mut altered) = seal(&mut vault, "a.txt", b"eins".to_vec());
    let (_, other) = seal(&mut vault, "b.txt", b"zwei".to_vec());
    open(&mut vault, portal.draft());
    let last = altered.len() - 1;
    altered[last] ^= 1;
    for wrong in [altered, other, Vec::new()] {
        let (answer, plain) = ask(&mut vault, CitizenRequest::OpenAttachment { id: first.id }, wrong);
        let expected = untrusted(Failure::AttachmentMismatch);
        assert!(matches!(answer, CitizenAnswer::Refused(refusal) if Some(refusal) == expected));
        assert_eq!(plain, None);
    }
}

#[test]
fn a_dropped_file_is_not_sent_along() {
    let portal = Portal::new();
    let mut vault = CitizenVault::default();
    let (dropped, _) = seal(&mut vault, "a.txt", b"eins".to_vec());
    let (kept, _) = seal(&mut vault, "b.txt", b"zwei".to_vec());
    citizen(&mut vault, CitizenRequest::DropAttachment { id: dropped.id });
    let (request, _) = open(&mut vault, portal.draft());
    assert_eq!(request.message.attachments, [kept]);
}

#[test]
fn an_opening_that_is_sealed_again_takes_its_files_again_and_the_next_message_does_not() {
    let portal = Portal::new();
    let mut vault = CitizenVault::default();
    let (first, _) = seal(&mut vault, "a.txt", b"eins".to_vec());
    open(&mut vault, portal.draft());
    let (second, _) = seal(&mut vault, "b.txt", b"zwei".to_vec());
    let (request, _) = open(&mut vault, portal.draft());
    assert_eq!(request.message.attachments, [first, second]);
    let text = "Weiter".to_owned();
    let CitizenAnswer::Message(message) = citizen(&mut vault, CitizenRequest::Write { text, now: NOW })
    else {
        panic!("no message");
    };
    assert!(message.attachments.is_empty());
}

#[test]
fn files_of_one_conversation_do_not_get_into_another() {
    let portal = Portal::new();
    let (_, _, first) = portal.opened();
    let (_, _, second) = portal.opened();
    let mut caseworker = portal.signed_in();
    staff(&mut caseworker, first.for_staff());
    let request = DeskRequest::SealAttachment {
        name: "a.txt".to_owned(),
        media_type: "text/plain".to_owned(),
    };
    ask_staff(&mut caseworker, request, b"eins".to_vec());
    staff(&mut caseworker, second.for_staff());
    let text = "Antwort".to_owned();
    let StaffAnswer::Message(message) = staff(&mut caseworker, DeskRequest::Write { text, now: NOW }) else {
        panic!("no message");
    };
    assert!(message.attachments.is_empty());
}

#[test]
fn too_large_and_too_many_files_are_refused() {
    let mut vault = CitizenVault::default();
    let too_large = vec![0; ATTACHMENT_BYTES as usize + 1];
    let (answer, _) = ask(&mut vault, seal_request("a.txt"), too_large);
    assert!(matches!(answer, CitizenAnswer::Refused(Refusal::TooLarge)));
    for _ in 0..ATTACHMENTS {
        seal(&mut vault, "a.txt", b"eins".to_vec());
    }
    let (answer, _) = ask(&mut vault, seal_request("a.txt"), b"eins".to_vec());
    assert!(matches!(answer, CitizenAnswer::Refused(Refusal::TooLarge)));
    assert_eq!(
        refused(&mut CitizenVault::default(), seal_request("a.txt")),
        Some(Refusal::OutOfTurn)
    );
}

#[test]
fn sealing_and_opening_tell_how_far_they_are() {
    let portal = Portal::new();
    let mut vault = CitizenVault::default();
    let mut told = Vec::new();
    let file = vec![7; 3_000_000];
    let (answer, sealed) = vault.handle(seal_request("a.bin"), Some(file), &mut OsRng, &mut |share| {
        told.push(share);
    });
    let CitizenAnswer::Attachment(attachment) = answer else {
        panic!("not sealed");
    };
    open(&mut vault, portal.draft());
    let id = attachment.id;
    let mut opened = Vec::new();
    vault.handle(
        CitizenRequest::OpenAttachment { id },
        sealed,
        &mut OsRng,
        &mut |share| opened.push(share),
    );
    for shares in [told, opened] {
        assert!(shares.len() >= 3, "{shares:?}");
        assert!(
            shares.is_sorted() && shares.iter().all(|share| (0.0..=1.0).contains(share)),
            "{shares:?}"
        );
    }
}

fn seal_request(name: &str) -> CitizenRequest {
    CitizenRequest::SealAttachment {
        name: name.to_owned(),
        media_type: "text/plain".to_owned(),
    }
}

fn seal(vault: &mut CitizenVault, name: &str, file: Vec<u8>) -> (NewAttachment, Vec<u8>) {
    match ask(vault, seal_request(name), file) {
        (CitizenAnswer::Attachment(declared), Some(sealed)) => {
            assert_eq!(declared.size, sealed.len() as u64);
            (declared, sealed)
        }
        _ => panic!("not sealed"),
    }
}

fn ask(
    vault: &mut CitizenVault,
    request: CitizenRequest,
    bytes: Vec<u8>,
) -> (CitizenAnswer, Option<Vec<u8>>) {
    vault.handle(request, Some(bytes), &mut OsRng, &mut |_| ())
}

fn ask_staff(vault: &mut StaffVault, request: DeskRequest, bytes: Vec<u8>) -> (StaffAnswer, Option<Vec<u8>>) {
    vault.handle(request, Some(bytes), &mut OsRng, &mut |_| ())
}
