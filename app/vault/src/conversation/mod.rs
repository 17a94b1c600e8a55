//! The conversation that a vault reads and writes at the moment.

mod content;
mod handover;
mod letters;
mod notes;
mod passing;
mod writing;

use std::collections::BTreeMap;

use domain::api::{DepartmentKey, Grant, GrantKind, MessagePage, StoredMessage};
use domain::limits::SEALED_ATTACHMENT_BYTES;
use domain::{AttachmentId, AuthorityId, Bytes, ConversationId, DepartmentId, Timestamp};
use rand_core::CryptoRngCore;
use sealing::{
    AttachmentEntry, Author, Body, Charge, EpochCertificate, Failure, GrantedBy, HybridRecipient, Progress,
    PublicKey, Roots, SealedMessage, Seed, Transcript, Trust, VerifiedMessage, open_attachment,
};

use crate::messages::{Credentials, ReadMessage, Refusal};
use content::{content, credentials};
use letters::{OpenerKey, same_desk};
pub(crate) use notes::Notes;
use writing::Outgoing;
pub(crate) use writing::{Writing, new_message};

/// The number of the first content seed. It counts on when the department's epoch has changed.
pub(crate) const FIRST_SEED: u32 = 0;

/// A department's epoch, as headers name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Desk {
    pub(crate) department: DepartmentId,
    pub(crate) epoch: u32,
}

/// A content seed that was granted.
#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) seed: Seed,
    /// Whom it was granted to; `None` for the citizen.
    pub(crate) desk: Option<Desk>,
    pub(crate) granter: GrantedBy,
}

/// The conversation that is read and written at the moment.
pub(crate) struct Conversation {
    id: ConversationId,
    /// The newest content seed that there is, and what is sealed to.
    n: u32,
    recipient: HybridRecipient,
    /// Every content seed that the reader has.
    seeds: BTreeMap<u32, Held>,
    /// The newest one that was granted to anybody.
    newest: u32,
    transcript: Transcript,
    /// The newest epoch of each department that a verified message names, or that the reader's own keys are of.
    epochs: BTreeMap<(AuthorityId, DepartmentId), u32>,
    /// The department and epoch of what is written here; for a citizen known once the first message was believed.
    desk: Option<Desk>,
    /// Who was in charge one after the other, as verified messages say, with the content seed that began when it changed hands.
    charges: Vec<(Option<u32>, Charge)>,
    /// The citizen's own key, as their first message names it.
    citizen: Option<HybridRecipient>,
    /// The seed that is begun with the next message, because the newest one was granted to an earlier epoch, or is known
    /// to somebody who has passed the conversation on.
    next: Option<Result<Next, Failure>>,
    /// In a letter the key of the department that wrote it, for which a seed that begins is as well.
    opener: Option<Result<OpenerKey, Failure>>,
    /// Files with the seed that they were sealed to.
    files: BTreeMap<AttachmentId, (u32, AttachmentEntry)>,
    /// Position of the newest message that was read.
    position: i64,
    /// Whether the last page was read: only then it is known what a new message answers.
    is_complete: bool,
    /// A message that was sealed here and was not read back yet.
    outgoing: Option<Outgoing>,
}

/// A content seed that is to be begun.
#[derive(Clone)]
struct Next {
    n: u32,
    seed: Seed,
    desk: Desk,
    /// The department's certified key.
    department: HybridRecipient,
    /// That of the department that wrote the letter; `None` where the citizen gets the seed.
    opener: Option<OpenerKey>,
}

impl Conversation {
    /// Begins with nothing read. `held` is one of the content seeds that the reader has.
    pub(crate) fn new(id: ConversationId, (n, held): (u32, Held), transcript: Transcript) -> Self {
        Self {
            id,
            n,
            recipient: held.seed.recipient(),
            desk: held.desk,
            seeds: BTreeMap::from([(n, held)]),
            newest: n,
            transcript,
            epochs: BTreeMap::new(),
            charges: Vec::new(),
            citizen: None,
            next: None,
            opener: None,
            files: BTreeMap::new(),
            position: 0,
            is_complete: false,
            outgoing: None,
        }
    }

    /// The conversation's id.
    pub(crate) fn id(&self) -> ConversationId {
        self.id
    }

    /// The department and epoch of what is written here.
    pub(crate) fn desk(&self) -> Option<Desk> {
        self.desk
    }

    /// What files and messages are sealed to from now on.
    pub(crate) fn recipient(&self) -> HybridRecipient {
        match &self.next {
            Some(Ok(next)) => next.seed.recipient(),
            _ => self.recipient.clone(),
        }
    }

    /// The authority in charge and its root, once they are known.
    pub(crate) fn trust(&self) -> Option<Trust> {
        self.transcript.trust()
    }

    /// The authorities whose members are believed.
    pub(crate) fn roots(&self) -> &Roots {
        self.transcript.roots()
    }

    /// Goes on with a further seed that was granted.
    pub(crate) fn add_seed(&mut self, n: u32, held: Held) {
        self.transcript.add_seed(n, &held.seed);
        if n > self.n {
            self.n = n;
            self.recipient = held.seed.recipient();
            self.desk = held.desk.or(self.desk);
        }
        self.seeds.entry(n).or_insert(held);
    }

    /// Learns that a department has come as far as this epoch: no key of an earlier one is believed from now on.
    pub(crate) fn has_reached(&mut self, authority: AuthorityId, desk: Desk) {
        let newest = self.epochs.entry((authority, desk.department)).or_default();
        *newest = desk.epoch.max(*newest);
    }

    /// Begins no seed that its author could not open again.
    pub(crate) fn begin_only_for(&mut self, holds: impl Fn(Desk) -> bool) {
        if let Some(Ok(next)) = &self.next
            && !holds(self.desk_of(next))
        {
            self.next = Some(Err(Failure::NoGrant));
        }
    }

    /// Takes over what was made ready before the same conversation was read anew: files may have been sealed to it.
    pub(crate) fn go_on_from(&mut self, before: Option<&Self>) {
        let before = before.filter(|before| before.id == self.id);
        self.next = before.and_then(|before| before.next.clone());
    }

    /// Gets ready to begin the next seed, if the newest one was granted to an earlier epoch or is known to somebody who has
    /// passed the conversation on. To be asked after each page, with what it says.
    pub(crate) fn prepare(&mut self, page: &MessagePage, now: Timestamp, rng: &mut impl CryptoRngCore) {
        if page.next.is_some() {
            // Who is in charge is known once all is read.
            return;
        }
        self.newest = newest_seed(&page.grants).max(self.newest);
        self.opener = page.opener_key.as_ref().map(|key| self.opener_key(key, now));
        self.next = match &page.rekey {
            // What was sealed to the newest one is not read yet, and nothing answers what was not read.
            _ if self.newest > self.n => Some(Err(Failure::NoGrant)),
            Some(key) => Some(self.make_ready(key, now, rng)),
            // Somebody else may know the newest seed: nothing is sealed to it.
            None if !self.is_ours() => Some(Err(Failure::NoGrant)),
            None => None,
        };
    }

    /// Whether the newest seed was begun by the citizen or in the department in charge, and nobody knows it who has passed
    /// the conversation on.
    fn is_ours(&self) -> bool {
        let Some(charge) = self.transcript.charge() else {
            return true;
        };
        let is_begun_here = self.seeds.get(&self.n).is_some_and(|held| match &held.granter {
            GrantedBy::Citizen(_) => true,
            GrantedBy::Member(member) => {
                (member.authority == charge.trust.authority
                    && member.departments.contains(&charge.department))
                    || self.is_by_opener(member)
            }
        });
        let is_desk = self
            .desk
            .is_some_and(|desk| desk.department == charge.department || self.is_opener());
        is_begun_here && is_desk && charge.known.is_none_or(|known| known < self.n)
    }

    /// Learns which keys the authorities have withdrawn; before anything else of the page is read.
    pub(crate) fn learn(&mut self, page: &MessagePage) {
        self.transcript.add_revoked(revoked(page));
    }

    /// Which further seeds are not known yet.
    pub(crate) fn unknown<'a>(&self, grants: &'a [Grant]) -> Vec<&'a Grant> {
        grants
            .iter()
            .filter(|grant| grant.kind == GrantKind::Content && !self.seeds.contains_key(&grant.n))
            .collect()
    }

    /// The conversation's citizen; `None` in a letter.
    pub(crate) fn author(&self) -> Option<PublicKey> {
        self.transcript.citizen()
    }

    fn make_ready(
        &self,
        key: &DepartmentKey,
        now: Timestamp,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Next, Failure> {
        let (certificate, desk) = self.certified(key, now)?;
        let before = if self.is_opener() {
            self.transcript.charge().map(|charge| charge.department)
        } else {
            self.desk.map(|before| before.department)
        };
        if before.is_some_and(|before| before != desk.department) {
            return Err(Failure::UntrustedChain);
        }
        let opener = self.next_opener()?;
        let n = self.newest + 1;
        match self.next.clone() {
            Some(Ok(next)) if (next.n, next.desk) == (n, desk) && same_desk(&next.opener, &opener) => {
                Ok(next)
            }
            _ => Ok(Next {
                n,
                seed: Seed::random(rng),
                desk,
                department: HybridRecipient::try_from(&certificate.recipient)?,
                opener,
            }),
        }
    }

    /// A department's key, if it is certified up to the root and nobody withdrew what certified it.
    fn certified(&self, key: &DepartmentKey, now: Timestamp) -> Result<(EpochCertificate, Desk), Failure> {
        let trust = self.transcript.trust().ok_or(Failure::MissingMessage)?;
        self.certified_by(trust.authority, key, now)
    }

    /// A key of a department of this authority, if it is certified up to the root that the authority is believed by, and of no
    /// earlier epoch than one that is known: who has left since has that.
    fn certified_by(
        &self,
        authority: AuthorityId,
        key: &DepartmentKey,
        now: Timestamp,
    ) -> Result<(EpochCertificate, Desk), Failure> {
        let certificate = self.roots().verify_epoch(authority, &key.chain, now)?;
        let desk = Desk {
            department: key.department,
            epoch: key.epoch,
        };
        let newest = self.epochs.get(&(authority, desk.department));
        let is_earlier = newest.is_some_and(|newest| desk.epoch < *newest);
        if (certificate.department, certificate.epoch) == (desk.department, desk.epoch) && !is_earlier {
            Ok((certificate, desk))
        } else {
            Err(Failure::UntrustedChain)
        }
    }

    /// Opens and verifies the next page.
    pub(crate) fn read(&mut self, page: &MessagePage) -> Vec<(ReadMessage, Option<Credentials>)> {
        self.learn(page);
        self.newest = newest_seed(&page.grants).max(self.newest);
        let messages = page.messages.iter().map(|stored| self.read_one(stored)).collect();
        self.has_read(page);
        messages
    }

    /// All messages of a page were read.
    pub(crate) fn has_read(&mut self, page: &MessagePage) {
        self.is_complete = page.next.is_none();
        self.position = page
            .messages
            .last()
            .map_or(self.position, |newest| newest.position);
        if self.is_complete {
            // Either it was among them, or it never arrived: what is written next follows what is there.
            self.outgoing = None;
        }
    }

    /// Enters the citizen's own first message, so that the conversation can go on before it is read back.
    pub(crate) fn enter_opening(&mut self, message: &SealedMessage) -> Result<(), Failure> {
        let verified = self.transcript.read(&message.sealed)?;
        self.note(&verified);
        self.is_complete = true;
        Ok(())
    }

    /// Opens a file of a message that was believed.
    pub(crate) fn open_attachment(
        &self,
        id: AttachmentId,
        sealed: Option<&[u8]>,
        progress: Progress<'_>,
    ) -> Result<(&AttachmentEntry, Vec<u8>), Refusal> {
        let (n, entry) = self.files.get(&id).ok_or(Refusal::OutOfTurn)?;
        let identity = self.transcript.identity(*n).ok_or(Refusal::OutOfTurn)?;
        let sealed = sealed.ok_or(Refusal::OutOfTurn)?;
        if sealed.len() as u64 > SEALED_ATTACHMENT_BYTES {
            return Err(Refusal::TooLarge);
        }
        let plain = open_attachment(identity, entry, sealed, progress)?;
        Ok((entry, plain))
    }

    /// Opens and verifies one message of a page.
    pub(crate) fn read_one(&mut self, stored: &StoredMessage) -> (ReadMessage, Option<Credentials>) {
        let verified = self.transcript.read(stored.sealed.as_ref());
        let credentials = verified
            .as_ref()
            .ok()
            .and_then(|verified| credentials(verified, self.roots()));
        let outcome = verified.map(|verified| {
            self.note(&verified);
            (
                verified.header.message,
                content(&verified, self.transcript.other_side()),
            )
        });
        let message = ReadMessage {
            // The signed id, where there is one: the server's own could name another message.
            id: outcome.as_ref().map_or(stored.id, |(id, _)| *id),
            position: stored.position,
            author: stored.author,
            received_at: stored.received_at,
            outcome: outcome
                .map(|(_, content)| content)
                .map_err(|failure| unopened(failure, self.newest > self.n)),
        };
        (message, credentials)
    }

    fn note(&mut self, verified: &VerifiedMessage) {
        let header = &verified.header;
        self.follow(header.department, header.epoch);
        let charge = self.transcript.charge();
        let authority = match &verified.author {
            Author::Citizen => charge.map(|charge| charge.trust.authority),
            Author::Member(member) => Some(member.authority),
        };
        if let Some(authority) = authority {
            self.has_reached(
                authority,
                Desk {
                    department: header.department,
                    epoch: header.epoch,
                },
            );
        }
        if charge != self.charges.last().map(|(_, charge)| *charge) {
            let is_first = matches!(verified.body, Body::Opening(_) | Body::Letter(_));
            let begun = (!is_first).then_some(header.n);
            self.charges.extend(charge.map(|charge| (begun, charge)));
        }
        let opening = match &verified.body {
            Body::Opening(opening) => Some(&**opening),
            Body::Handover(handover) => Some(&handover.opening),
            _ => None,
        };
        if let Some(opening) = opening {
            self.citizen.get_or_insert_with(|| opening.recipient.clone());
        }
        for entry in &header.attachments {
            self.files
                .entry(entry.id)
                .or_insert_with(|| (header.n, entry.clone()));
        }
    }

    /// Writes to the department in charge from now on. Whoever works there knows it by the seed that it was granted.
    fn follow(&mut self, department: DepartmentId, epoch: u32) {
        let is_granted = self.seeds.get(&self.n).is_some_and(|held| held.desk.is_some());
        if let Some(charge) = self.transcript.charge().filter(|_| !is_granted) {
            self.desk = Some(Desk {
                department: charge.department,
                // Of a department that has not written yet the next message's seed tells the epoch.
                epoch: if charge.department == department { epoch } else { 0 },
            });
        }
    }
}

/// Why a message does not open: where there is a seed that the reader lacks, that is most likely why.
fn unopened(failure: Failure, lacks_seed: bool) -> Failure {
    match failure {
        Failure::DoesNotOpen if lacks_seed => Failure::NoGrant,
        failure => failure,
    }
}

/// Chains of revocations, as a page brings them.
pub(crate) fn revoked(page: &MessagePage) -> Vec<Vec<Vec<u8>>> {
    chains(&page.revoked)
}

fn chains(revoked: &[Vec<Bytes>]) -> Vec<Vec<Vec<u8>>> {
    let chain = |chain: &Vec<Bytes>| chain.iter().map(|link| link.0.clone()).collect();
    revoked.iter().map(chain).collect()
}

/// Number of the newest content seed that was granted.
pub(crate) fn newest_seed(grants: &[Grant]) -> u32 {
    let content = grants.iter().filter(|grant| grant.kind == GrantKind::Content);
    content.map(|grant| grant.n).max().unwrap_or(FIRST_SEED)
}

/// Whether a grant of a seed is believed: from the conversation's citizen, if it has one, or from a certified member who has begun it or
/// handed it on. Whether it is sealed to is another question.
pub(crate) fn is_believed(granter: &GrantedBy, citizen: Option<&PublicKey>) -> bool {
    match granter {
        GrantedBy::Citizen(key) => Some(key) == citizen,
        GrantedBy::Member(_) => true,
    }
}
