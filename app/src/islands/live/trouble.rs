use browser::{ApiError, Crashed};
use sealing::{Failure, ReceiptMistake};
use vault::messages::Refusal;

use crate::islands::trouble::{CodeMistake, Distrust, Trouble};

impl From<Crashed> for Trouble {
    fn from(_: Crashed) -> Self {
        Self::Crashed
    }
}

impl From<ApiError> for Trouble {
    fn from(error: ApiError) -> Self {
        match error {
            ApiError::Offline => Self::Offline,
            ApiError::Answer { body, .. } => match body.code {
                domain::ErrorCode::ReceiptRefused => Self::Code(CodeMistake::Unknown),
                code => Self::Refused {
                    code,
                    said: body.message,
                },
            },
        }
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Receipt { mistake } => Self::Code(mistake.into()),
            Refusal::Untrusted { failure } => Self::Untrusted(failure.into()),
            Refusal::TooLarge => Self::TooLarge,
            Refusal::Login | Refusal::Locked => Self::Locked,
            // Page and vault have lost each other.
            Refusal::OutOfTurn => Self::Crashed,
        }
    }
}

impl From<ReceiptMistake> for CodeMistake {
    fn from(mistake: ReceiptMistake) -> Self {
        match mistake {
            ReceiptMistake::Length { found } => Self::Length(found),
            ReceiptMistake::Character { at } => Self::Character(at),
            ReceiptMistake::Checksum => Self::Checksum,
            ReceiptMistake::Version => Self::Version,
        }
    }
}

impl From<Failure> for Distrust {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NotSealed => Self::NotSealed,
            Failure::DoesNotOpen => Self::DoesNotOpen,
            Failure::Malformed => Self::Malformed,
            Failure::UnknownVersion => Self::UnknownVersion,
            Failure::BadSignature => Self::BadSignature,
            Failure::ForeignAuthor => Self::ForeignAuthor,
            Failure::UntrustedChain => Self::UntrustedChain,
            Failure::ExpiredCertificate => Self::ExpiredCertificate,
            Failure::OtherConversation => Self::OtherConversation,
            Failure::MissingMessage => Self::MissingMessage,
            Failure::Reordered => Self::Reordered,
            Failure::Forked => Self::Forked,
            Failure::Repeated => Self::Repeated,
            Failure::BodyMismatch => Self::BodyMismatch,
            Failure::AttachmentMismatch => Self::AttachmentMismatch,
            Failure::OtherRoot => Self::OtherRoot,
            Failure::NoGrant => Self::NoGrant,
        }
    }
}
