//! Every role against every use case of staff, on a row that is theirs to see and on one that is not.

use domain::ErrorCode;
use domain::api::{
    DepartmentChange, DepartmentEpoch, Departure, Invite, MarkRead, NewDepartment, NewEpochGrants, Role,
    SetStatus, Status,
};
use domain::{AttachmentId, ConversationId, DepartmentId, Locale, Localized, MemberId, limits};
use office::{InboxFilter, Staff};
use office_fixture::{Town, World, message, sealed_of_size};

use crate::town;

/// What a use case answers: done, or the code.
type Answer = Result<(), ErrorCode>;

const DONE: Answer = Ok(());
const FORBIDDEN: Answer = Err(ErrorCode::Forbidden);
const NOT_FOUND: Answer = Err(ErrorCode::NotFound);

fn answer<T>(outcome: office::Result<T>) -> Answer {
    outcome.map(drop).map_err(|error| error.code())
}

/// What the use cases are tried on.
struct Rows {
    conversation: ConversationId,
    department: DepartmentId,
    member: MemberId,
    town: Town,
}

impl Rows {
    async fn of(world: &World, town: Town) -> Self {
        let department = world.department(&town, "buergerbuero").await;
        let member = world.caseworker(&town, "clara", &[department]).await;
        let conversation = world.open(department, &world.receipt()).await;
        Self {
            conversation,
            department,
            member,
            town,
        }
    }
}

/// Use cases in a conversation.
async fn conversation_answers(
    world: &World,
    staff: &Staff,
    conversation: ConversationId,
) -> Vec<(&'static str, Answer)> {
    let office = &world.office;
    let reader = staff.reader(conversation);
    let status = |status| SetStatus {
        status,
        message: message(world),
    };
    vec![
        ("read", answer(office.read_conversation(&reader).await)),
        (
            "read messages",
            answer(office.read_messages(&reader, 0, None).await),
        ),
        (
            "read notes",
            answer(office.read_notes(staff, conversation, 0, None).await),
        ),
        (
            "mark read",
            answer(office.mark_read(&reader, MarkRead { position: 1 }).await),
        ),
        (
            "reply",
            answer(office.reply(staff, conversation, message(world)).await),
        ),
        (
            "close",
            answer(
                office
                    .set_status(staff, conversation, status(Status::Closed))
                    .await,
            ),
        ),
        (
            "reopen",
            answer(office.set_status(staff, conversation, status(Status::Open)).await),
        ),
    ]
}

/// Use cases of administration on another's department and member.
async fn foreign_administration_answers(
    world: &World,
    staff: &Staff,
    rows: &Rows,
) -> Vec<(&'static str, Answer)> {
    let office = &world.office;
    let epoch = world.epoch(&rows.town, rows.department, 2, &[]).await;
    let certificate = world
        .certificate(&rows.town, rows.member, Role::Caseworker, &[rows.department])
        .await;
    let change = DepartmentChange {
        name: Localized {
            de: "Amt".to_owned(),
            en: None,
        },
        description: Localized::default(),
        notice: None,
        closed: false,
    };
    let invite = invite(&staff.member().email.to_string(), "fremd", &[rows.department]);
    vec![
        (
            "certify",
            answer(office.certify_member(staff, rows.member, certificate).await),
        ),
        (
            "publish epoch",
            answer(office.publish_epoch(staff, rows.department, epoch).await),
        ),
        (
            "change department",
            answer(office.change_department(staff, rows.department, change).await),
        ),
        (
            "invite into department",
            answer(office.invite_member(staff, invite).await),
        ),
    ]
}

/// Handing on a seed of an epoch, which is a colleague's business as well as an administrator's.
async fn grant_answer(world: &World, staff: &Staff, rows: &Rows) -> Answer {
    let grants = NewEpochGrants { grants: Vec::new() };
    answer(world.office.grant_epoch(staff, rows.department, 1, grants).await)
}

/// Use cases of administration that concern the own authority only.
async fn own_administration_answers(world: &World, staff: &Staff) -> Vec<(&'static str, Answer)> {
    let office = &world.office;
    let slug = format!("amt-{}", world.draw(DepartmentId::random));
    let department = NewDepartment {
        id: world.draw(DepartmentId::random),
        slug: slug.parse().expect("a slug"),
        name: Localized {
            de: "Amt".to_owned(),
            en: None,
        },
        description: Localized::default(),
        notice: None,
    };
    let local = format!("x{}", &world.draw(MemberId::random).to_string()[..8]);
    let invite = invite(staff.member().email.as_str(), &local, &[]);
    vec![
        ("list members", answer(office.list_members(staff).await)),
        (
            "create department",
            answer(office.create_department(staff, department).await),
        ),
        ("invite", answer(office.invite_member(staff, invite).await)),
    ]
}

fn invite(own: &str, local: &str, departments: &[DepartmentId]) -> Invite {
    let (_, domain) = own.rsplit_once('@').expect("an address");
    Invite {
        name: "Neu".to_owned(),
        email: format!("{local}@{domain}").parse().expect("plain"),
        role: Role::Caseworker,
        departments: departments.to_vec(),
        locale: Locale::De,
    }
}

#[track_caller]
fn all(answers: &[(&'static str, Answer)], expected: Answer, who: &str) {
    for (use_case, answer) in answers {
        assert_eq!(*answer, expected, "{who}: {use_case}");
    }
}

#[tokio::test]
async fn everybody_may_do_what_their_role_says_and_sees_no_foreign_row() {
    let (world, here) = town().await;
    let elsewhere = world.town("beispielheim").await;
    let own = Rows::of(&world, here).await;
    let foreign = Rows::of(&world, elsewhere).await;
    let other_department = world.department(&own.town, "bauamt").await;
    let otto = world.caseworker(&own.town, "otto", &[other_department]).await;
    let placed = world
        .enrolled(&own.town, "petra", Role::Administrator, &[own.department])
        .await;
    world.certify(&own.town, placed).await;
    let uncertified = world
        .enrolled(&own.town, "uwe", Role::Caseworker, &[own.department])
        .await;
    let missing = world.draw(ConversationId::random);

    let clara = world.staff(own.member).await;
    all(
        &conversation_answers(&world, &clara, own.conversation).await,
        DONE,
        "caseworker of the department",
    );
    for (who, member) in [
        ("caseworker of another department", otto),
        ("caseworker of another authority", foreign.member),
        ("caseworker without certificate", uncertified),
        ("administrator without department", own.town.administrator),
    ] {
        let staff = world.staff(member).await;
        all(
            &conversation_answers(&world, &staff, own.conversation).await,
            NOT_FOUND,
            who,
        );
        all(
            &conversation_answers(&world, &staff, missing).await,
            NOT_FOUND,
            who,
        );
    }
    let petra = world.staff(placed).await;
    all(
        &conversation_answers(&world, &petra, own.conversation).await,
        DONE,
        "administrator of the department",
    );

    for (who, member) in [
        ("caseworker", own.member),
        ("caseworker without certificate", uncertified),
    ] {
        let staff = world.staff(member).await;
        all(&own_administration_answers(&world, &staff).await, FORBIDDEN, who);
        all(
            &foreign_administration_answers(&world, &staff, &own).await,
            FORBIDDEN,
            who,
        );
    }
    for (who, member, expected) in [
        ("caseworker of the department", own.member, DONE),
        ("caseworker of another department", otto, FORBIDDEN),
        ("caseworker of another authority", foreign.member, FORBIDDEN),
        ("caseworker without certificate", uncertified, FORBIDDEN),
        ("administrator", own.town.administrator, DONE),
        ("administrator elsewhere", foreign.town.administrator, NOT_FOUND),
    ] {
        let staff = world.staff(member).await;
        assert_eq!(grant_answer(&world, &staff, &own).await, expected, "{who}");
    }
    let ada = world.staff(own.town.administrator).await;
    all(
        &own_administration_answers(&world, &ada).await,
        DONE,
        "administrator",
    );
    all(
        &foreign_administration_answers(&world, &ada, &foreign).await,
        NOT_FOUND,
        "administrator elsewhere",
    );
    all(
        &foreign_administration_answers(&world, &ada, &own).await,
        DONE,
        "administrator of this town",
    );
}

#[tokio::test]
async fn a_lead_runs_the_own_departments_and_an_auditor_none() {
    let (world, here) = town().await;
    let own = Rows::of(&world, here).await;
    let other = world.department(&own.town, "bauamt").await;
    let otto = world.caseworker(&own.town, "otto", &[other]).await;
    let lead = world
        .enrolled(&own.town, "lea", Role::Lead, &[own.department])
        .await;
    let office = &world.office;
    let listed = async || office.list_members(&world.staff(lead).await).await;
    assert_eq!(answer(listed().await), FORBIDDEN, "before a certificate");
    world.certify(&own.town, lead).await;

    let lea = world.staff(lead).await;
    let conversation = conversation_answers(&world, &lea, own.conversation).await;
    all(&conversation, DONE, "lead of the department");
    let members = listed().await.expect("the own departments' members");
    let names: Vec<_> = members.iter().map(|entry| entry.member.name.as_str()).collect();
    assert_eq!(names, ["clara", "lea"]);
    let departments = office.list_departments(&lea).await.expect("the own departments");
    assert_eq!(departments.len(), 1);
    let invite = |role, local: &str, departments: &[DepartmentId]| Invite {
        role,
        ..invite(lea.member().email.as_str(), local, departments)
    };
    for (request, expected) in [
        (invite(Role::Caseworker, "a", &[own.department]), DONE),
        (invite(Role::Caseworker, "b", &[own.department, other]), FORBIDDEN),
        (invite(Role::Caseworker, "c", &[]), FORBIDDEN),
        (invite(Role::Lead, "d", &[own.department]), FORBIDDEN),
        (invite(Role::Administrator, "e", &[own.department]), FORBIDDEN),
        (invite(Role::Auditor, "f", &[]), FORBIDDEN),
    ] {
        assert_eq!(answer(office.invite_member(&lea, request).await), expected);
    }
    let member = async |local: &str| {
        let members = office.store().members(own.town.authority).await.expect("members");
        let email = own.town.email(local);
        let entry = members.into_iter().find(|entry| entry.member.email == email);
        entry.expect("a member").member.id
    };
    let ada = world.staff(own.town.administrator).await;
    let elsewhere = invite(Role::Caseworker, "g", &[other]);
    let elsewhere = office
        .invite_member(&ada, elsewhere)
        .await
        .expect("invited")
        .member;
    let invited = member("a").await;
    for (who, member, expected) in [
        ("invited by the lead", invited, DONE),
        ("invited elsewhere", elsewhere, NOT_FOUND),
        ("enrolled", own.member, NOT_FOUND),
        ("working elsewhere", otto, NOT_FOUND),
    ] {
        assert_eq!(
            answer(office.repeat_invitation(&lea, member).await),
            expected,
            "{who}"
        );
        assert_eq!(
            answer(office.withdraw_invitation(&lea, member).await),
            expected,
            "{who}"
        );
    }
    let departure = office.depart_member(&lea, own.member, Departure::default()).await;
    assert_eq!(answer(departure), FORBIDDEN);

    let placed = invite(Role::Auditor, "h", &[own.department]);
    let placed = office.invite_member(&ada, placed).await;
    assert_eq!(
        answer(placed),
        Err(ErrorCode::Inconsistent),
        "auditors have no department"
    );
    let auditor = world.enrolled(&own.town, "anna", Role::Auditor, &[]).await;
    world.certify(&own.town, auditor).await;
    let anna = world.staff(auditor).await;
    let conversation = conversation_answers(&world, &anna, own.conversation).await;
    all(&conversation, NOT_FOUND, "auditor");
    all(
        &own_administration_answers(&world, &anna).await,
        FORBIDDEN,
        "auditor",
    );
    assert_eq!(grant_answer(&world, &anna, &own).await, FORBIDDEN);
}

#[tokio::test]
async fn an_administrator_whom_nobody_has_certified_administers_nothing() {
    let (world, here) = town().await;
    let own = Rows::of(&world, here).await;
    let second = world.enrolled(&own.town, "petra", Role::Administrator, &[]).await;
    let petra = world.staff(second).await;
    let answers = own_administration_answers(&world, &petra).await;
    all(&answers, FORBIDDEN, "uncertified administrator");
    let answers = foreign_administration_answers(&world, &petra, &own).await;
    all(&answers, FORBIDDEN, "uncertified administrator");
    let oneself = world
        .certificate(&own.town, second, Role::Administrator, &[])
        .await;
    let certified = world.office.certify_member(&petra, second, oneself).await;
    assert_eq!(answer(certified), FORBIDDEN, "there is somebody else to do it");
}

#[tokio::test]
async fn who_has_left_is_nobody_at_once() {
    let (world, here) = town().await;
    let own = Rows::of(&world, here).await;
    let clara = world.staff(own.member).await;
    let ada = world.staff(own.town.administrator).await;
    let office = &world.office;
    let revocation = world.revocation(&own.town, own.member).await;
    let without_epoch = Departure {
        revocation: revocation.clone(),
        ..Departure::default()
    };
    let missing = office.depart_member(&ada, own.member, without_epoch).await;
    assert_eq!(
        answer(missing),
        Err(ErrorCode::Inconsistent),
        "the department needs another key"
    );
    let departure = Departure {
        epochs: vec![DepartmentEpoch {
            department: own.department,
            epoch: world.epoch(&own.town, own.department, 2, &[]).await,
        }],
        forsake_history: false,
        revocation,
    };
    let unstaffed = office.depart_member(&ada, own.member, departure.clone()).await;
    assert_eq!(
        answer(unstaffed),
        Err(ErrorCode::DepartmentUnstaffed),
        "nobody could open what citizens write"
    );
    let name = || Localized {
        de: "Geschlossen".to_owned(),
        en: None,
    };
    let closing = DepartmentChange {
        name: name(),
        description: name(),
        notice: None,
        closed: true,
    };
    let closed = office.change_department(&ada, own.department, closing).await;
    assert_eq!(answer(closed), DONE);
    let mut later = departure.clone();
    later.epochs[0].epoch = world.epoch(&own.town, own.department, 3, &[]).await;
    let overtaken = office.depart_member(&ada, own.member, later).await;
    assert_eq!(
        answer(overtaken),
        Err(ErrorCode::EpochOutdated),
        "told apart from the last administrator's"
    );
    let left = office.depart_member(&ada, own.member, departure.clone()).await;
    assert_eq!(answer(left), DONE);
    let again = office.depart_member(&ada, own.member, departure).await;
    assert_eq!(answer(again), NOT_FOUND);
    let staff = office.staff(own.member).await;
    assert_eq!(answer(staff), Err(ErrorCode::SessionEnded));
    let session = office
        .staff_session(&clara, &world.session(clara.member().id))
        .await;
    assert_eq!(
        answer(session),
        Err(ErrorCode::SessionEnded),
        "even for who was there just now"
    );
    let own_departure = Departure {
        revocation: world.revocation(&own.town, own.town.administrator).await,
        ..Departure::default()
    };
    let alone = office
        .depart_member(&ada, own.town.administrator, own_departure)
        .await;
    assert_eq!(answer(alone), Err(ErrorCode::Conflict));
}

#[tokio::test]
async fn an_inbox_shows_the_members_departments_and_no_others() {
    let (world, here) = town().await;
    let elsewhere = world.town("beispielheim").await;
    let own = Rows::of(&world, here).await;
    let foreign = Rows::of(&world, elsewhere).await;
    let other_department = world.department(&own.town, "bauamt").await;
    world.open(other_department, &world.receipt()).await;

    let clara = world.staff(own.member).await;
    let inbox = async |department| {
        let filter = InboxFilter {
            department,
            ..InboxFilter::default()
        };
        world.office.list_inbox(&clara, filter).await
    };
    let rows = inbox(None).await.expect("an inbox").rows;
    let seen: Vec<_> = rows.iter().map(|row| row.conversation).collect();
    assert_eq!(seen, [own.conversation]);
    for department in [
        other_department,
        foreign.department,
        world.draw(DepartmentId::random),
    ] {
        assert_eq!(answer(inbox(Some(department)).await), NOT_FOUND);
    }
    let ada = world.staff(own.town.administrator).await;
    let empty = world
        .office
        .list_inbox(&ada, InboxFilter::default())
        .await
        .expect("an inbox");
    assert_eq!(empty.rows, []);
}

#[tokio::test]
async fn a_citizen_has_their_own_conversation_only() {
    let (world, here) = town().await;
    let department = world.department(&here, "buergerbuero").await;
    let (mine, yours) = (world.receipt(), world.receipt());
    let conversation = world.open(department, &mine).await;
    world.open(department, &yours).await;
    let (_, me) = world.log_in(&mine).await;
    let view = world
        .office
        .read_conversation(&me.reader())
        .await
        .expect("my conversation");
    assert_eq!(view.id, conversation);
    assert_eq!(view.grants.len(), 1, "the citizen's grant and nobody else's");
    assert!(view.messages.messages.len() <= limits::PAGE_ROWS_DEFAULT as usize);
    let file = world.draw(AttachmentId::random);
    let put = world
        .office
        .accept_attachment_part(&me.reader(), file, 0, sealed_of_size(2_048))
        .await;
    assert_eq!(answer(put), NOT_FOUND, "a file that no message has declared");
}
