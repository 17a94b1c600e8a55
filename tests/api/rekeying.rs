//! What is written after a department's epoch has moved on opens with nothing that was there before.

use client::{Citizen, Error, Letter, Member, PlainFile};
use domain::api::{ConversationView, GrantKind, Grantee, Role, SealedTo, Status};
use domain::{ErrorCode, Timestamp};
use rand_core::OsRng;
use sealing::Failure;
use tests::{TestPortal, Town};
use vault::messages::{ReadMessage, Refusal};

use crate::{on_both_engines, texts};

fn code<T>(outcome: Result<T, Error>) -> Option<ErrorCode> {
    outcome.err().and_then(|error| error.code())
}

/// A conversation with two caseworkers, of whom the second has read it and leaves.
struct Scene {
    town: Town,
    citizen: Citizen,
    leaver: Member,
    conversation: domain::ConversationId,
}

impl Scene {
    async fn begin(portal: &TestPortal) -> anyhow::Result<Self> {
        let mut town = Town::found(portal, "a-stadt").await?;
        let department = town.people[0].department.id;
        let letter = Letter {
            subject: "Betreff".to_owned(),
            text: "first".to_owned(),
            ..Letter::default()
        };
        let (citizen, opened) = town.receives(portal, 0, &letter).await?;
        let mut leaver = town
            .joins(portal, "lars", Role::Caseworker, &[department])
            .await?;
        let now = portal.now();
        town.people[0].member.grant_waiting(now, &mut OsRng).await?;
        leaver.refresh(now, &mut OsRng).await?;
        leaver.read(opened.conversation, now, &mut OsRng).await?;
        let id = leaver.session().member.id;
        town.administrator.dismiss(id, now, &mut OsRng).await?;
        town.people[0].member.refresh(now, &mut OsRng).await?;
        Ok(Self {
            town,
            citizen,
            leaver,
            conversation: opened.conversation,
        })
    }

    async fn staff_reads(&mut self, now: Timestamp) -> anyhow::Result<(ConversationView, Vec<ReadMessage>)> {
        let colleague = &mut self.town.people[0].member;
        Ok(colleague.read(self.conversation, now, &mut OsRng).await?)
    }

    /// What the one who left makes of everything that the server has.
    async fn leaver_reads(&mut self, now: Timestamp) -> anyhow::Result<Vec<ReadMessage>> {
        let (view, _) = self.staff_reads(now).await?;
        Ok(self.leaver.open(&view, now, &mut OsRng)?)
    }
}

on_both_engines! {
    async fn a_citizen_begins_a_seed_that_the_departed_does_not_get(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut scene = Scene::begin(&portal).await?;
        let now = portal.now();
        let outdated = scene.citizen.write("second", &[], now, &mut OsRng).await;
        assert_eq!(code(outdated), Some(ErrorCode::EpochOutdated), "the page learns it from the refusal");
        let (view, _) = scene.citizen.read(now, &mut OsRng).await?;
        assert_eq!(view.messages.rekey.map(|key| key.epoch), Some(2));
        let file = PlainFile {
            name: "note.txt".to_owned(),
            media_type: "text/plain".to_owned(),
            bytes: b"sealed to the next seed".to_vec(),
        };
        scene.citizen.write("second", &[file], now, &mut OsRng).await?;
        let (view, read) = scene.citizen.read(now, &mut OsRng).await?;
        assert_eq!(texts(&read), [Ok("first"), Ok("second")]);
        assert!(view.messages.rekey.is_none(), "once is enough");

        let (view, read) = scene.staff_reads(now).await?;
        assert_eq!(texts(&read), [Ok("first"), Ok("second")]);
        let mut numbers: Vec<_> = view.grants.iter().map(|grant| (grant.n, grant.grantee)).collect();
        numbers.sort();
        let department = scene.town.people[0].department.id;
        let to = |epoch| Grantee::Department { department, epoch };
        assert_eq!(numbers, [(0, to(1)), (1, to(2))]);
        let attachment = read[1].outcome.as_ref().map(|content| content.attachments[0].clone());
        let attachment = attachment.map_err(|failure| anyhow::anyhow!("{failure}"))?;
        let colleague = &mut scene.town.people[0].member;
        let fetched = colleague.fetch(scene.conversation, &attachment, &mut OsRng).await?;
        assert_eq!(fetched.bytes, b"sealed to the next seed");
        colleague.write(scene.conversation, "third", &[], now, &mut OsRng).await?;

        let (_, read) = scene.citizen.read(now, &mut OsRng).await?;
        assert_eq!(texts(&read), [Ok("first"), Ok("second"), Ok("third")]);
        let unreadable = Err(Failure::NoGrant);
        assert_eq!(texts(&scene.leaver_reads(now).await?), [Ok("first"), unreadable, unreadable]);
        Ok(())
    }

    async fn a_caseworker_begins_a_seed_and_the_citizen_comes_back_to_it(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut scene = Scene::begin(&portal).await?;
        let now = portal.now();
        scene.staff_reads(now).await?;
        let conversation = scene.conversation;
        let colleague = &mut scene.town.people[0].member;
        colleague.write(conversation, "answer", &[], now, &mut OsRng).await?;
        colleague.read(conversation, now, &mut OsRng).await?;
        colleague.set_status(conversation, Status::Closed, now, &mut OsRng).await?;

        let receipt = scene.citizen.receipt().to_owned();
        let mut returned = Citizen::login(&portal.client, &receipt, &mut OsRng).await?;
        let (_, read) = returned.read(now, &mut OsRng).await?;
        assert_eq!(texts(&read), [Ok("first"), Ok("answer"), Ok("")]);
        returned.write("thanks", &[], now, &mut OsRng).await?;
        let (_, read) = scene.staff_reads(now).await?;
        assert_eq!(texts(&read), [Ok("first"), Ok("answer"), Ok(""), Ok("thanks")]);
        let unreadable = Err(Failure::NoGrant);
        let expected = [Ok("first"), unreadable, unreadable, unreadable];
        assert_eq!(texts(&scene.leaver_reads(now).await?), expected);
        Ok(())
    }

    async fn conversations_open_after_any_number_of_rotations(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut scene = Scene::begin(&portal).await?;
        let department = scene.town.people[0].department.id;
        let now = portal.now();
        let mut expected = vec!["first".to_owned()];
        for epoch in 3..7 {
            scene.town.administrator.begin_epoch(department, epoch, now, &mut OsRng).await?;
            scene.town.people[0].member.refresh(now, &mut OsRng).await?;
            let text = format!("in epoch {epoch}");
            if epoch % 2 == 0 {
                scene.citizen.read(now, &mut OsRng).await?;
                scene.citizen.write(&text, &[], now, &mut OsRng).await?;
            } else {
                scene.staff_reads(now).await?;
                let colleague = &mut scene.town.people[0].member;
                colleague.write(scene.conversation, &text, &[], now, &mut OsRng).await?;
            }
            expected.push(text);
        }
        let expected: Vec<_> = expected.iter().map(|text| Ok(text.as_str())).collect();
        let (_, read) = scene.citizen.read(now, &mut OsRng).await?;
        assert_eq!(texts(&read), expected);
        let (_, read) = scene.staff_reads(now).await?;
        assert_eq!(texts(&read), expected);
        let rows = scene.town.people[0].member.inbox("").await?.rows;
        let summaries = scene.town.people[0].member.summarise(&rows, now, &mut OsRng)?;
        assert!(summaries[0].outcome.is_ok());

        // Who joins now reads everything once a colleague has handed on what they have.
        let mut newcomer = scene.town.joins(&portal, "nina", Role::Caseworker, &[department]).await?;
        assert_eq!(scene.town.people[0].member.grant_waiting(now, &mut OsRng).await?, 6);
        newcomer.refresh(now, &mut OsRng).await?;
        let (_, read) = newcomer.read(scene.conversation, now, &mut OsRng).await?;
        assert_eq!(texts(&read), expected);
        Ok(())
    }

    async fn a_seed_is_begun_for_exactly_the_two_who_need_it(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut scene = Scene::begin(&portal).await?;
        let now = portal.now();
        scene.citizen.read(now, &mut OsRng).await?;
        let right = scene.citizen.seal("second", now, &mut OsRng)?;
        let changed = |change: fn(&mut Vec<domain::api::Grant>)| {
            let mut message = right.clone();
            change(&mut message.grants);
            message
        };
        let numbered = |n| {
            let mut message = changed(|_| {});
            message.seed = SealedTo::Content(n);
            message.grants.iter_mut().for_each(|grant| grant.n = n);
            message
        };
        for (message, expected) in [
            (changed(Vec::clear), ErrorCode::EpochOutdated),
            (changed(|grants| { grants.pop(); }), ErrorCode::Inconsistent),
            (changed(|grants| grants[1] = grants[0].clone()), ErrorCode::Inconsistent),
            (changed(|grants| grants.push(grants[0].clone())), ErrorCode::Inconsistent),
            (changed(|grants| grants[0].kind = GrantKind::Notes), ErrorCode::Inconsistent),
            (changed(|grants| grants[0].n = 0), ErrorCode::Inconsistent),
            (changed(|grants| grants.iter_mut().for_each(|grant| grant.n = 0)), ErrorCode::Inconsistent),
            (numbered(0), ErrorCode::EpochOutdated),
            (numbered(2), ErrorCode::EpochOutdated),
            (changed(|grants| grants[0].sealed = vec![1, 2, 3].into()), ErrorCode::NotSealed),
            (
                changed(|grants| {
                    for grant in grants {
                        if let Grantee::Department { epoch, .. } = &mut grant.grantee {
                            *epoch = 1;
                        }
                    }
                }),
                ErrorCode::EpochOutdated,
            ),
        ] {
            assert_eq!(code(scene.citizen.send_message(&message).await), Some(expected));
        }
        let (view, read) = scene.staff_reads(now).await?;
        assert_eq!((view.grants.len(), read.len()), (1, 1), "a refusal changes nothing");

        // Both were about to begin the next seed; the second one reads again and goes on with the first one's.
        let colleague = &mut scene.town.people[0].member;
        let theirs = colleague.seal("answer", now, &mut OsRng)?;
        let first = scene.citizen.send_message(&right).await?;
        assert_eq!(scene.citizen.send_message(&right).await?, first, "twice is once");
        let late = colleague.send_message(scene.conversation, &theirs).await;
        assert_eq!(code(late), Some(ErrorCode::EpochOutdated));
        scene.staff_reads(now).await?;
        let colleague = &mut scene.town.people[0].member;
        let again = colleague.seal("answer", now, &mut OsRng)?;
        assert!(again.grants.is_empty());
        colleague.send_message(scene.conversation, &again).await?;
        let (_, read) = scene.citizen.read(now, &mut OsRng).await?;
        assert_eq!(texts(&read), [Ok("first"), Ok("second"), Ok("answer")]);
        let mut needless = scene.citizen.seal("third", now, &mut OsRng)?;
        needless.grants = right.grants.clone();
        needless.grants.iter_mut().for_each(|grant| grant.n = 2);
        assert_eq!(code(scene.citizen.send_message(&needless).await), Some(ErrorCode::Inconsistent));
        Ok(())
    }

    async fn who_lacks_the_newest_seed_does_not_write_with_an_older_one(engine) {
        let portal = TestPortal::start(engine).await?;
        let mut scene = Scene::begin(&portal).await?;
        let now = portal.now();
        scene.citizen.read(now, &mut OsRng).await?;
        scene.citizen.write("second", &[], now, &mut OsRng).await?;
        let (view, _) = scene.staff_reads(now).await?;
        scene.leaver.open(&view, now, &mut OsRng)?;
        let sealed = scene.leaver.seal("with what I have", now, &mut OsRng);
        let refusal = sealed.err().and_then(|error| error.refusal());
        assert_eq!(refusal, Some(Refusal::Untrusted(Failure::NoGrant)));
        Ok(())
    }
}
