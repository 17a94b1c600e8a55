use crate::{Locale, de, en};

/// What is shown in the place of a message that cannot be believed, one text for each named failure of PROTOCOL.md.
pub struct Failures {
    /// Above the reason.
    pub title: &'static str,
    /// Below the reason: what to do.
    pub advice: &'static str,
    /// Not an age file with hybrid stanzas.
    pub not_sealed: &'static str,
    /// Sealed to somebody else, or altered after sealing.
    pub does_not_open: &'static str,
    /// Opened, but not of this protocol.
    pub malformed: &'static str,
    /// Of a later version of the protocol.
    pub unknown_version: &'static str,
    /// The signature does not match.
    pub bad_signature: &'static str,
    /// Signed by a key that has no part in this conversation.
    pub foreign_author: &'static str,
    /// The certificates do not end in the authority's root.
    pub untrusted_chain: &'static str,
    /// A certificate was not valid at the time of signing.
    pub expired_certificate: &'static str,
    /// See `Failure::RevokedCertificate`.
    pub revoked_certificate: &'static str,
    /// Belongs to another conversation.
    pub other_conversation: &'static str,
    /// A message before this one is not there.
    pub missing_message: &'static str,
    /// Comes after messages that were written later.
    pub reordered: &'static str,
    /// The author's sequence number was used before.
    pub forked: &'static str,
    /// The same message a second time.
    pub repeated: &'static str,
    /// The body is not the one that was signed.
    pub body_mismatch: &'static str,
    /// A file is not the one that was signed.
    pub attachment_mismatch: &'static str,
    /// The citizen trusted another root than this reader.
    pub other_root: &'static str,
    /// No grant for this reader opens the conversation.
    pub no_grant: &'static str,
}

/// The section in `locale`.
pub fn failures(locale: Locale) -> &'static Failures {
    match locale {
        Locale::De => &de::failures::FAILURES,
        Locale::En => &en::failures::FAILURES,
    }
}
