use domain::api::{Grant, GrantKind, Grantee, PassOn, Status};
use domain::limits::EPOCH_CERTIFICATE_SECONDS;
use domain::{ConversationId, DepartmentId, SECONDS_PER_DAY};
use rand_core::OsRng;
use store::{Errand, InboxQuery, Party, PassOutcome, Passing, PostOutcome};

use super::operations::{heard, listening};
use super::world::{NOW, Place, World, bytes, department, later_posting, message, posting};

/// A conversation of the roads, and the taxes with a key and somebody who has it.
struct Scene {
    world: World,
    conversation: ConversationId,
}

impl Scene {
    async fn begin(place: &Place) -> Self {
        let world = World::new(place).await;
        let conversation = world.opened(world.roads).await.conversation;
        let clerk = world.caseworker("clerk@town.example", &[world.taxes]).await;
        world.epoch(world.taxes, 1, &[clerk]).await;
        Self { world, conversation }
    }

    fn roads(&self) -> Party {
        Party::Department(vec![self.world.roads])
    }

    /// What passes it on as it is.
    async fn passing(&self) -> Passing {
        let (from, to) = (self.world.roads, self.world.taxes);
        let view = self
            .world
            .store
            .conversation(self.conversation, &self.roads(), 10)
            .await;
        let messages = view.expect("reads").expect("is there").messages.messages;
        let grantee = Grantee::Department {
            department: to,
            epoch: 1,
        };
        let mut message = message();
        message.grants = vec![grant(1, Grantee::Citizen), grant(1, grantee)];
        Passing {
            conversation: self.conversation,
            party: self.roads(),
            request: PassOn {
                from,
                to,
                after: messages.last().expect("the opening").position,
                message,
                history: vec![grant(0, grantee)],
                notes: Vec::new(),
            },
            received_at: NOW,
        }
    }

    async fn pass(&self, passing: &Passing) -> PassOutcome {
        self.world.store.pass_on(passing.clone()).await.expect("answers")
    }
}

fn grant(n: u32, grantee: Grantee) -> Grant {
    Grant {
        kind: GrantKind::Content,
        n,
        grantee,
        sealed: bytes(40),
    }
}

pub(crate) async fn a_conversation_that_is_passed_on_changes_hands_as_a_whole(place: &Place) {
    let scene = Scene::begin(place).await;
    let (world, conversation) = (&scene.world, scene.conversation);
    let passing = scene.passing().await;
    world
        .store
        .mark_read(conversation, scene.roads(), i64::MAX)
        .await
        .expect("marks");
    let mut changes = listening(world).await;
    let PassOutcome::Passed(received) = scene.pass(&passing).await else {
        panic!("not passed on");
    };
    assert_eq!(
        scene.pass(&passing).await,
        PassOutcome::Repeated(received),
        "twice is once"
    );
    for department in [world.roads, world.taxes] {
        heard(&mut changes, |change| {
            (change.department, change.position) == (department, received.position)
        })
        .await;
    }

    let left = world.store.conversation(conversation, &scene.roads(), 10).await;
    assert_eq!(left.expect("reads"), None);
    let taxes = Party::Department(vec![world.taxes]);
    let view = world.store.conversation(conversation, &taxes, 10).await;
    let view = view.expect("reads").expect("is theirs");
    assert_eq!(
        (view.department, view.read, view.messages.messages.len()),
        (world.taxes, 0, 2)
    );
    let numbers: Vec<_> = view.grants.iter().map(|grant| grant.n).collect();
    assert_eq!(numbers, [0, 1]);
    let query = InboxQuery {
        departments: vec![world.taxes],
        status: None,
        before: None,
        limit: 10,
    };
    let page = world.store.inbox(&query).await.expect("reads");
    assert!(page.rows[0].unread);
    assert_eq!(
        (page.rows[0].last_position, page.rows.len()),
        (received.position, 1)
    );
    let errand = Errand::DepartmentMessage(conversation);
    let errands = world
        .store
        .claim_outbox(NOW, NOW.plus(60), 10)
        .await
        .expect("claims");
    assert!(errands.iter().any(|entry| entry.errand == errand));
}

pub(crate) async fn whoever_writes_after_a_transfer_begins_a_seed(place: &Place) {
    let scene = Scene::begin(place).await;
    let (world, conversation) = (&scene.world, scene.conversation);
    let passing = scene.passing().await;
    scene.pass(&passing).await;
    let taxes = Party::Department(vec![world.taxes]);
    let rekey = async || {
        let view = world.store.conversation(conversation, &taxes, 10).await;
        let view = view.expect("reads").expect("is theirs");
        view.messages.rekey.map(|key| (key.department, key.epoch))
    };
    assert_eq!(rekey().await, Some((world.taxes, 1)));
    let mut next = posting(conversation, Party::Citizen);
    assert_eq!(world.post(&next).await, PostOutcome::EpochOutdated);
    next.message.grants = passing.request.message.grants.clone();
    assert_eq!(
        world.post(&next).await,
        PostOutcome::EpochOutdated,
        "this one has begun"
    );
    next.message.grants.iter_mut().for_each(|grant| grant.n = 2);
    world.posted(&next).await;
    assert_eq!(rekey().await, None);
    world.posted(&later_posting(conversation, taxes.clone(), 2)).await;
    for earlier in [
        posting(conversation, taxes),
        later_posting(conversation, Party::Citizen, 1),
    ] {
        let outcome = world.post(&earlier).await;
        assert_eq!(outcome, PostOutcome::EpochOutdated, "whoever has left knows it");
    }
    let not_begun = later_posting(conversation, Party::Citizen, 3);
    assert_eq!(world.post(&not_begun).await, PostOutcome::EpochOutdated);
}

pub(crate) async fn a_transfer_that_is_refused_changes_nothing(place: &Place) {
    let scene = Scene::begin(place).await;
    let (world, conversation) = (&scene.world, scene.conversation);
    let right = scene.passing().await;
    let bare = async |slug: &str| {
        let id = DepartmentId::random(&mut OsRng);
        let added = world
            .store
            .add_department(world.authority, department(id, slug, None), NOW);
        added.await.expect("adds");
        id
    };
    let (keyless, unstaffed) = (bare("keyless").await, bare("unstaffed").await);
    world.epoch(unstaffed, 1, &[]).await;
    let before = world
        .store
        .conversation(conversation, &scene.roads(), 10)
        .await
        .expect("reads");
    let changed = |change: &dyn Fn(&mut Passing)| {
        let mut passing = right.clone();
        change(&mut passing);
        passing
    };
    let (roads, nobody) = (world.roads, DepartmentId::random(&mut OsRng));
    for (passing, expected) in [
        (
            changed(&|passing| passing.conversation = ConversationId::random(&mut OsRng)),
            PassOutcome::NotFound,
        ),
        (
            changed(&|passing| passing.party = Party::Department(vec![nobody])),
            PassOutcome::NotFound,
        ),
        (
            changed(&|passing| passing.request.from = nobody),
            PassOutcome::Changed,
        ),
        (
            changed(&|passing| passing.request.after += 1),
            PassOutcome::Changed,
        ),
        (
            changed(&|passing| passing.request.to = roads),
            PassOutcome::SameDepartment,
        ),
        (
            changed(&|passing| passing.request.to = nobody),
            PassOutcome::NoDepartment,
        ),
        (
            changed(&|passing| passing.request.to = keyless),
            PassOutcome::Keyless,
        ),
        (
            changed(&|passing| passing.request.to = unstaffed),
            PassOutcome::Unstaffed,
        ),
        (
            changed(&|passing| passing.received_at = NOW.plus(EPOCH_CERTIFICATE_SECONDS + 1)),
            PassOutcome::Keyless,
        ),
        (
            changed(&|passing| passing.request.history.clear()),
            PassOutcome::OtherGrants,
        ),
        (
            changed(&|passing| passing.request.history[0].n = 1),
            PassOutcome::OtherGrants,
        ),
        (
            changed(&|passing| passing.request.message.grants.clear()),
            PassOutcome::OtherGrants,
        ),
        (
            changed(&|passing| passing.request.message.grants[1].n = 2),
            PassOutcome::OtherGrants,
        ),
        (
            changed(&|passing| {
                passing
                    .request
                    .message
                    .grants
                    .iter_mut()
                    .for_each(|grant| grant.n = 2);
            }),
            PassOutcome::EpochOutdated,
        ),
    ] {
        assert_eq!(scene.pass(&passing).await, expected);
    }
    let clerk = Party::Department(vec![world.taxes]);
    let mut foreign = right.clone();
    foreign.party = clerk;
    assert_eq!(
        scene.pass(&foreign).await,
        PassOutcome::NotFound,
        "nobody takes a conversation"
    );
    let taken = posting(world.opened(world.roads).await.conversation, Party::Citizen);
    world.posted(&taken).await;
    let mut same_message = right.clone();
    same_message.request.message.id = taken.message.id;
    assert_eq!(scene.pass(&same_message).await, PassOutcome::Taken);
    let after = world
        .store
        .conversation(conversation, &scene.roads(), 10)
        .await
        .expect("reads");
    assert_eq!(after, before);

    world.close(conversation).await;
    assert_eq!(scene.pass(&scene.passing().await).await, PassOutcome::Closed);
    let view = world.store.conversation(conversation, &Party::Citizen, 10).await;
    let view = view.expect("reads").expect("is there");
    assert_eq!((view.status, view.department), (Status::Closed, roads));
}

pub(crate) async fn passing_on_is_no_answer(place: &Place) {
    let scene = Scene::begin(place).await;
    let (world, conversation) = (&scene.world, scene.conversation);
    let promise = async || {
        world
            .store
            .renew_promises(NOW.plus(-SECONDS_PER_DAY), 1)
            .await
            .expect("renews");
        let entry = world.store.department(world.taxes).await.expect("reads");
        entry.expect("exists").department.promise_days
    };
    let passing = scene.passing().await;
    assert!(matches!(scene.pass(&passing).await, PassOutcome::Passed(_)));
    assert_eq!(promise().await, None);
    let mut answer = posting(conversation, Party::Department(vec![world.taxes]));
    answer.received_at = NOW.plus(3 * SECONDS_PER_DAY);
    let grantee = Grantee::Department {
        department: world.taxes,
        epoch: 1,
    };
    answer.message.grants = vec![grant(2, Grantee::Citizen), grant(2, grantee)];
    world.posted(&answer).await;
    assert_eq!(promise().await, Some(3));
}
