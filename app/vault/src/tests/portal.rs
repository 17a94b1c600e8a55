use std::sync::LazyLock;

use domain::api::{
    Author, Authority, ConversationView, DepartmentKey, Enrolment, EpochKey, Grantee, InboxRow, Member,
    MemberKeys, MessagePage, NewEpoch, NewMessage, OpenConversation, Role, StaffSession, Status,
    StoredMessage,
};
use domain::audit::AuditHead;
use domain::{AuthorityId, Bytes, CaseNumber, ConversationId, DepartmentId, Locale, MemberId};
use login::server;
use rand_core::OsRng;

use super::{NOW, PASSPHRASE, PASSWORD, citizen, staff};
use crate::messages::{
    CitizenAnswer, CitizenRequest, DeskRequest, EpochMember, MemberCertificate, OfficeRequest, OpenDraft,
    Refusal, StaffAnswer, StaffRequest,
};
use crate::{CitizenVault, StaffVault};

/// An authority with one department and a caseworker, and the server that they trust as little as they have to.
pub(super) struct Portal {
    pub(super) setup: server::Setup,
    pub(super) authority: Authority,
    pub(super) recovery_certificate: Bytes,
    pub(super) shares: Vec<String>,
    pub(super) department: DepartmentId,
    pub(super) key: DepartmentKey,
    pub(super) caseworker: Account,
}

/// An account as the server keeps it.
#[derive(Clone)]
pub(super) struct Account {
    pub(super) member: Member,
    pub(super) record: Bytes,
    pub(super) sign: Bytes,
    pub(super) recipient: String,
    /// The account key, sealed to the recovery key.
    pub(super) recovery: Bytes,
    /// What the member was shown at enrolment.
    pub(super) fingerprint: String,
    pub(super) keys: MemberKeys,
}

/// Founded once for all tests that only use it: stretching passwords takes most of their time.
static SHARED: LazyLock<Portal> = LazyLock::new(|| Portal::founded().0);

impl Clone for Portal {
    fn clone(&self) -> Self {
        Self {
            setup: server::Setup::from_bytes(&self.setup.to_bytes()).expect("written by us"),
            authority: self.authority.clone(),
            recovery_certificate: self.recovery_certificate.clone(),
            shares: self.shares.clone(),
            department: self.department,
            key: self.key.clone(),
            caseworker: self.caseworker.clone(),
        }
    }
}

impl Portal {
    pub(super) fn new() -> Self {
        SHARED.clone()
    }

    /// A portal of its own, and the vault of its administrator, which still has the root.
    pub(super) fn founded() -> (Self, StaffVault) {
        let setup = server::Setup::create(&mut OsRng);
        let mut administrator = StaffVault::default();
        let id = AuthorityId::random(&mut OsRng);
        let StaffAnswer::Authority {
            root,
            recovery_certificate,
            shares,
            ..
        } = staff(
            &mut administrator,
            OfficeRequest::FoundAuthority {
                authority: id,
                passphrase: PASSPHRASE.to_owned(),
                now: NOW,
            },
        )
        else {
            panic!("no authority");
        };
        let authority = Authority {
            id,
            slug: "musterstadt".parse().expect("a slug"),
            name: "Stadt Musterstadt".to_owned(),
            root,
            telephone: None,
            departments: Vec::new(),
        };
        let department = DepartmentId::random(&mut OsRng);

        let mut account = enrol(
            &setup,
            (&authority.root, &recovery_certificate),
            member(id, "Ada Admin", Role::Administrator, Vec::new()),
        );
        login(
            &setup,
            &mut administrator,
            Some(&account),
            &account.member,
            PASSWORD,
        )
        .expect("signs in");
        unlock(&mut administrator, &authority, &account).expect("unlocks without certificate");
        account.keys.chain = certify(&mut administrator, &account).expect("the root certifies");
        unlock(&mut administrator, &authority, &account).expect("unlocks");

        let mut caseworker = enrol(
            &setup,
            (&authority.root, &recovery_certificate),
            member(id, "Karl Sachbearbeiter", Role::Caseworker, vec![department]),
        );
        caseworker.keys.chain = certify(&mut administrator, &caseworker).expect("the root certifies");
        let epoch = make_epoch(&mut administrator, department, 1, &[&caseworker]).expect("an epoch");
        let key = DepartmentKey {
            department,
            epoch: 1,
            chain: epoch.chain.clone(),
            revoked: Vec::new(),
        };
        caseworker.keys.epochs = vec![EpochKey {
            department,
            epoch: 1,
            chain: epoch.chain,
            sealed: epoch.grants[0].sealed.clone(),
        }];
        let portal = Self {
            setup,
            authority,
            recovery_certificate,
            shares,
            department,
            key,
            caseworker,
        };
        (portal, administrator)
    }

    /// A new member, enrolled and not certified.
    pub(super) fn enrol(&self, name: &str, role: Role) -> Account {
        enrol(
            &self.setup,
            (&self.authority.root, &self.recovery_certificate),
            member(self.authority.id, name, role, vec![self.department]),
        )
    }

    /// A caseworker whom the server shows another root and another certificate of a recovery key at enrolment.
    pub(super) fn enrol_with(&self, root: &Bytes, recovery_certificate: &Bytes) -> Result<Account, Refusal> {
        let member = member(
            self.authority.id,
            "Nina Neu",
            Role::Caseworker,
            vec![self.department],
        );
        try_enrol(&self.setup, (root, recovery_certificate), member)
    }

    /// The caseworker, signed in and unlocked.
    pub(super) fn signed_in(&self) -> StaffVault {
        self.unlocked(&self.caseworker).expect("unlocks")
    }

    pub(super) fn unlocked(&self, account: &Account) -> Result<StaffVault, Refusal> {
        let mut vault = StaffVault::default();
        self.login(&mut vault, Some(account), PASSWORD)?;
        unlock(&mut vault, &self.authority, account)?;
        Ok(vault)
    }

    /// Signs in; without an account the server knows nobody of that name.
    pub(super) fn login(
        &self,
        vault: &mut StaffVault,
        account: Option<&Account>,
        password: &str,
    ) -> Result<(), Refusal> {
        login(&self.setup, vault, account, &self.caseworker.member, password)
    }

    /// Changes the password of the unlocked member whose account this is.
    pub(super) fn change_password(
        &self,
        vault: &mut StaffVault,
        account: &mut Account,
        password: &str,
    ) -> Result<(), Refusal> {
        let password = password.to_owned();
        let request = opaque(staff(vault, OfficeRequest::StartEnrolment { password }))?;
        let response = server::register(&self.setup, &account.member.email, &request).expect("answers");
        match staff(vault, OfficeRequest::FinishPassword { response }) {
            StaffAnswer::Password(new) => {
                account.record = server::record(&new.upload).expect("a record");
                account.keys.account = new.account;
                Ok(())
            }
            StaffAnswer::Refused(refusal) => Err(refusal),
            _ => panic!("no password"),
        }
    }

    pub(super) fn session(&self, account: &Account) -> Box<StaffSession> {
        session(&self.authority, account)
    }

    pub(super) fn draft(&self) -> OpenDraft {
        OpenDraft {
            conversation: ConversationId::random(&mut OsRng),
            ticket: "ticket".to_owned(),
            authority: self.authority.id,
            root: self.authority.root.clone(),
            pin: None,
            department: self.key.clone(),
            subject: "Laterne defekt".to_owned(),
            text: "In der Gartenstraße ist es dunkel.".to_owned(),
            name: Some("Erika Mustermann".to_owned()),
            contact: None,
            notice: None,
            locale: Locale::De,
            now: NOW,
        }
    }

    /// A conversation, opened by a citizen: the citizen's vault, the receipt, and what the server keeps.
    pub(super) fn opened(&self) -> (CitizenVault, String, Stored) {
        let mut vault = CitizenVault::default();
        let (request, receipt) = open(&mut vault, self.draft());
        let stored = Stored::new(&self.authority, &request);
        (vault, receipt, stored)
    }
}

/// A conversation as the server keeps it.
#[derive(Clone)]
pub(super) struct Stored {
    pub(super) view: ConversationView,
}

impl Stored {
    pub(super) fn new(authority: &Authority, opened: &OpenConversation) -> Self {
        let mut stored = Self {
            view: ConversationView {
                id: opened.conversation,
                case_number: CaseNumber::random(&mut OsRng),
                authority: authority.id,
                department: opened.department,
                status: Status::Open,
                opened_at: NOW.day(),
                citizen: opened.citizen.sign.clone(),
                letter: None,
                grants: opened.grants.clone(),
                messages: MessagePage {
                    messages: Vec::new(),
                    next: None,
                    grants: Vec::new(),
                    rekey: None,
                    opener_key: None,
                    revoked: Vec::new(),
                },
                read: 0,
                notice: false,
            },
        };
        stored.keep(Author::Citizen, &opened.message);
        stored
    }

    pub(super) fn keep(&mut self, author: Author, message: &NewMessage) {
        let messages = &mut self.view.messages.messages;
        messages.push(StoredMessage {
            id: message.id,
            position: messages.len() as i64 + 1,
            author,
            received_at: NOW,
            sealed: message.sealed.clone(),
            attachments: Vec::new(),
        });
    }

    pub(super) fn messages(&mut self) -> &mut Vec<StoredMessage> {
        &mut self.view.messages.messages
    }

    /// What the citizen gets: only their own grant.
    pub(super) fn for_citizen(&self) -> CitizenRequest {
        let mut view = self.view.clone();
        view.grants.retain(|grant| grant.grantee == Grantee::Citizen);
        CitizenRequest::Read {
            view: Box::new(view),
            now: NOW,
        }
    }

    /// What the department gets: only its grants.
    pub(super) fn for_staff(&self) -> DeskRequest {
        let mut view = self.view.clone();
        view.grants.retain(|grant| grant.grantee != Grantee::Citizen);
        DeskRequest::Read {
            incomplete: true,
            view: Box::new(view),
            now: NOW,
        }
    }

    pub(super) fn row(&self) -> InboxRow {
        InboxRow {
            conversation: self.view.id,
            case_number: self.view.case_number.clone(),
            department: self.view.department,
            status: Status::Open,
            unread: true,
            last_position: 1,
            last_author: Author::Citizen,
            last_message_at: NOW,
            citizen: self.view.citizen.clone(),
            letter: None,
            grants: self.view.grants.clone(),
            seed: 0,
            opening: self.view.messages.messages[0].clone(),
        }
    }
}

pub(super) fn open(vault: &mut CitizenVault, draft: OpenDraft) -> (OpenConversation, String) {
    match citizen(vault, CitizenRequest::Open(Box::new(draft))) {
        CitizenAnswer::Opening { request, receipt } => (*request, receipt),
        CitizenAnswer::Refused(refusal) => panic!("{refusal:?}"),
        _ => panic!("not opened"),
    }
}

pub(super) fn certify(vault: &mut StaffVault, account: &Account) -> Result<Vec<Bytes>, Refusal> {
    let certificate = MemberCertificate {
        member: account.member.id,
        name: account.member.name.clone(),
        departments: account.member.departments.clone(),
        role: account.member.role,
        sign: account.sign.clone(),
        recipient: account.recipient.clone(),
    };
    match staff(
        vault,
        OfficeRequest::CertifyMember {
            certificate,
            now: NOW,
        },
    ) {
        StaffAnswer::Chain(chain) => Ok(chain),
        StaffAnswer::Refused(refusal) => Err(refusal),
        _ => panic!("no chain"),
    }
}

pub(super) fn make_epoch(
    vault: &mut StaffVault,
    department: DepartmentId,
    epoch: u32,
    members: &[&Account],
) -> Result<NewEpoch, Refusal> {
    let request = OfficeRequest::MakeEpoch {
        department,
        epoch,
        members: members.iter().map(|account| epoch_member(account)).collect(),
        now: NOW,
    };
    match staff(vault, request) {
        StaffAnswer::Epoch(epoch) => Ok(epoch),
        StaffAnswer::Refused(refusal) => Err(refusal),
        _ => panic!("no epoch"),
    }
}

pub(super) fn epoch_member(account: &Account) -> EpochMember {
    EpochMember {
        member: account.member.id,
        recipient: account.recipient.clone(),
        chain: account.keys.chain.clone(),
    }
}

pub(super) fn unlock(
    vault: &mut StaffVault,
    authority: &Authority,
    account: &Account,
) -> Result<(), Refusal> {
    let request = StaffRequest::Unlock {
        session: session(authority, account),
        now: NOW,
    };
    match staff(vault, request) {
        StaffAnswer::Done => Ok(()),
        StaffAnswer::Refused(refusal) => Err(refusal),
        _ => panic!("neither unlocked nor refused"),
    }
}

fn session(authority: &Authority, account: &Account) -> Box<StaffSession> {
    Box::new(StaffSession {
        member: account.member.clone(),
        authority: authority.clone(),
        keys: account.keys.clone(),
        revoked: Vec::new(),
        certified_until: None,
        newest: AuditHead::default(),
    })
}

fn member(authority: AuthorityId, name: &str, role: Role, departments: Vec<DepartmentId>) -> Member {
    let id = MemberId::random(&mut OsRng);
    Member {
        id,
        authority,
        name: name.to_owned(),
        email: format!("m{}@musterstadt.example", id.0.simple())
            .parse()
            .expect("plain"),
        role,
        departments,
    }
}

/// Enrols a member whom the server shows this root and this certificate of its recovery key.
fn enrol(setup: &server::Setup, shown: (&Bytes, &Bytes), member: Member) -> Account {
    try_enrol(setup, shown, member).expect("enrolled")
}

fn try_enrol(
    setup: &server::Setup,
    (root, recovery_certificate): (&Bytes, &Bytes),
    member: Member,
) -> Result<Account, Refusal> {
    let mut vault = StaffVault::default();
    let password = PASSWORD.to_owned();
    let request = opaque(staff(&mut vault, OfficeRequest::StartEnrolment { password })).expect("starts");
    let enrolment = Enrolment {
        member: member.clone(),
        authority: "Stadt Musterstadt".to_owned(),
        root: root.clone(),
        recovery_certificate: recovery_certificate.clone(),
        response: server::register(setup, &member.email, &request).expect("answers"),
    };
    let request = OfficeRequest::FinishEnrolment {
        token: "token".to_owned(),
        enrolment: Box::new(enrolment),
        now: NOW,
    };
    let (finish, fingerprint) = match staff(&mut vault, request) {
        StaffAnswer::Enrolment { finish, fingerprint } => (*finish, fingerprint),
        StaffAnswer::Refused(refusal) => return Err(refusal),
        _ => panic!("not enrolled"),
    };
    Ok(Account {
        member,
        record: server::record(&finish.upload).expect("a record"),
        sign: finish.sign,
        recipient: finish.recipient,
        recovery: finish.recovery,
        fingerprint,
        keys: MemberKeys {
            account: finish.account,
            private: finish.private,
            restored: None,
            chain: Vec::new(),
            epochs: Vec::new(),
        },
    })
}

fn login(
    setup: &server::Setup,
    vault: &mut StaffVault,
    account: Option<&Account>,
    unknown: &Member,
    password: &str,
) -> Result<(), Refusal> {
    let password = password.to_owned();
    let request = opaque(staff(vault, StaffRequest::StartLogin { password }))?;
    let email = account.map_or(&unknown.email, |account| &account.member.email);
    let record = account.map(|account| &account.record);
    let started = server::start_login(setup, email, record, &request, &mut OsRng).expect("answers");
    let response = started.response;
    let finalization = opaque(staff(vault, StaffRequest::FinishLogin { response }))?;
    server::finish_login(&started.state, &finalization).expect("a session");
    Ok(())
}

pub(super) fn opaque(answer: StaffAnswer) -> Result<Bytes, Refusal> {
    match answer {
        StaffAnswer::Opaque(message) => Ok(message),
        StaffAnswer::Refused(refusal) => Err(refusal),
        _ => panic!("not a login message"),
    }
}
