//! What the audit log learns of requests, and the statements that come along with them.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{Method, StatusCode};
use domain::api::{AuditPage, Invite, LoginFinish, LoginStart, LoginStarted, NewDepartment, Role};
use domain::audit::{
    Action, AuditHead, DONE, STATEMENT_HEADER, Statement, StatementId, Subject, conversation_mark,
};
use domain::{AuthorityId, Bytes, DepartmentId, ErrorCode, Localized, MemberId};
use futures::future::join_all;
use office_fixture::Town;
use serde::Serialize;

use super::document::{document, operations};
use super::{Answer, Portal, json};
use crate::http::audit::{Account, OPERATIONS};

struct World {
    portal: Portal,
    town: Town,
    cookie: String,
}

impl World {
    /// A town whose administrator has signed in.
    async fn new() -> Self {
        let portal = Portal::new().await;
        let town = portal.world.town("musterstadt").await;
        let cookie = portal.sign_in(&town.email("ada")).await;
        Self { portal, town, cookie }
    }

    async fn stated(&self, action: Action, subject: Subject) -> Statement {
        let actor = self.town.administrator;
        self.portal.world.statement(actor, action, subject).await
    }

    fn signed(&self, statement: &Statement) -> String {
        self.portal.world.signed(self.town.administrator, statement)
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        statement: &str,
        body: Option<&impl Serialize>,
    ) -> Answer {
        let request = self
            .portal
            .request(method, path)
            .header(COOKIE, &self.cookie)
            .header(CONTENT_TYPE, "application/json")
            .header(STATEMENT_HEADER, statement);
        let body = body.map_or_else(Body::empty, json);
        self.portal.ask(request.body(body).expect("a request")).await
    }

    async fn create(&self, department: &NewDepartment, statement: &str) -> Answer {
        let path = "/api/v1/departments";
        self.ask(Method::POST, path, statement, Some(department)).await
    }

    /// Outcome and statement of the newest entry, and whether it is signed.
    async fn newest(&self) -> (String, Statement, bool) {
        let page: AuditPage = self
            .portal
            .with_cookie(Method::GET, "/api/v1/audit", &self.cookie)
            .await
            .json();
        let entry = page.entries.last().expect("an entry");
        // One that came meanwhile is more than it says.
        assert!(entry.number >= page.newest.number);
        let statement = Statement::read(entry.statement.as_ref()).expect("a statement");
        (entry.outcome.clone(), statement, entry.signature.is_some())
    }

    /// Outcome and actor of refused sign-ins, as soon as there are this many. They are recorded after the answer, so that its
    /// time tells nothing.
    async fn refused_sign_ins(&self, count: usize) -> Vec<(String, Option<MemberId>)> {
        let refused = tokio::time::timeout(std::time::Duration::from_secs(20), async {
            loop {
                let page: AuditPage = self
                    .portal
                    .with_cookie(Method::GET, "/api/v1/audit", &self.cookie)
                    .await
                    .json();
                let refused = page.entries.iter().filter(|entry| entry.outcome != DONE);
                let refused: Vec<_> = refused
                    .filter(|entry| entry.signature.is_none())
                    .filter_map(|entry| Some((&entry.outcome, Statement::read(entry.statement.as_ref())?)))
                    .filter(|(_, statement)| statement.action == Action::SignIn)
                    .map(|(outcome, statement)| (outcome.clone(), statement.actor))
                    .collect();
                if refused.len() >= count {
                    break refused;
                }
                tokio::task::yield_now().await;
            }
        });
        refused.await.expect("recorded")
    }

    fn department(&self, slug: &str) -> NewDepartment {
        NewDepartment {
            id: self.portal.world.draw(DepartmentId::random),
            slug: slug.parse().expect("a slug"),
            name: Localized {
                de: "Bauamt".to_owned(),
                en: None,
            },
            description: Localized::default(),
            notice: None,
        }
    }
}

#[tokio::test]
async fn every_operation_is_decided_about() {
    let portal = Portal::new().await;
    let documented: BTreeSet<_> = operations(&document(&portal).await)
        .into_iter()
        .map(|(method, path, _)| format!("{method} {}", path.strip_prefix("/api/v1").expect("the prefix")))
        .collect();
    let listed: BTreeSet<_> = OPERATIONS
        .iter()
        .map(|(operation, _)| (*operation).to_owned())
        .collect();
    assert_eq!(
        listed, documented,
        "each operation has its line in `http/audit.rs`: what it is recorded as, or why it is not"
    );
    assert_eq!(listed.len(), OPERATIONS.len(), "and one line only");
}

#[tokio::test]
async fn what_is_done_is_recorded_with_the_actors_own_words() {
    let world = World::new().await;
    let department = world.department("bauamt");
    let statement = world
        .stated(Action::CreateDepartment, Subject::department(department.id))
        .await;
    let answer = world.create(&department, &world.signed(&statement)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    assert_eq!(world.newest().await, (DONE.to_owned(), statement, true));
}

#[tokio::test]
async fn a_statement_about_something_else_is_refused_and_changes_nothing() {
    let world = World::new().await;
    let department = world.department("bauamt");
    let about = Subject::department(department.id);
    let right = world.stated(Action::CreateDepartment, about.clone()).await;
    let clara = world.portal.world.caseworker(&world.town, "clara", &[]).await;
    let mut wrong: Vec<(&str, String)> = vec![
        ("none at all", "nonsense".to_owned()),
        ("a stranger's signature", world.portal.world.signed(clara, &right)),
    ];
    type Change = fn(&mut Statement);
    let changes: [(&str, Change); 8] = [
        ("another action", |statement| statement.action = Action::Invite),
        ("another subject", |statement| {
            statement.subject = Subject::default();
        }),
        ("another authority", |statement| {
            statement.authority = AuthorityId::random(&mut rand_core::OsRng);
        }),
        ("another actor", |statement| statement.actor = None),
        ("too old", |statement| statement.at = statement.at.plus(-301)),
        ("too new", |statement| statement.at = statement.at.plus(301)),
        ("nothing seen", |statement| statement.seen = None),
        ("another log seen", |statement| {
            statement.seen = Some(AuditHead {
                number: 1,
                hash: Bytes(vec![7; 32]),
            });
        }),
    ];
    for (name, change) in changes {
        let mut statement = right.clone();
        statement.id = world.portal.world.draw(StatementId::random);
        change(&mut statement);
        wrong.push((name, world.signed(&statement)));
    }
    for (name, header) in wrong {
        let answer = world.create(&department, &header).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{name}");
        answer.assert_refused(ErrorCode::StatementRefused);
        let (outcome, noted, _) = world.newest().await;
        assert_eq!(
            (outcome.as_str(), noted.action),
            ("statement_refused", Action::CreateDepartment),
            "{name}"
        );
    }
    let store = world.portal.world.office.store();
    assert_eq!(store.department(department.id).await.expect("the store"), None);
    let answer = world.create(&department, &world.signed(&right)).await;
    assert_eq!(answer.status, StatusCode::CREATED, "the right one still counts");
    let again = world.create(&department, &world.signed(&right)).await;
    again.assert_refused(ErrorCode::StatementRefused);
}

#[tokio::test]
async fn clocks_may_differ_by_five_minutes() {
    let world = World::new().await;
    for (slug, seconds) in [("bauamt", -300), ("ordnungsamt", 300)] {
        let department = world.department(slug);
        let mut statement = world
            .stated(Action::CreateDepartment, Subject::department(department.id))
            .await;
        statement.at = statement.at.plus(seconds);
        let answer = world.create(&department, &world.signed(&statement)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{seconds}: {answer:?}");
        assert_eq!(world.newest().await, (DONE.to_owned(), statement, true));
    }
}

#[tokio::test]
async fn an_action_without_a_statement_is_refused() {
    let world = World::new().await;
    let request = world
        .portal
        .request(Method::POST, "/api/v1/departments")
        .header(COOKIE, &world.cookie)
        .header(CONTENT_TYPE, "application/json");
    let department = world.department("bauamt");
    let answer = world
        .portal
        .ask(request.body(json(&department)).expect("a request"))
        .await;
    answer.assert_refused(ErrorCode::StatementRefused);
    let store = world.portal.world.office.store();
    assert_eq!(store.department(department.id).await.expect("the store"), None);
}

#[tokio::test]
async fn what_is_refused_is_recorded_with_its_code() {
    let world = World::new().await;
    let invited = world.portal.world.draw(MemberId::random);
    let invite = Invite {
        name: "Neu".to_owned(),
        email: "neu@elsewhere.example".parse().expect("plain"),
        role: Role::Caseworker,
        departments: Vec::new(),
        locale: domain::Locale::De,
    };
    let subject = Subject::rights(invited, Role::Caseworker, &[]);
    let statement = world.stated(Action::Invite, subject.clone()).await;
    let header = world.signed(&statement);
    let path = "/api/v1/members";
    let answer = world.ask(Method::POST, path, &header, Some(&invite)).await;
    answer.assert_refused(ErrorCode::EmailRefused);
    assert_eq!(
        world.newest().await,
        ("email_refused".to_owned(), statement, true)
    );

    // What does not even reach the use case.
    let statement = world.stated(Action::Invite, subject).await;
    let header = world.signed(&statement);
    let answer = world.ask(Method::POST, path, &header, Some(&"what?")).await;
    answer.assert_refused(ErrorCode::Malformed);
    assert_eq!(world.newest().await, ("malformed".to_owned(), statement, true));
}

#[tokio::test]
async fn a_member_without_the_right_is_recorded_as_refused() {
    let world = World::new().await;
    let fixture = &world.portal.world;
    let clara = fixture.caseworker(&world.town, "clara", &[]).await;
    let cookie = fixture_cookie(&world, "clara").await;
    let department = world.department("bauamt");
    let subject = Subject::department(department.id);
    let statement = fixture.statement(clara, Action::CreateDepartment, subject).await;
    let request = world
        .portal
        .request(Method::POST, "/api/v1/departments")
        .header(COOKIE, &cookie)
        .header(CONTENT_TYPE, "application/json")
        .header(STATEMENT_HEADER, fixture.signed(clara, &statement));
    let answer = world
        .portal
        .ask(request.body(json(&department)).expect("a request"))
        .await;
    answer.assert_refused(ErrorCode::Forbidden);
    assert_eq!(world.newest().await, ("forbidden".to_owned(), statement, true));
}

async fn fixture_cookie(world: &World, local: &str) -> String {
    world.portal.sign_in(&world.town.email(local)).await
}

#[tokio::test]
async fn signing_in_and_out_is_recorded() {
    let world = World::new().await;
    let (outcome, statement, is_signed) = world.newest().await;
    assert_eq!((outcome.as_str(), is_signed), (DONE, false));
    assert_eq!(
        (statement.action, statement.actor),
        (Action::SignIn, Some(world.town.administrator))
    );
    let other = fixture_cookie(&world, "ada").await;
    let answer = world
        .portal
        .with_cookie(Method::DELETE, "/api/v1/staff/session", &other)
        .await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let (outcome, statement, _) = world.newest().await;
    assert_eq!((outcome.as_str(), statement.action), (DONE, Action::SignOut));
}

#[tokio::test]
async fn a_refused_sign_in_is_recorded_where_there_is_an_account() {
    let world = World::new().await;
    for local in ["nobody", "ada"] {
        let (_, request) = world
            .portal
            .world
            .draw(|rng| login::client::Login::start("falsch", rng))
            .expect("a login");
        let start = LoginStart {
            email: world.town.email(local),
            request,
        };
        let started: LoginStarted = world
            .portal
            .send(Method::POST, "/api/v1/staff/logins", &start)
            .await
            .json();
        let finish = LoginFinish {
            login: started.login,
            finalization: Bytes(vec![0; 64]),
        };
        let answer = world
            .portal
            .send(Method::POST, "/api/v1/staff/sessions", &finish)
            .await;
        answer.assert_refused(ErrorCode::LoginRefused);
    }
    let refused = ("login_refused".to_owned(), Some(world.town.administrator));
    assert_eq!(world.refused_sign_ins(1).await, [refused]);
}

#[tokio::test]
async fn a_passkey_that_signs_nobody_in_is_recorded() {
    let world = World::new().await;
    let portal = &world.portal;
    let clara = portal.world.caseworker(&world.town, "clara", &[]).await;
    let mut key = portal.passkey_of(clara, None).await;
    let answer = portal.sign_in_with_passkey(&mut key).await;
    answer.assert_refused(ErrorCode::PasskeyIsSecondFactor);
    let refused = ("passkey_is_second_factor".to_owned(), Some(clara));
    assert_eq!(world.refused_sign_ins(1).await, [refused]);
}

#[tokio::test]
async fn copies_of_a_passkey_that_come_at_once_sign_in_once_and_are_recorded() {
    let world = World::new().await;
    let portal = &world.portal;
    let clara = portal.world.caseworker(&world.town, "clara", &[]).await;
    let key = portal.passkey_of(clara, Some(Bytes(vec![3; 81]))).await;
    let mut copies = vec![key; 8];
    let answers = join_all(copies.iter_mut().map(|copy| portal.sign_in_with_passkey(copy))).await;
    let (signed_in, refused): (Vec<_>, Vec<_>) = answers
        .iter()
        .partition(|answer| answer.status == StatusCode::CREATED);
    assert_eq!((signed_in.len(), refused.len()), (1, 7));
    for answer in refused {
        answer.assert_refused(ErrorCode::PasskeyRefused);
    }
    let refused = ("passkey_refused".to_owned(), Some(clara));
    assert_eq!(world.refused_sign_ins(7).await, vec![refused; 7]);
}

#[tokio::test]
async fn an_opening_names_a_mark_and_no_conversation() {
    let world = World::new().await;
    let fixture = &world.portal.world;
    let department = fixture.department(&world.town, "buergerbuero").await;
    let clara = fixture.caseworker(&world.town, "clara", &[department]).await;
    let cookie = fixture_cookie(&world, "clara").await;
    let receipt = fixture.receipt();
    let conversation = fixture.open(department, &receipt).await;
    let subject = Subject::conversation(conversation, None);
    let statement = fixture
        .statement(clara, Action::OpenConversation, subject.clone())
        .await;
    let path = format!("/api/v1/conversations/{conversation}");
    let request = world
        .portal
        .request(Method::GET, &path)
        .header(COOKIE, &cookie)
        .header(STATEMENT_HEADER, fixture.signed(clara, &statement));
    let answer = world
        .portal
        .ask(request.body(Body::empty()).expect("a request"))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    let page: AuditPage = world
        .portal
        .with_cookie(Method::GET, "/api/v1/audit", &world.cookie)
        .await
        .json();
    let entry = page.entries.last().expect("an entry");
    assert_eq!(entry.department, Some(Bytes(department.0.as_bytes().to_vec())));
    assert_eq!(subject.conversation, Some(conversation_mark(conversation)));
    assert!(page.members.iter().any(|member| member.id == clara));
    let id = conversation.to_string();
    for entry in &page.entries {
        let text = String::from_utf8_lossy(entry.statement.as_ref()).into_owned();
        assert!(!text.contains(&id), "{text}");
    }
}

#[test]
fn whatever_is_signed_is_demanded_by_the_layer_that_verifies_it() {
    for (operation, account) in OPERATIONS {
        if let Account::Within(action) = account {
            assert!(!action.is_signed(), "{operation} would be done unsigned");
        }
    }
}
