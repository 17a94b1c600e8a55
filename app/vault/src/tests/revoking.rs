//! Somebody who has left, with their real keys, and a server that does what they want, but for withholding the
//! revocation: against that there is no help.

use domain::api::{Author, DepartmentKey, EpochKey, NewMessage, Role};
use domain::limits::MEMBER_CERTIFICATE_SECONDS;
use domain::{Bytes, Timestamp};
use sealing::{CLOCK_SKEW_SECONDS, Failure};

use super::conversation::citizen_writes;
use super::portal::{Account, Portal, Stored, certify, epoch_member, make_epoch};
use super::{
    NOW, citizen, citizen_messages, failures, refused, staff, staff_messages, staff_refused, untrusted,
};
use crate::messages::{CitizenRequest, DeskRequest, OfficeRequest, OpenDraft, StaffAnswer, StaffRequest};
use crate::{CitizenVault, StaffVault};

const LATER: Timestamp = Timestamp(NOW.0 + CLOCK_SKEW_SECONDS + 1);

fn revoke(administrator: &mut StaffVault, account: &Account) -> Vec<Bytes> {
    let request = OfficeRequest::Revoke {
        member: account.member.id,
        key: account.sign.clone(),
        now: NOW,
    };
    match staff(administrator, request) {
        StaffAnswer::Chain(chain) => chain,
        _ => panic!("an administrator withdraws keys"),
    }
}

fn write(vault: &mut StaffVault, text: &str, now: Timestamp) -> NewMessage {
    let text = text.to_owned();
    match staff(vault, DeskRequest::Write { text, now }) {
        StaffAnswer::Message(message) => message,
        _ => panic!("no message"),
    }
}

/// What the citizen who comes back and a colleague make of a conversation.
fn both_read(receipt: &str, colleague: &mut StaffVault, stored: &Stored) -> [Vec<Option<Failure>>; 2] {
    let mut returned = CitizenVault::default();
    let code = receipt.to_owned();
    citizen(&mut returned, CitizenRequest::Unlock { code });
    let by_citizen = citizen_messages(citizen(&mut returned, stored.for_citizen()));
    let by_staff = staff_messages(staff(colleague, stored.for_staff()));
    [failures(&by_citizen), failures(&by_staff)]
}

#[test]
fn what_the_departed_claim_to_have_written_later_is_refused_and_the_rest_stays() {
    let (portal, mut administrator) = Portal::founded();
    let (_, receipt, mut stored) = portal.opened();
    let mut departed = portal.signed_in();
    staff(&mut departed, stored.for_staff());
    let answer = write(&mut departed, "while there", NOW);
    stored.keep(Author::Department, &answer);
    let revocation = revoke(&mut administrator, &portal.caseworker);
    let mut colleague = portal.signed_in();

    staff(&mut departed, stored.for_staff());
    let forged = write(&mut departed, "after leaving", LATER);
    stored.keep(Author::Department, &forged);
    assert_eq!(
        both_read(&receipt, &mut colleague, &stored),
        [vec![None; 3], vec![None; 3]],
        "a server that withholds the revocation is believed"
    );
    stored.view.messages.revoked = vec![revocation];
    let refused = vec![None, None, Some(Failure::RevokedCertificate)];
    assert_eq!(
        both_read(&receipt, &mut colleague, &stored),
        [refused.clone(), refused]
    );
    // Whoever reads on learns it, too.
    let mut reading = portal.signed_in();
    let mut before = stored.clone();
    before.view.messages.revoked.clear();
    before.messages().truncate(2);
    staff(&mut reading, before.for_staff());
    let mut page = stored.view.messages.clone();
    page.messages.drain(..2);
    let read = staff_messages(staff(
        &mut reading,
        DeskRequest::ReadMore {
            incomplete: true,
            page,
            now: NOW,
        },
    ));
    assert_eq!(failures(&read), [Some(Failure::RevokedCertificate)]);
}

#[test]
fn only_administrators_withdraw_keys() {
    let (portal, _) = Portal::founded();
    let request = OfficeRequest::Revoke {
        member: portal.caseworker.member.id,
        key: portal.caseworker.sign.clone(),
        now: NOW,
    };
    let refusal = staff_refused(&mut portal.signed_in(), request);
    assert_eq!(refusal, Some(crate::messages::Refusal::Locked));
}

#[test]
fn a_seed_that_the_departed_begin_is_not_gone_on_with() {
    let (mut portal, mut administrator) = Portal::founded();
    let (mut writer, receipt, mut stored) = portal.opened();
    let epoch =
        make_epoch(&mut administrator, portal.department, 2, &[&portal.caseworker]).expect("an epoch");
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
    let mut departed = portal.signed_in();
    stored.view.messages.rekey = Some(key);
    staff(&mut departed, stored.for_staff());
    let forged = write(&mut departed, "with a seed of mine", LATER);
    assert_eq!(forged.grants.len(), 2, "it begins a seed");
    stored.keep(Author::Department, &forged);
    stored.view.grants.extend(forged.grants.clone());
    stored.view.messages.grants.extend(forged.grants);
    stored.view.messages.rekey = None;
    stored.view.messages.revoked = vec![revoke(&mut administrator, &portal.caseworker)];

    let mut returned = CitizenVault::default();
    citizen(&mut returned, CitizenRequest::Unlock { code: receipt });
    let read = citizen_messages(citizen(&mut returned, stored.for_citizen()));
    assert_eq!(failures(&read), [None, Some(Failure::DoesNotOpen)]);
    let text = "to nobody who left".to_owned();
    let outcome = refused(&mut returned, CitizenRequest::Write { text, now: LATER });
    assert_eq!(outcome, untrusted(Failure::NoGrant));
    // Where no such seed was granted, the conversation goes on.
    assert!(citizen_writes(&mut writer, "as before").grants.is_empty());
}

#[test]
fn nothing_is_sealed_to_a_key_that_a_withdrawn_administrator_certified_later() {
    let (portal, mut administrator) = Portal::founded();
    let StaffAnswer::Fingerprint { keys, .. } = staff(&mut administrator, StaffRequest::OwnFingerprint)
    else {
        panic!("no fingerprint");
    };
    let request = OfficeRequest::Revoke {
        member: portal.caseworker.member.id,
        key: keys.sign,
        now: NOW,
    };
    let StaffAnswer::Chain(revocation) = staff(&mut administrator, request) else {
        panic!("withdraws");
    };
    let request = OfficeRequest::MakeEpoch {
        department: portal.department,
        epoch: 2,
        members: Vec::new(),
        now: LATER,
    };
    let StaffAnswer::Epoch(epoch) = staff(&mut administrator, request) else {
        panic!("an epoch");
    };
    let open = |chain, epoch| {
        let mut draft = portal.draft();
        draft.department = DepartmentKey {
            department: portal.department,
            epoch,
            chain,
            revoked: vec![revocation.clone()],
        };
        let draft = OpenDraft { now: LATER, ..draft };
        refused(
            &mut CitizenVault::default(),
            CitizenRequest::Open(Box::new(draft)),
        )
    };
    assert_eq!(open(epoch.chain, 2), untrusted(Failure::RevokedCertificate));
    assert_eq!(open(portal.key.chain.clone(), 1), None, "certified before");
}

/// A session as the server hands it out, with what was withdrawn, and at a time.
fn unlocked(
    portal: &Portal,
    account: &Account,
    revoked: &[Vec<Bytes>],
    now: Timestamp,
) -> Result<StaffVault, Option<crate::messages::Refusal>> {
    let mut vault = StaffVault::default();
    portal
        .login(&mut vault, Some(account), super::PASSWORD)
        .expect("signs in");
    let mut session = portal.session(account);
    session.revoked = revoked.to_vec();
    match staff_refused(&mut vault, StaffRequest::Unlock { session, now }) {
        None => Ok(vault),
        refusal => Err(refusal),
    }
}

#[test]
fn a_seed_that_the_departed_hand_on_later_is_not_believed() {
    let (portal, mut administrator) = Portal::founded();
    let (_, _, stored) = portal.opened();
    let mut departed = portal.signed_in();
    let revocation = revoke(&mut administrator, &portal.caseworker);
    let mut newcomer = portal.enrol("Nina Neu", Role::Caseworker);
    newcomer.keys.chain = certify(&mut administrator, &newcomer).expect("certified");
    let mut handed_on_at = |now| {
        let request = StaffRequest::GrantEpoch {
            department: portal.department,
            epoch: 1,
            members: vec![epoch_member(&newcomer)],
            now,
        };
        let StaffAnswer::EpochGrants { grants } = staff(&mut departed, request) else {
            panic!("has the seed");
        };
        let mut account = newcomer.clone();
        account.keys.epochs = vec![EpochKey {
            department: portal.department,
            epoch: 1,
            chain: portal.key.chain.clone(),
            sealed: grants[0].sealed.clone(),
        }];
        account
    };
    let (before, after) = (handed_on_at(NOW), handed_on_at(LATER));
    let reads = |account: &Account, revoked: &[Vec<Bytes>]| {
        let mut vault = unlocked(&portal, account, revoked, LATER).expect("unlocks");
        staff_refused(&mut vault, stored.for_staff())
    };
    let revoked = [revocation];
    assert_eq!(reads(&before, &revoked), None);
    assert_eq!(reads(&after, &[]), None, "a server that withholds it is believed");
    assert_eq!(reads(&after, &revoked), untrusted(Failure::RevokedCertificate));
}

#[test]
fn nothing_is_handed_to_somebody_whose_certificates_were_withdrawn() {
    let (portal, mut administrator) = Portal::founded();
    let account = &portal.caseworker;
    let revoked = [revoke(&mut administrator, account)];
    assert_eq!(
        unlocked(&portal, account, &revoked, LATER).err(),
        Some(untrusted(Failure::RevokedCertificate))
    );
    let mut colleague = portal.enrol("Nina Neu", Role::Caseworker);
    colleague.keys.chain = certify(&mut administrator, &colleague).expect("certified");
    colleague.keys.epochs = make_epoch(&mut administrator, portal.department, 1, &[&colleague])
        .expect("an epoch")
        .grants
        .iter()
        .map(|grant| EpochKey {
            department: portal.department,
            epoch: 1,
            chain: portal.key.chain.clone(),
            sealed: grant.sealed.clone(),
        })
        .collect();
    let mut vault = unlocked(&portal, &colleague, &revoked, LATER).expect("unlocks");
    let request = StaffRequest::GrantEpoch {
        department: portal.department,
        epoch: 1,
        members: vec![epoch_member(account)],
        now: LATER,
    };
    assert!(staff_refused(&mut vault, request).is_some());
}

#[test]
fn whose_chain_has_ended_reads_and_signs_nothing() {
    let portal = Portal::new();
    let (_, _, stored) = portal.opened();
    let ended = NOW.plus(MEMBER_CERTIFICATE_SECONDS + CLOCK_SKEW_SECONDS);
    let mut vault = unlocked(&portal, &portal.caseworker, &[], ended).expect("unlocks");
    assert_eq!(staff_refused(&mut vault, stored.for_staff()), None);
    let request = DeskRequest::Write {
        text: "too late".to_owned(),
        now: ended,
    };
    assert_eq!(
        staff_refused(&mut vault, request),
        untrusted(Failure::ForeignAuthor)
    );
    // A clock may be five minutes ahead.
    let mut vault = unlocked(&portal, &portal.caseworker, &[], ended.plus(-1)).expect("unlocks");
    staff(&mut vault, stored.for_staff());
    write(&mut vault, "in time", ended.plus(-1));
}
