//! A conversation goes to another authority because its citizen wants so, with what was written before or without it.

use client::{Citizen, Error, Letter};
use domain::api::{ConversationView, HandOver, Propose, Role};
use domain::audit::{Action, DONE};
use domain::{ConversationId, DepartmentId, ErrorCode, Timestamp};
use rand_core::OsRng;
use sealing::Failure;
use tests::{TestPortal, Town, mail_to};
use vault::messages::{ContentKind, ReadMessage};

use crate::{on_both_engines, texts};

fn code<T>(outcome: Result<T, Error>) -> Option<ErrorCode> {
    outcome.err().and_then(|error| error.code())
}

/// Two authorities; a citizen has written to the first one, whose caseworker has answered.
struct Scene {
    portal: TestPortal,
    /// Here and there.
    towns: [Town; 2],
    citizen: Citizen,
    conversation: ConversationId,
    now: Timestamp,
}

impl Scene {
    async fn begin(engine: tests::Engine) -> anyhow::Result<Self> {
        let portal = TestPortal::start(engine).await?;
        let towns = [
            Town::found(&portal, "a-stadt").await?,
            Town::found(&portal, "b-kreis").await?,
        ];
        let (citizen, opened) = towns[0].receives(&portal, 0, &letter("first")).await?;
        let mut scene = Self {
            now: portal.now(),
            portal,
            towns,
            citizen,
            conversation: opened.conversation,
        };
        scene.staff_writes(0, 0, "answer").await?;
        Ok(scene)
    }

    fn department(&self, town: usize, at: usize) -> DepartmentId {
        self.towns[town].people[at].department.id
    }

    async fn staff_reads(
        &mut self,
        town: usize,
        at: usize,
    ) -> anyhow::Result<(ConversationView, Vec<ReadMessage>)> {
        let member = &mut self.towns[town].people[at].member;
        Ok(member.read(self.conversation, self.now, &mut OsRng).await?)
    }

    async fn staff_writes(&mut self, town: usize, at: usize, text: &str) -> anyhow::Result<()> {
        self.staff_reads(town, at).await?;
        let member = &mut self.towns[town].people[at].member;
        member
            .write(self.conversation, text, &[], self.now, &mut OsRng)
            .await?;
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

    /// From a department to the first one of the other authority.
    async fn seals_proposal(&mut self, from: usize, at: usize) -> anyhow::Result<Propose> {
        self.staff_reads(from, at).await?;
        let authority = self.towns[1 - from].authority.clone();
        let to = self.department(1 - from, 0);
        let member = &mut self.towns[from].people[at].member;
        Ok(member.seal_proposal(&authority, to, "ask them", self.now, &mut OsRng)?)
    }

    async fn proposes(&mut self, from: usize, at: usize) -> anyhow::Result<()> {
        let request = self.seals_proposal(from, at).await?;
        let (conversation, now) = (self.conversation, self.now);
        let member = &mut self.towns[from].people[at].member;
        member
            .send_proposal(conversation, &request, now, &mut OsRng)
            .await?;
        Ok(())
    }

    async fn seals_handover(&mut self, to: usize, history: bool) -> anyhow::Result<HandOver> {
        self.citizen_reads().await?;
        let department = self.department(to, 0);
        let letter = letter("over to you");
        Ok(self
            .citizen
            .seal_handover(department, history, &letter, self.now, &mut OsRng)
            .await?)
    }

    async fn hands_over(&mut self, to: usize, history: bool) -> anyhow::Result<()> {
        let request = self.seals_handover(to, history).await?;
        self.citizen.send_handover(&request).await?;
        Ok(())
    }

    /// What a member makes of everything that the citizen's page gets and all that was ever granted.
    async fn opens_everything(
        &mut self,
        at: (usize, usize),
        earlier: &[ConversationView],
    ) -> anyhow::Result<Vec<ReadMessage>> {
        let mut everything: ConversationView = self.citizen.client().get("/citizen/conversation").await?;
        everything.grants = earlier.iter().flat_map(|view| view.grants.clone()).collect();
        let member = &mut self.towns[at.0].people[at.1].member;
        Ok(member.open(&everything, self.now, &mut OsRng)?)
    }
}

fn letter(text: &str) -> Letter {
    Letter {
        subject: format!("Subject of {text}"),
        text: text.to_owned(),
        ..Letter::default()
    }
}

on_both_engines! {
    async fn notes_stay_with_the_authority_that_wrote_them(engine) {
        for history in [true, false] {
            let mut scene = Scene::begin(engine).await?;
            let (conversation, now, beside) = (scene.conversation, scene.now, scene.department(0, 1));
            let first = &mut scene.towns[0].people[0].member;
            first.write_note(conversation, "ours", now, &mut OsRng).await?;
            first.read(conversation, now, &mut OsRng).await?;
            first.pass_on(conversation, beside, "", now, &mut OsRng).await?;
            let second = &mut scene.towns[0].people[1].member;
            second.write_note(conversation, "beside", now, &mut OsRng).await?;
            scene.proposes(0, 1).await?;
            scene.hands_over(1, history).await?;

            let there = &mut scene.towns[1].people[0].member;
            there.write_note(conversation, "theirs", now, &mut OsRng).await?;
            there.read(conversation, now, &mut OsRng).await?;
            let notes = there.read_notes(conversation, now, &mut OsRng).await?;
            assert_eq!(texts(&notes), [Ok("theirs")]);

            scene.proposes(1, 0).await?;
            scene.hands_over(0, history).await?;
            let first = &mut scene.towns[0].people[0].member;
            first.write_note(conversation, "again", now, &mut OsRng).await?;
            first.read(conversation, now, &mut OsRng).await?;
            let notes = first.read_notes(conversation, now, &mut OsRng).await?;
            let expected = if history { vec![Ok("ours"), Ok("again")] } else { vec![Ok("again")] };
            assert_eq!(texts(&notes), expected);
        }
        Ok(())
    }

    async fn with_its_history_all_of_it_is_read_there_and_nothing_more_here(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now) = (scene.conversation, scene.now);
        let before = scene.staff_reads(0, 0).await?.0;
        let mut events = [
            scene.towns[0].people[0].member.events().await?,
            scene.towns[1].people[0].member.events().await?,
        ];
        scene.proposes(0, 0).await?;
        events[0].next().await?;
        scene.hands_over(1, true).await?;
        for (town, events) in events.iter_mut().enumerate() {
            let change = events.next().await?.map(|change| (change.conversation, change.department));
            assert_eq!(change, Some((conversation, scene.department(town, 0))));
        }
        let left = scene.towns[0].people[0].member.read(conversation, now, &mut OsRng).await;
        assert_eq!(code(left), Some(ErrorCode::NotFound));
        assert_eq!(scene.towns[0].people[0].member.inbox("").await?.rows, []);
        let member = &mut scene.towns[1].people[0].member;
        let rows = member.inbox("").await?.rows;
        assert!(rows[0].unread);
        let summaries = member.summarise(&rows, now, &mut OsRng)?;
        let heading = summaries[0].outcome.as_ref().map(|heading| heading.subject.as_str());
        assert_eq!(heading, Ok("Subject of over to you"));
        mail_to(&scene.portal, &"buergerbuero@b-kreis.example".parse()?).await?;

        scene.staff_writes(1, 0, "welcome").await?;
        scene.citizen_writes("thanks").await?;
        let all = ["first", "answer", "ask them", "over to you", "welcome", "thanks"].map(Ok);
        let (view, read) = scene.staff_reads(1, 0).await?;
        assert_eq!(texts(&read), all);
        assert_eq!(view.authority, scene.towns[1].authority.id);
        assert_eq!(texts(&scene.citizen_reads().await?), all);
        let closed = Err(Failure::NoGrant);
        let expected = [Ok("first"), Ok("answer"), Ok("ask them"), closed, closed, closed];
        assert_eq!(texts(&scene.opens_everything((0, 0), &[before, view]).await?), expected);
        Ok(())
    }

    async fn without_its_history_it_begins_there_with_the_handover(engine) {
        let mut scene = Scene::begin(engine).await?;
        let before = scene.staff_reads(0, 0).await?.0;
        scene.proposes(0, 0).await?;
        scene.hands_over(1, false).await?;
        scene.staff_writes(1, 0, "welcome").await?;
        scene.citizen_writes("thanks").await?;
        let (view, read) = scene.staff_reads(1, 0).await?;
        assert_eq!(texts(&read), ["over to you", "welcome", "thanks"].map(Ok));
        let content = read[0].outcome.as_ref().map(|content| content.kind);
        assert_eq!(content, Ok(ContentKind::Handover));
        assert!(view.grants.iter().all(|grant| grant.n > 0));
        let opened = scene.opens_everything((1, 0), &[before, view.clone()]).await?;
        assert_eq!(texts(&opened)[..3], [Err(Failure::DoesNotOpen); 3]);
        // It goes on there as anywhere: to another department, under a new key, and without whoever leaves.
        let to = scene.department(1, 1);
        let (conversation, now) = (scene.conversation, scene.now);
        scene.staff_reads(1, 0).await?;
        let member = &mut scene.towns[1].people[0].member;
        member.pass_on(conversation, to, "next door", now, &mut OsRng).await?;
        scene.citizen_writes("again").await?;
        scene.towns[1].administrator.begin_epoch(to, 2, now, &mut OsRng).await?;
        scene.towns[1].people[1].member.refresh(now, &mut OsRng).await?;
        scene.staff_writes(1, 1, "new key").await?;
        let later = ["over to you", "welcome", "thanks", "next door", "again", "new key"];
        assert_eq!(texts(&scene.staff_reads(1, 1).await?.1), later.map(Ok));
        assert_eq!(scene.citizen_reads().await?.iter().filter(|read| read.outcome.is_err()).count(), 0);
        Ok(())
    }

    async fn it_can_be_handed_back_with_what_was_written_or_without(engine) {
        for history in [true, false] {
            let mut scene = Scene::begin(engine).await?;
            scene.proposes(0, 0).await?;
            scene.hands_over(1, false).await?;
            scene.staff_writes(1, 0, "not ours").await?;
            scene.proposes(1, 0).await?;
            scene.hands_over(0, history).await?;
            scene.staff_writes(0, 0, "here again").await?;
            let all = [
                "first", "answer", "ask them", "over to you", "not ours", "ask them", "over to you", "here again",
            ];
            assert_eq!(texts(&scene.citizen_reads().await?), all.map(Ok));
            let expected = if history { &all[..] } else { &all[6..] };
            let read = scene.staff_reads(0, 0).await?.1;
            assert_eq!(texts(&read), expected.iter().copied().map(Ok).collect::<Vec<_>>());
        }
        Ok(())
    }

    async fn a_proposal_is_declined_withdrawn_or_replaced(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now) = (scene.conversation, scene.now);
        scene.proposes(0, 0).await?;
        let late = scene.seals_handover(1, true).await?;
        scene.citizen_reads().await?;
        scene.citizen.decline(now, &mut OsRng).await?;
        let changed = Some(ErrorCode::ConversationChanged);
        assert_eq!(code(scene.citizen.send_handover(&late).await), changed);
        scene.proposes(0, 0).await?;
        let late = scene.seals_handover(1, true).await?;
        scene.staff_reads(0, 0).await?;
        scene.towns[0].people[0].member.withdraw(conversation, now, &mut OsRng).await?;
        assert_eq!(code(scene.citizen.send_handover(&late).await), changed);
        scene.proposes(0, 0).await?;
        let late = scene.seals_handover(1, true).await?;
        scene.proposes(0, 0).await?;
        assert_eq!(code(scene.citizen.send_handover(&late).await), changed);
        // And what was written meanwhile is read first.
        let late = scene.seals_handover(1, true).await?;
        scene.staff_writes(0, 0, "wait").await?;
        assert_eq!(code(scene.citizen.send_handover(&late).await), changed);
        let read = scene.citizen_reads().await?;
        let kinds: Vec<_> = read.iter()
            .map(|read| read.outcome.as_ref().map(|content| content.kind))
            .collect();
        let (proposal, decline) = (Ok(ContentKind::Proposal), Ok(ContentKind::Decline));
        assert_eq!(kinds[2..7], [proposal, decline, proposal, decline, proposal]);
        let handover = scene.seals_handover(1, true).await?;
        let first = scene.citizen.send_handover(&handover).await?;
        assert_eq!(scene.citizen.send_handover(&handover).await?, first, "twice is once");
        Ok(())
    }

    async fn both_logs_show_a_handover_and_not_whose(engine) {
        let mut scene = Scene::begin(engine).await?;
        scene.proposes(0, 0).await?;
        scene.hands_over(1, true).await?;
        let departments = [scene.department(0, 0), scene.department(1, 0)];
        let authorities = [scene.towns[0].authority.id, scene.towns[1].authority.id];
        for (town, other) in [(0, authorities[1]), (1, authorities[0])] {
            let (entries, findings) = scene.towns[town].administrator.audit(&mut OsRng).await?;
            assert_eq!(findings, []);
            let done: Vec<_> = entries
                .iter()
                .filter(|entry| entry.outcome == DONE)
                .filter_map(|entry| entry.statement.as_ref().map(|statement| (entry.is_signed, statement)))
                .collect();
            let about = |action| {
                let found = done.iter().filter(move |(_, statement)| statement.action == action);
                found.map(|(is_signed, statement)| (*is_signed, *statement)).collect::<Vec<_>>()
            };
            let handed = about(Action::HandOver);
            assert_eq!(handed.len(), 1);
            let (is_signed, statement) = handed[0];
            assert!(!is_signed && statement.actor.is_none());
            assert_eq!(statement.subject.departments, departments);
            assert_eq!(statement.subject.authority, Some(other));
            assert!(!format!("{statement:?}").contains(&scene.conversation.to_string()));
            let proposed = about(Action::ProposeHandover);
            assert_eq!(proposed.len(), usize::from(town == 0));
            assert!(proposed.iter().all(|(is_signed, _)| *is_signed));
        }
        Ok(())
    }

    async fn what_is_refused_changes_nothing(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now) = (scene.conversation, scene.now);
        let right = scene.seals_proposal(0, 0).await?;
        let before = scene.staff_reads(0, 0).await?.0;
        let changed = |change: &dyn Fn(&mut Propose)| {
            let mut request = right.clone();
            change(&mut request);
            request
        };
        let (own, neighbour) = (scene.towns[0].authority.id, scene.department(0, 1));
        let nobody = DepartmentId::random(&mut OsRng);
        for (name, request, expected) in [
            ("own authority", changed(&|request| request.authority = own), ErrorCode::Inconsistent),
            ("own department", changed(&|request| request.to = neighbour), ErrorCode::NotFound),
            ("nobody", changed(&|request| request.to = nobody), ErrorCode::NotFound),
            ("not in charge", changed(&|request| request.from = neighbour), ErrorCode::ConversationChanged),
        ] {
            let member = &mut scene.towns[0].people[0].member;
            let outcome = member.send_proposal(conversation, &request, now, &mut OsRng).await;
            assert_eq!(code(outcome), Some(expected), "{name}");
        }
        for (town, at) in [(0, 1), (1, 0)] {
            let member = &mut scene.towns[town].people[at].member;
            let outcome = member.send_proposal(conversation, &right, now, &mut OsRng).await;
            assert_eq!(code(outcome), Some(ErrorCode::NotFound), "a foreign conversation");
        }
        assert_eq!(scene.staff_reads(0, 0).await?.0, before);

        scene.proposes(0, 0).await?;
        let right = scene.seals_handover(1, true).await?;
        let before = scene.staff_reads(0, 0).await?.0;
        let changed = |change: &dyn Fn(&mut HandOver)| {
            let mut request = right.clone();
            change(&mut request);
            request
        };
        for (name, request, expected) in [
            ("elsewhere", changed(&|request| request.to = neighbour), ErrorCode::ConversationChanged),
            ("from elsewhere", changed(&|request| request.from = neighbour), ErrorCode::ConversationChanged),
            ("to nobody", changed(&|request| request.to = nobody), ErrorCode::NotFound),
            ("older", changed(&|request| request.after -= 1), ErrorCode::ConversationChanged),
            ("other proposal", changed(&|request| request.proposal = request.message.id), ErrorCode::ConversationChanged),
            ("nothing begun", changed(&|request| request.message.grants.clear()), ErrorCode::Inconsistent),
            (
                "more history",
                changed(&|request| request.history.push(request.history[0].clone())),
                ErrorCode::Inconsistent,
            ),
        ] {
            let outcome = scene.citizen.send_handover(&request).await;
            assert_eq!(code(outcome), Some(expected), "{name}");
        }
        assert_eq!(scene.staff_reads(0, 0).await?.0, before);
        Ok(())
    }

    async fn whoever_left_the_old_authority_does_not_read_the_handover(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now, here) = (scene.conversation, scene.now, scene.department(0, 0));
        let mut leaver = scene.towns[0].joins(&scene.portal, "lars", Role::Caseworker, &[here]).await?;
        scene.towns[0].people[0].member.grant_waiting(now, &mut OsRng).await?;
        leaver.refresh(now, &mut OsRng).await?;
        leaver.read(conversation, now, &mut OsRng).await?;
        let id = leaver.session().member.id;
        let before = scene.staff_reads(0, 0).await?.0;
        scene.towns[0].administrator.dismiss(id, now, &mut OsRng).await?;
        scene.towns[0].people[0].member.refresh(now, &mut OsRng).await?;
        scene.proposes(0, 0).await?;
        scene.hands_over(1, true).await?;
        let mut view = scene.staff_reads(1, 0).await?.0;
        view.grants.extend(before.grants);
        let opened = leaver.open(&view, now, &mut OsRng)?;
        let closed = Err(Failure::NoGrant);
        assert_eq!(texts(&opened), [Ok("first"), Ok("answer"), closed, closed]);
        // The citizen and the new authority still believe what was written before.
        assert_eq!(scene.staff_reads(1, 0).await?.1.iter().filter(|read| read.outcome.is_err()).count(), 0);
        assert_eq!(scene.citizen_reads().await?.iter().filter(|read| read.outcome.is_err()).count(), 0);
        Ok(())
    }
}
