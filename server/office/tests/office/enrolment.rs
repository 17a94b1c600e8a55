use domain::api::{EnrolStart, Invite, NewDepartment, NewEpochGrants, Role, StartFounding};
use domain::{Bytes, DepartmentId, EmailAddress, ErrorCode, Locale, Localized, MemberId, limits};
use office_fixture::{Town, World};

use crate::{refusal, town};

fn invite(email: EmailAddress) -> Invite {
    Invite {
        name: "Clara Sachbearbeiterin".to_owned(),
        email,
        role: Role::Caseworker,
        departments: Vec::new(),
        locale: Locale::De,
    }
}

fn address(text: &str) -> EmailAddress {
    text.parse().expect("a plain address")
}

fn department(world: &World, town: &Town, slug: &str) -> NewDepartment {
    NewDepartment {
        id: world.draw(DepartmentId::random),
        slug: slug.parse().expect("a slug"),
        name: Localized {
            de: "Bürgerbüro".to_owned(),
            en: None,
        },
        description: Localized::default(),
        notice: Some(town.email("post")),
    }
}

#[tokio::test]
async fn a_set_up_token_founds_one_authority() {
    let world = World::new().await;
    let token = world.office.issue_setup_token().await.expect("a token");
    let wrong = world
        .office
        .found_authority("wrong", world.founding("musterstadt"))
        .await;
    assert_eq!(refusal(wrong), ErrorCode::TokenRefused);
    let mut request = world.founding("musterstadt");
    let unproved = world.office.found_authority(&token, request.clone()).await;
    assert_eq!(refusal(unproved), ErrorCode::CodeRefused);
    request.code = world.founding_code(&token, &request).await.to_lowercase();
    let mut other = request.clone();
    other.administrator.email = address("eve@musterstadt.example");
    let other = world.office.found_authority(&token, other).await;
    assert_eq!(
        refusal(other),
        ErrorCode::CodeRefused,
        "the code proves one address"
    );
    world
        .office
        .found_authority(&token, request)
        .await
        .expect("founded");
    let again = world
        .office
        .found_authority(&token, world.founding("beispielheim"))
        .await;
    assert_eq!(refusal(again), ErrorCode::TokenRefused);
}

#[tokio::test]
async fn a_founding_that_makes_no_sense_leaves_the_token_as_it_was() {
    let world = World::new().await;
    let token = world.office.issue_setup_token().await.expect("a token");
    let mut right = world.founding("musterstadt");
    right.code = world.founding_code(&token, &right).await;
    let mut foreign = right.clone();
    foreign.administrator.email = address("ada@elsewhere.example");
    let mut subdomain = right.clone();
    subdomain.administrator.email = address("ada@mail.musterstadt.example");
    let mut no_domain = right.clone();
    no_domain.email_domains = vec!["musterstadt.example".to_owned(), "x@evil.example".to_owned()];
    let mut no_domains = right.clone();
    no_domains.email_domains.clear();
    let mut caseworker = right.clone();
    caseworker.administrator.role = Role::Caseworker;
    let mut placed = right.clone();
    placed.administrator.departments = vec![world.draw(DepartmentId::random)];
    let mut short = right.clone();
    short.root.0.pop();
    let mut classical = right.clone();
    classical.recovery = "age1qqqq".to_owned();
    let mut nameless = right.clone();
    nameless.name = " ".to_owned();
    for (request, code) in [
        (foreign, ErrorCode::EmailRefused),
        (subdomain, ErrorCode::EmailRefused),
        (no_domain, ErrorCode::EmailRefused),
        (no_domains, ErrorCode::Inconsistent),
        (caseworker, ErrorCode::Inconsistent),
        (placed, ErrorCode::Inconsistent),
        (short, ErrorCode::Malformed),
        (classical, ErrorCode::Malformed),
        (nameless, ErrorCode::Malformed),
    ] {
        assert_eq!(refusal(world.office.found_authority(&token, request).await), code);
    }
    world
        .office
        .found_authority(&token, right)
        .await
        .expect("founded after all");
}

#[tokio::test]
async fn a_founders_code_goes_to_plain_addresses_on_plain_domains_only() {
    let world = World::new().await;
    let token = world.office.issue_setup_token().await.expect("a token");
    let start = |email: &str, domains: &[&str]| StartFounding {
        email: address(email),
        email_domains: domains.iter().map(|domain| (*domain).to_owned()).collect(),
        locale: Locale::De,
    };
    for (request, code) in [
        (start("ada@a.example", &["b.example"]), ErrorCode::EmailRefused),
        (start("ada@x.a.example", &["a.example"]), ErrorCode::EmailRefused),
        (
            start("ada@a.example", &["a.example", "x@y.example"]),
            ErrorCode::EmailRefused,
        ),
        (start("ada@a.example", &[]), ErrorCode::Inconsistent),
        (start("ada@a.example", &["a.example"; 33]), ErrorCode::TooLarge),
    ] {
        assert_eq!(refusal(world.office.start_founding(&token, request).await), code);
    }
    let asked = world
        .office
        .start_founding("wrong", start("ada@a.example", &["a.example"]))
        .await;
    assert_eq!(refusal(asked), ErrorCode::TokenRefused);
    assert_eq!(world.office.store().outbox_length().await.expect("counts"), 0);
}

#[tokio::test]
async fn a_founders_code_ends_after_fifteen_minutes() {
    let world = World::new().await;
    let token = world.office.issue_setup_token().await.expect("a token");
    let mut request = world.founding("musterstadt");
    request.code = world.founding_code(&token, &request).await;
    world.advance(limits::FOUNDING_CODE_SECONDS);
    let late = world.office.found_authority(&token, request.clone()).await;
    assert_eq!(refusal(late), ErrorCode::CodeRefused);
    request.code = world.founding_code(&token, &request).await;
    world
        .office
        .found_authority(&token, request)
        .await
        .expect("founded");
}

#[tokio::test]
async fn only_addresses_of_the_authority_are_invited_or_told() {
    let (world, town) = town().await;
    let administrator = world.staff(town.administrator).await;
    for foreign in [
        "clara@elsewhere.example",
        "clara@mail.musterstadt.example",
        "clara@musterstadt.example.evil.example",
    ] {
        let invited = world
            .office
            .invite_member(&administrator, invite(address(foreign)))
            .await;
        assert_eq!(refusal(invited), ErrorCode::EmailRefused, "{foreign}");
        let mut told = department(&world, &town, "buergerbuero");
        told.notice = Some(address(foreign));
        let created = world.office.create_department(&administrator, told).await;
        assert_eq!(refusal(created), ErrorCode::EmailRefused, "{foreign}");
    }
}

#[tokio::test]
async fn an_address_is_one_members_in_any_case_of_its_letters() {
    let (world, town) = town().await;
    let administrator = world.staff(town.administrator).await;
    let invited = world
        .office
        .invite_member(&administrator, invite(address("ADA@Musterstadt.example")))
        .await;
    assert_eq!(refusal(invited), ErrorCode::Conflict);
}

#[tokio::test]
async fn an_invitation_is_used_once_and_in_time() {
    let (world, town) = town().await;
    let administrator = world.staff(town.administrator).await;
    let invited = world
        .office
        .invite_member(&administrator, invite(town.email("clara")))
        .await
        .expect("invited")
        .member;
    let draw = async || {
        let invitation = world.office.renew_invitation(invited).await.expect("the store");
        invitation.expect("not enrolled yet").token
    };
    let start = async |token: &str| {
        let (_, request) = world
            .draw(|rng| login::client::Registration::start("x", rng))
            .expect("a registration");
        world
            .office
            .start_enrolment(EnrolStart {
                token: token.to_owned(),
                request,
            })
            .await
    };
    let first = draw().await;
    let second = draw().await;
    assert_eq!(
        refusal(start(&first).await),
        ErrorCode::TokenRefused,
        "a newer one takes its place"
    );
    assert_eq!(start(&second).await.expect("valid").member.id, invited);

    world.advance(limits::INVITATION_SECONDS + 1);
    assert_eq!(refusal(start(&second).await), ErrorCode::TokenRefused, "too late");

    let third = draw().await;
    world.enrol(third.clone()).await;
    assert_eq!(refusal(start(&third).await), ErrorCode::TokenRefused, "used");
    assert_eq!(refusal(start("nobody's").await), ErrorCode::TokenRefused);
    let entries = world.office.store().audit_entries(town.authority, 0, 1_000).await;
    let refused = entries.expect("the store").into_iter();
    let refused = refused.filter(|entry| entry.outcome == "token_refused").count();
    assert_eq!(refused, 3, "the log of the authority whose tokens they were");
    assert!(
        world
            .office
            .renew_invitation(invited)
            .await
            .expect("the store")
            .is_none()
    );
}

#[tokio::test]
async fn epochs_follow_one_another_and_their_seeds_go_to_members() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let inside = world.caseworker(&town, "clara", &[department]).await;
    let outside = world.caseworker(&town, "otto", &[]).await;
    let administrator = world.staff(town.administrator).await;
    let epoch = async |epoch, members: &[MemberId]| world.epoch(&town, department, epoch, members).await;
    for skipped in [0, 1, 3] {
        let published = world
            .office
            .publish_epoch(&administrator, department, epoch(skipped, &[]).await)
            .await;
        assert_eq!(refusal(published), ErrorCode::EpochOutdated, "{skipped}");
    }
    let published = world
        .office
        .publish_epoch(&administrator, department, epoch(2, &[outside]).await)
        .await;
    assert_eq!(refusal(published), ErrorCode::Inconsistent);
    let mut plain = epoch(2, &[inside]).await;
    plain.grants[0].sealed = Bytes(b"seed".to_vec());
    assert_eq!(
        refusal(
            world
                .office
                .publish_epoch(&administrator, department, plain)
                .await
        ),
        ErrorCode::NotSealed
    );
    let mut unsigned = epoch(2, &[inside]).await;
    unsigned.chain.clear();
    assert_eq!(
        refusal(
            world
                .office
                .publish_epoch(&administrator, department, unsigned)
                .await
        ),
        ErrorCode::Inconsistent
    );
    world
        .office
        .publish_epoch(&administrator, department, epoch(2, &[inside]).await)
        .await
        .expect("published");

    let grants = NewEpochGrants {
        grants: epoch(1, &[inside]).await.grants,
    };
    world
        .office
        .grant_epoch(&administrator, department, 1, grants.clone())
        .await
        .expect("granted");
    let unknown = world
        .office
        .grant_epoch(&administrator, department, 3, grants)
        .await;
    assert_eq!(refusal(unknown), ErrorCode::NotFound);

    let session = world
        .office
        .staff_session(&world.staff(inside).await, &world.session(inside))
        .await
        .expect("a session");
    let mut epochs: Vec<_> = session.keys.epochs.iter().map(|key| key.epoch).collect();
    epochs.sort_unstable();
    assert_eq!(epochs, [1, 2]);
}

#[tokio::test]
async fn before_the_certificate_there_is_no_inbox_and_no_key() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let member = world
        .enrolled(&town, "clara", Role::Caseworker, &[department])
        .await;
    world.publish_epoch(&town, department, 2, &[member]).await;
    let conversation = world.open(department, &world.receipt()).await;

    let staff = world.staff(member).await;
    let inbox = world
        .office
        .list_inbox(&staff, office::InboxFilter::default())
        .await
        .expect("an inbox");
    assert_eq!(inbox.rows, []);
    let read = world.office.read_conversation(&staff.reader(conversation)).await;
    assert_eq!(refusal(read), ErrorCode::NotFound);
    let session = world
        .office
        .staff_session(&staff, &world.session(staff.member().id))
        .await
        .expect("a session");
    assert_eq!(session.keys.epochs, []);
    assert!(
        !session.keys.private.0.is_empty(),
        "the member's own keys are there to be certified"
    );

    world.certify(&town, member).await;
    let staff = world.staff(member).await;
    let inbox = world
        .office
        .list_inbox(&staff, office::InboxFilter::default())
        .await
        .expect("an inbox");
    assert_eq!(inbox.rows.len(), 1);
}
