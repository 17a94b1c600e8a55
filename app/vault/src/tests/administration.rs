use domain::api::{EpochKey, Role};
use sealing::Failure;

use super::portal::{Account, Portal, certify, epoch_member, make_epoch};
use super::{NOW, contents, staff, staff_messages, untrusted};
use crate::StaffVault;
use crate::messages::{EpochMember, Refusal, StaffAnswer, StaffRequest};

fn grant(vault: &mut StaffVault, portal_key: &Account, member: EpochMember) -> Result<EpochKey, Refusal> {
    let epoch = &portal_key.keys.epochs[0];
    let request = StaffRequest::GrantEpoch {
        department: epoch.department,
        epoch: epoch.epoch,
        members: vec![member],
        now: NOW,
    };
    match staff(vault, request) {
        StaffAnswer::EpochGrants { grants } => Ok(EpochKey {
            sealed: grants[0].sealed.clone(),
            ..epoch.clone()
        }),
        StaffAnswer::Refused(refusal) => Err(refusal),
        _ => panic!("no grants"),
    }
}

#[test]
fn a_member_who_comes_later_is_granted_the_epoch_and_reads() {
    let (portal, mut administrator) = Portal::founded();
    let (_, _, stored) = portal.opened();
    let mut late = portal.enrol("Nina Neu", Role::Caseworker);
    late.keys.chain = certify(&mut administrator, &late).expect("certified");
    let key = grant(&mut administrator, &portal.caseworker, epoch_member(&late)).expect("granted");
    late.keys.epochs = vec![key];
    let mut vault = portal.unlocked(&late).expect("unlocks");
    let messages = staff_messages(staff(&mut vault, stored.for_staff()));
    assert_eq!(contents(&messages).len(), 1);
}

#[test]
fn an_administrator_certifies_without_the_root() {
    let (portal, mut administrator) = Portal::founded();
    let mut deputy = portal.enrol("Dora Vertretung", Role::Administrator);
    deputy.keys.chain = certify(&mut administrator, &deputy).expect("the root certifies");
    let mut deputy_vault = portal.unlocked(&deputy).expect("unlocks");
    let mut late = portal.enrol("Nina Neu", Role::Caseworker);
    late.keys.chain = certify(&mut deputy_vault, &late).expect("the deputy certifies");
    assert_eq!(late.keys.chain.len(), 2);
    portal.unlocked(&late).expect("the chain ends in the root");
    let epoch = make_epoch(&mut deputy_vault, portal.department, 2, &[&late]).expect("an epoch");
    assert_eq!((epoch.grants.len(), epoch.chain.len()), (1, 2));
}

#[test]
fn a_caseworker_certifies_nobody_and_makes_no_epoch() {
    let portal = Portal::new();
    let mut vault = portal.signed_in();
    let late = portal.enrol("Nina Neu", Role::Caseworker);
    assert_eq!(certify(&mut vault, &late), Err(Refusal::Locked));
    let epoch = make_epoch(&mut vault, portal.department, 2, &[]);
    assert_eq!(epoch.err(), Some(Refusal::Locked));
    let granted = grant(&mut vault, &portal.caseworker, epoch_member(&portal.caseworker));
    assert_eq!(granted.err(), Some(Refusal::Locked));
}

#[test]
fn the_server_cannot_slip_a_key_of_its_own_among_the_members() {
    let (portal, mut administrator) = Portal::founded();
    let intruder = portal.enrol("Mallory", Role::Caseworker);
    let slipped = |chain: &Account, recipient: &Account| EpochMember {
        member: chain.member.id,
        recipient: recipient.recipient.clone(),
        chain: chain.keys.chain.clone(),
    };
    let member = slipped(&portal.caseworker, &intruder);
    let granted = grant(&mut administrator, &portal.caseworker, member);
    assert_eq!(granted.err(), untrusted(Failure::UntrustedChain));

    let member = slipped(&intruder, &intruder);
    let granted = grant(&mut administrator, &portal.caseworker, member);
    assert_eq!(granted.err(), untrusted(Failure::UntrustedChain));

    let mut elsewhere = portal.enrol("Otto Anderswo", Role::Caseworker);
    elsewhere.member.departments = Vec::new();
    elsewhere.keys.chain = certify(&mut administrator, &elsewhere).expect("certified");
    let member = slipped(&elsewhere, &elsewhere);
    let granted = grant(&mut administrator, &portal.caseworker, member);
    assert_eq!(granted.err(), untrusted(Failure::UntrustedChain));
}
