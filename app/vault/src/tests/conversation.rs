use domain::api::{Author, NewMessage, Role, Status};
use sealing::{Failure, KeyFingerprint, PublicKey};

use super::portal::{Portal, Stored};
use super::{
    NOW, citizen, citizen_messages, contents, refused, staff, staff_messages, staff_refused, untrusted,
};
use crate::messages::{
    CitizenAnswer, CitizenRequest, ContentKind, DeskRequest, Heading, OpenDraft, Refusal, Signer, StaffAnswer,
};
use crate::{CitizenVault, StaffVault};

#[test]
fn a_citizen_writes_a_caseworker_answers_and_the_citizen_comes_back() {
    let portal = Portal::new();
    let (_, receipt, mut stored) = portal.opened();

    let mut caseworker = portal.signed_in();
    let StaffAnswer::Summaries(summaries) = staff(
        &mut caseworker,
        DeskRequest::Summarise {
            rows: vec![stored.row()],
            now: NOW,
        },
    ) else {
        panic!("no summaries");
    };
    let heading = Heading {
        subject: "Laterne defekt".to_owned(),
        name: Some("Erika Mustermann".to_owned()),
    };
    assert_eq!(summaries[0].outcome, Ok(heading));

    let messages = staff_messages(staff(&mut caseworker, stored.for_staff()));
    assert_eq!(contents(&messages)[0].text, "In der Gartenstraße ist es dunkel.");
    assert_eq!(contents(&messages)[0].kind, ContentKind::Opening);
    assert_eq!(contents(&messages)[0].signer, Signer::Citizen);
    let answer = staff_writes(&mut caseworker, "Wir kümmern uns.");
    stored.keep(Author::Department, &answer);

    let mut returned = CitizenVault::default();
    let code = receipt.to_lowercase().replace('-', " ");
    assert!(matches!(
        citizen(&mut returned, CitizenRequest::Unlock { code }),
        CitizenAnswer::Done
    ));
    let messages = citizen_messages(citizen(&mut returned, stored.for_citizen()));
    let read = contents(&messages);
    assert_eq!(read.len(), 2);
    assert_eq!(read[1].text, "Wir kümmern uns.");
    let signer = Signer::Member {
        name: "Karl Sachbearbeiter".to_owned(),
        department: portal.department,
    };
    assert_eq!(read[1].signer, signer);

    let thanks = citizen_writes(&mut returned, "Danke!");
    stored.keep(Author::Citizen, &thanks);
    let messages = staff_messages(staff(&mut caseworker, stored.for_staff()));
    assert_eq!(contents(&messages)[2].text, "Danke!");
}

#[test]
fn whoever_opened_a_conversation_goes_on_at_once() {
    let portal = Portal::new();
    let (mut vault, _, mut stored) = portal.opened();
    let addition = citizen_writes(&mut vault, "Noch etwas: Hausnummer 7.");
    stored.keep(Author::Citizen, &addition);

    let messages = citizen_messages(citizen(&mut vault, stored.for_citizen()));
    assert_eq!(contents(&messages)[1].text, "Noch etwas: Hausnummer 7.");
    let messages = staff_messages(staff(&mut portal.signed_in(), stored.for_staff()));
    assert_eq!(contents(&messages).len(), 2);
}

#[test]
fn closing_and_reopening_are_signed_messages_that_the_citizen_sees() {
    let portal = Portal::new();
    let (mut vault, _, mut stored) = portal.opened();
    let mut caseworker = portal.signed_in();
    for status in [Status::Closed, Status::Open] {
        staff(&mut caseworker, stored.for_staff());
        let StaffAnswer::Status(change) = staff(&mut caseworker, DeskRequest::SetStatus { status, now: NOW })
        else {
            panic!("no change of status");
        };
        assert_eq!(change.status, status);
        stored.keep(Author::Department, &change.message);
    }
    let messages = citizen_messages(citizen(&mut vault, stored.for_citizen()));
    let kinds: Vec<_> = contents(&messages).iter().map(|content| content.kind).collect();
    assert_eq!(
        kinds,
        [ContentKind::Opening, ContentKind::Close, ContentKind::Reopen]
    );
}

#[test]
fn pages_are_read_one_after_the_other_and_only_the_last_can_be_answered() {
    let portal = Portal::new();
    let (mut vault, receipt, mut stored) = portal.opened();
    for text in ["Zweitens", "Drittens"] {
        citizen(&mut vault, stored.for_citizen());
        let message = citizen_writes(&mut vault, text);
        stored.keep(Author::Citizen, &message);
    }
    let mut second = stored.view.messages.clone();
    second.messages.drain(..2);
    stored.messages().truncate(2);
    stored.view.messages.next = Some(2);

    let mut returned = CitizenVault::default();
    citizen(&mut returned, CitizenRequest::Unlock { code: receipt });
    assert_eq!(
        contents(&citizen_messages(citizen(&mut returned, stored.for_citizen()))).len(),
        2
    );
    let early = CitizenRequest::Write {
        text: "Zu früh".to_owned(),
        now: NOW,
    };
    assert_eq!(refused(&mut returned, early), Some(Refusal::OutOfTurn));
    let more = CitizenRequest::ReadMore {
        page: second,
        now: NOW,
    };
    let messages = citizen_messages(citizen(&mut returned, more));
    assert_eq!(contents(&messages)[0].text, "Drittens");
    citizen_writes(&mut returned, "Jetzt");
}

#[test]
fn a_message_is_sealed_once_until_it_was_read_back() {
    let portal = Portal::new();
    let (_, _, mut stored) = portal.opened();
    let mut caseworker = portal.signed_in();
    staff(&mut caseworker, stored.for_staff());
    let first = staff_writes(&mut caseworker, "Antwort");
    assert_eq!(staff_writes(&mut caseworker, "Antwort"), first);
    let other = || DeskRequest::Write {
        text: "Andere Antwort".to_owned(),
        now: NOW,
    };
    assert_eq!(staff_refused(&mut caseworker, other()), Some(Refusal::OutOfTurn));

    stored.keep(Author::Department, &first);
    staff(&mut caseworker, stored.for_staff());
    let second = staff_writes(&mut caseworker, "Antwort");
    assert_ne!(second.id, first.id);
    stored.keep(Author::Department, &second);
    let messages = staff_messages(staff(&mut caseworker, stored.for_staff()));
    assert_eq!(contents(&messages).len(), 3);
}

#[test]
fn a_message_that_never_arrived_leaves_no_gap() {
    let portal = Portal::new();
    let (_, _, mut stored) = portal.opened();
    let mut caseworker = portal.signed_in();
    staff(&mut caseworker, stored.for_staff());
    staff_writes(&mut caseworker, "Geht verloren");
    staff(&mut caseworker, stored.for_staff());
    let answer = staff_writes(&mut caseworker, "Kommt an");
    stored.keep(Author::Department, &answer);
    let messages = staff_messages(staff(&mut caseworker, stored.for_staff()));
    assert_eq!(contents(&messages)[1].text, "Kommt an");
}

#[test]
fn an_opening_can_be_sealed_again_to_a_new_epoch() {
    let (mut portal, mut administrator) = Portal::founded();
    let mut vault = CitizenVault::default();
    let (first, _) = super::portal::open(&mut vault, portal.draft());
    let caseworker = portal.caseworker.clone();
    let epoch = super::portal::make_epoch(&mut administrator, portal.department, 2, &[&caseworker])
        .expect("an epoch");
    portal.key.epoch = 2;
    portal.key.chain = epoch.chain.clone();
    portal.caseworker.keys.epochs.push(domain::api::EpochKey {
        department: portal.department,
        epoch: 2,
        chain: epoch.chain,
        sealed: epoch.grants[0].sealed.clone(),
    });
    let (second, _) = super::portal::open(&mut vault, portal.draft());
    assert_eq!((first.epoch, second.epoch), (1, 2));
    let stored = Stored::new(&portal.authority, &second);
    let messages = staff_messages(staff(&mut portal.signed_in(), stored.for_staff()));
    assert_eq!(contents(&messages).len(), 1);
}

pub(super) fn staff_writes(vault: &mut StaffVault, text: &str) -> NewMessage {
    let text = text.to_owned();
    match staff(vault, DeskRequest::Write { text, now: NOW }) {
        StaffAnswer::Message(message) => message,
        StaffAnswer::Refused(refusal) => panic!("{refusal:?}"),
        _ => panic!("no message"),
    }
}

pub(super) fn citizen_writes(vault: &mut CitizenVault, text: &str) -> NewMessage {
    let text = text.to_owned();
    match citizen(vault, CitizenRequest::Write { text, now: NOW }) {
        CitizenAnswer::Message(message) => message,
        CitizenAnswer::Refused(refusal) => panic!("{refusal:?}"),
        _ => panic!("no message"),
    }
}

#[test]
fn who_signed_is_told_with_what_it_can_be_known_by() {
    let portal = Portal::new();
    let (_, receipt, mut stored) = portal.opened();
    let mut caseworker = portal.signed_in();
    staff(&mut caseworker, stored.for_staff());
    let answer = staff_writes(&mut caseworker, "Wir kümmern uns.");
    stored.keep(Author::Department, &answer);
    let mut returned = CitizenVault::default();
    citizen(&mut returned, CitizenRequest::Unlock { code: receipt });
    let CitizenAnswer::Messages {
        messages,
        credentials,
    } = citizen(&mut returned, stored.for_citizen())
    else {
        panic!("no messages");
    };
    assert_eq!(messages.len(), 2);
    let [None, Some(signed)] = &credentials[..] else {
        panic!("one of two is the department's");
    };
    let root = PublicKey::from_bytes(portal.authority.root.as_ref()).expect("a key");
    assert_eq!(signed.root, KeyFingerprint::of(&root).to_string());
    assert_eq!((signed.role, signed.epoch), (Role::Caseworker, portal.key.epoch));
    assert!(signed.valid_until > NOW && signed.key != signed.root);
}

#[test]
fn nothing_is_sealed_under_another_root_than_the_pinned_one() {
    let portal = Portal::new();
    let root = PublicKey::from_bytes(portal.authority.root.as_ref()).expect("a key");
    let pin = KeyFingerprint::of(&root).to_string();
    for wrong in ["", &pin[..38], "0000-0000-0000-0000-0000-0000-0000-0000"] {
        let draft = OpenDraft {
            pin: Some(wrong.to_owned()),
            ..portal.draft()
        };
        let request = CitizenRequest::Open(Box::new(draft));
        assert_eq!(
            refused(&mut CitizenVault::default(), request),
            untrusted(Failure::OtherRoot),
            "{wrong}"
        );
    }
    let draft = OpenDraft {
        pin: Some(pin.to_lowercase()),
        ..portal.draft()
    };
    let request = CitizenRequest::Open(Box::new(draft));
    assert!(matches!(
        citizen(&mut CitizenVault::default(), request),
        CitizenAnswer::Opening { .. }
    ));
}
