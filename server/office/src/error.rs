use domain::{ErrorCode, NotSealed};

/// What a use case answers.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a use case does not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The caller is told this.
    #[error("refused: {0:?}")]
    Refused(ErrorCode),
    /// The store cannot answer.
    #[error("the store does not answer")]
    Store(#[from] store::Error),
    /// The login's arithmetic failed, which no request can bring about.
    #[error("the login cannot be computed")]
    Login(#[source] login::Error),
    /// What is kept of a passkey or its ceremony cannot be read, which no request can bring about.
    #[error("a passkey's ceremony cannot be computed")]
    Passkey,
    /// An authority has had more conversations than there are case numbers, or close to it.
    #[error("no case number is free")]
    CaseNumbersUsedUp,
}

impl Error {
    /// What the caller is told.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Refused(code) => *code,
            Self::Store(error) if error.is_unavailable() => ErrorCode::Unavailable,
            Self::Store(_) | Self::Login(_) | Self::Passkey | Self::CaseNumbersUsedUp => ErrorCode::Internal,
        }
    }
}

impl From<ErrorCode> for Error {
    fn from(code: ErrorCode) -> Self {
        Self::Refused(code)
    }
}

impl From<NotSealed> for Error {
    fn from(_: NotSealed) -> Self {
        Self::Refused(ErrorCode::NotSealed)
    }
}

impl From<login::Error> for Error {
    fn from(error: login::Error) -> Self {
        match error {
            login::Error::Malformed => Self::Refused(ErrorCode::Malformed),
            login::Error::Refused => Self::Refused(ErrorCode::LoginRefused),
            login::Error::Failed => Self::Login(error),
        }
    }
}
