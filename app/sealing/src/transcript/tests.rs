use domain::ConversationId;
use proptest::prelude::*;

use super::*;
use crate::testing::{NOW, Town, YEAR};
use crate::{MessageDraft, SealedMessage, Signer};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Writer {
    Citizen,
    Caseworker(usize),
}

fn reader(town: &Town) -> Transcript {
    Transcript::of_member(
        town.conversation,
        0,
        &town.content,
        town.citizen.sign.public(),
        town.trust,
    )
}

fn citizens_reader(town: &Town) -> Transcript {
    Transcript::of_citizen(town.conversation, 0, &town.content, town.citizen.sign.public())
}

fn failures(transcript: &mut Transcript, messages: &[Vec<u8>]) -> Vec<Option<Failure>> {
    messages
        .iter()
        .map(|message| transcript.read(message).err())
        .collect()
}

/// Writes a message as an honest program does that has read all of `transcript`.
fn write(
    town: &mut Town,
    transcript: &Transcript,
    writer: Writer,
    change: impl FnOnce(&mut MessageDraft),
) -> Vec<u8> {
    let citizen = town.citizen.sign.clone();
    let person = match writer {
        Writer::Citizen => None,
        Writer::Caseworker(at) => Some((
            town.caseworkers[at].secrets.sign.clone(),
            town.caseworkers[at].chain.clone(),
        )),
    };
    let (signer, kind) = match &person {
        None => (Signer::Citizen(&citizen), MessageKind::Text),
        Some((key, chain)) => (Signer::Member { key, chain }, MessageKind::Reply),
    };
    let place = transcript.place(&signer.key().public());
    let body = if place == Place::first() && writer == Writer::Citizen {
        town.opening()
    } else {
        Body::Text(format!("{writer:?} {}", place.sequence))
    };
    let mut draft = town.draft(signer, kind, place, &body);
    change(&mut draft);
    town.seal(draft).sealed
}

/// A conversation in which everybody reads everything before they write.
fn conversation(town: &mut Town, writers: &[Writer]) -> Vec<Vec<u8>> {
    let mut transcript = reader(town);
    let mut messages = Vec::new();
    for writer in [Writer::Citizen].iter().chain(writers) {
        let message = write(town, &transcript, *writer, |_| {});
        assert_eq!(transcript.read(&message).err(), None);
        messages.push(message);
    }
    messages
}

const SHORT: [Writer; 5] = [
    Writer::Caseworker(0),
    Writer::Citizen,
    Writer::Caseworker(0),
    Writer::Caseworker(1),
    Writer::Citizen,
];

#[test]
fn both_sides_read_everything() {
    let mut town = Town::new(1);
    let messages = conversation(&mut town, &SHORT);
    for mut transcript in [reader(&town), citizens_reader(&town)] {
        for (at, message) in messages.iter().enumerate() {
            let verified = transcript.read(message).ok().unwrap();
            match (at, &verified.body) {
                (0, Body::Opening(opening)) => assert_eq!(opening.trust, town.trust),
                (_, Body::Text(text)) => assert!(text.starts_with(&format!("{:?}", SHORT[at - 1]))),
                _ => panic!("body {at}"),
            }
            match (&verified.author, at) {
                (Author::Citizen, 0 | 2 | 5) => {}
                (Author::Member(member), 1 | 3) => {
                    assert_eq!(**member, town.caseworkers[0].certificate);
                }
                (Author::Member(member), 4) => assert_eq!(**member, town.caseworkers[1].certificate),
                _ => panic!("author {at}"),
            }
        }
        assert_eq!(transcript.trust(), Some(town.trust));
    }
}

#[test]
fn two_who_write_at_once_are_both_answered_by_the_next() {
    let mut town = Town::new(1);
    let messages = conversation(&mut town, &[]);
    let mut transcript = reader(&town);
    transcript.read(&messages[0]).ok().unwrap();
    let one = write(&mut town, &transcript, Writer::Citizen, |_| {});
    let other = write(&mut town, &transcript, Writer::Caseworker(0), |_| {});
    assert_eq!(failures(&mut transcript, &[one, other]), [None, None]);
    let next = transcript.place(&town.caseworkers[1].secrets.sign.public());
    assert_eq!(next.heads.len(), 2);
    let answer = write(&mut town, &transcript, Writer::Caseworker(1), |_| {});
    assert_eq!(failures(&mut transcript, &[answer]), [None]);
}

#[test]
fn a_message_that_was_dropped_is_missed_once() {
    let mut town = Town::new(1);
    let messages = conversation(&mut town, &SHORT);
    for dropped in 1..5 {
        let mut rest = messages.clone();
        rest.remove(dropped);
        let mut expected = vec![None; 5];
        expected[dropped] = Some(Failure::MissingMessage);
        assert_eq!(failures(&mut reader(&town), &rest), expected, "{dropped}");
    }
}

#[test]
fn without_the_first_message_a_citizen_trusts_nobody() {
    let mut town = Town::new(1);
    let messages = conversation(&mut town, &SHORT);
    let found = failures(&mut citizens_reader(&town), &messages[1..]);
    assert_eq!(found[0], Some(Failure::UntrustedChain));
    assert!(
        found[2..4]
            .iter()
            .all(|failure| *failure == Some(Failure::UntrustedChain))
    );
}

#[test]
fn a_message_that_came_too_late_is_named_and_the_rest_is_read() {
    let mut town = Town::new(1);
    let mut messages = conversation(&mut town, &SHORT);
    messages.swap(2, 3);
    let expected = [
        None,
        None,
        Some(Failure::MissingMessage),
        Some(Failure::Reordered),
        None,
        None,
    ];
    assert_eq!(failures(&mut reader(&town), &messages), expected);
}

#[test]
fn a_repeated_message_is_named() {
    let mut town = Town::new(1);
    let mut messages = conversation(&mut town, &SHORT);
    messages.insert(3, messages[1].clone());
    // Sealed anew, it is the same message all the same.
    let plain = crate::open(&town.content.identity(), &messages[2], &mut |_| {}).unwrap();
    messages.push(crate::seal(
        &town.content.recipient(),
        &plain,
        &mut town.rng,
        &mut |_| {},
    ));
    let found = failures(&mut reader(&town), &messages);
    assert_eq!(found[3], Some(Failure::Repeated));
    assert_eq!(found[7], Some(Failure::Repeated));
    assert_eq!(found.iter().flatten().count(), 2);
}

#[test]
fn an_unreadable_message_is_named_and_those_that_answer_it_are_read() {
    let mut town = Town::new(1);
    let messages = conversation(&mut town, &SHORT);
    for broken in 1..6 {
        let mut damaged = messages.clone();
        let last = damaged[broken].len() - 1;
        damaged[broken][last] ^= 1;
        let mut expected = vec![None; 6];
        expected[broken] = Some(Failure::DoesNotOpen);
        assert_eq!(failures(&mut reader(&town), &damaged), expected, "{broken}");
    }
}

#[test]
fn what_was_not_sealed_is_named() {
    let mut town = Town::new(1);
    let mut messages = conversation(&mut town, &SHORT);
    messages[2] = b"Guten Tag".to_vec();
    let found = failures(&mut reader(&town), &messages);
    assert_eq!(found[2], Some(Failure::NotSealed));
    assert_eq!(found.iter().flatten().count(), 1);
}

#[test]
fn one_unreadable_message_does_not_excuse_two_missing_ones() {
    let mut town = Town::new(1);
    let mut messages = conversation(&mut town, &SHORT);
    messages[1] = b"Guten Tag".to_vec();
    messages.remove(3);
    let expected = [
        None,
        Some(Failure::NotSealed),
        None,
        Some(Failure::MissingMessage),
        None,
    ];
    assert_eq!(failures(&mut reader(&town), &messages), expected);
}

/// Puts one message in place of the last one of a short conversation and says what is found there.
fn found_instead(change: impl FnOnce(&mut Town, &mut Transcript) -> Vec<u8>) -> Option<Failure> {
    let mut town = Town::new(1);
    let messages = conversation(&mut town, &SHORT[..2]);
    let mut transcript = reader(&town);
    assert_eq!(failures(&mut transcript, &messages), [None; 3]);
    let message = change(&mut town, &mut transcript);
    let found = transcript.read(&message).err();
    // Whatever it was, the conversation goes on.
    let next = write(&mut town, &transcript, Writer::Caseworker(1), |_| {});
    assert_eq!(transcript.read(&next).err(), None);
    found
}

#[test]
fn a_forged_author_is_named() {
    // Another citizen, who holds the content seed.
    let found = found_instead(|town, transcript| {
        let forger = Town::new(2).citizen.sign;
        let body = Body::Text(String::new());
        let place = transcript.place(&forger.public());
        let draft = town.draft(Signer::Citizen(&forger), MessageKind::Text, place, &body);
        town.seal(draft).sealed
    });
    assert_eq!(found, Some(Failure::ForeignAuthor));
    // Somebody with a chain to another root.
    let found = found_instead(|town, transcript| {
        let other = Town::new(2);
        let body = Body::Text(String::new());
        let place = transcript.place(&other.caseworkers[0].certificate.sign);
        let draft = town.draft(other.caseworkers[0].signer(), MessageKind::Reply, place, &body);
        town.seal(draft).sealed
    });
    assert_eq!(found, Some(Failure::UntrustedChain));
    // Somebody with the certificates of another.
    let found = found_instead(|town, transcript| {
        let other = Town::new(2);
        let chain = town.caseworkers[0].chain.clone();
        let body = Body::Text(String::new());
        let signer = Signer::Member {
            key: &other.caseworkers[0].secrets.sign,
            chain: &chain,
        };
        let place = transcript.place(&other.caseworkers[0].certificate.sign);
        let draft = town.draft(signer, MessageKind::Reply, place, &body);
        town.seal(draft).sealed
    });
    assert_eq!(found, Some(Failure::ForeignAuthor));
}

#[test]
fn a_member_writes_for_their_own_department_only_and_while_certified() {
    let found = found_instead(|town, transcript| {
        let other = DepartmentId::random(&mut town.rng);
        write(town, transcript, Writer::Caseworker(0), |draft| {
            draft.department = other;
        })
    });
    assert_eq!(found, Some(Failure::ForeignAuthor));
    let found = found_instead(|town, transcript| {
        write(town, transcript, Writer::Caseworker(0), |draft| {
            draft.created_at = NOW.plus(2 * YEAR);
        })
    });
    assert_eq!(found, Some(Failure::ExpiredCertificate));
}

#[test]
fn another_conversation_is_named() {
    let found = found_instead(|town, transcript| {
        let other = ConversationId::random(&mut town.rng);
        write(town, transcript, Writer::Caseworker(0), |draft| {
            draft.conversation = other;
        })
    });
    assert_eq!(found, Some(Failure::OtherConversation));
    let found =
        found_instead(|town, transcript| write(town, transcript, Writer::Caseworker(0), |draft| draft.n = 1));
    assert_eq!(found, Some(Failure::OtherConversation));
}

#[test]
fn a_fork_is_named() {
    let found = found_instead(|town, transcript| {
        write(town, transcript, Writer::Caseworker(0), |draft| {
            draft.place.sequence -= 1;
        })
    });
    assert_eq!(found, Some(Failure::Forked));
}

#[test]
fn a_leap_and_unknown_heads_are_missing_messages() {
    for sequence in [3, u32::MAX] {
        let found = found_instead(|town, transcript| {
            write(town, transcript, Writer::Caseworker(0), |draft| {
                draft.place.sequence = sequence;
            })
        });
        assert_eq!(found, Some(Failure::MissingMessage), "{sequence}");
    }
    let found = found_instead(|town, transcript| {
        write(town, transcript, Writer::Citizen, |draft| {
            draft.place.heads.push([7; 32]);
        })
    });
    assert_eq!(found, Some(Failure::MissingMessage));
    let found = found_instead(|town, transcript| {
        write(town, transcript, Writer::Citizen, |draft| {
            draft.place.heads.clear();
        })
    });
    assert_eq!(found, Some(Failure::MissingMessage));
}

#[test]
fn a_leap_does_not_excuse_what_is_dropped_later() {
    let mut town = Town::new(1);
    let mut messages = conversation(&mut town, &SHORT[..1]);
    let mut transcript = reader(&town);
    failures(&mut transcript, &messages);
    messages.push(write(&mut town, &transcript, Writer::Caseworker(1), |draft| {
        draft.place.sequence = u32::MAX;
    }));
    transcript.read(&messages[2]).err().unwrap();
    let dropped = write(&mut town, &transcript, Writer::Citizen, |_| {});
    transcript.read(&dropped).ok().unwrap();
    messages.push(write(&mut town, &transcript, Writer::Caseworker(0), |_| {}));
    let found = failures(&mut reader(&town), &messages);
    assert_eq!(
        found,
        [
            None,
            None,
            Some(Failure::MissingMessage),
            Some(Failure::MissingMessage)
        ]
    );
}

#[test]
fn a_citizen_does_not_close_and_a_department_does_not_write_as_citizen() {
    let found = found_instead(|town, transcript| {
        write(town, transcript, Writer::Citizen, |draft| {
            draft.kind = MessageKind::Close;
        })
    });
    assert_eq!(found, Some(Failure::ForeignAuthor));
    let found = found_instead(|town, transcript| {
        write(town, transcript, Writer::Caseworker(0), |draft| {
            draft.kind = MessageKind::Text;
        })
    });
    assert_eq!(found, Some(Failure::ForeignAuthor));
    let found = found_instead(|town, transcript| {
        write(town, transcript, Writer::Caseworker(0), |draft| {
            draft.kind = MessageKind::Note;
        })
    });
    assert_eq!(found, Some(Failure::ForeignAuthor), "a note is no message");
    let found = found_instead(|town, transcript| {
        write(town, transcript, Writer::Caseworker(0), |draft| {
            draft.kind = MessageKind::ReadAcknowledgement;
        })
    });
    assert_eq!(found, Some(Failure::UnknownVersion));
    for kind in [MessageKind::Close, MessageKind::Reopen] {
        let found = found_instead(|town, transcript| {
            write(town, transcript, Writer::Caseworker(0), |draft| draft.kind = kind)
        });
        assert_eq!(found, None);
    }
}

/// A first message of somebody who was shown this authority and root.
fn opening_under(town: &mut Town, shown: Trust) -> Vec<u8> {
    let right = std::mem::replace(&mut town.trust, shown);
    let empty = citizens_reader(town);
    let message = write(town, &empty, Writer::Citizen, |_| {});
    town.trust = right;
    message
}

#[test]
fn a_root_that_the_citizen_was_shown_and_that_is_not_ours_is_named() {
    let mut town = Town::new(1);
    let shown = Trust {
        root: Town::new(2).trust.root,
        ..town.trust
    };
    let message = opening_under(&mut town, shown);
    assert_eq!(reader(&town).read(&message).err(), Some(Failure::OtherRoot));
}

#[test]
fn what_went_to_another_authority_is_read_under_the_root_that_the_citizen_names() {
    let (mut town, other) = (Town::new(1), Town::new(2));
    let message = opening_under(&mut town, other.trust);
    let mut transcript = reader(&town);
    assert_eq!(transcript.read(&message).err(), None);
    assert_eq!(transcript.trust(), Some(other.trust));
    // Its members speak there, and nobody of ours, even if certified for a department of the same id.
    let ours = write(&mut town, &transcript, Writer::Caseworker(0), |_| {});
    assert_eq!(transcript.read(&ours).err(), Some(Failure::ForeignAuthor));
    let body = Body::Text("Guten Tag".to_owned());
    let place = transcript.place(&other.caseworkers[0].certificate.sign);
    let signer = other.caseworkers[0].signer();
    let mut draft = town.draft(signer, MessageKind::Reply, place, &body);
    draft.department = other.department;
    let theirs = town.seal(draft).sealed;
    let found = transcript.read(&theirs).err();
    assert_eq!(
        found,
        Some(Failure::ForeignAuthor),
        "only for the department that was written to"
    );
}

#[test]
fn an_opening_is_the_first_message_and_no_other() {
    let found = found_instead(|town, transcript| {
        let sign = town.citizen.sign.clone();
        let body = town.opening();
        let place = transcript.place(&sign.public());
        let draft = town.draft(Signer::Citizen(&sign), MessageKind::Text, place, &body);
        town.seal(draft).sealed
    });
    assert_eq!(found, Some(Failure::Malformed));
    let mut town = Town::new(1);
    let body = Body::Text(String::new());
    let sign = town.citizen.sign.clone();
    let draft = town.draft(Signer::Citizen(&sign), MessageKind::Text, Place::first(), &body);
    let sealed: SealedMessage = town.seal(draft);
    assert_eq!(reader(&town).read(&sealed.sealed).err(), Some(Failure::Malformed));
}

fn writers() -> impl Strategy<Value = Vec<Writer>> {
    let writer = prop_oneof![
        Just(Writer::Citizen),
        Just(Writer::Caseworker(0)),
        Just(Writer::Caseworker(1))
    ];
    prop::collection::vec(writer, 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn honest_conversations_have_no_failures(writers in writers(), seed: u64) {
        let mut town = Town::new(seed);
        let messages = conversation(&mut town, &writers);
        prop_assert!(failures(&mut citizens_reader(&town), &messages).iter().all(Option::is_none));
    }

    /// Whatever is done to the messages between the first and the last: it shows, at least once and never more often
    /// than there was something done, and no message is shown as another.
    #[test]
    fn whatever_happens_shows_and_the_rest_is_read(
        writers in writers(), seed: u64,
        deeds in prop::collection::vec((0..4_u8, any::<prop::sample::Index>()), 1..4)
    ) {
        let mut town = Town::new(seed);
        let right = conversation(&mut town, &writers);
        let mut messages = right.clone();
        for (deed, at) in &deeds {
            if messages.len() < 3 {
                break;
            }
            let at = 1 + at.index(messages.len() - 2);
            match deed {
                0 => { messages.remove(at); }
                1 => { let last = messages[at].len() - 1; messages[at][last] ^= 1; }
                2 => { let copy = messages[at].clone(); messages.push(copy); }
                _ => messages[at].truncate(100),
            }
        }
        let mut transcript = reader(&town);
        let found = failures(&mut transcript, &messages);
        for (message, failure) in messages.iter().zip(&found) {
            prop_assert!(failure.is_some() || right.contains(message));
        }
        // What is named as missing by a message that is itself out of its place is told with the next one.
        let next = write(&mut town, &transcript, Writer::Citizen, |_| {});
        let late = transcript.read(&next).err();
        prop_assert!(matches!(late, None | Some(Failure::MissingMessage)), "{:?}", late);
        // A copy at the end lets what was last be removed: that the newest messages are held back does not show.
        let failures = found.iter().chain([&late]).flatten().count();
        if right.starts_with(&messages) {
            prop_assert_eq!(failures, 0);
        } else {
            prop_assert!((1..=deeds.len()).contains(&failures), "{:?} {:?}", found, late);
        }
        // And it goes on.
        let next = write(&mut town, &transcript, Writer::Citizen, |_| {});
        prop_assert_eq!(transcript.read(&next).err(), None);
    }

    #[test]
    fn a_shuffle_of_neighbours_shows(writers in writers(), seed: u64, at: prop::sample::Index) {
        let mut town = Town::new(seed);
        let mut messages = conversation(&mut town, &writers);
        let at = at.index(messages.len() - 1);
        messages.swap(at, at + 1);
        let found = failures(&mut reader(&town), &messages);
        prop_assert!(found.contains(&Some(Failure::Reordered)), "{:?}", found);
        prop_assert!(found.iter().flatten().count() <= 2);
    }
}
