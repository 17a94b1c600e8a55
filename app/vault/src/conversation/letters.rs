use domain::Timestamp;
use domain::api::DepartmentKey;
use sealing::{Failure, HybridRecipient, MemberCertificate, MessageKind};

use super::{Conversation, Desk, Next};

/// The epoch of the department that wrote a letter, and its certified key.
pub(super) type OpenerKey = (Desk, HybridRecipient);

impl Conversation {
    /// Whether the reader works in the department that wrote the letter.
    pub(crate) fn is_opener(&self) -> bool {
        self.desk
            .is_some_and(|desk| self.transcript.is_opener(desk.department))
    }

    /// As what the reader writes: the side that opened the conversation with other kinds than the one that answers.
    pub(crate) fn kind(&self) -> MessageKind {
        if self.is_opener() {
            MessageKind::Text
        } else {
            MessageKind::Reply
        }
    }

    /// Whether somebody is certified by the authority that wrote the letter, for the department that did.
    pub(super) fn is_by_opener(&self, member: &MemberCertificate) -> bool {
        self.transcript.opener().is_some_and(|opener| {
            member.authority == opener.trust.authority && member.departments.contains(&opener.department)
        })
    }

    /// The key of the department that wrote the letter, if its own authority has certified it.
    pub(super) fn opener_key(&self, key: &DepartmentKey, now: Timestamp) -> Result<OpenerKey, Failure> {
        let opener = self.transcript.opener().ok_or(Failure::MissingMessage)?;
        let (certificate, desk) = self.certified_by(opener.trust.authority, key, now)?;
        if desk.department != opener.department {
            return Err(Failure::UntrustedChain);
        }
        Ok((desk, HybridRecipient::try_from(&certificate.recipient)?))
    }

    /// Whom a seed that begins is for besides the department in charge; `None` if that is the citizen.
    pub(super) fn next_opener(&self) -> Result<Option<OpenerKey>, Failure> {
        match &self.opener {
            Some(key) => key.clone().map(Some),
            None if self.transcript.opener().is_some() => Err(Failure::MissingMessage),
            None => Ok(None),
        }
    }

    /// For which department the reader writes when they begin this seed.
    pub(super) fn desk_of(&self, next: &Next) -> Desk {
        match &next.opener {
            Some((desk, _)) if self.is_opener() => *desk,
            _ => next.desk,
        }
    }
}

/// Whether both are the same epoch.
pub(super) fn same_desk(before: &Option<OpenerKey>, now: &Option<OpenerKey>) -> bool {
    let desk = |key: &Option<OpenerKey>| key.as_ref().map(|(desk, _)| *desk);
    desk(before) == desk(now)
}
