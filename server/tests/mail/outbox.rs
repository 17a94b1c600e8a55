use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use domain::api::{CitizenKeys, Grant, GrantKind, Grantee, NewDepartment, NewMessage, Role, SealedTo};
use domain::{
    AuthorityId, Bytes, CaseNumber, ConversationId, DepartmentId, Locale, Localized, MemberId, MessageId,
    Timestamp,
};
use office::Office;
use rand_core::OsRng;
use server::Secrets;
use server::config::Config;
use server::jobs::Outbox;
use server::mail::{Letter, Memory, Postmark, Smtp, Transport, Undelivered, longest_delivery};
use store::{
    FoundOutcome, Founding, InviteOutcome, NewInvitation, NewMember, Notice, OpenOutcome, Opening, Party,
    PostOutcome, Posting, Store, TokenHash,
};
use tempfile::TempDir;

use crate::authority::Authority;
use crate::smtp::config;
use crate::smtp_server::SmtpServer;

const START: i64 = 1_790_000_000;

/// A portal without its doors: a database with one authority and department, the office, and a clock to be set.
struct House {
    folder: TempDir,
    office: Arc<Office>,
    clock: Arc<AtomicI64>,
    secrets: Secrets,
    authority: AuthorityId,
    department: DepartmentId,
}

impl House {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let url = format!("sqlite:{}", folder.path().join("test.db").display());
        let store = Store::connect(&url).expect("url");
        store.migrate().await.expect("migrated");
        let (authority, department) = found(&store).await;
        let clock = Arc::new(AtomicI64::new(START));
        let tells = Arc::clone(&clock);
        let secrets = Secrets::draw(&mut OsRng);
        let office = Office::new(
            store,
            Arc::new(move || Timestamp(tells.load(Ordering::SeqCst))),
            Box::new(OsRng),
            office::Secrets {
                mac_key: secrets.mac_key.clone(),
                login: login::server::Setup::from_bytes(&secrets.login.to_bytes()).expect("a setup"),
            },
            office::Settings::new("https://post.stadt-musterstadt.example"),
        );
        Self {
            folder,
            office: Arc::new(office),
            clock,
            secrets,
            authority,
            department,
        }
    }

    fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn store(&self) -> &Store {
        self.office.store()
    }

    fn outbox(&self, config: &Config, transport: Arc<dyn Transport>) -> Outbox {
        Outbox::new(
            Arc::clone(&self.office),
            transport,
            Postmark::new(config).expect("postmark"),
            self.secrets.mail_key.clone(),
            Box::new(OsRng),
            longest_delivery(config),
        )
    }

    fn smtp(&self, config: &Config) -> Outbox {
        self.outbox(config, Arc::new(Smtp::new(config).expect("transport")))
    }

    fn later(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    async fn waiting(&self) -> u64 {
        self.store().outbox_length().await.expect("answered")
    }

    async fn invite(&self, email: &str) {
        let member = member(self.authority, email, Role::Caseworker);
        let outcome = self.store().invite_member(member).await.expect("answered");
        assert_eq!(outcome, InviteOutcome::Invited);
    }

    /// A citizen writes, and wants to hear of an answer in English.
    async fn open_conversation(&self) -> ConversationId {
        let conversation = ConversationId::random(&mut OsRng);
        let grant = |grantee| Grant {
            kind: GrantKind::Content,
            n: 0,
            grantee,
            sealed: Bytes(vec![1; 300]),
        };
        let department = Grantee::Department {
            department: self.department,
            epoch: 1,
        };
        let opening = Opening {
            conversation,
            department: self.department,
            epoch: 0,
            case_number: CaseNumber::random(&mut OsRng),
            citizen: CitizenKeys {
                locator_hash: TokenHash::of(conversation.to_string()).0.into(),
                auth: Bytes(vec![2; 32]),
                sign: Bytes(vec![3; 32]),
            },
            grants: vec![grant(Grantee::Citizen), grant(department)],
            message: message(),
            notice: Some(Notice {
                email: "erika@example.org".parse().expect("address"),
                locale: Locale::En,
            }),
            opened_at: self.office.now(),
        };
        let outcome = self.store().open_conversation(opening).await.expect("answered");
        assert!(matches!(outcome, OpenOutcome::Opened(_)));
        conversation
    }

    async fn answer(&self, conversation: ConversationId) {
        let posting = Posting {
            conversation,
            party: Party::Department(vec![self.department]),
            message: message(),
            received_at: self.office.now(),
            status: None,
        };
        let outcome = self.store().add_message(posting).await.expect("answered");
        assert!(matches!(outcome, PostOutcome::Received(_)));
    }
}

fn message() -> NewMessage {
    NewMessage {
        id: MessageId::random(&mut OsRng),
        sealed: Bytes(b"Kanarienvogel im Ruhestand".repeat(40)),
        attachments: Vec::new(),
        grants: Vec::new(),
        seed: SealedTo::Content(0),
    }
}

fn member(authority: AuthorityId, email: &str, role: Role) -> NewMember {
    NewMember {
        id: MemberId::random(&mut OsRng),
        authority,
        name: "Kim Kanarienvogel".to_owned(),
        email: email.parse().expect("address"),
        role,
        departments: Vec::new(),
        locale: Locale::De,
        invited_at: Timestamp(START),
    }
}

async fn found(store: &Store) -> (AuthorityId, DepartmentId) {
    let authority = AuthorityId::random(&mut OsRng);
    let token = TokenHash::of("set-up");
    store
        .add_setup_token(token, Timestamp(START))
        .await
        .expect("kept");
    let founding = Founding {
        setup_token: token,
        code: Bytes::default(),
        authority,
        slug: "musterstadt".parse().expect("slug"),
        name: "Kanarienvogelamt".to_owned(),
        email_domains: vec!["stadt-musterstadt.example".to_owned()],
        telephone: None,
        root: Bytes(vec![4; 32]),
        recovery: "age1pq1".to_owned(),
        recovery_certificate: Bytes(vec![4; 16]),
        founded_at: Timestamp(START),
        administrator: member(authority, "first@stadt-musterstadt.example", Role::Administrator),
        invitation: NewInvitation {
            token: TokenHash::of("enrol"),
            expires_at: Timestamp(START + 1000),
        },
        reminded_at: office_fixture::NEVER,
    };
    assert_eq!(
        office_fixture::found(store, founding).await,
        FoundOutcome::Founded
    );
    let department = DepartmentId::random(&mut OsRng);
    let new = NewDepartment {
        id: department,
        slug: "kanarien".parse().expect("slug"),
        name: Localized {
            de: "Kanarienvogelabteilung".to_owned(),
            en: None,
        },
        description: Localized::default(),
        notice: Some("abteilung@stadt-musterstadt.example".parse().expect("address")),
    };
    store
        .add_department(authority, new, Timestamp(START))
        .await
        .expect("answered");
    (authority, department)
}

#[tokio::test]
async fn a_mail_is_sent_once() {
    let house = House::new().await;
    let authority = Authority::new(house.folder());
    let server = SmtpServer::start(&authority.certify("localhost"), &[]);
    let outbox = house.smtp(&config(server.port(), &authority.file(), &[]));
    house.invite("kim@stadt-musterstadt.example").await;

    assert_eq!(outbox.run_once().await.expect("answered"), 1);
    house.later(24 * 3600);
    assert_eq!(outbox.run_once().await.expect("answered"), 0);
    let messages = server.messages();
    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].recipients, ["kim@stadt-musterstadt.example"]);
    assert_eq!(house.waiting().await, 0);
}

#[tokio::test]
async fn two_instances_send_a_mail_once() {
    let house = House::new().await;
    let authority = Authority::new(house.folder());
    let server = SmtpServer::start(&authority.certify("localhost"), &["--slow-seconds", "1"]);
    let config = config(server.port(), &authority.file(), &[]);
    let (first, second) = (house.smtp(&config), house.smtp(&config));
    house.open_conversation().await;

    let (first, second) = tokio::join!(first.run_once(), second.run_once());
    assert_eq!(first.expect("answered") + second.expect("answered"), 1);
    assert_eq!(server.messages().len(), 1);
}

#[tokio::test]
async fn while_the_mail_server_is_gone_a_mail_waits_and_is_then_sent_once() {
    let house = House::new().await;
    let authority = Authority::new(house.folder());
    let certificate = authority.certify("localhost");
    let port = SmtpServer::start(&certificate, &[]).stop();
    let outbox = house.smtp(&config(port, &authority.file(), &[]));
    house.open_conversation().await;

    assert_eq!(outbox.run_once().await.expect("answered"), 1);
    assert_eq!(
        outbox.run_once().await.expect("answered"),
        0,
        "it is not due again at once"
    );
    house.later(40);
    assert_eq!(outbox.run_once().await.expect("answered"), 1);
    house.later(40);
    assert_eq!(
        outbox.run_once().await.expect("answered"),
        0,
        "the second wait is longer"
    );
    assert_eq!(house.waiting().await, 1);

    let server = SmtpServer::start(&certificate, &["--port", &port.to_string()]);
    house.later(40);
    assert_eq!(outbox.run_once().await.expect("answered"), 1);
    house.later(24 * 3600);
    assert_eq!(outbox.run_once().await.expect("answered"), 0);
    assert_eq!(server.messages().len(), 1);
    assert_eq!(house.waiting().await, 0);
}

#[tokio::test]
async fn a_mail_waits_until_the_mail_servers_certificate_is_right() {
    let house = House::new().await;
    let trusted = Authority::new(&house.folder().join("trusted"));
    let other = Authority::new(&house.folder().join("other"));
    let server = SmtpServer::start(&other.certify("localhost"), &[]);
    let port = server.port();
    let outbox = house.smtp(&config(port, &trusted.file(), &[]));
    house.open_conversation().await;

    assert_eq!(outbox.run_once().await.expect("answered"), 1);
    assert!(!server.heard_of_a_mail());
    assert_eq!(house.waiting().await, 1);

    server.stop();
    let server = SmtpServer::start(&trusted.certify("localhost"), &["--port", &port.to_string()]);
    house.later(40);
    assert_eq!(outbox.run_once().await.expect("answered"), 1);
    assert_eq!(server.messages().len(), 1);
}

#[tokio::test]
async fn a_mail_whose_recipient_is_refused_is_not_tried_again() {
    let house = House::new().await;
    let authority = Authority::new(house.folder());
    let gone = "gone@stadt-musterstadt.example";
    let server = SmtpServer::start(&authority.certify("localhost"), &["--refuse", gone]);
    let outbox = house.smtp(&config(server.port(), &authority.file(), &[]));
    house.invite(gone).await;

    assert_eq!(outbox.run_once().await.expect("answered"), 1);
    assert_eq!(house.waiting().await, 0);
    house.later(24 * 3600);
    assert_eq!(outbox.run_once().await.expect("answered"), 0);
    assert!(server.messages().is_empty());
}

/// Takes every second letter.
#[derive(Default)]
struct Moody {
    seen: Mutex<Vec<String>>,
}

#[async_trait]
impl Transport for Moody {
    async fn deliver(&self, letter: &Letter) -> Result<(), Undelivered> {
        let mut seen = self.seen.lock().expect("no panic");
        seen.push(letter.key().to_owned());
        if seen.len().is_multiple_of(2) {
            Ok(())
        } else {
            Err(Undelivered::Later("not today".to_owned()))
        }
    }

    async fn check(&self) -> Result<(), Undelivered> {
        Ok(())
    }
}

#[tokio::test]
async fn a_second_try_is_the_same_mail_and_the_next_notice_another() {
    let house = House::new().await;
    let moody = Arc::new(Moody::default());
    let outbox = house.outbox(
        &config(25, Path::new("unused"), &[]),
        Arc::clone(&moody) as Arc<dyn Transport>,
    );
    let conversation = house.open_conversation().await;
    for _ in 0..2 {
        outbox.run_once().await.expect("answered");
        house.later(40);
        outbox.run_once().await.expect("answered");
        assert_eq!(house.waiting().await, 0);
        house.answer(conversation).await;
    }
    let keys = moody.seen.lock().expect("no panic").clone();
    assert_eq!(keys.len(), 4);
    assert!(
        keys[0] == keys[1] && keys[2] == keys[3] && keys[0] != keys[2],
        "{keys:?}"
    );
}

#[tokio::test]
async fn an_invitation_that_is_tried_again_has_a_new_code_and_a_new_name() {
    let house = House::new().await;
    let moody = Arc::new(Moody::default());
    let outbox = house.outbox(
        &config(25, Path::new("unused"), &[]),
        Arc::clone(&moody) as Arc<dyn Transport>,
    );
    house.invite("kim@stadt-musterstadt.example").await;
    outbox.run_once().await.expect("answered");
    house.later(40);
    outbox.run_once().await.expect("answered");
    let keys = moody.seen.lock().expect("no panic").clone();
    assert!(keys.len() == 2 && keys[0] != keys[1], "{keys:?}");
}

#[tokio::test]
async fn nobody_is_told_who_no_longer_wants_to_be() {
    let house = House::new().await;
    let memory = Memory::default();
    let outbox = house.outbox(&config(25, Path::new("unused"), &[]), Arc::new(memory.clone()));
    let conversation = house.open_conversation().await;
    outbox.run_once().await.expect("answered");
    house.answer(conversation).await;
    house.store().erase_notice(conversation).await.expect("answered");
    outbox.run_once().await.expect("answered");
    let recipients: Vec<_> = memory
        .delivered()
        .into_iter()
        .map(|mail| mail.recipient.to_string())
        .collect();
    assert_eq!(recipients, ["abteilung@stadt-musterstadt.example"]);
    assert_eq!(house.waiting().await, 0);
}

#[tokio::test]
async fn the_code_in_the_last_invitation_enrols() {
    let house = House::new().await;
    let memory = Memory::default();
    let outbox = house.outbox(&config(25, Path::new("unused"), &[]), Arc::new(memory.clone()));
    house.invite("kim@stadt-musterstadt.example").await;
    outbox.run_once().await.expect("answered");
    let mail = &memory.delivered()[0];
    let code = mail.text.lines().find(|line| line.len() == 43).expect("a code");
    let invited = house
        .store()
        .invited_member(TokenHash::of(code), house.office.now())
        .await
        .expect("answered");
    assert_eq!(invited.map(|member| member.email), Some(mail.recipient.clone()));
}

#[tokio::test]
async fn no_mail_says_what_it_is_about() {
    let house = House::new().await;
    let memory = Memory::default();
    let outbox = house.outbox(&config(25, Path::new("unused"), &[]), Arc::new(memory.clone()));
    house.invite("kim@stadt-musterstadt.example").await;
    let conversation = house.open_conversation().await;
    house.answer(conversation).await;
    outbox.run_once().await.expect("answered");

    let mails = memory.delivered();
    let subjects: Vec<_> = mails.iter().map(|mail| mail.subject.as_str()).collect();
    assert_eq!(mails.len(), 3);
    assert!(
        subjects.contains(&"An answer is waiting for you") && subjects.contains(&"Neue Nachricht im Eingang")
    );
    for mail in &mails {
        let id = conversation.to_string();
        for secret in [
            "Kanarienvogel",
            "S2FuYXJpZW52b2dlbC",
            "kanarien",
            &id,
            &id.replace('-', ""),
        ] {
            assert!(
                !mail.mail.contains(secret) && !mail.text.contains(secret),
                "{secret}"
            );
        }
    }
}
