//! A conversation as it is read: messages in their order, opened and verified, and what follows from them.

use domain::api::{Author, Letter, Status};
use domain::{CaseNumber, ConversationId, DepartmentId, MessageId, Timestamp};
use serde::Deserialize;
use vault::messages::{Content, ContentKind, ReadMessage};

use crate::letters::{is_from_outside, is_sent};

/// What the desk reads of a [`domain::api::ConversationView`]; the rest is for the vault.
#[derive(Deserialize)]
pub struct View {
    /// The conversation.
    pub id: ConversationId,
    /// To name on the telephone.
    pub case_number: CaseNumber,
    /// The department in charge.
    pub department: DepartmentId,
    /// Whether it goes on.
    pub status: Status,
    /// The day on which it was opened.
    pub opened_at: Timestamp,
    /// Who writes to whom, if no citizen does.
    #[serde(default)]
    pub letter: Option<Letter>,
    /// The first page of messages.
    pub messages: Page,
    /// Position of the newest message of the other side that this side has read.
    pub read: i64,
}

/// What the desk reads of a [`domain::api::MessagePage`].
#[derive(Deserialize)]
pub struct Page {
    /// Oldest first.
    pub messages: Vec<Placed>,
    /// After which position there is more.
    #[serde(default)]
    pub next: Option<i64>,
}

/// What the desk reads of a message that the vault has yet to open.
#[derive(Deserialize)]
pub struct Placed {
    /// The message.
    pub id: MessageId,
    /// Its place in the order of all messages.
    pub position: i64,
}

/// A conversation that is open on the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Thread {
    /// The conversation.
    pub id: ConversationId,
    /// To name on the telephone.
    pub case_number: CaseNumber,
    /// The department in charge.
    pub department: DepartmentId,
    /// Who writes to whom, if no citizen does.
    pub letter: Option<Letter>,
    /// Whether it goes on.
    pub status: Status,
    /// The day on which it was opened.
    pub opened_at: Timestamp,
    /// Position of the newest message of the other side that had been read when it was opened here.
    pub read: i64,
    /// Position up to which the server has been told that this side has read.
    pub marked: i64,
    /// Oldest first.
    pub messages: Vec<ReadMessage>,
    /// Whether the reader's department is the one in charge, whose internal notes there may be.
    pub has_notes: bool,
    /// Internal notes, oldest first.
    pub notes: Vec<ReadMessage>,
}

impl Thread {
    /// What the server says of it, and what the vault made of its messages.
    pub fn new(view: View, messages: Vec<ReadMessage>) -> Self {
        Self {
            id: view.id,
            case_number: view.case_number,
            department: view.department,
            has_notes: has_notes(view.letter.as_ref()),
            letter: view.letter,
            status: view.status,
            opened_at: view.opened_at,
            read: view.read,
            marked: view.read,
            messages,
            notes: Vec::new(),
        }
    }

    /// Adds internal notes that came since, and gives those that were not here.
    pub fn append_notes(&mut self, newer: Vec<ReadMessage>) -> &[ReadMessage] {
        let newest = self.notes.last().map_or(0, |note| note.position);
        let before = self.notes.len();
        let newer = newer.into_iter().filter(|note| note.position > newest);
        self.notes.extend(newer);
        self.notes.get(before..).unwrap_or_default()
    }

    /// Messages and notes in the order in which they came, and whether it is a note.
    pub fn entries(&self) -> Vec<(bool, &ReadMessage)> {
        let mut entries = Vec::new();
        let mut notes = self.notes.iter().peekable();
        for message in &self.messages {
            while let Some(note) = notes.next_if(|note| note.position < message.position) {
                entries.push((true, note));
            }
            entries.push((false, message));
        }
        entries.extend(notes.map(|note| (true, note)));
        entries
    }

    /// Whether a message came from the other side.
    pub fn is_from_outside(&self, author: Author) -> bool {
        is_from_outside(self.letter.as_ref(), author)
    }

    /// Whether it is a letter that the reader's side has written: only the other side closes it and passes it on.
    pub fn is_sent(&self) -> bool {
        is_sent(self.letter.as_ref())
    }

    /// Adds messages that came since, and answers how many of them are the other side's. A message that is here already
    /// stays as it was.
    pub fn append(&mut self, newer: Vec<ReadMessage>) -> usize {
        let newest = self.newest();
        let mut from_outside = 0;
        for message in newer {
            if message.position > newest {
                self.status = status_after(self.status, &message);
                self.department = department_after(self.department, &message);
                from_outside += usize::from(self.is_from_outside(message.author));
                self.messages.push(message);
            }
        }
        from_outside
    }

    /// Position of the newest message, 0 if there is none.
    pub fn newest(&self) -> i64 {
        self.messages.last().map_or(0, |message| message.position)
    }

    /// Whether this message is among them.
    pub fn contains(&self, id: MessageId) -> bool {
        self.messages.iter().any(|message| message.id == id)
    }

    /// The first message, or the one that handed the conversation over to this authority, if it could be believed: subject, name
    /// and contact stand there.
    pub fn opening(&self) -> Option<&Content> {
        let mut believed = self
            .messages
            .iter()
            .rev()
            .filter_map(|message| message.outcome.as_ref().ok());
        believed
            .find(|content| content.kind == ContentKind::Handover)
            .or_else(|| self.messages.first()?.outcome.as_ref().ok())
            .filter(|content| matches!(content.kind, ContentKind::Opening | ContentKind::Handover))
    }

    /// Whether a citizen has opened it, who can be asked to hand it over: no letter, and nothing that cannot be believed.
    pub fn is_citizens(&self) -> bool {
        self.opening().is_some_and(|opening| opening.elsewhere.is_some())
    }

    /// The message that proposes another authority, if the citizen has yet to decide about it.
    pub fn proposal(&self) -> Option<&Content> {
        let believed = self
            .messages
            .iter()
            .rev()
            .filter_map(|message| message.outcome.as_ref().ok());
        let mut deciding = believed.filter(|content| {
            !matches!(
                content.kind,
                ContentKind::Text | ContentKind::Reopen | ContentKind::Opening
            )
        });
        deciding
            .next()
            .filter(|content| content.kind == ContentKind::Proposal)
    }

    /// The other side's first message that nobody had read, where it comes after others: above the very first message
    /// a line that says "new" would say nothing.
    pub fn news(&self) -> Option<MessageId> {
        self.messages
            .iter()
            .skip(1)
            .find(|message| self.is_from_outside(message.author) && message.position > self.read)
            .map(|message| message.id)
    }
}

/// Whether somebody has a conversation's internal notes: not whoever wrote the letter that it is.
pub fn has_notes(letter: Option<&Letter>) -> bool {
    !is_sent(letter)
}

/// A citizen's message opens a conversation again; otherwise the department's signed word counts.
fn status_after(status: Status, message: &ReadMessage) -> Status {
    match (&message.outcome, message.author) {
        (Ok(content), _) if content.kind == ContentKind::Close => Status::Closed,
        (Ok(content), _) if content.kind == ContentKind::Reopen => Status::Open,
        (_, Author::Citizen) => Status::Open,
        (_, Author::Department) => status,
    }
}

/// Who is in charge, as the department before has signed.
fn department_after(department: DepartmentId, message: &ReadMessage) -> DepartmentId {
    let content = message.outcome.as_ref().ok();
    content
        .filter(|content| matches!(content.kind, ContentKind::Transfer | ContentKind::Handover))
        .and_then(|content| content.to)
        .unwrap_or(department)
}

#[cfg(test)]
mod tests {
    use sealing::Failure;
    use vault::messages::Signer;

    use super::*;

    fn message(position: i64, author: Author, outcome: Result<ContentKind, Failure>) -> ReadMessage {
        ReadMessage {
            id: MessageId::random(&mut rand_core::OsRng),
            position,
            author,
            received_at: Timestamp(0),
            outcome: outcome.map(|kind| Content {
                root: None,
                kind,
                signer: Signer::Citizen,
                subject: None,
                text: String::new(),
                name: None,
                contact: None,
                to: None,
                elsewhere: None,
                attachments: Vec::new(),
            }),
        }
    }

    fn thread(messages: Vec<ReadMessage>) -> Thread {
        Thread {
            id: ConversationId::random(&mut rand_core::OsRng),
            case_number: CaseNumber::try_from("1234-5678".to_owned()).unwrap(),
            department: DepartmentId::random(&mut rand_core::OsRng),
            letter: None,
            status: Status::Open,
            opened_at: Timestamp(0),
            read: 0,
            marked: 0,
            messages,
            has_notes: true,
            notes: Vec::new(),
        }
    }

    #[test]
    fn notes_stand_between_messages_at_their_time() {
        let mut thread = thread(vec![
            message(1, Author::Citizen, Ok(ContentKind::Opening)),
            message(4, Author::Department, Ok(ContentKind::Text)),
        ]);
        let note = |position| message(position, Author::Department, Ok(ContentKind::Note));
        assert_eq!(thread.append_notes(vec![note(2), note(3)]).len(), 2);
        assert_eq!(thread.append_notes(vec![note(3), note(5)]).len(), 1);
        let entries: Vec<_> = thread
            .entries()
            .into_iter()
            .map(|(is_note, entry)| (is_note, entry.position))
            .collect();
        assert_eq!(entries, [(false, 1), (true, 2), (true, 3), (false, 4), (true, 5)]);
        assert_eq!(thread.newest(), 4, "a note is no message");
        assert_eq!(thread.news(), None);
    }

    #[test]
    fn a_message_is_added_once() {
        let opening = message(1, Author::Citizen, Ok(ContentKind::Opening));
        let answer = message(2, Author::Department, Ok(ContentKind::Text));
        let mut thread = thread(vec![opening.clone()]);
        assert_eq!(thread.append(vec![opening, answer.clone()]), 0);
        assert_eq!(thread.append(vec![answer.clone()]), 0);
        assert_eq!(thread.messages.len(), 2);
        assert!(thread.contains(answer.id));
    }

    #[test]
    fn the_last_word_decides_whether_it_goes_on() {
        let mut thread = thread(vec![message(1, Author::Citizen, Ok(ContentKind::Opening))]);
        thread.append(vec![message(2, Author::Department, Ok(ContentKind::Close))]);
        assert_eq!(thread.status, Status::Closed);
        assert_eq!(
            thread.append(vec![message(3, Author::Citizen, Err(Failure::BadSignature))]),
            1
        );
        assert_eq!(thread.status, Status::Open);
        thread.append(vec![message(4, Author::Department, Err(Failure::DoesNotOpen))]);
        assert_eq!(thread.status, Status::Open);
    }

    #[test]
    fn the_subject_comes_from_a_first_message_that_is_believed() {
        let believed = thread(vec![message(1, Author::Citizen, Ok(ContentKind::Opening))]);
        assert!(believed.opening().is_some());
        let forged = thread(vec![message(1, Author::Citizen, Err(Failure::BadSignature))]);
        assert!(forged.opening().is_none());
        let headless = thread(vec![message(1, Author::Citizen, Ok(ContentKind::Text))]);
        assert!(headless.opening().is_none());
    }

    #[test]
    fn a_proposal_is_open_until_something_ends_it() {
        let mut thread = thread(vec![message(1, Author::Citizen, Ok(ContentKind::Opening))]);
        assert!(thread.proposal().is_none());
        for (position, kind, is_open) in [
            (2, ContentKind::Proposal, true),
            (3, ContentKind::Text, true),
            (4, ContentKind::Decline, false),
            (5, ContentKind::Proposal, true),
            (6, ContentKind::Close, false),
            (7, ContentKind::Reopen, false),
            (8, ContentKind::Proposal, true),
            (9, ContentKind::Transfer, false),
        ] {
            thread.append(vec![message(position, Author::Department, Ok(kind))]);
            assert_eq!(thread.proposal().is_some(), is_open, "{kind:?}");
        }
    }

    #[test]
    fn the_subject_is_that_of_the_handover() {
        let opening = message(1, Author::Citizen, Ok(ContentKind::Opening));
        let handover = message(2, Author::Citizen, Ok(ContentKind::Handover));
        let thread = thread(vec![opening, handover]);
        assert_eq!(
            thread.opening().map(|content| content.kind),
            Some(ContentKind::Handover)
        );
        assert!(!thread.is_citizens(), "it names no authority");
    }

    #[test]
    fn what_was_read_is_not_marked_as_new() {
        let mut read = thread(vec![
            message(1, Author::Citizen, Ok(ContentKind::Opening)),
            message(2, Author::Department, Ok(ContentKind::Text)),
            message(3, Author::Citizen, Ok(ContentKind::Text)),
        ]);
        assert_eq!(read.news(), Some(read.messages[2].id));
        read.read = 3;
        assert_eq!(read.news(), None);
    }
}
