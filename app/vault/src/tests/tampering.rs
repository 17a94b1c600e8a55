use domain::api::{Author, Grantee, NewMessage};
use sealing::Failure;

use super::portal::{Portal, Stored};
use super::{
    NOW, citizen, citizen_messages, failures, refused, staff, staff_messages, staff_refused, untrusted,
};
use crate::CitizenVault;
use crate::messages::{CitizenAnswer, CitizenRequest, DeskRequest, StaffAnswer};

/// Opening, answer, thanks, second answer.
fn four_messages(portal: &Portal) -> (String, Stored) {
    let (mut vault, receipt, mut stored) = portal.opened();
    let mut caseworker = portal.signed_in();
    let mut answer = |stored: &mut Stored, text: &str| {
        staff(&mut caseworker, stored.for_staff());
        let text = text.to_owned();
        let StaffAnswer::Message(message) = staff(&mut caseworker, DeskRequest::Write { text, now: NOW })
        else {
            panic!("no message");
        };
        stored.keep(Author::Department, &message);
    };
    answer(&mut stored, "Antwort");
    citizen(&mut vault, stored.for_citizen());
    let thanks = write(&mut vault, "Danke");
    stored.keep(Author::Citizen, &thanks);
    answer(&mut stored, "Gern");
    (receipt, stored)
}

fn write(vault: &mut CitizenVault, text: &str) -> NewMessage {
    let text = text.to_owned();
    match citizen(vault, CitizenRequest::Write { text, now: NOW }) {
        CitizenAnswer::Message(message) => message,
        _ => panic!("no message"),
    }
}

/// What citizen and caseworker make of it.
fn both_read(portal: &Portal, receipt: &str, stored: &Stored) -> [Vec<Option<Failure>>; 2] {
    let mut returned = CitizenVault::default();
    let code = receipt.to_owned();
    citizen(&mut returned, CitizenRequest::Unlock { code });
    let by_citizen = citizen_messages(citizen(&mut returned, stored.for_citizen()));
    let by_staff = staff_messages(staff(&mut portal.signed_in(), stored.for_staff()));
    [failures(&by_citizen), failures(&by_staff)]
}

#[test]
fn altered_messages_are_named_and_the_rest_stays_readable() {
    let portal = Portal::new();
    let (receipt, stored) = four_messages(&portal);
    assert_eq!(
        both_read(&portal, &receipt, &stored),
        [vec![None; 4], vec![None; 4]]
    );

    let mut altered = stored.clone();
    let sealed = &mut altered.messages()[1].sealed.0;
    let last = sealed.len() - 1;
    sealed[last] ^= 1;
    for read in both_read(&portal, &receipt, &altered) {
        assert_eq!(read, [None, Some(Failure::DoesNotOpen), None, None]);
    }

    let mut unsealed = stored;
    unsealed.messages()[2].sealed.0 = b"Guten Tag".to_vec();
    for read in both_read(&portal, &receipt, &unsealed) {
        assert_eq!(read, [None, None, Some(Failure::NotSealed), None]);
    }
}

#[test]
fn dropped_repeated_and_reordered_messages_are_named() {
    let portal = Portal::new();
    let (receipt, stored) = four_messages(&portal);

    let mut dropped = stored.clone();
    dropped.messages().remove(1);
    for read in both_read(&portal, &receipt, &dropped) {
        assert_eq!(read, [None, Some(Failure::MissingMessage), None]);
    }

    let mut repeated = stored.clone();
    let again = repeated.messages()[1].clone();
    repeated.messages().insert(2, again);
    for read in both_read(&portal, &receipt, &repeated) {
        assert_eq!(read, [None, None, Some(Failure::Repeated), None, None]);
    }

    let mut reordered = stored;
    reordered.messages().swap(1, 2);
    for read in both_read(&portal, &receipt, &reordered) {
        assert_eq!(
            read,
            [
                None,
                Some(Failure::MissingMessage),
                Some(Failure::Reordered),
                None
            ]
        );
    }
}

#[test]
fn a_message_of_another_conversation_does_not_open() {
    let portal = Portal::new();
    let (receipt, mut stored) = four_messages(&portal);
    let (_, other) = four_messages(&portal);
    stored.messages()[3] = other.view.messages.messages[3].clone();
    for read in both_read(&portal, &receipt, &stored) {
        assert_eq!(read, [None, None, None, Some(Failure::DoesNotOpen)]);
    }
}

#[test]
fn grants_of_others_and_for_others_are_refused() {
    let portal = Portal::new();
    let (receipt, stored) = four_messages(&portal);
    let (_, other) = four_messages(&portal);
    let exchange = |grantee_is_citizen: bool, from: &Stored| {
        let mut exchanged = stored.clone();
        for (grant, foreign) in exchanged.view.grants.iter_mut().zip(&from.view.grants) {
            if (grant.grantee == Grantee::Citizen) == grantee_is_citizen {
                grant.sealed = foreign.sealed.clone();
            }
        }
        exchanged
    };
    let mut returned = CitizenVault::default();
    citizen(&mut returned, CitizenRequest::Unlock { code: receipt });
    let foreign = exchange(true, &other).for_citizen();
    assert_eq!(refused(&mut returned, foreign), untrusted(Failure::DoesNotOpen));
    let foreign = exchange(false, &other).for_staff();
    assert_eq!(
        staff_refused(&mut portal.signed_in(), foreign),
        untrusted(Failure::OtherConversation)
    );

    let mut bare = stored.clone();
    bare.view.grants.clear();
    assert_eq!(
        refused(&mut returned, bare.for_citizen()),
        untrusted(Failure::NoGrant)
    );
    assert_eq!(
        staff_refused(&mut portal.signed_in(), bare.for_staff()),
        untrusted(Failure::NoGrant)
    );

    let mut other_citizen = stored;
    other_citizen.view.citizen = other.view.citizen.clone();
    assert_eq!(
        staff_refused(&mut portal.signed_in(), other_citizen.for_staff()),
        untrusted(Failure::ForeignAuthor)
    );
}

#[test]
fn a_seed_that_somebody_else_granted_is_refused() {
    let portal = Portal::new();
    let (_, receipt, mut stored) = portal.opened();
    let keys = sealing::ReceiptKeys::derive(&sealing::ReceiptCode::parse(&receipt).expect("our own"));
    let forged = sealing::seal_grant(
        sealing::GrantSubject::Content(stored.view.id, 0),
        &sealing::Seed::random(&mut rand_core::OsRng),
        &keys.seal.recipient(),
        sealing::Signer::Citizen(&sealing::SigningKey::random(&mut rand_core::OsRng)),
        NOW,
        &mut rand_core::OsRng,
    );
    for grant in &mut stored.view.grants {
        grant.sealed = forged.clone().into();
    }
    let mut returned = CitizenVault::default();
    citizen(&mut returned, CitizenRequest::Unlock { code: receipt });
    assert_eq!(
        refused(&mut returned, stored.for_citizen()),
        untrusted(Failure::ForeignAuthor)
    );
}

#[test]
fn a_department_key_that_the_root_did_not_certify_is_not_sealed_to() {
    let portal = Portal::new();
    let (other, _) = Portal::founded();
    let open = |draft| CitizenRequest::Open(Box::new(draft));

    let mut draft = portal.draft();
    draft.root = other.authority.root.clone();
    assert_eq!(
        refused(&mut CitizenVault::default(), open(draft)),
        untrusted(Failure::UntrustedChain)
    );

    let mut draft = portal.draft();
    draft.department.chain = other.key.chain.clone();
    assert_eq!(
        refused(&mut CitizenVault::default(), open(draft)),
        untrusted(Failure::UntrustedChain)
    );

    let mut draft = portal.draft();
    draft.department.department = other.department;
    assert_eq!(
        refused(&mut CitizenVault::default(), open(draft)),
        untrusted(Failure::UntrustedChain)
    );

    let mut draft = portal.draft();
    draft.now = NOW.plus(400 * domain::SECONDS_PER_DAY);
    assert_eq!(
        refused(&mut CitizenVault::default(), open(draft)),
        untrusted(Failure::ExpiredCertificate)
    );
}

#[test]
fn one_false_row_does_not_spoil_the_inbox() {
    let portal = Portal::new();
    let (_, good) = four_messages(&portal);
    let (_, other) = four_messages(&portal);
    let mut later = other.row();
    later.opening = other.view.messages.messages[2].clone();
    let mut foreign = good.row();
    foreign.conversation = domain::ConversationId::random(&mut rand_core::OsRng);
    let rows = vec![foreign, later, good.row()];
    let StaffAnswer::Summaries(summaries) =
        staff(&mut portal.signed_in(), DeskRequest::Summarise { rows, now: NOW })
    else {
        panic!("no summaries");
    };
    let outcomes: Vec<_> = summaries
        .iter()
        .map(|summary| summary.outcome.as_ref().err().copied())
        .collect();
    assert_eq!(
        outcomes,
        [Some(Failure::OtherConversation), Some(Failure::Reordered), None]
    );
}
