use super::*;
use crate::testing::{Person, Town};
use crate::{MessageDraft, Signer, Transfer, issue_member};

/// A town that writes to another one. Both departments' people, and a reader on each side.
struct Scene {
    from: Town,
    to: Town,
    readers: [Transcript; 2],
}

impl Scene {
    fn new() -> Self {
        let (mut from, to) = (Town::new(1), Town::new(2));
        // One conversation.
        (from.conversation, from.content) = (to.conversation, to.content.clone());
        let reader = |own: Trust, other: Trust| {
            let transcript = Transcript::of_letter(to.conversation, 0, &to.content, own, other);
            transcript.ok().unwrap()
        };
        let readers = [reader(from.trust, to.trust), reader(to.trust, from.trust)];
        Self { from, to, readers }
    }

    fn opened() -> Self {
        let mut scene = Self::new();
        let body = scene.body();
        assert_eq!(scene.opens(&body), [None, None]);
        scene
    }

    fn letter(&self) -> LetterOpening {
        let mut letter = self.from.letter(self.to.trust);
        letter.department = self.to.department;
        letter
    }

    fn body(&self) -> Body {
        Body::Letter(Box::new(self.letter()))
    }

    /// What both readers say to a first message.
    fn opens(&mut self, body: &Body) -> [Option<Failure>; 2] {
        let person = person(&self.from.caseworkers[0]);
        self.write(&person, MessageKind::Text, body)
    }

    fn write(&mut self, by: &Writer, kind: MessageKind, body: &Body) -> [Option<Failure>; 2] {
        let signer = Signer::Member {
            key: &by.key,
            chain: &by.chain,
        };
        let place = self.readers[0].place(&by.key.public());
        let mut draft: MessageDraft<'_> = self.to.draft(signer, kind, place, body);
        draft.department = by.department;
        let sealed = self.to.seal(draft).sealed;
        [0, 1].map(|at| self.readers[at].read(&sealed).err())
    }

    fn says(&mut self, by: &Writer, kind: MessageKind) -> Option<Failure> {
        let [here, there] = self.write(by, kind, &Body::Text("Guten Tag".to_owned()));
        assert_eq!(here, there, "both sides see the same");
        here
    }
}

/// Somebody who writes for a department.
struct Writer {
    key: crate::SigningKey,
    chain: Vec<Vec<u8>>,
    department: DepartmentId,
}

fn person(person: &Person) -> Writer {
    Writer {
        key: person.secrets.sign.clone(),
        chain: person.chain.clone(),
        department: person.certificate.departments[0],
    }
}

/// The same person, certified for another department of their authority.
fn certified(town: &Town, at: usize, department: DepartmentId) -> Writer {
    let mut certificate = town.caseworkers[at].certificate.clone();
    certificate.departments = vec![department];
    let mut chain = vec![issue_member(&town.administrator.secrets.sign, &certificate)];
    chain.extend_from_slice(&town.administrator.chain);
    Writer {
        key: town.caseworkers[at].secrets.sign.clone(),
        chain,
        department,
    }
}

const OTHER_DEPARTMENT: DepartmentId = DepartmentId(uuid::Uuid::from_u128(99));

#[test]
fn each_side_writes_with_its_own_kinds() {
    let mut scene = Scene::opened();
    let (writer, colleague) = (
        person(&scene.from.caseworkers[0]),
        person(&scene.from.caseworkers[1]),
    );
    let answering = person(&scene.to.caseworkers[0]);
    let foreign = Some(Failure::ForeignAuthor);
    assert_eq!(scene.says(&answering, MessageKind::Reply), None);
    assert_eq!(scene.says(&colleague, MessageKind::Text), None);
    assert_eq!(scene.says(&writer, MessageKind::Text), None);
    assert_eq!(scene.says(&answering, MessageKind::Close), None);
    assert_eq!(scene.says(&answering, MessageKind::Text), foreign);
    for kind in [MessageKind::Reply, MessageKind::Close, MessageKind::Reopen] {
        assert_eq!(scene.says(&writer, kind), foreign);
    }
    let department = scene.from.department;
    let [here, there] = &scene.readers;
    assert!(here.is_opener(department) && !here.is_opener(OTHER_DEPARTMENT));
    assert!(!there.is_opener(department) && !there.is_opener(scene.to.department));
    assert_eq!(
        (here.other_side(), there.other_side()),
        (Some(scene.to.trust), Some(scene.from.trust))
    );
    for reader in &scene.readers {
        assert_eq!(
            reader.opener(),
            Some(Opener {
                trust: scene.from.trust,
                department: scene.from.department,
            })
        );
        let charge = reader.charge().unwrap();
        assert_eq!(
            (charge.trust, charge.department),
            (scene.to.trust, scene.to.department)
        );
    }
}

#[test]
fn nobody_else_writes_for_a_side() {
    let mut scene = Scene::opened();
    let elsewhere = certified(&scene.from, 1, OTHER_DEPARTMENT);
    let foreign = Some(Failure::ForeignAuthor);
    assert_eq!(scene.says(&elsewhere, MessageKind::Text), foreign);
    // Ids of departments are an authority's own affair: the other one could certify its members for the same.
    let posing = certified(&scene.to, 1, scene.from.department);
    assert_eq!(scene.says(&posing, MessageKind::Text), foreign);
    let posing = certified(&scene.from, 1, scene.to.department);
    assert_eq!(scene.says(&posing, MessageKind::Reply), foreign);
    let stranger = person(&Town::new(3).caseworkers[0]);
    assert_eq!(
        scene.says(&stranger, MessageKind::Text),
        Some(Failure::UntrustedChain)
    );
    let citizen = scene.to.citizen.sign.clone();
    let body = scene.to.opening();
    let draft = scene.to.draft(
        Signer::Citizen(&citizen),
        MessageKind::Text,
        Place::first(),
        &body,
    );
    let sealed = scene.to.seal(draft).sealed;
    assert_eq!(scene.readers[1].read(&sealed).err(), foreign);
}

#[test]
fn the_first_message_names_both_authorities_by_the_roots_that_are_known() {
    let changed = |change: &dyn Fn(&mut LetterOpening, &Town)| {
        let mut scene = Scene::new();
        let mut letter = scene.letter();
        change(&mut letter, &Town::new(3));
        let failures = scene.opens(&Body::Letter(Box::new(letter)));
        assert!(scene.readers.iter().all(|reader| reader.charge().is_none()));
        let answering = person(&scene.to.caseworkers[0]);
        assert_eq!(
            scene.says(&answering, MessageKind::Reply),
            Some(Failure::ForeignAuthor),
            "nobody is in charge of what was not believed"
        );
        failures
    };
    let other_root = [Some(Failure::OtherRoot); 2];
    let foreign = [Some(Failure::ForeignAuthor); 2];
    assert_eq!(
        changed(&|letter, town| letter.to.root = town.trust.root),
        other_root
    );
    assert_eq!(
        changed(&|letter, town| letter.from.root = town.trust.root),
        other_root
    );
    assert_eq!(changed(&|letter, town| letter.to = town.trust), other_root);
    assert_eq!(changed(&|letter, town| letter.from = town.trust), foreign);
    assert_eq!(changed(&|letter, _| letter.to = letter.from), foreign);
    assert_eq!(changed(&|letter, _| letter.from = letter.to), foreign);
}

#[test]
fn a_letter_begins_with_its_first_message_and_has_one() {
    let mut scene = Scene::new();
    let writer = person(&scene.from.caseworkers[0]);
    assert_eq!(
        scene.says(&writer, MessageKind::Text),
        Some(Failure::Malformed),
        "a text opens no letter"
    );
    let mut scene = Scene::opened();
    let second = scene.body();
    let colleague = person(&scene.from.caseworkers[1]);
    assert_eq!(
        scene.write(&colleague, MessageKind::Text, &second),
        [Some(Failure::Malformed); 2]
    );
    let mut citizens = Transcript::of_member(
        scene.to.conversation,
        0,
        &scene.to.content,
        scene.to.citizen.sign.public(),
        scene.to.trust,
    );
    let person = &scene.to.caseworkers[0];
    let body = Body::Letter(Box::new(scene.to.letter(scene.from.trust)));
    let (key, chain) = (person.secrets.sign.clone(), person.chain.clone());
    let signer = Signer::Member {
        key: &key,
        chain: &chain,
    };
    let draft = scene.to.draft(signer, MessageKind::Text, Place::first(), &body);
    let sealed = scene.to.seal(draft).sealed;
    assert_eq!(
        citizens.read(&sealed).err(),
        Some(Failure::ForeignAuthor),
        "a citizen's conversation is no letter"
    );
}

#[test]
fn a_letter_is_passed_on_within_the_authority_that_got_it() {
    let mut scene = Scene::opened();
    let (writer, answering) = (
        person(&scene.from.caseworkers[0]),
        person(&scene.to.caseworkers[0]),
    );
    let transfer = Body::Transfer(Transfer {
        to: OTHER_DEPARTMENT,
        text: String::new(),
    });
    assert_eq!(
        scene.write(&writer, MessageKind::Transfer, &transfer),
        [Some(Failure::ForeignAuthor); 2]
    );
    assert_eq!(
        scene.write(&answering, MessageKind::Transfer, &transfer),
        [None, None]
    );
    let next = certified(&scene.to, 1, OTHER_DEPARTMENT);
    assert_eq!(scene.says(&next, MessageKind::Reply), None);
    assert_eq!(
        scene.says(&answering, MessageKind::Reply),
        Some(Failure::ForeignAuthor)
    );
    assert_eq!(scene.says(&writer, MessageKind::Text), None);
}

#[test]
fn the_own_authority_by_another_root_is_no_other_side() {
    let town = Town::new(1);
    let other = Trust {
        root: Town::new(2).trust.root,
        ..town.trust
    };
    let letter = Transcript::of_letter(town.conversation, 0, &town.content, town.trust, other);
    assert_eq!(letter.err(), Some(Failure::OtherRoot));
}
