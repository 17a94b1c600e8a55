//! What caseworkers write to each other: read by the department in charge, closed to everybody else.

use client::{Citizen, Error, Letter, Member, Method};
use domain::api::{MessagePage, Role, Status};
use domain::{ConversationId, DepartmentId, ErrorCode, Timestamp};
use rand_core::OsRng;
use sealing::Failure;
use tests::{TestPortal, Town};
use vault::messages::ReadMessage;

use crate::{on_both_engines, texts};

fn code<T>(outcome: Result<T, Error>) -> Option<ErrorCode> {
    outcome.err().and_then(|error| error.code())
}

/// A citizen has written to the first of two departments.
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
        Ok(Self {
            now: portal.now(),
            portal,
            town,
            citizen,
            conversation: opened.conversation,
        })
    }

    fn department(&self, at: usize) -> DepartmentId {
        self.town.people[at].department.id
    }

    fn member(&mut self, at: usize) -> &mut Member {
        &mut self.town.people[at].member
    }

    /// Somebody else who works in the first department.
    async fn colleague(&mut self, name: &str) -> anyhow::Result<Member> {
        let (here, now) = (self.department(0), self.now);
        let mut joined = self
            .town
            .joins(&self.portal, name, Role::Caseworker, &[here])
            .await?;
        self.member(0).grant_waiting(now, &mut OsRng).await?;
        joined.refresh(now, &mut OsRng).await?;
        Ok(joined)
    }

    async fn notes(&mut self, at: usize) -> anyhow::Result<Vec<ReadMessage>> {
        let (conversation, now) = (self.conversation, self.now);
        let member = self.member(at);
        member.read(conversation, now, &mut OsRng).await?;
        Ok(member.read_notes(conversation, now, &mut OsRng).await?)
    }

    async fn notes_down(&mut self, at: usize, text: &str) -> anyhow::Result<()> {
        let (conversation, now) = (self.conversation, self.now);
        self.member(at)
            .write_note(conversation, text, now, &mut OsRng)
            .await?;
        Ok(())
    }

    /// Every byte that the citizen can be told.
    async fn citizens_bytes(&self) -> anyhow::Result<Vec<(u16, Vec<u8>)>> {
        let mut told = Vec::new();
        for path in [
            "/api/v1/citizen/conversation",
            "/api/v1/citizen/conversation/messages?after=0",
            "/api/v1/citizen/conversation/messages?after=99999999",
        ] {
            let answer = self.citizen.client().request(Method::GET, path, None).await?;
            told.push((answer.status.as_u16(), answer.bytes));
        }
        Ok(told)
    }

    /// The page of notes as the server gives it to a member.
    async fn page(&mut self, at: usize) -> anyhow::Result<MessagePage> {
        let path = format!("/conversations/{}/notes", self.conversation);
        Ok(self.member(at).client().get(&path).await?)
    }
}

on_both_engines! {
    async fn a_note_is_read_by_colleagues_and_changes_nothing_for_the_citizen(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now) = (scene.conversation, scene.now);
        let mut colleague = scene.colleague("nina").await?;
        let (before, mails) = (scene.citizens_bytes().await?, scene.portal.mails().await?.len());
        let rows = scene.member(0).inbox("").await?.rows;
        let mut heard = colleague.events().await?;
        scene.notes_down(0, "calls at noon").await?;
        let change = heard.next().await?.map(|change| change.conversation);
        assert_eq!(change, Some(conversation));
        colleague.write_note(conversation, "thanks", now, &mut OsRng).await?;
        assert_eq!(texts(&scene.notes(0).await?), [Ok("calls at noon"), Ok("thanks")]);
        assert!(scene.citizens_bytes().await? == before, "the citizen is told something");
        assert_eq!(scene.member(0).inbox("").await?.rows, rows);

        scene.member(0).read(conversation, now, &mut OsRng).await?;
        scene.member(0).set_status(conversation, Status::Closed, now, &mut OsRng).await?;
        let before = scene.citizens_bytes().await?;
        scene.notes_down(0, "closed for now").await?;
        assert_eq!(scene.notes(0).await?.len(), 3);
        assert!(scene.citizens_bytes().await? == before, "the citizen is told something");
        assert_eq!(scene.portal.mails().await?.len(), mails);
        Ok(())
    }

    async fn notes_are_neither_given_to_strangers_nor_taken_from_them(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now) = (scene.conversation, scene.now);
        scene.notes_down(0, "internal").await?;
        scene.notes(0).await?;
        let note = scene.member(0).seal_note("forged", now, &mut OsRng)?;
        let other = Town::found(&scene.portal, "b-dorf").await?;
        let path = format!("/conversations/{conversation}/notes");
        for stranger in [&scene.town.people[1].member, &other.people[0].member] {
            assert_eq!(code(stranger.client().get::<MessagePage>(&path).await), Some(ErrorCode::NotFound));
            assert_eq!(code(stranger.send_note(conversation, &note).await), Some(ErrorCode::NotFound));
        }
        let citizen = scene.citizen.client();
        assert_eq!(code(citizen.get::<MessagePage>(&path).await), Some(ErrorCode::SessionEnded));
        // Sent where messages go, it is refused whoever sends it.
        let as_message = scene.member(0).send_message(conversation, &note).await;
        assert_eq!(code(as_message), Some(ErrorCode::Inconsistent));
        assert_eq!(code(scene.citizen.send_message(&note).await), Some(ErrorCode::Inconsistent));
        assert_eq!(texts(&scene.notes(0).await?), [Ok("internal")]);
        Ok(())
    }

    async fn who_has_left_opens_no_later_note(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now) = (scene.conversation, scene.now);
        let mut leaver = scene.colleague("lars").await?;
        scene.notes_down(0, "before").await?;
        leaver.read(conversation, now, &mut OsRng).await?;
        leaver.read_notes(conversation, now, &mut OsRng).await?;
        // Sealed in time, sent too late: it would be one that the departed can open.
        scene.notes(0).await?;
        let late = scene.member(0).seal_note("late", now, &mut OsRng)?;
        let (id, before) = (leaver.session().member.id, scene.page(0).await?);
        scene.town.administrator.dismiss(id, now, &mut OsRng).await?;
        assert_eq!(code(scene.member(0).send_note(conversation, &late).await), Some(ErrorCode::EpochOutdated));
        scene.member(0).refresh(now, &mut OsRng).await?;
        scene.notes_down(0, "about the one who left").await?;
        assert_eq!(code(scene.member(0).send_note(conversation, &late).await), Some(ErrorCode::EpochOutdated));
        assert_eq!(texts(&scene.notes(0).await?), [Ok("before"), Ok("about the one who left")]);

        // With everything that the server has.
        let mut everything = scene.page(0).await?;
        everything.grants.extend(before.grants);
        let opened = leaver.open_notes(everything, now, &mut OsRng)?;
        assert_eq!(texts(&opened), [Err(Failure::Repeated), Err(Failure::NoGrant)]);
        Ok(())
    }

    async fn notes_go_along_if_whoever_passes_on_wants_it(engine) {
        for along in [true, false] {
            let mut scene = Scene::begin(engine).await?;
            let (conversation, now, there) = (scene.conversation, scene.now, scene.department(1));
            let here = scene.department(0);
            scene.notes_down(0, "first").await?;
            scene.town.administrator.begin_epoch(here, 2, now, &mut OsRng).await?;
            scene.member(0).refresh(now, &mut OsRng).await?;
            scene.notes_down(0, "second").await?;
            let before = scene.page(0).await?;
            if along {
                scene.member(0).pass_on_with_notes(conversation, there, now, &mut OsRng).await?;
            } else {
                scene.notes(0).await?;
                scene.member(0).pass_on(conversation, there, "", now, &mut OsRng).await?;
            }
            let outcome = scene.member(0).read_notes(conversation, now, &mut OsRng).await;
            assert_eq!(code(outcome), Some(ErrorCode::NotFound));
            let expected = if along { vec![Ok("first"), Ok("second")] } else { vec![] };
            assert_eq!(texts(&scene.notes(1).await?), expected);
            scene.notes_down(1, "third").await?;
            scene.notes_down(1, "fourth").await?;
            let theirs = [Ok("third"), Ok("fourth")];
            assert_eq!(texts(&scene.notes(1).await?), [expected, theirs.to_vec()].concat());

            // The old department opens none of it, with its own seeds and everything that the server has.
            let mut everything = scene.page(1).await?;
            everything.grants.extend(before.grants);
            everything.messages.retain(|note| before.messages.iter().all(|known| known.id != note.id));
            let opened = scene.member(0).open_notes(everything, now, &mut OsRng)?;
            assert_eq!(texts(&opened), [Err(Failure::NoGrant); 2]);

            // Back with all notes: whoever has it again reads everything that was ever noted down about it.
            scene.member(1).pass_on_with_notes(conversation, here, now, &mut OsRng).await?;
            assert_eq!(texts(&scene.notes(0).await?), [Ok("first"), Ok("second"), Ok("third"), Ok("fourth")]);
            scene.notes_down(0, "fifth").await?;
            assert_eq!(scene.notes(0).await?.len(), 5);
        }
        Ok(())
    }

    async fn what_colleagues_note_down_at_the_same_time_is_kept(engine) {
        let mut scene = Scene::begin(engine).await?;
        let (conversation, now) = (scene.conversation, scene.now);
        let mut colleague = scene.colleague("nina").await?;
        colleague.read(conversation, now, &mut OsRng).await?;
        colleague.read_notes(conversation, now, &mut OsRng).await?;
        let slower = colleague.seal_note("slower", now, &mut OsRng)?;
        scene.notes_down(0, "faster").await?;
        let outcome = colleague.send_note(conversation, &slower).await;
        assert_eq!(code(outcome), Some(ErrorCode::EpochOutdated), "both begin the first seed");
        colleague.write_note(conversation, "slower", now, &mut OsRng).await?;

        // And while one passes it on with the notes, the other one writes one more under the next seed.
        let there = scene.department(1);
        scene.notes(0).await?;
        let here = scene.department(0);
        scene.town.administrator.begin_epoch(here, 2, now, &mut OsRng).await?;
        scene.member(0).refresh(now, &mut OsRng).await?;
        let request = scene.member(0).seal_passing(there, "", true, now, &mut OsRng).await?;
        scene.town.people[0].member.write_note(conversation, "one more", now, &mut OsRng).await?;
        let outcome = scene.member(0).send_transfer(conversation, &request, now, &mut OsRng).await;
        assert_eq!(code(outcome), Some(ErrorCode::ConversationChanged));
        assert_eq!(texts(&scene.notes(0).await?), [Ok("faster"), Ok("slower"), Ok("one more")]);
        Ok(())
    }
}
