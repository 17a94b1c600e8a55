use serde::{Deserialize, Serialize};

/// What is wrong with a receipt code, or a member's recovery code, as it was typed; found before any request is made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptMistake {
    /// Too few or too many characters, as many as named; separators do not count.
    #[error("a code has 28 characters, this has {0}")]
    Length(usize),
    /// A character that no code contains; its place, counted from 1, separators left out.
    #[error("character {0} cannot stand in a code")]
    Character(usize),
    /// One or more characters are mistyped: the checksum does not match.
    #[error("a character is mistyped")]
    Checksum,
    /// Of a later version.
    #[error("made by a later version")]
    Version,
    /// Typed without a mistake, but a recovery code where a receipt code belongs, or the other way round.
    #[error("a code of another kind")]
    OtherKind,
}

/// What is wrong with a share of a recovery key as it was typed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ShareMistake {
    /// Too few or too many characters, as many as named; separators do not count.
    #[error("a share has 60 characters, this has {0}")]
    Length(usize),
    /// A character that no share contains; its place, counted from 1, separators left out.
    #[error("character {0} cannot stand in a share")]
    Character(usize),
    /// One or more characters are mistyped: the checksum does not match.
    #[error("a character is mistyped")]
    Checksum,
    /// Of a later version.
    #[error("made by a later version")]
    Version,
    /// Of another authority.
    #[error("a share of another authority")]
    OtherAuthority,
    /// Typed without a mistake, but not one of those that were made; or the same share twice where two are needed.
    #[error("not one of the shares that were asked for")]
    Unknown,
}
