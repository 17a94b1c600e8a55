//! The words that every part of Siegelpost shares: ids, addresses, limits, error codes, and the requests and
//! answers of `/api/v1`. No input, no output, no clock, no ambient randomness.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod api;
mod area;
pub mod audit;
mod bytes;
pub mod directory;
mod email;
mod error;
mod host_origin;
mod ids;
pub mod limits;
mod locale;
pub mod notes;
mod sealed;
pub mod search;
mod service;
mod slug;
mod time;

pub use area::{AreaKey, AreaKeyError, AreaLevel};
pub use bytes::Bytes;
pub use email::{EmailAddress, EmailAddressError};
pub use error::{ErrorBody, ErrorCode};
pub use host_origin::{HostOrigin, HostOriginError};
pub use ids::{
    AttachmentId, AuthorityId, CaseNumber, CaseNumberError, CeremonyId, ConversationId, DepartmentId,
    FoundingId, LoginId, MemberId, MessageId, PasskeyId, SessionId,
};
pub use locale::{Locale, Localized};
pub use sealed::{NotSealed, check_sealed};
pub use service::{ServiceKey, ServiceKeyError};
pub use slug::{Slug, SlugError};
pub use time::{SECONDS_PER_DAY, Timestamp};
