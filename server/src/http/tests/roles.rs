//! Every operation of the API's document against everybody. An operation that the table does not have fails the test, so
//! that a new endpoint cannot be forgotten; the office's own tests walk the rows.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE};
use axum::http::{Method, StatusCode};
use domain::api::{
    AuthorityChange, DepartmentChange, Departure, EndProposal, EnrolFinish, EnrolStart, HandOver, Invite,
    LetterTicketRequest, LoginFinish, LoginStart, MarkRead, NewDepartment, NewEmbedOrigins, NewEpochGrants,
    NewPasskey, NewPassword, NewRecoveryCode, NoticeRequest, PassOn, PasskeyProof, PasswordStart, Propose,
    PublishDirectory, RecoveryFinish, RecoveryStart, RestorationFinish, RestorationStart, RestoredAccess,
    Role, SetStatus, SignInPolicy, StartFounding, Status, TicketRequest,
};
use domain::audit::{Action, STATEMENT_HEADER, Subject};
use domain::directory::{Directory, Tree};
use domain::{
    AttachmentId, AuthorityId, Bytes, CeremonyId, ConversationId, DepartmentId, EmailAddress, Locale,
    Localized, LoginId, MemberId, PasskeyId, SessionId,
};
use office_fixture::{Receipt, Town, first_note, later_note, message, recipient, sealed};
use rand_core::OsRng;
use serde_json::{Value, json, to_value};

use super::Portal;
use super::document::{document, operations};
use crate::http::audit::{Account, OPERATIONS};

/// One letter for each caller, in the order of [`CALLERS`]: `o` is let in and succeeds, `x` is 401 (not signed in, or a
/// token that is none), `f` is 403, `-` is 404.
const TABLE: &[(&str, &str)] = &[
    ("GET /authorities", "ooooooooooo"),
    ("GET /authorities/{slug}", "ooooooooooo"),
    ("GET /departments/{department}/key", "ooooooooooo"),
    ("GET /routes", "ooooooooooo"),
    ("GET /openapi.json", "ooooooooooo"),
    ("GET /search", "ooooooooooo"),
    ("POST /tickets", "ooooooooooo"),
    ("POST /conversations", "ooooooooooo"),
    ("POST /citizen/challenges", "ooooooooooo"),
    ("POST /citizen/sessions", "ooooooooooo"),
    ("GET /citizen/conversation", "xoxxxxxxxxx"),
    ("GET /citizen/conversation/messages", "xoxxxxxxxxx"),
    ("POST /citizen/conversation/messages", "xoxxxxxxxxx"),
    // Where nothing was proposed.
    ("POST /citizen/conversation/declines", "x?xxxxxxxxx"),
    ("POST /citizen/conversation/handovers", "x?xxxxxxxxx"),
    ("PUT /citizen/conversation/read", "xoxxxxxxxxx"),
    ("PUT /citizen/conversation/notice", "xoxxxxxxxxx"),
    ("DELETE /citizen/conversation/notice", "xoxxxxxxxxx"),
    // Of a file that no message has declared.
    (
        "PUT /citizen/conversation/attachments/{attachment}/parts/{part}",
        "x-xxxxxxxxx",
    ),
    (
        "GET /citizen/conversation/attachments/{attachment}/parts/{part}",
        "x-xxxxxxxxx",
    ),
    ("POST /staff/logins", "ooooooooooo"),
    // With a login that is unknown.
    ("POST /staff/sessions", "xxxxxxxxxxx"),
    ("GET /staff/session", "xxoooooofoo"),
    ("POST /staff/logins/passkey", "ooooooooooo"),
    // With a passkey that nobody has.
    ("POST /staff/sessions/passkey", "xxxxxxxxxxx"),
    ("POST /staff/logins/second-factor", "xxffffffoff"),
    ("POST /staff/sessions/second-factor", "xxffffffxff"),
    ("POST /staff/passkeys/registrations", "xxoooooofoo"),
    // With a ceremony that is unknown.
    ("POST /staff/passkeys", "xxxxxxxxfxx"),
    ("GET /staff/passkeys", "xxoooooofoo"),
    ("DELETE /staff/passkeys/{passkey}", "xx------f--"),
    ("GET /administration/embedding", "xxffffoofff"),
    ("PUT /administration/embedding", "xxffffo-fff"),
    ("GET /administration/policy", "xxffffoofff"),
    ("PUT /administration/policy", "xxffffoofff"),
    ("GET /staff/waiting", "xxoooooofoo"),
    ("GET /staff/sessions", "xxoooooofoo"),
    ("POST /staff/password", "xxoooooofoo"),
    ("PUT /staff/password", "xxoooooofoo"),
    ("PUT /staff/recovery-code", "xxoooooofoo"),
    ("GET /staff/recovery-code", "xxoooooofoo"),
    ("DELETE /staff/recovery-code", "xxoooooofoo"),
    ("POST /staff/recoveries", "ooooooooooo"),
    // With a challenge that is not ours.
    ("POST /staff/recoveries/session", "xxxxxxxxxxx"),
    ("POST /staff/unlocks", "xxoooooofoo"),
    // Of a session that nobody has.
    ("DELETE /staff/sessions/{session}", "xx------f--"),
    ("GET /inbox", "xxoooooofoo"),
    ("GET /events", "xxoooooofoo"),
    ("GET /conversations/{conversation}", "xx-oo---f--"),
    ("GET /conversations/{conversation}/messages", "xx-oo---f--"),
    ("POST /conversations/{conversation}/messages", "xx-oo---f--"),
    ("GET /conversations/{conversation}/notes", "xx-oo---f--"),
    ("POST /conversations/{conversation}/notes", "xx-oo---f--"),
    ("PUT /conversations/{conversation}/read", "xx-oo---f--"),
    ("PUT /conversations/{conversation}/status", "xx-oo---f--"),
    // To the department that has it.
    ("POST /conversations/{conversation}/transfers", "xx-??---f--"),
    // To a department of the same authority, and where nothing was proposed.
    ("POST /conversations/{conversation}/proposals", "xx-??---f--"),
    ("POST /conversations/{conversation}/withdrawals", "xx-??---f--"),
    (
        "PUT /conversations/{conversation}/attachments/{attachment}/parts/{part}",
        "xx------f--",
    ),
    (
        "GET /conversations/{conversation}/attachments/{attachment}/parts/{part}",
        "xx------f--",
    ),
    ("POST /letters/tickets", "xx-oo---f--"),
    ("POST /letters", "xx-oo---f--"),
    // With tokens that are unknown.
    ("POST /foundings", "xxxxxxxxxxx"),
    ("POST /authorities", "xxxxxxxxxxx"),
    ("POST /enrolments", "xxxxxxxxxxx"),
    ("PUT /enrolments", "xxxxxxxxxxx"),
    ("GET /members", "xxffofoofff"),
    ("POST /members", "xxffofo-fff"),
    ("POST /members/{member}/invitation", "xxffofo-fff"),
    ("DELETE /members/{member}/invitation", "xxffofo-fff"),
    ("PUT /members/{member}/certificate", "xxffffo-fff"),
    ("PUT /administration/authority", "xxffffoofff"),
    ("GET /administration/departments", "xxffofoofff"),
    ("GET /administration/directory", "xxffffoofff"),
    ("GET /administration/directory.csv", "xxffffoofff"),
    ("GET /administration/directory.json", "xxffffoofff"),
    ("POST /administration/directory/checks", "xxffffoofff"),
    ("PUT /administration/directory", "xxffffoofff"),
    ("GET /administration/upkeep", "xxffffoofff"),
    ("POST /departments", "xxffffoofff"),
    ("PUT /departments/{department}", "xxffffo-fff"),
    (
        "POST /departments/{department}/epochs/{epoch}/grants",
        "xxfoofo-fff",
    ),
    ("POST /departments/{department}/epochs", "xxffffo-fff"),
    ("GET /audit", "xxfffooofff"),
    // With tokens that are unknown.
    ("POST /restorations", "xxxxxxxxxxx"),
    ("PUT /restorations", "xxxxxxxxxxx"),
    ("POST /members/{member}/restoration", "xxffffo-fff"),
    ("GET /members/{member}/restoration", "xxffffo-fff"),
    // With a recipient that the member has not made.
    ("PUT /members/{member}/restoration", "xxffff?-fff"),
    ("DELETE /members/{member}/restoration", "xxffffo-fff"),
    // From here on the waiting caseworker, then everybody, is gone.
    ("POST /members/{member}/departure", "xxffffo-fff"),
    ("DELETE /staff/sessions", "xxxooooofoo"),
    ("DELETE /staff/session", "ooooooooooo"),
    ("DELETE /citizen/sessions/current", "xoxxxxxxxxx"),
];

const CALLERS: [&str; 11] = [
    "nobody",
    "the citizen",
    "a caseworker without certificate",
    "a caseworker of the department",
    "a lead of the department",
    "an auditor",
    "an administrator without department",
    "an administrator of another authority",
    "a caseworker who has yet to show their passkey",
    "a caseworker of another department",
    "a caseworker of another authority",
];

struct World<'a> {
    portal: &'a Portal,
    town: Town,
    /// Where the administrator of another authority works.
    elsewhere: AuthorityId,
    department: DepartmentId,
    /// A department of the other town, somebody of which has its key.
    abroad: DepartmentId,
    conversation: ConversationId,
    /// A member who has enrolled and waits.
    waiting: MemberId,
    clara: MemberId,
    receipt: Receipt,
    /// Who each caller is, if they are a member.
    members: Vec<Option<MemberId>>,
    /// What each caller carries.
    cookies: Vec<Option<String>>,
    bearer: String,
}

impl<'a> World<'a> {
    async fn new(portal: &'a Portal) -> Self {
        let world = &portal.world;
        let town = world.town("musterstadt").await;
        let elsewhere = world.town("beispielheim").await;
        let department = world.department(&town, "buergerbuero").await;
        let clara = world.caseworker(&town, "clara", &[department]).await;
        let abroad = world.department_without_key(&elsewhere, "ordnungsamt").await;
        let emil = world.caseworker(&elsewhere, "emil", &[abroad]).await;
        world.publish_epoch(&elsewhere, abroad, 1, &[emil]).await;
        let waiting = world
            .enrolled(&town, "uwe", Role::Caseworker, &[department])
            .await;
        let mut others = Vec::new();
        for (local, role, departments) in [
            ("lea", Role::Lead, vec![department]),
            ("anna", Role::Auditor, vec![]),
        ] {
            let member = world.enrolled(&town, local, role, &departments).await;
            world.certify(&town, member).await;
            others.push(member);
        }
        let receipt = world.receipt();
        let conversation = world.open(department, &receipt).await;
        let (bearer, _) = world.log_in(&receipt).await;
        let mut cookies = vec![None, None];
        for local in ["uwe", "clara", "lea", "anna", "ada"] {
            cookies.push(Some(portal.sign_in(&town.email(local)).await));
        }
        cookies.push(Some(portal.sign_in(&elsewhere.email("ada")).await));
        let petra = world.caseworker(&town, "petra", &[department]).await;
        portal.passkey_of(petra, None).await;
        cookies.push(Some(portal.sign_in(&town.email("petra")).await));
        let other = world.department(&town, "bauhof").await;
        let otto = world.caseworker(&town, "otto", &[other]).await;
        cookies.push(Some(portal.sign_in(&town.email("otto")).await));
        cookies.push(Some(portal.sign_in(&elsewhere.email("emil")).await));
        let members = [None, None, Some(waiting), Some(clara)]
            .into_iter()
            .chain(others.into_iter().map(Some))
            .chain([town.administrator, elsewhere.administrator, petra, otto, emil].map(Some))
            .collect();
        Self {
            portal,
            town,
            elsewhere: elsewhere.authority,
            department,
            abroad,
            conversation,
            waiting,
            clara,
            receipt,
            members,
            cookies,
            bearer,
        }
    }

    /// The path with what the caller asks about; whoever is invited is invited anew each time.
    async fn path(&self, operation: &str) -> String {
        let world = &self.portal.world;
        let (_, path) = operation.split_once(' ').expect("method and path");
        let member = if path.ends_with("/invitation") {
            self.invited().await
        } else if path.ends_with("/departure") {
            self.waiting
        } else {
            self.clara
        };
        let path = path
            .replace("/search", "/search?q=kaarst")
            .replace("{slug}", self.town.name)
            .replace("{department}", &self.department.to_string())
            .replace("{conversation}", &self.conversation.to_string())
            .replace("{attachment}", &world.draw(AttachmentId::random).to_string())
            .replace("{part}", "0")
            .replace("{passkey}", &world.draw(PasskeyId::random).to_string())
            .replace("{session}", &world.draw(SessionId::random).to_string())
            .replace("{epoch}", "1")
            .replace("{member}", &member.to_string());
        assert!(!path.contains('{'), "{path}");
        if path == "/routes" {
            return "/api/v1/routes?service=99107023017000&area=05162016".to_owned();
        }
        format!("/api/v1{path}")
    }

    /// Somebody who was just invited into the department.
    async fn invited(&self) -> MemberId {
        let world = &self.portal.world;
        let administrator = world.staff(self.town.administrator).await;
        let invited = world
            .office
            .invite_member(&administrator, self.invite("musterstadt"))
            .await;
        invited.expect("invited").member
    }

    fn invite(&self, domain: &str) -> Invite {
        let local = self.portal.world.draw(MemberId::random).0.simple().to_string();
        Invite {
            name: "Neu".to_owned(),
            email: format!("m{local}@{domain}.example").parse().expect("plain"),
            role: Role::Caseworker,
            departments: vec![self.department],
            locale: Locale::De,
        }
    }

    /// A body with which whoever may do it succeeds.
    async fn body(&self, operation: &str, caller: usize) -> Option<Value> {
        let world = &self.portal.world;
        let token = "no token of ours".to_owned();
        let ada: EmailAddress = self.town.email("ada");
        let text = |text: &str| Localized {
            de: text.to_owned(),
            en: None,
        };
        let body = match operation {
            "POST /tickets" => to_value(TicketRequest {
                department: self.department,
            }),
            "POST /conversations" => to_value(world.opening(self.department, &world.receipt()).await),
            "POST /citizen/sessions" => to_value(self.receipt.login(&world.office.challenge_citizen().nonce)),
            "POST /citizen/conversation/messages" | "POST /conversations/{conversation}/messages" => {
                to_value(message(world))
            }
            // Who comes second goes on with the seed that the first one has begun.
            "POST /conversations/{conversation}/notes" if caller == 4 => to_value(later_note(world)),
            "POST /conversations/{conversation}/notes" => to_value(first_note(world, self.department)),
            "PUT /citizen/conversation/read" | "PUT /conversations/{conversation}/read" => {
                to_value(MarkRead { position: 1 })
            }
            "PUT /citizen/conversation/notice" => to_value(NoticeRequest {
                email: "erika@example.org".parse().expect("plain"),
                locale: Locale::De,
            }),
            "PUT /conversations/{conversation}/status" => to_value(SetStatus {
                // Who comes second opens again what the first one closed.
                status: if caller == 3 { Status::Closed } else { Status::Open },
                message: message(world),
            }),
            "POST /letters/tickets" => to_value(LetterTicketRequest {
                from: self.department,
                to: self.abroad,
            }),
            "POST /letters" => to_value(world.letter(self.clara, self.department, self.abroad).await),
            "POST /conversations/{conversation}/transfers" => to_value(PassOn {
                from: self.department,
                to: self.department,
                after: 0,
                message: message(world),
                history: Vec::new(),
                notes: Vec::new(),
            }),
            "POST /conversations/{conversation}/proposals" => to_value(Propose {
                from: self.department,
                authority: self.town.authority,
                to: self.department,
                message: message(world),
            }),
            "POST /conversations/{conversation}/withdrawals" | "POST /citizen/conversation/declines" => {
                to_value(EndProposal {
                    proposal: message(world).id,
                    message: message(world),
                })
            }
            "POST /citizen/conversation/handovers" => to_value(HandOver {
                proposal: message(world).id,
                from: self.department,
                to: self.department,
                after: 0,
                message: message(world),
                history: Vec::new(),
            }),
            "POST /staff/logins" => {
                let (_, request) = world
                    .draw(|rng| login::client::Login::start("password", rng))
                    .expect("a login");
                to_value(LoginStart { email: ada, request })
            }
            "POST /staff/sessions" => to_value(LoginFinish {
                login: world.draw(LoginId::random),
                finalization: Bytes(vec![1; 64]),
            }),
            "POST /staff/sessions/passkey" | "POST /staff/sessions/second-factor" => {
                let options = json!({ "rpId": "portal.example", "challenge": "AAAAAAAAAAAAAAAAAAAAAA" });
                to_value(PasskeyProof {
                    ceremony: world.draw(CeremonyId::random),
                    credential: world.authenticator().registered(self.clara).get(&options),
                })
            }
            "POST /staff/passkeys" => {
                let options = json!({
                    "rp": { "id": "portal.example" },
                    "challenge": "AAAAAAAAAAAAAAAAAAAAAA",
                });
                to_value(NewPasskey {
                    ceremony: world.draw(CeremonyId::random),
                    name: "Schlüssel".to_owned(),
                    credential: world.authenticator().create(&options),
                    account: None,
                })
            }
            "PUT /administration/policy" => to_value(SignInPolicy {
                second_factor_required: false,
            }),
            "PUT /administration/authority" => to_value(AuthorityChange {
                name: "Stadt".to_owned(),
            }),
            "PUT /administration/embedding" => to_value(NewEmbedOrigins {
                department: Some(self.department),
                origins: vec!["https://www.musterstadt.example".to_owned()],
            }),
            "POST /restorations" => to_value(RestorationStart {
                token,
                request: Bytes(vec![1; 32]),
            }),
            "PUT /restorations" => to_value(RestorationFinish {
                token,
                upload: registration().1.clone(),
                recipient: recipient(),
                account: Bytes(vec![9; 64]),
            }),
            "PUT /members/{member}/restoration" => to_value(RestoredAccess {
                recipient: recipient(),
                sealed: sealed(),
            }),
            "POST /staff/password" => to_value(PasswordStart {
                request: registration().0.clone(),
            }),
            "PUT /staff/password" => to_value(NewPassword {
                upload: registration().1.clone(),
                account: Bytes(vec![9; 64]),
            }),
            "PUT /staff/recovery-code" => to_value(NewRecoveryCode {
                auth: Bytes(vec![8; 32]),
                account: Bytes(vec![9; 64]),
            }),
            "POST /staff/recoveries" => to_value(RecoveryStart { email: ada }),
            "POST /staff/recoveries/session" => to_value(RecoveryFinish {
                email: ada,
                nonce: Bytes(vec![1; 56]),
                signature: Bytes(vec![1; 64]),
            }),
            "POST /foundings" => to_value(StartFounding {
                email: ada,
                email_domains: vec!["musterstadt.example".to_owned()],
                locale: Locale::De,
            }),
            "POST /authorities" => to_value(world.founding("neustadt")),
            "POST /enrolments" => to_value(EnrolStart {
                token,
                request: Bytes(vec![1; 32]),
            }),
            "PUT /enrolments" => to_value(EnrolFinish {
                token,
                upload: Bytes(vec![1; 192]),
                sign: Bytes(vec![8; 32]),
                recipient: recipient(),
                account: Bytes(vec![9; 64]),
                private: Bytes(vec![10; 128]),
                recovery: sealed(),
            }),
            "POST /members" => to_value(self.invite(if caller == 7 {
                "beispielheim"
            } else {
                "musterstadt"
            })),
            "PUT /members/{member}/certificate" => to_value(
                world
                    .certificate(&self.town, self.clara, Role::Caseworker, &[self.department])
                    .await,
            ),
            "POST /members/{member}/departure" => to_value(Departure {
                revocation: world.revocation(&self.town, self.waiting).await,
                ..Departure::default()
            }),
            "POST /administration/directory/checks" => to_value(Directory::default()),
            "PUT /administration/directory" => to_value(PublishDirectory {
                replaces: None,
                directory: Directory::default(),
                texts: Vec::new(),
            }),
            "POST /departments" => to_value(NewDepartment {
                id: world.draw(DepartmentId::random),
                slug: "bauamt".parse().expect("a slug"),
                name: text("Bauamt"),
                description: Localized::default(),
                notice: None,
            }),
            "PUT /departments/{department}" => to_value(DepartmentChange {
                name: text("Bürgerbüro"),
                description: Localized::default(),
                notice: None,
                closed: false,
            }),
            "POST /departments/{department}/epochs" => {
                to_value(world.epoch(&self.town, self.department, 2, &[]).await)
            }
            "POST /departments/{department}/epochs/{epoch}/grants" => {
                to_value(NewEpochGrants { grants: Vec::new() })
            }
            _ => return None,
        };
        Some(body.unwrap_or_else(|error| json!(error.to_string())))
    }

    /// What a member signs about an operation that is recorded.
    async fn statement(
        &self,
        operation: &str,
        caller: usize,
        path: &str,
        body: Option<&Value>,
    ) -> Option<String> {
        let (_, account) = OPERATIONS.iter().find(|(known, _)| *known == operation)?;
        let Account::Of(action) = account else {
            return None;
        };
        let actor = self.members[caller].filter(|_| action.is_signed())?;
        let subject = self.subject(*action, caller, path, body.unwrap_or(&Value::Null));
        let world = &self.portal.world;
        let statement = world.statement(actor, *action, subject).await;
        Some(world.signed(actor, &statement))
    }

    fn subject(&self, action: Action, caller: usize, path: &str, body: &Value) -> Subject {
        let member = || {
            let id = path.split('/').nth(4).expect("a member's path");
            id.parse().expect("an id")
        };
        match action {
            Action::Invite => {
                let id = self.portal.world.draw(MemberId::random);
                Subject::rights(id, Role::Caseworker, &[self.department])
            }
            Action::RepeatInvitation
            | Action::WithdrawInvitation
            | Action::Depart
            | Action::BeginRestoration
            | Action::WithdrawRestoration
            | Action::RestoreAccess => Subject::member(member()),
            Action::Certify => Subject::rights(member(), Role::Caseworker, &[self.department]),
            Action::CreateDepartment => {
                let id = body["id"].as_str().expect("an id");
                Subject::department(id.parse().expect("an id"))
            }
            Action::ChangeDepartment | Action::ChangeEmbedding => Subject::department(self.department),
            Action::PublishDirectory => {
                let authority = if caller == 7 {
                    self.elsewhere
                } else {
                    self.town.authority
                };
                let tree = Tree::of(authority, &Directory::default());
                Subject::directory(Bytes(tree.root().to_vec()))
            }
            Action::BeginEpoch => Subject::epoch(self.department, 2, Vec::new()),
            Action::GrantEpoch => Subject::epoch(self.department, 1, Vec::new()),
            Action::OpenConversation => Subject::conversation(self.conversation, None),
            Action::SetStatus => {
                let status = serde_json::from_value(body["status"].clone()).expect("a status");
                Subject::conversation(self.conversation, Some(status))
            }
            Action::WriteLetter => {
                let conversation = body["conversation"].as_str().expect("an id");
                let conversation = conversation.parse().expect("an id");
                Subject::letter(conversation, self.department, self.abroad, self.elsewhere)
            }
            Action::PassOn => Subject::passing(self.conversation, self.department, self.department),
            Action::ProposeHandover => {
                let departments = (self.department, self.department);
                Subject::handing(self.conversation, departments, self.town.authority)
            }
            Action::WithdrawProposal => Subject::conversation(self.conversation, None),
            _ => Subject::default(),
        }
    }

    /// The status of one caller's request; the body of an answer may never end.
    async fn ask(&self, operation: &str, caller: usize) -> StatusCode {
        let (method, _) = operation.split_once(' ').expect("method and path");
        let method: Method = method.parse().expect("a method");
        let path = self.path(operation).await;
        let body = self.body(operation, caller).await;
        let mut request = self.portal.request(method.clone(), &path);
        if let Some(statement) = self.statement(operation, caller, &path, body.as_ref()).await {
            request = request.header(STATEMENT_HEADER, statement);
        }
        if let Some(Some(cookie)) = self.cookies.get(caller) {
            request = request.header(COOKIE, cookie);
        }
        if caller == 1 {
            request = request.header(AUTHORIZATION, format!("Bearer {}", self.bearer));
        }
        let body = if method == Method::PUT && operation.ends_with("/parts/{part}") {
            request = request.header(CONTENT_TYPE, "application/octet-stream");
            Body::from(sealed().0)
        } else if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/json");
            Body::from(body.to_string())
        } else {
            Body::empty()
        };
        self.portal
            .stream(request.body(body).expect("a request"))
            .await
            .status()
    }
}

/// Request and upload of a registration, as any browser makes them; stretched once for all callers.
pub(super) fn registration() -> &'static (Bytes, Bytes) {
    static REGISTRATION: LazyLock<(Bytes, Bytes)> = LazyLock::new(|| {
        let setup = login::server::Setup::create(&mut OsRng);
        let (registration, request) =
            login::client::Registration::start("password", &mut OsRng).expect("starts");
        let account = "ada@musterstadt.example".parse().expect("plain");
        let response = login::server::register(&setup, &account, &request).expect("answers");
        let (upload, _) = registration.finish(&response, &mut OsRng).expect("finishes");
        (request, upload)
    });
    &REGISTRATION
}

#[tokio::test]
async fn every_operation_answers_everybody_as_the_table_says() {
    let portal = Portal::new().await;
    let world = World::new(&portal).await;
    let documented: BTreeSet<_> = operations(&document(&portal).await)
        .into_iter()
        .map(|(method, path, _)| format!("{method} {}", path.strip_prefix("/api/v1").expect("the prefix")))
        .collect();
    let listed: BTreeSet<_> = TABLE
        .iter()
        .map(|(operation, _)| (*operation).to_owned())
        .collect();
    assert_eq!(
        listed, documented,
        "the table has exactly the document's operations"
    );

    let mut wrong = Vec::new();
    for (operation, expected) in TABLE {
        assert_eq!(expected.len(), CALLERS.len(), "{operation}");
        for (caller, expected) in expected.chars().enumerate() {
            let status = world.ask(operation, caller).await;
            let answered = match status.as_u16() {
                200..=299 => 'o',
                401 => 'x',
                403 => 'f',
                404 => '-',
                _ => '?',
            };
            if answered != expected {
                wrong.push(format!(
                    "{operation}: {} gets {status}, not {expected}",
                    CALLERS[caller]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let signed_out = world.ask("GET /staff/session", 3).await;
    assert_eq!(signed_out, StatusCode::UNAUTHORIZED);
}
