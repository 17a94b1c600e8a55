//! Certificates: who works for an authority, and which key a department has at the moment, each signed by the
//! authority's root or by a certified administrator; and which key brings lost accounts back, signed by the root.

mod chain;
mod content;
mod recovery;
mod revocation;
#[cfg(test)]
mod tests;

pub(crate) use chain::MOST_CERTIFICATES;
pub use chain::{verify_chain, verify_epoch, verify_member, verify_past_epoch, verify_signer};
pub use content::{Certificate, EpochCertificate, MemberCertificate};
pub use recovery::{RecoveryCertificate, issue_recovery, verify_recovery};
pub use revocation::{Revocation, Revocations, issue_revocation};

use crate::{PublicKey, SigningKey};
use domain::{AuthorityId, Timestamp};

/// Clocks of browsers may be this wrong, in seconds.
pub const CLOCK_SKEW_SECONDS: i64 = 300;

/// Whether `at` lies between `from` and `until`, by a clock that may be a little wrong.
fn is_within(from: Timestamp, until: Timestamp, at: Timestamp) -> bool {
    from <= at.plus(CLOCK_SKEW_SECONDS) && at < until.plus(CLOCK_SKEW_SECONDS)
}

/// The authority that a reader trusts: its id and root key, pinned, never taken from the chain itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Trust {
    /// The authority.
    pub authority: AuthorityId,
    /// Its root key.
    pub root: PublicKey,
}

/// Certifies a member. The certificate comes first in a chain whose next element is the signer's own certificate, or
/// that ends with it if the root signed.
pub fn issue_member(signer: &SigningKey, certificate: &MemberCertificate) -> Vec<u8> {
    content::issue(signer, &certificate.encode())
}

/// Certifies a department's epoch, as [`issue_member`] does a member.
pub fn issue_epoch(signer: &SigningKey, certificate: &EpochCertificate) -> Vec<u8> {
    content::issue(signer, &certificate.encode())
}
