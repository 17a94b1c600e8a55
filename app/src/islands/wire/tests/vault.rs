use ::vault::messages as real;
use domain::api;
use domain::{AttachmentId, AuthorityId, Bytes, DepartmentId, Locale, MessageId, Timestamp};
use rand_core::OsRng;
use sealing::{Failure, ReceiptMistake};

use super::{across, back, unread, view};
use crate::islands::trouble::{CodeMistake, Distrust, Trouble};
use crate::islands::wire::vault::{Answer, Ask, Author, ContentKind, OpenDraft, Role};

#[test]
fn the_vault_understands_every_request() {
    let view = view();
    let draft = OpenDraft {
        conversation: view.id.to_string(),
        ticket: "ticket".to_owned(),
        authority: view.authority.to_string(),
        root: Bytes(vec![3; 32]).to_base64(),
        pin: Some("0000-1111".to_owned()),
        department: unread(&api::DepartmentKey {
            department: view.department,
            epoch: 1,
            chain: vec![Bytes(vec![4])],
            revoked: vec![vec![Bytes(vec![5])]],
        }),
        subject: "Betreff".to_owned(),
        text: "Text".to_owned(),
        name: Some("Name".to_owned()),
        contact: None,
        notice: Some("a@example.org".parse().unwrap()),
        locale: Locale::En,
        now: 5,
    };
    let id = AttachmentId::random(&mut OsRng);
    let now = 5;
    for ask in [
        Ask::SealAttachment {
            name: "a.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
        },
        Ask::DropAttachment { id: id.to_string() },
        Ask::Open(Box::new(draft)),
        Ask::Unlock {
            code: "code".to_owned(),
        },
        Ask::SignLogin {
            origin: "https://post.example.org".to_owned(),
            nonce: Bytes(vec![1]).to_base64(),
        },
        Ask::Read {
            view: unread(&view),
            now,
        },
        Ask::ReadMore {
            page: unread(&view.messages),
            now,
        },
        Ask::Write {
            text: "Text".to_owned(),
            now,
        },
        Ask::OpenAttachment { id: id.to_string() },
        Ask::Forget,
    ] {
        let read: real::CitizenRequest = back(&ask.to_json());
        // Written again it is the same: no field was lost or defaulted.
        let ask: serde_json::Value = back(&ask.to_json());
        assert_eq!(serde_json::to_value(&read).unwrap(), ask);
    }
}

#[test]
fn sealed_answers_are_handed_on_as_they_came() {
    let message = api::NewMessage {
        id: MessageId::random(&mut OsRng),
        sealed: Bytes(vec![1, 2, 3]),
        attachments: Vec::new(),
        grants: Vec::new(),
        seed: api::SealedTo::Content(0),
    };
    let Answer::Message(unread) = across(&real::CitizenAnswer::Message(message.clone())) else {
        panic!("another answer");
    };
    assert_eq!(back::<api::NewMessage>(&unread), message);

    let login = api::OpenSession {
        locator: Bytes(vec![1; 16]),
        nonce: Bytes(vec![2; 16]),
        signature: Bytes(vec![3; 64]),
    };
    let Answer::Login(unread) = across(&real::CitizenAnswer::Login(login.clone())) else {
        panic!("another answer");
    };
    assert_eq!(back::<api::OpenSession>(&unread), login);
}

#[test]
fn the_vaults_answers_are_understood() {
    assert!(matches!(across(&real::CitizenAnswer::Done), Answer::Done));
    let id = AttachmentId::random(&mut OsRng);
    let Answer::Attachment(attachment) = across(&real::CitizenAnswer::Attachment(api::NewAttachment {
        id,
        size: 9,
    })) else {
        panic!("another answer");
    };
    assert_eq!((attachment.id, attachment.size), (id.to_string(), 9));
    let file = real::CitizenAnswer::File {
        name: "a".to_owned(),
        media_type: "b".to_owned(),
    };
    assert!(matches!(across(&file), Answer::File { name, media_type } if name == "a" && media_type == "b"));

    let message = |outcome| real::ReadMessage {
        id: MessageId::random(&mut OsRng),
        position: 4,
        author: api::Author::Department,
        received_at: Timestamp(6),
        outcome,
    };
    let department = DepartmentId::random(&mut OsRng);
    let content = real::Content {
        kind: real::ContentKind::Close,
        signer: real::Signer::Member {
            name: "E. Sommer".to_owned(),
            department,
        },
        subject: None,
        text: "Erledigt".to_owned(),
        name: None,
        contact: None,
        to: None,
        root: None,
        elsewhere: None,
        attachments: vec![real::Attachment {
            id,
            name: "a.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 1,
            sealed_size: 2,
        }],
    };
    let to = DepartmentId::random(&mut OsRng);
    let passed_on = real::Content {
        kind: real::ContentKind::Transfer,
        to: Some(to),
        ..content.clone()
    };
    let authority = AuthorityId::random(&mut OsRng);
    let handed_over = real::Content {
        kind: real::ContentKind::Handover,
        elsewhere: Some(real::Elsewhere {
            authority,
            root: "4444-5555".to_owned(),
            history: true,
        }),
        ..passed_on.clone()
    };
    let by_citizen = real::Content {
        signer: real::Signer::Citizen,
        kind: real::ContentKind::Opening,
        ..content.clone()
    };
    let answer = real::CitizenAnswer::Messages {
        messages: vec![
            message(Ok(content)),
            message(Ok(by_citizen)),
            message(Err(Failure::Forked)),
            message(Ok(passed_on)),
            message(Ok(handed_over)),
        ],
        credentials: vec![
            Some(real::Credentials {
                role: api::Role::Lead,
                epoch: 3,
                valid_until: Timestamp(8),
                key: "0000-1111".to_owned(),
                root: "2222-3333".to_owned(),
            }),
            None,
            None,
            None,
            None,
        ],
    };
    let Answer::Messages {
        messages,
        credentials,
    } = across(&answer)
    else {
        panic!("another answer");
    };
    let [Some(lead), None, None, None, None] = &credentials[..] else {
        panic!("one of them signed for the department");
    };
    assert_eq!((lead.role, lead.epoch, lead.valid_until), (Role::Lead, 3, 8));
    assert_eq!(
        (lead.key.as_str(), lead.root.as_str()),
        ("0000-1111", "2222-3333")
    );
    let [closed, own, forked, passed_on, handed_over] = &messages[..] else {
        panic!("another number");
    };
    assert!(closed.author == Author::Department && (closed.position, closed.received_at) == (4, 6));
    let closed = closed.outcome.as_ref().unwrap();
    assert!(closed.kind == ContentKind::Close);
    assert_eq!(closed.signer.name.as_deref(), Some("E. Sommer"));
    assert_eq!(closed.signer.department, Some(department.to_string()));
    assert_eq!(closed.attachments[0].sealed_size, 2);
    assert!(own.outcome.as_ref().unwrap().signer.name.is_none());
    assert!(matches!(forked.outcome, Err(Distrust::Forked)));
    let passed_on = passed_on.outcome.as_ref().unwrap();
    assert!(passed_on.kind == ContentKind::Transfer && passed_on.to == Some(to.to_string()));
    let handed_over = handed_over.outcome.as_ref().unwrap();
    assert!(handed_over.kind == ContentKind::Handover);
    let elsewhere = handed_over.elsewhere.as_ref().unwrap();
    assert_eq!(elsewhere.authority, authority.to_string());
    assert!(elsewhere.root == "4444-5555" && elsewhere.history);
}

#[test]
fn every_refusal_is_understood() {
    let trouble = |refusal: real::Refusal| -> Trouble {
        match across(&real::CitizenAnswer::Refused(refusal)) {
            Answer::Refused(refusal) => refusal.into(),
            _ => panic!("another answer"),
        }
    };
    for (mistake, expected) in [
        (ReceiptMistake::Length(3), CodeMistake::Length(3)),
        (ReceiptMistake::Character(5), CodeMistake::Character(5)),
        (ReceiptMistake::Checksum, CodeMistake::Checksum),
        (ReceiptMistake::Version, CodeMistake::Version),
        (ReceiptMistake::OtherKind, CodeMistake::OtherKind),
    ] {
        assert_eq!(trouble(real::Refusal::Receipt(mistake)), Trouble::Code(expected));
    }
    for (refusal, expected) in [
        (real::Refusal::Login, Trouble::Locked),
        (real::Refusal::Locked, Trouble::Locked),
        (real::Refusal::TooLarge, Trouble::TooLarge),
        (real::Refusal::OutOfTurn, Trouble::Crashed),
    ] {
        assert_eq!(trouble(refusal), expected);
    }
    // Whatever the vault may name has its words here: a name that is missing does not compile.
    let words = |failure: Failure| match failure {
        Failure::NotSealed => Distrust::NotSealed,
        Failure::DoesNotOpen => Distrust::DoesNotOpen,
        Failure::Malformed => Distrust::Malformed,
        Failure::UnknownVersion => Distrust::UnknownVersion,
        Failure::BadSignature => Distrust::BadSignature,
        Failure::ForeignAuthor => Distrust::ForeignAuthor,
        Failure::UntrustedChain => Distrust::UntrustedChain,
        Failure::ExpiredCertificate => Distrust::ExpiredCertificate,
        Failure::RevokedCertificate => Distrust::RevokedCertificate,
        Failure::OtherConversation => Distrust::OtherConversation,
        Failure::MissingMessage => Distrust::MissingMessage,
        Failure::Reordered => Distrust::Reordered,
        Failure::Forked => Distrust::Forked,
        Failure::Repeated => Distrust::Repeated,
        Failure::BodyMismatch => Distrust::BodyMismatch,
        Failure::AttachmentMismatch => Distrust::AttachmentMismatch,
        Failure::OtherRoot => Distrust::OtherRoot,
        Failure::NoGrant => Distrust::NoGrant,
    };
    for failure in [
        Failure::NotSealed,
        Failure::DoesNotOpen,
        Failure::Malformed,
        Failure::UnknownVersion,
        Failure::BadSignature,
        Failure::ForeignAuthor,
        Failure::UntrustedChain,
        Failure::ExpiredCertificate,
        Failure::RevokedCertificate,
        Failure::OtherConversation,
        Failure::MissingMessage,
        Failure::Reordered,
        Failure::Forked,
        Failure::Repeated,
        Failure::BodyMismatch,
        Failure::AttachmentMismatch,
        Failure::OtherRoot,
        Failure::NoGrant,
    ] {
        assert_eq!(
            trouble(real::Refusal::Untrusted(failure)),
            Trouble::Untrusted(words(failure))
        );
    }
}
