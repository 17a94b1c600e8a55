use domain::DepartmentId;
use domain::api::{Author, DepartmentKey, EpochKey, Grantee, MessagePage, NewMessage, PassOn, Role};
use rand_core::OsRng;
use sealing::Failure;

use super::conversation::{citizen_writes, staff_writes};
use super::portal::{Account, Portal, Stored, certify, make_epoch};
use super::{
    NOW, citizen, citizen_messages, contents, failures, refused, staff, staff_messages, staff_refused,
    untrusted,
};
use crate::messages::{CitizenRequest, ContentKind, DeskRequest, Refusal, StaffAnswer};
use crate::{CitizenVault, StaffVault};

/// A portal with a second department, somebody who works there, and its key.
pub(super) struct Scene {
    pub(super) portal: Portal,
    other: Account,
    pub(super) key: DepartmentKey,
}

impl Scene {
    pub(super) fn new() -> Self {
        let (portal, mut administrator) = Portal::founded();
        let mut other = portal.enrol("Berta Bau", Role::Caseworker);
        let department = DepartmentId::random(&mut OsRng);
        other.member.departments = vec![department];
        other.keys.chain = certify(&mut administrator, &other).expect("certifies");
        let epoch = make_epoch(&mut administrator, department, 1, &[&other]).expect("an epoch");
        other.keys.epochs = vec![EpochKey {
            department,
            epoch: 1,
            chain: epoch.chain.clone(),
            sealed: epoch.grants[0].sealed.clone(),
        }];
        let key = DepartmentKey {
            department,
            epoch: 1,
            chain: epoch.chain,
            revoked: Vec::new(),
        };
        Self { portal, other, key }
    }

    /// A conversation that its caseworker has read and passed on.
    fn passed_on(&self) -> (CitizenVault, Stored, PassOn) {
        let (writer, _, mut stored) = self.portal.opened();
        let mut caseworker = self.portal.signed_in();
        staff_messages(staff(&mut caseworker, stored.for_staff()));
        let passed = passes_on(&mut caseworker, &self.key);
        keep(&mut stored, Author::Department, &passed.message);
        stored.view.grants.extend(passed.history.clone());
        stored.view.department = passed.to;
        stored.view.messages.rekey = Some(self.key.clone());
        (writer, stored, passed)
    }

    pub(super) fn colleague(&self) -> StaffVault {
        self.portal.unlocked(&self.other).expect("unlocks")
    }
}

pub(super) fn passes_on(vault: &mut StaffVault, to: &DepartmentKey) -> PassOn {
    let request = DeskRequest::PassOn {
        to: Box::new(to.clone()),
        text: "Zuständig ist das Bauamt.".to_owned(),
        notes: false,
        now: NOW,
    };
    match staff(vault, request) {
        StaffAnswer::PassOn(request) => *request,
        StaffAnswer::Refused(refusal) => panic!("{refusal:?}"),
        _ => panic!("not passed on"),
    }
}

pub(super) fn keep(stored: &mut Stored, author: Author, message: &NewMessage) {
    stored.keep(author, message);
    stored.view.grants.extend(message.grants.clone());
    stored.view.messages.grants.extend(message.grants.clone());
}

pub(super) fn citizen_page(stored: &Stored, rekey: Option<&DepartmentKey>) -> CitizenRequest {
    let mut grants = stored.view.messages.grants.clone();
    grants.retain(|grant| grant.grantee == Grantee::Citizen);
    CitizenRequest::ReadMore {
        page: MessagePage {
            messages: stored.view.messages.messages[1..].to_vec(),
            next: None,
            grants,
            rekey: rekey.cloned(),
            opener_key: None,
            revoked: Vec::new(),
        },
        now: NOW,
    }
}

#[test]
fn a_transfer_tells_the_citizen_and_the_next_message_begins_a_seed_of_its_own() {
    let scene = Scene::new();
    let (mut writer, mut stored, passed) = scene.passed_on();
    let to = scene.key.department;
    assert_eq!(
        (passed.from, passed.to, passed.after),
        (scene.portal.department, to, 1)
    );
    let numbers = |grants: &[domain::api::Grant]| -> Vec<_> {
        grants.iter().map(|grant| (grant.n, grant.grantee)).collect()
    };
    let there = Grantee::Department {
        department: to,
        epoch: 1,
    };
    assert_eq!(
        numbers(&passed.message.grants),
        [(1, Grantee::Citizen), (1, there)]
    );
    assert_eq!(numbers(&passed.history), [(0, there)]);

    let read = citizen_messages(citizen(&mut writer, citizen_page(&stored, Some(&scene.key))));
    let told = contents(&read)[0];
    assert_eq!((told.kind, told.to), (ContentKind::Transfer, Some(to)));
    let second = citizen_writes(&mut writer, "second");
    assert_eq!(numbers(&second.grants), [(2, Grantee::Citizen), (2, there)]);
    keep(&mut stored, Author::Citizen, &second);
    stored.view.messages.rekey = None;

    let mut colleague = scene.colleague();
    let read = staff_messages(staff(&mut colleague, stored.for_staff()));
    assert_eq!(contents(&read).len(), 3);
    let answer = staff_writes(&mut colleague, "answer");
    assert!(answer.grants.is_empty());
}

#[test]
fn whoever_passed_it_on_opens_neither_that_nor_what_comes_after() {
    let scene = Scene::new();
    let (writer, _, mut stored) = scene.portal.opened();
    drop(writer);
    let mut caseworker = scene.portal.signed_in();
    staff_messages(staff(&mut caseworker, stored.for_staff()));
    let passed = passes_on(&mut caseworker, &scene.key);
    keep(&mut stored, Author::Department, &passed.message);
    // With the very vault that made the seed, and all grants there are.
    let read = staff_messages(staff(&mut caseworker, stored.for_staff()));
    assert_eq!(failures(&read), [None, Some(Failure::NoGrant)]);
    let text = "still here".to_owned();
    let refused = staff_refused(&mut caseworker, DeskRequest::Write { text, now: NOW });
    assert_eq!(refused, untrusted(Failure::NoGrant));
}

#[test]
fn after_a_transfer_nobody_seals_to_a_seed_that_the_old_department_may_know() {
    let scene = Scene::new();
    let (mut writer, mut stored, _) = scene.passed_on();
    let text = "second".to_owned();
    let ask = || CitizenRequest::Write {
        text: text.clone(),
        now: NOW,
    };
    // A server that says nothing of a new seed.
    citizen_messages(citizen(&mut writer, citizen_page(&stored, None)));
    assert_eq!(refused(&mut writer, ask()), untrusted(Failure::NoGrant));
    // One that names the old department's key.
    let old = scene.portal.key.clone();
    citizen_messages(citizen(&mut writer, citizen_page(&stored, Some(&old))));
    assert_eq!(refused(&mut writer, ask()), untrusted(Failure::UntrustedChain));
    // The same to whoever works there now.
    stored.view.messages.rekey = None;
    let mut colleague = scene.colleague();
    staff_messages(staff(&mut colleague, stored.for_staff()));
    let write = DeskRequest::Write { text, now: NOW };
    assert_eq!(staff_refused(&mut colleague, write), untrusted(Failure::NoGrant));
}

#[test]
fn a_swapped_department_is_noticed_where_nobody_has_signed_a_transfer() {
    let scene = Scene::new();
    let (mut writer, _, stored) = scene.portal.opened();
    citizen_messages(citizen(&mut writer, citizen_page(&stored, Some(&scene.key))));
    let text = "second".to_owned();
    let write = CitizenRequest::Write { text, now: NOW };
    assert_eq!(refused(&mut writer, write), untrusted(Failure::UntrustedChain));

    // A seed for the new department, and the message that says so held back.
    let (_, mut stored, _) = scene.passed_on();
    stored.messages().pop();
    stored.view.messages.rekey = None;
    let mut colleague = scene.colleague();
    staff_messages(staff(&mut colleague, stored.for_staff()));
    let text = "answer".to_owned();
    let write = DeskRequest::Write { text, now: NOW };
    assert_eq!(staff_refused(&mut colleague, write), untrusted(Failure::NoGrant));
}

#[test]
fn a_conversation_is_not_passed_on_to_a_key_that_is_not_certified() {
    let scene = Scene::new();
    let stranger = Scene::new();
    let (_, _, stored) = scene.portal.opened();
    let mut caseworker = scene.portal.signed_in();
    staff_messages(staff(&mut caseworker, stored.for_staff()));
    let mut ask = |to: DepartmentKey| {
        let request = DeskRequest::PassOn {
            to: Box::new(to),
            text: String::new(),
            notes: false,
            now: NOW,
        };
        staff_refused(&mut caseworker, request)
    };
    let key = scene.key.clone();
    for wrong in [
        stranger.key.clone(),
        DepartmentKey {
            epoch: 2,
            ..key.clone()
        },
        DepartmentKey {
            department: stranger.key.department,
            ..key.clone()
        },
        DepartmentKey {
            chain: Vec::new(),
            ..key.clone()
        },
    ] {
        assert_eq!(ask(wrong), untrusted(Failure::UntrustedChain));
    }
    assert_eq!(
        ask(scene.portal.key.clone()),
        Some(Refusal::OutOfTurn),
        "to itself"
    );
    assert_eq!(ask(key), None);
}
