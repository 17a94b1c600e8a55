use serde::{Deserialize, Serialize};

/// What went wrong, in a form that programs can rely on: a code never changes its meaning.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// 400: not JSON, not the expected fields, nested too deeply, or an id that is none.
    Malformed,
    /// 422: the body is not an age file with hybrid stanzas only.
    NotSealed,
    /// 422: an e-mail address that is not of the plain form, or not of the authority's domains.
    EmailRefused,
    /// 422: not the origin of a page that the portal can be shown on: see `HostOrigin` for the form.
    OriginRefused,
    /// 422: fields that are well-formed each but do not fit together, such as a grant for another department.
    Inconsistent,
    /// 422: certificates that do not end in the authority's root, that somebody signed who may not, that were withdrawn or
    /// are not valid now, or that are about something else than what they came with.
    UntrustedChain,
    /// 422: no key of an area, or one that lost the zero that it begins with.
    AreaRefused,
    /// 422: no key of a service.
    ServiceRefused,
    /// 422: the directory has faults; a check of it tells which.
    DirectoryRefused,
    /// 413: larger than the limit.
    TooLarge,
    /// 404: no such thing, or not for this caller.
    NotFound,
    /// 405: this address exists, but not for this method.
    MethodNotAllowed,
    /// 409: the name or id is taken by something else.
    Conflict,
    /// 409: the department's key has changed since it was read; read it again and seal anew.
    EpochOutdated,
    /// 409: the directory has changed since it was read; read it again and make the change anew.
    DirectoryOutdated,
    /// 409: the conversation is closed.
    ConversationClosed,
    /// 409: something was written or changed in the conversation since it was read; read it again.
    ConversationChanged,
    /// 409: a domain of addresses belongs to another authority on this portal.
    DomainTaken,
    /// 409: the department takes no conversations any more.
    DepartmentClosed,
    /// 409: the department has no key that is valid today.
    DepartmentKeyless,
    /// 409: nobody would be left who can open what citizens write to a department.
    DepartmentUnstaffed,
    /// 409: the authority's directory leads people to the department; it must lead elsewhere first.
    DepartmentRouted,
    /// 409: earlier conversations of a department open for nobody but the member who would lose it.
    HistoryUnshared,
    /// 409: this needs a passkey of one's own that stays.
    PasskeyMissing,
    /// 409: the signed statement for the audit log is missing, used, too old, of somebody else or about something else, or
    /// it has seen another log.
    StatementRefused,
    /// 401: a challenge or ticket that is wrong, expired or used.
    ChallengeRefused,
    /// 401: receipt and signature do not match a conversation; which of them stays open.
    ReceiptRefused,
    /// 401: e-mail and password do not match an account; which of them stays open.
    LoginRefused,
    /// 401: a passkey that nobody here has, a wrong or repeated signature of it, or a ceremony that is over.
    PasskeyRefused,
    /// 401: the passkey does not open the member's keys; it is the second factor beside their password.
    PasskeyIsSecondFactor,
    /// 401: e-mail and recovery code do not match an account; which of them stays open.
    RecoveryRefused,
    /// 401: no session, or one that has ended.
    SessionEnded,
    /// 401: an invitation or set-up token that is wrong, expired or used.
    TokenRefused,
    /// 401: the code that was mailed to a founder is another one, expired, or was guessed at too often.
    CodeRefused,
    /// 403: a request from a page of another origin.
    ForeignOrigin,
    /// 403: the passkey is another account's than the one that signs in.
    ForeignPasskey,
    /// 403: the password was right, and a passkey has yet to be shown or added.
    SecondFactorRequired,
    /// 403: signed in, but not allowed to do this.
    Forbidden,
    /// 403: signed in too long ago for this; whoever signs in once more may.
    ProofOutdated,
    /// 429: too many requests; `Retry-After` says when to come back.
    TooManyRequests,
    /// 408: the request took too long to arrive.
    Timeout,
    /// 415: the body's media type is not the one this address takes.
    UnsupportedMediaType,
    /// 503: the database cannot be reached at the moment.
    Unavailable,
    /// 500: an error of ours; the log says more under the request's id.
    Internal,
}

impl ErrorCode {
    /// The code as it stands in answers and in the audit log.
    pub fn word(self) -> String {
        // A variant without fields is a string.
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(word)) => word,
            _ => String::new(),
        }
    }

    /// The code of a word.
    pub fn of(word: &str) -> Option<Self> {
        serde_json::from_value(word.into()).ok()
    }

    /// The HTTP status that goes with the code.
    pub fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::ChallengeRefused
            | Self::ReceiptRefused
            | Self::LoginRefused
            | Self::RecoveryRefused
            | Self::PasskeyRefused
            | Self::PasskeyIsSecondFactor
            | Self::SessionEnded
            | Self::TokenRefused
            | Self::CodeRefused => 401,
            Self::ForeignOrigin
            | Self::ForeignPasskey
            | Self::SecondFactorRequired
            | Self::Forbidden
            | Self::ProofOutdated => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Timeout => 408,
            Self::Conflict
            | Self::DomainTaken
            | Self::EpochOutdated
            | Self::ConversationClosed
            | Self::ConversationChanged
            | Self::DepartmentClosed
            | Self::DepartmentKeyless
            | Self::DepartmentUnstaffed
            | Self::DepartmentRouted
            | Self::DirectoryOutdated
            | Self::HistoryUnshared
            | Self::PasskeyMissing
            | Self::StatementRefused => 409,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::NotSealed
            | Self::EmailRefused
            | Self::OriginRefused
            | Self::Inconsistent
            | Self::UntrustedChain
            | Self::DirectoryRefused
            | Self::AreaRefused
            | Self::ServiceRefused => 422,
            Self::TooManyRequests => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }
}

/// The body of every error answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ErrorBody {
    /// For programs.
    pub code: ErrorCode,
    /// For people, in the caller's language: what happened and what helps.
    pub message: String,
}
