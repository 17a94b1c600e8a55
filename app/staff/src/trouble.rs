use browser::{ApiError, Crashed};
use domain::{ErrorCode, Locale};
use locales::staff;
use vault::messages::Refusal;

/// Why something did not work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// The server said no, or nothing.
    Api(ApiError),
    /// The vault said no.
    Refused(Refusal),
    /// The vault is gone; whoever holds it has been told already.
    Crashed,
    /// The application was left meanwhile: nobody is there to be told.
    Left,
    /// Somebody else has changed what this was about.
    Overtaken,
    /// Something else, in words.
    Said(String),
    /// A file on this device cannot be read any more.
    Unreadable {
        /// Its name.
        name: String,
    },
}

impl From<ApiError> for Trouble {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl From<Crashed> for Trouble {
    fn from(_: Crashed) -> Self {
        Self::Crashed
    }
}

impl Trouble {
    /// What a person reads.
    pub fn words(&self, locale: Locale) -> String {
        let texts = staff(locale);
        match self {
            Self::Api(ApiError::Offline) => texts.offline.to_owned(),
            Self::Api(ApiError::Answer {
                body, retry_after, ..
            }) => match (body.code, retry_after) {
                (ErrorCode::TooManyRequests, Some(seconds)) => (texts.too_many)(*seconds),
                _ if body.message.is_empty() => texts.failed.to_owned(),
                _ => body.message.clone(),
            },
            Self::Refused(Refusal::Login) => texts.login_refused.to_owned(),
            Self::Refused(Refusal::Untrusted(failure)) => crate::words::failure(*failure, locale).to_owned(),
            Self::Refused(Refusal::Locked) => texts.session_ended.to_owned(),
            Self::Refused(Refusal::TooLarge) => texts.too_large.to_owned(),
            Self::Refused(Refusal::OutOfTurn) => texts.out_of_turn.to_owned(),
            // Nobody types codes, shares or passphrases into the desk; where they are typed, the page says what is wrong.
            Self::Refused(
                Refusal::Receipt(..)
                | Refusal::RecoveryCode(..)
                | Refusal::OtherCode
                | Refusal::Share(..)
                | Refusal::Passphrase,
            ) => texts.failed.to_owned(),
            Self::Crashed => texts.crashed.to_owned(),
            Self::Left => String::new(),
            Self::Overtaken => texts.failed.to_owned(),
            Self::Said(words) => words.clone(),
            Self::Unreadable { name } => (texts.file_unreadable)(name),
        }
    }

    /// The server's error code, if it answered.
    pub fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Api(error) => error.code(),
            _ => None,
        }
    }

    /// Whether it tells that what the request was made of is not so any more: somebody else was faster.
    pub fn is_overtaken(&self) -> bool {
        let is_told = matches!(
            self.code(),
            Some(ErrorCode::EpochOutdated | ErrorCode::NotFound | ErrorCode::Inconsistent)
        );
        is_told || *self == Self::Overtaken
    }

    /// Whether the same may work later without anybody changing anything.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Api(error) if error.is_passing())
    }
}
