use domain::api::{
    Grant, GrantKind, Grantee, InboxPage, MessagePage, MessageReceived, PassOn, SealedTo, Status,
};
use domain::{ConversationId, DepartmentId};
use store::{InboxQuery, NewNote, Party, PassOutcome, Passing, PostOutcome};

use super::operations::{heard, listening};
use super::world::{NOW, Place, World, bytes, message, posting};

/// The first seed's number after a conversation was passed on with content seed 1.
const NEXT_RUN: u32 = 2 << 16;

/// A conversation of the roads, which have a key as the taxes have one.
struct Scene {
    world: World,
    conversation: ConversationId,
}

impl Scene {
    async fn begin(place: &Place) -> Self {
        let world = World::new(place).await;
        let conversation = world.opened(world.roads).await.conversation;
        for (department, email) in [
            (world.roads, "roads@town.example"),
            (world.taxes, "taxes@town.example"),
        ] {
            let clerk = world.caseworker(email, &[department]).await;
            world.epoch(department, 1, &[clerk]).await;
        }
        Self { world, conversation }
    }

    /// A note by the roads that is sealed to this seed.
    fn note(&self, n: u32) -> NewNote {
        let mut note = message();
        note.seed = SealedTo::Notes(n);
        NewNote {
            conversation: self.conversation,
            departments: vec![self.world.roads],
            note,
            received_at: NOW,
        }
    }

    /// The same, which begins the seed for an epoch of the roads.
    fn beginning(&self, n: u32, epoch: u32) -> NewNote {
        let mut note = self.note(n);
        note.note.grants = vec![grant(n, self.world.roads, epoch)];
        note
    }

    async fn add(&self, note: &NewNote) -> PostOutcome {
        self.world.store.add_note(note.clone()).await.expect("answers")
    }

    async fn added(&self, note: &NewNote) -> i64 {
        match self.add(note).await {
            PostOutcome::Received(received) => received.position,
            other => panic!("{other:?}"),
        }
    }

    async fn page(&self, departments: &[DepartmentId], after: i64, limit: u32) -> Option<MessagePage> {
        let page = self
            .world
            .store
            .notes(self.conversation, departments, after, limit);
        page.await.expect("reads")
    }

    /// All that the department has, which is in charge.
    async fn of(&self, department: DepartmentId) -> MessagePage {
        self.page(&[department], 0, 100).await.expect("is in charge")
    }

    async fn inbox(&self) -> InboxPage {
        let query = InboxQuery {
            departments: vec![self.world.roads],
            status: None,
            before: None,
            limit: 10,
        };
        self.world.store.inbox(&query).await.expect("reads")
    }

    /// Passes it on between roads and taxes, with the message that begins content seed `n`.
    async fn pass(&self, (from, to): (DepartmentId, DepartmentId), n: u32, notes: Vec<Grant>) -> PassOutcome {
        let party = Party::Department(vec![from]);
        let view = self
            .world
            .store
            .conversation(self.conversation, &party, 100)
            .await;
        let messages = view.expect("reads").expect("is there").messages.messages;
        let content = |n, grantee| Grant {
            kind: GrantKind::Content,
            n,
            grantee,
            sealed: bytes(40),
        };
        let grantee = Grantee::Department {
            department: to,
            epoch: 1,
        };
        let mut message = message();
        message.grants = vec![content(n, Grantee::Citizen), content(n, grantee)];
        let passing = Passing {
            conversation: self.conversation,
            party,
            request: PassOn {
                from,
                to,
                after: messages.last().expect("the opening").position,
                message,
                history: (0..n).map(|n| content(n, grantee)).collect(),
                notes,
            },
            received_at: NOW,
        };
        self.world.store.pass_on(passing).await.expect("answers")
    }
}

fn grant(n: u32, department: DepartmentId, epoch: u32) -> Grant {
    Grant {
        kind: GrantKind::Notes,
        n,
        grantee: Grantee::Department { department, epoch },
        sealed: bytes(40),
    }
}

fn rekey(page: &MessagePage) -> Option<u32> {
    page.rekey.as_ref().map(|key| key.epoch)
}

fn seeds(page: &MessagePage) -> Vec<u32> {
    page.grants.iter().map(|grant| grant.n).collect()
}

pub(crate) async fn a_note_changes_nothing_but_the_notes(place: &Place) {
    let scene = Scene::begin(place).await;
    let (world, conversation) = (&scene.world, scene.conversation);
    let store = &world.store;
    let views = async || {
        let mut views = Vec::new();
        for party in [Party::Citizen, world.staff()] {
            views.push(store.conversation(conversation, &party, 10).await.expect("reads"));
        }
        views
    };
    let mut changes = listening(world).await;
    // Nobody has looked at the first message yet, and its errand was done.
    for entry in store.claim_outbox(NOW, NOW.plus(60), 10).await.expect("claims") {
        let done = store.settle_outbox(entry, store::Delivery::Done).await;
        done.expect("settles");
    }
    let (before, rows) = (views().await, scene.inbox().await);
    assert!(rows.rows[0].unread);
    let position = scene.added(&scene.beginning(0, 1)).await;
    assert_eq!((views().await, scene.inbox().await), (before, rows.clone()));
    let errands = store.claim_outbox(NOW.plus(60), NOW.plus(120), 10).await;
    assert_eq!(errands.expect("claims"), []);
    // The row stays where it is.
    heard(&mut changes, |change| {
        (change.department, change.position) == (world.roads, rows.rows[0].last_position)
    })
    .await;

    // Messages and notes are counted together, so that they can be shown in their order.
    let message = world.posted(&posting(conversation, Party::Citizen)).await;
    let later = scene.added(&scene.note(0)).await;
    assert!(position < message && message < later);
    let first = scene.page(&[world.roads], 0, 1).await.expect("is theirs");
    assert_eq!(
        (first.messages[0].position, first.next),
        (position, Some(position))
    );
    assert_eq!(first.messages[0].received_at, NOW, "to the second");
    let second = scene.page(&[world.roads], position, 1).await.expect("is theirs");
    assert_eq!((second.messages[0].position, second.next), (later, None));
}

pub(crate) async fn notes_are_for_the_department_in_charge_alone(place: &Place) {
    let scene = Scene::begin(place).await;
    let world = &scene.world;
    scene.added(&scene.beginning(0, 1)).await;
    assert_eq!(scene.of(world.roads).await.messages.len(), 1);
    for others in [vec![], vec![world.taxes]] {
        assert_eq!(scene.page(&others, 0, 10).await, None);
        let mut note = scene.note(0);
        note.departments = others;
        assert_eq!(scene.add(&note).await, PostOutcome::NotFound);
    }
    let mut elsewhere = scene.note(0);
    elsewhere.conversation = ConversationId::random(&mut rand_core::OsRng);
    assert_eq!(scene.add(&elsewhere).await, PostOutcome::NotFound);
    assert_eq!(scene.of(world.roads).await.messages.len(), 1);
}

pub(crate) async fn a_note_sent_twice_is_one_note_also_where_it_is_closed(place: &Place) {
    let scene = Scene::begin(place).await;
    scene.world.close(scene.conversation).await;
    let note = scene.beginning(0, 1);
    let position = scene.added(&note).await;
    let repeated = PostOutcome::Repeated(MessageReceived { position });
    assert_eq!(scene.add(&note).await, repeated);
    assert_eq!(scene.of(scene.world.roads).await.messages.len(), 1);
    let view = scene
        .world
        .store
        .conversation(scene.conversation, &Party::Citizen, 10);
    let view = view.await.expect("reads").expect("is there");
    assert_eq!(view.status, Status::Closed);
    let mut elsewhere = note;
    elsewhere.conversation = scene.world.opening_later(scene.world.roads).await;
    assert_eq!(scene.add(&elsewhere).await, PostOutcome::Taken);
}

pub(crate) async fn whoever_writes_a_note_begins_a_seed_where_none_is_in_use(place: &Place) {
    let scene = Scene::begin(place).await;
    let (roads, taxes) = (scene.world.roads, scene.world.taxes);
    let mut two = scene.beginning(0, 1);
    two.note.grants.push(grant(0, taxes, 1));
    let mut to_the_citizen = scene.beginning(0, 1);
    to_the_citizen.note.grants[0].grantee = Grantee::Citizen;
    let mut content = scene.beginning(0, 1);
    content.note.grants[0].kind = GrantKind::Content;
    let mut to_others = scene.beginning(0, 1);
    to_others.note.grants = vec![grant(0, taxes, 1)];
    let mut other_number = scene.beginning(0, 1);
    other_number.note.seed = SealedTo::Notes(1);
    for wrong in [two, to_the_citizen, content, to_others, other_number] {
        assert_eq!(scene.add(&wrong).await, PostOutcome::OtherGrants);
    }
    let early = [scene.note(0), scene.beginning(1, 1), scene.beginning(0, 2)];
    for outdated in early {
        assert_eq!(scene.add(&outdated).await, PostOutcome::EpochOutdated);
    }
    let page = scene.of(roads).await;
    assert_eq!(
        (page.messages.len(), seeds(&page), rekey(&page)),
        (0, vec![], Some(1))
    );

    scene.added(&scene.beginning(0, 1)).await;
    scene.added(&scene.note(0)).await;
    let page = scene.of(roads).await;
    assert_eq!(
        (page.messages.len(), seeds(&page), rekey(&page)),
        (2, vec![0], None)
    );
    assert_eq!(
        scene.add(&scene.beginning(1, 1)).await,
        PostOutcome::EpochOutdated,
        "one is in use"
    );

    scene.world.epoch(roads, 2, &[]).await;
    assert_eq!(rekey(&scene.of(roads).await), Some(2));
    for outdated in [scene.note(0), scene.beginning(0, 2), scene.beginning(1, 1)] {
        assert_eq!(scene.add(&outdated).await, PostOutcome::EpochOutdated);
    }
    scene.added(&scene.beginning(1, 2)).await;
    assert_eq!(
        scene.add(&scene.note(0)).await,
        PostOutcome::EpochOutdated,
        "what was sealed before the epoch began"
    );
    let page = scene.of(roads).await;
    assert_eq!((seeds(&page), rekey(&page)), (vec![0, 1], None));
}

pub(crate) async fn notes_stay_where_they_were_written(place: &Place) {
    let scene = Scene::begin(place).await;
    let (roads, taxes) = (scene.world.roads, scene.world.taxes);
    scene.added(&scene.beginning(0, 1)).await;
    let passed = scene.pass((roads, taxes), 1, Vec::new()).await;
    assert!(matches!(passed, PassOutcome::Passed(_)), "{passed:?}");
    let page = scene.of(taxes).await;
    assert_eq!(
        (page.messages.len(), seeds(&page), rekey(&page)),
        (0, vec![], Some(1))
    );
    let mut theirs = scene.note(NEXT_RUN);
    theirs.departments = vec![taxes];
    theirs.note.grants = vec![grant(NEXT_RUN, taxes, 1)];
    let mut too_low = theirs.clone();
    too_low.note.seed = SealedTo::Notes(1);
    too_low.note.grants[0].n = 1;
    assert_eq!(scene.add(&too_low).await, PostOutcome::EpochOutdated);
    let position = scene.added(&theirs).await;

    // And back: what is here is here again, what is there stays there, and the seed that was used before is not used again.
    let passed = scene.pass((taxes, roads), 2, Vec::new()).await;
    assert!(matches!(passed, PassOutcome::Passed(_)), "{passed:?}");
    let page = scene.of(roads).await;
    assert_eq!((seeds(&page), rekey(&page)), (vec![0], Some(1)));
    assert!(page.messages[0].position < position && page.messages.len() == 1);
    assert_eq!(scene.add(&scene.note(0)).await, PostOutcome::EpochOutdated);
}

pub(crate) async fn notes_go_along_as_a_whole(place: &Place) {
    let scene = Scene::begin(place).await;
    let (roads, taxes) = (scene.world.roads, scene.world.taxes);
    scene.added(&scene.beginning(0, 1)).await;
    scene.world.epoch(roads, 2, &[]).await;
    scene.added(&scene.beginning(1, 2)).await;
    let all = || vec![grant(0, taxes, 1), grant(1, taxes, 1)];
    let changed = |change: &dyn Fn(&mut Vec<Grant>)| {
        let mut notes = all();
        change(&mut notes);
        notes
    };
    for (notes, expected) in [
        (
            changed(&|notes| notes[1].kind = GrantKind::Content),
            PassOutcome::OtherGrants,
        ),
        (
            changed(&|notes| notes[1].grantee = Grantee::Citizen),
            PassOutcome::OtherGrants,
        ),
        (
            changed(&|notes| notes[1] = grant(1, roads, 1)),
            PassOutcome::OtherGrants,
        ),
        (
            changed(&|notes| notes.push(grant(2, taxes, 1))),
            PassOutcome::OtherGrants,
        ),
        (changed(&|notes| notes.reverse()), PassOutcome::OtherGrants),
        (
            changed(&|notes| notes[1] = notes[0].clone()),
            PassOutcome::OtherGrants,
        ),
        (
            changed(&|notes| notes[1] = grant(1, taxes, 2)),
            PassOutcome::EpochOutdated,
        ),
        // Somebody has begun the second one after this was sealed.
        (changed(&|notes| drop(notes.pop())), PassOutcome::Changed),
    ] {
        assert_eq!(scene.pass((roads, taxes), 1, notes).await, expected);
    }
    assert_eq!(scene.of(roads).await.messages.len(), 2);

    let passed = scene.pass((roads, taxes), 1, all()).await;
    assert!(matches!(passed, PassOutcome::Passed(_)), "{passed:?}");
    let page = scene.of(taxes).await;
    assert_eq!(
        (page.messages.len(), seeds(&page), rekey(&page)),
        (2, vec![0, 1], Some(1))
    );
    let mut theirs = scene.note(1);
    theirs.departments = vec![taxes];
    assert_eq!(
        scene.add(&theirs).await,
        PostOutcome::EpochOutdated,
        "the old department knows it"
    );
}

pub(crate) async fn a_handover_begins_a_run_of_its_own(place: &Place) {
    let scene = Scene::begin(place).await;
    let (roads, taxes) = (scene.world.roads, scene.world.taxes);
    scene.pass((roads, taxes), 1, Vec::new()).await;
    let mut theirs = scene.note(NEXT_RUN);
    theirs.departments = vec![taxes];
    theirs.note.grants = vec![grant(NEXT_RUN, taxes, 1)];
    scene.added(&theirs).await;
    // With the seed that follows; who gave it away knows the one before.
    place
        .run(
            "UPDATE conversations SET opening_seed = 2, known_seed = 1,
                 department = (SELECT id FROM departments WHERE slug = 'roads')",
        )
        .await;
    let same_run = scene.beginning(NEXT_RUN, 1);
    assert_eq!(scene.add(&same_run).await, PostOutcome::EpochOutdated);
    scene.added(&scene.beginning(3 << 16, 1)).await;
    let page = scene.of(roads).await;
    assert_eq!((page.messages.len(), seeds(&page)), (1, vec![3 << 16]));
}

pub(crate) async fn notes_of_a_history_that_was_kept_back_are_not_shown(place: &Place) {
    let scene = Scene::begin(place).await;
    scene.added(&scene.beginning(0, 1)).await;
    let first = scene.added(&scene.note(0)).await;
    place
        .run("UPDATE conversations SET first_position = (SELECT max(position) FROM notes)")
        .await;
    let later = scene.added(&scene.note(0)).await;
    let shown: Vec<_> = scene
        .of(scene.world.roads)
        .await
        .messages
        .iter()
        .map(|note| note.position)
        .collect();
    assert!(first < later);
    assert_eq!(shown, [later]);
}

pub(crate) async fn notes_are_deleted_with_their_conversation(place: &Place) {
    let scene = Scene::begin(place).await;
    let note = scene.beginning(0, 1);
    scene.added(&note).await;
    place.run("DELETE FROM conversations").await;
    assert_eq!(scene.page(&[scene.world.roads], 0, 10).await, None);
    let mut again = note;
    again.conversation = scene.world.opening_later(scene.world.roads).await;
    scene.added(&again).await;
}
