use rand_core::OsRng;

use super::{
    Action, AuditEntry, AuditHead, DONE, Finding, Statement, StatementId, Subject, Unnumbered, Verifier,
};
use crate::{AuthorityId, Bytes, MemberId, Timestamp};

const ACTOR: MemberId = MemberId(uuid::Uuid::from_u128(7));
const AUTHORITY: AuthorityId = AuthorityId(uuid::Uuid::from_u128(1));

/// In the place of a signature: the statement itself, backwards.
fn sign(statement: &Bytes) -> Bytes {
    Bytes(statement.0.iter().rev().copied().collect())
}

fn is_by(actor: MemberId, statement: &[u8], signature: &[u8]) -> bool {
    actor == ACTOR && statement.iter().rev().eq(signature)
}

fn statement(action: Action, seen: Option<AuditHead>, at: i64) -> Statement {
    Statement {
        version: Statement::VERSION,
        id: StatementId::random(&mut OsRng),
        authority: AUTHORITY,
        actor: Some(ACTOR),
        action,
        subject: Subject::default(),
        at: Timestamp(at),
        seen,
    }
}

fn entry(head: &AuditHead, statement: &Statement, is_signed: bool) -> AuditEntry {
    let statement_bytes = statement.to_bytes();
    let entry = Unnumbered {
        authority: AUTHORITY,
        at: statement.at,
        outcome: DONE.to_owned(),
        department: None,
        signature: is_signed.then(|| sign(&statement_bytes)),
        statement: statement_bytes,
    };
    entry.after(head)
}

/// Twelve entries, the founding first, every third one the server's alone; the signed ones have seen the one two before.
fn log() -> Vec<AuditEntry> {
    let mut entries: Vec<AuditEntry> = Vec::new();
    for number in 1..=12_usize {
        let head = entries.last().map(AuditEntry::head).unwrap_or_default();
        let seen = if number > 2 {
            entries[number - 3].head()
        } else {
            AuditHead::default()
        };
        let at = 1_000 * i64::try_from(number).expect("small");
        let made = if number % 3 == 0 {
            entry(&head, &statement(Action::SignIn, None, at), false)
        } else {
            let action = if number == 1 {
                Action::FoundAuthority
            } else {
                Action::Invite
            };
            entry(&head, &statement(action, Some(seen), at), true)
        };
        entries.push(made);
    }
    entries
}

fn verify(entries: &[AuditEntry]) -> Vec<Finding> {
    let mut verifier = Verifier::new(AUTHORITY);
    let mut findings = Vec::new();
    // In pieces, as a page reads it.
    for piece in entries.chunks(5) {
        findings.extend(verifier.read(piece, is_by));
    }
    findings
}

/// Writes the hashes anew from the entry at `from` on, as somebody who covers traces would.
fn rehash(entries: &mut [AuditEntry], from: usize) {
    for at in from..entries.len() {
        if at > 0 {
            entries[at].previous = entries[at - 1].hash.clone();
        }
        let number = entries[at].number;
        entries[at].hash = entries[at].computed_hash(AUTHORITY, number);
    }
}

#[test]
fn a_whole_log_is_verified() {
    let entries = log();
    assert_eq!(verify(&entries), []);
    let mut verifier = Verifier::new(AUTHORITY);
    verifier.read(&entries, is_by);
    let newest = entries[11].head();
    assert_eq!(verifier.head(), &newest);
    assert_eq!(verifier.end(&newest, Some(&entries[4].head())), None);
}

#[test]
fn every_field_of_an_entry_is_covered() {
    type Edit = fn(&mut AuditEntry);
    let edits: [Edit; 7] = [
        |entry| entry.at = Timestamp(entry.at.0 + 1),
        |entry| entry.outcome = "forbidden".to_owned(),
        |entry| entry.department = Some(Bytes(vec![1; 16])),
        |entry| entry.statement.0[20] ^= 1,
        |entry| entry.signature = None,
        |entry| entry.previous = Bytes(vec![1; 32]),
        |entry| entry.hash = Bytes(vec![1; 32]),
    ];
    for (at, edit) in edits.into_iter().enumerate() {
        let mut entries = log();
        edit(&mut entries[4]);
        assert!(
            verify(&entries).contains(&Finding::Altered { number: 5 }),
            "edit {at}"
        );
    }
}

#[test]
fn an_edited_entry_with_a_new_hash_is_named() {
    let mut entries = log();
    entries[5].outcome = "login_refused".to_owned();
    entries[5].hash = entries[5].computed_hash(AUTHORITY, 6);
    let findings = verify(&entries);
    assert!(findings.contains(&Finding::Altered { number: 6 }), "{findings:?}");
}

#[test]
fn a_log_that_was_written_anew_contradicts_those_who_saw_it() {
    let mut entries = log();
    // An entry of the server's alone, which nobody's signature covers, and all hashes from there on.
    entries[5].outcome = "login_refused".to_owned();
    rehash(&mut entries, 5);
    assert_eq!(
        verify(&entries),
        [
            Finding::Contradicted { number: 6, by: 8 },
            Finding::Contradicted { number: 8, by: 10 },
            Finding::Contradicted { number: 9, by: 11 },
        ]
    );
}

#[test]
fn a_dropped_entry_is_missing() {
    let mut entries = log();
    entries.drain(6..8);
    assert_eq!(verify(&entries), [Finding::Missing { from: 7, to: 8 }]);
}

#[test]
fn a_dropped_end_is_missing_where_the_server_or_the_device_knows_more() {
    let entries = log();
    let mut verifier = Verifier::new(AUTHORITY);
    verifier.read(&entries[..9], is_by);
    let missing = Some(Finding::Missing { from: 10, to: 12 });
    assert_eq!(verifier.end(&entries[11].head(), None), missing);
    let forgotten = Some(Finding::Forgotten { number: 11 });
    assert_eq!(
        verifier.end(&entries[8].head(), Some(&entries[10].head())),
        forgotten
    );
}

#[test]
fn entries_that_changed_places_are_named() {
    let mut entries = log();
    entries.swap(6, 7);
    entries[6].number = 7;
    entries[7].number = 8;
    assert_eq!(
        verify(&entries),
        [
            Finding::Moved {
                number: 7,
                belongs: 8
            },
            Finding::Moved {
                number: 8,
                belongs: 7
            },
        ]
    );
}

#[test]
fn what_somebody_else_signed_or_nobody_is_forged() {
    let mut entries = log();
    entries[3].signature = Some(Bytes(vec![1; 64]));
    rehash(&mut entries[..4], 3);
    entries[4].signature = None;
    let findings: Vec<_> = {
        let mut verifier = Verifier::new(AUTHORITY);
        entries.truncate(5);
        rehash(&mut entries, 3);
        verifier.read(&entries, is_by)
    };
    assert_eq!(
        findings,
        [Finding::Forged { number: 4 }, Finding::Forged { number: 5 }]
    );
}

#[test]
fn a_statement_counts_once() {
    let mut entries = log();
    let copy = Unnumbered {
        authority: AUTHORITY,
        at: entries[9].at,
        outcome: DONE.to_owned(),
        department: None,
        statement: entries[9].statement.clone(),
        signature: entries[9].signature.clone(),
    };
    entries.push(copy.after(&entries[11].head()));
    assert_eq!(verify(&entries), [Finding::Repeated { number: 13 }]);
}

#[test]
fn another_authoritys_entries_are_none_of_this_log() {
    let entries = log();
    let mut verifier = Verifier::new(AuthorityId(uuid::Uuid::from_u128(2)));
    let findings = verifier.read(&entries, is_by);
    assert_eq!(findings.len(), 12);
}

#[test]
fn a_log_begins_with_the_founding() {
    let mut entries = log();
    entries.remove(0);
    for (at, entry) in entries.iter_mut().enumerate() {
        entry.number = i64::try_from(at).expect("small") + 1;
    }
    entries[0].previous = AuditHead::default().hash;
    rehash(&mut entries, 0);
    assert_eq!(verify(&entries)[0], Finding::Altered { number: 1 });
    let mut twice = log();
    let second = statement(Action::FoundAuthority, None, 13_000);
    twice.push(entry(&twice[11].head(), &second, true));
    assert_eq!(verify(&twice), [Finding::Altered { number: 13 }]);
    let nothing = Verifier::new(AUTHORITY).end(&AuditHead::default(), None);
    assert_eq!(nothing, Some(Finding::Missing { from: 1, to: 1 }));
}
