use domain::MemberId;
use domain::api::{AuditMember, AuditPage};
use domain::audit::{
    Action, AuditEntry, AuditHead, DONE, Finding, Statement, StatementId, Subject, Unnumbered,
};
use domain::{Bytes, ConversationId};
use rand_core::OsRng;

use super::portal::{Account, Portal};
use super::{NOW, staff};
use crate::StaffVault;
use crate::messages::{Act, OfficeRequest, Refusal, StaffAnswer, StaffRequest};

/// Statement and signature that the vault makes.
fn state(vault: &mut StaffVault, act: Act) -> (Bytes, Bytes) {
    let request = StaffRequest::State {
        act: Box::new(act),
        now: NOW,
    };
    let StaffAnswer::Statement(header) = staff(vault, request) else {
        panic!("no statement");
    };
    let (statement, signature) = header.split_once('.').expect("a point");
    let read = |text| Bytes::from_base64(text).expect("base64url");
    (read(statement), read(signature))
}

fn unlocked(portal: &Portal) -> StaffVault {
    portal.unlocked(&portal.caseworker).expect("unlocks")
}

/// A log of these acts, behind the founding.
fn log(portal: &Portal, acts: Vec<(Bytes, Option<Bytes>)>) -> Vec<AuditEntry> {
    let founding = Statement {
        version: Statement::VERSION,
        id: StatementId::random(&mut OsRng),
        authority: portal.authority.id,
        actor: None,
        action: Action::FoundAuthority,
        subject: Subject::default(),
        at: NOW,
        seen: None,
    };
    let mut head = AuditHead::default();
    std::iter::once((founding.to_bytes(), None))
        .chain(acts)
        .map(|(statement, signature)| {
            let entry = Unnumbered {
                authority: portal.authority.id,
                at: NOW,
                outcome: DONE.to_owned(),
                department: None,
                statement,
                signature,
            }
            .after(&head);
            head = entry.head();
            entry
        })
        .collect()
}

fn page(entries: Vec<AuditEntry>, members: Vec<AuditMember>) -> AuditPage {
    AuditPage {
        newest: entries.last().map(AuditEntry::head).unwrap_or_default(),
        entries,
        members,
    }
}

fn member(account: &Account) -> AuditMember {
    AuditMember {
        id: account.member.id,
        name: account.member.name.clone(),
        sign: None,
        chain: account.keys.chain.clone(),
    }
}

fn findings(vault: &mut StaffVault, page: AuditPage, remembered: Option<AuditHead>) -> Vec<Finding> {
    staff(vault, OfficeRequest::BeginAudit { remembered });
    match staff(vault, OfficeRequest::ReadAudit { page: Box::new(page) }) {
        StaffAnswer::Audit { findings, .. } => findings,
        _ => panic!("no log"),
    }
}

#[test]
fn what_a_member_does_is_stated_and_believed_by_who_reads_the_log() {
    let portal = Portal::new();
    let mut vault = unlocked(&portal);
    let conversation = ConversationId::random(&mut OsRng);
    let act = Act::on(Action::OpenConversation, conversation, None);
    let (statement, signature) = state(&mut vault, act);
    let read = Statement::read(statement.as_ref()).expect("a statement");
    assert_eq!(read.subject, Subject::conversation(conversation, None));
    assert_eq!(read.actor, Some(portal.caseworker.member.id));
    assert_eq!(read.seen, Some(AuditHead::default()));
    let entries = log(&portal, vec![(statement, Some(signature))]);
    let page = page(entries, vec![member(&portal.caseworker)]);
    assert_eq!(findings(&mut vault, page, None), []);
}

#[test]
fn a_key_that_no_certificate_names_signs_nothing() {
    let portal = Portal::new();
    let mut vault = unlocked(&portal);
    let (statement, signature) = state(&mut vault, Act::new(Action::Unlock, Subject::default()));
    let entries = log(&portal, vec![(statement, Some(signature))]);
    let forged = [Finding::Forged { number: 2 }];
    let stranger = AuditMember {
        id: MemberId::random(&mut OsRng),
        ..member(&portal.caseworker)
    };
    let own = AuditMember {
        id: portal.caseworker.member.id,
        chain: vec![Bytes(vec![1, 2, 3])],
        ..stranger.clone()
    };
    for members in [vec![], vec![stranger], vec![own]] {
        let page = page(entries.clone(), members);
        assert_eq!(findings(&mut vault, page, None), forged);
    }
}

#[test]
fn a_log_that_lost_its_end_is_noticed_on_a_device_that_knew_it() {
    let portal = Portal::new();
    let mut vault = unlocked(&portal);
    let mut acts = Vec::new();
    for _ in 0..3 {
        let (statement, signature) = state(&mut vault, Act::new(Action::Unlock, Subject::default()));
        acts.push((statement, Some(signature)));
    }
    let entries = log(&portal, acts);
    let known = entries[3].head();
    let members = || vec![member(&portal.caseworker)];
    let whole = page(entries.clone(), members());
    assert_eq!(findings(&mut vault, whole, Some(known.clone())), []);
    let shorter = page(entries[..3].to_vec(), members());
    assert_eq!(
        findings(&mut vault, shorter, Some(known)),
        [Finding::Forgotten { number: 4 }]
    );
}

#[test]
fn nobody_states_anything_before_unlocking() {
    let request = StaffRequest::State {
        act: Box::new(Act::new(Action::Invite, Subject::default())),
        now: NOW,
    };
    let refused = staff(&mut StaffVault::default(), request);
    assert!(matches!(refused, StaffAnswer::Refused(Refusal::Locked)));
}
