//! A conversation that is passed on between departments of one authority.

use domain::DepartmentId;

use super::*;
use crate::testing::Town;
use crate::{MessageDraft, Signer, Transfer, issue_member};

/// A conversation that was opened, with somebody of the department that it went to, and of another one.
struct Scene {
    town: Town,
    other: DepartmentId,
    transcript: Transcript,
}

impl Scene {
    fn new() -> Self {
        let mut town = Town::new(1);
        let other = DepartmentId::random(&mut town.rng);
        let elsewhere = &mut town.caseworkers[1];
        elsewhere.certificate.departments = vec![other];
        let issuer = &town.administrator;
        elsewhere.chain[0] = issue_member(&issuer.secrets.sign, &elsewhere.certificate);
        let transcript =
            Transcript::of_citizen(town.conversation, 0, &town.content, town.citizen.sign.public());
        let mut scene = Self {
            town,
            other,
            transcript,
        };
        let body = scene.town.opening();
        assert_eq!(scene.citizen(&body), None);
        scene
    }

    fn citizen(&mut self, body: &Body) -> Option<Failure> {
        let sign = self.town.citizen.sign.clone();
        let kind = match body {
            Body::Transfer(_) => MessageKind::Transfer,
            _ => MessageKind::Text,
        };
        self.write(Signer::Citizen(&sign), kind, body, |_| {})
    }

    /// What a caseworker writes for their own department.
    fn member(&mut self, at: usize, kind: MessageKind, body: &Body) -> Option<Failure> {
        let person = &self.town.caseworkers[at];
        let (key, chain) = (person.secrets.sign.clone(), person.chain.clone());
        let department = person.certificate.departments[0];
        let signer = Signer::Member {
            key: &key,
            chain: &chain,
        };
        self.write(signer, kind, body, |draft| draft.department = department)
    }

    fn write(
        &mut self,
        signer: Signer<'_>,
        kind: MessageKind,
        body: &Body,
        change: impl FnOnce(&mut MessageDraft<'_>),
    ) -> Option<Failure> {
        let place = self.transcript.place(&signer.key().public());
        let mut draft = self.town.draft(signer, kind, place, body);
        change(&mut draft);
        let sealed = self.town.seal(draft).sealed;
        self.transcript.read(&sealed).err()
    }

    fn passes_on(&mut self, at: usize, to: DepartmentId) -> Option<Failure> {
        let body = Body::Transfer(Transfer {
            to,
            text: "Zuständig ist das Bauamt.".to_owned(),
        });
        self.member(at, MessageKind::Transfer, &body)
    }

    fn replies(&mut self, at: usize) -> Option<Failure> {
        self.member(at, MessageKind::Reply, &Body::Text("Guten Tag".to_owned()))
    }
}

#[test]
fn only_the_department_in_charge_speaks() {
    let mut scene = Scene::new();
    let (here, there) = (scene.town.department, scene.other);
    let foreign = Some(Failure::ForeignAuthor);
    assert_eq!((scene.replies(0), scene.replies(1)), (None, foreign));
    assert_eq!(scene.passes_on(1, here), foreign, "nobody takes a conversation");
    assert_eq!(scene.passes_on(0, there), None);
    let charge = Charge {
        trust: scene.town.trust,
        department: there,
        known: Some(0),
    };
    assert_eq!(scene.transcript.charge(), Some(charge));
    assert_eq!((scene.replies(0), scene.replies(1)), (foreign, None));
    assert_eq!(scene.passes_on(0, there), foreign);
    assert_eq!(scene.passes_on(1, here), None, "and back");
    assert_eq!((scene.replies(0), scene.replies(1)), (None, foreign));
}

#[test]
fn what_is_no_transfer_moves_nothing() {
    let mut scene = Scene::new();
    let (here, there) = (scene.town.department, scene.other);
    let before = scene.transcript.charge();
    let transfer = Body::Transfer(Transfer {
        to: there,
        text: String::new(),
    });
    assert_eq!(scene.citizen(&transfer), Some(Failure::ForeignAuthor));
    assert_eq!(scene.passes_on(0, here), Some(Failure::Malformed));
    let words = Body::Text("Zuständig ist das Bauamt.".to_owned());
    assert_eq!(
        scene.member(0, MessageKind::Transfer, &words),
        Some(Failure::Malformed)
    );
    assert_eq!(
        scene.member(0, MessageKind::Reply, &transfer),
        Some(Failure::Malformed)
    );
    assert_eq!(scene.transcript.charge(), before);
}
