use domain::api::{DepartmentKey, PassOn};
use rand_core::CryptoRngCore;
use sealing::{Body, Failure, HybridRecipient, Seed, Transfer};

use super::writing::{Target, Writing};
use super::{Conversation, Next};
use crate::messages::Refusal;

impl Conversation {
    /// Passes the conversation on: the message goes to a seed that begins with it, and that the own department does not
    /// get. The new one gets all earlier seeds, too.
    pub(crate) fn pass_on(
        &mut self,
        to: &DepartmentKey,
        writing: Writing<'_>,
        rng: &mut impl CryptoRngCore,
    ) -> Result<PassOn, Refusal> {
        let desk = self.desk.ok_or(Failure::MissingMessage)?;
        let (certificate, target) = self.certified(to, writing.now)?;
        if target.department == desk.department || self.is_opener() {
            return Err(Refusal::OutOfTurn);
        }
        // Whoever lacks a seed cannot hand all of them on.
        let first = self.transcript.first_seed();
        let is_whole = (first..=self.newest).all(|n| self.seeds.contains_key(&n));
        if !is_whole {
            return Err(Failure::NoGrant.into());
        }
        let next = Next {
            n: self.newest + 1,
            seed: Seed::random(rng),
            desk: target,
            department: HybridRecipient::try_from(&certificate.recipient)?,
            opener: self.next_opener()?,
        };
        let body = Body::Transfer(Transfer {
            to: target.department,
            text: writing.text.clone(),
        });
        let place = Target {
            n: next.n,
            recipient: next.seed.recipient(),
            desk,
        };
        let mut message = self.seal(&writing, &place, &body, &[], rng)?;
        let (signer, now) = (writing.signer, writing.now);
        message.grants = self.begin(&next, signer, now, rng)?;
        let history = self.seeds.range(first..).map(|(n, held)| {
            let grantee = (&next.department, target.into());
            self.grant((*n, &held.seed), grantee, signer, now, rng)
        });
        let history = history.collect();
        self.sent(writing, message.clone());
        Ok(PassOn {
            from: desk.department,
            to: target.department,
            after: self.position,
            message,
            history,
            notes: Vec::new(),
        })
    }
}
