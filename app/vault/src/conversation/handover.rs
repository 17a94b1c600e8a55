use domain::DepartmentId;
use domain::api::{DepartmentKey, EndProposal, HandOver, Propose};
use rand_core::CryptoRngCore;
use sealing::{
    Body, Failure, Handover, HybridRecipient, OpenProposal, Opening, Proposal, Roots, Seed, Trust,
};

use super::writing::{Target, Writing};
use super::{Conversation, Desk, Next, chains};
use crate::messages::Refusal;

impl Conversation {
    /// Proposes to the citizen to hand the conversation over to a department of another authority.
    pub(crate) fn propose(
        &mut self,
        trust: Trust,
        to: DepartmentId,
        writing: Writing<'_>,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Propose, Refusal> {
        let from = self.desk.ok_or(Failure::MissingMessage)?.department;
        // About a letter no citizen decides.
        let is_own = self.trust().is_some_and(|own| own.authority == trust.authority);
        if is_own || self.citizen.is_none() {
            return Err(Refusal::OutOfTurn);
        }
        let body = Body::Proposal(Proposal {
            trust,
            to,
            text: writing.text.clone(),
        });
        Ok(Propose {
            from,
            authority: trust.authority,
            to,
            message: self.write_body(writing, &body, &[], rng)?,
        })
    }

    /// Declines the open proposal, or withdraws it.
    pub(crate) fn end_proposal(
        &mut self,
        writing: Writing<'_>,
        rng: &mut impl CryptoRngCore,
    ) -> Result<EndProposal, Refusal> {
        let proposal = *self.proposal()?;
        Ok(EndProposal {
            proposal: proposal.message,
            message: self.write_body(writing, &Body::Decline(proposal.hash), &[], rng)?,
        })
    }

    /// The authority and root that the open proposal names.
    pub(crate) fn proposed(&self) -> Result<Trust, Refusal> {
        Ok(self.proposal()?.trust)
    }

    /// Hands the citizen's conversation over as it was proposed, with a first message to the new authority: to a seed that
    /// begins with it, and that the department in charge so far does not get.
    pub(crate) fn hand_over(
        &mut self,
        key: &DepartmentKey,
        (opening, history): (Opening, bool),
        writing: Writing<'_>,
        rng: &mut impl CryptoRngCore,
    ) -> Result<HandOver, Refusal> {
        let from = self.desk.ok_or(Failure::MissingMessage)?.department;
        let proposal = *self.proposal()?;
        let (desk, department) = self.proposed_desk(&proposal, key, &writing)?;
        let is_whole = (0..=self.newest).all(|n| self.seeds.contains_key(&n));
        if history && !is_whole {
            return Err(Failure::NoGrant.into());
        }
        let next = Next {
            n: self.newest + 1,
            seed: Seed::random(rng),
            desk,
            department,
            opener: None,
        };
        let body = Body::Handover(Box::new(Handover {
            proposal: proposal.hash,
            history,
            opening,
        }));
        let target = Target {
            n: next.n,
            recipient: next.seed.recipient(),
            desk,
        };
        let mut message = self.seal(&writing, &target, &body, &[], rng)?;
        let (signer, now) = (writing.signer, writing.now);
        message.grants = self.begin(&next, signer, now, rng)?;
        let given = self.seeds.iter().filter(|_| history);
        let history = given.map(|(n, held)| {
            let grantee = (&next.department, desk.into());
            self.grant((*n, &held.seed), grantee, signer, now, rng)
        });
        let history = history.collect();
        self.sent(writing, message.clone());
        Ok(HandOver {
            proposal: proposal.message,
            from,
            to: desk.department,
            after: self.position,
            message,
            history,
        })
    }

    fn proposal(&self) -> Result<&OpenProposal, Refusal> {
        self.transcript.proposal().ok_or(Refusal::OutOfTurn)
    }

    /// The department that was proposed and its key, if that is certified up to the root that the proposal names, whatever
    /// the server says today.
    fn proposed_desk(
        &self,
        proposal: &OpenProposal,
        key: &DepartmentKey,
        writing: &Writing<'_>,
    ) -> Result<(Desk, HybridRecipient), Refusal> {
        let mut roots: Roots = self.roots().clone();
        roots.add(proposal.trust)?;
        roots.add_revoked(chains(&key.revoked));
        let authority = proposal.trust.authority;
        let certificate = roots.verify_epoch(authority, &key.chain, writing.now)?;
        let desk = Desk {
            department: proposal.to,
            epoch: key.epoch,
        };
        let is_proposed = (certificate.department, certificate.epoch) == (desk.department, desk.epoch)
            && key.department == desk.department;
        if !is_proposed {
            return Err(Failure::UntrustedChain.into());
        }
        Ok((desk, HybridRecipient::try_from(&certificate.recipient)?))
    }
}
