//! What page and vault say to each other survives JSON, each variant of it.

use crate::messages::{
    Act, Asked, Asking as _, Attachment, CitizenAnswer, CitizenRequest, Content, ContentKind, Credentials,
    DeskAnswer, DeskAsk, DeskRequest, Elsewhere, EpochMember, HandoverDraft, Heading, LetterDraft,
    MemberCertificate, OfficeAnswer, OfficeRequest, OpenDraft, PublicKeys, ReadMessage, Refusal, Signer,
    StaffAnswer, StaffAsk, Summary,
};
use domain::api::{
    AuditMember, AuditPage, Author, Authority, CitizenKeys, ConversationView, Correspondent, DepartmentKey,
    EndProposal, EnrolFinish, Enrolment, EpochKey, Grant, GrantKind, Grantee, HandOver, InboxRow, Letter,
    LetterTicket, Member, MemberKeys, MessagePage, NewAttachment, NewEpoch, NewEpochGrant, NewMessage,
    NewPassword, NewRecoveryCode, OpenConversation, OpenLetter, OpenSession, PassOn, Propose, Restoration,
    RestorationFinish, RestorationStarted, RestoredAccess, Role, SealedTo, SetStatus, StaffSession, Status,
    StoredMessage,
};
use domain::audit::{Action, AuditEntry, AuditHead, Subject};
use domain::{
    AttachmentId, AuthorityId, Bytes, CaseNumber, ConversationId, DepartmentId, Locale, Localized, MemberId,
    MessageId, Timestamp,
};
use rand_core::OsRng;
use sealing::{Failure, ReceiptMistake, ShareMistake};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

const NOW: Timestamp = Timestamp(1_790_000_000);

#[test]
fn every_request_of_citizens_survives_json() {
    for request in [
        CitizenRequest::SealAttachment {
            name: "Bescheid (2).pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
        },
        CitizenRequest::DropAttachment { id: attachment_id() },
        CitizenRequest::Open(Box::new(open_draft())),
        CitizenRequest::Unlock {
            code: "0000-1111".to_owned(),
        },
        CitizenRequest::SignLogin {
            origin: "http://localhost:3000".to_owned(),
            nonce: bytes(),
        },
        CitizenRequest::Read {
            view: Box::new(view()),
            now: NOW,
        },
        CitizenRequest::ReadMore {
            page: page(),
            now: NOW,
        },
        CitizenRequest::Write {
            text: "Guten Tag\n„Straße“ \u{1f4e8}".to_owned(),
            now: NOW,
        },
        CitizenRequest::HandOver(Box::new(HandoverDraft {
            department: department_key(),
            history: true,
            subject: "Betreff".to_owned(),
            text: "Text".to_owned(),
            name: None,
            contact: Some("0211 1234".to_owned()),
            locale: Locale::En,
            now: NOW,
        })),
        CitizenRequest::Decline { now: NOW },
        CitizenRequest::OpenAttachment { id: attachment_id() },
        CitizenRequest::Forget,
    ] {
        survives(&request);
    }
}

#[test]
fn every_answer_to_citizens_survives_json() {
    for answer in [
        CitizenAnswer::Done,
        CitizenAnswer::Attachment(new_attachment()),
        CitizenAnswer::Opening {
            request: Box::new(open_conversation()),
            receipt: "0000-1111".to_owned(),
        },
        CitizenAnswer::Login(OpenSession {
            locator: bytes(),
            nonce: bytes(),
            signature: bytes(),
        }),
        CitizenAnswer::Messages {
            messages: read_messages(),
            credentials: vec![
                None,
                Some(Credentials {
                    role: Role::Lead,
                    epoch: 3,
                    valid_until: NOW,
                    key: "0000-1111".to_owned(),
                    root: "2222-3333".to_owned(),
                }),
            ],
        },
        CitizenAnswer::Message(new_message()),
        CitizenAnswer::HandOver(Box::new(HandOver {
            proposal: MessageId::random(&mut OsRng),
            from: DepartmentId::random(&mut OsRng),
            to: DepartmentId::random(&mut OsRng),
            after: 7,
            message: new_message(),
            history: grants(),
        })),
        CitizenAnswer::Decline(end_proposal()),
        CitizenAnswer::File {
            name: "a.txt".to_owned(),
            media_type: "text/plain".to_owned(),
        },
    ] {
        survives(&answer);
    }
    for refusal in refusals() {
        survives(&CitizenAnswer::Refused(refusal));
    }
}

#[test]
fn every_request_of_both_applications_survives_json() {
    let department = DepartmentId::random(&mut OsRng);
    for request in [
        StaffAsk::StartLogin {
            password: "p".to_owned(),
        },
        StaffAsk::FinishLogin { response: bytes() },
        StaffAsk::Unlock {
            session: serde_json::value::to_raw_value(&session()).expect("serialises"),
            now: NOW,
        },
        StaffAsk::UsePasskey { output: bytes() },
        StaffAsk::OwnFingerprint,
        StaffAsk::GrantEpoch {
            department,
            epoch: 1,
            members: epoch_members(),
            now: NOW,
        },
        StaffAsk::State {
            act: Box::new(Act::new(
                Action::Depart,
                Subject::member(MemberId::random(&mut OsRng)),
            )),
            now: NOW,
        },
        StaffAsk::State {
            act: Box::new(Act::on(
                Action::SetStatus,
                ConversationId::random(&mut OsRng),
                Some(Status::Closed),
            )),
            now: NOW,
        },
        StaffAsk::SealDraft {
            text: "a\0b".to_owned(),
        },
        StaffAsk::OpenDraft { sealed: bytes() },
        StaffAsk::Lock,
    ] {
        let written = serde_json::to_value(request.asked()).expect("serialises");
        assert_eq!(reread::<Asked<DeskRequest>>(&written), written);
        assert_eq!(reread::<Asked<OfficeRequest>>(&written), written);
    }
}

#[test]
fn every_request_of_the_desk_survives_json() {
    for request in [
        DeskRequest::Summarise {
            rows: vec![inbox_row(), inbox_row()],
            now: NOW,
        },
        DeskRequest::Read {
            incomplete: true,
            view: Box::new(view()),
            now: NOW,
        },
        DeskRequest::ReadMore {
            incomplete: true,
            page: page(),
            now: NOW,
        },
        DeskRequest::Write {
            text: String::new(),
            now: NOW,
        },
        DeskRequest::SetStatus {
            status: Status::Closed,
            now: NOW,
        },
        DeskRequest::WriteLetter(Box::new(letter_draft())),
        DeskRequest::Propose {
            authority: AuthorityId::random(&mut OsRng),
            root: bytes(),
            to: DepartmentId::random(&mut OsRng),
            text: "Zuständig ist der Kreis.".to_owned(),
            now: NOW,
        },
        DeskRequest::Withdraw { now: NOW },
        DeskRequest::NameRoot { root: bytes() },
        DeskRequest::PassOn {
            to: Box::new(open_draft().department),
            text: "Zuständig ist das Bauamt.".to_owned(),
            notes: true,
            now: NOW,
        },
        DeskRequest::ReadNotes {
            incomplete: true,
            page: page(),
            now: NOW,
        },
        DeskRequest::WriteNote {
            text: "ä".to_owned(),
            now: NOW,
        },
        DeskRequest::SealAttachment {
            name: "a".to_owned(),
            media_type: String::new(),
        },
        DeskRequest::DropAttachment { id: attachment_id() },
        DeskRequest::OpenAttachment { id: attachment_id() },
    ] {
        let written = serde_json::to_value(request.asked()).expect("serialises");
        assert_eq!(reread::<Asked<DeskRequest>>(&written), written);
        assert_eq!(
            reread::<Asked<DeskAsk>>(&written),
            written,
            "as the page writes it"
        );
    }
}

#[test]
fn every_request_of_the_administration_survives_json() {
    let department = DepartmentId::random(&mut OsRng);
    for request in [
        OfficeRequest::StartEnrolment {
            password: "p".to_owned(),
        },
        OfficeRequest::FinishEnrolment {
            token: "t".to_owned(),
            enrolment: Box::new(Enrolment {
                member: session().member,
                authority: "Stadt Musterstadt".to_owned(),
                root: bytes(),
                recovery_certificate: bytes(),
                response: bytes(),
            }),
            now: NOW,
        },
        OfficeRequest::FinishPassword { response: bytes() },
        OfficeRequest::MakeRecoveryCode,
        OfficeRequest::CheckRecoveryCode {
            typed: "R000-1111".to_owned(),
        },
        OfficeRequest::SignRecovery {
            typed: "R000-1111".to_owned(),
            origin: "http://localhost:3000".to_owned(),
            nonce: bytes(),
        },
        OfficeRequest::FinishRestoration {
            token: "t".to_owned(),
            started: Box::new(RestorationStarted {
                member: session().member,
                authority: "Stadt Musterstadt".to_owned(),
                root: bytes(),
                response: bytes(),
            }),
        },
        OfficeRequest::RestorationFingerprint {
            member: MemberId::random(&mut OsRng),
            recipient: "age1pq1".to_owned(),
        },
        OfficeRequest::CheckRecoveryShare {
            typed: "0000-1111".to_owned(),
        },
        OfficeRequest::RestoreAccess {
            member: MemberId::random(&mut OsRng),
            restoration: Box::new(Restoration {
                asked_at: NOW,
                expires_at: None,
                recipient: Some("age1pq1".to_owned()),
                sealed: bytes(),
                recovery_certificate: bytes(),
            }),
            shares: ["0000-1111".to_owned(), "1111-0000".to_owned()],
            now: NOW,
        },
        OfficeRequest::WrapForPasskey { output: bytes() },
        OfficeRequest::Fingerprints {
            keys: vec![PublicKeys {
                sign: bytes(),
                recipient: "age1pq1".to_owned(),
            }],
        },
        OfficeRequest::FoundAuthority {
            authority: AuthorityId::random(&mut OsRng),
            passphrase: "p".to_owned(),
            now: NOW,
        },
        OfficeRequest::CheckShare {
            typed: "0000-1111".to_owned(),
        },
        OfficeRequest::OpenRoot {
            root_file: "-----BEGIN AGE ENCRYPTED FILE-----\n".to_owned(),
            passphrase: "p".to_owned(),
        },
        OfficeRequest::DropRoot,
        OfficeRequest::CertifyMember {
            certificate: MemberCertificate {
                member: MemberId::random(&mut OsRng),
                name: "Erika".to_owned(),
                departments: vec![department],
                role: Role::Caseworker,
                sign: bytes(),
                recipient: "age1pq1".to_owned(),
            },
            now: NOW,
        },
        OfficeRequest::Revoke {
            member: MemberId::random(&mut OsRng),
            key: bytes(),
            now: NOW,
        },
        OfficeRequest::MakeEpoch {
            department,
            epoch: 1,
            members: epoch_members(),
            now: NOW,
        },
        OfficeRequest::BeginAudit {
            remembered: Some(head()),
        },
        OfficeRequest::ReadAudit {
            page: Box::new(audit_page()),
        },
    ] {
        survives(&request.asked());
    }
}

fn epoch_members() -> Vec<EpochMember> {
    vec![EpochMember {
        member: MemberId::random(&mut OsRng),
        recipient: "age1pq1".to_owned(),
        chain: vec![bytes(), bytes()],
    }]
}

#[test]
fn every_answer_to_staff_survives_json() {
    let grants = || {
        vec![NewEpochGrant {
            member: MemberId::random(&mut OsRng),
            sealed: bytes(),
        }]
    };
    for answer in [
        StaffAnswer::Done,
        StaffAnswer::Opaque(bytes()),
        StaffAnswer::Summaries(summaries()),
        StaffAnswer::Messages(read_messages()),
        StaffAnswer::Message(new_message()),
        StaffAnswer::Status(SetStatus {
            status: Status::Closed,
            message: new_message(),
        }),
        StaffAnswer::Letter(Box::new(open_letter())),
        StaffAnswer::Propose(Box::new(Propose {
            from: DepartmentId::random(&mut OsRng),
            authority: AuthorityId::random(&mut OsRng),
            to: DepartmentId::random(&mut OsRng),
            message: new_message(),
        })),
        StaffAnswer::Withdraw(end_proposal()),
        StaffAnswer::RootNamed("0000-1111".to_owned()),
        StaffAnswer::PassOn(Box::new(PassOn {
            from: DepartmentId::random(&mut OsRng),
            to: DepartmentId::random(&mut OsRng),
            after: 7,
            message: new_message(),
            history: Vec::new(),
            notes: new_message().grants,
        })),
        StaffAnswer::Attachment(new_attachment()),
        StaffAnswer::File {
            name: "a".to_owned(),
            media_type: "b".to_owned(),
        },
        StaffAnswer::Enrolment {
            finish: Box::new(EnrolFinish {
                token: "t".to_owned(),
                upload: bytes(),
                sign: bytes(),
                recipient: "age1pq1".to_owned(),
                account: bytes(),
                private: bytes(),
                recovery: bytes(),
            }),
            fingerprint: "00000 11111".to_owned(),
        },
        StaffAnswer::Password(NewPassword {
            upload: bytes(),
            account: bytes(),
        }),
        StaffAnswer::RecoveryCode {
            request: NewRecoveryCode {
                auth: bytes(),
                account: bytes(),
            },
            code: "R000-1111".to_owned(),
        },
        StaffAnswer::Signature(bytes()),
        StaffAnswer::Restoration {
            finish: Box::new(RestorationFinish {
                token: "t".to_owned(),
                upload: bytes(),
                recipient: "age1pq1".to_owned(),
                account: bytes(),
            }),
            fingerprint: "00000 11111".to_owned(),
        },
        StaffAnswer::Restored(RestoredAccess {
            recipient: "age1pq1".to_owned(),
            sealed: bytes(),
        }),
        StaffAnswer::Fingerprint {
            fingerprint: "00000 11111".to_owned(),
            keys: PublicKeys {
                sign: bytes(),
                recipient: "age1pq1".to_owned(),
            },
        },
        StaffAnswer::Fingerprints(vec![Ok("00000 11111".to_owned()), Err(Failure::Malformed)]),
        StaffAnswer::Authority {
            root: bytes(),
            root_file: "-----BEGIN AGE ENCRYPTED FILE-----\n".to_owned(),
            recovery: "age1pq1".to_owned(),
            recovery_certificate: bytes(),
            shares: vec!["0000-1111".to_owned()],
        },
        StaffAnswer::Wrapped(bytes()),
        StaffAnswer::Share(3),
        StaffAnswer::Root {
            authority: AuthorityId::random(&mut OsRng),
            root: bytes(),
        },
        StaffAnswer::Chain(vec![bytes(), bytes()]),
        StaffAnswer::Epoch(NewEpoch {
            epoch: 2,
            chain: vec![bytes()],
            grants: grants(),
        }),
        StaffAnswer::EpochGrants { grants: grants() },
    ] {
        survives(&answer);
        assert!(
            is_read_by::<DeskAnswer>(&answer) | is_read_by::<OfficeAnswer>(&answer),
            "somebody reads {}",
            serde_json::to_value(&answer).expect("serialises")
        );
    }
    for refusal in refusals() {
        let answer = StaffAnswer::Refused(refusal);
        survives(&answer);
        assert!(is_read_by::<DeskAnswer>(&answer) && is_read_by::<OfficeAnswer>(&answer));
    }
}

/// Whether a page reads this answer; if it does, it reads all of it.
fn is_read_by<T: Serialize + DeserializeOwned>(answer: &StaffAnswer) -> bool {
    let written = serde_json::to_value(answer).expect("serialises");
    let read = serde_json::from_str::<T>(&written.to_string());
    if let Ok(read) = &read {
        assert_eq!(serde_json::to_value(read).expect("serialises"), written);
    }
    read.is_ok()
}

/// Writes, reads and writes again; names the variant in `tag`.
fn survives<T: Serialize + DeserializeOwned>(message: &T) {
    let written = serde_json::to_value(message).expect("serialises");
    assert_eq!(reread::<T>(&written), written);
}

/// The message as `T` understood it.
fn reread<T: Serialize + DeserializeOwned>(written: &Value) -> Value {
    let read: T =
        serde_json::from_str(&written.to_string()).unwrap_or_else(|error| panic!("{error}: {written}"));
    serde_json::to_value(&read).expect("serialises")
}

fn bytes() -> Bytes {
    Bytes(vec![0, 1, 0xfe, 0xff])
}

fn attachment_id() -> AttachmentId {
    AttachmentId::random(&mut OsRng)
}

fn new_attachment() -> NewAttachment {
    NewAttachment {
        id: attachment_id(),
        size: 31_000_000,
    }
}

fn new_message() -> NewMessage {
    NewMessage {
        id: MessageId::random(&mut OsRng),
        sealed: bytes(),
        attachments: vec![new_attachment()],
        grants: grants(),
        seed: SealedTo::Content(65_537),
    }
}

fn end_proposal() -> EndProposal {
    EndProposal {
        proposal: MessageId::random(&mut OsRng),
        message: new_message(),
    }
}

fn grants() -> Vec<Grant> {
    let department = Grantee::Department {
        department: DepartmentId::random(&mut OsRng),
        epoch: 3,
    };
    [Grantee::Citizen, department]
        .into_iter()
        .map(|grantee| Grant {
            kind: GrantKind::Content,
            n: 0,
            grantee,
            sealed: bytes(),
        })
        .collect()
}

fn open_draft() -> OpenDraft {
    OpenDraft {
        conversation: ConversationId::random(&mut OsRng),
        ticket: "t".to_owned(),
        authority: AuthorityId::random(&mut OsRng),
        root: bytes(),
        pin: Some("0000-1111".to_owned()),
        department: DepartmentKey {
            department: DepartmentId::random(&mut OsRng),
            epoch: 1,
            chain: vec![bytes()],
            revoked: vec![vec![bytes()]],
        },
        subject: "Betreff".to_owned(),
        text: "Text".to_owned(),
        name: None,
        contact: Some("0211 1234".to_owned()),
        notice: Some("a@b.de".parse().expect("plain")),
        locale: Locale::En,
        now: NOW,
    }
}

fn open_conversation() -> OpenConversation {
    OpenConversation {
        conversation: ConversationId::random(&mut OsRng),
        ticket: "t".to_owned(),
        department: DepartmentId::random(&mut OsRng),
        epoch: 1,
        citizen: CitizenKeys {
            locator_hash: bytes(),
            auth: bytes(),
            sign: bytes(),
        },
        grants: grants(),
        message: new_message(),
        notice: None,
        locale: Locale::De,
    }
}

fn stored_message() -> StoredMessage {
    StoredMessage {
        id: MessageId::random(&mut OsRng),
        position: i64::MAX,
        author: Author::Citizen,
        received_at: NOW,
        sealed: bytes(),
        attachments: Vec::new(),
    }
}

fn department_key() -> DepartmentKey {
    DepartmentKey {
        department: DepartmentId::random(&mut OsRng),
        epoch: 4,
        chain: vec![bytes()],
        revoked: Vec::new(),
    }
}

fn letter() -> Letter {
    Letter {
        sent: true,
        opener: DepartmentId::random(&mut OsRng),
        other: correspondent(),
    }
}

fn letter_draft() -> LetterDraft {
    LetterDraft {
        ticket: LetterTicket {
            conversation: ConversationId::random(&mut OsRng),
            ticket: "ticket".to_owned(),
            expires_at: NOW,
            from: department_key(),
            to: department_key(),
            recipient: correspondent(),
        },
        subject: "Amtshilfe".to_owned(),
        text: "Guten Tag".to_owned(),
        locale: Locale::De,
        now: NOW,
    }
}

fn open_letter() -> OpenLetter {
    OpenLetter {
        conversation: ConversationId::random(&mut OsRng),
        ticket: "ticket".to_owned(),
        from: DepartmentId::random(&mut OsRng),
        to: DepartmentId::random(&mut OsRng),
        authority: AuthorityId::random(&mut OsRng),
        grants: grants(),
        message: new_message(),
    }
}

fn correspondent() -> Correspondent {
    Correspondent {
        authority: AuthorityId::random(&mut OsRng),
        name: "Stadt".to_owned(),
        root: bytes(),
        department: DepartmentId::random(&mut OsRng),
        department_name: Localized::default(),
    }
}

fn page() -> MessagePage {
    MessagePage {
        messages: vec![stored_message()],
        next: Some(7),
        grants: grants(),
        rekey: Some(department_key()),
        opener_key: Some(department_key()),
        revoked: vec![vec![bytes(), bytes()]],
    }
}

fn view() -> ConversationView {
    ConversationView {
        id: ConversationId::random(&mut OsRng),
        case_number: CaseNumber::random(&mut OsRng),
        authority: AuthorityId::random(&mut OsRng),
        department: DepartmentId::random(&mut OsRng),
        status: Status::Open,
        opened_at: NOW,
        citizen: bytes(),
        letter: Some(letter()),
        grants: grants(),
        messages: page(),
        read: 0,
        notice: false,
    }
}

fn inbox_row() -> InboxRow {
    InboxRow {
        conversation: ConversationId::random(&mut OsRng),
        case_number: CaseNumber::random(&mut OsRng),
        department: DepartmentId::random(&mut OsRng),
        status: Status::Closed,
        unread: true,
        last_position: 9,
        last_author: Author::Department,
        last_message_at: NOW,
        citizen: bytes(),
        letter: Some(letter()),
        grants: grants(),
        seed: 2,
        opening: stored_message(),
    }
}

fn head() -> AuditHead {
    AuditHead {
        number: 17,
        hash: bytes(),
    }
}

fn audit_page() -> AuditPage {
    AuditPage {
        entries: vec![AuditEntry {
            number: 1,
            at: NOW,
            outcome: "done".to_owned(),
            department: Some(bytes()),
            statement: bytes(),
            signature: None,
            previous: bytes(),
            hash: bytes(),
        }],
        members: vec![AuditMember {
            id: MemberId::random(&mut OsRng),
            name: "Erika".to_owned(),
            sign: Some(bytes()),
            chain: vec![bytes()],
        }],
        newest: head(),
    }
}

fn session() -> StaffSession {
    let authority = AuthorityId::random(&mut OsRng);
    let department = DepartmentId::random(&mut OsRng);
    StaffSession {
        member: Member {
            id: MemberId::random(&mut OsRng),
            authority,
            name: "Erika".to_owned(),
            email: "a@b.de".parse().expect("plain"),
            role: Role::Administrator,
            departments: vec![department],
        },
        authority: Authority {
            id: authority,
            slug: "musterstadt".parse().expect("a slug"),
            name: "Stadt Musterstadt".to_owned(),
            root: bytes(),
            telephone: None,
            departments: Vec::new(),
        },
        keys: MemberKeys {
            account: bytes(),
            private: bytes(),
            restored: Some(bytes()),
            chain: vec![bytes()],
            epochs: vec![EpochKey {
                department,
                epoch: 1,
                chain: vec![bytes()],
                sealed: bytes(),
            }],
        },
        revoked: Vec::new(),
        certified_until: None,
        newest: head(),
    }
}

fn summaries() -> Vec<Summary> {
    let heading = Heading {
        subject: "Betreff".to_owned(),
        name: None,
    };
    [Ok(heading), Err(Failure::NoGrant)]
        .into_iter()
        .map(|outcome| Summary {
            conversation: ConversationId::random(&mut OsRng),
            outcome,
        })
        .collect()
}

fn read_messages() -> Vec<ReadMessage> {
    let content = |signer| Content {
        kind: ContentKind::Opening,
        signer,
        subject: Some("Betreff".to_owned()),
        text: "Text".to_owned(),
        name: None,
        contact: None,
        to: None,
        root: Some("ABCD".to_owned()),
        elsewhere: Some(Elsewhere {
            authority: AuthorityId::random(&mut OsRng),
            root: "0000-1111".to_owned(),
            history: true,
        }),
        attachments: vec![Attachment {
            id: attachment_id(),
            name: "a".to_owned(),
            media_type: "b".to_owned(),
            size: 1,
            sealed_size: 2,
        }],
    };
    let member = Signer::Member {
        name: "Erika".to_owned(),
        department: DepartmentId::random(&mut OsRng),
    };
    [
        Ok(content(Signer::Citizen)),
        Ok(content(member)),
        Err(Failure::Forked),
    ]
    .into_iter()
    .map(|outcome| ReadMessage {
        id: MessageId::random(&mut OsRng),
        position: 1,
        author: Author::Citizen,
        received_at: NOW,
        outcome,
    })
    .collect()
}

fn refusals() -> Vec<Refusal> {
    let mut refusals: Vec<_> = [
        ReceiptMistake::Length(27),
        ReceiptMistake::Character(3),
        ReceiptMistake::Checksum,
        ReceiptMistake::Version,
        ReceiptMistake::OtherKind,
    ]
    .into_iter()
    .map(Refusal::Receipt)
    .collect();
    refusals.extend(
        [
            ShareMistake::Length(59),
            ShareMistake::Character(3),
            ShareMistake::Checksum,
            ShareMistake::Version,
            ShareMistake::OtherAuthority,
            ShareMistake::Unknown,
        ]
        .map(Refusal::Share),
    );
    refusals.extend([
        Refusal::RecoveryCode(ReceiptMistake::Checksum),
        Refusal::OtherCode,
        Refusal::Passphrase,
        Refusal::Untrusted(Failure::UntrustedChain),
        Refusal::Login,
        Refusal::Locked,
        Refusal::TooLarge,
        Refusal::OutOfTurn,
    ]);
    refusals
}
