use domain::limits::ATTACHMENTS;
use domain::{ConversationId, DepartmentId, MessageId, Timestamp};

use super::{AttachmentEntry, Hash};
use crate::{Failure, PublicKey};
use certificates::MOST_CERTIFICATES;
use certificates::cbor::{Reader, VERSION, Writer};

/// Ed25519; the one suite of this version.
const SUITE: u64 = 1;
const POSITIONS: usize = 16;
/// Most messages that one message can answer.
pub(crate) const MOST_HEADS: usize = 64;

/// Who wrote a message, as the header claims.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AuthorKind {
    /// The citizen.
    Citizen,
    /// A member, for a department.
    Department,
    /// A machine; no key of version 1 may sign for one.
    System,
}

/// What a message is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MessageKind {
    /// The citizen writes; the first of them opens the conversation.
    Text,
    /// The department answers.
    Reply,
    /// The conversation goes to another department.
    Transfer,
    /// The department closes the conversation.
    Close,
    /// Something was read.
    ReadAcknowledgement,
    /// Caseworkers among themselves.
    Note,
    /// The department opens the conversation again.
    Reopen,
    /// The department would hand the conversation over to another authority.
    Proposal,
    /// The citizen hands it over.
    Handover,
    /// The citizen declines a proposal, or the department withdraws it.
    Decline,
}

/// Where a message stands among the others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// How many messages its author had written before.
    pub sequence: u32,
    /// Every message that its author had seen and that nothing yet answered.
    pub heads: Vec<Hash>,
}

impl Place {
    /// The place of the message that opens a conversation.
    pub fn first() -> Self {
        Self {
            sequence: 0,
            heads: Vec::new(),
        }
    }
}

/// What is signed about a message. Attachments and body are bound by their hashes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header {
    /// The conversation.
    pub conversation: ConversationId,
    /// Number of the content seed it is sealed to.
    pub n: u32,
    /// Chosen by the author.
    pub message: MessageId,
    /// Who wrote it.
    pub author: AuthorKind,
    /// The key it is signed with.
    pub key: PublicKey,
    /// The author's certificates, own one first; none for citizens.
    pub chain: Vec<Vec<u8>>,
    /// Where it stands.
    pub place: Place,
    /// The department that is written to, or that writes.
    pub department: DepartmentId,
    /// The department's epoch.
    pub epoch: u32,
    /// The author's clock.
    pub created_at: Timestamp,
    /// What it is.
    pub kind: MessageKind,
    /// SHA-256 of the body.
    pub body: Hash,
    /// Its files.
    pub attachments: Vec<AttachmentEntry>,
}

impl Header {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::array(POSITIONS);
        writer
            .number(VERSION)
            .number(SUITE)
            .id(self.conversation.0)
            .number(self.n.into())
            .id(self.message.0)
            .number(self.author.code())
            .bytes(&self.key.0)
            .byte_strings(self.chain.iter().map(Vec::as_slice))
            .number(self.place.sequence.into())
            .byte_strings(self.place.heads.iter().map(Hash::as_slice))
            .id(self.department.0)
            .number(self.epoch.into())
            .time(self.created_at)
            .number(self.kind.code())
            .bytes(&self.body)
            .begin(self.attachments.len());
        for attachment in &self.attachments {
            attachment.encode(&mut writer);
        }
        writer.finish()
    }

    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, Failure> {
        let mut reader = Reader::array(bytes, POSITIONS)?;
        reader.version()?;
        if reader.number()? != SUITE {
            return Err(Failure::UnknownVersion);
        }
        let header = Self {
            conversation: ConversationId(reader.id()?),
            n: reader.small()?,
            message: MessageId(reader.id()?),
            author: AuthorKind::from_code(reader.number()?)?,
            key: PublicKey(reader.fixed()?),
            chain: reader
                .byte_strings(MOST_CERTIFICATES)?
                .into_iter()
                .map(<[u8]>::to_vec)
                .collect(),
            place: Place {
                sequence: reader.small()?,
                heads: (0..reader.length(MOST_HEADS)?)
                    .map(|_| reader.fixed())
                    .collect::<Result<_, _>>()?,
            },
            department: DepartmentId(reader.id()?),
            epoch: reader.small()?,
            created_at: reader.time()?,
            kind: MessageKind::from_code(reader.number()?)?,
            body: reader.fixed()?,
            attachments: (0..reader.length(ATTACHMENTS)?)
                .map(|_| AttachmentEntry::decode(&mut reader))
                .collect::<Result<_, _>>()?,
        };
        reader.finish()?;
        Ok(header)
    }
}

impl AuthorKind {
    fn code(self) -> u64 {
        match self {
            Self::Citizen => 0,
            Self::Department => 1,
            Self::System => 2,
        }
    }

    fn from_code(code: u64) -> Result<Self, Failure> {
        [Self::Citizen, Self::Department, Self::System]
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or(Failure::UnknownVersion)
    }
}

impl MessageKind {
    fn code(self) -> u64 {
        match self {
            Self::Text => 0,
            Self::Reply => 1,
            Self::Transfer => 2,
            Self::Close => 3,
            Self::ReadAcknowledgement => 4,
            Self::Note => 5,
            Self::Reopen => 6,
            Self::Proposal => 7,
            Self::Handover => 8,
            Self::Decline => 9,
        }
    }

    fn from_code(code: u64) -> Result<Self, Failure> {
        [
            Self::Text,
            Self::Reply,
            Self::Transfer,
            Self::Close,
            Self::ReadAcknowledgement,
            Self::Note,
            Self::Reopen,
            Self::Proposal,
            Self::Handover,
            Self::Decline,
        ]
        .into_iter()
        .find(|kind| kind.code() == code)
        .ok_or(Failure::UnknownVersion)
    }
}
