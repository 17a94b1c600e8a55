//! An authority that founds and staffs itself, and loses people.

use anyhow::Context as _;
use client::{Client, Error, Founder, Letter, Member, enrol, found, start_founding};
use domain::api::{FoundAuthority, Founded, Invite, MemberState, NewEpochGrants, Role, StartFounding};
use domain::audit::{Action, Subject};
use domain::{AuthorityId, ErrorCode, Locale, Timestamp, limits};
use rand_core::OsRng;
use sealing::{Failure, RecoveryShare};
use tests::{PASSPHRASE, PASSWORD, TestPortal, Town, founding_code, invitation_code};
use vault::StaffVault;
use vault::messages::{Act, OfficeRequest, Refusal, StaffAnswer};

use crate::{on_both_engines, texts};

fn letter(text: &str) -> Letter {
    Letter {
        subject: "Betreff".to_owned(),
        text: text.to_owned(),
        ..Letter::default()
    }
}

fn refused<T>(outcome: Result<T, Error>) -> Option<Refusal> {
    outcome.err().and_then(|error| error.refusal())
}

fn code<T>(outcome: Result<T, Error>) -> Option<ErrorCode> {
    outcome.err().and_then(|error| error.code())
}

fn plan(slug: &str) -> anyhow::Result<client::AuthorityPlan> {
    Ok(client::AuthorityPlan {
        slug: slug.parse()?,
        name: format!("Stadt {slug}"),
        email_domains: vec![format!("{slug}.example")],
        telephone: None,
        administrator: Invite {
            name: "Amira Yilmaz".to_owned(),
            email: format!("a.yilmaz@{slug}.example").parse()?,
            role: Role::Administrator,
            departments: Vec::new(),
            locale: Locale::En,
        },
    })
}

/// Founds as a browser does that is closed right after the authority was made: its root file.
async fn found_and_close(
    client: &Client,
    token: &str,
    code: &str,
    slug: &str,
    now: Timestamp,
) -> anyhow::Result<String> {
    let plan = plan(slug)?;
    let id = AuthorityId::random(&mut OsRng);
    let request = OfficeRequest::FoundAuthority {
        authority: id,
        passphrase: PASSPHRASE.to_owned(),
        now,
    };
    let answer = StaffVault::default()
        .handle(request, None, &mut OsRng, &mut |_| ())
        .0;
    let StaffAnswer::Authority {
        root,
        root_file,
        recovery,
        recovery_certificate,
        ..
    } = answer
    else {
        anyhow::bail!("no authority");
    };
    let request = FoundAuthority {
        id,
        slug: plan.slug,
        name: plan.name,
        email_domains: plan.email_domains,
        telephone: None,
        root,
        recovery,
        recovery_certificate,
        administrator: plan.administrator,
        code: code.to_owned(),
    };
    let _: Founded = client.with_token(token).post("/authorities", &request).await?;
    Ok(root_file)
}

on_both_engines! {
    async fn a_founder_proves_the_address_and_keeps_root_and_recovery_key(engine) {
        let portal = TestPortal::start(engine).await?;
        let token = portal.setup_token().await?;
        let plan = plan("a-stadt")?;
        let founder = |code| Founder { code, password: PASSWORD, passphrase: PASSPHRASE };
        let attempt = async |code| found(&portal.client, &token, plan.clone(), founder(code), portal.now(), &mut OsRng).await;
        assert_eq!(code(attempt("ABCD-EFGH").await), Some(ErrorCode::CodeRefused), "none was asked for");
        let foreign = StartFounding {
            email: "a.yilmaz@elsewhere.example".parse()?,
            email_domains: plan.email_domains.clone(),
            locale: Locale::En,
        };
        let client = portal.client.with_token(&token);
        let asked = client.post::<serde_json::Value>("/foundings", &foreign).await;
        assert_eq!(code(asked), Some(ErrorCode::EmailRefused));
        assert!(portal.mails().await?.is_empty(), "nothing is mailed for a refusal");

        start_founding(&portal.client, &token, &plan).await?;
        let mailed = founding_code(&portal, &plan.administrator.email).await?;
        assert_eq!(code(attempt("ABCD-EFGH").await), Some(ErrorCode::CodeRefused));
        let founded = attempt(&mailed).await?;
        let authority = founded.administrator.session().authority.clone();
        let root = sealing::open_root_file(&founded.root_file, PASSPHRASE)?;
        assert_eq!((root.authority, root.key.public().0.into()), (authority.id, authority.root.clone()));
        let shares = founded
            .shares
            .iter()
            .map(|share| RecoveryShare::parse(share, authority.id))
            .collect::<Result<Vec<_>, _>>()?;
        let recovery = portal.store().await?.authority_rules(authority.id).await?.context("founded")?.recovery;
        for (one, other) in [(0, 1), (0, 2), (1, 2)] {
            assert_eq!(shares[one].combine(&shares[other])?.recipient().to_string(), recovery);
        }
        assert_eq!(founded.administrator.members().await?[0].state, MemberState::Confirmed);
        portal.wait(limits::FOUNDER_REMINDER_SECONDS);
        assert_eq!(portal.mails().await?.len(), 1, "whoever has enrolled is not reminded");
        assert_eq!(code(attempt(&mailed).await), Some(ErrorCode::TokenRefused));
        Ok(())
    }

    async fn a_founding_that_was_interrupted_is_finished_with_the_root_file(engine) {
        let portal = TestPortal::start(engine).await?;
        let other = Town::found(&portal, "b-dorf").await?;
        let token = portal.setup_token().await?;
        let plan = plan("a-stadt")?;
        let email = plan.administrator.email.clone();
        start_founding(&portal.client, &token, &plan).await?;
        let mailed = founding_code(&portal, &email).await?;
        let root_file = found_and_close(&portal.client, &token, &mailed, "a-stadt", portal.now()).await?;

        assert!(invitation_code(&portal, &email).await.is_err(), "not at once");
        portal.wait(limits::FOUNDER_REMINDER_SECONDS);
        let invitation = invitation_code(&portal, &email).await?;
        enrol(&portal.client, &invitation, PASSWORD, portal.now(), &mut OsRng).await?;
        let mut founder = Member::login(&portal.client, &email, PASSWORD, portal.now(), &mut OsRng).await?;
        assert_eq!(code(founder.members().await), Some(ErrorCode::Forbidden), "not certified yet");
        let now = portal.now();
        let wrong = founder.resume_founding(&root_file, "another passphrase", now, &mut OsRng).await;
        assert_eq!(refused(wrong), Some(Refusal::Passphrase));
        let foreign = sealing::RootFile {
            authority: other.authority.id,
            key: sealing::SigningKey::random(&mut OsRng),
        };
        let foreign = sealing::seal_root_file(&foreign, PASSPHRASE, &mut OsRng);
        let wrong = founder.resume_founding(&foreign, PASSPHRASE, now, &mut OsRng).await;
        assert_eq!(refused(wrong), Some(Refusal::Untrusted(Failure::OtherRoot)));
        founder.resume_founding(&root_file, PASSPHRASE, now, &mut OsRng).await?;
        assert_eq!(founder.members().await?.len(), 1);
        Ok(())
    }

    async fn an_invitation_is_mailed_again_taken_back_and_used_once(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let administrator = &mut town.administrator;
        let mut invite = Invite {
            name: "Nina Neu".to_owned(),
            email: "nina@a-stadt.example".parse()?,
            role: Role::Caseworker,
            departments: vec![town.people[0].department.id],
            locale: Locale::En,
        };
        let member = administrator.invite(&invite, portal.now(), &mut OsRng).await?;
        let first = invitation_code(&portal, &invite.email).await?;
        let mail = portal.mails().await?.pop().context("an invitation")?;
        assert!(mail.text.contains(&format!("/desk/join#{first}")), "{}", mail.text);
        administrator.repeat_invitation(member, portal.now(), &mut OsRng).await?;
        let second = invitation_code(&portal, &invite.email).await?;
        assert_ne!(first, second);
        let outcome = enrol(&portal.client, &first, PASSWORD, portal.now(), &mut OsRng).await;
        assert_eq!(code(outcome), Some(ErrorCode::TokenRefused), "the earlier one has ended");
        administrator.withdraw_invitation(member, portal.now(), &mut OsRng).await?;
        let outcome = enrol(&portal.client, &second, PASSWORD, portal.now(), &mut OsRng).await;
        assert_eq!(code(outcome), Some(ErrorCode::TokenRefused), "taken back");
        assert_eq!(code(administrator.withdraw_invitation(member, portal.now(), &mut OsRng).await), Some(ErrorCode::NotFound));

        let member = administrator.invite(&invite, portal.now(), &mut OsRng).await?;
        let third = invitation_code(&portal, &invite.email).await?;
        enrol(&portal.client, &third, PASSWORD, portal.now(), &mut OsRng).await?;
        let outcome = enrol(&portal.client, &third, PASSWORD, portal.now(), &mut OsRng).await;
        assert_eq!(code(outcome), Some(ErrorCode::TokenRefused), "used once");
        assert_eq!(administrator.entry(member).await?.state, MemberState::Waiting);
        let waiting = Member::login(&portal.client, &invite.email, PASSWORD, portal.now(), &mut OsRng).await?;
        assert!(waiting.inbox("").await?.rows.is_empty() && waiting.waiting().await?.is_empty());
        assert!(waiting.session().keys.epochs.is_empty());
        invite.email = "nina@elsewhere.example".parse()?;
        assert_eq!(code(administrator.invite(&invite, portal.now(), &mut OsRng).await), Some(ErrorCode::EmailRefused));
        Ok(())
    }

    async fn a_newcomer_reads_old_conversations_by_a_colleagues_grants(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let department = town.people[0].department.id;
        let (_, first) = town.receives(&portal, 0, &letter("epoch one")).await?;
        town.administrator.begin_epoch(department, 2, portal.now(), &mut OsRng).await?;
        let (_, second) = town.receives(&portal, 0, &letter("epoch two")).await?;

        // Signed in anew, the administrator has no seed of the department: somebody who works there hands them on.
        let mut newcomer = town.joins(&portal, "nina", Role::Caseworker, &[department]).await?;
        let now = portal.now();
        let rows = newcomer.inbox("").await?.rows;
        let summaries = newcomer.summarise(&rows, now, &mut OsRng)?;
        assert!(summaries.iter().all(|summary| summary.outcome == Err(Failure::NoGrant)));
        assert!(town.people[1].member.waiting().await?.is_empty(), "another department's business");
        let colleague = &mut town.people[0].member;
        colleague.refresh(now, &mut OsRng).await?;
        assert_eq!(colleague.waiting().await?.len(), 2);
        assert_eq!(colleague.grant_waiting(now, &mut OsRng).await?, 2);
        assert!(colleague.waiting().await?.is_empty());
        newcomer.refresh(now, &mut OsRng).await?;
        for conversation in [first.conversation, second.conversation] {
            let (_, read) = newcomer.read(conversation, now, &mut OsRng).await?;
            assert!(read.iter().all(|message| message.outcome.is_ok()), "{read:?}");
        }

        let stranger = &mut town.people[1].member;
        let act = Act::new(Action::GrantEpoch, Subject::epoch(department, 1, vec![]));
        let stating = stranger.stating(act, portal.now(), &mut OsRng)?;
        let grants = NewEpochGrants { grants: Vec::new() };
        let path = format!("/departments/{department}/epochs/1/grants");
        let granted = stating.api(client::Method::POST, &path, Some(client::Body::json(&grants))).await;
        assert_eq!(code(granted), Some(ErrorCode::Forbidden));
        Ok(())
    }

    async fn who_leaves_is_out_at_once_and_opens_nothing_that_comes_later(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let department = town.people[0].department.id;
        let (_, before) = town.receives(&portal, 0, &letter("before")).await?;
        let mut leaver = town.joins(&portal, "lars", Role::Caseworker, &[department]).await?;
        let now = portal.now();
        let colleague = &mut town.people[0].member;
        colleague.grant_waiting(now, &mut OsRng).await?;
        leaver.refresh(now, &mut OsRng).await?;
        let (view, read) = leaver.read(before.conversation, now, &mut OsRng).await?;
        assert!(read[0].outcome.is_ok());

        let member = leaver.session().member.clone();
        town.administrator.dismiss(member.id, now, &mut OsRng).await?;
        for answer in [
            leaver.inbox("").await.map(drop),
            leaver.client().get::<serde_json::Value>("/staff/session").await.map(drop),
            leaver.client().get::<serde_json::Value>("/staff/waiting").await.map(drop),
        ] {
            assert_eq!(code(answer), Some(ErrorCode::SessionEnded));
        }
        let login = Member::login(&portal.client, &member.email, PASSWORD, now, &mut OsRng).await;
        assert!(login.is_err(), "nobody of that name");
        let again = town.administrator.dismiss(member.id, now, &mut OsRng).await;
        assert_eq!(code(again), Some(ErrorCode::NotFound));

        let (_, after) = town.receives(&portal, 0, &letter("after")).await?;
        let colleague = &mut town.people[0].member;
        colleague.refresh(now, &mut OsRng).await?;
        for conversation in [before.conversation, after.conversation] {
            let (_, read) = colleague.read(conversation, now, &mut OsRng).await?;
            assert!(read.iter().all(|message| message.outcome.is_ok()));
        }
        // What was read cannot be unread; what comes later does not open, even if somebody hands it over.
        assert!(leaver.open(&view, now, &mut OsRng).is_ok());
        let (handed_over, _) = colleague.read(after.conversation, now, &mut OsRng).await?;
        let opened = leaver.open(&handed_over, now, &mut OsRng);
        assert_eq!(refused(opened), Some(Refusal::Untrusted(Failure::NoGrant)));

        let entry = town.administrator.entry(member.id).await?;
        assert_eq!((entry.state, entry.member.name), (MemberState::Left, member.name));
        let successor = town.joins(&portal, "lars", Role::Caseworker, &[department]).await?;
        assert_ne!(successor.session().member.id, member.id, "the address is free");
        Ok(())
    }

    async fn a_second_administrator_goes_on_where_the_founder_has_left(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let department = town.people[0].department.id;
        let (mut citizen, opened) = town.receives(&portal, 0, &letter("first question")).await?;
        let clerk = &mut town.people[0].member;
        clerk.read(opened.conversation, portal.now(), &mut OsRng).await?;
        clerk.write(opened.conversation, "first answer", &[], portal.now(), &mut OsRng).await?;

        let berta = town.joins(&portal, "berta", Role::Administrator, &[]).await?;
        let founder = std::mem::replace(&mut town.administrator, berta);
        let left = founder.session().member.id;
        town.administrator.dismiss(left, portal.now(), &mut OsRng).await?;
        assert_eq!(code(founder.members().await), Some(ErrorCode::SessionEnded));
        let email = &founder.session().member.email;
        let back = Member::login(&portal.client, email, PASSWORD, portal.now(), &mut OsRng).await;
        assert_eq!(refused(back), Some(Refusal::Login));
        // Longer than clocks may differ.
        portal.wait(limits::CLOCK_SECONDS + 1);
        let mut nina = town.joins(&portal, "nina", Role::Caseworker, &[department]).await?;
        let now = portal.now();
        town.administrator.begin_epoch(department, 2, now, &mut OsRng).await?;
        let colleague = &mut town.people[0].member;
        colleague.refresh(now, &mut OsRng).await?;
        assert_eq!(colleague.grant_waiting(now, &mut OsRng).await?, 1);

        citizen.read(now, &mut OsRng).await?;
        citizen.write("second question", &[], now, &mut OsRng).await?;
        nina.refresh(now, &mut OsRng).await?;
        nina.read(opened.conversation, now, &mut OsRng).await?;
        nina.write(opened.conversation, "second answer", &[], now, &mut OsRng).await?;
        let (_, read) = citizen.read(now, &mut OsRng).await?;
        let believed = ["first question", "first answer", "second question", "second answer"].map(Ok);
        assert_eq!(texts(&read), believed);
        let (_, read) = town.people[0].member.read(opened.conversation, now, &mut OsRng).await?;
        assert_eq!(texts(&read), believed);
        let (_, later) = town.receives(&portal, 0, &letter("by somebody else")).await?;
        let (_, read) = nina.read(later.conversation, now, &mut OsRng).await?;
        assert_eq!(texts(&read), [Ok("by somebody else")]);
        let (_, findings) = town.administrator.audit(&mut OsRng).await?;
        assert_eq!(findings, [], "the founder's entries, too");
        Ok(())
    }

    async fn who_changes_departments_loses_one_and_gets_the_other_from_there(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let (from, to) = (town.people[0].department.id, town.people[1].department.id);
        let (_, there) = town.receives(&portal, 1, &letter("there")).await?;
        let mut mover = town.joins(&portal, "mia", Role::Caseworker, &[from]).await?;
        let now = portal.now();
        town.people[0].member.grant_waiting(now, &mut OsRng).await?;
        let id = mover.session().member.id;
        town.administrator.assign(id, Role::Lead, vec![to], now, &mut OsRng).await?;

        mover.refresh(now, &mut OsRng).await?;
        assert_eq!(mover.session().member.role, Role::Lead);
        assert!(mover.session().keys.epochs.is_empty());
        let (_, here) = town.receives(&portal, 0, &letter("here, to epoch two")).await?;
        assert!(mover.read(here.conversation, now, &mut OsRng).await.is_err());
        assert_eq!(town.people[1].member.grant_waiting(now, &mut OsRng).await?, 1);
        mover.refresh(now, &mut OsRng).await?;
        let (_, read) = mover.read(there.conversation, now, &mut OsRng).await?;
        assert!(read[0].outcome.is_ok());
        let entries = mover.departments().await?;
        assert_eq!(entries.len(), 1, "a lead sees the own department");
        let entries = town.administrator.departments().await?;
        let epoch = |department| entries.iter().find(|entry| entry.department.id == department).and_then(|entry| entry.epoch);
        assert_eq!((epoch(from), epoch(to)), (Some(2), Some(1)));
        Ok(())
    }

    async fn a_closed_department_is_not_offered_and_goes_on_with_its_conversations(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let (_, opened) = town.receives(&portal, 0, &letter("before")).await?;
        let department = town.people[0].department.clone();
        let change = |closed| domain::api::DepartmentChange {
            name: department.name.clone(),
            description: department.description.clone(),
            notice: None,
            closed,
        };
        town.administrator.change_department(department.id, &change(true), portal.now(), &mut OsRng).await?;
        let offered: domain::api::Authority = portal.client.get("/authorities/a-stadt").await?;
        assert_eq!(offered.departments.len(), 1);
        let late = town.receives(&portal, 0, &letter("after")).await;
        assert!(late.is_err(), "no ticket for a closed department");
        let now = portal.now();
        let caseworker = &mut town.people[0].member;
        caseworker.read(opened.conversation, now, &mut OsRng).await?;
        caseworker.write(opened.conversation, "answer", &[], now, &mut OsRng).await?;
        town.administrator.change_department(department.id, &change(false), portal.now(), &mut OsRng).await?;
        town.receives(&portal, 0, &letter("open again")).await?;
        Ok(())
    }
}
