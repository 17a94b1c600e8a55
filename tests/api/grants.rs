//! Seeds of departments' epochs, as colleagues hand them on to each other.

use client::{Body, Error, Letter, Member, Method};
use domain::api::{NewEpochGrant, NewEpochGrants, Role};
use domain::audit::{Action, Subject};
use domain::{ConversationId, DepartmentId, MemberId, Timestamp};
use rand_core::OsRng;
use sealing::{Failure, Seed};
use tests::{PASSWORD, TestPortal, Town};
use vault::messages::{Act, Refusal};

use crate::{on_both_engines, texts};

/// Hands on what the server cannot tell from a department's seed, and nobody opens.
async fn grant_junk(
    from: &mut Member,
    (department, epoch): (DepartmentId, u32),
    to: &[MemberId],
    now: Timestamp,
) -> Result<(), Error> {
    let nobody = Seed::random(&mut OsRng).recipient();
    let junk = |member: &MemberId| NewEpochGrant {
        member: *member,
        sealed: sealing::seal(&nobody, b"junk", &mut OsRng, &mut |_| {}).into(),
    };
    let grants = NewEpochGrants {
        grants: to.iter().map(junk).collect(),
    };
    let act = Act::new(Action::GrantEpoch, Subject::epoch(department, epoch, to.to_vec()));
    let path = format!("/departments/{department}/epochs/{epoch}/grants");
    from.stating(act, now, &mut OsRng)?
        .api(Method::POST, &path, Some(Body::json(&grants)))
        .await
        .map(drop)
}

/// That somebody who signs in anew reads the conversation.
async fn reads(portal: &TestPortal, member: &Member, conversation: ConversationId) -> anyhow::Result<()> {
    let (email, now) = (&member.session().member.email, portal.now());
    let mut anew = Member::login(&portal.client, email, PASSWORD, now, &mut OsRng).await?;
    let (_, read) = anew.read(conversation, now, &mut OsRng).await?;
    anyhow::ensure!(texts(&read) == [Ok("open me")], "{email}: {read:?}");
    Ok(())
}

fn letter() -> Letter {
    Letter {
        subject: "Betreff".to_owned(),
        text: "open me".to_owned(),
        ..Letter::default()
    }
}

on_both_engines! {
    async fn nobody_replaces_the_seed_that_a_colleague_has(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let department = town.people[0].department.id;
        let (_, opened) = town.receives(&portal, 0, &letter()).await?;
        let nina = town.joins(&portal, "nina", Role::Caseworker, &[department]).await?;
        let mut mallory = town.joins(&portal, "mallory", Role::Caseworker, &[department]).await?;
        assert_eq!(town.people[0].member.grant_waiting(portal.now(), &mut OsRng).await?, 2);

        let everybody = [&town.people[0].member, &nina, &mallory].map(|member| member.session().member.id);
        for forger in [&mut mallory, &mut town.administrator] {
            grant_junk(forger, (department, 1), &everybody, portal.now()).await?;
        }
        for reader in [&town.people[0].member, &nina, &mallory] {
            reads(&portal, reader, opened.conversation).await?;
        }
        Ok(())
    }

    async fn whoever_hands_a_seed_on_second_has_done_it_as_well(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let department = town.people[0].department.id;
        let (_, opened) = town.receives(&portal, 0, &letter()).await?;
        let mut lea = town.joins(&portal, "lea", Role::Lead, &[department]).await?;
        let now = portal.now();
        town.people[0].member.grant_waiting(now, &mut OsRng).await?;
        lea.refresh(now, &mut OsRng).await?;
        let otto = town.joins(&portal, "otto", Role::Caseworker, &[department]).await?;
        let id = otto.session().member.id;
        // Both have seen that it waits.
        assert_eq!((lea.waiting().await?.len(), town.people[0].member.waiting().await?.len()), (1, 1));
        assert_eq!(town.people[0].member.grant_waiting(now, &mut OsRng).await?, 1);
        lea.grant_epoch(department, 1, id, now, &mut OsRng).await?;
        reads(&portal, &otto, opened.conversation).await?;
        Ok(())
    }

    async fn a_seed_that_does_not_open_goes_with_the_place_in_the_department(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut town = Town::found(&portal, "a-stadt").await?;
        let (department, other) = (town.people[0].department.id, town.people[1].department.id);
        let (_, opened) = town.receives(&portal, 0, &letter()).await?;
        let mut otto = town.joins(&portal, "otto", Role::Caseworker, &[department]).await?;
        let id = otto.session().member.id;
        let colleague = &mut town.people[0].member;
        grant_junk(colleague, (department, 1), &[id], portal.now()).await?;
        assert!(colleague.waiting().await?.is_empty(), "nobody can tell");
        otto.refresh(portal.now(), &mut OsRng).await?;
        let read = otto.read(opened.conversation, portal.now(), &mut OsRng).await;
        let refusal = read.err().and_then(|error| error.refusal());
        assert_eq!(refusal, Some(Refusal::Untrusted(Failure::DoesNotOpen)));

        // An administrator takes the department away and gives it back: what waits then is granted anew.
        for departments in [vec![other], vec![department]] {
            portal.wait(2);
            let now = portal.now();
            town.administrator.assign(id, Role::Caseworker, departments, now, &mut OsRng).await?;
        }
        let now = portal.now();
        let colleague = &mut town.people[0].member;
        colleague.refresh(now, &mut OsRng).await?;
        assert_eq!(colleague.grant_waiting(now, &mut OsRng).await?, 2);
        reads(&portal, &otto, opened.conversation).await?;
        Ok(())
    }
}
