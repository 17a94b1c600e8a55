//! What caseworkers write to each other about a conversation: apart from it, and closed to its citizen.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use domain::{AuthorityId, ConversationId, DepartmentId, notes};

use super::order::Order;
use super::{Author, Charge, VerifiedMessage};
use crate::message::SignedMessage;
use crate::{
    AuthorKind, Body, Failure, Header, HybridIdentity, MemberCertificate, MessageKind, Place, PublicKey,
    Roots, Seed, Trust,
};

/// Reads the internal notes of one conversation, those of each notes seed in an order of their own: a department that did not get
/// the earlier ones does not miss them.
pub struct Notes {
    conversation: ConversationId,
    roots: Roots,
    strands: BTreeMap<u32, Strand>,
    /// The seed of the last note that opened: one that does not open is most likely of the same.
    latest: u32,
    /// Which department was in charge during each run of seeds.
    in_charge: BTreeMap<u32, (AuthorityId, DepartmentId)>,
}

/// The notes of one seed.
struct Strand {
    identity: HybridIdentity,
    order: Order,
}

impl Notes {
    /// Begins to read as a member, who believes their own authority's members.
    pub fn new(conversation: ConversationId, trust: Trust) -> Self {
        Self {
            conversation,
            roots: Roots::of(trust),
            strands: BTreeMap::new(),
            latest: 0,
            in_charge: BTreeMap::new(),
        }
    }

    /// Learns who is in charge, as the conversation's messages say, and which content seed began when it changed hands. To be told
    /// before notes are read that came later.
    pub fn charge(&mut self, begun: Option<u32>, charge: Charge) {
        if let Some(run) = notes::present_run(begun) {
            self.in_charge
                .insert(run, (charge.trust.authority, charge.department));
        }
    }

    /// Learns which keys the authority has withdrawn. To be told before the notes that came with it are read.
    pub fn add_revoked(&mut self, chains: impl IntoIterator<Item = Vec<Vec<u8>>>) {
        self.roots.add_revoked(chains);
    }

    /// The authority whose members are believed, and what it has withdrawn.
    pub fn roots(&self) -> &Roots {
        &self.roots
    }

    /// Goes on with a further notes seed.
    pub fn add_seed(&mut self, n: u32, seed: &Seed) {
        self.strands.entry(n).or_insert_with(|| Strand {
            identity: seed.identity(),
            order: Order::default(),
        });
    }

    /// Verifies the next note, in the order of PROTOCOL.md, section Internal notes.
    ///
    /// # Errors
    ///
    /// The first [`Failure`]. The notes after it can still be read: one that is missing, unreadable or out of its place is told
    /// once, where it shows.
    pub fn read(&mut self, sealed: &[u8]) -> Result<VerifiedMessage, Failure> {
        let (n, message) = self.open(sealed).inspect_err(|_| self.skip())?;
        self.latest = n;
        let author = self.author(n, &message.header).inspect_err(|_| self.skip())?;
        self.enter(n, &message)?;
        Ok(VerifiedMessage {
            body: body(&message)?,
            header: message.header,
            hash: message.hash,
            author: Author::Member(Box::new(author)),
        })
    }

    /// Where the next note of this author stands, among those of seed `n`. Read what was written before writing again, or the
    /// two claim the same place.
    pub fn place(&self, n: u32, author: &PublicKey) -> Place {
        let strand = self.strands.get(&n);
        strand.map_or_else(Place::first, |strand| strand.order.place(author))
    }

    /// One more cannot be believed, and is missed where it most likely stood.
    fn skip(&mut self) {
        if let Some(strand) = self.strands.get_mut(&self.latest) {
            strand.order.skip();
        }
    }

    /// Opens a note with whichever seed it was sealed to, and says with which.
    fn open(&self, sealed: &[u8]) -> Result<(u32, SignedMessage), Failure> {
        for (n, strand) in self.strands.iter().rev() {
            match SignedMessage::open(&strand.identity, sealed) {
                Err(Failure::DoesNotOpen) => {}
                outcome => return outcome.map(|message| (*n, message)),
            }
        }
        Err(Failure::DoesNotOpen)
    }

    /// A member of the department that was in charge when this seed began.
    fn author(&self, n: u32, header: &Header) -> Result<MemberCertificate, Failure> {
        if header.author != AuthorKind::Department {
            return Err(Failure::ForeignAuthor);
        }
        let member = self.roots.verify_member(&header.chain, header.created_at)?;
        let is_theirs = member.sign == header.key && member.departments.contains(&header.department);
        let in_charge = self.in_charge.get(&notes::run(n));
        if !is_theirs || in_charge != Some(&(member.authority, header.department)) {
            return Err(Failure::ForeignAuthor);
        }
        if (header.conversation, header.n) != (self.conversation, n) {
            return Err(Failure::OtherConversation);
        }
        Ok(member)
    }

    fn enter(&mut self, n: u32, message: &SignedMessage) -> Result<(), Failure> {
        let strand = self.strands.get_mut(&n).ok_or(Failure::DoesNotOpen)?;
        let begins = strand.order.is_empty() && message.header.place == Place::first();
        match strand.order.enter(message.hash, &message.header) {
            // The first one answers nothing.
            Err(Failure::MissingMessage) if begins => Ok(()),
            outcome => outcome,
        }
    }
}

/// What a note says, if it is one.
fn body(message: &SignedMessage) -> Result<Body, Failure> {
    let header = &message.header;
    if header.kind != MessageKind::Note {
        return Err(Failure::ForeignAuthor);
    }
    let body = message.body()?;
    if matches!(body, Body::Text(_)) && header.attachments.is_empty() {
        Ok(body)
    } else {
        Err(Failure::Malformed)
    }
}
