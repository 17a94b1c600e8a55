use std::fmt;
use std::str::FromStr;

use rand_core::CryptoRngCore;
use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

macro_rules! id {
    ($(#[$doc:meta] $name:ident),+ $(,)?) => {$(
        #[$doc]
        #[doc = ""]
        #[doc = "A random UUID (RFC 9562, version 4): it tells nothing about when it was made."]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = String, format = Uuid)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Draws a new id from `rng`.
            pub fn random(rng: &mut impl CryptoRngCore) -> Self {
                let mut bytes = [0; 16];
                rng.fill_bytes(&mut bytes);
                Self(Builder::from_random_bytes(bytes).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

id! {
    /// An authority: a town, a district, an agency.
    AuthorityId,
    /// A department of an authority.
    DepartmentId,
    /// A person who works for an authority: administrator or caseworker.
    MemberId,
    /// A conversation between one citizen and a department.
    ConversationId,
    /// A message in a conversation, chosen by its author: sending it again is the same message.
    MessageId,
    /// A file that belongs to a message.
    AttachmentId,
    /// An authority that is to be, from the mail with its founder's code on.
    FoundingId,
    /// A login of a caseworker that has begun and not ended.
    LoginId,
    /// A member's passkey.
    PasskeyId,
    /// A WebAuthn ceremony that has begun and not ended.
    CeremonyId,
    /// A statement for the audit log.
    StatementId,
    /// A session of a caseworker, as they see it in their list. It opens nothing.
    SessionId,
}

impl ConversationId {
    /// No conversation has it: a random id is another one.
    pub const NONE: Self = Self(Uuid::nil());
}

/// A number to name on the telephone: eight digits, shown as `1234-5678`. It opens nothing.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "4821-7730")]
pub struct CaseNumber(String);

/// The text is not eight digits in two groups of four.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a case number is eight digits, as in 4821-7730")]
pub struct CaseNumberError;

impl CaseNumber {
    /// Draws a number from `rng`; whoever stores it makes sure that it is free.
    pub fn random(rng: &mut impl CryptoRngCore) -> Self {
        // The remainder's bias is below 2^-32.
        let number = rng.next_u64() % 100_000_000;
        Self(format!("{:04}-{:04}", number / 10_000, number % 10_000))
    }

    /// The number as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for CaseNumber {
    type Error = CaseNumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = text.as_bytes();
        let well_formed = bytes.len() == 9
            && bytes.iter().enumerate().all(|(at, byte)| {
                if at == 4 {
                    *byte == b'-'
                } else {
                    byte.is_ascii_digit()
                }
            });
        if well_formed {
            Ok(Self(text))
        } else {
            Err(CaseNumberError)
        }
    }
}

impl From<CaseNumber> for String {
    fn from(number: CaseNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_number_is_two_groups_of_four_digits() {
        assert!(CaseNumber::try_from("4821-7730".to_owned()).is_ok());
        for wrong in ["", "48217730", "4821-773", "4821-77301", "482a-7730", "4821–773"] {
            assert_eq!(
                CaseNumber::try_from(wrong.to_owned()),
                Err(CaseNumberError),
                "{wrong}"
            );
        }
        let drawn = CaseNumber::random(&mut rand_core::OsRng);
        assert_eq!(CaseNumber::try_from(drawn.to_string()), Ok(drawn));
    }

    #[test]
    fn random_ids_are_version_4() {
        assert_eq!(
            ConversationId::random(&mut rand_core::OsRng).0.get_version_num(),
            4
        );
    }
}
