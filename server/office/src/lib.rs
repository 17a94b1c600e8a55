//! What the portal does, one file a use case: who may do it, in which order it is checked, what it changes. The office
//! knows no HTTP and opens nothing that is sealed; it sees the form of sealed bytes, ids, and public keys.
//!
//! To add a use case: a file with one method of [`Office`], taking whom it serves ([`Citizen`], [`Staff`] or nobody) and
//! its request; what is checked for everybody stands in `access`, `check` and `mac`.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod access;
mod audit;
mod ceremony;
mod chains;
mod check;
mod directory_file;
mod error;
mod finder;
mod founding_code;
mod mac;
mod office;
mod relying_party;

mod accept_attachment_part;
mod add_citizen_message;
mod begin_citizen_session;
mod certify_member;
mod create_department;
mod depart_member;
mod embedding;
mod enrol;
mod find;
mod find_route;
mod found_authority;
mod hand_over;
mod invite_member;
mod issue_ticket;
mod list_inbox;
mod list_members;
mod manage_passkeys;
mod mark_read;
mod open_conversation;
mod pass_on;
mod passkey_sign_in;
mod password;
mod propose_handover;
mod publish_directory;
mod publish_epoch;
mod read_attachment_part;
mod read_audit;
mod read_conversation;
mod read_directory;
mod read_notes;
mod recovery_code;
mod register_passkey;
mod rename_authority;
mod renew_invitation;
mod reply;
mod restore_access;

mod second_factor;
mod set_notice;
mod set_status;
mod sign_in_policy;
mod staff_login;
mod staff_session;
mod staff_sessions;
mod suggest;
mod upkeep;
mod watch_inbox;
mod write_letter;
mod write_note;

pub use access::{Citizen, Reader, Staff};
pub use audit::{Stated, verify_audit};
pub use directory_file::{File, FileForm};
pub use error::{Error, Result};
pub use find_route::Concern;
pub use found_authority::FoundersCode;
pub use list_inbox::InboxFilter;
pub use office::{Clock, Office, Randomness, Secrets, Settings};
pub use renew_invitation::Invitation;
pub use restore_access::RestorationLink;
