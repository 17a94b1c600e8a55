use domain::limits::{SEALED_MESSAGE_BYTES, TEXT_CHARACTERS};
use domain::{AttachmentId, check_sealed};
use proptest::prelude::*;

use super::*;
use crate::testing::Town;

fn first(town: &mut Town) -> SealedMessage {
    let body = town.opening();
    let sign = town.citizen.sign.clone();
    let draft = town.draft(Signer::Citizen(&sign), MessageKind::Text, Place::first(), &body);
    town.seal(draft)
}

/// The parts of a message, to be put together otherwise.
fn parts(town: &Town, message: &SealedMessage) -> [Vec<u8>; 3] {
    let envelope = open(&town.content.identity(), &message.sealed, &mut |_| {}).unwrap();
    let mut reader = Reader::array(&envelope, 5).unwrap();
    reader.version().unwrap();
    std::array::from_fn(|_| reader.bytes().unwrap().to_vec())
}

fn failure(town: &mut Town, [header, signature, body]: &[Vec<u8>; 3]) -> Option<Failure> {
    let mut writer = Writer::array(5);
    writer.number(VERSION).bytes(header).bytes(signature).bytes(body);
    let sealed = seal(
        &town.content.recipient(),
        &writer.padding(),
        &mut town.rng,
        &mut |_| {},
    );
    match SignedMessage::open(&town.content.identity(), &sealed) {
        Ok(message) => message.body().err(),
        Err(failure) => Some(failure),
    }
}

#[test]
fn a_message_opens_with_what_was_written() {
    let mut town = Town::new(1);
    let sealed = first(&mut town);
    assert_eq!(check_sealed(&sealed.sealed), Ok(()));
    let message = SignedMessage::open(&town.content.identity(), &sealed.sealed)
        .ok()
        .unwrap();
    assert!(message.body() == Ok(town.opening()));
    assert_eq!(message.hash, sealed.hash);
    assert_eq!(message.header.message, sealed.message);
    assert_eq!(message.header.key, town.citizen.sign.public());
}

#[test]
fn every_body_is_read_as_it_was_written() {
    let town = Town::new(1);
    let opened = town.opening();
    let Body::Opening(opening) = &opened else {
        panic!("an opening");
    };
    let handover = |history| {
        Body::Handover(Box::new(Handover {
            proposal: [3; 32],
            history,
            opening: (**opening).clone(),
        }))
    };
    for body in [
        Body::Text("Danke!".to_owned()),
        Body::Transfer(Transfer {
            to: town.department,
            text: String::new(),
        }),
        Body::Proposal(Proposal {
            trust: town.trust,
            to: town.department,
            text: "Zuständig ist der Kreis.".to_owned(),
        }),
        handover(true),
        handover(false),
        Body::Decline([3; 32]),
        Body::Opening(opening.clone()),
    ] {
        let mut bytes = body.encode();
        assert!(Body::decode(&bytes) == Ok(body));
        bytes.push(0);
        assert_eq!(Body::decode(&bytes).err(), Some(Failure::Malformed));
    }
}

#[test]
fn short_messages_all_have_the_same_length() {
    let mut town = Town::new(1);
    let sign = town.citizen.sign.clone();
    let mut length = |text: &str| {
        let body = Body::Text(text.to_owned());
        let draft = town.draft(Signer::Citizen(&sign), MessageKind::Text, Place::first(), &body);
        town.seal(draft).sealed.len()
    };
    let least = length("");
    assert_eq!(length("Danke!"), least);
    assert_eq!(length(&"x".repeat(600)), least);
    assert!(length(&"x".repeat(1200)) > least);
}

#[test]
fn the_longest_message_stays_below_the_limit() {
    let mut town = Town::new(1);
    let body = Body::Text("𝄞".repeat(TEXT_CHARACTERS));
    let sign = town.caseworkers[0].secrets.sign.clone();
    let chain: Vec<_> = (0..4).map(|_| vec![0; 2000]).collect();
    let place = Place {
        sequence: u32::MAX,
        heads: vec![[7; 32]; MOST_HEADS],
    };
    let signer = Signer::Member {
        key: &sign,
        chain: &chain,
    };
    let mut draft = town.draft(signer, MessageKind::Reply, place, &body);
    draft.attachments = (0..domain::limits::ATTACHMENTS)
        .map(|_| AttachmentEntry {
            id: AttachmentId(draft.message.0),
            name: "𝄞".repeat(255),
            media_type: "image/jpeg".to_owned(),
            size: u64::MAX,
            sealed_size: u64::MAX,
            sealed_hash: [7; 32],
        })
        .collect();
    assert!(town.seal(draft).sealed.len() <= SEALED_MESSAGE_BYTES);
}

#[test]
fn every_part_is_bound() {
    let mut town = Town::new(1);
    let message = first(&mut town);
    let right = parts(&town, &message);
    assert_eq!(failure(&mut town, &right), None);

    let mut changed = right.clone();
    changed[1][10] ^= 1;
    assert_eq!(failure(&mut town, &changed), Some(Failure::BadSignature));
    let mut changed = right.clone();
    // A bit in the conversation's id.
    changed[0][10] ^= 1;
    assert_eq!(failure(&mut town, &changed), Some(Failure::BadSignature));
    let mut changed = right.clone();
    changed[2].push(0);
    assert_eq!(failure(&mut town, &changed), Some(Failure::BodyMismatch));
    let mut changed = right.clone();
    changed[0].push(0);
    assert_eq!(failure(&mut town, &changed), Some(Failure::Malformed));
    let mut changed = right;
    changed[0][1] = 2;
    assert_eq!(failure(&mut town, &changed), Some(Failure::UnknownVersion));
}

#[test]
fn padding_is_zeros_and_nothing_follows_it() {
    let mut town = Town::new(1);
    let message = first(&mut town);
    let envelope = open(&town.content.identity(), &message.sealed, &mut |_| {}).unwrap();
    let mut not_zero = envelope.to_vec();
    *not_zero.last_mut().unwrap() = 1;
    let mut longer = envelope.to_vec();
    longer.push(0);
    for wrong in [not_zero, longer] {
        let sealed = seal(&town.content.recipient(), &wrong, &mut town.rng, &mut |_| {});
        let opened = SignedMessage::open(&town.content.identity(), &sealed);
        assert_eq!(opened.err(), Some(Failure::Malformed));
    }
}

#[test]
fn a_name_that_deceives_is_refused() {
    let mut town = Town::new(1);
    let body = Body::Text(String::new());
    let sign = town.citizen.sign.clone();
    let mut draft = town.draft(Signer::Citizen(&sign), MessageKind::Text, Place::first(), &body);
    draft.attachments.push(AttachmentEntry {
        id: AttachmentId(draft.message.0),
        name: "rech\u{202e}fdp.exe".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 1,
        sealed_size: 1,
        sealed_hash: [0; 32],
    });
    let sealed = town.seal(draft);
    let opened = SignedMessage::open(&town.content.identity(), &sealed.sealed);
    assert_eq!(opened.err(), Some(Failure::Malformed));
}

proptest! {
    #[test]
    fn headers_are_read_as_they_were_written(
        n: u32, sequence: u32, heads in prop::collection::vec(any::<[u8; 32]>(), 0..MOST_HEADS),
        epoch: u32, seconds: i64, chain in prop::collection::vec(any::<Vec<u8>>(), 0..4), kind in 0..7_usize,
    ) {
        use MessageKind::*;
        let mut town = Town::new(1);
        let body = town.opening();
        let sealed = first(&mut town);
        let message = SignedMessage::open(&town.content.identity(), &sealed.sealed).ok().unwrap();
        let header = Header {
            n,
            place: Place { sequence, heads },
            epoch,
            created_at: Timestamp(seconds),
            chain,
            kind: [Text, Reply, Transfer, Close, ReadAcknowledgement, Note, Reopen][kind],
            ..message.header
        };
        prop_assert_eq!(Header::decode(&header.encode()), Ok(header));
        prop_assert!(Body::decode(&body.encode()) == Ok(body));
    }

    #[test]
    fn bodies_are_read_as_they_were_written(
        subject in ".{0,120}", text in "(?s).{0,500}", name: Option<String>, contact: Option<String>
    ) {
        let town = Town::new(1);
        let body = Body::Opening(Box::new(Opening {
            trust: town.trust,
            subject,
            text,
            name,
            contact,
            language: domain::Locale::En,
            recipient: crate::Seed::from_bytes(&[5; 32]).recipient(),
        }));
        prop_assert!(Body::decode(&body.encode()) == Ok(body));
    }

    #[test]
    fn letters_are_read_as_they_were_written(subject in ".{0,120}", text in "(?s).{0,500}") {
        let (town, other) = (Town::new(1), Town::new(2));
        let mut letter = town.letter(other.trust);
        (letter.subject, letter.text) = (subject, text);
        let body = Body::Letter(Box::new(letter));
        prop_assert!(Body::decode(&body.encode()) == Ok(body));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>, at: prop::sample::Index, to: u8) {
        let _ = Header::decode(&bytes);
        let _ = Body::decode(&bytes);
        let mut town = Town::new(1);
        let message = first(&mut town);
        let [mut header, _, mut body] = parts(&town, &message);
        let (in_header, in_body) = (at.index(header.len()), at.index(body.len()));
        header[in_header] = to;
        body[in_body] = to;
        let _ = Header::decode(&header);
        let _ = Header::decode(&header[..in_header]);
        let _ = Body::decode(&body);
        let _ = Body::decode(&body[..in_body]);
    }
}
