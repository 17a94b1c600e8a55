//! The words under which the domain's choices stand in the database.

use domain::Locale;
use domain::api::{Author, GrantKind, Role, SecondFactor, Status, Way};

use crate::{CeremonyKind, Error, Result};

/// A choice that is kept as a word.
pub(crate) trait Word: Copy + 'static {
    /// Every choice with its word.
    const WORDS: &'static [(Self, &'static str)];

    /// The choice's word.
    fn word(self) -> &'static str;

    /// The choice of a word from the database.
    fn of(word: &str) -> Result<Self> {
        Self::WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(choice, _)| *choice)
            .ok_or_else(|| Error::corrupt(format_args!("the word {word:?}")))
    }
}

macro_rules! words {
    ($($choice:ty { $($variant:path = $word:literal),+ $(,)? })+) => {$(
        impl Word for $choice {
            const WORDS: &'static [(Self, &'static str)] = &[$(($variant, $word)),+];

            fn word(self) -> &'static str {
                match self {
                    $($variant => $word),+
                }
            }
        }
    )+};
}

words! {
    Author { Author::Citizen = "citizen", Author::Department = "department" }
    Status { Status::Open = "open", Status::Closed = "closed" }
    Way { Way::Password = "password", Way::Passkey = "passkey", Way::RecoveryCode = "recovery_code" }
    Role {
        Role::Administrator = "administrator",
        Role::Lead = "lead",
        Role::Caseworker = "caseworker",
        Role::Auditor = "auditor",
    }
    GrantKind { GrantKind::Content = "content", GrantKind::Notes = "notes" }
    CeremonyKind {
        CeremonyKind::Registration = "registration",
        CeremonyKind::SignIn = "sign_in",
        CeremonyKind::SecondFactor = "second_factor",
    }
    SecondFactor { SecondFactor::Passkey = "passkey", SecondFactor::Enrolment = "enrolment" }
    Locale { Locale::De = "de", Locale::En = "en" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_word_is_damage_not_a_default() {
        assert!(matches!(Status::of("ajar"), Err(Error::Corrupt(_))));
        assert_eq!(Status::of(Status::Closed.word()).unwrap(), Status::Closed);
    }
}
