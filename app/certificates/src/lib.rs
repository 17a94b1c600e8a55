//! Who somebody is, and who says so: keys and signatures, the certificates of an authority's people and departments with
//! the chains in which they end, and the encoding of all that. What browsers believe and what the server keeps is decided
//! by this same code. It opens nothing: the server is built with it and without `sealing`.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod base32;
pub mod cbor;
mod chain;
mod content;
mod failure;
mod fingerprint;
mod padding;
mod recipient;
mod recovery;
mod revocation;
mod signature;
mod statement;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
pub mod text;

pub use chain::{
    MOST_CERTIFICATES, chain_end, signing_chain, verify_chain, verify_epoch, verify_member,
    verify_past_epoch, verify_signer,
};
pub use content::{Certificate, EpochCertificate, MemberCertificate};
pub use failure::Failure;
pub use fingerprint::KeyFingerprint;
pub use padding::padded_length;
pub use recipient::{Fingerprint, Recipient};
pub use recovery::{RecoveryCertificate, issue_recovery, verify_recovery};
pub use revocation::{Revocation, Revocations, issue_revocation, verify_revocation};
pub use signature::{PublicKey, SIGNATURE_BYTES, SigningKey};

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
