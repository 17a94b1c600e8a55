use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use crate::{AuthorityId, Bytes, Timestamp};

const LABEL: &[u8] = b"siegelpost/audit/v1\0";
/// The length that stands for a field that is absent.
const ABSENT: u32 = u32::MAX;

/// Names a place in a log: an entry's number and hash. Before the first entry 0 and zeros.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditHead {
    /// The entry's number.
    pub number: i64,
    /// Its hash.
    pub hash: Bytes,
}

impl Default for AuditHead {
    fn default() -> Self {
        Self {
            number: 0,
            hash: Bytes(vec![0; 32]),
        }
    }
}

/// An entry of a log, as it is kept. Everything but the numbers is raw: what somebody has put there by hand is to be found
/// and named, and not to stop the reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct AuditEntry {
    /// Its number, from 1.
    pub number: i64,
    /// When it was made, by the server's clock.
    pub at: Timestamp,
    /// `done`, or the code with which it was refused.
    pub outcome: String,
    /// The department that the server says it was in, where the statement cannot know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<Bytes>,
    /// The statement.
    pub statement: Bytes,
    /// The actor's Ed25519 signature of it; absent where the server speaks alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Bytes>,
    /// The hash of the entry before.
    pub previous: Bytes,
    /// The hash of this one.
    pub hash: Bytes,
}

/// An entry before it has a place in the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unnumbered {
    /// Whose log.
    pub authority: AuthorityId,
    /// When.
    pub at: Timestamp,
    /// `done`, or an error code's word.
    pub outcome: String,
    /// The department, where the statement cannot know it.
    pub department: Option<Bytes>,
    /// The statement.
    pub statement: Bytes,
    /// The actor's signature.
    pub signature: Option<Bytes>,
}

impl Unnumbered {
    /// The entry that follows `head`.
    pub fn after(&self, head: &AuditHead) -> AuditEntry {
        let mut entry = AuditEntry {
            number: head.number + 1,
            at: self.at,
            outcome: self.outcome.clone(),
            department: self.department.clone(),
            statement: self.statement.clone(),
            signature: self.signature.clone(),
            previous: head.hash.clone(),
            hash: Bytes::default(),
        };
        entry.hash = entry.computed_hash(self.authority, entry.number);
        entry
    }
}

impl AuditEntry {
    /// The entry's hash, if it stood at `number` in the log of `authority`.
    pub fn computed_hash(&self, authority: AuthorityId, number: i64) -> Bytes {
        let mut hash = Sha256::new();
        hash.update(LABEL);
        hash.update(authority.0.as_bytes());
        hash.update(number.to_be_bytes());
        hash.update(self.at.0.to_be_bytes());
        let fields = [
            Some(self.outcome.as_bytes()),
            self.department.as_ref().map(AsRef::as_ref),
            Some(self.statement.as_ref()),
            self.signature.as_ref().map(AsRef::as_ref),
            Some(self.previous.as_ref()),
        ];
        for field in fields {
            let length = field.map_or(Some(ABSENT), |field| u32::try_from(field.len()).ok());
            hash.update(length.unwrap_or(ABSENT - 1).to_be_bytes());
            hash.update(field.unwrap_or_default());
        }
        Bytes(hash.finalize().to_vec())
    }

    /// The entry's place.
    pub fn head(&self) -> AuditHead {
        AuditHead {
            number: self.number,
            hash: self.hash.clone(),
        }
    }
}
