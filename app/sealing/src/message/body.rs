use domain::limits::{LINE_CHARACTERS, SUBJECT_CHARACTERS, TEXT_CHARACTERS};
use domain::{AuthorityId, DepartmentId, Locale};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::Hash;
use crate::{Failure, HybridRecipient, PublicKey, Trust};
use certificates::cbor::{Reader, Writer};

const OPENING: u64 = 0;
const TEXT: u64 = 1;
const TRANSFER: u64 = 2;
const PROPOSAL: u64 = 3;
const HANDOVER: u64 = 4;
const DECLINE: u64 = 5;
const LETTER: u64 = 6;
/// Longest language tag.
const TAG_CHARACTERS: usize = 35;

/// What a message says.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub enum Body {
    /// The first message.
    Opening(Box<Opening>),
    /// The first message of a department to one of another authority.
    Letter(Box<LetterOpening>),
    /// Every other one but transfers; what goes with closing or reopening may be empty.
    Text(String),
    /// The conversation goes to another department.
    Transfer(Transfer),
    /// The department would hand the conversation over to another authority, if the citizen agrees.
    Proposal(Proposal),
    /// The citizen hands the conversation over.
    Handover(Box<Handover>),
    /// The proposal of this hash is declined or withdrawn.
    Decline(#[zeroize(skip)] Hash),
}

/// What the first message says.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Opening {
    /// The authority and root that the citizen trusted when they sealed this.
    #[zeroize(skip)]
    pub trust: Trust,
    /// What it is about.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The citizen's name, if they give it.
    pub name: Option<String>,
    /// How else to reach the citizen, if they say.
    pub contact: Option<String>,
    /// The language that the citizen wrote in the portal with.
    #[zeroize(skip)]
    pub language: Locale,
    /// The citizen's own key: whoever begins a further seed grants it to this one, and to no key that the server names.
    #[zeroize(skip)]
    pub recipient: HybridRecipient,
}

/// What the first message of a letter says.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct LetterOpening {
    /// The authority that is written to, and the root that its writer trusted when they sealed this.
    #[zeroize(skip)]
    pub to: Trust,
    /// The department that is written to; the one that writes stands in the header.
    #[zeroize(skip)]
    pub department: DepartmentId,
    /// The authority that writes, and the root by which its members are believed.
    #[zeroize(skip)]
    pub from: Trust,
    /// What it is about.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The language that its writer works in.
    #[zeroize(skip)]
    pub language: Locale,
}

/// To whom a conversation is passed on.
#[derive(Clone, PartialEq, Eq, Debug, Zeroize, ZeroizeOnDrop)]
pub struct Transfer {
    /// The department that is in charge from then on.
    #[zeroize(skip)]
    pub to: DepartmentId,
    /// Words to the citizen; may be empty.
    pub text: String,
}

/// To which department of another authority a conversation would be handed over.
#[derive(Clone, PartialEq, Eq, Debug, Zeroize, ZeroizeOnDrop)]
pub struct Proposal {
    /// The other authority and its root, as the proposing member's browser was shown it.
    #[zeroize(skip)]
    pub trust: Trust,
    /// Its department.
    #[zeroize(skip)]
    pub to: DepartmentId,
    /// Words to the citizen; may be empty.
    pub text: String,
}

/// With what a citizen hands a conversation over.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Handover {
    /// Hash of the proposal.
    #[zeroize(skip)]
    pub proposal: Hash,
    /// Whether all that was written before goes along; else the new authority begins to read here.
    pub history: bool,
    /// A first message to the new authority.
    pub opening: Opening,
}

impl Opening {
    fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::array(9);
        writer
            .number(OPENING)
            .id(self.trust.authority.0)
            .bytes(&self.trust.root.0)
            .text(&self.subject)
            .text(&self.text)
            .optional_text(self.name.as_deref())
            .optional_text(self.contact.as_deref())
            .text(self.language.tag())
            .bytes(&self.recipient.to_bytes());
        writer.finish()
    }

    fn decode(bytes: &[u8]) -> Result<Self, Failure> {
        let mut reader = Reader::array(bytes, 9)?;
        expect(&mut reader, OPENING)?;
        let opening = Self::read(&mut reader)?;
        reader.finish()?;
        Ok(opening)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Failure> {
        Ok(Self {
            trust: trust(reader)?,
            subject: reader.text(SUBJECT_CHARACTERS)?.to_owned(),
            text: reader.text(TEXT_CHARACTERS)?.to_owned(),
            name: reader.optional_text(LINE_CHARACTERS)?.map(str::to_owned),
            contact: reader.optional_text(LINE_CHARACTERS)?.map(str::to_owned),
            // A language of a later version is no reason not to show the message.
            language: reader.text(TAG_CHARACTERS)?.parse().unwrap_or_default(),
            recipient: HybridRecipient::from_bytes(reader.bytes()?).map_err(|_| Failure::Malformed)?,
        })
    }
}

impl Body {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut writer;
        match self {
            Self::Opening(opening) => return opening.encode(),
            Self::Letter(letter) => {
                writer = Writer::array(9);
                writer
                    .number(LETTER)
                    .id(letter.to.authority.0)
                    .bytes(&letter.to.root.0)
                    .id(letter.department.0)
                    .id(letter.from.authority.0)
                    .bytes(&letter.from.root.0)
                    .text(&letter.subject)
                    .text(&letter.text)
                    .text(letter.language.tag());
            }
            Self::Text(text) => {
                writer = Writer::array(2);
                writer.number(TEXT).text(text);
            }
            Self::Transfer(transfer) => {
                writer = Writer::array(3);
                writer.number(TRANSFER).id(transfer.to.0).text(&transfer.text);
            }
            Self::Proposal(proposal) => {
                writer = Writer::array(5);
                writer
                    .number(PROPOSAL)
                    .id(proposal.trust.authority.0)
                    .bytes(&proposal.trust.root.0)
                    .id(proposal.to.0)
                    .text(&proposal.text);
            }
            Self::Handover(handover) => {
                writer = Writer::array(4);
                writer
                    .number(HANDOVER)
                    .bytes(&handover.proposal)
                    .number(handover.history.into())
                    .bytes(&Zeroizing::new(handover.opening.encode()));
            }
            Self::Decline(proposal) => {
                writer = Writer::array(2);
                writer.number(DECLINE).bytes(proposal);
            }
        }
        writer.finish()
    }

    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, Failure> {
        // How many positions there are tells most kinds apart.
        let (body, reader) = if let Ok(mut reader) = Reader::array(bytes, 2) {
            let body = match reader.number()? {
                TEXT => Self::Text(reader.text(TEXT_CHARACTERS)?.to_owned()),
                DECLINE => Self::Decline(reader.fixed()?),
                _ => return Err(Failure::Malformed),
            };
            (body, reader)
        } else if let Ok(mut reader) = Reader::array(bytes, 3) {
            expect(&mut reader, TRANSFER)?;
            let transfer = Transfer {
                to: DepartmentId(reader.id()?),
                text: reader.text(TEXT_CHARACTERS)?.to_owned(),
            };
            (Self::Transfer(transfer), reader)
        } else if let Ok(mut reader) = Reader::array(bytes, 4) {
            expect(&mut reader, HANDOVER)?;
            let handover = Handover {
                proposal: reader.fixed()?,
                history: match reader.number()? {
                    0 => false,
                    1 => true,
                    _ => return Err(Failure::Malformed),
                },
                opening: Opening::decode(reader.bytes()?)?,
            };
            (Self::Handover(Box::new(handover)), reader)
        } else if let Ok(mut reader) = Reader::array(bytes, 5) {
            expect(&mut reader, PROPOSAL)?;
            let proposal = Proposal {
                trust: trust(&mut reader)?,
                to: DepartmentId(reader.id()?),
                text: reader.text(TEXT_CHARACTERS)?.to_owned(),
            };
            (Self::Proposal(proposal), reader)
        } else {
            let mut reader = Reader::array(bytes, 9)?;
            let body = match reader.number()? {
                OPENING => Self::Opening(Box::new(Opening::read(&mut reader)?)),
                LETTER => Self::Letter(Box::new(letter(&mut reader)?)),
                _ => return Err(Failure::Malformed),
            };
            (body, reader)
        };
        reader.finish()?;
        Ok(body)
    }
}

fn letter(reader: &mut Reader<'_>) -> Result<LetterOpening, Failure> {
    Ok(LetterOpening {
        to: trust(reader)?,
        department: DepartmentId(reader.id()?),
        from: trust(reader)?,
        subject: reader.text(SUBJECT_CHARACTERS)?.to_owned(),
        text: reader.text(TEXT_CHARACTERS)?.to_owned(),
        // A language of a later version is no reason not to show the message.
        language: reader.text(TAG_CHARACTERS)?.parse().unwrap_or_default(),
    })
}

fn expect(reader: &mut Reader<'_>, kind: u64) -> Result<(), Failure> {
    if reader.number()? == kind {
        Ok(())
    } else {
        Err(Failure::Malformed)
    }
}

fn trust(reader: &mut Reader<'_>) -> Result<Trust, Failure> {
    Ok(Trust {
        authority: AuthorityId(reader.id()?),
        root: PublicKey(reader.fixed()?),
    })
}
