use hpke::{Deserializable, HpkeError, Kem as _, OpModeR, OpModeS, Serializable};
use rand_core::{CryptoRng, RngCore};
use sha2::{Digest, Sha256};

use super::xwing::{EncapsulatedKey, PrivateKey, PublicKey, XWing};
use super::{Aead, HybridIdentity, HybridRecipient, Kdf};
use crate::testing::TestRng;
use crate::{Failure, NotAKey, Recipient, Seed};

/// Gives out bytes that somebody else drew.
struct Drawn(Vec<u8>);

impl CryptoRng for Drawn {}

impl RngCore for Drawn {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        bytes.copy_from_slice(&self.0[..bytes.len()]);
        self.0.drain(..bytes.len());
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    hex::decode(hex).unwrap()
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The vector of draft-ietf-hpke-pq for MLKEM768-X25519, HKDF-SHA256 and ChaCha20Poly1305, from filippo.io/hpke
/// (testdata/hpke-pq.json); the long values by their SHA-256.
#[test]
fn the_drafts_vector_comes_out() {
    let (private, public) = XWing::derive_keypair(&bytes(
        "0379761fa4f6869592b0d1f9a71eb92b122dc030a7a8858132109f6b1a4bbde4",
    ));
    assert_eq!(
        hex::encode(private.to_bytes()),
        "b3f98b03126a431ccecc62ae0f68e102c2d8e1cc7b21ba85d821d8e31761e0f8"
    );
    assert_eq!(
        hash(&public.to_bytes()),
        "120b60e0ae3c00c1c9def1c61aeb12de710bfa49646ae6f99a7e564b25ace493"
    );

    let info = bytes(
        "\
         34663634363532303666366532303631323034373732363536333639363136653230353537323665",
    );
    let plain = bytes(
        "\
         34323635363137353734373932303639373332303734373237353734363832633230373437323735\
         373436383230363236353631373537343739",
    );
    let (encapsulated, sealed) = hpke::single_shot_seal::<Aead, Kdf, XWing, _>(
        &OpModeS::Base,
        &public,
        &info,
        &plain,
        b"Count-0",
        &mut Drawn(bytes(
            "\
         a3a869097e0241158eca5dc6c9e695f9e0d2ee5db51c09c435aab69d56509a43d94ff76d7d47cf79\
         ecf75394261236cec024bd849cc782e14f7f0738af83daed",
        )),
    )
    .unwrap();
    assert_eq!(
        hash(&encapsulated.to_bytes()),
        "3a7ef30fb815e75b7f0f16f5bab5c36250882d94ea0f776cc2241cdd3b36b480"
    );
    assert_eq!(
        hex::encode(&sealed),
        "\
         ac355d192158cd54250e1702be51e9d2eafe5f9292a9f153e02a2323e1ff071a30947836c38c63c9\
         86c28ccf05e00d4e5fe066a48ab8d5b39c69d32da80c93dc868daa0f853a6cbdd640"
    );

    let shared = XWing::decap(&private, None, &encapsulated).unwrap();
    assert_eq!(
        hex::encode(shared.0),
        "b90cf181d95351d1091569487caaf6c3434eeb181a2c4c04631980ce139afa67"
    );
    let opened = hpke::single_shot_open::<Aead, Kdf, XWing>(
        &OpModeR::Base,
        &private,
        &encapsulated,
        &info,
        &sealed,
        b"Count-0",
    );
    assert_eq!(opened, Ok(plain));
}

#[test]
fn keys_are_read_as_they_are_written() {
    let private = PrivateKey::from_seed(&[3; 32]);
    assert!(PrivateKey::from_bytes(&private.to_bytes()) == Ok(private.clone()));
    assert!(PrivateKey::from_bytes(&[3; 31]).is_err());
    let public = XWing::sk_to_pk(&private);
    assert_eq!(PublicKey::from_bytes(&public.to_bytes()), Ok(public.clone()));
    let (_, encapsulated) = XWing::encap(&public, None, &mut TestRng::new(1)).ok().unwrap();
    let encoded = encapsulated.to_bytes();
    assert!(EncapsulatedKey::from_bytes(&encoded).is_ok_and(|read| read.to_bytes() == encoded));
    assert!(EncapsulatedKey::from_bytes(&encoded[1..]).is_err());
}

#[test]
fn there_is_no_authenticated_mode() {
    let private = PrivateKey::from_seed(&[3; 32]);
    let public = XWing::sk_to_pk(&private);
    let mut rng = TestRng::new(1);
    let sender = Some((&private, &public));
    assert_eq!(
        XWing::encap(&public, sender, &mut rng).err(),
        Some(HpkeError::EncapError)
    );
    let (_, encapsulated) = XWing::encap(&public, None, &mut rng).ok().unwrap();
    let shared = XWing::decap(&private, Some(&public), &encapsulated);
    assert_eq!(shared.err(), Some(HpkeError::DecapError));
}

#[test]
fn a_lattice_key_that_is_not_reduced_is_no_key() {
    let mut key = Seed::random(&mut TestRng::new(1)).recipient().to_bytes();
    // The first coefficient becomes 4095, which is more than the modulus 3329.
    key[0] = 0xff;
    key[1] |= 0x0f;
    assert_eq!(HybridRecipient::from_bytes(&key), Err(NotAKey));
}

#[test]
fn points_of_small_order_are_no_keys_and_open_nothing() {
    let identity = Seed::random(&mut TestRng::new(1)).identity();
    let key = identity.recipient().to_bytes();
    let order_four = [0; 32];
    let mut order_one = [0; 32];
    order_one[0] = 1;
    for point in [order_four, order_one] {
        let mut key = key.clone();
        key[1184..].copy_from_slice(&point);
        assert_eq!(HybridRecipient::from_bytes(&key), Err(NotAKey));
        let mut encapsulated = [0; 1120];
        encapsulated[1088..].copy_from_slice(&point);
        let encapsulated = EncapsulatedKey::from_bytes(&encapsulated).ok().unwrap();
        let shared = XWing::decap(&PrivateKey::from_seed(&[3; 32]), None, &encapsulated);
        assert_eq!(shared.err(), Some(HpkeError::DecapError));
    }
}

#[test]
fn texts_of_keys_are_read_back_and_others_refused() {
    let identity = Seed::random(&mut TestRng::new(1)).identity();
    let secret = identity.reveal();
    assert!(secret.starts_with("AGE-SECRET-KEY-PQ-1"));
    let read: HybridIdentity = secret.parse().ok().unwrap();
    assert_eq!(read.seed(), identity.seed());
    let public = identity.recipient().to_string();
    assert!(public.starts_with("age1pq1"));
    assert_eq!(public.parse(), Ok(identity.recipient()));

    for wrong in [
        secret.to_lowercase(),
        secret.replace("PQ-1", "1"),
        secret[..secret.len() - 1].to_owned(),
        public.clone(),
        String::new(),
    ] {
        assert!(wrong.parse::<HybridIdentity>().is_err(), "{wrong}");
    }
    let mut mistyped = public.clone();
    mistyped.replace_range(100..101, if &public[100..101] == "q" { "p" } else { "q" });
    for wrong in [
        mistyped,
        public.replace("age1pq1", "age1"),
        public.replace("age1pq1", "AGE1PQ1"),
        public[..public.len() - 1].to_owned(),
        secret.to_string(),
        // A classical recipient.
        "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj".to_owned(),
    ] {
        assert_eq!(wrong.parse::<HybridRecipient>(), Err(NotAKey), "{wrong}");
    }
}

#[test]
fn nothing_secret_is_printed() {
    let identity = Seed::random(&mut TestRng::new(1)).identity();
    let shown = format!("{:?}", identity.recipient());
    assert_eq!(shown.len(), "HybridRecipient()".len() + 16);
}

#[test]
fn what_a_certificate_names_is_sealed_to_only_if_it_is_a_key() {
    let recipient = Seed::random(&mut TestRng::new(5)).recipient();
    assert_eq!(
        HybridRecipient::try_from(&recipient.to_certified()),
        Ok(recipient)
    );
    // All coefficients are larger than they may be.
    let none = Recipient::from_bytes(&[0xff; Recipient::BYTES]).unwrap();
    assert_eq!(HybridRecipient::try_from(&none), Err(Failure::Malformed));
}
