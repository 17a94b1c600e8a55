use domain::api::{Author, DepartmentKey, EpochKey, Grantee, MessagePage, NewMessage};
use sealing::Failure;

use super::conversation::{citizen_writes, staff_writes};
use super::portal::{Account, Portal, Stored, make_epoch, unlock};
use super::{
    NOW, citizen, citizen_messages, contents, failures, refused, staff, staff_messages, staff_refused,
    untrusted,
};
use crate::messages::{CitizenRequest, DeskRequest};
use crate::{CitizenVault, StaffVault};

/// A portal whose department has begun its second epoch, the caseworker with both seeds, and the new key.
pub(super) fn rotated() -> (Portal, Account, DepartmentKey) {
    let (mut portal, mut administrator) = Portal::founded();
    let colleague = portal.caseworker.clone();
    let epoch = make_epoch(&mut administrator, portal.department, 2, &[&colleague]).expect("an epoch");
    let before = portal.caseworker.clone();
    portal.caseworker.keys.epochs.push(EpochKey {
        department: portal.department,
        epoch: 2,
        chain: epoch.chain.clone(),
        sealed: epoch.grants[0].sealed.clone(),
    });
    let key = DepartmentKey {
        department: portal.department,
        epoch: 2,
        chain: epoch.chain,
        revoked: Vec::new(),
    };
    (portal, before, key)
}

/// What comes after `from` messages, as the server answers each side.
fn page(stored: &Stored, from: usize, rekey: Option<&DepartmentKey>, is_citizen: bool) -> MessagePage {
    let mut grants = stored.view.grants.clone();
    grants.retain(|grant| grant.n > 0 && (grant.grantee == Grantee::Citizen) == is_citizen);
    MessagePage {
        messages: stored.view.messages.messages[from..].to_vec(),
        next: None,
        grants,
        rekey: rekey.cloned(),
        opener_key: None,
        revoked: Vec::new(),
    }
}

fn keep(stored: &mut Stored, author: Author, message: &NewMessage) {
    stored.keep(author, message);
    stored.view.grants.extend(message.grants.clone());
    stored.view.messages.grants.extend(message.grants.clone());
}

fn citizen_reads_more(vault: &mut CitizenVault, page: MessagePage) -> Vec<crate::messages::ReadMessage> {
    citizen_messages(citizen(vault, CitizenRequest::ReadMore { page, now: NOW }))
}

fn staff_reads_more(vault: &mut StaffVault, page: MessagePage) -> Vec<crate::messages::ReadMessage> {
    staff_messages(staff(
        vault,
        DeskRequest::ReadMore {
            incomplete: true,
            page,
            now: NOW,
        },
    ))
}

#[test]
fn both_sides_go_on_with_a_seed_that_begins_while_they_read() {
    let (portal, _, key) = rotated();
    let (mut writer, _, mut stored) = portal.opened();
    let mut caseworker = portal.signed_in();
    staff_messages(staff(&mut caseworker, stored.for_staff()));

    citizen_reads_more(&mut writer, page(&stored, 1, Some(&key), true));
    let second = citizen_writes(&mut writer, "second");
    let grantees: Vec<_> = second
        .grants
        .iter()
        .map(|grant| (grant.n, grant.grantee))
        .collect();
    let department = Grantee::Department {
        department: portal.department,
        epoch: 2,
    };
    assert_eq!(grantees, [(1, Grantee::Citizen), (1, department)]);
    keep(&mut stored, Author::Citizen, &second);
    let read = staff_reads_more(&mut caseworker, page(&stored, 1, None, false));
    assert_eq!(contents(&read)[0].text, "second");
    let answer = staff_writes(&mut caseworker, "answer");
    assert!(answer.grants.is_empty(), "the seed has begun");
    keep(&mut stored, Author::Department, &answer);
    let read = citizen_reads_more(&mut writer, page(&stored, 1, None, true));
    assert_eq!(contents(&read).len(), 2);
    assert!(citizen_writes(&mut writer, "thanks").grants.is_empty());
}

#[test]
fn whoever_was_slower_goes_on_with_the_others_seed() {
    let (portal, _, key) = rotated();
    let (mut writer, _, mut stored) = portal.opened();
    let mut caseworker = portal.signed_in();
    stored.view.messages.rekey = Some(key.clone());
    staff_messages(staff(&mut caseworker, stored.for_staff()));
    let late = staff_writes(&mut caseworker, "too late");
    assert_eq!(late.grants.len(), 2);

    citizen_reads_more(&mut writer, page(&stored, 1, Some(&key), true));
    let second = citizen_writes(&mut writer, "second");
    keep(&mut stored, Author::Citizen, &second);
    let read = staff_reads_more(&mut caseworker, page(&stored, 1, None, false));
    assert_eq!(contents(&read)[0].text, "second");
    let again = staff_writes(&mut caseworker, "too late");
    assert!(again.grants.is_empty() && again.id != late.id);
    keep(&mut stored, Author::Department, &again);
    let read = citizen_reads_more(&mut writer, page(&stored, 1, None, true));
    assert_eq!(contents(&read)[1].text, "too late");
}

#[test]
fn an_earlier_epochs_key_neither_reads_nor_writes_what_comes_later() {
    let (portal, before, key) = rotated();
    let (mut writer, _, mut stored) = portal.opened();
    citizen_reads_more(&mut writer, page(&stored, 1, Some(&key), true));
    let second = citizen_writes(&mut writer, "second");
    keep(&mut stored, Author::Citizen, &second);
    let mut departed = portal.unlocked(&before).expect("unlocks");
    let read = staff_messages(staff(&mut departed, stored.for_staff()));
    assert_eq!(failures(&read), [None, Some(Failure::NoGrant)]);
    let text = "with an older seed".to_owned();
    let outcome = staff_refused(&mut departed, DeskRequest::Write { text, now: NOW });
    assert_eq!(outcome, untrusted(Failure::NoGrant));
}

#[test]
fn a_desk_that_stayed_open_asks_for_the_new_key_before_it_goes_on() {
    let (portal, before, key) = rotated();
    let (mut writer, _, mut stored) = portal.opened();
    let mut caseworker = portal.unlocked(&before).expect("unlocks");
    staff_messages(staff(&mut caseworker, stored.for_staff()));
    let read = |page: MessagePage, incomplete| DeskRequest::ReadMore {
        page,
        incomplete,
        now: NOW,
    };
    let write = || DeskRequest::Write {
        text: "answer".to_owned(),
        now: NOW,
    };
    let lacks_key = untrusted(Failure::NoGrant);
    let begins = || page(&stored, 1, Some(&key), false);
    assert_eq!(staff_refused(&mut caseworker, read(begins(), false)), lacks_key);
    staff_messages(staff(&mut caseworker, read(begins(), true)));
    assert_eq!(
        staff_refused(&mut caseworker, write()),
        lacks_key,
        "nobody could read that answer here"
    );

    citizen_reads_more(&mut writer, page(&stored, 1, Some(&key), true));
    let second = citizen_writes(&mut writer, "second");
    keep(&mut stored, Author::Citizen, &second);
    let news = || page(&stored, 1, None, false);
    assert_eq!(staff_refused(&mut caseworker, read(news(), false)), lacks_key);
    let unread = staff_messages(staff(&mut caseworker, read(news(), true)));
    assert_eq!(failures(&unread), [Some(Failure::NoGrant)]);
    assert_eq!(staff_refused(&mut caseworker, write()), lacks_key);
    // Nor where yet another key has begun: what it would answer was not read.
    let further = MessagePage {
        messages: Vec::new(),
        rekey: Some(portal.key.clone()),
        ..news()
    };
    staff_messages(staff(&mut caseworker, read(further, true)));
    assert_eq!(staff_refused(&mut caseworker, write()), lacks_key);

    unlock(&mut caseworker, &portal.authority, &portal.caseworker).expect("unlocks");
    let whole = staff_messages(staff(&mut caseworker, stored.for_staff()));
    assert_eq!(failures(&whole), [None, None]);
    for text in ["answer", "another"] {
        let answer = staff_writes(&mut caseworker, text);
        keep(&mut stored, Author::Department, &answer);
        let last = stored.view.messages.messages.len() - 1;
        let read = staff_messages(staff(
            &mut caseworker,
            read(page(&stored, last, None, false), false),
        ));
        assert_eq!(contents(&read)[0].text, text);
    }
    let read = citizen_reads_more(&mut writer, page(&stored, 1, None, true));
    assert_eq!(failures(&read), [None, None, None]);
}

#[test]
fn no_seed_is_begun_for_an_earlier_epoch_than_one_that_is_known() {
    let (portal, before, key) = rotated();
    let (mut writer, _, mut stored) = portal.opened();
    citizen_reads_more(&mut writer, page(&stored, 1, Some(&key), true));
    let second = citizen_writes(&mut writer, "second");
    keep(&mut stored, Author::Citizen, &second);
    // The server names the key that whoever has left still has.
    let earlier = Some(&portal.key);
    let untrusted = untrusted(Failure::UntrustedChain);

    citizen_reads_more(&mut writer, page(&stored, 1, earlier, true));
    let request = CitizenRequest::Write {
        text: "third".to_owned(),
        now: NOW,
    };
    assert_eq!(refused(&mut writer, request), untrusted);
    for account in [&portal.caseworker, &before] {
        let mut caseworker = portal.unlocked(account).expect("unlocks");
        staff_messages(staff(&mut caseworker, stored.for_staff()));
        staff_reads_more(&mut caseworker, page(&stored, 2, earlier, false));
        let text = "answer".to_owned();
        let outcome = staff_refused(&mut caseworker, DeskRequest::Write { text, now: NOW });
        assert!(outcome.is_some(), "sealed to an earlier key");
    }
    // Whoever has the newer key says no to it in a conversation, too, that is still of the earlier one.
    let (_, _, stored) = portal.opened();
    let mut caseworker = portal.signed_in();
    staff_messages(staff(&mut caseworker, stored.for_staff()));
    staff_reads_more(&mut caseworker, page(&stored, 1, earlier, false));
    let text = "answer".to_owned();
    let outcome = staff_refused(&mut caseworker, DeskRequest::Write { text, now: NOW });
    assert_eq!(outcome, untrusted);
}

#[test]
fn no_seed_is_begun_for_a_key_that_is_not_certified() {
    let (portal, _, key) = rotated();
    let (other, _, _) = rotated();
    let (_, _, stored) = portal.opened();
    for wrong in [
        DepartmentKey {
            epoch: 3,
            ..key.clone()
        },
        DepartmentKey {
            chain: other.key.chain.clone(),
            ..key.clone()
        },
        DepartmentKey {
            chain: Vec::new(),
            ..key.clone()
        },
        DepartmentKey {
            department: other.department,
            ..key
        },
    ] {
        let mut caseworker = portal.signed_in();
        let mut view = stored.clone();
        view.view.messages.rekey = Some(wrong);
        staff_messages(staff(&mut caseworker, view.for_staff()));
        let text = "answer".to_owned();
        let outcome = staff_refused(&mut caseworker, DeskRequest::Write { text, now: NOW });
        assert_eq!(outcome, untrusted(Failure::UntrustedChain));
    }
}
