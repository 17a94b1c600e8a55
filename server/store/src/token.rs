use std::fmt;

use sha2::{Digest as _, Sha256};

/// SHA-256 of a token or nonce: all that is kept of it, so that a stolen database opens no session.
///
/// No salt and no stretching: what is hashed has at least 128 random bits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);

impl TokenHash {
    /// Hashes a token.
    pub fn of(token: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(token.as_ref()).into())
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

/// Shows nothing: even the hash of a token is nobody's business in a log.
impl fmt::Debug for TokenHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TokenHash")
    }
}
