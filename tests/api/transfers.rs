//! A misdirected conversation goes to the department in charge, and the old one does not open what comes after.

use client::founding::DepartmentPlan;
use client::{Citizen, Error, Letter, Member};
use domain::api::{ConversationView, DepartmentChange, GrantKind, Grantee, PassOn, Role, SealedTo, Status};
use domain::audit::{Action, DONE};
use domain::{Bytes, ConversationId, DepartmentId, ErrorCode, Localized, Timestamp};
use rand_core::OsRng;
use sealing::Failure;
use tests::{TestPortal, Town, mail_to};
use vault::messages::{ContentKind, ReadMessage, Refusal};

use crate::{on_both_engines, texts};

fn code<T>(outcome: Result<T, Error>) -> Option<ErrorCode> {
    outcome.err().and_then(|error| error.code())
}

/// A citizen has written to the first of two departments, whose caseworker has read it.
struct Scene {
    portal: TestPortal,
    town: Town,
    citizen: Citizen,
    conversation: ConversationId,
    now: Timestamp,
}

impl Scene {
    async fn begin(engine: tests::Engine) -> anyhow::Result<Self> {
        let portal = TestPortal::start(engine).await?;
        let town = Town::found(&portal, "a-stadt").await?;
        let letter = Letter {
            subject: "Hund entlaufen".to_owned(),
            text: "first".to_owned(),
            ..Letter::default()
        };
        let (citizen, opened) = town.receives(&portal, 0, &letter).await?;
        let mut scene = Self {
            now: portal.now(),
            portal,
            town,
            citizen,
            conversation: opened.conversation,
        };
        scene.staff_reads(0).await?;
        Ok(scene)
    }

    fn department(&self, at: usize) -> DepartmentId {
        self.town.people[at].department.id
    }

    fn member(&mut self, at: usize) -> &mut Member {
        &mut self.town.people[at].member
    }

    async fn staff_reads(&mut self, at: usize) -> anyhow::Result<(ConversationView, Vec<ReadMessage>)> {
        let (conversation, now) = (self.conversation, self.now);
        Ok(self.member(at).read(conversation, now, &mut OsRng).await?)
    }

    async fn staff_writes(&mut self, at: usize, text: &str) -> anyhow::Result<()> {
        let (conversation, now) = (self.conversation, self.now);
        self.staff_reads(at).await?;
        let member = self.member(at);
        member.write(conversation, text, &[], now, &mut OsRng).await?;
        Ok(())
    }

    async fn citizen_reads(&mut self) -> anyhow::Result<Vec<ReadMessage>> {
        Ok(self.citizen.read(self.now, &mut OsRng).await?.1)
    }

    async fn citizen_writes(&mut self, text: &str) -> anyhow::Result<()> {
        self.citizen_reads().await?;
        self.citizen.write(text, &[], self.now, &mut OsRng).await?;
        Ok(())
    }

    async fn passes_on(&mut self, from: usize, to: usize, text: &str) -> anyhow::Result<()> {
        let (conversation, now, to) = (self.conversation, self.now, self.department(to));
        self.staff_reads(from).await?;
        let member = self.member(from);
        member.pass_on(conversation, to, text, now, &mut OsRng).await?;
        Ok(())
    }

    /// What a member makes of everything that the server has, with the grants that they once got.
    fn opens(
        &mut self,
        at: usize,
        before: &ConversationView,
        now_there: &ConversationView,
    ) -> anyhow::Result<Vec<ReadMessage>> {
        let now = self.now;
        let mut everything = now_there.clone();
        everything.grants.extend(before.grants.clone());
        Ok(self.member(at).open(&everything, now, &mut OsRng)?)
    }
}

on_both_engines! {
    async fn a_misdirected_conversation_goes_to_the_department_in_charge(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now) = (scene.conversation, scene.now);
        let (before, _) = scene.staff_reads(0).await?;
        let (mut here, mut there) = (scene.member(0).events().await?, scene.member(1).events().await?);
        scene.passes_on(0, 1, "wrong door").await?;
        for (at, events) in [(0, &mut here), (1, &mut there)] {
            let change = events.next().await?.map(|change| (change.conversation, change.department));
            assert_eq!(change, Some((conversation, scene.department(at))));
        }

        let left = scene.member(0).read(conversation, now, &mut OsRng).await;
        assert_eq!(code(left), Some(ErrorCode::NotFound));
        assert_eq!(scene.member(0).inbox("").await?.rows, []);
        let rows = scene.member(1).inbox("").await?.rows;
        assert!(rows[0].unread && rows[0].department == scene.department(1));
        let summaries = scene.member(1).summarise(&rows, now, &mut OsRng)?;
        let heading = summaries[0].outcome.as_ref().map(|heading| heading.subject.as_str());
        assert_eq!(heading, Ok("Hund entlaufen"));
        mail_to(&scene.portal, &"ordnungsamt@a-stadt.example".parse()?).await?;

        let read = scene.citizen_reads().await?;
        assert_eq!(texts(&read), [Ok("first"), Ok("wrong door")]);
        let passed = read[1].outcome.as_ref().map(|content| (content.kind, content.to));
        assert_eq!(passed, Ok((ContentKind::Transfer, Some(scene.department(1)))));
        scene.citizen_writes("second").await?;
        scene.staff_writes(1, "answer").await?;
        scene.citizen_writes("thanks").await?;
        let all = [Ok("first"), Ok("wrong door"), Ok("second"), Ok("answer"), Ok("thanks")];
        assert_eq!(texts(&scene.citizen_reads().await?), all);
        let (view, read) = scene.staff_reads(1).await?;
        assert_eq!(texts(&read), all);

        // Neither with what the department had nor with what whoever passed it on may have kept.
        let unreadable = Err(Failure::NoGrant);
        let expected = [Ok("first"), unreadable, unreadable, unreadable, unreadable];
        assert_eq!(texts(&scene.opens(0, &before, &view)?), expected);
        Ok(())
    }

    async fn a_conversation_can_be_passed_back_and_on_as_often_as_it_takes(engine) {
        let mut scene = Scene::begin(engine).await?;
        let mut expected = vec!["first".to_owned()];
        let (before, _) = scene.staff_reads(0).await?;
        for round in 0..3 {
            for (from, to) in [(0, 1), (1, 0)] {
                let words = format!("round {round} to {to}");
                scene.passes_on(from, to, &words).await?;
                expected.push(words);
                match round {
                    // At once, without a word in between.
                    0 => {}
                    1 => {
                        scene.citizen_writes("citizen").await?;
                        expected.push("citizen".to_owned());
                    }
                    _ => {
                        scene.staff_writes(to, "staff").await?;
                        expected.push("staff".to_owned());
                    }
                }
            }
        }
        let all: Vec<_> = expected.iter().map(|text| Ok(text.as_str())).collect();
        assert_eq!(texts(&scene.citizen_reads().await?), all);
        let (view, read) = scene.staff_reads(0).await?;
        assert_eq!(texts(&read), all);
        let opened = scene.opens(1, &before, &view);
        assert!(opened.is_err(), "with nothing granted to it the other department opens {opened:?}");
        Ok(())
    }

    async fn what_is_refused_changes_nothing(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now) = (scene.conversation, scene.now);
        let other_town = Town::found(&scene.portal, "b-stadt").await?;
        let foreign = other_town.people[0].department.id;
        let [closed, keyless, unstaffed] = {
            let mut made = Vec::new();
            for slug in ["closed", "keyless", "unstaffed"] {
                let plan = DepartmentPlan {
                    slug: slug.parse()?,
                    name: Localized { de: slug.to_owned(), en: None },
                    description: Localized::default(),
                    notice: None,
                };
                made.push(scene.town.administrator.found_department(plan, now, &mut OsRng).await?.id);
            }
            [made[0], made[1], made[2]]
        };
        scene.town.administrator.begin_epoch(unstaffed, 1, now, &mut OsRng).await?;
        let change = DepartmentChange {
            name: Localized { de: "closed".to_owned(), en: None },
            description: Localized::default(),
            notice: None,
            closed: true,
        };
        scene.town.administrator.change_department(closed, &change, now, &mut OsRng).await?;

        let (before, _) = scene.staff_reads(0).await?;
        let to = scene.department(1);
        let right = scene.member(0).seal_transfer(to, "on", now, &mut OsRng).await?;
        let changed = |change: &dyn Fn(&mut PassOn)| {
            let mut request = right.clone();
            change(&mut request);
            request
        };
        let from = right.from;
        for (name, request, expected) in [
            ("same", changed(&|request| request.to = from), ErrorCode::Inconsistent),
            ("foreign", changed(&|request| request.to = foreign), ErrorCode::NotFound),
            ("closed", changed(&|request| request.to = closed), ErrorCode::DepartmentClosed),
            ("keyless", changed(&|request| request.to = keyless), ErrorCode::DepartmentKeyless),
            ("unstaffed", changed(&|request| request.to = unstaffed), ErrorCode::DepartmentUnstaffed),
            ("from elsewhere", changed(&|request| request.from = foreign), ErrorCode::ConversationChanged),
            ("older", changed(&|request| request.after -= 1), ErrorCode::ConversationChanged),
            ("no history", changed(&|request| request.history.clear()), ErrorCode::Inconsistent),
            (
                "more history",
                changed(&|request| request.history.push(request.history[0].clone())),
                ErrorCode::Inconsistent,
            ),
            ("notes", changed(&|request| request.history[0].kind = GrantKind::Notes), ErrorCode::Inconsistent),
            (
                "to the citizen",
                changed(&|request| request.history[0].grantee = Grantee::Citizen),
                ErrorCode::Inconsistent,
            ),
            ("nothing begun", changed(&|request| request.message.grants.clear()), ErrorCode::Inconsistent),
            (
                "begun twice",
                changed(&|request| {
                    request.message.seed = SealedTo::Content(0);
                    request.message.grants.iter_mut().for_each(|grant| grant.n = 0);
                }),
                ErrorCode::EpochOutdated,
            ),
            ("unsealed", changed(&|request| request.history[0].sealed = Bytes(vec![1])), ErrorCode::NotSealed),
        ] {
            let outcome = scene.member(0).send_transfer(conversation, &request, now, &mut OsRng).await;
            assert_eq!(code(outcome), Some(expected), "{name}");
        }
        let taken = scene.member(1).send_transfer(conversation, &right, now, &mut OsRng).await;
        assert_eq!(code(taken), Some(ErrorCode::NotFound), "nobody takes a conversation");
        assert_eq!(scene.staff_reads(0).await?.0, before);

        let first = scene.member(0).send_transfer(conversation, &right, now, &mut OsRng).await?;
        let again = scene.member(0).send_transfer(conversation, &right, now, &mut OsRng).await?;
        assert_eq!(first, again, "twice is once");
        assert_eq!(texts(&scene.citizen_reads().await?), [Ok("first"), Ok("on")]);
        Ok(())
    }

    async fn what_happens_at_the_same_time_is_noticed(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now, to) = (scene.conversation, scene.now, scene.department(1));
        let late = scene.member(0).seal_transfer(to, "late", now, &mut OsRng).await?;
        scene.citizen_writes("second").await?;
        let outcome = scene.member(0).send_transfer(conversation, &late, now, &mut OsRng).await;
        assert_eq!(code(outcome), Some(ErrorCode::ConversationChanged));

        // The citizen and a colleague write without knowing that it was passed on.
        scene.citizen_reads().await?;
        scene.staff_reads(0).await?;
        let reply = scene.member(0).seal("reply", now, &mut OsRng)?;
        scene.passes_on(0, 1, "on").await?;
        let outcome = scene.member(0).send_message(conversation, &reply).await;
        assert_eq!(code(outcome), Some(ErrorCode::NotFound));
        let outcome = scene.citizen.write("third", &[], now, &mut OsRng).await;
        assert_eq!(code(outcome), Some(ErrorCode::EpochOutdated));
        scene.citizen_writes("third").await?;
        let all = [Ok("first"), Ok("second"), Ok("on"), Ok("third")];
        assert_eq!(texts(&scene.staff_reads(1).await?.1), all);

        // It is closed before it could be passed back.
        let back = scene.department(0);
        let late = scene.member(1).seal_transfer(back, "back", now, &mut OsRng).await?;
        scene.staff_reads(1).await?;
        scene.member(1).set_status(conversation, Status::Closed, now, &mut OsRng).await?;
        let outcome = scene.member(1).send_transfer(conversation, &late, now, &mut OsRng).await;
        assert_eq!(code(outcome), Some(ErrorCode::ConversationClosed));
        Ok(())
    }

    async fn who_has_left_does_not_read_the_words_of_a_transfer(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now, here) = (scene.conversation, scene.now, scene.department(0));
        let mut leaver = scene.town.joins(&scene.portal, "lars", Role::Caseworker, &[here]).await?;
        scene.member(0).grant_waiting(now, &mut OsRng).await?;
        leaver.refresh(now, &mut OsRng).await?;
        leaver.read(conversation, now, &mut OsRng).await?;
        let id = leaver.session().member.id;
        let (before, _) = scene.staff_reads(0).await?;
        scene.town.administrator.dismiss(id, now, &mut OsRng).await?;
        scene.member(0).refresh(now, &mut OsRng).await?;
        scene.passes_on(0, 1, "about the one who left").await?;
        let (mut view, read) = scene.staff_reads(1).await?;
        assert_eq!(texts(&read), [Ok("first"), Ok("about the one who left")]);
        view.grants.extend(before.grants);
        let opened = leaver.open(&view, now, &mut OsRng)?;
        assert_eq!(texts(&opened), [Ok("first"), Err(Failure::NoGrant)]);
        Ok(())
    }

    async fn who_lacks_a_part_of_the_history_does_not_pass_it_on(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now, here) = (scene.conversation, scene.now, scene.department(0));
        scene.town.administrator.begin_epoch(here, 2, now, &mut OsRng).await?;
        scene.member(0).refresh(now, &mut OsRng).await?;
        scene.citizen_writes("second").await?;
        let mut newcomer = scene.town.joins(&scene.portal, "nina", Role::Caseworker, &[here]).await?;
        scene.town.administrator.begin_epoch(here, 3, now, &mut OsRng).await?;
        newcomer.refresh(now, &mut OsRng).await?;
        scene.citizen_writes("third").await?;
        newcomer.read(conversation, now, &mut OsRng).await?;
        let to = scene.department(1);
        let outcome = newcomer.seal_transfer(to, "on", now, &mut OsRng).await;
        let refusal = outcome.err().and_then(|error| error.refusal());
        assert_eq!(refusal, Some(Refusal::Untrusted(Failure::NoGrant)));
        Ok(())
    }

    async fn the_log_says_who_passed_what_on_and_no_conversation(engine) {
        let mut scene = Scene::begin(engine).await?;
        scene.passes_on(0, 1, "on").await?;
        let (entries, findings) = scene.town.administrator.audit(&mut OsRng).await?;
        assert_eq!(findings, []);
        let passed: Vec<_> = entries
            .iter()
            .filter(|entry| entry.outcome == DONE && entry.is_signed)
            .filter_map(|entry| entry.statement.as_ref())
            .filter(|statement| statement.action == Action::PassOn)
            .collect();
        assert_eq!(passed.len(), 1);
        assert_eq!(passed[0].subject.departments, [scene.department(0), scene.department(1)]);
        assert_eq!(passed[0].actor, Some(scene.member(0).session().member.id));
        let statement = format!("{passed:?}");
        assert!(!statement.contains(&scene.conversation.to_string()));
        Ok(())
    }
}
