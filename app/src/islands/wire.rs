//! What islands say to the vault and the portal, and what they read of the answers: the same JSON as
//! `vault::messages` and `domain::api`, but what is only handed on, such as sealed messages, stays unread. Reading it
//! would more than double the code that a phone has to load. The tests hold both against the real types.

use domain::{EmailAddress, ErrorCode, Locale, Localized};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::trouble::{CodeMistake, Distrust, Trouble};

/// JSON that is handed on unread.
pub(crate) type Unread = Box<RawValue>;

/// Asks the vault.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ask {
    SealAttachment { name: String, media_type: String },
    DropAttachment { id: String },
    Open(Box<OpenDraft>),
    Unlock { code: String },
    SignLogin { origin: String, nonce: String },
    Read { view: Unread, now: i64 },
    ReadMore { page: Unread, now: i64 },
    Write { text: String, now: i64 },
    OpenAttachment { id: String },
    Forget,
}

#[derive(Serialize)]
pub(crate) struct OpenDraft {
    pub(crate) conversation: String,
    pub(crate) ticket: String,
    pub(crate) authority: String,
    pub(crate) root: String,
    pub(crate) department: Unread,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) name: Option<String>,
    pub(crate) contact: Option<String>,
    pub(crate) notice: Option<EmailAddress>,
    pub(crate) locale: Locale,
    pub(crate) now: i64,
}

/// The vault's answer.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Answer {
    Done,
    Attachment(NewAttachment),
    Opening { request: Unread, receipt: String },
    Login(Unread),
    Messages { messages: Vec<ReadMessage> },
    Message(Unread),
    File { name: String, media_type: String },
    Refused(Refusal),
}

#[derive(Clone, Deserialize)]
pub(crate) struct NewAttachment {
    pub(crate) id: String,
    pub(crate) size: u64,
}

#[derive(Deserialize)]
pub(crate) struct ReadMessage {
    pub(crate) id: String,
    pub(crate) position: i64,
    pub(crate) author: Author,
    pub(crate) received_at: i64,
    pub(crate) outcome: Result<Content, Distrust>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Author {
    Citizen,
    Department,
}

#[derive(Deserialize)]
pub(crate) struct Content {
    pub(crate) kind: ContentKind,
    pub(crate) signer: Signer,
    pub(crate) subject: Option<String>,
    pub(crate) text: String,
    pub(crate) name: Option<String>,
    pub(crate) contact: Option<String>,
    pub(crate) attachments: Vec<Attachment>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ContentKind {
    Opening,
    Text,
    Close,
    Reopen,
}

/// A citizen has neither.
#[derive(Deserialize)]
pub(crate) struct Signer {
    pub(crate) name: Option<String>,
    pub(crate) department: Option<String>,
}

#[derive(Deserialize)]
pub(crate) struct Attachment {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) sealed_size: u64,
}

#[derive(Deserialize)]
pub(crate) struct Refusal {
    refusal: RefusalKind,
    failure: Option<Distrust>,
    mistake: Option<Mistake>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RefusalKind {
    Receipt,
    Untrusted,
    Login,
    Locked,
    TooLarge,
    OutOfTurn,
}

#[derive(Deserialize)]
struct Mistake {
    mistake: MistakeKind,
    found: Option<usize>,
    at: Option<usize>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum MistakeKind {
    Length,
    Character,
    Checksum,
    Version,
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        match refusal.refusal {
            RefusalKind::Receipt => {
                let mistake = refusal.mistake.map_or(CodeMistake::Checksum, |mistake| {
                    match (mistake.mistake, mistake.found, mistake.at) {
                        (MistakeKind::Length, Some(found), _) => CodeMistake::Length(found),
                        (MistakeKind::Character, _, Some(at)) => CodeMistake::Character(at),
                        (MistakeKind::Version, ..) => CodeMistake::Version,
                        _ => CodeMistake::Checksum,
                    }
                });
                Self::Code(mistake)
            }
            RefusalKind::Untrusted => Self::Untrusted(refusal.failure.unwrap_or(Distrust::Malformed)),
            RefusalKind::TooLarge => Self::TooLarge,
            RefusalKind::Login | RefusalKind::Locked => Self::Locked,
            // Page and vault have lost each other.
            RefusalKind::OutOfTurn => Self::Crashed,
        }
    }
}

/// The portal's answers, as far as they are read.
#[derive(Deserialize)]
pub(crate) struct Ticket {
    pub(crate) conversation: String,
    pub(crate) ticket: String,
}

#[derive(Deserialize)]
pub(crate) struct Opened {
    pub(crate) case_number: String,
}

#[derive(Deserialize)]
pub(crate) struct LoginChallenge {
    pub(crate) nonce: String,
}

#[derive(Deserialize)]
pub(crate) struct OpenedSession {
    pub(crate) token: String,
}

#[derive(Deserialize)]
pub(crate) struct ConversationView {
    pub(crate) case_number: String,
    pub(crate) authority: String,
    pub(crate) department: String,
    pub(crate) status: Status,
    pub(crate) messages: MessagePage,
    pub(crate) read: i64,
    pub(crate) notice: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    Open,
    Closed,
}

#[derive(Deserialize)]
pub(crate) struct MessagePage {
    pub(crate) messages: Vec<StoredMessage>,
    pub(crate) next: Option<i64>,
}

#[derive(Deserialize)]
pub(crate) struct StoredMessage {
    pub(crate) attachments: Vec<AttachmentState>,
}

#[derive(Deserialize)]
pub(crate) struct AttachmentState {
    pub(crate) id: String,
    pub(crate) size: u64,
    pub(crate) parts: Vec<u32>,
}

#[derive(Deserialize)]
pub(crate) struct Authority {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) departments: Vec<Department>,
}

#[derive(Deserialize)]
pub(crate) struct Department {
    pub(crate) id: String,
    pub(crate) name: Localized,
}

/// What the portal is told.
#[derive(Serialize)]
pub(crate) struct TicketRequest {
    pub(crate) department: String,
}

#[derive(Serialize)]
pub(crate) struct NoticeRequest {
    pub(crate) email: EmailAddress,
    pub(crate) locale: Locale,
}

#[derive(Serialize)]
pub(crate) struct MarkRead {
    pub(crate) position: i64,
}

impl Trouble {
    /// What an error answer means here.
    pub(crate) fn of_answer(code: ErrorCode, said: String) -> Self {
        match code {
            ErrorCode::ReceiptRefused => Self::Code(CodeMistake::Unknown),
            code => Self::Refused { code, said },
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::api;
    use domain::{AttachmentId, AuthorityId, Bytes, ConversationId, DepartmentId, MessageId, Timestamp};
    use rand_core::OsRng;
    use sealing::{Failure, ReceiptMistake};
    use serde::de::DeserializeOwned;
    use vault::messages as real;

    use super::*;

    /// What the vault or the portal writes, as islands read it.
    fn across<T: DeserializeOwned>(written: &impl Serialize) -> T {
        serde_json::from_str(&serde_json::to_string(written).unwrap()).unwrap()
    }

    fn unread(value: &impl Serialize) -> Unread {
        serde_json::value::to_raw_value(value).unwrap()
    }

    fn view() -> api::ConversationView {
        api::ConversationView {
            id: ConversationId::random(&mut OsRng),
            case_number: "1234-5678".to_owned().try_into().unwrap(),
            authority: AuthorityId::random(&mut OsRng),
            department: DepartmentId::random(&mut OsRng),
            status: api::Status::Closed,
            opened_at: Timestamp(86_400),
            citizen: Bytes(vec![1; 32]),
            grants: Vec::new(),
            messages: api::MessagePage {
                messages: vec![api::StoredMessage {
                    id: MessageId::random(&mut OsRng),
                    position: 7,
                    author: api::Author::Department,
                    received_at: Timestamp(1),
                    sealed: Bytes(vec![2; 9]),
                    attachments: vec![api::AttachmentState {
                        id: AttachmentId::random(&mut OsRng),
                        size: 5,
                        parts: vec![0],
                    }],
                }],
                next: Some(7),
                grants: Vec::new(),
                rekey: None,
            },
            read: 3,
            notice: true,
        }
    }

    #[test]
    fn the_vault_understands_every_request() {
        let view = view();
        let draft = OpenDraft {
            conversation: view.id.to_string(),
            ticket: "ticket".to_owned(),
            authority: view.authority.to_string(),
            root: Bytes(vec![3; 32]).to_base64(),
            department: unread(&api::DepartmentKey {
                department: view.department,
                epoch: 1,
                chain: vec![Bytes(vec![4])],
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
            let read: real::CitizenRequest = across(&ask);
            // Written again it is the same: no field was lost or defaulted.
            assert_eq!(
                serde_json::to_value(&read).unwrap(),
                serde_json::to_value(&ask).unwrap()
            );
        }
    }

    #[test]
    fn sealed_answers_are_handed_on_as_they_came() {
        let message = api::NewMessage {
            id: MessageId::random(&mut OsRng),
            sealed: Bytes(vec![1, 2, 3]),
            attachments: Vec::new(),
            grants: Vec::new(),
        };
        let Answer::Message(unread) = across(&real::CitizenAnswer::Message(message.clone())) else {
            panic!("another answer");
        };
        assert_eq!(across::<api::NewMessage>(&unread), message);

        let login = api::OpenSession {
            locator: Bytes(vec![1; 16]),
            nonce: Bytes(vec![2; 16]),
            signature: Bytes(vec![3; 64]),
        };
        let Answer::Login(unread) = across(&real::CitizenAnswer::Login(login.clone())) else {
            panic!("another answer");
        };
        assert_eq!(across::<api::OpenSession>(&unread), login);
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
        assert!(
            matches!(across(&file), Answer::File { name, media_type } if name == "a" && media_type == "b")
        );

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
            attachments: vec![real::Attachment {
                id,
                name: "a.pdf".to_owned(),
                media_type: "application/pdf".to_owned(),
                size: 1,
                sealed_size: 2,
            }],
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
            ],
        };
        let Answer::Messages { messages } = across(&answer) else {
            panic!("another answer");
        };
        let [closed, own, forked] = &messages[..] else {
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
            (ReceiptMistake::Length { found: 3 }, CodeMistake::Length(3)),
            (ReceiptMistake::Character { at: 5 }, CodeMistake::Character(5)),
            (ReceiptMistake::Checksum, CodeMistake::Checksum),
            (ReceiptMistake::Version, CodeMistake::Version),
        ] {
            assert_eq!(
                trouble(real::Refusal::Receipt { mistake }),
                Trouble::Code(expected)
            );
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
                trouble(real::Refusal::Untrusted { failure }),
                Trouble::Untrusted(words(failure))
            );
        }
    }

    #[test]
    fn the_portals_answers_are_understood() {
        let real = view();
        let read: ConversationView = across(&real);
        assert_eq!(read.case_number, "1234-5678");
        assert_eq!(
            (read.authority, read.department),
            (real.authority.to_string(), real.department.to_string())
        );
        assert!(read.status == Status::Closed && read.notice && read.read == 3);
        assert_eq!(read.messages.next, Some(7));
        let state = &read.messages.messages[0].attachments[0];
        assert_eq!((state.size, &state.parts[..]), (5, &[0][..]));

        let ticket: Ticket = across(&api::Ticket {
            conversation: real.id,
            ticket: "t".to_owned(),
            expires_at: Timestamp(1),
        });
        assert_eq!(
            (ticket.conversation, ticket.ticket.as_str()),
            (real.id.to_string(), "t")
        );
        let opened: Opened = across(&api::Opened {
            conversation: real.id,
            case_number: real.case_number.clone(),
        });
        assert_eq!(opened.case_number, real.case_number.as_str());
        let challenge: LoginChallenge = across(&api::LoginChallenge {
            nonce: Bytes(vec![9; 8]),
            expires_at: Timestamp(1),
        });
        assert_eq!(challenge.nonce, Bytes(vec![9; 8]).to_base64());
        let session: OpenedSession = across(&api::OpenedSession {
            token: "t".to_owned(),
            conversation: real.id,
            expires_at: Timestamp(1),
        });
        assert_eq!(session.token, "t");
        let name = Localized {
            de: "Amt".to_owned(),
            en: None,
        };
        let authority: Authority = across(&api::Authority {
            id: real.authority,
            slug: "stadt".parse().unwrap(),
            name: "Stadt".to_owned(),
            root: Bytes(vec![1; 32]),
            telephone: None,
            departments: vec![api::Department {
                id: real.department,
                slug: "amt".parse().unwrap(),
                name: name.clone(),
                description: name,
            }],
        });
        assert_eq!(
            (authority.id, authority.name.as_str()),
            (real.authority.to_string(), "Stadt")
        );
        let department = &authority.departments[0];
        assert_eq!(
            (&department.id, department.name.de.as_str()),
            (&real.department.to_string(), "Amt")
        );
    }

    #[test]
    fn the_portal_understands_what_it_is_told() {
        let department = DepartmentId::random(&mut OsRng);
        let request = TicketRequest {
            department: department.to_string(),
        };
        assert_eq!(
            across::<api::TicketRequest>(&request),
            api::TicketRequest { department }
        );
        let email: EmailAddress = "a@example.org".parse().unwrap();
        let request = NoticeRequest {
            email: email.clone(),
            locale: Locale::En,
        };
        let locale = Locale::En;
        assert_eq!(
            across::<api::NoticeRequest>(&request),
            api::NoticeRequest { email, locale }
        );
        let read: api::MarkRead = across(&MarkRead { position: 3 });
        assert_eq!(read, api::MarkRead { position: 3 });
    }
}
