use super::*;
use crate::testing::{NOW, Town, YEAR};
use crate::{MessageDraft, Signer, Transfer, issue_member, seal_message};

/// The first seed after the conversation was passed on with content seed 0.
const NEXT_RUN: u32 = 1 << 16;

/// A conversation with a caseworker of the department in charge, a colleague, and what each makes of the notes.
struct Scene {
    town: Town,
    seeds: BTreeMap<u32, Seed>,
    notes: Notes,
}

impl Scene {
    fn new() -> Self {
        let mut town = Town::new(1);
        let seeds = [0, 1, NEXT_RUN].map(|n| (n, Seed::random(&mut town.rng)));
        let seeds = BTreeMap::from(seeds);
        let notes = reader(&town, &seeds, &[0, 1, NEXT_RUN]);
        Self { town, seeds, notes }
    }

    /// What a caseworker writes who has read everything.
    fn write(&mut self, at: usize, n: u32, change: impl FnOnce(&mut MessageDraft<'_>)) -> Vec<u8> {
        let person = &self.town.caseworkers[at];
        let (key, chain) = (person.secrets.sign.clone(), person.chain.clone());
        let signer = Signer::Member {
            key: &key,
            chain: &chain,
        };
        let body = Body::Text(format!("{at} in {n}"));
        let place = self.notes.place(n, &key.public());
        let mut draft = self.town.draft(signer, MessageKind::Note, place, &body);
        draft.n = n;
        change(&mut draft);
        let recipient = self.seeds[&n].recipient();
        seal_message(&recipient, draft, &mut self.town.rng).sealed
    }

    fn read(&mut self, sealed: &[u8]) -> Option<Failure> {
        self.notes.read(sealed).err()
    }

    /// The next note of somebody, as everybody reads it.
    fn next(&mut self, at: usize, n: u32, change: impl FnOnce(&mut MessageDraft<'_>)) -> Option<Failure> {
        let note = self.write(at, n, change);
        self.read(&note)
    }

    /// Six notes under two seeds, read by everybody before the next one.
    fn written(&mut self) -> Vec<Vec<u8>> {
        let mut written = Vec::new();
        for (at, n) in [(0, 0), (1, 0), (0, 0), (1, 1), (0, 1), (0, 1)] {
            let note = self.write(at, n, |_| {});
            assert_eq!(self.read(&note), None);
            written.push(note);
        }
        written
    }
}

/// Somebody who has these seeds.
fn reader(town: &Town, seeds: &BTreeMap<u32, Seed>, has: &[u32]) -> Notes {
    let mut notes = Notes::new(town.conversation, town.trust);
    let charge = Charge {
        trust: town.trust,
        department: town.department,
        known: None,
    };
    notes.charge(None, charge);
    for n in has {
        notes.add_seed(*n, &seeds[n]);
    }
    notes
}

fn failures(notes: &mut Notes, sealed: &[Vec<u8>]) -> Vec<Option<Failure>> {
    sealed.iter().map(|sealed| notes.read(sealed).err()).collect()
}

#[test]
fn colleagues_read_what_they_write() {
    let mut scene = Scene::new();
    let written = scene.written();
    let mut notes = reader(&scene.town, &scene.seeds, &[0, 1]);
    let note = notes.read(&written[0]).ok().unwrap();
    let Author::Member(member) = &note.author else {
        panic!("a member");
    };
    assert_eq!(**member, scene.town.caseworkers[0].certificate);
    assert!(matches!(&note.body, Body::Text(text) if text == "0 in 0"));
    assert_eq!(failures(&mut notes, &written[1..]), [None; 5]);
}

#[test]
fn whoever_has_later_notes_only_misses_none() {
    let mut scene = Scene::new();
    let written = scene.written();
    let mut notes = reader(&scene.town, &scene.seeds, &[1]);
    assert_eq!(failures(&mut notes, &written[3..]), [None; 3]);
    // All the same the earlier ones do not open.
    let mut notes = reader(&scene.town, &scene.seeds, &[1]);
    assert_eq!(
        failures(&mut notes, &written[..3]),
        [Some(Failure::DoesNotOpen); 3]
    );
}

#[test]
fn a_note_that_was_dropped_repeated_or_moved_is_noticed() {
    let mut scene = Scene::new();
    let written = scene.written();
    for dropped in [0, 1, 3, 4] {
        let mut rest = written.clone();
        rest.remove(dropped);
        let mut expected = vec![None; 5];
        expected[dropped] = Some(Failure::MissingMessage);
        let mut notes = reader(&scene.town, &scene.seeds, &[0, 1]);
        assert_eq!(failures(&mut notes, &rest), expected, "{dropped}");
    }
    let mut notes = reader(&scene.town, &scene.seeds, &[0, 1]);
    let repeated = [written[0].clone(), written[0].clone()];
    assert_eq!(failures(&mut notes, &repeated), [None, Some(Failure::Repeated)]);

    let mut swapped = written.clone();
    swapped.swap(0, 1);
    let mut notes = reader(&scene.town, &scene.seeds, &[0, 1]);
    let found = failures(&mut notes, &swapped);
    assert_eq!(
        found[..3],
        [Some(Failure::MissingMessage), Some(Failure::Reordered), None]
    );
}

#[test]
fn one_that_cannot_be_read_is_told_once() {
    let mut scene = Scene::new();
    let mut written = scene.written();
    let garbage = scene.town.seal_elsewhere();
    written[1] = garbage;
    let mut notes = reader(&scene.town, &scene.seeds, &[0, 1]);
    let mut expected = vec![None; 6];
    expected[1] = Some(Failure::DoesNotOpen);
    assert_eq!(failures(&mut notes, &written), expected);
}

#[test]
fn what_is_no_note_is_not_taken_for_one() {
    use MessageKind::{Close, ReadAcknowledgement, Reopen, Reply, Text, Transfer as Passing};
    for kind in [Text, Reply, Passing, Close, ReadAcknowledgement, Reopen] {
        let found = Scene::new().next(0, 0, |draft| draft.kind = kind);
        assert_eq!(found, Some(Failure::ForeignAuthor), "{kind:?}");
    }
    let scene = Scene::new();
    let opening = scene.town.opening();
    let transfer = Body::Transfer(Transfer {
        to: scene.town.department,
        text: String::new(),
    });
    for body in [opening, transfer] {
        let mut scene = Scene::new();
        let person = &scene.town.caseworkers[0];
        let (key, chain) = (person.secrets.sign.clone(), person.chain.clone());
        let signer = Signer::Member {
            key: &key,
            chain: &chain,
        };
        let draft = scene.town.draft(signer, MessageKind::Note, Place::first(), &body);
        let note = seal_message(&scene.seeds[&0].recipient(), draft, &mut scene.town.rng).sealed;
        assert_eq!(scene.read(&note), Some(Failure::Malformed));
    }
}

#[test]
fn only_members_write_notes() {
    let mut scene = Scene::new();
    let sign = scene.town.citizen.sign.clone();
    let body = Body::Text("psst".to_owned());
    let draft = scene
        .town
        .draft(Signer::Citizen(&sign), MessageKind::Note, Place::first(), &body);
    let note = seal_message(&scene.seeds[&0].recipient(), draft, &mut scene.town.rng).sealed;
    assert_eq!(scene.read(&note), Some(Failure::ForeignAuthor));

    let stranger = Town::new(2);
    let mut scene = Scene::new();
    scene.town.caseworkers[0] = {
        let [first, _] = stranger.caseworkers;
        first
    };
    assert_eq!(scene.next(0, 0, |_| {}), Some(Failure::UntrustedChain));

    let mut scene = Scene::new();
    let other = DepartmentId::random(&mut scene.town.rng);
    let found = scene.next(0, 0, |draft| draft.department = other);
    assert_eq!(found, Some(Failure::ForeignAuthor), "not certified for it");
    let found = Scene::new().next(0, 0, |draft| draft.created_at = NOW.plus(2 * YEAR));
    assert_eq!(found, Some(Failure::ExpiredCertificate));
}

#[test]
fn a_note_is_of_its_conversation_and_its_seed() {
    let mut scene = Scene::new();
    let elsewhere = ConversationId::random(&mut scene.town.rng);
    let found = scene.next(0, 0, |draft| draft.conversation = elsewhere);
    assert_eq!(found, Some(Failure::OtherConversation));
    assert_eq!(
        Scene::new().next(0, 0, |draft| draft.n = 1),
        Some(Failure::OtherConversation)
    );
}

#[test]
fn each_department_writes_while_it_is_in_charge() {
    let mut scene = Scene::new();
    let there = DepartmentId::random(&mut scene.town.rng);
    let elsewhere = &mut scene.town.caseworkers[1];
    elsewhere.certificate.departments = vec![there];
    elsewhere.chain[0] = issue_member(&scene.town.administrator.secrets.sign, &elsewhere.certificate);
    let foreign = Some(Failure::ForeignAuthor);
    let theirs = |draft: &mut MessageDraft<'_>| draft.department = there;

    assert_eq!(scene.next(0, 0, |_| {}), None);
    assert_eq!(scene.next(1, 0, theirs), foreign, "not yet");
    assert_eq!(
        scene.next(1, NEXT_RUN, theirs),
        foreign,
        "nobody has passed it on"
    );
    let charge = Charge {
        trust: scene.town.trust,
        department: there,
        known: Some(0),
    };
    scene.notes.charge(Some(0), charge);
    assert_eq!(scene.next(1, NEXT_RUN, theirs), None);
    assert_eq!(scene.next(0, NEXT_RUN, |_| {}), foreign, "not any more");
    assert_eq!(scene.next(0, 1, |_| {}), None, "what came along is still theirs");
}
