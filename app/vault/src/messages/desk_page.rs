use domain::api::{Correspondent, Status};
use domain::{AttachmentId, AuthorityId, Bytes, DepartmentId, Locale, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Asked, Asking, StaffAsk};

/// [`super::DeskRequest`] as the desk's page writes it: what came from the server and is for the vault alone stays the text
/// that it was, so that the page carries no code that reads and writes it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskAsk {
    Summarise {
        rows: Vec<Box<RawValue>>,
        now: Timestamp,
    },
    Read {
        view: Box<RawValue>,
        incomplete: bool,
        now: Timestamp,
    },
    ReadMore {
        page: Box<RawValue>,
        incomplete: bool,
        now: Timestamp,
    },
    Write {
        text: String,
        now: Timestamp,
    },
    SetStatus {
        status: Status,
        now: Timestamp,
    },
    ReadNotes {
        page: Box<RawValue>,
        incomplete: bool,
        now: Timestamp,
    },
    WriteNote {
        text: String,
        now: Timestamp,
    },
    PassOn {
        to: Box<RawValue>,
        text: String,
        notes: bool,
        now: Timestamp,
    },
    WriteLetter(Box<LetterAsk>),
    Propose {
        authority: AuthorityId,
        root: Bytes,
        to: DepartmentId,
        text: String,
        now: Timestamp,
    },
    Withdraw {
        now: Timestamp,
    },
    NameRoot {
        root: Bytes,
    },
    SealAttachment {
        name: String,
        media_type: String,
    },
    DropAttachment {
        id: AttachmentId,
    },
    OpenAttachment {
        id: AttachmentId,
    },
}

/// [`super::LetterDraft`] as the desk's page writes it.
#[derive(Serialize, Deserialize)]
pub struct LetterAsk {
    pub ticket: TicketAsk,
    pub subject: String,
    pub text: String,
    pub locale: Locale,
    pub now: Timestamp,
}

/// [`domain::api::LetterTicket`], of which the page reads whom it writes to.
#[derive(Serialize, Deserialize)]
pub struct TicketAsk {
    pub conversation: Box<RawValue>,
    pub ticket: Box<RawValue>,
    pub expires_at: Box<RawValue>,
    pub from: Box<RawValue>,
    pub to: Box<RawValue>,
    pub recipient: Correspondent,
}

impl Asking for DeskAsk {
    type Own = Self;

    fn asked(self) -> Asked<Self, StaffAsk> {
        Asked::Own(self)
    }
}
