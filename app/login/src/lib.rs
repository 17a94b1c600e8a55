//! The caseworkers' login: OPAQUE (RFC 9807) with ristretto255, TripleDH and SHA-512. The password never leaves the
//! browser, and neither does the export key under which a member's keys are wrapped.
//!
//! [`client`] runs in the staff's vault, [`server`] in the office. What travels between them is `domain::Bytes`.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod client;
pub mod server;
mod suite;

#[cfg(test)]
mod tests;

use opaque_ke::errors::{InternalError, ProtocolError};

/// Why a login or an enrolment does not go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Error {
    /// The bytes are not a message of this step, or come from a server that only mirrors what it was sent.
    #[error("not a message of this login step")]
    Malformed,
    /// Password, account and record do not go together; which of them is wrong stays open.
    #[error("password and account do not match")]
    Refused,
    /// The arithmetic failed, which it does not with lengths that were checked.
    #[error("the login could not be computed")]
    Failed,
}

impl From<ProtocolError> for Error {
    fn from(error: ProtocolError) -> Self {
        match error {
            ProtocolError::InvalidLoginError => Self::Refused,
            // An element that is no point of the group.
            ProtocolError::LibraryError(InternalError::OprfError(_))
            | ProtocolError::SerializationError
            | ProtocolError::SizeError { .. }
            | ProtocolError::ReflectedValueError => Self::Malformed,
            ProtocolError::LibraryError(_) => Self::Failed,
            ProtocolError::Custom(never) => match never {},
        }
    }
}
