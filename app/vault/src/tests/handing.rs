use domain::api::{Author, DepartmentKey, Grantee, HandOver, NewMessage, Propose};
use domain::{Bytes, Locale};
use sealing::{Failure, KeyFingerprint, PublicKey};

use super::conversation::{citizen_writes, staff_writes};
use super::passing::{self, citizen_page, keep, passes_on};
use super::portal::{Portal, Stored};
use super::{
    NOW, citizen, citizen_messages, contents, failures, refused, staff, staff_messages, staff_refused,
    untrusted,
};
use crate::messages::{
    CitizenAnswer, CitizenRequest, ContentKind, DeskRequest, HandoverDraft, Refusal, StaffAnswer,
};
use crate::{CitizenVault, StaffVault};

/// A conversation whose department has proposed another authority, which has two departments.
struct Scene {
    here: Portal,
    there: passing::Scene,
    writer: CitizenVault,
    receipt: String,
    caseworker: StaffVault,
    stored: Stored,
}

impl Scene {
    fn new() -> Self {
        let here = Portal::new();
        let (writer, receipt, stored) = here.opened();
        let caseworker = here.signed_in();
        let mut scene = Self {
            here,
            there: passing::Scene::new(),
            writer,
            receipt,
            caseworker,
            stored,
        };
        staff_messages(staff(&mut scene.caseworker, scene.stored.for_staff()));
        scene
    }

    fn proposed() -> Self {
        let mut scene = Self::new();
        let root = scene.there.portal.authority.root.clone();
        let proposal = scene.proposes(root);
        keep(&mut scene.stored, Author::Department, &proposal.message);
        citizen_messages(citizen(&mut scene.writer, citizen_page(&scene.stored, None)));
        scene
    }

    fn proposes(&mut self, root: Bytes) -> Propose {
        let request = DeskRequest::Propose {
            authority: self.there.portal.authority.id,
            root,
            to: self.there.portal.department,
            text: "Zuständig ist der Kreis.".to_owned(),
            now: NOW,
        };
        match staff(&mut self.caseworker, request) {
            StaffAnswer::Propose(request) => *request,
            StaffAnswer::Refused(refusal) => panic!("{refusal:?}"),
            _ => panic!("not proposed"),
        }
    }

    fn draft(&self, history: bool) -> HandoverDraft {
        HandoverDraft {
            department: self.there.portal.key.clone(),
            history,
            subject: "Laterne an der Kreisstraße".to_owned(),
            text: "Es ist dunkel.".to_owned(),
            name: Some("Erika Mustermann".to_owned()),
            contact: None,
            locale: Locale::De,
            now: NOW,
        }
    }

    fn hands_over(&mut self, history: bool) -> HandOver {
        let request = CitizenRequest::HandOver(Box::new(self.draft(history)));
        match citizen(&mut self.writer, request) {
            CitizenAnswer::HandOver(request) => *request,
            CitizenAnswer::Refused(refusal) => panic!("{refusal:?}"),
            _ => panic!("not handed over"),
        }
    }

    /// The same, kept as a server does.
    fn handed_over(&mut self, history: bool) -> HandOver {
        let request = self.hands_over(history);
        keep(&mut self.stored, Author::Citizen, &request.message);
        self.stored.view.grants.extend(request.history.clone());
        self.stored.view.authority = self.there.portal.authority.id;
        self.stored.view.department = request.to;
        citizen_messages(citizen(&mut self.writer, self.stored.for_citizen()));
        request
    }

    /// What the new authority's staff get: all, or the handover and what follows.
    fn for_there(&self, history: bool) -> Stored {
        let mut stored = self.stored.clone();
        if !history {
            stored.messages().drain(..2);
            stored.view.grants.retain(|grant| grant.n > 0);
        }
        stored
    }

    fn reads_there(&self, vault: &mut StaffVault, history: bool) -> Vec<crate::messages::ReadMessage> {
        let mut view = self.for_there(history);
        let there = self.there.portal.department;
        view.view.grants.retain(
            |grant| matches!(grant.grantee, Grantee::Department { department, .. } if department == there),
        );
        staff_messages(staff(vault, view.for_staff()))
    }

    fn keeps(&mut self, author: Author, message: &NewMessage) {
        keep(&mut self.stored, author, message);
    }
}

fn numbers(grants: &[domain::api::Grant]) -> Vec<(u32, Grantee)> {
    grants.iter().map(|grant| (grant.n, grant.grantee)).collect()
}

#[test]
fn a_conversation_is_handed_over_with_its_history_or_without() {
    for history in [true, false] {
        let mut scene = Scene::proposed();
        let request = scene.handed_over(history);
        let there = Grantee::Department {
            department: scene.there.portal.department,
            epoch: 1,
        };
        assert_eq!(
            numbers(&request.message.grants),
            [(1, Grantee::Citizen), (1, there)]
        );
        let expected: &[_] = if history { &[(0, there)] } else { &[] };
        assert_eq!(numbers(&request.history), expected);
        assert_eq!((request.from, request.after), (scene.here.department, 2));

        let mut colleague = scene.there.portal.signed_in();
        let mut row = scene.for_there(history).row();
        row.seed = 1;
        row.opening = scene.stored.view.messages.messages[2].clone();
        let rows = vec![row];
        let StaffAnswer::Summaries(summaries) =
            staff(&mut colleague, DeskRequest::Summarise { rows, now: NOW })
        else {
            panic!("no summaries");
        };
        let subject = summaries[0]
            .outcome
            .as_ref()
            .map(|heading| heading.subject.as_str());
        assert_eq!(subject, Ok("Laterne an der Kreisstraße"));

        let read = scene.reads_there(&mut colleague, history);
        let handover = contents(&read).pop().expect("the handover").clone();
        assert_eq!(read.len(), if history { 3 } else { 1 });
        assert_eq!(
            (handover.kind, handover.to),
            (ContentKind::Handover, Some(request.to))
        );
        let elsewhere = handover.elsewhere.expect("another authority");
        let root = PublicKey::from_bytes(scene.there.portal.authority.root.as_ref()).expect("a key");
        assert_eq!(elsewhere.root, KeyFingerprint::of(&root).to_string());
        assert_eq!(elsewhere.history, history);

        let answer = staff_writes(&mut colleague, "Wir kommen.");
        assert!(answer.grants.is_empty(), "the citizen has begun the seed");
        scene.keeps(Author::Department, &answer);
        citizen_messages(citizen(&mut scene.writer, scene.stored.for_citizen()));
        let thanks = citizen_writes(&mut scene.writer, "Danke!");
        scene.keeps(Author::Citizen, &thanks);
        assert_eq!(
            failures(&scene.reads_there(&mut colleague, history))
                .iter()
                .flatten()
                .count(),
            0
        );
        // And whoever comes back with the receipt reads all of it, under the root of each.
        let mut returned = CitizenVault::default();
        let code = scene.receipt.clone();
        citizen(&mut returned, CitizenRequest::Unlock { code });
        let CitizenAnswer::Messages {
            messages,
            credentials,
        } = citizen(&mut returned, scene.stored.for_citizen())
        else {
            panic!("no messages");
        };
        assert_eq!(failures(&messages), [None; 5]);
        let roots: Vec<_> = credentials
            .iter()
            .flatten()
            .map(|signed| signed.root.as_str())
            .collect();
        assert!(roots[0] != elsewhere.root && roots[1] == elsewhere.root);
    }
}

#[test]
fn the_old_authority_opens_nothing_of_what_comes_after() {
    let mut scene = Scene::proposed();
    scene.handed_over(true);
    let thanks = citizen_writes(&mut scene.writer, "Danke!");
    scene.keeps(Author::Citizen, &thanks);
    let read = staff_messages(staff(&mut scene.caseworker, scene.stored.for_staff()));
    let closed = Some(Failure::NoGrant);
    assert_eq!(failures(&read), [None, None, closed, closed]);
    let text = "still here".to_owned();
    let refused = staff_refused(&mut scene.caseworker, DeskRequest::Write { text, now: NOW });
    assert_eq!(refused, untrusted(Failure::NoGrant));
}

#[test]
fn without_its_history_nothing_of_what_was_before_opens_whatever_the_server_hands_out() {
    let mut scene = Scene::proposed();
    scene.handed_over(false);
    // Everything that there is, and what a member of the old authority could still grant.
    let mut colleague = scene.there.portal.signed_in();
    let read = staff_messages(staff(&mut colleague, scene.stored.for_staff()));
    assert_eq!(failures(&read)[..2], [Some(Failure::DoesNotOpen); 2]);
}

#[test]
fn a_history_that_was_to_come_along_is_missed() {
    let mut scene = Scene::proposed();
    scene.handed_over(true);
    let mut colleague = scene.there.portal.signed_in();
    let read = scene.reads_there(&mut colleague, false);
    assert_eq!(failures(&read), [Some(Failure::MissingMessage)]);
}

#[test]
fn nothing_is_sealed_to_another_department_than_the_proposed_one() {
    let mut scene = Scene::proposed();
    let right = scene.there.portal.key.clone();
    for key in [
        scene.there.key.clone(),
        scene.here.key.clone(),
        passing::Scene::new().portal.key,
        DepartmentKey {
            department: right.department,
            ..scene.there.key.clone()
        },
        DepartmentKey {
            epoch: 2,
            ..right.clone()
        },
        DepartmentKey {
            chain: Vec::new(),
            ..right
        },
    ] {
        let draft = HandoverDraft {
            department: key,
            ..scene.draft(true)
        };
        let request = CitizenRequest::HandOver(Box::new(draft));
        assert_eq!(
            refused(&mut scene.writer, request),
            untrusted(Failure::UntrustedChain)
        );
    }
    scene.hands_over(true);
}

#[test]
fn a_root_that_the_caseworker_was_shown_and_that_is_none_leads_nowhere() {
    let mut scene = Scene::new();
    let other = passing::Scene::new().portal.authority.root;
    let proposal = scene.proposes(other);
    scene.keeps(Author::Department, &proposal.message);
    citizen_messages(citizen(&mut scene.writer, citizen_page(&scene.stored, None)));
    let request = CitizenRequest::HandOver(Box::new(scene.draft(true)));
    let refusal = refused(&mut scene.writer, request);
    assert!(matches!(refusal, Some(Refusal::Untrusted(..))), "{refusal:?}");
}

#[test]
fn without_an_open_proposal_nothing_is_handed_over() {
    let mut scene = Scene::new();
    let ask = |scene: &Scene| CitizenRequest::HandOver(Box::new(scene.draft(true)));
    let request = ask(&scene);
    assert_eq!(refused(&mut scene.writer, request), Some(Refusal::OutOfTurn));
    let decline = || CitizenRequest::Decline { now: NOW };
    assert_eq!(refused(&mut scene.writer, decline()), Some(Refusal::OutOfTurn));

    let mut scene = Scene::proposed();
    let CitizenAnswer::Decline(declined) = citizen(&mut scene.writer, decline()) else {
        panic!("not declined");
    };
    assert_eq!(declined.proposal, scene.stored.view.messages.messages[1].id);
    scene.keeps(Author::Citizen, &declined.message);
    citizen_messages(citizen(&mut scene.writer, scene.stored.for_citizen()));
    let request = ask(&scene);
    assert_eq!(refused(&mut scene.writer, request), Some(Refusal::OutOfTurn));
    let read = staff_messages(staff(&mut scene.caseworker, scene.stored.for_staff()));
    assert_eq!(contents(&read)[2].kind, ContentKind::Decline);

    let mut scene = Scene::proposed();
    staff_messages(staff(&mut scene.caseworker, scene.stored.for_staff()));
    let StaffAnswer::Withdraw(withdrawn) = staff(&mut scene.caseworker, DeskRequest::Withdraw { now: NOW })
    else {
        panic!("not withdrawn");
    };
    scene.keeps(Author::Department, &withdrawn.message);
    citizen_messages(citizen(&mut scene.writer, scene.stored.for_citizen()));
    let request = ask(&scene);
    assert_eq!(refused(&mut scene.writer, request), Some(Refusal::OutOfTurn));
}

#[test]
fn one_does_not_propose_ones_own_authority() {
    let mut scene = Scene::new();
    let request = DeskRequest::Propose {
        authority: scene.here.authority.id,
        root: scene.here.authority.root.clone(),
        to: scene.there.portal.department,
        text: String::new(),
        now: NOW,
    };
    assert_eq!(
        staff_refused(&mut scene.caseworker, request),
        Some(Refusal::OutOfTurn)
    );
}

#[test]
fn the_new_authority_passes_it_on_with_what_it_has() {
    for history in [true, false] {
        let mut scene = Scene::proposed();
        scene.handed_over(history);
        let mut colleague = scene.there.portal.signed_in();
        scene.reads_there(&mut colleague, history);
        let passed = passes_on(&mut colleague, &scene.there.key);
        let other = Grantee::Department {
            department: scene.there.key.department,
            epoch: 1,
        };
        let given: Vec<_> = if history {
            vec![(0, other), (1, other)]
        } else {
            vec![(1, other)]
        };
        assert_eq!(numbers(&passed.history), given);
        scene.keeps(Author::Department, &passed.message);
        scene.stored.view.grants.extend(passed.history);
        scene.stored.view.messages.rekey = Some(scene.there.key.clone());
        // The citizen opens a seed that somebody in the new authority has begun.
        let read = citizen_messages(citizen(&mut scene.writer, scene.stored.for_citizen()));
        assert_eq!(failures(&read), [None; 4]);
        let next = citizen_writes(&mut scene.writer, "Danke!");
        assert_eq!(numbers(&next.grants), [(3, Grantee::Citizen), (3, other)]);
        scene.keeps(Author::Citizen, &next);
        scene.stored.view.messages.rekey = None;
        let mut last = scene.there.colleague();
        let view = scene.for_there(history);
        let read = staff_messages(staff(&mut last, view.for_staff()));
        assert_eq!(failures(&read).iter().flatten().count(), 0);
        staff_writes(&mut last, "Gern.");
    }
}
