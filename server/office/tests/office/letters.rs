use domain::api::LetterTicketRequest;
use domain::audit::{Action, Statement, Subject};
use domain::{Bytes, DepartmentId, ErrorCode, MemberId, limits};
use office_fixture::{Town, World, message};

use crate::{refusal, town};

/// Two towns, each with a department and somebody in it who has its key.
struct Scene {
    world: World,
    towns: [Town; 2],
    departments: [DepartmentId; 2],
    clerks: [MemberId; 2],
}

impl Scene {
    async fn new() -> Self {
        let (world, here) = town().await;
        let there = world.town("beispielheim").await;
        let mut departments = Vec::new();
        let mut clerks = Vec::new();
        for town in [&here, &there] {
            let department = world.department_without_key(town, "ordnungsamt").await;
            let clerk = world.caseworker(town, "clara", &[department]).await;
            world.publish_epoch(town, department, 1, &[clerk]).await;
            departments.push(department);
            clerks.push(clerk);
        }
        Self {
            world,
            towns: [here, there],
            departments: departments.try_into().expect("two"),
            clerks: clerks.try_into().expect("two"),
        }
    }

    async fn entries(&self, town: usize) -> Vec<(Statement, Option<Bytes>)> {
        let authority = self.towns[town].authority;
        let entries = self.world.office.store().audit_entries(authority, 0, 100).await;
        entries
            .expect("the store")
            .into_iter()
            .filter_map(|entry| Some((Statement::read(&entry.statement.0)?, entry.department)))
            .collect()
    }
}

#[tokio::test]
async fn a_ticket_is_for_ones_own_department_and_for_another_authoritys() {
    let scene = Scene::new().await;
    let world = &scene.world;
    let [own, abroad] = scene.departments;
    let staff = world.staff(scene.clerks[0]).await;
    let beside = world.department(&scene.towns[0], "bauamt").await;
    let keyless = world.department_without_key(&scene.towns[1], "neues-amt").await;
    let unknown = world.draw(DepartmentId::random);
    for (from, to, code) in [
        (beside, abroad, ErrorCode::NotFound),
        (abroad, own, ErrorCode::NotFound),
        (own, unknown, ErrorCode::NotFound),
        (own, beside, ErrorCode::Inconsistent),
        (own, own, ErrorCode::Inconsistent),
        (own, keyless, ErrorCode::DepartmentKeyless),
    ] {
        let request = LetterTicketRequest { from, to };
        let ticket = world.office.issue_letter_ticket(&staff, request).await;
        assert_eq!(refusal(ticket), code);
    }
    let uncertified = world
        .enrolled(&scene.towns[0], "uwe", domain::api::Role::Caseworker, &[own])
        .await;
    let uncertified = world.staff(uncertified).await;
    let request = LetterTicketRequest {
        from: own,
        to: abroad,
    };
    let ticket = world.office.issue_letter_ticket(&uncertified, request).await;
    assert_eq!(refusal(ticket), ErrorCode::NotFound);
}

#[tokio::test]
async fn a_letter_is_sent_with_the_ticket_that_was_given_for_it() {
    let scene = Scene::new().await;
    let world = &scene.world;
    let [own, abroad] = scene.departments;
    let staff = world.staff(scene.clerks[0]).await;
    let letter = world.letter(scene.clerks[0], own, abroad).await;
    let mut swapped = letter.clone();
    (swapped.from, swapped.to) = (abroad, own);
    let mut forged = letter.clone();
    forged.ticket.replace_range(0..1, "_");
    let citizens = world.opening(abroad, &world.receipt()).await;
    let mut citizen = letter.clone();
    (citizen.conversation, citizen.ticket) = (citizens.conversation, citizens.ticket);
    for wrong in [swapped, forged, citizen] {
        let sent = world.office.write_letter(&staff, wrong).await;
        assert_eq!(refusal(sent), ErrorCode::ChallengeRefused);
    }
    let mut nested = letter.clone();
    nested.message.grants = nested.grants.clone();
    let sent = world.office.write_letter(&staff, nested).await;
    assert_eq!(refusal(sent), ErrorCode::Inconsistent);

    let late = world.letter(scene.clerks[0], own, abroad).await;
    let opened = world.office.write_letter(&staff, letter.clone()).await;
    let opened = opened.expect("sent");
    world.advance(limits::TICKET_SECONDS + 1);
    let again = world.office.write_letter(&staff, letter.clone()).await;
    assert_eq!(again.expect("the same answer"), opened);
    let mut other = letter;
    other.message = message(world);
    for refused in [other, late] {
        let sent = world.office.write_letter(&staff, refused).await;
        assert_eq!(refusal(sent), ErrorCode::ChallengeRefused);
    }
}

#[tokio::test]
async fn writing_is_in_the_writers_log_and_opening_in_the_log_of_whoever_opens() {
    let scene = Scene::new().await;
    let world = &scene.world;
    let [own, abroad] = scene.departments;
    let staff = world.staff(scene.clerks[0]).await;
    let letter = world.letter(scene.clerks[0], own, abroad).await;
    let conversation = letter.conversation;
    let before = scene.entries(1).await.len();
    world.office.write_letter(&staff, letter).await.expect("sent");
    let (written, _) = scene.entries(0).await.pop().expect("an entry");
    assert_eq!(written.action, Action::WriteLetter);
    assert_eq!(
        written.subject,
        Subject::letter(conversation, own, abroad, scene.towns[1].authority)
    );
    assert_eq!(
        scene.entries(1).await.len(),
        before,
        "what comes is nobody's act there"
    );
    for (at, department) in scene.departments.into_iter().enumerate() {
        let clerk = world.staff(scene.clerks[at]).await;
        let view = world.office.open_for_staff(&clerk, conversation).await;
        let letter = view.expect("is theirs").letter.expect("is a letter");
        assert_eq!(letter.sent, at == 0);
        let (opened, of) = scene.entries(at).await.pop().expect("an entry");
        assert_eq!(opened.action, Action::OpenConversation);
        assert_eq!(
            of,
            Some(Bytes(department.0.as_bytes().to_vec())),
            "under the own department"
        );
    }
}
