use browser::{ApiError, Crashed};
use domain::{ErrorCode, Locale};
use locales::desk;
use vault::messages::Refusal;

use super::desk::Desk;
use super::session::Farewell;

/// Why something did not work.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Trouble {
    /// The server said no, or nothing.
    Api(ApiError),
    /// The vault said no.
    Refused(Refusal),
    /// The vault is gone; whoever holds it has been told already.
    Crashed,
    /// The desk was left meanwhile: nobody is there to be told.
    Left,
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
    pub(crate) fn words(&self, locale: Locale) -> String {
        let texts = desk(locale);
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
            Self::Refused(Refusal::Untrusted { failure }) => {
                crate::words::failure(*failure, locale).to_owned()
            }
            Self::Refused(Refusal::Locked) => texts.session_ended.to_owned(),
            Self::Refused(Refusal::TooLarge) => texts.too_large.to_owned(),
            Self::Refused(Refusal::OutOfTurn) => texts.out_of_turn.to_owned(),
            // Nobody types receipts, shares or passphrases into the desk.
            Self::Refused(Refusal::Receipt { .. } | Refusal::Share { .. } | Refusal::Passphrase) => {
                texts.failed.to_owned()
            }
            Self::Crashed => texts.crashed.to_owned(),
            Self::Left => String::new(),
            Self::Unreadable { name } => (texts.file_unreadable)(name),
        }
    }

    /// The server's error code, if it answered.
    pub(crate) fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Api(error) => error.code(),
            _ => None,
        }
    }

    /// Whether the same may work later without anybody changing anything.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self, Self::Api(error) if error.is_passing())
    }
}

impl Desk {
    /// Sees to what concerns the whole desk: an ended session leads back to the sign-in page. Answers the trouble,
    /// or `Left` if there is nobody left to tell.
    pub(crate) fn note(self, era: u32, trouble: impl Into<Trouble>) -> Trouble {
        let trouble = trouble.into();
        if !self.is_still(era) {
            return Trouble::Left;
        }
        if trouble.code() == Some(ErrorCode::SessionEnded) || trouble == Trouble::Refused(Refusal::Locked) {
            self.leave(Farewell::SessionEnded);
            return Trouble::Left;
        }
        trouble
    }
}
