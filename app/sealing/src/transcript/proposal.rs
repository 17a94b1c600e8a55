//! Conversations that are handed over to another authority: what was proposed, and what the citizen makes of it.

use domain::DepartmentId;

use super::{Author, Charge, Transcript};
use crate::message::SignedMessage;
use crate::{Failure, Handover, Hash, Header, MessageKind, Proposal, Trust};

/// A proposal that was neither followed nor ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OpenProposal {
    /// By which the handover names it.
    pub hash: Hash,
    /// The message that made it.
    pub message: domain::MessageId,
    /// The other authority and the root that was proposed with it.
    pub trust: Trust,
    /// Its department.
    pub to: DepartmentId,
}

impl Transcript {
    /// Whether this is where a member begins to read whose authority got the conversation without its history.
    pub(super) fn begins_with(&self, message: &SignedMessage, author: &Author) -> bool {
        self.own.is_some()
            && self.order.is_empty()
            && *author == Author::Citizen
            && message.header.kind == MessageKind::Handover
    }

    /// The department in charge proposes another authority; a later proposal takes the place of an earlier one.
    pub(super) fn propose(&mut self, message: &SignedMessage, proposal: &Proposal) -> Result<(), Failure> {
        self.is_not_another_root(&proposal.trust)?;
        let in_charge = self.trust().map(|trust| trust.authority);
        if in_charge == Some(proposal.trust.authority) {
            return Err(Failure::Malformed);
        }
        self.proposal = Some(OpenProposal {
            hash: message.hash,
            message: message.header.message,
            trust: proposal.trust,
            to: proposal.to,
        });
        Ok(())
    }

    /// The citizen declines the open proposal, or the department withdraws it.
    pub(super) fn decline(&mut self, proposal: &Hash) -> Result<(), Failure> {
        match self.proposal.take_if(|open| open.hash == *proposal) {
            Some(_) => Ok(()),
            None => Err(Failure::Malformed),
        }
    }

    /// The citizen hands the conversation over as it was proposed. Who begins to read here believes the citizen, and knows their
    /// own root.
    pub(super) fn hand_over(&mut self, header: &Header, handover: &Handover) -> Result<(), Failure> {
        let trust = handover.opening.trust;
        self.is_not_another_root(&trust)?;
        if self.first == Some(header.n) && self.charge.is_none() {
            if self.own != Some(trust) {
                return Err(Failure::OtherRoot);
            }
            if handover.history {
                // What was to come along is withheld.
                return Err(Failure::MissingMessage);
            }
        } else {
            let is_proposed = self.proposal.is_some_and(|open| {
                (open.hash, open.trust, open.to) == (handover.proposal, trust, header.department)
            });
            // Its seed must be one that nobody has had before.
            if !is_proposed || self.newest >= Some(header.n) {
                return Err(Failure::Malformed);
            }
        }
        self.roots.add(trust)?;
        if !handover.history {
            self.order.restart_but(&header.key);
        }
        self.proposal = None;
        self.charge = Some(Charge {
            trust,
            department: header.department,
            known: header.n.checked_sub(1),
        });
        Ok(())
    }

    fn is_not_another_root(&self, trust: &Trust) -> Result<(), Failure> {
        match self.roots.of_authority(trust.authority) {
            Some(known) if known != *trust => Err(Failure::OtherRoot),
            _ => Ok(()),
        }
    }
}
