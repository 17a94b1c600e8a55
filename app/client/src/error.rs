use domain::{ErrorBody, ErrorCode};
use vault::messages::Refusal;

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The portal answered with an error.
    #[error("{status}: {}", body.message)]
    Answer {
        /// HTTP status.
        status: u16,
        /// Code and sentence.
        body: ErrorBody,
        /// Seconds of `Retry-After`, if the answer had it.
        retry_after: Option<u64>,
    },
    /// The portal answered with something that is not of `/api/v1`.
    #[error("{status}: not an answer of the API: {text}")]
    Foreign {
        /// HTTP status.
        status: u16,
        /// The body's beginning.
        text: String,
    },
    /// No answer came.
    #[error("the portal does not answer: {0}")]
    Network(#[from] reqwest::Error),
    /// The vault does not do it.
    #[error("the vault refuses: {0:?}")]
    Refused(Refusal),
    /// The vault answered something else than what it was asked for: an error of ours.
    #[error("the vault gave another answer than it was asked for")]
    OtherAnswer,
}

impl Error {
    /// The portal's code, if it was the portal that refused.
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Answer { body, .. } => Some(body.code),
            _ => None,
        }
    }

    /// The vault's reason, if it was the vault that refused.
    pub fn refusal(&self) -> Option<Refusal> {
        match self {
            Self::Refused(refusal) => Some(*refusal),
            _ => None,
        }
    }
}
