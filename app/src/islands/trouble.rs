use domain::ErrorCode;
use locales::{Failures, Locale, Reading, Sending, failures, reading};
use serde::Deserialize;

/// Why something that was asked for did not happen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Trouble {
    /// No answer. Whether the request arrived stays open.
    Offline,
    /// The vault's worker has ended, and with it every key and sealed file.
    Crashed,
    /// The vault holds no key: it was wiped, or the page is new.
    Locked,
    /// What the server sent is not believed.
    Untrusted(Distrust),
    /// Larger than the limits.
    TooLarge,
    /// A file cannot be read any more.
    FileGone(String),
    /// The receipt code has a typing error, or opens nothing.
    Code(CodeMistake),
    /// The server refused.
    Refused {
        /// For programs.
        code: ErrorCode,
        /// For people; empty if something other than the portal answered.
        said: String,
    },
}

/// Why a receipt code opens nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CodeMistake {
    Missing,
    /// How many characters there are.
    Length(usize),
    /// Its place, counted from 1, separators left out.
    Character(usize),
    Checksum,
    Version,
    /// A recovery code of somebody who works for an authority.
    OtherKind,
    /// Well-formed, but there is no conversation.
    Unknown,
}

/// The named failures of PROTOCOL.md.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Distrust {
    NotSealed,
    DoesNotOpen,
    Malformed,
    UnknownVersion,
    BadSignature,
    ForeignAuthor,
    UntrustedChain,
    ExpiredCertificate,
    RevokedCertificate,
    OtherConversation,
    MissingMessage,
    Reordered,
    Forked,
    Repeated,
    BodyMismatch,
    AttachmentMismatch,
    OtherRoot,
    NoGrant,
}

impl Distrust {
    /// Its name in words that a citizen understands.
    pub(crate) fn text(self, texts: &Failures) -> &'static str {
        match self {
            Self::NotSealed => texts.not_sealed,
            Self::DoesNotOpen => texts.does_not_open,
            Self::Malformed => texts.malformed,
            Self::UnknownVersion => texts.unknown_version,
            Self::BadSignature => texts.bad_signature,
            Self::ForeignAuthor => texts.foreign_author,
            Self::UntrustedChain => texts.untrusted_chain,
            Self::ExpiredCertificate => texts.expired_certificate,
            Self::RevokedCertificate => texts.revoked_certificate,
            Self::OtherConversation => texts.other_conversation,
            Self::MissingMessage => texts.missing_message,
            Self::Reordered => texts.reordered,
            Self::Forked => texts.forked,
            Self::Repeated => texts.repeated,
            Self::BodyMismatch => texts.body_mismatch,
            Self::AttachmentMismatch => texts.attachment_mismatch,
            Self::OtherRoot => texts.other_root,
            Self::NoGrant => texts.no_grant,
        }
    }
}

impl Trouble {
    /// Why a message was not sent, and what helps.
    pub(crate) fn unsent(&self, texts: &Sending) -> String {
        match self {
            Self::Offline => texts.unsent_offline.to_owned(),
            Self::Crashed | Self::Locked => texts.unsent_crashed.to_owned(),
            Self::Untrusted(Distrust::OtherRoot) => texts.unsent_other_root.to_owned(),
            Self::Untrusted(Distrust::ExpiredCertificate) => texts.unsent_expired.to_owned(),
            Self::Untrusted(Distrust::RevokedCertificate) => texts.unsent_revoked.to_owned(),
            Self::Untrusted(_) => texts.unsent_untrusted.to_owned(),
            Self::TooLarge => texts.unsent_too_large.to_owned(),
            Self::FileGone(name) => (texts.unsent_file)(name),
            Self::Code(_) => (texts.unsent_refused)(""),
            Self::Refused { code, said } => match code {
                ErrorCode::NotFound => texts.unsent_no_key.to_owned(),
                ErrorCode::TooLarge => texts.unsent_too_large.to_owned(),
                _ => (texts.unsent_refused)(said),
            },
        }
    }

    /// Why a conversation could not be opened or fetched, and what helps.
    pub(crate) fn unopened(&self, locale: Locale) -> String {
        let texts = reading(locale);
        match self {
            Self::Offline => texts.offline.to_owned(),
            Self::Crashed => texts.crashed.to_owned(),
            Self::Locked => texts.ended.to_owned(),
            Self::Untrusted(distrust) => {
                format!("{} {}", texts.distrusted, distrust.text(failures(locale)))
            }
            Self::Code(mistake) => mistake.text(texts),
            Self::TooLarge | Self::FileGone(_) => (texts.refused)(""),
            Self::Refused { said, .. } => (texts.refused)(said),
        }
    }

    /// The portal answered with something that is not in its contract.
    pub(crate) fn unexpected() -> Self {
        Self::Refused {
            code: ErrorCode::Internal,
            said: String::new(),
        }
    }

    /// Whether trying again with nothing changed makes sense.
    pub(crate) fn can_try_again(&self) -> bool {
        !matches!(self, Self::TooLarge | Self::FileGone(_) | Self::Untrusted(_))
    }
}

impl CodeMistake {
    /// What is wrong with it, and how to mend it.
    pub(crate) fn text(self, texts: &Reading) -> String {
        match self {
            Self::Missing => texts.code_missing.to_owned(),
            Self::Length(found) => (texts.code_length)(found),
            Self::Character(at) => (texts.code_character)(at),
            Self::Checksum => texts.code_checksum.to_owned(),
            Self::Version => texts.code_version.to_owned(),
            Self::OtherKind => texts.code_other_kind.to_owned(),
            Self::Unknown => texts.code_unknown.to_owned(),
        }
    }
}
