//! Departments of two authorities write to each other, and who has left either of them does not read on.

use client::{Error, Member};
use domain::api::{ConversationView, Role, Status};
use domain::audit::{Action, DONE};
use domain::{ConversationId, DepartmentId, ErrorCode, Timestamp};
use rand_core::OsRng;
use sealing::Failure;
use tests::{TestPortal, Town, mail_to};
use vault::messages::ReadMessage;

use crate::{on_both_engines, texts};

fn code<T>(outcome: Result<T, Error>) -> Option<ErrorCode> {
    outcome.err().and_then(|error| error.code())
}

/// The first department of one town has written to the first department of another.
struct Scene {
    portal: TestPortal,
    towns: [Town; 2],
    conversation: ConversationId,
    now: Timestamp,
}

const FROM: usize = 0;
const TO: usize = 1;

impl Scene {
    async fn begin(engine: tests::Engine) -> anyhow::Result<Self> {
        let portal = TestPortal::start(engine).await?;
        let mut towns = [
            Town::found(&portal, "a-stadt").await?,
            Town::found(&portal, "b-stadt").await?,
        ];
        let now = portal.now();
        let sides = (
            towns[FROM].people[0].department.id,
            towns[TO].people[0].department.id,
        );
        let writer = &mut towns[FROM].people[0].member;
        let letter = writer
            .seal_letter(sides, ("Amtshilfe", "first"), now, &mut OsRng)
            .await?;
        let opened = writer.send_letter(&letter, now, &mut OsRng).await?;
        let again = writer.send_letter(&letter, now, &mut OsRng).await?;
        assert_eq!(opened, again, "twice is once");
        Ok(Self {
            portal,
            towns,
            conversation: opened.conversation,
            now,
        })
    }

    fn department(&self, side: usize) -> DepartmentId {
        self.towns[side].people[0].department.id
    }

    fn member(&mut self, side: usize) -> &mut Member {
        &mut self.towns[side].people[0].member
    }

    async fn reads(&mut self, side: usize) -> anyhow::Result<(ConversationView, Vec<ReadMessage>)> {
        let (conversation, now) = (self.conversation, self.now);
        Ok(self.member(side).read(conversation, now, &mut OsRng).await?)
    }

    async fn writes(&mut self, side: usize, text: &str) -> anyhow::Result<()> {
        let (conversation, now) = (self.conversation, self.now);
        self.reads(side).await?;
        let member = self.member(side);
        member.write(conversation, text, &[], now, &mut OsRng).await?;
        Ok(())
    }
}

on_both_engines! {
    async fn departments_of_two_authorities_write_to_each_other(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now) = (scene.conversation, scene.now);
        mail_to(&scene.portal, &"buergerbuero@b-stadt.example".parse()?).await?;
        for (side, sent, other) in [(TO, false, "Stadt a-stadt"), (FROM, true, "Stadt b-stadt")] {
            let rows = scene.member(side).inbox("").await?.rows;
            let letter = rows[0].letter.as_ref().map(|letter| (letter.sent, letter.other.name.as_str()));
            assert_eq!(letter, Some((sent, other)));
            let summaries = scene.member(side).summarise(&rows, now, &mut OsRng)?;
            let heading = summaries[0].outcome.as_ref().map(|heading| heading.subject.as_str());
            assert_eq!(heading, Ok("Amtshilfe"));
        }
        scene.writes(TO, "answer").await?;
        mail_to(&scene.portal, &"buergerbuero@a-stadt.example".parse()?).await?;
        assert!(scene.member(FROM).inbox("").await?.rows[0].unread);
        scene.writes(FROM, "thanks").await?;
        for side in [FROM, TO] {
            let (_, read) = scene.reads(side).await?;
            assert_eq!(texts(&read), [Ok("first"), Ok("answer"), Ok("thanks")]);
        }

        // The other department of each town, and both sides where it is not theirs.
        for side in [FROM, TO] {
            let stranger = &mut scene.towns[side].people[1].member;
            let read = stranger.read(conversation, now, &mut OsRng).await;
            assert_eq!(code(read), Some(ErrorCode::NotFound));
            assert_eq!(stranger.inbox("").await?.rows, []);
        }
        let closed = scene.member(TO).set_status(conversation, Status::Closed, now, &mut OsRng).await;
        closed?;
        scene.writes(FROM, "once more").await?;
        assert_eq!(scene.reads(TO).await?.0.status, Status::Open, "who wrote it opens it again");
        Ok(())
    }

    async fn whoever_has_left_either_department_does_not_read_on(engine) {
        for side in [FROM, TO] {
            let mut scene = Scene::begin(engine).await?;
            let (conversation, now, own) = (scene.conversation, scene.now, scene.department(side));
            let mut leaver = {
                let Scene { towns, portal, .. } = &mut scene;
                towns[side].joins(portal, "lars", Role::Caseworker, &[own]).await?
            };
            scene.member(side).grant_waiting(now, &mut OsRng).await?;
            leaver.refresh(now, &mut OsRng).await?;
            let (before, _) = leaver.read(conversation, now, &mut OsRng).await?;
            let id = leaver.session().member.id;
            scene.towns[side].administrator.dismiss(id, now, &mut OsRng).await?;
            scene.member(side).refresh(now, &mut OsRng).await?;

            // The side that nobody has left begins the seed, and then each goes on with it.
            scene.writes(1 - side, "later").await?;
            scene.writes(side, "and later").await?;
            let (mut view, read) = scene.reads(side).await?;
            assert_eq!(texts(&read), [Ok("first"), Ok("later"), Ok("and later")]);
            let (elsewhere, _) = scene.reads(1 - side).await?;
            view.grants.extend(before.grants);
            view.grants.extend(elsewhere.grants);
            let unreadable = Err(Failure::NoGrant);
            let opened = leaver.open(&view, now, &mut OsRng)?;
            assert_eq!(texts(&opened), [Ok("first"), unreadable, unreadable], "{side}");
        }
        Ok(())
    }

    async fn a_letter_is_passed_on_where_it_came_and_the_old_department_does_not_read_on(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now) = (scene.conversation, scene.now);
        let (before, _) = scene.reads(TO).await?;
        let there = scene.towns[TO].people[1].department.id;
        let member = scene.member(TO);
        member.pass_on(conversation, there, "wrong door", now, &mut OsRng).await?;
        scene.writes(FROM, "second").await?;
        let (view, read) = scene.towns[TO].people[1].member.read(conversation, now, &mut OsRng).await?;
        assert_eq!(texts(&read), [Ok("first"), Ok("wrong door"), Ok("second")]);
        let mut everything = view;
        everything.grants.extend(before.grants);
        let opened = scene.member(TO).open(&everything, now, &mut OsRng)?;
        let unreadable = Err(Failure::NoGrant);
        assert_eq!(texts(&opened), [Ok("first"), unreadable, unreadable]);
        let (view, read) = scene.reads(FROM).await?;
        assert_eq!(texts(&read), [Ok("first"), Ok("wrong door"), Ok("second")]);
        assert_eq!(view.letter.map(|letter| letter.other.department), Some(there));
        Ok(())
    }

    async fn the_writers_log_says_who_wrote_where(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, actor) = (scene.conversation, scene.member(FROM).session().member.id);
        let sides = [scene.department(FROM), scene.department(TO)];
        let other = scene.towns[TO].authority.id;
        let mut written = Vec::new();
        for town in &mut scene.towns {
            let (entries, findings) = town.administrator.audit(&mut OsRng).await?;
            assert_eq!(findings, []);
            written.push(
                entries
                    .into_iter()
                    .filter(|entry| entry.outcome == DONE && entry.is_signed)
                    .filter_map(|entry| entry.statement)
                    .filter(|statement| statement.action == Action::WriteLetter)
                    .collect::<Vec<_>>(),
            );
        }
        assert_eq!(written[TO], []);
        let statement = &written[FROM][0];
        assert_eq!(statement.actor, Some(actor));
        assert_eq!(statement.subject.departments, sides);
        assert_eq!(statement.subject.authority, Some(other));
        assert!(!format!("{statement:?}").contains(&conversation.to_string()));
        Ok(())
    }
}
