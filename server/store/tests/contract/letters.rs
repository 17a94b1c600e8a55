use domain::api::{Author, Grant, GrantKind, Grantee, InboxRow, OpenLetter, PassOn, Status};
use domain::limits::EPOCH_CERTIFICATE_SECONDS;
use domain::{CaseNumber, ConversationId, DepartmentId};
use rand_core::OsRng;
use store::{
    Errand, FoundOutcome, InboxQuery, OpenOutcome, Party, PassOutcome, Passing, PostOutcome, SendOutcome,
    Sending,
};

use super::operations::{heard, listening};
use super::world::{
    NOW, Place, World, address, bytes, department, founding, later_posting, message, posting,
};

/// A town and a village; the village's roads and the town's roads have a key and somebody who has it.
struct Scene {
    town: World,
    village: World,
}

impl Scene {
    async fn begin(place: &Place) -> Self {
        let town = World::new(place).await;
        let village = village(&town).await;
        for (world, email) in [(&town, "clerk@town.example"), (&village, "clerk@village.example")] {
            let clerk = world.caseworker(email, &[world.roads]).await;
            world.epoch(world.roads, 1, &[clerk]).await;
        }
        Self { town, village }
    }

    fn town_party(&self) -> Party {
        Party::Department(vec![self.town.roads])
    }

    fn village_party(&self) -> Party {
        Party::Department(vec![self.village.roads])
    }

    /// A letter from the village's roads to the town's.
    fn sending(&self) -> Sending {
        let (from, to) = (self.village.roads, self.town.roads);
        Sending {
            party: self.village_party(),
            request: OpenLetter {
                conversation: ConversationId::random(&mut OsRng),
                ticket: String::new(),
                from,
                to,
                authority: self.town.authority,
                grants: vec![grant(0, from, 1), grant(0, to, 1)],
                message: message(),
            },
            case_number: CaseNumber::random(&mut OsRng),
            opened_at: NOW,
        }
    }

    async fn send(&self, sending: &Sending) -> SendOutcome {
        let sent = self.town.store.open_letter(sending.clone()).await;
        sent.expect("answers")
    }

    async fn sent(&self) -> ConversationId {
        let sending = self.sending();
        let outcome = self.send(&sending).await;
        assert!(
            matches!(outcome, SendOutcome::Opening(OpenOutcome::Opened(_))),
            "{outcome:?}"
        );
        sending.request.conversation
    }

    async fn row(&self, department: DepartmentId) -> Option<InboxRow> {
        let query = InboxQuery {
            departments: vec![department],
            status: None,
            before: None,
            limit: 10,
        };
        let mut page = self.town.store.inbox(&query).await.expect("reads");
        page.rows.pop()
    }
}

/// Another authority in the same database.
async fn village(town: &World) -> World {
    let store = town.store.clone();
    let founding = founding(&store, "village").await;
    let (authority, administrator) = (founding.authority, founding.administrator.id);
    let outcome = store.found_authority(founding).await.expect("founds");
    assert_eq!(outcome, FoundOutcome::Founded);
    let [roads, taxes] = std::array::from_fn(|_| DepartmentId::random(&mut OsRng));
    let notice = address("roads@village.example");
    for department in [
        department(roads, "roads", Some(notice)),
        department(taxes, "taxes", None),
    ] {
        store
            .add_department(authority, department, NOW)
            .await
            .expect("adds");
    }
    World {
        store,
        authority,
        administrator,
        roads,
        taxes,
    }
}

fn grant(n: u32, department: DepartmentId, epoch: u32) -> Grant {
    Grant {
        kind: GrantKind::Content,
        n,
        grantee: Grantee::Department { department, epoch },
        sealed: bytes(40),
    }
}

pub(crate) async fn a_letter_opens_one_conversation_with_a_department_on_each_side(place: &Place) {
    let scene = Scene::begin(place).await;
    let (town, village) = (&scene.town, &scene.village);
    let sending = scene.sending();
    let conversation = sending.request.conversation;
    let mut changes = listening(town).await;
    let SendOutcome::Opening(OpenOutcome::Opened(opened)) = scene.send(&sending).await else {
        panic!("not opened");
    };
    assert_eq!(
        scene.send(&sending).await,
        SendOutcome::Opening(OpenOutcome::Repeated(opened)),
        "twice is once"
    );
    let mut other = sending.clone();
    other.request.message = message();
    assert_eq!(
        scene.send(&other).await,
        SendOutcome::Opening(OpenOutcome::TicketUsed)
    );
    for department in [village.roads, town.roads] {
        heard(&mut changes, |change| {
            (change.department, change.conversation) == (department, conversation)
        })
        .await;
    }

    for (party, sent, own, other) in [
        (scene.village_party(), true, village.roads, town),
        (scene.town_party(), false, town.roads, village),
    ] {
        let view = town.store.conversation(conversation, &party, 10).await;
        let view = view.expect("reads").expect("is theirs");
        let letter = view.letter.expect("is one");
        assert_eq!((letter.sent, letter.opener), (sent, village.roads));
        assert_eq!(
            (letter.other.authority, letter.other.department),
            (other.authority, other.roads)
        );
        assert_eq!(letter.other.department_name.de, "Amt roads");
        assert_eq!(view.citizen.0, Vec::<u8>::new());
        assert_eq!(
            (view.opened_at, view.messages.messages[0].received_at),
            (NOW, NOW)
        );
        let grantee = Grantee::Department {
            department: own,
            epoch: 1,
        };
        let grantees: Vec<_> = view.grants.iter().map(|grant| grant.grantee).collect();
        assert_eq!(grantees, [grantee], "each side has its own");
        let row = scene.row(own).await.expect("a row");
        assert_eq!((row.unread, row.letter.expect("is one").sent), (!sent, sent));
        assert_eq!(row.grants[0].grantee, grantee);
    }
    let strangers = Party::Department(vec![town.taxes, village.taxes]);
    for party in [Party::Citizen, strangers] {
        let view = town.store.conversation(conversation, &party, 10).await;
        assert_eq!(view.expect("reads"), None, "{party:?}");
        let page = town.store.messages(conversation, &party, 0, 10).await;
        assert_eq!(page.expect("reads"), None, "{party:?}");
        let marked = town.store.mark_read(conversation, party, 1).await;
        assert_eq!(marked.expect("answers"), None);
    }
    assert_eq!(scene.row(town.taxes).await, None);
}

pub(crate) async fn an_answer_to_a_letter_is_told_to_the_department_that_wrote_it(place: &Place) {
    let scene = Scene::begin(place).await;
    let (town, village) = (&scene.town, &scene.village);
    let conversation = scene.sent().await;
    let answer = town.posted(&posting(conversation, scene.town_party())).await;
    let entries = town.store.claim_outbox(NOW, NOW.plus(60), 100).await;
    let entries = entries.expect("claims");
    let errands: Vec<_> = entries
        .iter()
        .map(|entry| entry.errand)
        .filter(|errand| {
            matches!(
                errand,
                Errand::DepartmentMessage(_) | Errand::LetterAnswer(_) | Errand::CitizenAnswer(_)
            )
        })
        .collect();
    assert_eq!(
        errands,
        [
            Errand::DepartmentMessage(conversation),
            Errand::LetterAnswer(conversation)
        ]
    );
    for (recipient, expected, authority) in [
        (Author::Department, "roads@town.example", "Stadt town"),
        (Author::Citizen, "roads@village.example", "Stadt village"),
    ] {
        let mail = town.store.notice_mail(conversation, recipient).await;
        let mail = mail.expect("reads").expect("has an address");
        assert_eq!(
            (mail.email, mail.authority.as_str()),
            (address(expected), authority)
        );
    }

    let unread = async |department| scene.row(department).await.expect("a row").unread;
    assert!(unread(village.roads).await);
    let read = town
        .store
        .mark_read(conversation, scene.village_party(), answer)
        .await;
    assert_eq!(read.expect("marks"), Some(()));
    assert!(!unread(village.roads).await);
    assert!(unread(town.roads).await, "the other side's mark stays");
    let view = town
        .store
        .conversation(conversation, &scene.town_party(), 10)
        .await;
    assert_eq!(view.expect("reads").expect("is theirs").read, 0);
}

pub(crate) async fn the_next_seed_of_a_letter_is_for_both_departments(place: &Place) {
    let scene = Scene::begin(place).await;
    let (town, village) = (&scene.town, &scene.village);
    let conversation = scene.sent().await;
    let store = &town.store;
    let rekey = async |party| {
        let page = store.messages(conversation, &party, 0, 10).await;
        let page = page.expect("reads").expect("is theirs");
        let epoch = |key: Option<domain::api::DepartmentKey>| key.map(|key| (key.department, key.epoch));
        (epoch(page.rekey), epoch(page.opener_key))
    };
    let first = (None, Some((village.roads, 1)));
    assert_eq!(rekey(scene.town_party()).await, first);
    // First the side that wrote begins a new key, then the one in charge.
    for (at, world, epochs) in [(1, village, [2, 1]), (2, town, [2, 2])] {
        world.epoch(world.roads, 2, &[]).await;
        let [from, to] = epochs;
        let keys = (Some((town.roads, to)), Some((village.roads, from)));
        for party in [scene.town_party(), scene.village_party()] {
            assert_eq!(rekey(party.clone()).await, keys);
            let bare = posting(conversation, party.clone());
            assert_eq!(town.post(&bare).await, PostOutcome::EpochOutdated);
            for grants in [
                vec![
                    grant(at, town.roads, to),
                    Grant {
                        grantee: Grantee::Citizen,
                        ..grant(at, town.roads, to)
                    },
                ],
                vec![grant(at, town.roads, to), grant(at, town.roads, to)],
                vec![grant(at, town.taxes, to), grant(at, village.roads, from)],
                vec![grant(at, village.roads, from), grant(at, village.roads, from)],
            ] {
                let mut wrong = posting(conversation, party.clone());
                wrong.message.grants = grants;
                assert_eq!(town.post(&wrong).await, PostOutcome::OtherGrants);
            }
            for (n, to, from) in [
                (at, to - 1, from),
                (at, to, from - 1),
                (at + 1, to, from),
                (at - 1, to, from),
            ] {
                let mut late = posting(conversation, party.clone());
                late.message.grants = vec![grant(n, town.roads, to), grant(n, village.roads, from)];
                assert_eq!(town.post(&late).await, PostOutcome::EpochOutdated);
            }
        }
        let mut next = posting(conversation, scene.village_party());
        next.message.grants = vec![grant(at, town.roads, to), grant(at, village.roads, from)];
        town.posted(&next).await;
        assert_eq!(rekey(scene.town_party()).await, (None, keys.1));
        town.posted(&later_posting(conversation, scene.town_party(), at))
            .await;
        let earlier = later_posting(conversation, scene.village_party(), at - 1);
        assert_eq!(town.post(&earlier).await, PostOutcome::EpochOutdated);
    }
    for (party, own) in [
        (scene.town_party(), [1, 1, 2]),
        (scene.village_party(), [1, 2, 2]),
    ] {
        let view = store.conversation(conversation, &party, 10).await;
        let view = view.expect("reads").expect("is theirs");
        let epochs: Vec<_> = view
            .grants
            .iter()
            .map(|grant| match grant.grantee {
                Grantee::Department { epoch, .. } => epoch,
                Grantee::Citizen => 0,
            })
            .collect();
        assert_eq!(epochs, own);
    }
}

pub(crate) async fn only_the_department_in_charge_passes_a_letter_on_and_closes_it(place: &Place) {
    let scene = Scene::begin(place).await;
    let (town, village) = (&scene.town, &scene.village);
    let clerk = town.caseworker("taxes@town.example", &[town.taxes]).await;
    town.epoch(town.taxes, 1, &[clerk]).await;
    let conversation = scene.sent().await;
    let status = |party: Party, status| {
        let mut posting = posting(conversation, party);
        posting.status = Some(status);
        posting
    };
    for asked in [Status::Closed, Status::Open] {
        let outcome = town.post(&status(scene.village_party(), asked)).await;
        assert_eq!(outcome, PostOutcome::OtherSide);
    }
    town.posted(&status(scene.town_party(), Status::Closed)).await;
    let answer = posting(conversation, scene.town_party());
    assert_eq!(town.post(&answer).await, PostOutcome::Closed);
    let position = town.posted(&posting(conversation, scene.village_party())).await;
    let row = scene.row(town.roads).await.expect("a row");
    assert_eq!(row.status, Status::Open, "who wrote it opens it again");

    let mut moving = message();
    moving.grants = vec![grant(1, village.roads, 1), grant(1, town.taxes, 1)];
    let mut passing = Passing {
        conversation,
        party: scene.town_party(),
        request: PassOn {
            from: town.roads,
            to: town.taxes,
            after: position,
            message: moving,
            history: vec![grant(0, town.taxes, 1)],
            notes: Vec::new(),
        },
        received_at: NOW,
    };
    let pass = async |passing: &Passing| town.store.pass_on(passing.clone()).await.expect("answers");
    let refused = |change: &dyn Fn(&mut Passing)| {
        let mut passing = passing.clone();
        change(&mut passing);
        passing
    };
    for (passing, expected) in [
        (
            refused(&|passing| passing.party = scene.village_party()),
            PassOutcome::OtherSide,
        ),
        (
            refused(&|passing| passing.request.to = village.taxes),
            PassOutcome::NoDepartment,
        ),
        (
            refused(&|passing| passing.request.message.grants[0].grantee = Grantee::Citizen),
            PassOutcome::OtherGrants,
        ),
        (
            refused(&|passing| passing.request.message.grants[0] = grant(1, village.roads, 2)),
            PassOutcome::EpochOutdated,
        ),
    ] {
        assert_eq!(pass(&passing).await, expected);
    }
    assert!(matches!(pass(&passing).await, PassOutcome::Passed(_)));
    passing.request.message = message();
    assert_eq!(
        pass(&passing).await,
        PassOutcome::NotFound,
        "it is not theirs any more"
    );

    let view = town
        .store
        .conversation(conversation, &scene.village_party(), 10)
        .await;
    let view = view.expect("reads").expect("is theirs still");
    let other = view.letter.expect("is one").other;
    assert_eq!((other.department, other.authority), (town.taxes, town.authority));
    assert!(view.messages.rekey.is_some());
    let bare = posting(conversation, scene.village_party());
    assert_eq!(
        town.post(&bare).await,
        PostOutcome::EpochOutdated,
        "a seed is known to the roads"
    );
}

pub(crate) async fn a_letter_that_is_refused_changes_nothing(place: &Place) {
    let scene = Scene::begin(place).await;
    let (town, village) = (&scene.town, &scene.village);
    let unstaffed = DepartmentId::random(&mut OsRng);
    let added = town
        .store
        .add_department(town.authority, department(unstaffed, "unstaffed", None), NOW);
    added.await.expect("adds");
    town.epoch(unstaffed, 1, &[]).await;
    let earlier = posting(town.opened(town.taxes).await.conversation, Party::Citizen);
    town.posted(&earlier).await;
    let right = scene.sending();
    let changed = |change: &dyn Fn(&mut Sending)| {
        let mut sending = right.clone();
        change(&mut sending);
        sending
    };
    let opening = SendOutcome::Opening;
    let nobody = DepartmentId::random(&mut OsRng);
    for (sending, expected) in [
        (
            changed(&|sending| sending.party = scene.town_party()),
            opening(OpenOutcome::NoDepartment),
        ),
        (
            changed(&|sending| sending.party = Party::Citizen),
            opening(OpenOutcome::NoDepartment),
        ),
        (
            changed(&|sending| sending.request.to = nobody),
            opening(OpenOutcome::NoDepartment),
        ),
        (
            changed(&|sending| sending.request.authority = village.authority),
            SendOutcome::OtherAuthority,
        ),
        (
            changed(&|sending| {
                sending.request.to = village.taxes;
                sending.request.authority = village.authority;
            }),
            SendOutcome::OtherAuthority,
        ),
        (
            changed(&|sending| sending.request.to = town.taxes),
            SendOutcome::Keyless,
        ),
        (
            changed(&|sending| sending.opened_at = NOW.plus(EPOCH_CERTIFICATE_SECONDS + 1)),
            SendOutcome::Keyless,
        ),
        (
            changed(&|sending| sending.request.to = unstaffed),
            SendOutcome::Unstaffed,
        ),
        (
            changed(&|sending| sending.request.grants.truncate(1)),
            SendOutcome::OtherGrants,
        ),
        (
            changed(&|sending| sending.request.grants[0].grantee = Grantee::Citizen),
            SendOutcome::OtherGrants,
        ),
        (
            changed(&|sending| sending.request.grants[0].kind = GrantKind::Notes),
            SendOutcome::OtherGrants,
        ),
        (
            changed(&|sending| {
                sending.request.grants.iter_mut().for_each(|grant| grant.n = 1);
            }),
            SendOutcome::OtherGrants,
        ),
        (
            changed(&|sending| sending.request.grants[0] = grant(0, village.roads, 2)),
            opening(OpenOutcome::EpochOutdated),
        ),
        (
            changed(&|sending| sending.request.grants[1] = grant(0, town.roads, 2)),
            opening(OpenOutcome::EpochOutdated),
        ),
        (
            changed(&|sending| sending.request.message.id = earlier.message.id),
            opening(OpenOutcome::Taken),
        ),
    ] {
        assert_eq!(scene.send(&sending).await, expected);
    }
    for department in [town.roads, village.roads] {
        assert_eq!(scene.row(department).await, None);
    }
    assert!(matches!(
        scene.send(&right).await,
        SendOutcome::Opening(OpenOutcome::Opened(_))
    ));
    let mut second = scene.sending();
    second.case_number = right.case_number.clone();
    assert_eq!(scene.send(&second).await, opening(OpenOutcome::CaseNumberTaken));
}
