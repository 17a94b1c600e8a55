//! A conversation that a department of another authority has opened.

use super::*;
use crate::LetterOpening;

#[cfg(test)]
mod tests;

/// The side that wrote a letter.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Opener {
    /// Its authority, and the root that this one is believed by.
    pub trust: Trust,
    /// The department, for which only certified members of that authority write.
    pub department: DepartmentId,
}

impl Transcript {
    /// Begins to read a letter as a member, who knows the root of the own authority. The other side's is what the first message
    /// says, and that has to be `other`: nothing that was granted under another one is read.
    ///
    /// # Errors
    ///
    /// [`Failure::OtherRoot`] if `other` is the own authority by another root.
    pub fn of_letter(
        conversation: ConversationId,
        n: u32,
        content: &Seed,
        own: Trust,
        other: Trust,
    ) -> Result<Self, Failure> {
        let mut roots = Roots::of(own);
        roots.add(other)?;
        Ok(Self {
            conversation,
            identities: BTreeMap::from([(n, content.identity())]),
            latest: n,
            citizen: None,
            opener: None,
            own: Some(own),
            roots,
            charge: None,
            proposal: None,
            newest: None,
            first: None,
            order: Order::default(),
        })
    }

    /// The side that wrote the letter; `None` as long as its first message was not believed, and where a citizen writes.
    pub fn opener(&self) -> Option<Opener> {
        self.opener
    }

    /// Whether the reader stands on the side that wrote the letter, working in this department.
    pub fn is_opener(&self, department: DepartmentId) -> bool {
        self.opener
            .is_some_and(|opener| self.own == Some(opener.trust) && opener.department == department)
    }

    /// The authority on the letter's other side and its root, as the first message names it.
    pub fn other_side(&self) -> Option<Trust> {
        let (opener, charge) = (self.opener?, self.charge?);
        Some(if self.own == Some(opener.trust) {
            charge.trust
        } else {
            opener.trust
        })
    }

    /// What the side that wrote the letter says: first the letter itself, and then only that department.
    pub(super) fn letter(&mut self, message: &SignedMessage, by: AuthorityId) -> Result<Body, Failure> {
        let department = message.header.department;
        let opens = message.header.place == Place::first();
        let is_opener = self
            .opener
            .is_some_and(|opener| (opener.trust.authority, opener.department) == (by, department));
        if !opens && !is_opener {
            return Err(Failure::ForeignAuthor);
        }
        let body = message.body()?;
        match &body {
            Body::Letter(letter) if opens && self.opener.is_none() => {
                self.open_letter(letter, by, department)?;
            }
            Body::Text(_) if !opens => {}
            _ => return Err(Failure::Malformed),
        }
        Ok(body)
    }

    /// Two authorities write to each other here, by the roots that the first message names and by no others.
    fn open_letter(
        &mut self,
        letter: &LetterOpening,
        by: AuthorityId,
        department: DepartmentId,
    ) -> Result<(), Failure> {
        let LetterOpening { to, from, .. } = letter;
        if from.authority != by || from.authority == to.authority {
            return Err(Failure::ForeignAuthor);
        }
        for trust in [to, from] {
            if self.roots.of_authority(trust.authority) != Some(*trust) {
                return Err(Failure::OtherRoot);
            }
        }
        self.opener = Some(Opener {
            trust: *from,
            department,
        });
        self.charge = Some(Charge {
            trust: *to,
            department: letter.department,
            known: None,
        });
        Ok(())
    }
}
