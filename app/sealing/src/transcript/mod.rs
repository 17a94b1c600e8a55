//! A conversation as its reader sees it: each message verified, in the order in which it came, against all before it.

#[cfg(test)]
mod handovers;
mod letters;
mod notes;
mod order;
mod proposal;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod transfers;

use std::collections::BTreeMap;

use domain::{AuthorityId, ConversationId, DepartmentId};

use crate::message::SignedMessage;
use crate::{
    AuthorKind, Body, Failure, Hash, Header, HybridIdentity, MemberCertificate, MessageKind, Opening, Place,
    PublicKey, Roots, Seed, Trust,
};
pub use letters::Opener;
pub use notes::Notes;
use order::Order;
pub use proposal::OpenProposal;

/// A message that was verified.
#[derive(Clone)]
pub struct VerifiedMessage {
    /// What was signed about it.
    pub header: Header,
    /// SHA-256 of its header bytes.
    pub hash: Hash,
    /// Who signed.
    pub author: Author,
    /// What it says.
    pub body: Body,
}

/// Whose signature was verified.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Author {
    /// The conversation's citizen.
    Citizen,
    /// A member with a certificate for the department that the header names.
    Member(Box<MemberCertificate>),
}

/// Reads the messages of one conversation one after the other and knows where the next one stands.
pub struct Transcript {
    conversation: ConversationId,
    /// What opens the messages of each content seed that is known.
    identities: BTreeMap<u32, HybridIdentity>,
    /// The seed of the last message that opened: the next one's is most likely the same.
    latest: u32,
    /// The key that signs for the citizen; `None` in a letter.
    citizen: Option<PublicKey>,
    /// Who wrote the letter, once its first message was believed.
    opener: Option<Opener>,
    /// The authority that the reader works for; `None` for a citizen.
    own: Option<Trust>,
    /// Every authority whose members are believed to have written here.
    roots: Roots,
    charge: Option<Charge>,
    proposal: Option<OpenProposal>,
    /// The newest content seed that an authentic message was sealed to.
    newest: Option<u32>,
    /// The content seed of the handover that the reader begins with.
    first: Option<u32>,
    order: Order,
}

/// Which department is in charge, as verified messages say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Charge {
    /// Its authority and the root that this one is believed by.
    pub trust: Trust,
    /// The one that the first message went to, or that the conversation was passed on to last.
    pub department: DepartmentId,
    /// The newest content seed that somebody knows who has passed it on: nothing is sealed to it or an earlier one.
    pub known: Option<u32>,
}

impl Transcript {
    /// Begins to read as the citizen, who trusts what their own first message says they trusted: not what the server
    /// says today.
    pub fn of_citizen(conversation: ConversationId, n: u32, content: &Seed, citizen: PublicKey) -> Self {
        Self {
            conversation,
            identities: BTreeMap::from([(n, content.identity())]),
            latest: n,
            citizen: Some(citizen),
            opener: None,
            own: None,
            roots: Roots::default(),
            charge: None,
            proposal: None,
            newest: None,
            first: None,
            order: Order::default(),
        }
    }

    /// Begins to read as a member, who trusts their own authority's root. `citizen` is the key that granted the
    /// content seed.
    pub fn of_member(
        conversation: ConversationId,
        n: u32,
        content: &Seed,
        citizen: PublicKey,
        trust: Trust,
    ) -> Self {
        Self {
            own: Some(trust),
            roots: Roots::of(trust),
            ..Self::of_citizen(conversation, n, content, citizen)
        }
    }

    /// The key that signs for the citizen; `None` in a letter.
    pub fn citizen(&self) -> Option<PublicKey> {
        self.citizen
    }

    /// The authority in charge and its root, under which keys are certified that are sealed to; a member's own as long as
    /// the first message was not read, and `None` for a citizen.
    pub fn trust(&self) -> Option<Trust> {
        self.charge.map(|charge| charge.trust).or(self.own)
    }

    /// Every authority whose members are believed to have written here.
    pub fn roots(&self) -> &Roots {
        &self.roots
    }

    /// The proposal to hand the conversation over that is open.
    pub fn proposal(&self) -> Option<&OpenProposal> {
        self.proposal.as_ref()
    }

    /// The first content seed that the reader was given: another one than 0 if an earlier authority had the conversation and
    /// the citizen kept from this one what was written there.
    pub fn first_seed(&self) -> u32 {
        self.first.unwrap_or(0)
    }

    /// The department in charge; `None` as long as the first message was not believed.
    pub fn charge(&self) -> Option<Charge> {
        self.charge
    }

    /// Learns which keys the authorities have withdrawn. To be told before the messages that came with it are read.
    pub fn add_revoked(&mut self, chains: impl IntoIterator<Item = Vec<Vec<u8>>>) {
        self.roots.add_revoked(chains);
    }

    /// Goes on with a further content seed: that of messages with this `n`.
    pub fn add_seed(&mut self, n: u32, content: &Seed) {
        self.identities.entry(n).or_insert_with(|| content.identity());
    }

    /// The identity that opens messages and attachments with this `n`.
    pub fn identity(&self, n: u32) -> Option<&HybridIdentity> {
        self.identities.get(&n)
    }

    /// Verifies the next message, in the order of PROTOCOL.md, section Message.
    ///
    /// # Errors
    ///
    /// The first [`Failure`]. The messages after it can still be read: one that is missing, unreadable or out of its
    /// place is told once, where it shows.
    pub fn read(&mut self, sealed: &[u8]) -> Result<VerifiedMessage, Failure> {
        let (message, author) = self.authentic(sealed).inspect_err(|_| self.order.skip())?;
        if self.begins_with(&message, &author) {
            self.order.begin(message.hash, &message.header);
            self.first = Some(message.header.n);
        } else {
            self.order.enter(message.hash, &message.header)?;
        }
        let body = self.body(&message, &author)?;
        self.newest = self.newest.max(Some(message.header.n));
        Ok(VerifiedMessage {
            header: message.header,
            hash: message.hash,
            author,
            body,
        })
    }

    /// Where the next message of this author stands, after all that was read. Read what was written before writing
    /// again, or the two claim the same place.
    pub fn place(&self, author: &PublicKey) -> Place {
        self.order.place(author)
    }

    /// Opens a message and verifies who signed it and that it belongs here.
    fn authentic(&mut self, sealed: &[u8]) -> Result<(SignedMessage, Author), Failure> {
        let (n, message) = self.open(sealed)?;
        let author = self.author(&message.header)?;
        self.belongs(n, &message)?;
        self.latest = n;
        Ok((message, author))
    }

    fn belongs(&self, n: u32, message: &SignedMessage) -> Result<(), Failure> {
        if (message.header.conversation, message.header.n) == (self.conversation, n) {
            Ok(())
        } else {
            Err(Failure::OtherConversation)
        }
    }

    /// Opens a message with whichever seed it was sealed to, and says with which.
    fn open(&self, sealed: &[u8]) -> Result<(u32, SignedMessage), Failure> {
        let later = self.identities.range(self.latest..);
        let earlier = self.identities.range(..self.latest).rev();
        for (n, identity) in later.chain(earlier) {
            match SignedMessage::open(identity, sealed) {
                Err(Failure::DoesNotOpen) => {}
                outcome => return outcome.map(|message| (*n, message)),
            }
        }
        Err(Failure::DoesNotOpen)
    }

    fn author(&self, header: &Header) -> Result<Author, Failure> {
        match header.author {
            AuthorKind::Citizen if Some(header.key) == self.citizen && header.chain.is_empty() => {
                Ok(Author::Citizen)
            }
            AuthorKind::Department => {
                let member = self.roots.verify_member(&header.chain, header.created_at)?;
                if member.sign == header.key && member.departments.contains(&header.department) {
                    Ok(Author::Member(Box::new(member)))
                } else {
                    Err(Failure::ForeignAuthor)
                }
            }
            AuthorKind::Citizen | AuthorKind::System => Err(Failure::ForeignAuthor),
        }
    }

    /// What an inbox shows of a conversation that a member opens later: the message that opened it, or handed it over, to their
    /// own authority.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read); [`Failure::OtherRoot`] if it went to another authority, [`Failure::Reordered`] if it is
    /// another message.
    pub fn heading(&self, sealed: &[u8]) -> Result<Opening, Failure> {
        let (n, message) = self.open(sealed)?;
        let author = self.author(&message.header)?;
        self.belongs(n, &message)?;
        let body = message.body()?;
        let opening = match (&body, author, message.header.kind) {
            (Body::Opening(opening), Author::Citizen, MessageKind::Text)
                if message.header.place == Place::first() =>
            {
                &**opening
            }
            (Body::Handover(handover), Author::Citizen, MessageKind::Handover) => &handover.opening,
            _ => return Err(Failure::Reordered),
        };
        if Some(opening.trust) == self.own {
            Ok(opening.clone())
        } else {
            Err(Failure::OtherRoot)
        }
    }

    /// The body, if it is the one that was signed and of a kind that this author may write.
    fn body(&mut self, message: &SignedMessage, author: &Author) -> Result<Body, Failure> {
        let header = &message.header;
        match (author, header.kind) {
            (Author::Citizen, MessageKind::Text | MessageKind::Handover | MessageKind::Decline) => {}
            (Author::Member(member), MessageKind::Text) if self.citizen.is_none() => {
                return self.letter(message, member.authority);
            }
            (
                Author::Member(member),
                MessageKind::Reply
                | MessageKind::Close
                | MessageKind::Reopen
                | MessageKind::Transfer
                | MessageKind::Proposal
                | MessageKind::Decline,
            ) => self.in_charge(member.authority, header.department)?,
            (_, MessageKind::ReadAcknowledgement) => return Err(Failure::UnknownVersion),
            _ => return Err(Failure::ForeignAuthor),
        }
        let body = message.body()?;
        let opens = *author == Author::Citizen && header.place == Place::first();
        match (&body, header.kind) {
            (Body::Opening(opening), MessageKind::Text) if opens => {
                self.open_with(opening.trust, header.department)?;
            }
            (
                Body::Text(_),
                MessageKind::Text | MessageKind::Reply | MessageKind::Close | MessageKind::Reopen,
            ) if !opens => {
                if header.kind == MessageKind::Close {
                    self.proposal = None;
                }
            }
            (Body::Transfer(transfer), MessageKind::Transfer) if transfer.to != header.department => {
                self.pass_on(author, transfer.to, header.n);
            }
            (Body::Proposal(proposal), MessageKind::Proposal) => self.propose(message, proposal)?,
            (Body::Handover(handover), MessageKind::Handover) => self.hand_over(header, handover)?,
            (Body::Decline(proposal), MessageKind::Decline) => self.decline(proposal)?,
            _ => return Err(Failure::Malformed),
        }
        Ok(body)
    }

    /// Whatever authority the citizen wrote to, they say how to recognise it; the reader's own they know better.
    fn open_with(&mut self, trust: Trust, department: DepartmentId) -> Result<(), Failure> {
        self.roots.add(trust)?;
        self.charge.get_or_insert(Charge {
            trust,
            department,
            known: None,
        });
        Ok(())
    }

    /// The conversation goes on in another department of the authority.
    fn pass_on(&mut self, author: &Author, department: DepartmentId, known: u32) {
        if let Author::Member(member) = author {
            self.proposal = None;
            self.charge = self.roots.of_authority(member.authority).map(|trust| Charge {
                trust,
                department,
                known: Some(known),
            });
        }
    }

    /// Only the department in charge speaks to the citizen. Ids of departments are an authority's own affair: another one
    /// could certify its members for the same.
    fn in_charge(&self, authority: AuthorityId, department: DepartmentId) -> Result<(), Failure> {
        let is_in_charge = match self.charge {
            Some(charge) => (charge.trust.authority, charge.department) == (authority, department),
            None => self.citizen.is_some(),
        };
        if is_in_charge {
            Ok(())
        } else {
            Err(Failure::ForeignAuthor)
        }
    }
}
