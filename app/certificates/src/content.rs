use domain::api::Role;
use domain::limits::LINE_CHARACTERS;
use domain::{AuthorityId, DepartmentId, MemberId, Timestamp};

use super::is_within;
use crate::cbor::{Reader, VERSION, Writer};
use crate::{Failure, Fingerprint, PublicKey, Recipient, SIGNATURE_BYTES, SigningKey};

const LABEL: &str = "siegelpost/certificate/v1";
const MEMBER: u64 = 0;
const EPOCH: u64 = 1;
pub(crate) const KIND_RECOVERY: u64 = 2;
const ADMINISTRATOR: u64 = 0;
const CASEWORKER: u64 = 1;
const LEAD: u64 = 2;
const AUDITOR: u64 = 3;
/// Most departments of one member.
const DEPARTMENTS: usize = 64;

/// A certificate of either kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Certificate {
    /// Of a member.
    Member(MemberCertificate),
    /// Of a department's epoch.
    Epoch(EpochCertificate),
}

/// Says that a person works for an authority, in which departments, as what, and with which keys.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MemberCertificate {
    /// Where they work.
    pub authority: AuthorityId,
    /// The member.
    pub member: MemberId,
    /// Their name, as citizens see it.
    pub name: String,
    /// Departments they may write for.
    pub departments: Vec<DepartmentId>,
    /// What they may do; administrators may sign certificates.
    pub role: Role,
    /// Signs their messages, grants and certificates.
    pub sign: PublicKey,
    /// The key that epochs are granted to. Its fingerprint, because the key itself has 1216 bytes and every message of
    /// a member carries the certificate.
    pub recipient: Fingerprint,
    /// Not valid before.
    pub valid_from: Timestamp,
    /// Not valid from then on.
    pub valid_until: Timestamp,
}

/// Says which key a department has for a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EpochCertificate {
    /// The authority.
    pub authority: AuthorityId,
    /// The department.
    pub department: DepartmentId,
    /// The number of the epoch, from 1.
    pub epoch: u32,
    /// The key to seal to.
    pub recipient: Recipient,
    /// Not valid before.
    pub valid_from: Timestamp,
    /// Not valid from then on.
    pub valid_until: Timestamp,
}

impl MemberCertificate {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::array(11);
        writer
            .number(VERSION)
            .number(MEMBER)
            .id(self.authority.0)
            .id(self.member.0)
            .text(&self.name)
            .byte_strings(
                self.departments
                    .iter()
                    .map(|department| department.0.as_bytes().as_slice()),
            )
            .number(match self.role {
                Role::Administrator => ADMINISTRATOR,
                Role::Caseworker => CASEWORKER,
                Role::Lead => LEAD,
                Role::Auditor => AUDITOR,
            })
            .bytes(&self.sign.0)
            .bytes(&self.recipient.0)
            .time(self.valid_from)
            .time(self.valid_until);
        writer.finish()
    }

    fn decode(content: &[u8]) -> Result<Self, Failure> {
        let mut reader = Reader::array(content, 11)?;
        reader.version()?;
        if reader.number()? != MEMBER {
            return Err(Failure::Malformed);
        }
        let certificate = Self {
            authority: AuthorityId(reader.id()?),
            member: MemberId(reader.id()?),
            name: reader.text(LINE_CHARACTERS)?.to_owned(),
            departments: (0..reader.length(DEPARTMENTS)?)
                .map(|_| reader.id().map(DepartmentId))
                .collect::<Result<_, _>>()?,
            role: match reader.number()? {
                ADMINISTRATOR => Role::Administrator,
                CASEWORKER => Role::Caseworker,
                LEAD => Role::Lead,
                AUDITOR => Role::Auditor,
                _ => return Err(Failure::Malformed),
            },
            sign: PublicKey(reader.fixed()?),
            recipient: Fingerprint(reader.fixed()?),
            valid_from: reader.time()?,
            valid_until: reader.time()?,
        };
        reader.finish()?;
        // Whoever looks over shoulders has no inbox of their own.
        if certificate.role == Role::Auditor && !certificate.departments.is_empty() {
            return Err(Failure::Malformed);
        }
        Ok(certificate)
    }
}

impl EpochCertificate {
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::array(8);
        writer
            .number(VERSION)
            .number(EPOCH)
            .id(self.authority.0)
            .id(self.department.0)
            .number(self.epoch.into())
            .bytes(self.recipient.as_bytes())
            .time(self.valid_from)
            .time(self.valid_until);
        writer.finish()
    }

    fn decode(content: &[u8]) -> Result<Self, Failure> {
        let mut reader = Reader::array(content, 8)?;
        reader.version()?;
        if reader.number()? != EPOCH {
            return Err(Failure::Malformed);
        }
        let certificate = Self {
            authority: AuthorityId(reader.id()?),
            department: DepartmentId(reader.id()?),
            epoch: reader.small()?,
            recipient: Recipient::from_bytes(reader.bytes()?).map_err(|_| Failure::Malformed)?,
            valid_from: reader.time()?,
            valid_until: reader.time()?,
        };
        reader.finish()?;
        Ok(certificate)
    }
}

impl Certificate {
    pub(crate) fn authority(&self) -> AuthorityId {
        match self {
            Self::Member(certificate) => certificate.authority,
            Self::Epoch(certificate) => certificate.authority,
        }
    }

    pub(crate) fn valid_from(&self) -> Timestamp {
        match self {
            Self::Member(certificate) => certificate.valid_from,
            Self::Epoch(certificate) => certificate.valid_from,
        }
    }

    pub(crate) fn valid_until(&self) -> Timestamp {
        match self {
            Self::Member(certificate) => certificate.valid_until,
            Self::Epoch(certificate) => certificate.valid_until,
        }
    }

    /// Whether it was valid at a moment, by a clock that may be a little wrong.
    pub(crate) fn is_valid_at(&self, at: Timestamp) -> bool {
        is_within(self.valid_from(), self.valid_until(), at)
    }
}

/// `[content, signature]`.
pub(crate) fn issue(signer: &SigningKey, content: &[u8]) -> Vec<u8> {
    let mut writer = Writer::array(2);
    writer.bytes(content).bytes(&signer.sign(LABEL, content));
    writer.finish()
}

/// Content and signature of a certificate, the signature not yet verified.
pub(crate) struct Signed<'a> {
    pub(crate) content: &'a [u8],
    signature: [u8; SIGNATURE_BYTES],
}

impl<'a> Signed<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, Failure> {
        let mut reader = Reader::array(bytes, 2)?;
        let content = reader.bytes()?;
        let signature = reader.fixed()?;
        reader.finish()?;
        Ok(Self { content, signature })
    }

    pub(crate) fn verify(&self, issuer: &PublicKey) -> Result<(), Failure> {
        issuer
            .verify(LABEL, self.content, &self.signature)
            .map_err(|_| Failure::UntrustedChain)
    }
}

/// A certificate of a chain as it came: read, its signature not yet verified.
pub(crate) struct Received<'a> {
    signed: Signed<'a>,
    pub(crate) certificate: Certificate,
}

impl<'a> Received<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, Failure> {
        let signed = Signed::read(bytes)?;
        let certificate = match MemberCertificate::decode(signed.content) {
            Ok(member) => Certificate::Member(member),
            Err(Failure::Malformed) => Certificate::Epoch(EpochCertificate::decode(signed.content)?),
            Err(failure) => return Err(failure),
        };
        Ok(Self { signed, certificate })
    }

    pub(crate) fn verify(&self, issuer: &PublicKey) -> Result<(), Failure> {
        self.signed.verify(issuer)
    }
}
