use domain::api::{
    ConversationView, DepartmentKey, EndProposal, HandOver, MessagePage, NewAttachment, NewMessage,
    OpenConversation, OpenSession, Role,
};
use domain::{AttachmentId, AuthorityId, Bytes, ConversationId, EmailAddress, Locale, Timestamp};
use serde::{Deserialize, Serialize};

use super::{ReadMessage, Refusal};

/// A request of the citizens' pages.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitizenRequest {
    /// Seals a file for the message that is being written. The plain bytes stand beside the request, the sealed
    /// ones beside the answer, `Attachment`.
    SealAttachment { name: String, media_type: String },
    /// Leaves a sealed file out of the message that is being written. Answer: `Done`.
    DropAttachment { id: AttachmentId },
    /// Draws a receipt code and seals the first message with the files sealed since. Answer: `Opening`. Asked again, it
    /// draws another code and takes the same files along; the vault can then read and write the conversation at once.
    Open(Box<OpenDraft>),
    /// Checks a receipt code for typing errors and derives its keys. Answer: `Done`.
    Unlock { code: String },
    /// Signs the server's challenge with the unlocked receipt. Answer: `Login`.
    SignLogin { origin: String, nonce: Bytes },
    /// Opens the conversation and verifies its first page. Answer: `Messages`.
    Read {
        view: Box<ConversationView>,
        now: Timestamp,
    },
    /// Opens and verifies the next page. Answer: `Messages`.
    ReadMore { page: MessagePage, now: Timestamp },
    /// Seals a further message with the files sealed since. Answer: `Message`. Until the last page was read again, the
    /// same text gives the same message again, and another text is `OutOfTurn`: whether the first one arrived decides
    /// where the next one stands.
    Write { text: String, now: Timestamp },
    /// Hands the conversation over to the department of another authority that was proposed. Answer: `HandOver`.
    HandOver(Box<HandoverDraft>),
    /// Declines the proposal. Answer: `Decline`.
    Decline { now: Timestamp },
    /// Opens a file of a message that was read; sealed bytes beside the request, plain ones beside the answer,
    /// `File`.
    OpenAttachment { id: AttachmentId },
    /// Wipes every key. Answer: `Done`.
    Forget,
}

/// All that is needed to seal a first message.
#[derive(Serialize, Deserialize)]
pub struct OpenDraft {
    pub conversation: ConversationId,
    pub ticket: String,
    pub authority: AuthorityId,
    /// The authority's root public key that this citizen trusts.
    pub root: Bytes,
    /// The root's fingerprint as the link said that led here; nothing is sealed under another root.
    pub pin: Option<String>,
    pub department: DepartmentKey,
    pub subject: String,
    pub text: String,
    /// The citizen's name as they give it, if they do.
    pub name: Option<String>,
    /// How else to reach the citizen, if they say.
    pub contact: Option<String>,
    pub notice: Option<EmailAddress>,
    pub locale: Locale,
    pub now: Timestamp,
}

/// All that is needed to hand a conversation over.
#[derive(Serialize, Deserialize)]
pub struct HandoverDraft {
    /// The key of the department that was proposed; believed under the root that the proposal names.
    pub department: DepartmentKey,
    /// Whether all that was written so far goes along.
    pub history: bool,
    pub subject: String,
    /// May be empty where the history goes along.
    pub text: String,
    /// The citizen's name as they give it to the new authority, if they do.
    pub name: Option<String>,
    /// How else to reach the citizen, if they say.
    pub contact: Option<String>,
    pub locale: Locale,
    pub now: Timestamp,
}

/// An answer of the citizens' vault.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitizenAnswer {
    Done,
    Attachment(NewAttachment),
    /// The request to send, and the receipt code in groups of four.
    Opening {
        request: Box<OpenConversation>,
        receipt: String,
    },
    Login(OpenSession),
    /// With each message who signed it, unless that is the citizen or it is not believed.
    Messages {
        messages: Vec<ReadMessage>,
        credentials: Vec<Option<Credentials>>,
    },
    Message(NewMessage),
    HandOver(Box<HandOver>),
    Decline(EndProposal),
    File {
        name: String,
        media_type: String,
    },
    Refused(Refusal),
}

/// What was verified about whoever signed for a department, and by which the reader can know them again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credentials {
    pub role: Role,
    /// The department's epoch that the message was written in.
    pub epoch: u32,
    /// When the signer's certificate ends.
    pub valid_until: Timestamp,
    /// Fingerprint of the signer's key, in groups of four.
    pub key: String,
    /// Fingerprint of the authority's root, in groups of four.
    pub root: String,
}
