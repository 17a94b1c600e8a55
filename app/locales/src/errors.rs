use domain::{ErrorCode, Locale};

use crate::{de, en};

/// The sentences of error answers: what happened, and what helps.
pub struct Errors {
    /// See `ErrorCode::Malformed`.
    pub malformed: &'static str,
    /// See `ErrorCode::NotSealed`.
    pub not_sealed: &'static str,
    /// See `ErrorCode::EmailRefused`.
    pub email_refused: &'static str,
    /// See `ErrorCode::OriginRefused`.
    pub origin_refused: &'static str,
    /// See `ErrorCode::Inconsistent`.
    pub inconsistent: &'static str,
    /// See `ErrorCode::TooLarge`.
    pub too_large: &'static str,
    /// See `ErrorCode::NotFound`.
    pub not_found: &'static str,
    /// See `ErrorCode::MethodNotAllowed`.
    pub method_not_allowed: &'static str,
    /// See `ErrorCode::DomainTaken`.
    pub domain_taken: &'static str,
    /// See `ErrorCode::Conflict`.
    pub conflict: &'static str,
    /// See `ErrorCode::EpochOutdated`.
    pub epoch_outdated: &'static str,
    /// See `ErrorCode::ConversationClosed`.
    pub conversation_closed: &'static str,
    /// See `ErrorCode::ConversationChanged`.
    pub conversation_changed: &'static str,
    /// See `ErrorCode::DepartmentClosed`.
    pub department_closed: &'static str,
    /// See `ErrorCode::DepartmentKeyless`.
    pub department_keyless: &'static str,
    /// See `ErrorCode::DepartmentUnstaffed`.
    pub department_unstaffed: &'static str,
    /// See `ErrorCode::DirectoryOutdated`.
    pub directory_outdated: &'static str,
    /// See `ErrorCode::DirectoryRefused`.
    pub directory_refused: &'static str,
    /// See `ErrorCode::AreaRefused`.
    pub area_refused: &'static str,
    /// See `ErrorCode::ServiceRefused`.
    pub service_refused: &'static str,
    /// See `ErrorCode::DepartmentRouted`.
    pub department_routed: &'static str,
    /// See `ErrorCode::HistoryUnshared`.
    pub history_unshared: &'static str,
    /// See `ErrorCode::PasskeyMissing`.
    pub passkey_missing: &'static str,
    /// See `ErrorCode::StatementRefused`.
    pub statement_refused: &'static str,
    /// See [`ErrorCode::UntrustedChain`].
    pub untrusted_chain: &'static str,
    /// See `ErrorCode::ChallengeRefused`.
    pub challenge_refused: &'static str,
    /// See `ErrorCode::ReceiptRefused`.
    pub receipt_refused: &'static str,
    /// See `ErrorCode::LoginRefused`.
    pub login_refused: &'static str,
    /// See `ErrorCode::PasskeyRefused`.
    pub passkey_refused: &'static str,
    /// See `ErrorCode::PasskeyIsSecondFactor`.
    pub passkey_is_second_factor: &'static str,
    /// See `ErrorCode::RecoveryRefused`.
    pub recovery_refused: &'static str,
    /// See `ErrorCode::SessionEnded`.
    pub session_ended: &'static str,
    /// See `ErrorCode::TokenRefused`.
    pub token_refused: &'static str,
    /// See `ErrorCode::CodeRefused`.
    pub code_refused: &'static str,
    /// See `ErrorCode::ForeignOrigin`.
    pub foreign_origin: &'static str,
    /// See `ErrorCode::ForeignPasskey`.
    pub foreign_passkey: &'static str,
    /// See `ErrorCode::SecondFactorRequired`.
    pub second_factor_required: &'static str,
    /// See `ErrorCode::Forbidden`.
    pub forbidden: &'static str,
    /// See `ErrorCode::ProofOutdated`.
    pub proof_outdated: &'static str,
    /// See `ErrorCode::TooManyRequests`.
    pub too_many_requests: &'static str,
    /// See `ErrorCode::Timeout`.
    pub timeout: &'static str,
    /// See `ErrorCode::UnsupportedMediaType`.
    pub unsupported_media_type: &'static str,
    /// See `ErrorCode::Unavailable`.
    pub unavailable: &'static str,
    /// See `ErrorCode::Internal`; with the id under which the log says more.
    pub internal: fn(request: &str) -> String,
}

/// The sentences of error answers in `locale`.
pub fn errors(locale: Locale) -> &'static Errors {
    match locale {
        Locale::De => &de::errors::ERRORS,
        Locale::En => &en::errors::ERRORS,
    }
}

impl Errors {
    /// The sentence for `code`; `request` is the id of the request, for an error of ours.
    pub fn sentence(&self, code: ErrorCode, request: &str) -> String {
        let sentence = match code {
            ErrorCode::Malformed => self.malformed,
            ErrorCode::NotSealed => self.not_sealed,
            ErrorCode::EmailRefused => self.email_refused,
            ErrorCode::OriginRefused => self.origin_refused,
            ErrorCode::Inconsistent => self.inconsistent,
            ErrorCode::TooLarge => self.too_large,
            ErrorCode::NotFound => self.not_found,
            ErrorCode::MethodNotAllowed => self.method_not_allowed,
            ErrorCode::DomainTaken => self.domain_taken,
            ErrorCode::Conflict => self.conflict,
            ErrorCode::EpochOutdated => self.epoch_outdated,
            ErrorCode::ConversationClosed => self.conversation_closed,
            ErrorCode::ConversationChanged => self.conversation_changed,
            ErrorCode::DepartmentClosed => self.department_closed,
            ErrorCode::DepartmentKeyless => self.department_keyless,
            ErrorCode::DepartmentUnstaffed => self.department_unstaffed,
            ErrorCode::DirectoryOutdated => self.directory_outdated,
            ErrorCode::DirectoryRefused => self.directory_refused,
            ErrorCode::AreaRefused => self.area_refused,
            ErrorCode::ServiceRefused => self.service_refused,
            ErrorCode::DepartmentRouted => self.department_routed,
            ErrorCode::HistoryUnshared => self.history_unshared,
            ErrorCode::PasskeyMissing => self.passkey_missing,
            ErrorCode::StatementRefused => self.statement_refused,
            ErrorCode::UntrustedChain => self.untrusted_chain,
            ErrorCode::ChallengeRefused => self.challenge_refused,
            ErrorCode::ReceiptRefused => self.receipt_refused,
            ErrorCode::LoginRefused => self.login_refused,
            ErrorCode::PasskeyRefused => self.passkey_refused,
            ErrorCode::PasskeyIsSecondFactor => self.passkey_is_second_factor,
            ErrorCode::RecoveryRefused => self.recovery_refused,
            ErrorCode::SessionEnded => self.session_ended,
            ErrorCode::TokenRefused => self.token_refused,
            ErrorCode::CodeRefused => self.code_refused,
            ErrorCode::ForeignOrigin => self.foreign_origin,
            ErrorCode::ForeignPasskey => self.foreign_passkey,
            ErrorCode::SecondFactorRequired => self.second_factor_required,
            ErrorCode::Forbidden => self.forbidden,
            ErrorCode::ProofOutdated => self.proof_outdated,
            ErrorCode::TooManyRequests => self.too_many_requests,
            ErrorCode::Timeout => self.timeout,
            ErrorCode::UnsupportedMediaType => self.unsupported_media_type,
            ErrorCode::Unavailable => self.unavailable,
            ErrorCode::Internal => return (self.internal)(request),
        };
        sentence.to_owned()
    }
}
