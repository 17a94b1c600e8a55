use browser::Json;
use domain::{EmailAddress, ErrorCode, Locale, Localized};
use serde::Deserialize;

use super::{Read, size};
use crate::islands::trouble::{CodeMistake, Trouble};

/// The portal's answers, as far as they are read.
pub(crate) struct Ticket {
    pub(crate) conversation: String,
    pub(crate) ticket: String,
}

impl Read for Ticket {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            conversation: json.text("conversation")?,
            ticket: json.text("ticket")?,
        })
    }
}

pub(crate) struct Opened {
    pub(crate) case_number: String,
}

impl Read for Opened {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            case_number: json.text("case_number")?,
        })
    }
}

pub(crate) struct LoginChallenge {
    pub(crate) nonce: String,
}

impl Read for LoginChallenge {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            nonce: json.text("nonce")?,
        })
    }
}

pub(crate) struct OpenedSession {
    pub(crate) token: String,
}

impl Read for OpenedSession {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            token: json.text("token")?,
        })
    }
}

pub(crate) struct ConversationView {
    pub(crate) case_number: String,
    pub(crate) authority: String,
    pub(crate) department: String,
    pub(crate) status: Status,
    pub(crate) messages: MessagePage,
    pub(crate) read: i64,
    pub(crate) notice: bool,
}

impl Read for ConversationView {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            case_number: json.text("case_number")?,
            authority: json.text("authority")?,
            department: json.text("department")?,
            status: json.name("status")?,
            messages: MessagePage::read(&json.field("messages")?)?,
            read: json.number("read")?,
            notice: json.truth("notice")?,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    Open,
    Closed,
}

pub(crate) struct MessagePage {
    pub(crate) messages: Vec<StoredMessage>,
    pub(crate) next: Option<i64>,
}

impl Read for MessagePage {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            messages: Vec::read(&json.field("messages")?)?,
            next: json.number("next"),
        })
    }
}

pub(crate) struct StoredMessage {
    pub(crate) attachments: Vec<AttachmentState>,
}

impl Read for StoredMessage {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            attachments: Vec::read(&json.field("attachments")?)?,
        })
    }
}

pub(crate) struct AttachmentState {
    pub(crate) id: String,
    pub(crate) size: u64,
    pub(crate) parts: Vec<u32>,
}

impl Read for AttachmentState {
    fn read(json: &Json) -> Option<Self> {
        let number = |part: &Json| part.as_number()?.try_into().ok();
        Some(Self {
            id: json.text("id")?,
            size: size(json, "size")?,
            parts: json.list("parts")?.iter().map(number).collect::<Option<_>>()?,
        })
    }
}

pub(crate) struct Authority {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) telephone: Option<String>,
    pub(crate) departments: Vec<Department>,
}

impl Read for Authority {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            id: json.text("id")?,
            name: json.text("name")?,
            telephone: json.text("telephone"),
            departments: Vec::read(&json.field("departments")?)?,
        })
    }
}

pub(crate) struct Department {
    pub(crate) id: String,
    pub(crate) name: Localized,
    pub(crate) telephone: Option<String>,
}

impl Read for Department {
    fn read(json: &Json) -> Option<Self> {
        let name = json.field("name")?;
        Some(Self {
            id: json.text("id")?,
            name: Localized {
                de: name.text("de")?,
                en: name.text("en"),
            },
            telephone: json
                .field("contact")
                .and_then(|contact| contact.text("telephone")),
        })
    }
}

/// Asks the portal for a ticket to write to a department.
pub(crate) fn ticket_request(department: &str) -> Json {
    Json::object(&[("department", department.into())])
}

/// Has notices sent to an address.
pub(crate) fn notice_request(email: &EmailAddress, locale: Locale) -> Json {
    Json::object(&[("email", email.as_str().into()), ("locale", locale.tag().into())])
}

/// Says up to which position was read.
pub(crate) fn mark_read(position: i64) -> Json {
    Json::object(&[("position", position.into())])
}

impl Trouble {
    /// What an error answer means here.
    pub(crate) fn of_answer(code: ErrorCode, said: String) -> Self {
        match code {
            ErrorCode::ReceiptRefused => Self::Code(CodeMistake::Unknown),
            code => Self::Refused { code, said },
        }
    }
}
