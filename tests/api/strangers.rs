use anyhow::Context as _;
use client::{AuthorityPlan, Body, Error, Founder, Member, Method, found, start_founding};
use domain::api::{Invite, MarkRead, NewMessage, Role, SealedTo};
use domain::audit::{Action, Subject};
use domain::{ConversationId, ErrorCode, Locale};
use rand_core::OsRng;
use tests::{PASSPHRASE, PASSWORD, TestPortal, Town, founding_code, short_letter};
use vault::messages::Act;

use crate::on_both_engines;

/// Everything that can be asked about one conversation, as (method, path behind the conversation, body).
fn questions(
    member: &mut Member,
    portal: &TestPortal,
) -> anyhow::Result<Vec<(Method, String, Option<Body>)>> {
    let sealed = member.seal("x", portal.now(), &mut OsRng)?;
    let note = NewMessage {
        seed: SealedTo::Notes(0),
        ..sealed.clone()
    };
    let file = domain::AttachmentId::random(&mut OsRng);
    Ok(vec![
        (Method::GET, String::new(), None),
        (Method::GET, "/messages?after=0".to_owned(), None),
        (Method::POST, "/messages".to_owned(), Some(Body::json(&sealed))),
        (Method::GET, "/notes?after=0".to_owned(), None),
        (Method::POST, "/notes".to_owned(), Some(Body::json(&note))),
        (
            Method::PUT,
            "/read".to_owned(),
            Some(Body::json(&MarkRead { position: 1 })),
        ),
        (Method::GET, format!("/attachments/{file}/parts/0"), None),
        (
            Method::PUT,
            format!("/attachments/{file}/parts/0"),
            Some(Body::octets(sealed.sealed.0.clone())),
        ),
    ])
}

fn code<T>(outcome: Result<T, Error>) -> Option<ErrorCode> {
    outcome.err().and_then(|error| error.code())
}

/// An authority whose addresses are on this domain.
fn plan(slug: &str, domain: &str) -> anyhow::Result<AuthorityPlan> {
    Ok(AuthorityPlan {
        slug: slug.parse()?,
        name: format!("Stadt {slug}"),
        email_domains: vec![domain.to_owned()],
        telephone: None,
        administrator: Invite {
            name: "Amira Yilmaz".to_owned(),
            email: format!("{slug}@{domain}").parse()?,
            role: Role::Administrator,
            departments: Vec::new(),
            locale: Locale::En,
        },
    })
}

on_both_engines! {
    async fn a_domain_belongs_to_one_authority_however_it_is_written(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut asked = Vec::new();
        // Both ask before either is there.
        for (slug, domain) in [("first", "Kaarst.example"), ("second", "KAARST.Example")] {
            let (token, plan) = (portal.setup_token().await?, plan(slug, domain)?);
            start_founding(&portal.client, &token, &plan).await?;
            let code = founding_code(&portal, &plan.administrator.email).await?;
            asked.push((token, plan, code));
        }
        let mut founded = Vec::new();
        for (token, plan, code) in &asked {
            let founder = Founder { code, password: PASSWORD, passphrase: PASSPHRASE };
            founded.push(found(&portal.client, token, plan.clone(), founder, portal.now(), &mut OsRng).await);
        }
        assert_eq!(code(founded.pop().context("two")?), Some(ErrorCode::DomainTaken));
        let mut first = founded.pop().context("one")??.administrator;
        for domain in ["kaarst.example", "Kaarst.example", "KAARST.EXAMPLE"] {
            let token = portal.setup_token().await?;
            let again = start_founding(&portal.client, &token, &plan("third", domain)?).await;
            assert_eq!(code(again), Some(ErrorCode::DomainTaken), "{domain}");
        }
        let rules = portal.store().await?.authority_rules(first.session().authority.id).await?;
        assert_eq!(rules.context("founded")?.email_domains, ["kaarst.example"]);
        let nina = Invite { email: "nina@kaarsT.example".parse()?, ..asked[0].1.administrator.clone() };
        first.invite(&nina, portal.now(), &mut OsRng).await?;
        Ok(())
    }

    async fn a_foreign_conversation_looks_like_a_missing_one(engine) {
        let portal = TestPortal::start(engine).await?;
        let (mut town, other) = (Town::found(&portal, "a-stadt").await?, Town::found(&portal, "b-dorf").await?);
        let (_, own) = town.receives(&portal, 0, &short_letter()).await?;
        let (_, neighbours) = town.receives(&portal, 1, &short_letter()).await?;
        let (_, foreign) = other.receives(&portal, 0, &short_letter()).await?;
        let missing = ConversationId::random(&mut OsRng);

        let caseworker = &mut town.people[0].member;
        caseworker.read(own.conversation, portal.now(), &mut OsRng).await?;
        for (method, rest, body) in questions(caseworker, &portal)? {
            let mut answers = Vec::new();
            for conversation in [missing, neighbours.conversation, foreign.conversation] {
                let path = format!("/api/v1/conversations/{conversation}{rest}");
                let again = body.as_ref().map(|body| Body::new(&body.media_type, body.bytes.clone()));
                let client = if (method.clone(), rest.as_str()) == (Method::GET, "") {
                    let act = Act::on(Action::OpenConversation, conversation, None);
                    caseworker.stating(act, portal.now(), &mut OsRng)?
                } else {
                    caseworker.client().clone()
                };
                let answer = client.request(method.clone(), &path, again).await?;
                answers.push((answer.status.as_u16(), answer.text()));
            }
            assert_eq!(answers[0].0, 404, "{method} {rest}: {}", answers[0].1);
            assert!(answers.iter().all(|answer| *answer == answers[0]), "{method} {rest} tells them apart: {answers:?}");
        }
        for (person, expected) in [(&town.people[0], own), (&town.people[1], neighbours), (&other.people[0], foreign)] {
            let rows = person.member.inbox("").await?.rows;
            let seen: Vec<_> = rows.iter().map(|row| row.conversation).collect();
            assert_eq!(seen, [expected.conversation]);
        }
        assert!(other.people[1].member.inbox("").await?.rows.is_empty());
        let asked = format!("/api/v1/inbox?department={}", other.people[0].department.id);
        let answer = town.people[0].member.client().request(Method::GET, &asked, None).await?;
        assert_eq!(answer.status.as_u16(), 404, "another authority's department looks like a missing one");
        Ok(())
    }

    async fn members_are_the_administrators_business_in_their_own_authority(engine) {
        let portal = TestPortal::start(engine).await?;
        let (town, mut other) = (Town::found(&portal, "a-stadt").await?, Town::found(&portal, "b-dorf").await?);
        let answer = town.people[0].member.client().request(Method::GET, "/api/v1/members", None).await?;
        assert_eq!(answer.status.as_u16(), 403);
        let names: Vec<_> =
            other.administrator.members().await?.into_iter().map(|entry| entry.member.email.to_string()).collect();
        assert!(names.iter().all(|email| email.ends_with("@b-dorf.example")), "{names:?}");

        let theirs = town.administrator.members().await?[0].member.id;
        let subject = Subject::rights(theirs, Role::Administrator, &[]);
        let stating = other.administrator.stating(Act::new(Action::Certify, subject), portal.now(), &mut OsRng)?;
        let path = format!("/api/v1/members/{theirs}/certificate");
        let chain = domain::api::NewCertificate {
            role: Role::Administrator,
            departments: vec![],
            chain: vec![vec![0].into()],
            epochs: vec![],
            revocation: vec![],
        };
        let answer = stating.request(Method::PUT, &path, Some(Body::json(&chain))).await?;
        assert_eq!(answer.status.as_u16(), 404);
        let theirs = town.people[0].department.id;
        let path = format!("/api/v1/departments/{theirs}/epochs");
        let act = Act::new(Action::BeginEpoch, Subject::epoch(theirs, 2, vec![]));
        let stating = other.administrator.stating(act, portal.now(), &mut OsRng)?;
        let epoch = domain::api::NewEpoch { epoch: 2, chain: vec![vec![0].into()], grants: vec![] };
        let answer = stating.request(Method::POST, &path, Some(Body::json(&epoch))).await?;
        assert_eq!(answer.status.as_u16(), 404);
        Ok(())
    }
}
