use std::collections::BTreeMap;

use domain::api::{AuditMember, AuditPage};
use domain::audit::{AuditEntry, AuditHead, Statement, StatementId, Verifier, conversation_mark};
use domain::{AuthorityId, DepartmentId, MemberId, Timestamp};
use rand_core::CryptoRngCore;
use sealing::{PublicKey, Trust, verify_signer};

use super::keyring::Keyring;
use crate::messages::{Act, ReadEntry, StaffAnswer};

/// Signs a statement about what the member is about to do: the value of its header.
pub(super) fn state(keyring: &Keyring, act: Act, now: Timestamp, rng: &mut impl CryptoRngCore) -> String {
    let mut subject = act.subject;
    subject.conversation = act.conversation.map(conversation_mark);
    let statement = Statement {
        version: Statement::VERSION,
        id: StatementId::random(rng),
        authority: keyring.trust().authority,
        actor: Some(keyring.member()),
        action: act.action,
        subject,
        at: now,
        seen: Some(keyring.seen().clone()),
    };
    let bytes = statement.to_bytes();
    let signature = keyring.sign_statement(bytes.as_ref());
    format!("{}.{}", bytes.to_base64(), signature.to_base64())
}

/// A log that is being read.
pub(super) struct AuditReader {
    verifier: Verifier,
    /// What this device knew of it before.
    remembered: Option<AuditHead>,
    keys: BTreeMap<MemberId, Option<PublicKey>>,
}

impl AuditReader {
    pub(super) fn new(authority: AuthorityId, remembered: Option<AuditHead>) -> Self {
        Self {
            verifier: Verifier::new(authority),
            remembered,
            keys: BTreeMap::new(),
        }
    }

    /// Verifies the next entries.
    pub(super) fn read(&mut self, page: &AuditPage, trust: &Trust) -> StaffAnswer {
        for member in &page.members {
            self.keys
                .entry(member.id)
                .or_insert_with(|| key_of(member, trust));
        }
        let keys = &self.keys;
        let mut findings = self.verifier.read(&page.entries, |actor, statement, signature| {
            let key = keys.get(&actor).copied().flatten();
            key.is_some_and(|key| key.has_signed_statement(statement, signature))
        });
        let is_last = page.entries.is_empty() || self.verifier.head().number >= page.newest.number;
        if is_last {
            findings.extend(self.verifier.end(&page.newest, self.remembered.as_ref()));
        }
        StaffAnswer::Audit {
            entries: page.entries.iter().map(read_entry).collect(),
            findings,
            head: self.verifier.head().clone(),
            is_last,
        }
    }
}

/// The key that a member's certificates name; of somebody whom nobody ever certified, the one that the server has.
fn key_of(member: &AuditMember, trust: &Trust) -> Option<PublicKey> {
    if member.chain.is_empty() {
        return PublicKey::from_bytes(member.sign.as_ref()?.as_ref());
    }
    let certificate = verify_signer(&member.chain, trust).ok()?;
    (certificate.member == member.id).then_some(certificate.sign)
}

fn read_entry(entry: &AuditEntry) -> ReadEntry {
    let department = entry
        .department
        .as_ref()
        .and_then(|bytes| Some(DepartmentId(uuid::Uuid::from_bytes(bytes.to_array()?))));
    ReadEntry {
        number: entry.number,
        at: entry.at,
        outcome: entry.outcome.clone(),
        department,
        is_signed: entry.signature.is_some(),
        statement: Statement::read(entry.statement.as_ref()),
    }
}
