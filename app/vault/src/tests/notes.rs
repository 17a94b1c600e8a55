use domain::api::{
    Author, DepartmentKey, Grant, GrantKind, Grantee, MessagePage, NewMessage, PassOn, SealedTo,
    StoredMessage,
};
use sealing::Failure;

use super::passing::Scene;
use super::portal::{Portal, Stored};
use super::rekeying::rotated;
use super::{NOW, contents, failures, staff, staff_messages, staff_refused, untrusted};
use crate::StaffVault;
use crate::messages::{ContentKind, DeskRequest, ReadMessage, Refusal, Signer, StaffAnswer};

/// The first seed's number after a conversation was passed on with content seed 1.
const NEXT_RUN: u32 = 2 << 16;

/// Notes as the server keeps them.
#[derive(Clone, Default)]
struct Shelf {
    notes: Vec<StoredMessage>,
    grants: Vec<Grant>,
}

impl Shelf {
    fn keep(&mut self, note: &NewMessage) {
        self.notes.push(StoredMessage {
            id: note.id,
            position: 100 + self.notes.len() as i64,
            author: Author::Department,
            received_at: NOW,
            sealed: note.sealed.clone(),
            attachments: Vec::new(),
        });
        self.grants.extend(note.grants.clone());
    }

    fn page(&self, rekey: Option<&DepartmentKey>) -> MessagePage {
        MessagePage {
            messages: self.notes.clone(),
            next: None,
            grants: self.grants.clone(),
            rekey: rekey.cloned(),
            opener_key: None,
            revoked: Vec::new(),
        }
    }
}

/// Reads the conversation and its notes.
fn reads(
    vault: &mut StaffVault,
    stored: &Stored,
    shelf: &Shelf,
    rekey: Option<&DepartmentKey>,
) -> Vec<ReadMessage> {
    staff_messages(staff(vault, stored.for_staff()));
    reads_notes(vault, shelf.page(rekey))
}

fn reads_notes(vault: &mut StaffVault, page: MessagePage) -> Vec<ReadMessage> {
    staff_messages(staff(
        vault,
        DeskRequest::ReadNotes {
            incomplete: true,
            page,
            now: NOW,
        },
    ))
}

fn asks(text: &str) -> DeskRequest {
    let text = text.to_owned();
    DeskRequest::WriteNote { text, now: NOW }
}

fn writes(vault: &mut StaffVault, text: &str) -> NewMessage {
    match staff(vault, asks(text)) {
        StaffAnswer::Message(note) => note,
        StaffAnswer::Refused(refusal) => panic!("{refusal:?}"),
        _ => panic!("no note"),
    }
}

fn texts(notes: &[ReadMessage]) -> Vec<&str> {
    contents(notes).iter().map(|note| note.text.as_str()).collect()
}

fn passes_on(vault: &mut StaffVault, to: &DepartmentKey, notes: bool) -> PassOn {
    let request = DeskRequest::PassOn {
        to: Box::new(to.clone()),
        text: String::new(),
        notes,
        now: NOW,
    };
    match staff(vault, request) {
        StaffAnswer::PassOn(request) => *request,
        StaffAnswer::Refused(refusal) => panic!("{refusal:?}"),
        _ => panic!("not passed on"),
    }
}

/// The server after a conversation was passed on.
fn passed(stored: &mut Stored, request: &PassOn) {
    stored.keep(Author::Department, &request.message);
    stored.view.grants.extend(request.message.grants.clone());
    stored.view.grants.extend(request.history.clone());
    stored.view.department = request.to;
}

#[test]
fn colleagues_write_notes_to_each_other() {
    let portal = Portal::new();
    let (_, _, stored) = portal.opened();
    let [mut first, mut second] = [portal.signed_in(), portal.signed_in()];
    let mut shelf = Shelf::default();
    reads(&mut first, &stored, &shelf, Some(&portal.key));
    let note = writes(&mut first, "calls at noon");
    let grantee = Grantee::Department {
        department: portal.department,
        epoch: 1,
    };
    let begun: Vec<_> = note
        .grants
        .iter()
        .map(|grant| (grant.kind, grant.n, grant.grantee))
        .collect();
    assert_eq!(
        begun,
        [(GrantKind::Notes, 0, grantee)],
        "for nobody but the department"
    );
    assert_eq!((note.seed, note.attachments.len()), (SealedTo::Notes(0), 0));
    assert_eq!(writes(&mut first, "calls at noon").id, note.id, "asked twice");
    assert_eq!(
        staff_refused(&mut first, asks("something else")),
        Some(Refusal::OutOfTurn)
    );
    shelf.keep(&note);

    let read = reads(&mut second, &stored, &shelf, None);
    let read = contents(&read)[0];
    assert_eq!(
        (read.kind, read.text.as_str()),
        (ContentKind::Note, "calls at noon")
    );
    let signer = Signer::Member {
        name: portal.caseworker.member.name.clone(),
        department: portal.department,
    };
    assert_eq!(read.signer, signer);
    let answer = writes(&mut second, "thanks");
    assert!(answer.grants.is_empty());
    shelf.keep(&answer);
    let page = MessagePage {
        messages: shelf.notes.clone(),
        ..shelf.page(None)
    };
    assert_eq!(texts(&reads_notes(&mut first, page)), ["calls at noon", "thanks"]);
    assert!(writes(&mut first, "you're welcome").grants.is_empty());
}

#[test]
fn notes_are_read_after_their_conversation_and_written_after_they_were_read() {
    let portal = Portal::new();
    let (_, _, stored) = portal.opened();
    let shelf = Shelf::default();
    let read = || DeskRequest::ReadNotes {
        incomplete: true,
        page: shelf.page(Some(&portal.key)),
        now: NOW,
    };
    let mut locked = StaffVault::default();
    assert_eq!(staff_refused(&mut locked, read()), Some(Refusal::Locked));
    assert_eq!(staff_refused(&mut locked, asks("x")), Some(Refusal::Locked));
    let mut caseworker = portal.signed_in();
    assert_eq!(staff_refused(&mut caseworker, read()), Some(Refusal::OutOfTurn));
    staff_messages(staff(&mut caseworker, stored.for_staff()));
    assert_eq!(
        staff_refused(&mut caseworker, asks("x")),
        Some(Refusal::OutOfTurn)
    );
    let half = MessagePage {
        next: Some(1),
        ..shelf.page(Some(&portal.key))
    };
    reads_notes(&mut caseworker, half);
    assert_eq!(
        staff_refused(&mut caseworker, asks("x")),
        Some(Refusal::OutOfTurn)
    );
    assert_eq!(staff_refused(&mut caseworker, read()), None);
    let long = "x".repeat(domain::limits::TEXT_CHARACTERS + 1);
    assert_eq!(
        staff_refused(&mut caseworker, asks(&long)),
        Some(Refusal::TooLarge)
    );
    assert_eq!(staff_refused(&mut caseworker, asks("x")), None);
}

#[test]
fn notes_and_messages_are_not_taken_for_each_other() {
    let portal = Portal::new();
    let (_, _, mut stored) = portal.opened();
    let mut caseworker = portal.signed_in();
    let mut shelf = Shelf::default();
    reads(&mut caseworker, &stored, &shelf, Some(&portal.key));
    let note = writes(&mut caseworker, "internal");
    shelf.keep(&note);
    let answer = super::conversation::staff_writes(&mut caseworker, "answer");

    // A server that shows the note to the citizen's side, with every grant that it has.
    let mut shown = stored.clone();
    shown.keep(Author::Department, &note);
    shown.view.grants.extend(note.grants.clone());
    let (mut writer, _, _) = portal.opened();
    let read = super::citizen(&mut writer, shown.for_citizen());
    assert!(matches!(read, crate::messages::CitizenAnswer::Refused(_)));
    let read = staff_messages(staff(&mut caseworker, shown.for_staff()));
    assert_eq!(failures(&read), [None, Some(Failure::DoesNotOpen)]);

    // And the answer among the notes.
    stored.keep(Author::Department, &answer);
    shelf.keep(&answer);
    let read = reads(&mut caseworker, &stored, &shelf, None);
    assert_eq!(failures(&read), [None, Some(Failure::DoesNotOpen)]);
}

#[test]
fn the_citizens_own_vault_opens_no_note() {
    let portal = Portal::new();
    let (mut writer, _, mut stored) = portal.opened();
    let mut caseworker = portal.signed_in();
    reads(&mut caseworker, &stored, &Shelf::default(), Some(&portal.key));
    let note = writes(&mut caseworker, "internal");
    stored.keep(Author::Department, &note);
    // Even with the grant handed out as if it had been meant for the citizen, as a notes seed or as a content seed.
    for kind in [GrantKind::Notes, GrantKind::Content] {
        let mut request = stored.clone();
        request
            .view
            .grants
            .extend(note.grants.clone().into_iter().map(|grant| Grant {
                kind,
                n: 1,
                grantee: Grantee::Citizen,
                ..grant
            }));
        let read = super::citizen_messages(super::citizen(&mut writer, request.for_citizen()));
        assert_eq!(failures(&read), [None, Some(Failure::DoesNotOpen)]);
    }
}

#[test]
fn an_earlier_epochs_key_opens_no_later_note() {
    let (portal, before, key) = rotated();
    let (_, _, stored) = portal.opened();
    let mut departed = portal.unlocked(&before).expect("unlocks");
    let mut shelf = Shelf::default();
    reads(&mut departed, &stored, &shelf, Some(&portal.key));
    shelf.keep(&writes(&mut departed, "first"));

    let mut caseworker = portal.signed_in();
    reads(&mut caseworker, &stored, &shelf, Some(&key));
    let later = writes(&mut caseworker, "about the one who left");
    let grantees: Vec<_> = later
        .grants
        .iter()
        .map(|grant| (grant.n, grant.grantee))
        .collect();
    let grantee = Grantee::Department {
        department: portal.department,
        epoch: 2,
    };
    assert_eq!((grantees, later.seed), (vec![(1, grantee)], SealedTo::Notes(1)));
    shelf.keep(&later);
    assert_eq!(
        texts(&reads(&mut caseworker, &stored, &shelf, None)),
        ["first", "about the one who left"]
    );
    let read = reads(&mut departed, &stored, &shelf, None);
    assert_eq!(failures(&read), [None, Some(Failure::NoGrant)]);
    let refused = staff_refused(&mut departed, asks("with an older seed"));
    assert_eq!(refused, untrusted(Failure::NoGrant));
}

#[test]
fn notes_go_along_if_whoever_passes_on_wants_it() {
    let scene = Scene::new();
    for along in [true, false] {
        let (_, _, mut stored) = scene.portal.opened();
        let mut caseworker = scene.portal.signed_in();
        let mut shelf = Shelf::default();
        reads(&mut caseworker, &stored, &shelf, Some(&scene.portal.key));
        shelf.keep(&writes(&mut caseworker, "first"));
        reads(&mut caseworker, &stored, &shelf, None);
        let request = passes_on(&mut caseworker, &scene.key, along);
        let there = Grantee::Department {
            department: scene.key.department,
            epoch: 1,
        };
        let grants: Vec<_> = request
            .notes
            .iter()
            .map(|grant| (grant.kind, grant.n, grant.grantee))
            .collect();
        let expected = if along {
            vec![(GrantKind::Notes, 0, there)]
        } else {
            vec![]
        };
        assert_eq!(grants, expected);
        passed(&mut stored, &request);

        let mut colleague = scene.colleague();
        let handed = Shelf {
            notes: shelf.notes.clone(),
            grants: request.notes.clone(),
        };
        let read = reads(&mut colleague, &stored, &handed, Some(&scene.key));
        let expected = if along { None } else { Some(Failure::DoesNotOpen) };
        assert_eq!(failures(&read), [expected]);
        let theirs = writes(&mut colleague, "second");
        assert_eq!(theirs.seed, SealedTo::Notes(NEXT_RUN), "known to nobody before");

        // With what the old department has, and everything that the server could show it.
        shelf.keep(&theirs);
        let read = reads(&mut caseworker, &stored, &shelf, None);
        assert_eq!(failures(&read), [None, Some(Failure::NoGrant)]);
    }
}

#[test]
fn after_a_transfer_nobody_seals_to_a_seed_that_the_old_department_may_know() {
    let scene = Scene::new();
    let (_, _, mut stored) = scene.portal.opened();
    let mut caseworker = scene.portal.signed_in();
    let mut shelf = Shelf::default();
    reads(&mut caseworker, &stored, &shelf, Some(&scene.portal.key));
    shelf.keep(&writes(&mut caseworker, "first"));
    reads(&mut caseworker, &stored, &shelf, None);
    let request = passes_on(&mut caseworker, &scene.key, true);
    passed(&mut stored, &request);
    shelf.grants = request.notes.clone();

    let mut colleague = scene.colleague();
    // A server that says nothing of a new seed, and one that names the old department's key.
    reads(&mut colleague, &stored, &shelf, None);
    let refused = staff_refused(&mut colleague, asks("second"));
    assert_eq!(refused, untrusted(Failure::NoGrant));
    reads(&mut colleague, &stored, &shelf, Some(&scene.portal.key));
    let refused = staff_refused(&mut colleague, asks("second"));
    assert_eq!(refused, untrusted(Failure::UntrustedChain));
    // Whoever passed it on does not write to the new department.
    reads(&mut caseworker, &stored, &shelf, Some(&scene.key));
    let refused = staff_refused(&mut caseworker, asks("second"));
    assert_eq!(refused, untrusted(Failure::NoGrant));
}

#[test]
fn who_lacks_a_notes_seed_neither_writes_nor_hands_them_on() {
    let scene = Scene::new();
    let (_, _, stored) = scene.portal.opened();
    let mut caseworker = scene.portal.signed_in();
    let mut shelf = Shelf::default();
    reads(&mut caseworker, &stored, &shelf, Some(&scene.portal.key));
    shelf.keep(&writes(&mut caseworker, "first"));
    // A grant for an epoch whose seed was not handed over.
    shelf.grants[0].grantee = Grantee::Department {
        department: scene.portal.department,
        epoch: 7,
    };
    let mut newcomer = scene.portal.signed_in();
    let read = reads(&mut newcomer, &stored, &shelf, None);
    assert_eq!(failures(&read), [Some(Failure::NoGrant)]);
    assert_eq!(
        staff_refused(&mut newcomer, asks("x")),
        untrusted(Failure::NoGrant)
    );
    let along = |notes| DeskRequest::PassOn {
        to: Box::new(scene.key.clone()),
        text: String::new(),
        notes,
        now: NOW,
    };
    assert_eq!(
        staff_refused(&mut newcomer, along(true)),
        untrusted(Failure::NoGrant)
    );
    assert_eq!(staff_refused(&mut newcomer, along(false)), None);
}

#[test]
fn a_forged_notes_seed_is_not_sealed_to() {
    let portal = Portal::new();
    let stranger = Portal::founded().0;
    let (_, _, stored) = portal.opened();
    let (_, _, theirs) = stranger.opened();
    let mut forger = stranger.signed_in();
    reads(&mut forger, &theirs, &Shelf::default(), Some(&stranger.key));
    let forged = writes(&mut forger, "forged");
    let mut caseworker = portal.signed_in();
    let mut shelf = Shelf::default();
    shelf.keep(&forged);
    shelf.grants[0].grantee = Grantee::Department {
        department: portal.department,
        epoch: 1,
    };
    let read = reads(&mut caseworker, &stored, &shelf, None);
    assert_eq!(failures(&read), [Some(Failure::NoGrant)]);
    assert_eq!(
        staff_refused(&mut caseworker, asks("x")),
        untrusted(Failure::NoGrant)
    );
}
