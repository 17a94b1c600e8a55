use serde::{Deserialize, Serialize};

/// Why a message, grant or key is not believed. A reader shows the first failure by name instead of the message.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// Not an age file with hybrid stanzas.
    #[error("not a sealed file")]
    NotSealed,
    /// Sealed to somebody else, or altered after sealing.
    #[error("does not open with this key")]
    DoesNotOpen,
    /// Opened, but the plaintext is not of this protocol.
    #[error("opened, but not of this protocol")]
    Malformed,
    /// Of a later version of the protocol.
    #[error("made by a later version")]
    UnknownVersion,
    /// The signature does not match.
    #[error("signature does not match")]
    BadSignature,
    /// Signed by a key that has no part in this conversation.
    #[error("author has no part in this conversation")]
    ForeignAuthor,
    /// The certificates do not end in the authority's root.
    #[error("certificates do not end in the authority's root")]
    UntrustedChain,
    /// A certificate was not valid at the time of signing.
    #[error("certificate not valid at that time")]
    ExpiredCertificate,
    /// Signed after the signer's key was withdrawn.
    #[error("key was withdrawn before that time")]
    RevokedCertificate,
    /// Belongs to another conversation.
    #[error("belongs to another conversation")]
    OtherConversation,
    /// The author's sequence or heads name a message that is not there.
    #[error("a message before this one is missing")]
    MissingMessage,
    /// Comes after messages that were written later.
    #[error("not in its place in the order")]
    Reordered,
    /// The author's sequence number was used before.
    #[error("two messages claim the same place")]
    Forked,
    /// The same message a second time.
    #[error("repeated message")]
    Repeated,
    /// The body is not the one that was signed.
    #[error("body is not the one that was signed")]
    BodyMismatch,
    /// A file is not the one that was signed.
    #[error("file is not the one that was signed")]
    AttachmentMismatch,
    /// The citizen trusted another root than this reader: somebody showed them a wrong one.
    #[error("the citizen trusted another root")]
    OtherRoot,
    /// No grant for this reader opens the conversation.
    #[error("no grant for this reader")]
    NoGrant,
}
