//! E-mail addresses that two programs could read differently, and addresses that only look like the authority's, on every
//! door that takes one.

use std::collections::BTreeSet;

use anyhow::Context as _;
use client::{Body, Citizen, Client, Member, Method};
use domain::api::{
    DepartmentChange, FoundAuthority, Invite, LoginStart, NewDepartment, NoticeRequest, RecoveryFinish,
    RecoveryStart, Role, StartFounding,
};
use domain::audit::{Action, Subject};
use domain::{
    AuthorityId, Bytes, DepartmentId, EmailAddress, ErrorCode, Locale, Localized, MemberId, Slug, Timestamp,
};
use rand_core::OsRng;
use serde::Serialize;
use serde_json::Value;
use tests::{TestPortal, Town, short_letter};

use vault::messages::Act;

use crate::on_both_engines;

/// No plain address. `kaarst.example` stands for the authority's own domain.
const NOT_PLAIN: &[&str] = &[
    "",
    "@",
    "a",
    "@kaarst.example",
    "a@",
    "a@evil.example@kaarst.example",
    "a@kaarst.example@evil.example",
    "a@evil.example,b@kaarst.example",
    "a@evil.example;b@kaarst.example",
    "a@evil.example b@kaarst.example",
    "\"a@evil.example\"@kaarst.example",
    "\"a b\"@kaarst.example",
    "\"\"@kaarst.example",
    "a(comment)@kaarst.example",
    "a@(comment)kaarst.example",
    "a@kaarst.example(comment)",
    "a@kaarst.example (comment)",
    "a%evil.example@kaarst.example",
    "evil.example!a@kaarst.example",
    "@evil.example:a@kaarst.example",
    "<a@kaarst.example>",
    "A <a@kaarst.example>",
    "<a@evil.example>a@kaarst.example",
    "group:a@kaarst.example;",
    "group:a@evil.example,b@kaarst.example;",
    "undisclosed-recipients:;",
    ".a@kaarst.example",
    "a.@kaarst.example",
    "a..b@kaarst.example",
    "-a@kaarst.example",
    "a@kaarst..example",
    "a@.kaarst.example",
    "a@kaarst.example.",
    "a@kaarst.example..",
    "a@-kaarst.example",
    "a@kaarst-.example",
    "a@kaarst_.example",
    "a@kaarst",
    "a@[127.0.0.1]",
    "a@[IPv6:::1]",
    "a@127.0.0.1",
    "a@2130706433",
    // Look-alike letters: Cyrillic a, Greek omicron, dotless i, full width, and an ideographic full stop.
    "\u{430}@kaarst.example",
    "a@k\u{430}arst.example",
    "a@kaarst.e\u{445}ample",
    "a@kaarst\u{3bf}.example",
    "a@kaarst.exampl\u{435}",
    "\u{ff41}@kaarst.example",
    "a\u{ff20}kaarst.example",
    "a@\u{ff4b}aarst.example",
    "a@kaarst\u{3002}example",
    "a@kaarst\u{ff0e}example",
    "\u{131}@kaarst.example",
    // Zero-width and directional characters, soft hyphen, byte order mark.
    "a\u{200b}@kaarst.example",
    "a@kaarst\u{200d}.example",
    "a@kaarst\u{ad}.example",
    "\u{feff}a@kaarst.example",
    "a@\u{202e}kaarst.example",
    "a\u{301}@kaarst.example",
    // Line ends and other control characters.
    "a@kaarst.example\r\nBcc: b@evil.example",
    "a@kaarst.example\nBcc: b@evil.example",
    "a@kaarst.example\r",
    "a@kaarst.example\u{85}",
    "a@kaarst.example\u{2028}",
    "a\r\n @kaarst.example",
    "a\0@kaarst.example",
    "a@kaarst.example\0",
    "a\t@kaarst.example",
    "a\u{7f}@kaarst.example",
    " a@kaarst.example",
    "a@kaarst.example ",
    "a @kaarst.example",
    "a\u{a0}@kaarst.example",
    "=?utf-8?q?a=40evil.example?=@kaarst.example",
    "=?utf-8?b?YUBldmlsLmV4YW1wbGU=?=",
    "a&b@kaarst.example",
    "a'b@kaarst.example",
    "a/b@kaarst.example",
    "a\\@evil.example@kaarst.example",
    "mailto:a@kaarst.example",
    "xn--a@kaarst.example@",
    "a@kaarst.example/../evil.example",
    "a@kaarst.example?cc=b@evil.example",
    "a@kaarst.example#b",
    "a@kaarst.example:25",
];

/// Plain addresses of somebody else's.
const NOT_OURS: &[&str] = &[
    "a@mail.kaarst.example",
    "a@kaarst.example.evil.example",
    "a@evil-kaarst.example",
    "a@arst.example",
    "a@example",
    "a@kaarst-example.example",
    "a@kaarst.examples",
    "a@xn--krst-8qad.example",
    "a.kaarst.example@evil.example",
    "kaarst.example@evil.example",
];

/// Where an address is taken.
struct Door {
    method: Method,
    path: String,
    client: Client,
    /// What is well-formed but for the address.
    body: Value,
    /// Where in it the address stands (RFC 6901).
    pointer: &'static str,
    /// Whether it has to be on the authority's domain.
    is_ours: bool,
    /// What the administrator signs about it.
    act: Option<Act>,
}

impl Door {
    fn new(
        method: Method,
        path: &str,
        client: &Client,
        body: &impl Serialize,
        pointer: &'static str,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            method,
            path: path.to_owned(),
            client: client.clone(),
            body: serde_json::to_value(body)?,
            pointer,
            is_ours: true,
            act: None,
        })
    }

    fn for_anybody(mut self) -> Self {
        self.is_ours = false;
        self
    }

    fn signed(mut self, action: Action, subject: Subject) -> Self {
        self.act = Some(Act::new(action, subject));
        self
    }

    /// What it answers to an address.
    async fn code(
        &self,
        address: &str,
        administrator: &mut Member,
        now: Timestamp,
    ) -> anyhow::Result<Option<ErrorCode>> {
        let mut body = self.body.clone();
        *body.pointer_mut(self.pointer).context("stands there")? = address.into();
        let path = format!("/api/v1{}", self.path);
        let client = match &self.act {
            Some(act) => administrator.stating(act.clone(), now, &mut OsRng)?,
            None => self.client.clone(),
        };
        let answer = client.request(self.method.clone(), &path, Some(Body::json(&body)));
        Ok(answer.await?.success().err().and_then(|error| error.code()))
    }
}

async fn doors(portal: &TestPortal, town: &Town) -> anyhow::Result<Vec<Door>> {
    let address: EmailAddress = "a@kaarst.example".parse()?;
    let invite = Invite {
        name: "A".to_owned(),
        email: address.clone(),
        role: Role::Caseworker,
        departments: Vec::new(),
        locale: Locale::De,
    };
    let name = Localized {
        de: "Amt".to_owned(),
        en: None,
    };
    let domains = vec!["kaarst.example".to_owned()];
    let setup = portal.client.with_token(&portal.setup_token().await?);
    let administrator = town.administrator.client();
    let department = town.people[0].department.id;
    let mut letter = short_letter();
    letter.notice = Some(address.clone());
    let opening = Citizen::prepare(
        &portal.client,
        &town.authority,
        department,
        &letter,
        portal.now(),
        &mut OsRng,
    )
    .await?;
    let (citizen, _) = town.receives(portal, 0, &short_letter()).await?;
    let start = StartFounding {
        email: address.clone(),
        email_domains: domains.clone(),
        locale: Locale::De,
    };
    let rules = portal.store().await?.authority_rules(town.authority.id).await?;
    let rules = rules.context("founded")?;
    let authority = FoundAuthority {
        id: AuthorityId::random(&mut OsRng),
        slug: "kaarst-2".parse::<Slug>()?,
        name: "Kaarst".to_owned(),
        email_domains: domains,
        telephone: None,
        root: town.authority.root.clone(),
        recovery: rules.recovery,
        recovery_certificate: rules.recovery_certificate,
        administrator: Invite {
            role: Role::Administrator,
            ..invite.clone()
        },
        code: "ABCD-EFGH".to_owned(),
    };
    let new = NewDepartment {
        id: DepartmentId::random(&mut OsRng),
        slug: "amt".parse()?,
        name: name.clone(),
        description: name.clone(),
        notice: Some(address.clone()),
    };
    let change = DepartmentChange {
        name: name.clone(),
        description: name,
        notice: Some(address.clone()),
        closed: false,
    };
    let login = LoginStart {
        email: address.clone(),
        request: Bytes::from([0; 96]),
    };
    let recovery = RecoveryStart {
        email: address.clone(),
    };
    let recovered = RecoveryFinish {
        email: address.clone(),
        nonce: Bytes::from([0; 56]),
        signature: Bytes::from([0; 64]),
    };
    let notice = NoticeRequest {
        email: address,
        locale: Locale::De,
    };
    let changed = format!("/departments/{department}");
    Ok(vec![
        Door::new(Method::POST, "/foundings", &setup, &start, "/email")?,
        Door::new(
            Method::POST,
            "/authorities",
            &setup,
            &authority,
            "/administrator/email",
        )?,
        Door::new(Method::POST, "/members", administrator, &invite, "/email")?.signed(
            Action::Invite,
            Subject::rights(MemberId::random(&mut OsRng), Role::Caseworker, &[]),
        ),
        Door::new(Method::POST, "/departments", administrator, &new, "/notice")?
            .signed(Action::CreateDepartment, Subject::department(new.id)),
        Door::new(Method::PUT, &changed, administrator, &change, "/notice")?
            .signed(Action::ChangeDepartment, Subject::department(department)),
        Door::new(Method::POST, "/staff/logins", &portal.client, &login, "/email")?.for_anybody(),
        Door::new(
            Method::POST,
            "/staff/recoveries",
            &portal.client,
            &recovery,
            "/email",
        )?
        .for_anybody(),
        Door::new(
            Method::POST,
            "/staff/recoveries/session",
            &portal.client,
            &recovered,
            "/email",
        )?
        .for_anybody(),
        Door::new(
            Method::POST,
            "/conversations",
            &portal.client,
            &opening.request,
            "/notice",
        )?
        .for_anybody(),
        Door::new(
            Method::PUT,
            "/citizen/conversation/notice",
            citizen.client(),
            &notice,
            "/email",
        )?
        .for_anybody(),
    ])
}

/// Method and path of every operation whose body holds an address somewhere, as the portal's own document has it.
async fn documented(portal: &TestPortal) -> anyhow::Result<BTreeSet<(String, String)>> {
    let document: Value = portal.client.get("/openapi.json").await?;
    let paths = document["paths"].as_object().context("paths")?;
    let mut found = BTreeSet::new();
    for (path, operations) in paths {
        for (method, operation) in operations.as_object().context("operations")? {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            if holds_address(&document, schema) {
                found.insert((method.to_uppercase(), path.clone()));
            }
        }
    }
    Ok(found)
}

fn holds_address(document: &Value, schema: &Value) -> bool {
    match schema {
        Value::Object(fields) => {
            let target = fields.get("$ref").and_then(Value::as_str);
            let target = target.and_then(|target| document.pointer(target.trim_start_matches('#')));
            fields.get("format").is_some_and(|format| format == "email")
                || target.is_some_and(|target| holds_address(document, target))
                || fields.values().any(|value| holds_address(document, value))
        }
        Value::Array(values) => values.iter().any(|value| holds_address(document, value)),
        _ => false,
    }
}

on_both_engines! {
    async fn no_door_takes_an_address_that_can_be_read_in_two_ways(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "kaarst").await?;
        let before = portal.mails().await?.len();
        let doors = doors(&portal, &town).await?;
        let long = format!("{}@kaarst.example", "a".repeat(65));
        let wide = format!("a@{}.kaarst.example", "b".repeat(64));
        let far = format!("a@{}kaarst.example", "b.".repeat(130));
        for door in &doors {
            let (method, path) = (&door.method, &door.path);
            let corpus = NOT_PLAIN.iter().copied().chain([long.as_str(), &wide, &far]);
            for address in corpus.chain(NOT_OURS.iter().copied().filter(|_| door.is_ours)) {
                let code = door.code(address, &mut town.administrator, portal.now()).await?;
                assert_eq!(code, Some(ErrorCode::EmailRefused), "{method} {path} takes {address:?}");
            }
        }
        let mails = portal.mails().await?;
        // A conversation was opened meanwhile: the department was told so.
        let strangers: Vec<_> = mails[before..].iter().filter(|mail| !mail.recipient.belongs_to(["kaarst.example"])).collect();
        assert!(strangers.is_empty(), "{} letters to strangers", strangers.len());
        let invitations = mails[before..].iter().filter(|mail| mail.recipient.as_str().starts_with("a@")).count();
        assert_eq!(invitations, 0, "nothing is mailed for a refusal");

        for door in &doors {
            let code = door.code("fresh.address@kaarst.example", &mut town.administrator, portal.now()).await?;
            assert_ne!(code, Some(ErrorCode::EmailRefused), "{} {} refuses a plain one", door.method, door.path);
        }
        Ok(())
    }

    async fn every_door_of_the_document_that_takes_an_address_is_tried(engine) {
        let portal = TestPortal::start(engine).await?;
        let town = Town::found(&portal, "kaarst").await?;
        let department = town.people[0].department.id.to_string();
        let tried: BTreeSet<_> = doors(&portal, &town)
            .await?
            .iter()
            .map(|door| {
                let path = door.path.replace(&department, "{department}");
                (door.method.to_string(), format!("/api/v1{path}"))
            })
            .collect();
        assert_eq!(tried, documented(&portal).await?);
        Ok(())
    }
}
