use std::sync::LazyLock;

use domain::api::{
    Author, ConversationView, Correspondent, DepartmentKey, Grantee, InboxRow, Letter, LetterTicket,
    MessagePage, NewMessage, OpenLetter, Status, StoredMessage,
};
use domain::{Bytes, CaseNumber, ConversationId, DepartmentId, Locale, Localized};
use rand_core::OsRng;
use sealing::{Failure, KeyFingerprint, PublicKey};

use super::conversation::staff_writes;
use super::portal::{Account, Portal};
use super::rekeying::rotated;
use super::{NOW, contents, failures, staff, staff_messages, staff_refused, untrusted};
use crate::StaffVault;
use crate::messages::{ContentKind, DeskRequest, LetterDraft, ReadMessage, Refusal, StaffAnswer};

/// An authority whose department has begun its second epoch, its caseworker with the first seed only, and the second key.
type Side = (Portal, Account, DepartmentKey);

/// The authority that writes, and the one that is written to.
static SIDES: LazyLock<[Side; 2]> = LazyLock::new(|| [rotated(), rotated()]);

const FROM: usize = 0;
const TO: usize = 1;

fn correspondent(side: usize) -> Correspondent {
    let portal = &SIDES[side].0;
    Correspondent {
        authority: portal.authority.id,
        name: portal.authority.name.clone(),
        root: portal.authority.root.clone(),
        department: portal.department,
        department_name: Localized::default(),
    }
}

fn ticket() -> LetterTicket {
    LetterTicket {
        conversation: ConversationId::random(&mut OsRng),
        ticket: "ticket".to_owned(),
        expires_at: NOW,
        from: SIDES[FROM].0.key.clone(),
        to: SIDES[TO].0.key.clone(),
        recipient: correspondent(TO),
    }
}

fn draft(ticket: LetterTicket) -> DeskRequest {
    DeskRequest::WriteLetter(Box::new(LetterDraft {
        ticket,
        subject: "Amtshilfe".to_owned(),
        text: "Wem gehört der Hund?".to_owned(),
        locale: Locale::De,
        now: NOW,
    }))
}

/// A letter as the server keeps it, and whose newest epochs are the second ones.
struct Stored {
    request: OpenLetter,
    messages: Vec<StoredMessage>,
    grants: Vec<domain::api::Grant>,
    second: [bool; 2],
    rekey: bool,
}

impl Stored {
    fn sent() -> Self {
        let mut vault = SIDES[FROM].0.signed_in();
        let StaffAnswer::Letter(request) = staff(&mut vault, draft(ticket())) else {
            panic!("no letter");
        };
        let mut stored = Self {
            messages: Vec::new(),
            grants: request.grants.clone(),
            second: [false; 2],
            rekey: false,
            request: *request,
        };
        let first = stored.request.message.clone();
        stored.keep(FROM, &first);
        stored
    }

    fn keep(&mut self, side: usize, message: &NewMessage) {
        self.messages.push(StoredMessage {
            id: message.id,
            position: self.messages.len() as i64 + 1,
            author: if side == FROM {
                Author::Citizen
            } else {
                Author::Department
            },
            received_at: NOW,
            sealed: message.sealed.clone(),
            attachments: Vec::new(),
        });
        self.rekey &= message.grants.is_empty();
        self.grants.extend(message.grants.clone());
    }

    /// A member's vault who has the keys of every epoch that their department has begun.
    fn vault(&self, side: usize) -> StaffVault {
        let (portal, before, _) = &SIDES[side];
        let account = if self.second[side] {
            &portal.caseworker
        } else {
            before
        };
        portal.unlocked(account).expect("unlocks")
    }

    fn begins_epoch(&mut self, side: usize) {
        self.second[side] = true;
        self.rekey = true;
    }

    fn key(&self, side: usize) -> DepartmentKey {
        let (portal, _, second) = &SIDES[side];
        if self.second[side] {
            second.clone()
        } else {
            portal.key.clone()
        }
    }

    fn letter(&self, side: usize) -> Letter {
        Letter {
            sent: side == FROM,
            opener: self.request.from,
            other: correspondent(1 - side),
        }
    }

    fn view(&self, side: usize) -> ConversationView {
        let own = SIDES[side].0.department;
        let mut grants = self.grants.clone();
        grants.retain(
            |grant| matches!(grant.grantee, Grantee::Department { department, .. } if department == own),
        );
        ConversationView {
            id: self.request.conversation,
            case_number: CaseNumber::random(&mut OsRng),
            authority: self.request.authority,
            department: self.request.to,
            status: Status::Open,
            opened_at: NOW,
            citizen: Bytes::default(),
            letter: Some(self.letter(side)),
            messages: MessagePage {
                messages: self.messages.clone(),
                next: None,
                grants: grants.iter().filter(|grant| grant.n > 0).cloned().collect(),
                rekey: self.rekey.then(|| self.key(TO)),
                opener_key: Some(self.key(FROM)),
                revoked: Vec::new(),
            },
            grants,
            read: 0,
            notice: false,
        }
    }

    fn row(&self, side: usize) -> InboxRow {
        let view = self.view(side);
        InboxRow {
            conversation: view.id,
            case_number: view.case_number,
            department: view.department,
            status: Status::Open,
            unread: true,
            last_position: 1,
            last_author: Author::Citizen,
            last_message_at: NOW,
            citizen: view.citizen,
            letter: view.letter,
            grants: view.grants,
            seed: 0,
            opening: self.messages[0].clone(),
        }
    }

    fn read_by(&self, side: usize, vault: &mut StaffVault) -> Vec<ReadMessage> {
        staff_messages(staff(vault, read(self.view(side))))
    }
}

fn read(view: ConversationView) -> DeskRequest {
    DeskRequest::Read {
        incomplete: true,
        view: Box::new(view),
        now: NOW,
    }
}

fn write(text: &str) -> DeskRequest {
    DeskRequest::Write {
        text: text.to_owned(),
        now: NOW,
    }
}

fn summary(vault: &mut StaffVault, row: InboxRow) -> Result<String, Failure> {
    let rows = vec![row];
    let StaffAnswer::Summaries(mut summaries) = staff(vault, DeskRequest::Summarise { rows, now: NOW })
    else {
        panic!("no summaries");
    };
    let heading = summaries.pop().expect("a summary").outcome?;
    assert_eq!(heading.name, None, "the server says who wrote");
    Ok(heading.subject)
}

#[test]
fn two_departments_write_to_each_other() {
    let mut stored = Stored::sent();
    let grantees: Vec<_> = stored
        .request
        .grants
        .iter()
        .map(|grant| (grant.n, grant.grantee))
        .collect();
    let epoch = |side: usize| Grantee::Department {
        department: SIDES[side].0.department,
        epoch: 1,
    };
    assert_eq!(grantees, [(0, epoch(FROM)), (0, epoch(TO))]);
    let mut vaults = [FROM, TO].map(|side| SIDES[side].0.signed_in());
    for (side, text) in [
        (TO, "der Erika"),
        (FROM, "danke"),
        (FROM, "und die Katze?"),
        (TO, "auch"),
    ] {
        let vault = &mut vaults[side];
        assert_eq!(summary(vault, stored.row(side)), Ok("Amtshilfe".to_owned()));
        let messages = stored.read_by(side, vault);
        let first = contents(&messages)[0].clone();
        assert_eq!(
            (first.kind, first.subject.as_deref(), first.text.as_str()),
            (ContentKind::Opening, Some("Amtshilfe"), "Wem gehört der Hund?")
        );
        let other = PublicKey::from_bytes(correspondent(1 - side).root.as_ref()).expect("a key");
        let root = KeyFingerprint::of(&other).to_string();
        assert_eq!(first.root, Some(root), "the root of the other side");
        let message = staff_writes(vault, text);
        assert!(message.grants.is_empty());
        stored.keep(side, &message);
    }
    for side in [FROM, TO] {
        let messages = stored.read_by(side, &mut vaults[side]);
        let texts: Vec<_> = contents(&messages)
            .iter()
            .map(|content| content.text.clone())
            .collect();
        assert_eq!(
            texts,
            [
                "Wem gehört der Hund?",
                "der Erika",
                "danke",
                "und die Katze?",
                "auch"
            ]
        );
    }
}

#[test]
fn whoever_has_left_either_department_opens_nothing_that_comes_later() {
    for (rotating, writing) in [(FROM, FROM), (FROM, TO), (TO, FROM), (TO, TO)] {
        let mut stored = Stored::sent();
        stored.begins_epoch(rotating);
        let mut vault = stored.vault(writing);
        stored.read_by(writing, &mut vault);
        let message = staff_writes(&mut vault, "later");
        let epoch = |side: usize| Grantee::Department {
            department: SIDES[side].0.department,
            epoch: if side == rotating { 2 } else { 1 },
        };
        let grantees: Vec<_> = message
            .grants
            .iter()
            .map(|grant| (grant.n, grant.grantee))
            .collect();
        assert_eq!(grantees, [(1, epoch(FROM)), (1, epoch(TO))]);
        stored.keep(writing, &message);

        for side in [FROM, TO] {
            let mut colleague = stored.vault(side);
            let messages = stored.read_by(side, &mut colleague);
            assert_eq!(failures(&messages), [None, None], "{rotating} {writing} {side}");
            let answer = staff_writes(&mut colleague, "answer");
            assert!(answer.grants.is_empty(), "the seed has begun");
            let mut departed = SIDES[side].0.unlocked(&SIDES[side].1).expect("unlocks");
            let mut everything = stored.view(side);
            everything.grants.clone_from(&stored.grants);
            let messages = staff_messages(staff(&mut departed, read(everything)));
            let expected = (side == rotating).then_some(Failure::NoGrant);
            assert_eq!(failures(&messages), [None, expected]);
        }
    }
}

#[test]
fn a_letter_is_sealed_to_certified_keys_only() {
    let mut vault = SIDES[FROM].0.signed_in();
    let changed = |change: &dyn Fn(&mut LetterTicket)| {
        let mut ticket = ticket();
        change(&mut ticket);
        draft(ticket)
    };
    let untrusted = untrusted(Failure::UntrustedChain);
    for request in [
        changed(&|ticket| ticket.recipient.root = SIDES[FROM].0.authority.root.clone()),
        changed(&|ticket| ticket.to.chain = SIDES[FROM].0.key.chain.clone()),
        changed(&|ticket| {
            ticket.to.department = SIDES[FROM].0.department;
            ticket.recipient.department = SIDES[FROM].0.department;
        }),
        changed(&|ticket| ticket.to.epoch = 2),
        changed(&|ticket| ticket.from = SIDES[TO].0.key.clone()),
        changed(&|ticket| ticket.from.epoch = 2),
        changed(&|ticket| ticket.to.chain.clear()),
    ] {
        assert_eq!(staff_refused(&mut vault, request), untrusted);
    }
    let own = changed(&|ticket| {
        ticket.recipient = correspondent(FROM);
        ticket.to = SIDES[FROM].0.key.clone();
    });
    assert_eq!(staff_refused(&mut vault, own), Some(Refusal::OutOfTurn));
    let elsewhere = changed(&|ticket| ticket.recipient.department = DepartmentId::random(&mut OsRng));
    assert_eq!(staff_refused(&mut vault, elsewhere), Some(Refusal::OutOfTurn));
    let long = changed(&|_| {});
    let DeskRequest::WriteLetter(mut long) = long else {
        unreachable!("it is one");
    };
    long.text = "a".repeat(domain::limits::TEXT_CHARACTERS + 1);
    let long = DeskRequest::WriteLetter(long);
    assert_eq!(staff_refused(&mut vault, long), Some(Refusal::TooLarge));
    let mut locked = StaffVault::default();
    assert_eq!(staff_refused(&mut locked, draft(ticket())), Some(Refusal::Locked));
}

#[test]
fn a_server_that_names_another_root_is_not_believed() {
    let stored = Stored::sent();
    let stranger = Portal::founded().0;
    for side in [FROM, TO] {
        let mut vault = SIDES[side].0.signed_in();
        let mut view = stored.view(side);
        let mut row = stored.row(side);
        for letter in [&mut view.letter, &mut row.letter].into_iter().flatten() {
            letter.other.root = stranger.authority.root.clone();
        }
        // The writer's grant is not believed there; here it is, and the first message names the right root.
        let expected = [Failure::OtherRoot, Failure::UntrustedChain][side];
        assert_eq!(summary(&mut vault, row), Err(expected));
        match staff(&mut vault, read(view)) {
            StaffAnswer::Messages(messages) => {
                assert_eq!(failures(&messages), [Some(Failure::OtherRoot)]);
            }
            StaffAnswer::Refused(refusal) => {
                assert_eq!((side, Some(refusal)), (TO, untrusted(Failure::UntrustedChain)));
            }
            _ => panic!("neither read nor refused"),
        }
        let mut view = stored.view(side);
        view.letter = None;
        let refused = staff_refused(&mut vault, read(view));
        assert_eq!(
            refused,
            untrusted(Failure::Malformed),
            "a letter is no citizen's conversation"
        );
    }
}

#[test]
fn nothing_is_sealed_where_the_server_names_wrong_keys_or_none() {
    let stranger = Portal::founded().0;
    let foreign = |view: &mut ConversationView| {
        view.messages.opener_key = Some(DepartmentKey {
            department: view.letter.as_ref().expect("is one").opener,
            ..stranger.key.clone()
        });
    };
    type Change<'a> = &'a dyn Fn(&mut ConversationView);
    let changes: [(Change<'_>, Failure); 5] = [
        (&foreign, Failure::UntrustedChain),
        (
            &|view| view.messages.opener_key = view.messages.rekey.clone(),
            Failure::UntrustedChain,
        ),
        (&|view| view.messages.opener_key = None, Failure::MissingMessage),
        (
            &|view| view.messages.rekey = view.messages.opener_key.clone(),
            Failure::UntrustedChain,
        ),
        (
            &|view| {
                let key = view.messages.rekey.as_mut().expect("is there");
                key.department = DepartmentId::random(&mut OsRng);
            },
            Failure::UntrustedChain,
        ),
    ];
    let mut stored = Stored::sent();
    stored.begins_epoch(FROM);
    for side in [FROM, TO] {
        for (at, (change, failure)) in changes.iter().enumerate() {
            let mut vault = stored.vault(side);
            let mut view = stored.view(side);
            change(&mut view);
            staff_messages(staff(&mut vault, read(view)));
            let refused = staff_refused(&mut vault, write("later"));
            assert_eq!(refused, untrusted(*failure), "{side} {at}");
        }
    }
}

#[test]
fn who_wrote_a_letter_neither_closes_it_nor_passes_it_on() {
    let stored = Stored::sent();
    let mut vault = SIDES[FROM].0.signed_in();
    stored.read_by(FROM, &mut vault);
    for status in [Status::Closed, Status::Open] {
        let request = DeskRequest::SetStatus { status, now: NOW };
        assert_eq!(staff_refused(&mut vault, request), Some(Refusal::OutOfTurn));
    }
    let request = DeskRequest::PassOn {
        to: Box::new(SIDES[TO].0.key.clone()),
        text: String::new(),
        notes: false,
        now: NOW,
    };
    assert_eq!(staff_refused(&mut vault, request), Some(Refusal::OutOfTurn));
}
