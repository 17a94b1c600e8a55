//! An authority with two departments, and the few steps that most cases begin with.

use std::any::Any;

use domain::api::{
    CitizenKeys, Grant, GrantKind, Grantee, NewAttachment, NewDepartment, NewEpoch, NewEpochGrant,
    NewMessage, Role, SealedTo, Status,
};
use domain::{
    AttachmentId, AuthorityId, Bytes, CaseNumber, ConversationId, DepartmentId, EmailAddress, FoundingId,
    Locale, Localized, MemberId, MessageId, Timestamp,
};
use rand_core::{OsRng, RngCore as _};
use sqlx::Connection as _;
use store::{
    AddDepartmentOutcome, Delivery, EnrolledKeys, EpochOutcome, Errand, FoundOutcome, Founding, FoundingCode,
    InviteOutcome, NewFounding, NewInvitation, NewMember, OpenOutcome, Opening, Party, PostOutcome, Posting,
    StartOutcome, Store, TokenHash,
};

/// A moment in the afternoon.
pub(crate) const NOW: Timestamp = Timestamp(1_790_000_000 - 1_790_000_000 % 86_400 + 52_345);

/// Where a database is.
pub(crate) struct Place {
    pub(crate) url: String,
    /// What goes when the case ends, such as the folder.
    _kept: Box<dyn Any + Send + Sync>,
}

impl Place {
    pub(crate) fn new(url: String, kept: impl Any + Send + Sync) -> Self {
        Self {
            url,
            _kept: Box::new(kept),
        }
    }

    pub(crate) fn store(&self) -> Store {
        Store::connect(&self.url).expect("the URL is of the right form")
    }

    /// Runs SQL beside the store, as an operator's hand would.
    pub(crate) async fn run(&self, sql: &'static str) {
        self.try_run(sql).await.expect("runs");
    }

    /// The same, whether it works or not.
    pub(crate) async fn try_run(&self, sql: &'static str) -> Result<(), sqlx::Error> {
        if self.url.starts_with("sqlite:") {
            let mut connection = sqlx::SqliteConnection::connect(&self.url).await?;
            sqlx::raw_sql(sql).execute(&mut connection).await?;
        } else {
            let mut connection = sqlx::PgConnection::connect(&self.url).await?;
            sqlx::raw_sql(sql).execute(&mut connection).await?;
        }
        Ok(())
    }

    /// Takes away what keeps the audit log from being changed.
    pub(crate) async fn disarm(&self) {
        let sql = if self.url.starts_with("sqlite:") {
            "DROP TRIGGER audit_is_not_updated; DROP TRIGGER audit_is_not_deleted;"
        } else {
            "DROP TRIGGER audit_is_not_changed ON audit;"
        };
        self.run(sql).await;
    }

    pub(crate) async fn migrated(&self) -> Store {
        let store = self.store();
        store.migrate().await.expect("migrations apply");
        store
    }
}

pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) authority: AuthorityId,
    pub(crate) administrator: MemberId,
    /// Has the address `roads@town.example` for notices.
    pub(crate) roads: DepartmentId,
    /// Has no address for notices.
    pub(crate) taxes: DepartmentId,
}

impl World {
    pub(crate) async fn new(place: &Place) -> Self {
        let store = place.migrated().await;
        let founding = founding(&store, "town").await;
        let (authority, administrator) = (founding.authority, founding.administrator.id);
        let outcome = store.found_authority(founding).await.expect("founds");
        assert_eq!(outcome, FoundOutcome::Founded);
        // The founder's reminder is no other case's business.
        let reminders = store
            .claim_outbox(NOW.plus(900), NOW.plus(900), 10)
            .await
            .expect("claims");
        assert_eq!(reminders.len(), 1);
        store
            .settle_outbox(reminders[0], Delivery::Done)
            .await
            .expect("settles");
        let world = Self {
            store,
            authority,
            administrator,
            roads: DepartmentId::random(&mut OsRng),
            taxes: DepartmentId::random(&mut OsRng),
        };
        for (id, slug, notice) in [
            (world.roads, "roads", Some(address("roads@town.example"))),
            (world.taxes, "taxes", None),
        ] {
            let department = department(id, slug, notice);
            let outcome = world.store.add_department(authority, department, NOW).await;
            assert_eq!(outcome.expect("adds"), AddDepartmentOutcome::Added);
        }
        world
    }

    /// An enrolled caseworker of these departments.
    pub(crate) async fn caseworker(&self, email: &str, departments: &[DepartmentId]) -> MemberId {
        let member = self.new_member(email, departments);
        let id = member.id;
        let outcome = self.store.invite_member(member).await.expect("invites");
        assert_eq!(outcome, InviteOutcome::Invited);
        let invitation = invitation();
        let mail = self.store.renew_invitation(id, invitation).await.expect("renews");
        assert_eq!(mail.expect("waits for an invitation").email, address(email));
        let enrolled = self
            .store
            .enrol_member(invitation.token, keys(id))
            .await
            .expect("enrols");
        assert_eq!(enrolled, Some(id));
        id
    }

    pub(crate) fn new_member(&self, email: &str, departments: &[DepartmentId]) -> NewMember {
        NewMember {
            id: MemberId::random(&mut OsRng),
            authority: self.authority,
            name: format!("Member {email}"),
            email: address(email),
            role: Role::Caseworker,
            departments: departments.to_vec(),
            locale: Locale::De,
            invited_at: NOW,
        }
    }

    pub(crate) async fn epoch(
        &self,
        department: DepartmentId,
        epoch: u32,
        members: &[MemberId],
    ) -> EpochOutcome {
        let epoch = NewEpoch {
            epoch,
            chain: vec![bytes(200), bytes(100)],
            grants: members.iter().map(|member| grant_to(*member)).collect(),
        };
        self.store
            .add_epoch(department, epoch, NOW)
            .await
            .expect("answers")
    }

    /// Another authority with a department that has a key, and somebody who has it.
    pub(crate) async fn elsewhere(&self) -> (AuthorityId, DepartmentId) {
        let founding = founding(&self.store, "county").await;
        let authority = founding.authority;
        let outcome = self.store.found_authority(founding).await.expect("founds");
        assert_eq!(outcome, FoundOutcome::Founded);
        let there = DepartmentId::random(&mut OsRng);
        let added = self
            .store
            .add_department(authority, department(there, "forests", None), NOW)
            .await;
        assert_eq!(added.expect("adds"), AddDepartmentOutcome::Added);
        let world = Self {
            store: self.store.clone(),
            authority,
            ..*self
        };
        let clerk = world.caseworker("clerk@county.example", &[there]).await;
        assert_eq!(world.epoch(there, 1, &[clerk]).await, EpochOutcome::Added);
        (authority, there)
    }

    /// A conversation that nothing stands against while its department has no epoch yet.
    pub(crate) fn opening(&self, department: DepartmentId) -> Opening {
        Opening {
            conversation: ConversationId::random(&mut OsRng),
            department,
            epoch: 0,
            case_number: CaseNumber::random(&mut OsRng),
            citizen: CitizenKeys {
                locator_hash: bytes(32),
                auth: bytes(32),
                sign: bytes(32),
            },
            grants: vec![
                content(Grantee::Citizen),
                content(Grantee::Department { department, epoch: 1 }),
            ],
            message: message(),
            notice: None,
            opened_at: NOW,
        }
    }

    pub(crate) async fn opened(&self, department: DepartmentId) -> Opening {
        let opening = self.opening(department);
        self.open(&opening).await;
        opening
    }

    /// The same where the department has a key by now.
    pub(crate) async fn opening_later(&self, department: DepartmentId) -> ConversationId {
        let mut opening = self.opening(department);
        opening.epoch = 1;
        self.open(&opening).await;
        opening.conversation
    }

    pub(crate) async fn open(&self, opening: &Opening) {
        let outcome = self
            .store
            .open_conversation(opening.clone())
            .await
            .expect("opens");
        assert!(matches!(outcome, OpenOutcome::Opened(_)), "{outcome:?}");
    }

    pub(crate) fn staff(&self) -> Party {
        Party::Department(vec![self.roads, self.taxes])
    }

    pub(crate) async fn post(&self, posting: &Posting) -> PostOutcome {
        self.store.add_message(posting.clone()).await.expect("answers")
    }

    /// Adds a message and returns its position.
    pub(crate) async fn posted(&self, posting: &Posting) -> i64 {
        match self.post(posting).await {
            PostOutcome::Received(received) => received.position,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn close(&self, conversation: ConversationId) {
        let mut closing = posting(conversation, self.staff());
        closing.status = Some(Status::Closed);
        self.posted(&closing).await;
    }
}

/// A founding with a set-up token that is good for it.
pub(crate) async fn founding(store: &Store, slug: &str) -> Founding {
    let setup_token = TokenHash::of(bytes(32));
    store.add_setup_token(setup_token, NOW).await.expect("keeps");
    let email = address(&format!("ada@{slug}.example"));
    let code = founding_code(store, setup_token, &email).await;
    let authority = AuthorityId::random(&mut OsRng);
    Founding {
        setup_token,
        code,
        authority,
        slug: slug.parse().expect("plain"),
        name: format!("Stadt {slug}"),
        email_domains: vec![format!("{slug}.example")],
        telephone: Some("115".to_owned()),
        root: bytes(32),
        recovery: "age1pq1recovery".to_owned(),
        recovery_certificate: bytes(16),
        founded_at: NOW,
        administrator: NewMember {
            id: MemberId::random(&mut OsRng),
            authority,
            name: "Ada Administrator".to_owned(),
            email,
            role: Role::Administrator,
            departments: Vec::new(),
            locale: Locale::En,
            invited_at: NOW,
        },
        invitation: invitation(),
        reminded_at: NOW.plus(900),
    }
}

/// What is kept of a code that was mailed to this address.
pub(crate) async fn founding_code(store: &Store, setup_token: TokenHash, email: &EmailAddress) -> Bytes {
    let founding = NewFounding {
        id: FoundingId::random(&mut OsRng),
        setup_token,
        email: email.clone(),
        email_domains: vec!["nobodys.example".to_owned()],
        locale: Locale::De,
        asked_at: NOW,
        expires_at: NOW.plus(900),
    };
    let asked = store.start_founding(founding).await.expect("answers");
    assert_eq!(asked, StartOutcome::Started);
    let entries = store.claim_outbox(NOW, NOW.plus(60), 100).await.expect("claims");
    let entry = entries
        .into_iter()
        .find(|entry| matches!(entry.errand, Errand::FoundingCode(_)))
        .expect("queued");
    store.settle_outbox(entry, Delivery::Done).await.expect("settles");
    let Errand::FoundingCode(id) = entry.errand else {
        panic!("found as one");
    };
    let code = FoundingCode {
        code: bytes(32),
        expires_at: NOW.plus(900),
    };
    let mail = store
        .renew_founding_code(id, code.clone(), NOW)
        .await
        .expect("renews");
    assert_eq!(mail.expect("waits").email, *email);
    code.code
}

pub(crate) fn department(id: DepartmentId, slug: &str, notice: Option<EmailAddress>) -> NewDepartment {
    NewDepartment {
        id,
        slug: slug.parse().expect("plain"),
        name: Localized {
            de: format!("Amt {slug}"),
            en: Some(format!("Department {slug}")),
        },
        description: Localized {
            de: "Zuständig".to_owned(),
            en: None,
        },
        notice,
    }
}

pub(crate) fn invitation() -> NewInvitation {
    NewInvitation {
        token: TokenHash::of(bytes(32)),
        expires_at: NOW.plus(1_000),
    }
}

/// Keys whose password file names the member.
pub(crate) fn keys(member: MemberId) -> EnrolledKeys {
    EnrolledKeys {
        password_file: Bytes(member.to_string().into_bytes()),
        sign: bytes(32),
        recipient: format!("age1pq1{member}"),
        account: bytes(80),
        private: bytes(120),
        recovery: bytes(1_500),
        enrolled_at: NOW,
    }
}

pub(crate) fn grant_to(member: MemberId) -> NewEpochGrant {
    NewEpochGrant {
        member,
        sealed: bytes(1_500),
    }
}

fn content(grantee: Grantee) -> Grant {
    Grant {
        kind: GrantKind::Content,
        n: 0,
        grantee,
        sealed: bytes(1_500),
    }
}

pub(crate) fn message() -> NewMessage {
    NewMessage {
        id: MessageId::random(&mut OsRng),
        sealed: bytes(2_500),
        attachments: Vec::new(),
        grants: Vec::new(),
        seed: SealedTo::Content(0),
    }
}

pub(crate) fn file(size: u64) -> NewAttachment {
    NewAttachment {
        id: AttachmentId::random(&mut OsRng),
        size,
    }
}

pub(crate) fn posting(conversation: ConversationId, party: Party) -> Posting {
    Posting {
        conversation,
        party,
        message: message(),
        received_at: NOW,
        status: None,
    }
}

/// A message that is sealed to a later content seed than the first.
pub(crate) fn later_posting(conversation: ConversationId, party: Party, n: u32) -> Posting {
    let mut posting = posting(conversation, party);
    posting.message.seed = SealedTo::Content(n);
    posting
}

pub(crate) fn address(text: &str) -> EmailAddress {
    text.parse().expect("a plain address")
}

pub(crate) fn bytes(length: usize) -> Bytes {
    let mut bytes = vec![0; length];
    OsRng.fill_bytes(&mut bytes);
    Bytes(bytes)
}
