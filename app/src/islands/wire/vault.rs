use browser::Json;
use domain::{EmailAddress, Locale};
use serde::Deserialize;

use super::{Read, size};
use crate::islands::trouble::{CodeMistake, Distrust, Trouble};

/// Asks the vault.
pub(crate) enum Ask {
    SealAttachment { name: String, media_type: String },
    DropAttachment { id: String },
    Open(Box<OpenDraft>),
    Unlock { code: String },
    SignLogin { origin: String, nonce: String },
    Read { view: Json, now: i64 },
    ReadMore { page: Json, now: i64 },
    Write { text: String, now: i64 },
    HandOver(Box<HandoverDraft>),
    Decline { now: i64 },
    OpenAttachment { id: String },
    Forget,
}

pub(crate) struct OpenDraft {
    pub(crate) conversation: String,
    pub(crate) ticket: String,
    pub(crate) authority: String,
    pub(crate) root: String,
    pub(crate) pin: Option<String>,
    pub(crate) department: Json,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) name: Option<String>,
    pub(crate) contact: Option<String>,
    pub(crate) notice: Option<EmailAddress>,
    pub(crate) locale: Locale,
    pub(crate) now: i64,
}

pub(crate) struct HandoverDraft {
    pub(crate) department: Json,
    pub(crate) history: bool,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) name: Option<String>,
    pub(crate) contact: Option<String>,
    pub(crate) locale: Locale,
    pub(crate) now: i64,
}

impl Ask {
    pub(crate) fn to_json(&self) -> Json {
        let text = |text: &String| Json::from(text.as_str());
        let (name, fields) = match self {
            Self::SealAttachment { name, media_type } => (
                "seal_attachment",
                Json::object(&[("name", text(name)), ("media_type", text(media_type))]),
            ),
            Self::DropAttachment { id } => ("drop_attachment", Json::object(&[("id", text(id))])),
            Self::Open(draft) => ("open", draft.to_json()),
            Self::Unlock { code } => ("unlock", Json::object(&[("code", text(code))])),
            Self::SignLogin { origin, nonce } => (
                "sign_login",
                Json::object(&[("origin", text(origin)), ("nonce", text(nonce))]),
            ),
            Self::Read { view, now } => (
                "read",
                Json::object(&[("view", view.clone()), ("now", (*now).into())]),
            ),
            Self::ReadMore { page, now } => (
                "read_more",
                Json::object(&[("page", page.clone()), ("now", (*now).into())]),
            ),
            Self::Write { text: written, now } => (
                "write",
                Json::object(&[("text", text(written)), ("now", (*now).into())]),
            ),
            Self::HandOver(draft) => ("hand_over", draft.to_json()),
            Self::Decline { now } => ("decline", Json::object(&[("now", (*now).into())])),
            Self::OpenAttachment { id } => ("open_attachment", Json::object(&[("id", text(id))])),
            Self::Forget => return "forget".into(),
        };
        Json::object(&[(name, fields)])
    }
}

impl OpenDraft {
    fn to_json(&self) -> Json {
        Json::object(&[
            ("conversation", self.conversation.as_str().into()),
            ("ticket", self.ticket.as_str().into()),
            ("authority", self.authority.as_str().into()),
            ("root", self.root.as_str().into()),
            ("pin", self.pin.as_deref().into()),
            ("department", self.department.clone()),
            ("subject", self.subject.as_str().into()),
            ("text", self.text.as_str().into()),
            ("name", self.name.as_deref().into()),
            ("contact", self.contact.as_deref().into()),
            ("notice", self.notice.as_ref().map(EmailAddress::as_str).into()),
            ("locale", self.locale.tag().into()),
            ("now", self.now.into()),
        ])
    }
}

impl HandoverDraft {
    fn to_json(&self) -> Json {
        Json::object(&[
            ("department", self.department.clone()),
            ("history", self.history.into()),
            ("subject", self.subject.as_str().into()),
            ("text", self.text.as_str().into()),
            ("name", self.name.as_deref().into()),
            ("contact", self.contact.as_deref().into()),
            ("locale", self.locale.tag().into()),
            ("now", self.now.into()),
        ])
    }
}

/// The vault's answer.
pub(crate) enum Answer {
    Done,
    Attachment(NewAttachment),
    Opening {
        request: Json,
        receipt: String,
    },
    Login(Json),
    Messages {
        messages: Vec<ReadMessage>,
        credentials: Vec<Option<Credentials>>,
    },
    /// What is to be sent: a message, a handover, or that one is declined.
    Message(Json),
    File {
        name: String,
        media_type: String,
    },
    Refused(Refusal),
}

impl Read for Answer {
    fn read(json: &Json) -> Option<Self> {
        if json.as_text().is_some_and(|name| name == "done") {
            return Some(Self::Done);
        }
        let is = |name| json.field(name);
        if let Some(attachment) = is("attachment") {
            NewAttachment::read(&attachment).map(Self::Attachment)
        } else if let Some(opening) = is("opening") {
            Some(Self::Opening {
                request: opening.field("request")?,
                receipt: opening.text("receipt")?,
            })
        } else if let Some(login) = is("login") {
            Some(Self::Login(login))
        } else if let Some(messages) = is("messages") {
            Some(Self::Messages {
                messages: Vec::read(&messages.field("messages")?)?,
                credentials: Vec::read(&messages.field("credentials")?)?,
            })
        } else if let Some(message) = is("message")
            .or_else(|| is("hand_over"))
            .or_else(|| is("decline"))
        {
            Some(Self::Message(message))
        } else if let Some(file) = is("file") {
            Some(Self::File {
                name: file.text("name")?,
                media_type: file.text("media_type")?,
            })
        } else {
            Refusal::read(&is("refused")?).map(Self::Refused)
        }
    }
}

#[derive(Clone)]
pub(crate) struct NewAttachment {
    pub(crate) id: String,
    pub(crate) size: u64,
}

impl Read for NewAttachment {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            id: json.text("id")?,
            size: size(json, "size")?,
        })
    }
}

/// Who signed a message for the department.
pub(crate) struct Credentials {
    pub(crate) role: Role,
    pub(crate) epoch: i64,
    pub(crate) valid_until: i64,
    pub(crate) key: String,
    pub(crate) root: String,
}

/// Absent for the citizen, and for what is not believed.
impl Read for Option<Credentials> {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.name("role") {
            None => None,
            Some(role) => Some(Credentials {
                role,
                epoch: json.number("epoch")?,
                valid_until: json.number("valid_until")?,
                key: json.text("key")?,
                root: json.text("root")?,
            }),
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    Administrator,
    Lead,
    Caseworker,
    Auditor,
}

pub(crate) struct ReadMessage {
    pub(crate) id: String,
    pub(crate) position: i64,
    pub(crate) author: Author,
    pub(crate) received_at: i64,
    pub(crate) outcome: Result<Content, Distrust>,
}

impl Read for ReadMessage {
    fn read(json: &Json) -> Option<Self> {
        let outcome = json.field("outcome")?;
        Some(Self {
            id: json.text("id")?,
            position: json.number("position")?,
            author: json.name("author")?,
            received_at: json.number("received_at")?,
            outcome: match outcome.field("Ok") {
                Some(content) => Ok(Content::read(&content)?),
                None => Err(outcome.name("Err")?),
            },
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Author {
    Citizen,
    Department,
}

pub(crate) struct Content {
    pub(crate) kind: ContentKind,
    pub(crate) signer: Signer,
    pub(crate) subject: Option<String>,
    pub(crate) text: String,
    pub(crate) name: Option<String>,
    pub(crate) contact: Option<String>,
    /// The department that it was passed on to.
    pub(crate) to: Option<String>,
    /// The authority that the message names.
    pub(crate) elsewhere: Option<Elsewhere>,
    pub(crate) attachments: Vec<Attachment>,
}

impl Read for Content {
    fn read(json: &Json) -> Option<Self> {
        let member = json.field("signer")?.field("member");
        let of_member = |field| member.as_ref()?.text(field);
        Some(Self {
            kind: json.name("kind")?,
            signer: Signer {
                name: of_member("name"),
                department: of_member("department"),
            },
            subject: json.text("subject"),
            text: json.text("text")?,
            name: json.text("name"),
            contact: json.text("contact"),
            to: json.text("to"),
            elsewhere: json
                .field("elsewhere")
                .and_then(|elsewhere| Elsewhere::read(&elsewhere)),
            attachments: Vec::read(&json.field("attachments")?)?,
        })
    }
}

pub(crate) struct Elsewhere {
    pub(crate) authority: String,
    /// Fingerprint of its root.
    pub(crate) root: String,
    /// Whether what was written before went along.
    pub(crate) history: bool,
}

impl Read for Elsewhere {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            authority: json.text("authority")?,
            root: json.text("root")?,
            history: json.truth("history")?,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ContentKind {
    Opening,
    Text,
    Close,
    Reopen,
    Transfer,
    Proposal,
    Handover,
    Decline,
}

/// A citizen has neither.
pub(crate) struct Signer {
    pub(crate) name: Option<String>,
    pub(crate) department: Option<String>,
}

pub(crate) struct Attachment {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) sealed_size: u64,
}

impl Read for Attachment {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            id: json.text("id")?,
            name: json.text("name")?,
            size: size(json, "size")?,
            sealed_size: size(json, "sealed_size")?,
        })
    }
}

pub(crate) enum Refusal {
    Receipt(CodeMistake),
    Untrusted(Distrust),
    Other(RefusalKind),
}

impl Read for Refusal {
    fn read(json: &Json) -> Option<Self> {
        if let Some(mistake) = json.field("receipt") {
            code_mistake(&mistake).map(Self::Receipt)
        } else if let Some(failure) = json.field("untrusted") {
            failure.as_name().map(Self::Untrusted)
        } else {
            json.as_name().map(Self::Other)
        }
    }
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RefusalKind {
    Login,
    Locked,
    TooLarge,
    OutOfTurn,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum MistakeKind {
    Checksum,
    Version,
    OtherKind,
}

fn code_mistake(mistake: &Json) -> Option<CodeMistake> {
    let number = |name| mistake.number(name)?.try_into().ok();
    if let Some(found) = number("length") {
        return Some(CodeMistake::Length(found));
    }
    if let Some(at) = number("character") {
        return Some(CodeMistake::Character(at));
    }
    Some(match mistake.as_name()? {
        MistakeKind::Checksum => CodeMistake::Checksum,
        MistakeKind::Version => CodeMistake::Version,
        MistakeKind::OtherKind => CodeMistake::OtherKind,
    })
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Receipt(mistake) => Self::Code(mistake),
            Refusal::Untrusted(failure) => Self::Untrusted(failure),
            Refusal::Other(RefusalKind::TooLarge) => Self::TooLarge,
            Refusal::Other(RefusalKind::Login | RefusalKind::Locked) => Self::Locked,
            // Page and vault have lost each other.
            Refusal::Other(RefusalKind::OutOfTurn) => Self::Crashed,
        }
    }
}
