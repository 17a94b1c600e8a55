//! What a page and its vault say to each other. Each request is answered once, in order, by its number; sealing
//! and opening of files report progress in between. Bytes of files travel beside the message, transferred, not copied.

mod asked;
mod citizen;
mod desk;
mod desk_page;
mod office;
mod reading;
mod refusal;
mod staff;
mod staff_answer;

pub use asked::{Asked, Asking};
pub use citizen::{CitizenAnswer, CitizenRequest, Credentials, HandoverDraft, OpenDraft};
pub use desk::{DeskRequest, LetterDraft};
pub use desk_page::{DeskAsk, LetterAsk, TicketAsk};
pub use office::OfficeRequest;
pub use reading::{Attachment, Content, ContentKind, Elsewhere, Heading, ReadMessage, Signer, Summary};
pub use refusal::Refusal;
pub use staff::{Act, EpochMember, MemberCertificate, PublicKeys, ReadEntry, StaffAsk, StaffRequest};
pub use staff_answer::{AccountAnswer, DeskAnswer, OfficeAnswer, StaffAnswer};
