//! Internal notes about the conversation that is read and written at the moment.

use std::collections::BTreeMap;

use domain::api::{DepartmentKey, Grant, GrantKind, MessagePage, NewMessage, SealedTo, StoredMessage};
use domain::limits::TEXT_CHARACTERS;
use domain::{MessageId, Timestamp, notes};
use rand_core::CryptoRngCore;
use sealing::{
    Body, Charge, Failure, GrantSubject, GrantedBy, HybridRecipient, MessageDraft, MessageKind, Roots, Seed,
    Signer, Trust, seal_grant, seal_message,
};

use super::content::content;
use super::writing::Writing;
use super::{Conversation, Desk, Held, Next, new_message, revoked, unopened};
use crate::messages::{ReadMessage, Refusal};

/// What caseworkers write to each other beside a conversation.
pub(crate) struct Notes {
    reader: sealing::Notes,
    /// Every notes seed that the reader has.
    seeds: BTreeMap<u32, Held>,
    /// Numbers of those that the department was granted.
    granted: Vec<u32>,
    /// The seed that is begun with the next note, because none is in use that the department in charge alone knows.
    next: Option<Result<Next, Failure>>,
    /// Whether the last page was read: only then it is known what a new note answers.
    is_complete: bool,
    /// What was sealed here and not read back yet, and its text.
    outgoing: Option<(String, NewMessage)>,
}

impl Notes {
    /// Begins with nothing read.
    pub(crate) fn new(conversation: &Conversation, trust: Trust) -> Self {
        Self {
            reader: sealing::Notes::new(conversation.id, trust),
            seeds: BTreeMap::new(),
            granted: Vec::new(),
            next: None,
            is_complete: false,
            outgoing: None,
        }
    }

    /// Learns who was in charge of the conversation, and which keys were withdrawn; before anything else of the page is read.
    pub(crate) fn learn(&mut self, conversation: &Conversation, page: &MessagePage) {
        for (begun, charge) in &conversation.charges {
            self.reader.charge(*begun, *charge);
        }
        self.reader.add_revoked(revoked(page));
    }

    /// The authority whose members are believed.
    pub(crate) fn roots(&self) -> &Roots {
        self.reader.roots()
    }

    /// Which seeds are not known yet.
    pub(crate) fn unknown<'a>(&self, grants: &'a [Grant]) -> Vec<&'a Grant> {
        grants
            .iter()
            .filter(|grant| grant.kind == GrantKind::Notes && !self.seeds.contains_key(&grant.n))
            .collect()
    }

    /// Goes on with a further seed that was granted.
    pub(crate) fn add_seed(&mut self, n: u32, held: Held) {
        self.reader.add_seed(n, &held.seed);
        self.seeds.entry(n).or_insert(held);
    }

    /// Opens and verifies the next page.
    pub(crate) fn read(
        &mut self,
        conversation: &Conversation,
        page: &MessagePage,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Vec<ReadMessage> {
        self.granted = page.grants.iter().map(|grant| grant.n).collect();
        let notes = page.messages.iter().map(|stored| self.read_one(stored)).collect();
        self.is_complete = page.next.is_none();
        if self.is_complete {
            self.outgoing = None;
            self.next = self.prepare(conversation, page.rekey.as_ref(), now, rng);
        }
        notes
    }

    fn read_one(&mut self, stored: &StoredMessage) -> ReadMessage {
        let outcome = self.reader.read(stored.sealed.as_ref());
        ReadMessage {
            // The signed id, where there is one: the server's own could name another note.
            id: outcome
                .as_ref()
                .map_or(stored.id, |verified| verified.header.message),
            position: stored.position,
            author: stored.author,
            received_at: stored.received_at,
            outcome: outcome
                .map(|verified| content(&verified, None))
                .map_err(|failure| unopened(failure, self.lacks_seed())),
        }
    }

    /// Whether there is a newer seed than this reader has.
    fn lacks_seed(&self) -> bool {
        self.newest() > self.seeds.keys().max().copied()
    }

    /// The seed to begin with the next note, if there has to be one.
    fn prepare(
        &self,
        conversation: &Conversation,
        rekey: Option<&DepartmentKey>,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Option<Result<Next, Failure>> {
        let Some((begun, charge)) = conversation.charges.last() else {
            return Some(Err(Failure::MissingMessage));
        };
        let present = (notes::present_run(*begun), *charge);
        match rekey {
            // What was sealed to the newest one is not read yet, and nothing answers what was not read.
            _ if self.lacks_seed() => Some(Err(Failure::NoGrant)),
            Some(key) => Some(self.make_ready(conversation, present, key, now, rng)),
            // Somebody else may know the newest seed: nothing is sealed to it.
            None if !self.is_ours(present) => Some(Err(Failure::NoGrant)),
            None => None,
        }
    }

    /// The newest one that there is, whoever has it.
    fn newest(&self) -> Option<u32> {
        self.granted.iter().chain(self.seeds.keys()).max().copied()
    }

    /// Whether the newest seed was begun in the department in charge, and nobody knows it who has passed the conversation on:
    /// their seeds are of earlier runs.
    fn is_ours(&self, (run, charge): (Option<u32>, Charge)) -> bool {
        let Some((n, held)) = self.seeds.last_key_value() else {
            return false;
        };
        let is_begun_here = match &held.granter {
            GrantedBy::Member(member) => {
                member.authority == charge.trust.authority && member.departments.contains(&charge.department)
            }
            GrantedBy::Citizen(_) => false,
        };
        let is_desk = held.desk.is_some_and(|desk| desk.department == charge.department);
        let is_present = run == Some(notes::run(*n));
        is_begun_here && is_desk && is_present && self.newest() == Some(*n)
    }

    fn make_ready(
        &self,
        conversation: &Conversation,
        (run, charge): (Option<u32>, Charge),
        key: &DepartmentKey,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Next, Failure> {
        let (certificate, desk) = conversation.certified(key, now)?;
        if desk.department != charge.department {
            return Err(Failure::UntrustedChain);
        }
        let n = run.and_then(|run| notes::next(run, self.newest()));
        Ok(Next {
            n: n.ok_or(Failure::NoGrant)?,
            seed: Seed::random(rng),
            desk,
            department: HybridRecipient::try_from(&certificate.recipient)?,
            opener: None,
        })
    }

    /// Seals a note that answers all that was read. Asked for the same one again before it was read back, it gives the same one
    /// again.
    pub(crate) fn write(
        &mut self,
        conversation: &Conversation,
        writing: Writing<'_>,
        rng: &mut impl CryptoRngCore,
    ) -> Result<NewMessage, Refusal> {
        if let Some((text, note)) = &self.outgoing {
            let is_same = *text == writing.text;
            return is_same.then(|| note.clone()).ok_or(Refusal::OutOfTurn);
        }
        if writing.text.chars().count() > TEXT_CHARACTERS {
            return Err(Refusal::TooLarge);
        }
        if !self.is_complete {
            return Err(Refusal::OutOfTurn);
        }
        let next = self.next.clone().transpose()?;
        let (n, seed, desk) = match (&next, self.seeds.last_key_value()) {
            (Some(next), _) => (next.n, &next.seed, next.desk),
            (None, Some((n, held))) => (*n, &held.seed, held.desk.ok_or(Failure::NoGrant)?),
            (None, None) => return Err(Failure::NoGrant.into()),
        };
        let draft = MessageDraft {
            conversation: conversation.id,
            n,
            message: MessageId::random(rng),
            signer: writing.signer,
            place: self.reader.place(n, &writing.author),
            department: desk.department,
            epoch: desk.epoch,
            created_at: writing.now,
            kind: MessageKind::Note,
            body: &Body::Text(writing.text.clone()),
            attachments: Vec::new(),
        };
        let mut note = new_message(
            seal_message(&seed.recipient(), draft, rng),
            SealedTo::Notes(n),
            &[],
        )?;
        note.grants = next
            .iter()
            .map(|next| {
                grant(
                    conversation,
                    (n, seed),
                    (&next.department, desk),
                    writing.signer,
                    writing.now,
                    rng,
                )
            })
            .collect();
        self.outgoing = Some((writing.text, note.clone()));
        Ok(note)
    }

    /// Every seed that the own department has, for the department to which the conversation is passed on.
    pub(crate) fn hand_on(
        &self,
        conversation: &Conversation,
        to: &DepartmentKey,
        signer: Signer<'_>,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Vec<Grant>, Refusal> {
        if !self.is_complete {
            return Err(Refusal::OutOfTurn);
        }
        // Whoever lacks a seed cannot hand all of them on.
        if !self.granted.iter().all(|n| self.seeds.contains_key(n)) {
            return Err(Failure::NoGrant.into());
        }
        let (certificate, desk) = conversation.certified(to, now)?;
        let recipient = HybridRecipient::try_from(&certificate.recipient)?;
        let grants = self.seeds.iter().map(|(n, held)| {
            let to = (&recipient, desk);
            grant(conversation, (*n, &held.seed), to, signer, now, rng)
        });
        Ok(grants.collect())
    }
}

/// A notes seed for a department.
fn grant(
    conversation: &Conversation,
    (n, seed): (u32, &Seed),
    (recipient, desk): (&HybridRecipient, Desk),
    signer: Signer<'_>,
    now: Timestamp,
    rng: &mut impl CryptoRngCore,
) -> Grant {
    let subject = GrantSubject::Notes(conversation.id, n);
    Grant {
        kind: GrantKind::Notes,
        n,
        grantee: desk.into(),
        sealed: seal_grant(subject, seed, recipient, signer, now, rng).into(),
    }
}
