use std::collections::{HashMap, HashSet};
use std::ops::Range;

use domain::MessageId;

use crate::message::MOST_HEADS;
use crate::{AuthorKind, Failure, Hash, Header, MessageKind, Place, PublicKey};

/// Which messages there are and how they follow each other: every author counts their own, and every message names
/// those that it answers.
///
/// A message that cannot be believed leaves a hole that later ones point at. The hole was shown where the message
/// stands, so those that point at it are not blamed as well: as many messages may be missing without a word as were
/// shown as unreadable or reported missing already.
#[derive(Default)]
pub(super) struct Order {
    known: HashSet<Hash>,
    ids: HashSet<MessageId>,
    /// Messages that nothing answers yet, the oldest first.
    heads: Vec<Hash>,
    /// Messages that were named and have not come.
    awaited: HashSet<Hash>,
    authors: HashMap<PublicKey, Count>,
    /// Messages that were shown as unreadable.
    unreadable: u64,
    /// Missing messages that were reported.
    reported: u64,
}

/// How far an author has counted.
#[derive(Default)]
struct Count {
    next: u32,
    /// Numbers that were passed over.
    gaps: Vec<Range<u32>>,
}

impl Order {
    /// Whether nothing has been entered.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// A message could not be believed; whichever it was, it is missing now.
    pub(super) fn skip(&mut self) {
        self.unreadable += 1;
    }

    /// Begins with a message that has others before it which this reader does not get.
    pub(super) fn begin(&mut self, hash: Hash, header: &Header) {
        self.known.insert(hash);
        self.ids.insert(header.message);
        self.heads.push(hash);
        let count = self.authors.entry(header.key).or_default();
        count.next = header.place.sequence.saturating_add(1);
    }

    /// All authors but this one count anew: a reader who begins here does not know how far they have come.
    pub(super) fn restart_but(&mut self, author: &PublicKey) {
        self.authors.retain(|key, _| key == author);
    }

    /// Enters an authentic message and says whether it stands where it should.
    pub(super) fn enter(&mut self, hash: Hash, header: &Header) -> Result<(), Failure> {
        if self.known.contains(&hash) || !self.ids.insert(header.message) {
            return Err(Failure::Repeated);
        }
        let was_awaited = self.awaited.remove(&hash);
        let counted = self
            .authors
            .entry(header.key)
            .or_default()
            .enter(header.place.sequence);
        for head in &header.place.heads {
            if !self.known.contains(head) {
                self.awaited.insert(*head);
            }
        }
        self.heads.retain(|head| !header.place.heads.contains(head));
        self.known.insert(hash);
        if !was_awaited {
            self.heads.push(hash);
        }
        let is_first = self.known.len() == 1 && header.kind == MessageKind::Text;
        let is_opening = (header.author == AuthorKind::Citizen || is_first) && header.place.sequence == 0;
        if was_awaited || counted == Counted::Late {
            self.reported = self.reported.saturating_sub(1);
            return Err(Failure::Reordered);
        }
        if counted == Counted::Again {
            return Err(Failure::Forked);
        }
        if counted == Counted::Leap || (header.place.heads.is_empty() && !is_opening) {
            return Err(Failure::MissingMessage);
        }
        let gaps = self.authors.values().map(Count::missing).sum::<u64>();
        let missing = gaps.max(self.awaited.len() as u64);
        let told = self.unreadable.saturating_add(self.reported);
        if missing > told {
            self.reported = missing - self.unreadable.min(missing);
            return Err(Failure::MissingMessage);
        }
        Ok(())
    }

    /// Where the next message of this author stands.
    pub(super) fn place(&self, author: &PublicKey) -> Place {
        // The newest heads, if there are more than a header takes: the others stay for the next message.
        let heads = &self.heads[self.heads.len().saturating_sub(MOST_HEADS)..];
        Place {
            sequence: self.authors.get(author).map_or(0, |count| count.next),
            heads: heads.to_vec(),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    /// The next number, or one a little further on.
    Forward,
    /// So far on that nobody can have written all that should stand between; not counted as missing, or it would
    /// excuse every later hole.
    Leap,
    /// A number that was passed over.
    Late,
    /// A number that was there before.
    Again,
}

impl Count {
    fn enter(&mut self, sequence: u32) -> Counted {
        if sequence >= self.next {
            let gap = self.next..sequence;
            self.next = sequence.saturating_add(1);
            if gap.len() > MOST_HEADS {
                return Counted::Leap;
            }
            if !gap.is_empty() {
                self.gaps.push(gap);
            }
            return Counted::Forward;
        }
        let Some(at) = self.gaps.iter().position(|gap| gap.contains(&sequence)) else {
            return Counted::Again;
        };
        let gap = self.gaps.swap_remove(at);
        let parts = [gap.start..sequence, sequence + 1..gap.end];
        self.gaps
            .extend(parts.into_iter().filter(|part| !part.is_empty()));
        Counted::Late
    }

    fn missing(&self) -> u64 {
        self.gaps.iter().map(|gap| u64::from(gap.end - gap.start)).sum()
    }
}
