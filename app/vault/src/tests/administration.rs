use domain::AuthorityId;
use domain::api::{EpochKey, Role};
use rand_core::OsRng;
use sealing::{Failure, ShareMistake};

use super::portal::{Account, Portal, certify, epoch_member, make_epoch};
use super::{NOW, PASSPHRASE, contents, staff, staff_messages, untrusted};
use crate::StaffVault;
use crate::messages::{EpochMember, OfficeRequest, PublicKeys, Refusal, StaffAnswer, StaffRequest};

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
}

#[test]
fn a_caseworker_hands_on_the_seeds_of_their_department_only() {
    let (portal, mut administrator) = Portal::founded();
    let (_, _, stored) = portal.opened();
    let mut late = portal.enrol("Nina Neu", Role::Caseworker);
    late.keys.chain = certify(&mut administrator, &late).expect("certified");
    let mut colleague = portal.signed_in();
    let key = grant(&mut colleague, &portal.caseworker, epoch_member(&late)).expect("granted");
    late.keys.epochs = vec![key.clone()];
    let mut vault = portal.unlocked(&late).expect("unlocks");
    let messages = staff_messages(staff(&mut vault, stored.for_staff()));
    assert_eq!(contents(&messages).len(), 1);

    let mut elsewhere = portal.enrol("Otto Anderswo", Role::Caseworker);
    elsewhere.member.departments = Vec::new();
    elsewhere.keys.chain = certify(&mut administrator, &elsewhere).expect("certified");
    let mut stranger = portal.unlocked(&elsewhere).expect("unlocks");
    let granted = grant(&mut stranger, &portal.caseworker, epoch_member(&late));
    assert_eq!(granted.err(), Some(Refusal::Locked));
    let granted = grant(&mut colleague, &portal.caseworker, epoch_member(&elsewhere));
    assert_eq!(granted.err(), untrusted(Failure::UntrustedChain));
}

#[test]
fn a_lead_and_an_auditor_certify_nobody_and_an_auditor_has_no_department() {
    let (portal, mut administrator) = Portal::founded();
    for role in [Role::Lead, Role::Auditor] {
        let mut member = portal.enrol("Lea Leitung", role);
        if role == Role::Auditor {
            let chain = certify(&mut administrator, &member);
            assert_eq!(
                chain,
                Err(Failure::Malformed.into()),
                "an auditor with a department"
            );
            member.member.departments.clear();
        }
        member.keys.chain = certify(&mut administrator, &member).expect("certified");
        let mut vault = portal.unlocked(&member).expect("unlocks");
        assert_eq!(certify(&mut vault, &member), Err(Refusal::Locked));
        let epoch = make_epoch(&mut vault, portal.department, 2, &[]);
        assert_eq!(epoch.err(), Some(Refusal::Locked));
    }
}

#[test]
fn a_share_is_checked_against_those_that_were_just_made() {
    let authority = AuthorityId::random(&mut OsRng);
    let found = |vault: &mut StaffVault, authority| {
        let passphrase = PASSPHRASE.to_owned();
        match staff(
            vault,
            OfficeRequest::FoundAuthority {
                authority,
                passphrase,
                now: NOW,
            },
        ) {
            StaffAnswer::Authority {
                shares,
                root,
                root_file,
                ..
            } => (shares, root, root_file),
            _ => panic!("no authority"),
        }
    };
    let mut vault = StaffVault::default();
    let check = |vault: &mut StaffVault, typed: &str| match staff(
        vault,
        OfficeRequest::CheckShare {
            typed: typed.to_owned(),
        },
    ) {
        StaffAnswer::Share(number) => Ok(number),
        StaffAnswer::Refused(Refusal::Share(mistake)) => Err(Some(mistake)),
        StaffAnswer::Refused(_) => Err(None),
        _ => panic!("neither checked nor refused"),
    };
    assert_eq!(check(&mut vault, "1000"), Err(None), "none was made");
    let (shares, root, root_file) = found(&mut vault, authority);
    for (at, share) in shares.iter().enumerate() {
        assert_eq!(check(&mut vault, &share.to_lowercase()), Ok(at as u8 + 1));
    }
    let last = shares[0].chars().last().expect("a character");
    let mut wrong = shares[0].clone();
    wrong.pop();
    wrong.push(if last == '7' { '8' } else { '7' });
    assert_eq!(check(&mut vault, &wrong), Err(Some(ShareMistake::Checksum)));
    let (others, ..) = found(&mut StaffVault::default(), AuthorityId::random(&mut OsRng));
    assert_eq!(
        check(&mut vault, &others[0]),
        Err(Some(ShareMistake::OtherAuthority))
    );
    let (earlier, ..) = found(&mut StaffVault::default(), authority);
    assert_eq!(check(&mut vault, &earlier[0]), Err(Some(ShareMistake::Unknown)));

    assert!(matches!(
        staff(&mut vault, OfficeRequest::DropRoot),
        StaffAnswer::Done
    ));
    assert_eq!(check(&mut vault, &shares[0]), Err(None), "wiped");
    let mut open = |root_file: &str, passphrase: &str| {
        let (root_file, passphrase) = (root_file.to_owned(), passphrase.to_owned());
        staff(
            &mut vault,
            OfficeRequest::OpenRoot {
                root_file,
                passphrase,
            },
        )
    };
    let refused = open(&root_file, "another");
    assert!(matches!(refused, StaffAnswer::Refused(Refusal::Passphrase)));
    let refused = open("-----BEGIN", PASSPHRASE);
    assert!(matches!(
        refused,
        StaffAnswer::Refused(Refusal::Untrusted(Failure::NotSealed))
    ));
    match open(&root_file, PASSPHRASE) {
        StaffAnswer::Root {
            authority: opened,
            root: public,
        } => assert_eq!((opened, public), (authority, root)),
        _ => panic!("not opened"),
    }
}

#[test]
fn member_and_administrator_see_the_same_fingerprint() {
    let portal = Portal::new();
    let mut vault = portal.signed_in();
    let StaffAnswer::Fingerprint { fingerprint, keys } = staff(&mut vault, StaffRequest::OwnFingerprint)
    else {
        panic!("no fingerprint");
    };
    assert_eq!(
        (&keys.sign, &keys.recipient),
        (&portal.caseworker.sign, &portal.caseworker.recipient)
    );
    let swapped = PublicKeys {
        sign: keys.sign.clone(),
        recipient: portal.enrol("Mallory", Role::Caseworker).recipient,
    };
    let broken = PublicKeys {
        sign: keys.sign.clone(),
        recipient: "age1pq1".to_owned(),
    };
    let keys = vec![keys, swapped, broken];
    let StaffAnswer::Fingerprints(fingerprints) = staff(&mut vault, OfficeRequest::Fingerprints { keys })
    else {
        panic!("no fingerprints");
    };
    assert_eq!(fingerprints[0], Ok(fingerprint.clone()));
    assert!(fingerprints[1].as_ref().is_ok_and(|other| *other != fingerprint));
    assert_eq!(fingerprints[2], Err(Failure::Malformed));
    let locked = staff(&mut StaffVault::default(), StaffRequest::OwnFingerprint);
    assert!(matches!(locked, StaffAnswer::Refused(Refusal::Locked)));
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
