//! Certificates that say something else than they should, by people whose real keys sign them.

use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{Method, StatusCode};
use certificates::{
    EpochCertificate, MemberCertificate, Recipient, Revocation, SigningKey, issue_epoch, issue_member,
    issue_revocation,
};
use domain::api::{Departure, NewCertificate, NewEpoch, Role};
use domain::audit::{Action, STATEMENT_HEADER, Statement, Subject};
use domain::{AuthorityId, Bytes, DepartmentId, ErrorCode, MemberId, limits};
use office_fixture::{Town, signing_key};
use serde::Serialize;

use super::{Answer, Portal, json};

struct World {
    portal: Portal,
    town: Town,
    department: DepartmentId,
    cookie: String,
}

impl World {
    async fn new() -> Self {
        let portal = Portal::new().await;
        let town = portal.world.town("musterstadt").await;
        let department = portal.world.department(&town, "buergerbuero").await;
        let cookie = portal.sign_in(&town.email("ada")).await;
        Self {
            portal,
            town,
            department,
            cookie,
        }
    }

    /// What the administrator asks for, under their statement.
    async fn ask(&self, method: Method, path: &str, act: (Action, Subject), body: &impl Serialize) -> Answer {
        let world = &self.portal.world;
        let statement = world.statement(self.town.administrator, act.0, act.1).await;
        let request = self
            .portal
            .request(method, &format!("/api/v1{path}"))
            .header(COOKIE, &self.cookie)
            .header(CONTENT_TYPE, "application/json")
            .header(
                STATEMENT_HEADER,
                world.signed(self.town.administrator, &statement),
            );
        self.portal
            .ask(request.body(json(body)).expect("a request"))
            .await
    }

    async fn certify(&self, member: MemberId, request: &NewCertificate) -> Answer {
        let subject = Subject::rights(member, request.role, &request.departments);
        let path = format!("/members/{member}/certificate");
        self.ask(Method::PUT, &path, (Action::Certify, subject), request)
            .await
    }

    async fn begin_epoch(&self, request: &NewEpoch) -> Answer {
        let subject = Subject::epoch(self.department, request.epoch, Vec::new());
        let path = format!("/departments/{}/epochs", self.department);
        self.ask(Method::POST, &path, (Action::BeginEpoch, subject), request)
            .await
    }

    async fn depart(&self, member: MemberId, revocation: Vec<Bytes>) -> Answer {
        let path = format!("/members/{member}/departure");
        let departure = Departure {
            revocation,
            ..Departure::default()
        };
        let act = (Action::Depart, Subject::member(member));
        self.ask(Method::POST, &path, act, &departure).await
    }

    /// The chain of a certificate, signed by a member of the town under their own chain.
    async fn signed_by(&self, member: MemberId, issue: impl FnOnce(&SigningKey) -> Vec<u8>) -> Vec<Bytes> {
        let signers = self.portal.world.entry(&self.town, member).await.chain;
        std::iter::once(issue(&signing_key(member)).into())
            .chain(signers)
            .collect()
    }

    /// That the answer is a refusal, which is in the log, signed by whoever asked.
    async fn assert_untrusted(&self, answer: Answer, action: Action, name: &str) {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        answer.assert_refused(ErrorCode::UntrustedChain);
        let store = self.portal.world.office.store();
        let head = store.audit_head(self.town.authority).await.expect("the store");
        let entries = store.audit_entries(self.town.authority, head.number - 1, 1).await;
        let newest = entries.expect("the store").remove(0);
        let statement = Statement::read(newest.statement.as_ref()).expect("a statement");
        assert_eq!(
            (
                newest.outcome.as_str(),
                statement.action,
                newest.signature.is_some()
            ),
            ("untrusted_chain", action, true),
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_certificate_is_kept_only_if_it_ends_in_the_root_and_says_what_is_asked_for() {
    let world = World::new().await;
    let fixture = &world.portal.world;
    let department = world.department;
    let clara = fixture.caseworker(&world.town, "clara", &[department]).await;
    let elsewhere = fixture.town("beispielheim").await;
    let uwe = fixture
        .enrolled(&world.town, "uwe", Role::Caseworker, &[department])
        .await;
    let before = fixture.entry(&world.town, uwe).await;
    let right = fixture.certified(&before);
    let ada = world.town.administrator;
    type Change<'a> = Box<dyn Fn(&mut MemberCertificate) + 'a>;
    let says: Vec<(&str, Change<'_>)> = vec![
        (
            "another authority",
            Box::new(|says| says.authority = elsewhere.authority),
        ),
        ("another member", Box::new(|says| says.member = clara)),
        (
            "another name",
            Box::new(|says| says.name = "Uwe Unbekannt".to_owned()),
        ),
        (
            "more departments",
            Box::new(|says| says.departments.push(DepartmentId::random(&mut rand_core::OsRng))),
        ),
        ("no department", Box::new(|says| says.departments.clear())),
        ("a higher role", Box::new(|says| says.role = Role::Administrator)),
        (
            "another key",
            Box::new(|says| says.sign = signing_key(clara).public()),
        ),
        (
            "another recipient",
            Box::new(|says| {
                let other = Recipient::from_bytes(&[8; Recipient::BYTES]).expect("a recipient's length");
                says.recipient = other.fingerprint();
            }),
        ),
        (
            "not valid yet",
            Box::new(|says| says.valid_from = says.valid_from.plus(limits::CLOCK_SECONDS + 1)),
        ),
        (
            "over",
            Box::new(|says| says.valid_until = says.valid_from.plus(-limits::CLOCK_SECONDS)),
        ),
        (
            "for ever",
            Box::new(|says| says.valid_until = says.valid_until.plus(limits::CLOCK_SECONDS + 1)),
        ),
    ];
    let mut wrong = Vec::new();
    for (name, change) in says {
        let mut certificate = right.clone();
        change(&mut certificate);
        wrong.push((
            name,
            world.signed_by(ada, |key| issue_member(key, &certificate)).await,
        ));
    }
    let by_caseworker = world.signed_by(clara, |key| issue_member(key, &right)).await;
    wrong.push(("signed by a caseworker", by_caseworker));
    let oneself = vec![issue_member(&signing_key(uwe), &right).into()];
    wrong.push(("signed by nobody but themself", oneself));
    let mut foreign = vec![issue_member(&signing_key(elsewhere.administrator), &right).into()];
    foreign.extend(fixture.entry(&elsewhere, elsewhere.administrator).await.chain);
    wrong.push(("signed elsewhere", foreign));
    let mut altered = world.signed_by(ada, |key| issue_member(key, &right)).await;
    if let Some(last) = altered[0].0.last_mut() {
        *last ^= 1;
    }
    wrong.push(("altered", altered));
    wrong.push(("no certificate", vec![Bytes(vec![4; 300])]));

    let mut request = fixture
        .certificate(&world.town, uwe, Role::Caseworker, &[department])
        .await;
    let good = request.chain.clone();
    for (name, chain) in wrong {
        request.chain = chain;
        let answer = world.certify(uwe, &request).await;
        world.assert_untrusted(answer, Action::Certify, name).await;
        assert_eq!(fixture.entry(&world.town, uwe).await, before, "{name}");
    }
    request.chain = good;
    assert_eq!(world.certify(uwe, &request).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn clocks_may_be_five_minutes_apart() {
    let world = World::new().await;
    let fixture = &world.portal.world;
    let uwe = fixture.enrolled(&world.town, "uwe", Role::Caseworker, &[]).await;
    let entry = fixture.entry(&world.town, uwe).await;
    for (seconds, expected) in [
        (limits::CLOCK_SECONDS + 1, StatusCode::UNPROCESSABLE_ENTITY),
        (limits::CLOCK_SECONDS, StatusCode::NO_CONTENT),
        (-limits::CLOCK_SECONDS, StatusCode::NO_CONTENT),
    ] {
        let mut says = fixture.certified(&entry);
        says.valid_from = says.valid_from.plus(seconds);
        says.valid_until = says.valid_until.plus(seconds.min(limits::CLOCK_SECONDS));
        let request = NewCertificate {
            role: Role::Caseworker,
            departments: Vec::new(),
            chain: world
                .signed_by(world.town.administrator, |key| issue_member(key, &says))
                .await,
            epochs: Vec::new(),
            revocation: Vec::new(),
        };
        assert_eq!(world.certify(uwe, &request).await.status, expected, "{seconds}");
    }
}

#[tokio::test]
async fn an_epoch_is_of_its_department_and_by_an_administrator() {
    let world = World::new().await;
    let fixture = &world.portal.world;
    let clara = fixture
        .caseworker(&world.town, "clara", &[world.department])
        .await;
    let ada = world.town.administrator;
    let right = EpochCertificate {
        authority: world.town.authority,
        department: world.department,
        epoch: 2,
        recipient: Recipient::from_bytes(&[8; Recipient::BYTES]).expect("a recipient's length"),
        valid_from: fixture.now(),
        valid_until: fixture.now().plus(limits::EPOCH_CERTIFICATE_SECONDS),
    };
    let wrong = [
        (
            "another department",
            ada,
            EpochCertificate {
                department: fixture.draw(DepartmentId::random),
                ..right.clone()
            },
        ),
        (
            "another authority",
            ada,
            EpochCertificate {
                authority: fixture.draw(AuthorityId::random),
                ..right.clone()
            },
        ),
        (
            "another epoch",
            ada,
            EpochCertificate {
                epoch: 3,
                ..right.clone()
            },
        ),
        (
            "for ever",
            ada,
            EpochCertificate {
                valid_until: right.valid_until.plus(limits::CLOCK_SECONDS + 1),
                ..right.clone()
            },
        ),
        ("signed by a caseworker", clara, right.clone()),
    ];
    let request = |chain| NewEpoch {
        epoch: 2,
        chain,
        grants: Vec::new(),
    };
    for (name, signer, certificate) in wrong {
        let chain = world
            .signed_by(signer, |key| issue_epoch(key, &certificate))
            .await;
        let answer = world.begin_epoch(&request(chain)).await;
        world.assert_untrusted(answer, Action::BeginEpoch, name).await;
    }
    let store = fixture.office.store();
    let key = store.department_key(world.department).await.expect("the store");
    assert_eq!(key.map(|key| key.epoch), Some(1), "nothing was kept");
    let chain = world.signed_by(ada, |key| issue_epoch(key, &right)).await;
    assert_eq!(
        world.begin_epoch(&request(chain)).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn whoever_leaves_is_withdrawn_and_nobody_else_is() {
    let world = World::new().await;
    let fixture = &world.portal.world;
    let [clara, otto] = [
        fixture.caseworker(&world.town, "clara", &[]).await,
        fixture.caseworker(&world.town, "otto", &[]).await,
    ];
    let ada = world.town.administrator;
    let right = Revocation {
        authority: world.town.authority,
        member: clara,
        key: signing_key(clara).public(),
        from: fixture.now(),
    };
    let of_otto = Revocation {
        member: otto,
        key: signing_key(otto).public(),
        ..right
    };
    let wrong = [
        ("another member", ada, of_otto),
        (
            "another key",
            ada,
            Revocation {
                key: signing_key(otto).public(),
                ..right
            },
        ),
        (
            "long ago",
            ada,
            Revocation {
                from: right.from.plus(-limits::CLOCK_SECONDS - 1),
                ..right
            },
        ),
        (
            "some day",
            ada,
            Revocation {
                from: right.from.plus(limits::CLOCK_SECONDS + 1),
                ..right
            },
        ),
        (
            "another authority",
            ada,
            Revocation {
                authority: fixture.draw(AuthorityId::random),
                ..right
            },
        ),
        ("by a caseworker", otto, right),
    ];
    for (name, signer, revocation) in wrong {
        let chain = world
            .signed_by(signer, |key| issue_revocation(key, &revocation))
            .await;
        let answer = world.depart(clara, chain).await;
        world.assert_untrusted(answer, Action::Depart, name).await;
    }
    let answer = world.depart(clara, Vec::new()).await;
    world.assert_untrusted(answer, Action::Depart, "none").await;
    let chain = world.signed_by(ada, |key| issue_revocation(key, &right)).await;
    assert_eq!(world.depart(clara, chain).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_role_that_is_lowered_withdraws_the_certificate_that_says_more() {
    let world = World::new().await;
    let fixture = &world.portal.world;
    let petra = fixture
        .enrolled(&world.town, "petra", Role::Administrator, &[])
        .await;
    fixture.certify(&world.town, petra).await;
    let before = fixture.entry(&world.town, petra).await;
    let mut says = fixture.certified(&before);
    says.role = Role::Auditor;
    says.valid_from = says.valid_from.plus(1);
    let ada = world.town.administrator;
    let lowered = NewCertificate {
        role: Role::Auditor,
        departments: Vec::new(),
        chain: world.signed_by(ada, |key| issue_member(key, &says)).await,
        epochs: Vec::new(),
        revocation: fixture.revocation(&world.town, petra).await,
    };
    let open = NewCertificate {
        revocation: Vec::new(),
        ..lowered.clone()
    };
    let answer = world.certify(petra, &open).await;
    world
        .assert_untrusted(answer, Action::Certify, "not withdrawn")
        .await;
    // One that goes with what is withdrawn.
    says.valid_from = says.valid_from.plus(-1);
    let gone = NewCertificate {
        chain: world.signed_by(ada, |key| issue_member(key, &says)).await,
        ..lowered.clone()
    };
    let answer = world.certify(petra, &gone).await;
    world
        .assert_untrusted(answer, Action::Certify, "withdrawn, too")
        .await;
    assert_eq!(fixture.entry(&world.town, petra).await, before);
    assert_eq!(
        world.certify(petra, &lowered).await.status,
        StatusCode::NO_CONTENT
    );

    // With the certificate that they had, nobody is certified any more.
    let uwe = fixture.enrolled(&world.town, "uwe", Role::Caseworker, &[]).await;
    let says = fixture.certified(&fixture.entry(&world.town, uwe).await);
    fixture.advance(2 * limits::CLOCK_SECONDS);
    let mut chain: Vec<Bytes> = vec![
        issue_member(
            &signing_key(petra),
            &MemberCertificate {
                valid_from: fixture.now(),
                ..says
            },
        )
        .into(),
    ];
    chain.extend(before.chain);
    let request = NewCertificate {
        role: Role::Caseworker,
        departments: Vec::new(),
        chain,
        epochs: Vec::new(),
        revocation: Vec::new(),
    };
    let answer = world.certify(uwe, &request).await;
    world
        .assert_untrusted(answer, Action::Certify, "by whoever was an administrator")
        .await;
}

#[tokio::test]
async fn nobody_founds_an_authority_with_a_recovery_key_that_its_root_did_not_certify() {
    let portal = Portal::new().await;
    let world = &portal.world;
    let token = world.office.issue_setup_token().await.expect("a set-up token");
    let right = world.founding("musterstadt");
    let other = world.founding("musterstadt");
    for wrong in [
        domain::api::FoundAuthority {
            recovery_certificate: other.recovery_certificate.clone(),
            ..right.clone()
        },
        domain::api::FoundAuthority {
            root: other.root.clone(),
            ..right.clone()
        },
        domain::api::FoundAuthority {
            recovery: Recipient::from_bytes(&[8; Recipient::BYTES])
                .expect("a recipient's length")
                .to_string(),
            ..right.clone()
        },
    ] {
        let refused = world.office.found_authority(&token, wrong).await;
        assert_eq!(
            refused.err().map(|error| error.code()),
            Some(ErrorCode::UntrustedChain)
        );
    }
    let mut right = right;
    right.code = world.founding_code(&token, &right).await;
    world
        .office
        .found_authority(&token, right)
        .await
        .expect("founded");
}
