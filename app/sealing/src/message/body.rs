use domain::limits::{LINE_CHARACTERS, SUBJECT_CHARACTERS, TEXT_CHARACTERS};
use domain::{AuthorityId, DepartmentId, Locale};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{Failure, HybridRecipient, PublicKey, Trust};
use certificates::cbor::{Reader, Writer};

const OPENING: u64 = 0;
const TEXT: u64 = 1;
const TRANSFER: u64 = 2;
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

impl Body {
    pub(crate) fn encode(&self) -> Vec<u8> {
        match self {
            Self::Opening(opening) => {
                let mut writer = Writer::array(9);
                writer
                    .number(OPENING)
                    .id(opening.trust.authority.0)
                    .bytes(&opening.trust.root.0)
                    .text(&opening.subject)
                    .text(&opening.text)
                    .optional_text(opening.name.as_deref())
                    .optional_text(opening.contact.as_deref())
                    .text(opening.language.tag())
                    .bytes(&opening.recipient.to_bytes());
                writer.finish()
            }
            Self::Letter(letter) => {
                let mut writer = Writer::array(9);
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
                writer.finish()
            }
            Self::Text(text) => {
                let mut writer = Writer::array(2);
                writer.number(TEXT).text(text);
                writer.finish()
            }
            Self::Transfer(transfer) => {
                let mut writer = Writer::array(3);
                writer.number(TRANSFER).id(transfer.to.0).text(&transfer.text);
                writer.finish()
            }
        }
    }

    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, Failure> {
        if let Ok(mut reader) = Reader::array(bytes, 2) {
            if reader.number()? != TEXT {
                return Err(Failure::Malformed);
            }
            let body = Self::Text(reader.text(TEXT_CHARACTERS)?.to_owned());
            reader.finish()?;
            return Ok(body);
        }
        if let Ok(mut reader) = Reader::array(bytes, 3) {
            if reader.number()? != TRANSFER {
                return Err(Failure::Malformed);
            }
            let body = Self::Transfer(Transfer {
                to: DepartmentId(reader.id()?),
                text: reader.text(TEXT_CHARACTERS)?.to_owned(),
            });
            reader.finish()?;
            return Ok(body);
        }
        let mut reader = Reader::array(bytes, 9)?;
        let body = match reader.number()? {
            OPENING => Self::Opening(Box::new(opening(&mut reader)?)),
            LETTER => Self::Letter(Box::new(letter(&mut reader)?)),
            _ => return Err(Failure::Malformed),
        };
        reader.finish()?;
        Ok(body)
    }
}

fn opening(reader: &mut Reader<'_>) -> Result<Opening, Failure> {
    Ok(Opening {
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

fn trust(reader: &mut Reader<'_>) -> Result<Trust, Failure> {
    Ok(Trust {
        authority: AuthorityId(reader.id()?),
        root: PublicKey(reader.fixed()?),
    })
}
