use domain::check_sealed;
use domain::limits::SEALED_GRANT_BYTES;
use proptest::prelude::*;

use super::*;
use crate::issue_epoch;
use crate::testing::{NOW, Person, TestRng, Town};

fn content(town: &Town) -> GrantSubject {
    GrantSubject::Content(town.conversation, 0)
}

fn citizens_grant(town: &mut Town, grantee: &HybridRecipient) -> Vec<u8> {
    let signer = Signer::Citizen(&town.citizen.sign);
    let subject = GrantSubject::Content(town.conversation, 0);
    seal_grant(subject, &town.content, grantee, signer, NOW, &mut town.rng)
}

fn none_withdrawn(town: &Town) -> (&Trust, &Revocations) {
    static NONE: std::sync::LazyLock<Revocations> = std::sync::LazyLock::new(Revocations::default);
    (&town.trust, &NONE)
}

fn epoch_grant(town: &Town, granter: &Person, seed: &Seed) -> Vec<u8> {
    let mut rng = TestRng::new(77);
    let grantee = town.caseworkers[0].secrets.seal.recipient();
    let subject = GrantSubject::Epoch(town.department, 1);
    seal_grant(subject, seed, &grantee, granter.signer(), NOW, &mut rng)
}

#[test]
fn a_citizens_grant_opens_for_its_grantee() {
    let mut town = Town::new(1);
    let epoch = Seed::random(&mut town.rng);
    let sealed = citizens_grant(&mut town, &epoch.recipient());
    assert_eq!(check_sealed(&sealed), Ok(()));
    assert!(sealed.len() <= SEALED_GRANT_BYTES);
    let opened = open_grant(&epoch.identity(), &sealed, content(&town), &Roots::default())
        .ok()
        .unwrap();
    assert!(opened.seed == town.content);
    assert_eq!(opened.granter, GrantedBy::Citizen(town.citizen.sign.public()));
    assert_eq!(opened.granted_at, NOW);
}

#[test]
fn a_grant_is_for_one_subject() {
    let mut town = Town::new(1);
    let epoch = Seed::random(&mut town.rng);
    let sealed = citizens_grant(&mut town, &epoch.recipient());
    let other = ConversationId::random(&mut town.rng);
    for (subject, failure) in [
        (GrantSubject::Content(other, 0), Failure::OtherConversation),
        (
            GrantSubject::Content(town.conversation, 1),
            Failure::OtherConversation,
        ),
        // A citizen grants neither notes nor epochs.
        (GrantSubject::Notes(town.conversation, 0), Failure::ForeignAuthor),
        (GrantSubject::Epoch(town.department, 0), Failure::ForeignAuthor),
    ] {
        let opened = open_grant(&epoch.identity(), &sealed, subject, &Roots::of(town.trust));
        assert_eq!(opened.err(), Some(failure), "{subject:?}");
    }
}

#[test]
fn a_stranger_opens_nothing() {
    let mut town = Town::new(1);
    let (epoch, stranger) = (Seed::random(&mut town.rng), Seed::random(&mut town.rng));
    let sealed = citizens_grant(&mut town, &epoch.recipient());
    let opened = open_grant(&stranger.identity(), &sealed, content(&town), &Roots::default());
    assert_eq!(opened.err(), Some(Failure::DoesNotOpen));
}

#[test]
fn a_grant_that_is_passed_on_is_not_taken_for_one_to_its_new_reader() {
    let mut town = Town::new(1);
    let (epoch, next) = (Seed::random(&mut town.rng), Seed::random(&mut town.rng));
    let sealed = citizens_grant(&mut town, &epoch.recipient());
    let envelope = open(&epoch.identity(), &sealed, &mut |_| {}).unwrap();
    let passed_on = seal(&next.recipient(), &envelope, &mut town.rng, &mut |_| {});
    let opened = open_grant(&next.identity(), &passed_on, content(&town), &Roots::default());
    assert_eq!(opened.err(), Some(Failure::NoGrant));
}

#[test]
fn members_grant_epochs_and_the_seed_must_be_the_certified_one() {
    let mut town = Town::new(1);
    let seed = Seed::random(&mut town.rng);
    let mut chain = vec![issue_epoch(
        &town.administrator.secrets.sign,
        &town.epoch(&seed.recipient()),
    )];
    chain.extend_from_slice(&town.administrator.chain);
    let identity = town.caseworkers[0].secrets.seal.identity();
    let name = (town.department, 1);

    for granter in [&town.administrator, &town.caseworkers[1]] {
        let sealed = epoch_grant(&town, granter, &seed);
        assert!(sealed.len() <= SEALED_GRANT_BYTES);
        let (certificate, opened) = open_epoch_grant(&identity, &sealed, &chain, name, none_withdrawn(&town))
            .ok()
            .unwrap();
        assert!(opened == seed);
        assert_eq!(certificate.recipient, seed.recipient().to_certified());
    }
    let other = Seed::random(&mut town.rng);
    let sealed = epoch_grant(&town, &town.administrator, &other);
    let opened = open_epoch_grant(&identity, &sealed, &chain, name, none_withdrawn(&town));
    assert_eq!(opened.err(), Some(Failure::NoGrant));
    let opened = open_epoch_grant(
        &identity,
        &sealed,
        &chain,
        (town.department, 2),
        none_withdrawn(&town),
    );
    assert_eq!(opened.err(), Some(Failure::OtherConversation));
}

#[test]
fn nobody_else_grants_epochs() {
    let (mut town, other) = (Town::new(1), Town::new(2));
    let seed = Seed::random(&mut town.rng);
    let identity = town.caseworkers[0].secrets.seal.identity();
    let grantee = identity.recipient();
    let subject = GrantSubject::Epoch(town.department, 1);
    let failure = |signer: Signer<'_>| {
        let sealed = seal_grant(subject, &seed, &grantee, signer, NOW, &mut TestRng::new(3));
        open_grant(&identity, &sealed, subject, &Roots::of(town.trust)).err()
    };
    // The citizen, a member of another authority, a member with somebody else's certificates.
    assert_eq!(
        failure(Signer::Citizen(&town.citizen.sign)),
        Some(Failure::ForeignAuthor)
    );
    assert_eq!(
        failure(other.administrator.signer()),
        Some(Failure::UntrustedChain)
    );
    let borrowed = Signer::Member {
        key: &other.administrator.secrets.sign,
        chain: &town.administrator.chain,
    };
    assert_eq!(failure(borrowed), Some(Failure::ForeignAuthor));
}

#[test]
fn a_wrong_signature_is_named() {
    let mut town = Town::new(1);
    let epoch = Seed::random(&mut town.rng);
    let sealed = citizens_grant(&mut town, &epoch.recipient());
    let envelope = open(&epoch.identity(), &sealed, &mut |_| {}).unwrap();
    let mut reader = Reader::array(&envelope, 3).unwrap();
    let (tuple, signature) = (reader.bytes().unwrap(), reader.bytes().unwrap());
    let mut changed = signature.to_vec();
    changed[0] ^= 1;
    let mut writer = Writer::array(3);
    writer.bytes(tuple).bytes(&changed);
    let sealed = seal(&epoch.recipient(), &writer.padding(), &mut town.rng, &mut |_| {});
    let opened = open_grant(&epoch.identity(), &sealed, content(&town), &Roots::default());
    assert_eq!(opened.err(), Some(Failure::BadSignature));
}

proptest! {
    #[test]
    fn no_plaintext_makes_it_panic(plain: Vec<u8>, cut: prop::sample::Index, change: u8) {
        let mut town = Town::new(1);
        let identity = town.content.identity();
        let grant = citizens_grant(&mut town, &identity.recipient());
        let right = open(&identity, &grant, &mut |_| {}).unwrap();
        let mut changed = right.to_vec();
        changed[cut.index(300)] = change;
        let is_right = changed == *right;
        for plain in [plain, right[..cut.index(right.len())].to_vec(), changed] {
            let sealed = seal(&identity.recipient(), &plain, &mut town.rng, &mut |_| {});
            let opened = open_grant(&identity, &sealed, content(&town), &Roots::of(town.trust));
            prop_assert!(opened.is_err() || is_right);
        }
    }
}
