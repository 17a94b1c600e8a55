use domain::api::Role;
use domain::{AuthorityId, Timestamp};
use proptest::prelude::*;

use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;

use super::content::Received;
use super::*;
use crate::testing::{NOW, Town, YEAR, recipient};

#[test]
fn a_caseworkers_chain_ends_in_the_root() {
    let town = Town::new(1);
    for person in town.caseworkers.iter().chain([&town.administrator]) {
        assert_eq!(
            verify_member(&person.chain, &town.trust, NOW),
            Ok(person.certificate.clone())
        );
    }
}

#[test]
fn an_epochs_chain_ends_in_the_root_and_outlives_the_epoch_for_readers_only() {
    let town = Town::new(1);
    let certificate = town.epoch();
    let mut chain = vec![issue_epoch(&town.administrator.key, &certificate)];
    chain.extend_from_slice(&town.administrator.chain);
    assert_eq!(verify_epoch(&chain, &town.trust, NOW), Ok(certificate.clone()));
    let later = NOW.plus(YEAR / 2);
    assert_eq!(
        verify_epoch(&chain, &town.trust, later),
        Err(Failure::ExpiredCertificate)
    );
    assert_eq!(verify_past_epoch(&chain, &town.trust), Ok(certificate.clone()));
    // The root may certify an epoch itself.
    let by_root = [issue_epoch(&town.root, &certificate)];
    assert_eq!(verify_epoch(&by_root, &town.trust, NOW), Ok(certificate));
}

#[test]
fn a_caseworker_certifies_nobody() {
    let town = Town::new(1);
    let [signer, other] = &town.caseworkers;
    let mut chain = vec![issue_member(&signer.key, &other.certificate)];
    chain.extend_from_slice(&signer.chain);
    assert_eq!(
        verify_member(&chain, &town.trust, NOW),
        Err(Failure::UntrustedChain)
    );
    chain[0] = issue_epoch(&signer.key, &town.epoch());
    assert_eq!(
        verify_epoch(&chain, &town.trust, NOW),
        Err(Failure::UntrustedChain)
    );
}

#[test]
fn an_epoch_certifies_nobody() {
    let town = Town::new(1);
    let epoch = issue_epoch(&town.root, &town.epoch());
    let chain = [issue_member(&town.root, &town.administrator.certificate), epoch];
    assert_eq!(
        verify_member(&chain, &town.trust, NOW),
        Err(Failure::UntrustedChain)
    );
}

#[test]
fn another_root_another_authority_and_no_chain_are_refused() {
    let town = Town::new(1);
    let chain = &town.caseworkers[0].chain;
    let foreign = Trust {
        root: Town::new(2).trust.root,
        ..town.trust
    };
    assert_eq!(verify_member(chain, &foreign, NOW), Err(Failure::UntrustedChain));
    let elsewhere = Trust {
        authority: AuthorityId::random(&mut ChaCha20Rng::seed_from_u64(3)),
        ..town.trust
    };
    assert_eq!(
        verify_member(chain, &elsewhere, NOW),
        Err(Failure::UntrustedChain)
    );
    let none: [Vec<u8>; 0] = [];
    assert_eq!(
        verify_member(&none, &town.trust, NOW),
        Err(Failure::UntrustedChain)
    );
    // Cut off before the root, in another order, and with the root's own link missing.
    assert!(verify_member(&chain[..1], &town.trust, NOW).is_err());
    assert!(verify_member(&[&chain[1], &chain[0]], &town.trust, NOW).is_err());
}

#[test]
fn an_administrator_of_another_authority_certifies_nobody_here() {
    let (town, other) = (Town::new(1), Town::new(2));
    let mut chain = vec![issue_member(
        &other.administrator.key,
        &town.caseworkers[0].certificate,
    )];
    chain.extend_from_slice(&other.administrator.chain);
    assert_eq!(
        verify_member(&chain, &town.trust, NOW),
        Err(Failure::UntrustedChain)
    );
}

#[test]
fn chains_longer_than_four_are_refused() {
    let mut town = Town::new(1);
    let keys: Vec<_> = (0..4).map(|_| SigningKey::random(&mut town.rng)).collect();
    let mut chain = town.administrator.chain.clone();
    let mut signer = town.administrator.key.clone();
    for (at, key) in keys.iter().enumerate() {
        let mut certificate = town.administrator.certificate.clone();
        certificate.sign = key.public();
        chain.insert(0, issue_member(&signer, &certificate));
        signer = key.clone();
        let verified = verify_member(&chain, &town.trust, NOW).map(|certificate| certificate.sign);
        if at < 3 {
            assert_eq!(verified, Ok(key.public()));
        } else {
            assert_eq!(verified, Err(Failure::UntrustedChain));
        }
    }
}

#[test]
fn every_certificate_of_a_chain_must_be_valid_at_the_time() {
    let town = Town::new(1);
    let chain = &town.caseworkers[0].chain;
    let at = |seconds: i64| verify_member(chain, &town.trust, NOW.plus(seconds)).map(|_| ());
    assert_eq!(at(-CLOCK_SKEW_SECONDS), Ok(()));
    assert_eq!(at(-CLOCK_SKEW_SECONDS - 1), Err(Failure::ExpiredCertificate));
    assert_eq!(at(YEAR + CLOCK_SKEW_SECONDS - 1), Ok(()));
    assert_eq!(at(YEAR + CLOCK_SKEW_SECONDS), Err(Failure::ExpiredCertificate));

    // A caseworker's certificate does not outlive the administrator's who signed it.
    let mut long = town.caseworkers[0].certificate.clone();
    long.valid_until = NOW.plus(10 * YEAR);
    let mut chain = vec![issue_member(&town.administrator.key, &long)];
    chain.extend_from_slice(&town.administrator.chain);
    assert_eq!(
        verify_member(&chain, &town.trust, NOW.plus(2 * YEAR)),
        Err(Failure::ExpiredCertificate)
    );
}

#[test]
fn a_chain_ends_with_the_first_of_its_certificates() {
    let town = Town::new(1);
    let mut long = town.caseworkers[0].certificate.clone();
    long.valid_until = NOW.plus(10 * YEAR);
    let mut chain = vec![issue_member(&town.administrator.key, &long)];
    assert_eq!(chain_end(&chain), Ok(NOW.plus(10 * YEAR)));
    chain.extend_from_slice(&town.administrator.chain);
    assert_eq!(chain_end(&chain), Ok(NOW.plus(YEAR)));
    let none: [Vec<u8>; 0] = [];
    assert_eq!(chain_end(&none), Err(Failure::UntrustedChain));
}

#[test]
fn an_administrator_certifies_under_their_shortest_chain_that_still_holds() {
    let mut town = Town::new(1);
    let colleague = town.colleague();
    let own = &town.administrator;
    let mut renewed = own.certificate.clone();
    renewed.valid_from = NOW.plus(10);
    let mut chain = vec![issue_member(&own.key, &renewed)];
    chain.extend_from_slice(&own.chain);
    let now = NOW.plus(1000);
    let none = Revocations::default();
    let part = |chain: &[Vec<u8>], revocations: &Revocations| {
        signing_chain(chain, &own.key.public(), &town.trust, revocations, now).map(<[_]>::len)
    };
    assert_eq!(part(&chain, &none), Some(1));
    assert_eq!(
        part(&town.caseworkers[0].chain, &none),
        Some(1),
        "a colleague's chain that ends in it"
    );
    assert_eq!(part(&colleague.chain, &none), None);
    // What was withdrawn certifies nobody, and neither does what has ended.
    let revocation = Revocation {
        authority: town.trust.authority,
        member: own.certificate.member,
        key: own.key.public(),
        from: NOW.plus(5),
    };
    let mut withdrawn = vec![issue_revocation(&colleague.key, &revocation)];
    withdrawn.extend_from_slice(&colleague.chain);
    let revocations = Revocations::read([withdrawn.as_slice()], &town.trust);
    assert_eq!(part(&own.chain, &revocations), None);
    let mut by_colleague = vec![issue_member(&colleague.key, &renewed)];
    by_colleague.extend_from_slice(&colleague.chain);
    assert_eq!(part(&by_colleague, &revocations), Some(2));
}

#[test]
fn a_kind_is_not_taken_for_the_other() {
    let town = Town::new(1);
    let epoch = [issue_epoch(&town.root, &town.epoch())];
    assert_eq!(
        verify_member(&epoch, &town.trust, NOW),
        Err(Failure::UntrustedChain)
    );
    assert_eq!(
        verify_epoch(&town.administrator.chain, &town.trust, NOW),
        Err(Failure::UntrustedChain)
    );
}

#[test]
fn a_later_version_is_named() {
    let town = Town::new(1);
    let mut content = town.administrator.certificate.encode();
    // The first position stands behind the array's head.
    content[1] = 2;
    let chain = [content::issue(&town.root, &content)];
    assert_eq!(
        verify_member(&chain, &town.trust, NOW),
        Err(Failure::UnknownVersion)
    );
}

proptest! {
    #[test]
    fn what_is_issued_is_read(
        name in ".{0,200}", administrator: bool, count in 0..64_usize, from: i64, until: i64, seed: u64
    ) {
        let town = Town::new(1);
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let certificate = MemberCertificate {
            name,
            role: if administrator { Role::Administrator } else { Role::Caseworker },
            departments: (0..count).map(|_| domain::DepartmentId::random(&mut rng)).collect(),
            valid_from: Timestamp(from),
            valid_until: Timestamp(until),
            ..town.administrator.certificate.clone()
        };
        let issued = issue_member(&town.root, &certificate);
        let received = Received::read(&issued).unwrap();
        prop_assert_eq!(received.certificate.clone(), Certificate::Member(certificate));
        prop_assert_eq!(received.verify(&town.trust.root), Ok(()));
    }

    #[test]
    fn every_changed_byte_is_found(at: prop::sample::Index, change in 1..=255_u8) {
        let town = Town::new(1);
        let mut chain = town.caseworkers[0].chain.clone();
        let link = at.index(2);
        let byte = at.index(chain[link].len());
        chain[link][byte] ^= change;
        prop_assert!(verify_member(&chain, &town.trust, NOW).is_err());
    }

    #[test]
    fn no_bytes_make_it_panic(links: Vec<Vec<u8>>) {
        let _ = verify_chain(&links, &Town::new(1).trust, NOW);
    }
}

#[test]
fn a_recipient_is_read_from_its_bytes_and_its_text() {
    let recipient = recipient(&mut ChaCha20Rng::seed_from_u64(5));
    assert_eq!(Recipient::from_bytes(recipient.as_bytes()), Ok(recipient.clone()));
    assert!(Recipient::from_bytes(&recipient.as_bytes()[1..]).is_err());
    assert_eq!(recipient.to_string().parse(), Ok(recipient));
}
