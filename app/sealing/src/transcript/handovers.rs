//! A conversation that is handed over from one authority to another one.

use super::*;
use crate::testing::Town;
use crate::{Handover, MessageDraft, Proposal, SealedMessage, Signer, Transfer, seal_message};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Writer {
    Citizen,
    /// A caseworker of the authority that was written to.
    Here,
    /// One of the other authority.
    There,
}
use Writer::{Citizen, Here, There};

/// A conversation of one authority, and another authority.
struct Scene {
    here: Town,
    there: Town,
    seeds: Vec<Seed>,
    /// As the citizen reads it.
    transcript: Transcript,
    messages: Vec<Vec<u8>>,
}

impl Scene {
    fn new() -> Self {
        let [mut here, there] = [1, 2].map(Town::new);
        let seeds = vec![
            here.content.clone(),
            Seed::random(&mut here.rng),
            Seed::random(&mut here.rng),
        ];
        let mut transcript =
            Transcript::of_citizen(here.conversation, 0, &seeds[0], here.citizen.sign.public());
        for (n, seed) in (0..).zip(&seeds) {
            transcript.add_seed(n, seed);
        }
        let mut scene = Self {
            here,
            there,
            seeds,
            transcript,
            messages: Vec::new(),
        };
        let body = scene.here.opening();
        assert_eq!(scene.says(Citizen, MessageKind::Text, &body, 0), None);
        scene
    }

    /// Conversation in which the other authority was proposed.
    fn proposed() -> Self {
        let mut scene = Self::new();
        assert_eq!(scene.replies(Here, 0), None);
        assert_eq!(scene.proposes(Here), None);
        scene
    }

    fn says(&mut self, writer: Writer, kind: MessageKind, body: &Body, n: u32) -> Option<Failure> {
        self.write(writer, kind, body, n, |_| {})
    }

    fn write(
        &mut self,
        writer: Writer,
        kind: MessageKind,
        body: &Body,
        n: u32,
        change: impl FnOnce(&mut MessageDraft<'_>),
    ) -> Option<Failure> {
        let sealed = self.sealed(writer, kind, body, n, change).sealed;
        let outcome = self.transcript.read(&sealed).err();
        if outcome.is_none() {
            self.messages.push(sealed);
        }
        outcome
    }

    fn sealed(
        &mut self,
        writer: Writer,
        kind: MessageKind,
        body: &Body,
        n: u32,
        change: impl FnOnce(&mut MessageDraft<'_>),
    ) -> SealedMessage {
        let citizen = self.here.citizen.sign.clone();
        let signer = match writer {
            Citizen => Signer::Citizen(&citizen),
            Here => self.here.caseworkers[0].signer(),
            There => self.there.caseworkers[0].signer(),
        };
        let (key, chain) = (signer.key().clone(), signer.chain().to_vec());
        let signer = match writer {
            Citizen => Signer::Citizen(&key),
            _ => Signer::Member {
                key: &key,
                chain: &chain,
            },
        };
        let place = self.transcript.place(&key.public());
        let mut draft = self.here.draft(signer, kind, place, body);
        draft.n = n;
        if writer == There || kind == MessageKind::Handover {
            draft.department = self.there.department;
        }
        change(&mut draft);
        let recipient = self.seeds[n as usize].recipient();
        seal_message(&recipient, draft, &mut self.here.rng)
    }

    fn replies(&mut self, writer: Writer, n: u32) -> Option<Failure> {
        let body = Body::Text("Guten Tag".to_owned());
        let kind = match writer {
            Citizen => MessageKind::Text,
            _ => MessageKind::Reply,
        };
        self.says(writer, kind, &body, n)
    }

    fn proposal(&self, trust: Trust) -> Proposal {
        Proposal {
            trust,
            to: self.there.department,
            text: "Zuständig ist der Kreis.".to_owned(),
        }
    }

    fn proposes(&mut self, writer: Writer) -> Option<Failure> {
        let body = Body::Proposal(self.proposal(self.there.trust));
        self.says(writer, MessageKind::Proposal, &body, 0)
    }

    /// What the citizen writes who follows the proposal.
    fn handover(&self, history: bool) -> Handover {
        let opened = self.there.opening();
        let Body::Opening(opening) = &opened else {
            panic!("an opening");
        };
        Handover {
            proposal: self.transcript.proposal().map_or([0; 32], |open| open.hash),
            history,
            opening: (**opening).clone(),
        }
    }

    fn hands_over(&mut self, handover: Handover) -> Option<Failure> {
        self.says(
            Citizen,
            MessageKind::Handover,
            &Body::Handover(Box::new(handover)),
            1,
        )
    }

    /// What a member of an authority makes of the messages from one on, with the seeds from another one on.
    fn read_by(&self, town: &Town, from: usize, first: u32) -> (Transcript, Vec<Option<Failure>>) {
        let citizen = self.here.citizen.sign.public();
        let seed = &self.seeds[first as usize];
        let mut reader = Transcript::of_member(self.here.conversation, first, seed, citizen, town.trust);
        for (n, seed) in (0..).zip(&self.seeds).skip(first as usize) {
            reader.add_seed(n, seed);
        }
        let failures = self.messages[from..]
            .iter()
            .map(|message| reader.read(message).err());
        let failures = failures.collect();
        (reader, failures)
    }
}

#[test]
fn after_a_handover_the_new_authority_speaks_and_the_old_one_does_not() {
    let mut scene = Scene::proposed();
    let foreign = Some(Failure::UntrustedChain);
    assert_eq!(scene.replies(There, 0), foreign, "not before");
    assert_eq!(scene.hands_over(scene.handover(true)), None);
    let charge = Charge {
        trust: scene.there.trust,
        department: scene.there.department,
        known: Some(0),
    };
    assert_eq!(scene.transcript.charge(), Some(charge));
    assert_eq!(scene.transcript.trust(), Some(scene.there.trust));
    assert_eq!(scene.transcript.proposal(), None);
    assert_eq!(scene.replies(There, 1), None);
    assert_eq!(scene.replies(Citizen, 1), None);
    assert_eq!(scene.replies(Here, 1), Some(Failure::ForeignAuthor));
    assert_eq!(scene.proposes(Here), Some(Failure::ForeignAuthor));
}

#[test]
fn a_member_of_the_old_authority_does_not_speak_for_a_department_of_the_same_id() {
    let mut scene = Scene::proposed();
    scene.hands_over(scene.handover(true));
    let department = scene.here.department;
    scene.transcript.charge.as_mut().unwrap().department = department;
    assert_eq!(scene.replies(Here, 1), Some(Failure::ForeignAuthor));
}

#[test]
fn the_new_authority_reads_all_or_begins_with_the_handover() {
    for history in [true, false] {
        let mut scene = Scene::proposed();
        assert_eq!(scene.hands_over(scene.handover(history)), None);
        for writer in [There, Citizen, There] {
            assert_eq!(scene.replies(writer, 1), None);
        }
        let (reader, all) = scene.read_by(&scene.there, 0, 0);
        assert_eq!(all, [None; 7]);
        assert_eq!(
            (reader.charge(), reader.first_seed()),
            (scene.transcript.charge(), 0)
        );
        let (reader, later) = scene.read_by(&scene.there, 3, 1);
        if history {
            assert_eq!(
                later[0],
                Some(Failure::MissingMessage),
                "what was to come along is withheld"
            );
        } else {
            assert_eq!(later, [None; 4]);
            assert_eq!(
                (reader.charge(), reader.first_seed()),
                (scene.transcript.charge(), 1)
            );
            let own = scene.there.caseworkers[0].certificate.sign;
            assert_eq!(reader.place(&own), scene.transcript.place(&own));
        }
    }
}

#[test]
fn whoever_wrote_before_counts_anew_after_a_handover_without_history() {
    let mut scene = Scene::proposed();
    let own = scene.here.caseworkers[0].certificate.sign;
    let sequence = |scene: &Scene| scene.transcript.place(&own).sequence;
    assert_eq!(sequence(&scene), 2);
    let citizen = scene.here.citizen.sign.public();
    let before = scene.transcript.place(&citizen).sequence;
    scene.hands_over(scene.handover(false));
    assert_eq!(sequence(&scene), 0);
    assert_eq!(scene.transcript.place(&citizen).sequence, before + 1);
    let mut scene = Scene::proposed();
    scene.hands_over(scene.handover(true));
    assert_eq!(sequence(&scene), 2);
}

#[test]
fn what_is_dropped_after_a_handover_shows() {
    let mut scene = Scene::proposed();
    scene.hands_over(scene.handover(false));
    for writer in [There, Citizen, There] {
        scene.replies(writer, 1);
    }
    scene.messages.remove(4);
    let (_, found) = scene.read_by(&scene.there, 3, 1);
    assert_eq!(found, [None, Some(Failure::MissingMessage), None]);
}

#[test]
fn a_handover_under_another_root_is_named() {
    let mut scene = Scene::proposed();
    assert_eq!(scene.hands_over(scene.handover(false)), None);
    let mut shown = Town::new(3);
    shown.trust.authority = scene.there.trust.authority;
    for from in [0, 3] {
        let (_, found) = scene.read_by(&shown, from, u32::from(from > 0));
        assert_eq!(found.last(), Some(&Some(Failure::OtherRoot)));
    }
    // Somebody of a third authority gets nothing that was meant for them.
    let (_, found) = scene.read_by(&Town::new(4), 3, 1);
    assert_eq!(found, [Some(Failure::OtherRoot)]);
}

#[test]
fn only_the_citizen_hands_over_and_only_what_was_proposed() {
    let refused = |change: &dyn Fn(&mut Handover)| {
        let mut scene = Scene::proposed();
        let mut handover = scene.handover(true);
        change(&mut handover);
        let charge = scene.transcript.charge();
        let outcome = scene.hands_over(handover);
        assert_eq!(scene.transcript.charge(), charge);
        outcome
    };
    let malformed = Some(Failure::Malformed);
    assert_eq!(refused(&|handover| handover.proposal[0] ^= 1), malformed);
    let other = Town::new(3).trust;
    assert_eq!(refused(&|handover| handover.opening.trust = other), malformed);
    assert_eq!(
        refused(&|handover| handover.opening.trust.root = other.root),
        malformed
    );

    for writer in [Here, There] {
        let mut scene = Scene::proposed();
        let body = Body::Handover(Box::new(scene.handover(true)));
        let outcome = scene.says(writer, MessageKind::Handover, &body, 1);
        assert!(matches!(
            outcome,
            Some(Failure::ForeignAuthor | Failure::UntrustedChain)
        ));
    }
    let mut scene = Scene::proposed();
    let body = Body::Handover(Box::new(scene.handover(true)));
    let here = scene.here.department;
    let other = scene.write(Citizen, MessageKind::Handover, &body, 1, |draft| {
        draft.department = here;
    });
    assert_eq!(other, malformed, "another department");
    let mut scene = Scene::proposed();
    let known = scene.says(Citizen, MessageKind::Handover, &body, 0);
    assert_eq!(known, malformed, "a seed that the old department knows");
    let mut scene = Scene::proposed();
    let hidden = scene.says(Citizen, MessageKind::Text, &body, 1);
    assert_eq!(hidden, malformed, "another kind");
}

#[test]
fn a_handover_is_good_once() {
    let mut scene = Scene::proposed();
    let handover = scene.handover(true);
    assert_eq!(scene.hands_over(handover.clone()), None);
    let body = Body::Handover(Box::new(handover));
    let again = scene.says(Citizen, MessageKind::Handover, &body, 2);
    assert_eq!(again, Some(Failure::Malformed));
}

#[test]
fn a_proposal_is_the_department_in_charges_and_to_another_authority() {
    let mut scene = Scene::new();
    let body = Body::Proposal(scene.proposal(scene.there.trust));
    let by_citizen = scene.says(Citizen, MessageKind::Proposal, &body, 0);
    assert_eq!(by_citizen, Some(Failure::ForeignAuthor));
    assert_eq!(scene.proposes(There), Some(Failure::UntrustedChain));
    let own = Body::Proposal(scene.proposal(scene.here.trust));
    let outcome = scene.says(Here, MessageKind::Proposal, &own, 0);
    assert_eq!(outcome, Some(Failure::Malformed));
    let root = Trust {
        root: scene.there.trust.root,
        ..scene.here.trust
    };
    let wrong = Body::Proposal(scene.proposal(root));
    let outcome = scene.says(Here, MessageKind::Proposal, &wrong, 0);
    assert_eq!(outcome, Some(Failure::OtherRoot));
    assert_eq!(scene.transcript.proposal(), None);
}

#[test]
fn a_proposal_is_open_until_it_is_ended() {
    let transfer = Body::Transfer(Transfer {
        to: DepartmentId::random(&mut Town::new(5).rng),
        text: String::new(),
    });
    let nothing = Body::Text(String::new());
    let ends: [(Writer, MessageKind, Option<&Body>); 4] = [
        (Citizen, MessageKind::Decline, None),
        (Here, MessageKind::Decline, None),
        (Here, MessageKind::Close, Some(&nothing)),
        (Here, MessageKind::Transfer, Some(&transfer)),
    ];
    for (writer, kind, body) in ends {
        let mut scene = Scene::proposed();
        assert_eq!(scene.replies(Citizen, 0), None);
        let handover = scene.handover(true);
        let decline = Body::Decline(handover.proposal);
        assert_eq!(scene.says(writer, kind, body.unwrap_or(&decline), 0), None);
        assert_eq!(scene.transcript.proposal(), None);
        assert_eq!(scene.hands_over(handover), Some(Failure::Malformed), "{kind:?}");
    }
    let mut scene = Scene::proposed();
    let first = scene.handover(true);
    assert_eq!(scene.proposes(Here), None);
    let decline = Body::Decline(first.proposal);
    let replaced = scene.says(Citizen, MessageKind::Decline, &decline, 0);
    assert_eq!(replaced, Some(Failure::Malformed));
    assert_eq!(scene.hands_over(first), Some(Failure::Malformed));
    assert_eq!(scene.hands_over(scene.handover(true)), None);
}

#[test]
fn an_inbox_shows_what_went_to_its_own_authority() {
    let mut scene = Scene::proposed();
    scene.hands_over(scene.handover(false));
    let headings = |town: &Town| {
        let (reader, _) = scene.read_by(town, scene.messages.len(), 0);
        let heading = |at: usize| reader.heading(&scene.messages[at]).map(|opening| opening.trust);
        [heading(0).err(), heading(1).err(), heading(3).err()]
    };
    let (root, other) = (Some(Failure::OtherRoot), Some(Failure::Reordered));
    assert_eq!(headings(&scene.here), [None, other, root]);
    assert_eq!(
        headings(&scene.there),
        [root, Some(Failure::UntrustedChain), None]
    );
}
