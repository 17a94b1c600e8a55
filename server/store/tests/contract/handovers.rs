use domain::api::{EndProposal, Grant, GrantKind, Grantee, HandOver, Propose, Status};
use domain::audit::{Action, Statement, StatementId, Subject, Unnumbered};
use domain::{AuthorityId, CaseNumber, ConversationId, DepartmentId, MessageId};
use rand_core::OsRng;
use store::{Ending, Errand, Handing, InboxQuery, Party, PassOutcome, PostOutcome, Proposing};

use super::operations::{heard, listening};
use super::world::{NOW, Place, World, bytes, later_posting, message, posting};

/// A conversation of the roads, and a department of another authority with a key and somebody who has it.
struct Scene {
    world: World,
    conversation: ConversationId,
    other: AuthorityId,
    there: DepartmentId,
}

impl Scene {
    async fn begin(place: &Place) -> Self {
        let world = World::new(place).await;
        let (other, there) = world.elsewhere().await;
        let conversation = world.opened(world.roads).await.conversation;
        Self {
            world,
            conversation,
            other,
            there,
        }
    }

    fn roads(&self) -> Party {
        Party::Department(vec![self.world.roads])
    }

    fn theirs(&self) -> Party {
        Party::Department(vec![self.there])
    }

    fn proposing(&self) -> Proposing {
        Proposing {
            conversation: self.conversation,
            party: self.roads(),
            request: Propose {
                from: self.world.roads,
                authority: self.other,
                to: self.there,
                message: message(),
            },
            received_at: NOW,
        }
    }

    async fn propose(&self, proposing: &Proposing) -> PassOutcome {
        let outcome = self.world.store.propose(proposing.clone()).await;
        outcome.expect("answers")
    }

    /// A proposal that is open.
    async fn proposed(&self) -> MessageId {
        let proposing = self.proposing();
        let outcome = self.propose(&proposing).await;
        assert!(matches!(outcome, PassOutcome::Passed(_)), "{outcome:?}");
        proposing.request.message.id
    }

    fn ending(&self, proposal: MessageId, party: Party) -> Ending {
        Ending {
            conversation: self.conversation,
            party,
            request: EndProposal {
                proposal,
                message: message(),
            },
            received_at: NOW,
        }
    }

    async fn end(&self, ending: &Ending) -> PassOutcome {
        let outcome = self.world.store.end_proposal(ending.clone()).await;
        outcome.expect("answers")
    }

    /// Position of the newest message.
    async fn last(&self) -> i64 {
        let view = self
            .world
            .store
            .conversation(self.conversation, &Party::Citizen, 50)
            .await;
        let view = view.expect("reads").expect("is there");
        view.messages.messages.last().expect("the opening").position
    }

    /// What hands it over as it is, with the history or without.
    async fn handing(&self, proposal: MessageId, history: bool) -> Handing {
        let grantee = Grantee::Department {
            department: self.there,
            epoch: 1,
        };
        let mut message = message();
        message.grants = vec![grant(1, Grantee::Citizen), grant(1, grantee)];
        Handing {
            conversation: self.conversation,
            authority: self.world.authority,
            request: HandOver {
                proposal,
                from: self.world.roads,
                to: self.there,
                after: self.last().await,
                message,
                history: history.then(|| grant(0, grantee)).into_iter().collect(),
            },
            case_number: CaseNumber::random(&mut OsRng),
            entries: [self.world.authority, self.other].map(entry).to_vec(),
            received_at: NOW,
        }
    }

    async fn hand(&self, handing: &Handing) -> PassOutcome {
        let outcome = self.world.store.hand_over(handing.clone()).await;
        outcome.expect("answers")
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

fn entry(authority: AuthorityId) -> Unnumbered {
    let statement = Statement {
        version: Statement::VERSION,
        id: StatementId::random(&mut OsRng),
        authority,
        actor: None,
        action: Action::HandOver,
        subject: Subject::default(),
        at: NOW,
        seen: None,
    };
    Unnumbered {
        authority,
        at: NOW,
        outcome: "done".to_owned(),
        department: None,
        statement: statement.to_bytes(),
        signature: None,
    }
}

pub(crate) async fn a_conversation_that_is_handed_over_changes_authorities_as_a_whole(place: &Place) {
    is_handed_over_as_a_whole(place, true).await;
}

pub(crate) async fn without_its_history_staff_get_a_conversation_from_the_handover_on(place: &Place) {
    is_handed_over_as_a_whole(place, false).await;
}

async fn is_handed_over_as_a_whole(place: &Place, history: bool) {
    let scene = Scene::begin(place).await;
    let (world, conversation) = (&scene.world, scene.conversation);
    let before = scene.last().await;
    let proposal = scene.proposed().await;
    let handing = scene.handing(proposal, history).await;
    let mut changes = listening(world).await;
    let PassOutcome::Passed(received) = scene.hand(&handing).await else {
        panic!("not handed over");
    };
    assert_eq!(
        scene.hand(&handing).await,
        PassOutcome::Repeated(received),
        "twice is once"
    );
    for department in [world.roads, scene.there] {
        heard(&mut changes, |change| {
            (change.department, change.position) == (department, received.position)
        })
        .await;
    }
    for authority in [world.authority, scene.other] {
        let entries = world.store.audit_entries(authority, 0, 10).await.expect("reads");
        assert_eq!(entries.len(), 1, "both logs have it once");
    }

    let left = world.store.conversation(conversation, &scene.roads(), 10).await;
    assert_eq!(left.expect("reads"), None);
    let view = world.store.conversation(conversation, &scene.theirs(), 10).await;
    let view = view.expect("reads").expect("is theirs");
    assert_eq!(
        (view.authority, view.department, view.read),
        (scene.other, scene.there, 0)
    );
    assert_eq!(view.case_number, handing.case_number);
    let given: Vec<_> = view
        .messages
        .messages
        .iter()
        .map(|message| message.position)
        .collect();
    let seeds: Vec<_> = view.grants.iter().map(|grant| grant.n).collect();
    if history {
        assert_eq!((given.len(), &seeds[..]), (3, &[0, 1][..]));
    } else {
        assert_eq!((given, &seeds[..]), (vec![received.position], &[1][..]));
    }
    let page = world
        .store
        .messages(conversation, &scene.theirs(), before - 1, 10)
        .await;
    let page = page.expect("reads").expect("is theirs");
    assert_eq!(page.messages.len(), if history { 3 } else { 1 });
    let view = world.store.conversation(conversation, &Party::Citizen, 10).await;
    let view = view.expect("reads").expect("is the citizen's");
    assert_eq!(
        (view.messages.messages.len(), view.grants.len()),
        (3, 2),
        "the citizen has all"
    );

    let query = InboxQuery {
        departments: vec![scene.there],
        status: None,
        before: None,
        limit: 10,
    };
    let page = world.store.inbox(&query).await.expect("reads");
    let row = &page.rows[0];
    assert_eq!(
        (row.opening.position, row.seed, row.unread),
        (received.position, 1, true)
    );
    assert_eq!(row.grants.len(), if history { 2 } else { 1 });
    let errands = world
        .store
        .claim_outbox(NOW, NOW.plus(60), 10)
        .await
        .expect("claims");
    let errand = Errand::DepartmentMessage(conversation);
    assert!(errands.iter().any(|entry| entry.errand == errand));
    // It goes on with the seed that the citizen has begun.
    for party in [Party::Citizen, scene.theirs()] {
        world.posted(&later_posting(conversation, party.clone(), 1)).await;
        let earlier = world.post(&posting(conversation, party)).await;
        assert_eq!(
            earlier,
            PostOutcome::EpochOutdated,
            "the old authority has that seed"
        );
    }
    let stranger = posting(conversation, scene.roads());
    assert_eq!(world.post(&stranger).await, PostOutcome::NotFound);
}

pub(crate) async fn files_of_a_history_go_along(place: &Place) {
    files_are_given(place, true).await;
}

pub(crate) async fn files_of_a_history_that_was_kept_are_not_given(place: &Place) {
    files_are_given(place, false).await;
}

async fn files_are_given(place: &Place, history: bool) {
    let scene = Scene::begin(place).await;
    let (world, conversation) = (&scene.world, scene.conversation);
    let mut with_file = posting(conversation, Party::Citizen);
    let file = super::world::file(20);
    with_file.message.attachments = vec![file.clone()];
    world.posted(&with_file).await;
    let proposal = scene.proposed().await;
    scene.hand(&scene.handing(proposal, history).await).await;
    let given = async |party: &Party| {
        let found = world.store.attachment(conversation, party, file.id).await;
        found.expect("reads").is_some()
    };
    assert_eq!(
        [
            given(&Party::Citizen).await,
            given(&scene.theirs()).await,
            given(&scene.roads()).await
        ],
        [true, history, false]
    );
}

pub(crate) async fn a_proposal_is_open_until_it_is_ended_or_another_one_takes_its_place(place: &Place) {
    let scene = Scene::begin(place).await;
    let (world, conversation) = (&scene.world, scene.conversation);
    let first = scene.proposed().await;
    let second = scene.proposed().await;
    let late = scene.handing(first, true).await;
    assert_eq!(scene.hand(&late).await, PassOutcome::Changed, "replaced");
    let stranger = scene.ending(second, scene.theirs());
    assert_eq!(scene.end(&stranger).await, PassOutcome::NotFound);
    let other = scene.ending(first, Party::Citizen);
    assert_eq!(scene.end(&other).await, PassOutcome::Changed);
    let declined = scene.ending(second, Party::Citizen);
    let PassOutcome::Passed(received) = scene.end(&declined).await else {
        panic!("not declined");
    };
    assert_eq!(scene.end(&declined).await, PassOutcome::Repeated(received));
    let withdrawn = scene.ending(second, scene.roads());
    assert_eq!(scene.end(&withdrawn).await, PassOutcome::Changed, "it is over");
    let late = scene.handing(second, true).await;
    assert_eq!(scene.hand(&late).await, PassOutcome::Changed, "declined");

    let third = scene.proposed().await;
    let withdrawn = scene.ending(third, scene.roads());
    assert!(matches!(scene.end(&withdrawn).await, PassOutcome::Passed(_)));
    let late = scene.handing(third, true).await;
    assert_eq!(scene.hand(&late).await, PassOutcome::Changed, "withdrawn");

    let fourth = scene.proposed().await;
    world.close(conversation).await;
    world.posted(&posting(conversation, Party::Citizen)).await;
    let late = scene.handing(fourth, true).await;
    assert_eq!(scene.hand(&late).await, PassOutcome::Changed, "closed meanwhile");
}

pub(crate) async fn a_proposal_that_is_refused_changes_nothing(place: &Place) {
    let scene = Scene::begin(place).await;
    let (world, conversation) = (&scene.world, scene.conversation);
    let right = scene.proposing();
    let changed = |change: &dyn Fn(&mut Proposing)| {
        let mut proposing = right.clone();
        change(&mut proposing);
        proposing
    };
    let before = scene.last().await;
    let nobody = DepartmentId::random(&mut OsRng);
    for (proposing, expected) in [
        (
            changed(&|proposing| proposing.conversation = ConversationId::random(&mut OsRng)),
            PassOutcome::NotFound,
        ),
        (
            changed(&|proposing| proposing.party = scene.theirs()),
            PassOutcome::NotFound,
        ),
        (
            changed(&|proposing| proposing.request.from = nobody),
            PassOutcome::Changed,
        ),
        (
            changed(&|proposing| proposing.request.authority = world.authority),
            PassOutcome::SameDepartment,
        ),
        (
            changed(&|proposing| proposing.request.to = nobody),
            PassOutcome::NoDepartment,
        ),
        (
            changed(&|proposing| proposing.request.to = world.taxes),
            PassOutcome::NoDepartment,
        ),
        (
            changed(&|proposing| proposing.received_at = NOW.plus(400 * 86_400)),
            PassOutcome::Keyless,
        ),
    ] {
        assert_eq!(scene.propose(&proposing).await, expected);
    }
    assert_eq!(scene.last().await, before);
    world.close(conversation).await;
    assert_eq!(scene.propose(&right).await, PassOutcome::Closed);
    let view = world.store.conversation(conversation, &Party::Citizen, 10).await;
    assert_eq!(view.expect("reads").expect("is there").status, Status::Closed);
}

pub(crate) async fn a_handover_that_is_refused_changes_nothing(place: &Place) {
    let scene = Scene::begin(place).await;
    let (world, conversation) = (&scene.world, scene.conversation);
    let proposal = scene.proposed().await;
    let right = scene.handing(proposal, true).await;
    let before = world.store.conversation(conversation, &Party::Citizen, 50).await;
    let before = before.expect("reads");
    let changed = |change: &dyn Fn(&mut Handing)| {
        let mut handing = right.clone();
        change(&mut handing);
        handing
    };
    let (other, taxes) = (scene.other, world.taxes);
    for (handing, expected) in [
        (
            changed(&|handing| handing.conversation = ConversationId::random(&mut OsRng)),
            PassOutcome::NotFound,
        ),
        (
            changed(&|handing| handing.authority = other),
            PassOutcome::Changed,
        ),
        (
            changed(&|handing| handing.request.from = taxes),
            PassOutcome::Changed,
        ),
        (
            changed(&|handing| handing.request.to = taxes),
            PassOutcome::Changed,
        ),
        (
            changed(&|handing| handing.request.after -= 1),
            PassOutcome::Changed,
        ),
        (
            changed(&|handing| handing.request.proposal = message().id),
            PassOutcome::Changed,
        ),
        (
            changed(&|handing| handing.received_at = NOW.plus(400 * 86_400)),
            PassOutcome::Keyless,
        ),
        (
            changed(&|handing| handing.request.history[0].n = 1),
            PassOutcome::OtherGrants,
        ),
        (
            changed(&|handing| handing.request.history[0].grantee = Grantee::Citizen),
            PassOutcome::OtherGrants,
        ),
        (
            changed(&|handing| handing.request.message.grants.clear()),
            PassOutcome::OtherGrants,
        ),
        (
            changed(&|handing| {
                let grants = &mut handing.request.message.grants;
                grants.iter_mut().for_each(|grant| grant.n = 2);
            }),
            PassOutcome::EpochOutdated,
        ),
    ] {
        assert_eq!(scene.hand(&handing).await, expected);
    }
    let taken = posting(world.opened(world.roads).await.conversation, Party::Citizen);
    world.posted(&taken).await;
    let same = changed(&|handing| handing.request.message.id = taken.message.id);
    assert_eq!(scene.hand(&same).await, PassOutcome::Taken);
    let after = world.store.conversation(conversation, &Party::Citizen, 50).await;
    assert_eq!(after.expect("reads"), before);
    for authority in [world.authority, scene.other] {
        let entries = world.store.audit_entries(authority, 0, 10).await.expect("reads");
        assert_eq!(entries, []);
    }
}
