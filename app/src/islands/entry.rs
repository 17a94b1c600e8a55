use super::trouble::Distrust;

/// A message as it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Entry {
    pub(crate) id: String,
    /// Its place in the order of all messages.
    pub(crate) position: i64,
    /// Whether the department brought it, as the server says.
    pub(crate) answers: bool,
    /// Whether it was not read before.
    pub(crate) new: bool,
    /// The day, in words.
    pub(crate) day: String,
    /// The time of day; of a citizen's message nobody keeps it.
    pub(crate) time: Option<String>,
    /// Its content, or the first reason not to believe it.
    pub(crate) content: Result<Content, Distrust>,
}

/// What was verified.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Content {
    pub(crate) event: Option<Event>,
    /// What it does to the conversation, where that takes a sentence of its own.
    pub(crate) told: Option<String>,
    /// The department that is in charge from then on, as the directory calls it.
    pub(crate) passed: Option<String>,
    /// Who signed; `None` is the reader.
    pub(crate) member: Option<Member>,
    pub(crate) text: String,
    /// Only in the first message.
    pub(crate) subject: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) contact: Option<String>,
    pub(crate) files: Vec<File>,
}

/// What a message does beside saying something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Event {
    Closed,
    Reopened,
}

/// A caseworker whose signature was verified up to the authority's root.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    /// The department as the directory calls it; empty if it is not there any more.
    pub(crate) department: String,
    /// The same for its authority.
    pub(crate) authority: String,
    pub(crate) signature: Option<Signature>,
}

/// What stands behind a caseworker's signature, in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Signature {
    pub(crate) role: &'static str,
    pub(crate) epoch: String,
    pub(crate) valid_until: String,
    pub(crate) key: String,
    pub(crate) root: String,
}

/// A file of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct File {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Before sealing, in bytes.
    pub(crate) size: u64,
    /// After sealing, in bytes.
    pub(crate) sealed_size: u64,
    /// Whether all parts had arrived when the conversation was fetched.
    pub(crate) complete: bool,
}

impl Entry {
    /// Whether it is verified to be the reader's own.
    pub(crate) fn is_own(&self) -> bool {
        self.content
            .as_ref()
            .is_ok_and(|content| content.member.is_none())
    }
}

/// Another authority that the department has proposed, and about which the citizen has yet to decide.
#[derive(Clone, Debug)]
pub(crate) struct Proposed {
    /// The message that proposed it.
    pub(crate) message: String,
    /// The department.
    pub(crate) department: String,
    /// It and its authority as the directory calls them; empty if they are not there any more.
    pub(crate) to: String,
    /// Fingerprint of the authority's root, as the department has signed it.
    pub(crate) root: String,
}

/// It is the same proposal, whatever its department is called meanwhile.
impl PartialEq for Proposed {
    fn eq(&self, other: &Self) -> bool {
        (&self.message, &self.department) == (&other.message, &other.department)
    }
}

/// The reader's own first message, or the one that they handed the conversation over with.
pub(crate) fn own_opening(entries: &[Entry]) -> Option<&Content> {
    let mut believed = entries
        .iter()
        .rev()
        .filter_map(|entry| entry.content.as_ref().ok());
    believed.find(|content| content.subject.is_some())
}

/// The id of a message's element.
pub(crate) fn element(id: &str) -> String {
    format!("message-{id}")
}

/// The newest message of the department: the one that people come for.
pub(crate) fn newest_answer(entries: &[Entry]) -> Option<&Entry> {
    entries.iter().rev().find(|entry| entry.answers)
}

/// Whether a department has said anything yet: that it passed the conversation on is no answer.
pub(crate) fn is_answered(entries: &[Entry]) -> bool {
    let is_passed = |entry: &Entry| {
        entry
            .content
            .as_ref()
            .is_ok_and(|content| content.passed.is_some())
    };
    entries.iter().any(|entry| entry.answers && !is_passed(entry))
}

/// The department in charge, if it was verifiably passed on to one.
pub(crate) fn in_charge(entries: &[Entry]) -> Option<&str> {
    entries
        .iter()
        .rev()
        .find_map(|entry| entry.content.as_ref().ok()?.passed.as_deref())
}

/// How many of the department's messages were not read before.
pub(crate) fn count_new(entries: &[Entry]) -> usize {
    entries.iter().filter(|entry| entry.new).count()
}

/// Whether the conversation is closed: the server says so, and the last of the verified messages that closed or
/// reopened it agrees or there is none to say otherwise. A citizen's message after it opens it again.
pub(crate) fn is_closed(server_says: bool, entries: &[Entry]) -> bool {
    server_says
        && entries
            .iter()
            .rev()
            .filter_map(|entry| entry.content.as_ref().ok())
            .find_map(|content| content.event)
            .is_none_or(|event| event == Event::Closed)
}

/// The subject: the first message has one, and whatever handed the conversation over to another authority.
pub(crate) fn subject(entries: &[Entry]) -> Option<String> {
    own_opening(entries)?.subject.clone()
}

/// The entries with the day above the first one of each day.
pub(crate) fn with_days(entries: Vec<Entry>) -> Vec<(Option<String>, Entry)> {
    let mut last = String::new();
    entries
        .into_iter()
        .map(|entry| {
            let day = (entry.day != last).then(|| entry.day.clone());
            last.clone_from(&entry.day);
            (day, entry)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(position: i64, answers: bool, day: &str) -> Entry {
        Entry {
            id: position.to_string(),
            position,
            answers,
            new: false,
            day: day.to_owned(),
            time: None,
            content: Ok(Content::default()),
        }
    }

    fn event(position: i64, event: Event) -> Entry {
        Entry {
            content: Ok(Content {
                event: Some(event),
                ..Content::default()
            }),
            ..entry(position, true, "")
        }
    }

    #[test]
    fn the_newest_answer_is_the_departments_last_message() {
        let entries = [
            entry(1, false, ""),
            entry(2, true, ""),
            entry(3, true, ""),
            entry(4, false, ""),
        ];
        assert_eq!(newest_answer(&entries).map(|entry| entry.position), Some(3));
        assert_eq!(newest_answer(&entries[..1]), None);
    }

    #[test]
    fn a_conversation_that_was_passed_on_waits_for_an_answer_there() {
        let passed = |position, to: &str| Entry {
            content: Ok(Content {
                passed: Some(to.to_owned()),
                ..Content::default()
            }),
            ..entry(position, true, "")
        };
        let mut entries = vec![entry(1, false, ""), passed(2, "Bauamt"), passed(3, "Standesamt")];
        assert_eq!(in_charge(&entries[..1]), None);
        assert_eq!(in_charge(&entries), Some("Standesamt"));
        assert!(!is_answered(&entries));
        entries.push(entry(4, true, ""));
        assert!(is_answered(&entries));
    }

    #[test]
    fn a_day_stands_above_its_first_message_only() {
        let entries = vec![
            entry(1, false, "Montag"),
            entry(2, true, "Montag"),
            entry(3, true, "Dienstag"),
        ];
        let days: Vec<_> = with_days(entries).into_iter().map(|(day, _)| day).collect();
        assert_eq!(
            days,
            [Some("Montag".to_owned()), None, Some("Dienstag".to_owned())]
        );
    }

    #[test]
    fn a_server_alone_does_not_close_what_was_verifiably_reopened() {
        assert!(!is_closed(false, &[event(1, Event::Closed)]));
        assert!(is_closed(true, &[event(1, Event::Closed)]));
        assert!(!is_closed(
            true,
            &[event(1, Event::Closed), event(2, Event::Reopened)]
        ));
    }

    #[test]
    fn the_subject_is_the_first_messages_if_that_can_be_believed() {
        let mut entries = [entry(1, false, ""), entry(2, true, "")];
        assert_eq!(subject(&entries), None);
        entries[0].content = Ok(Content {
            subject: Some("Wohngeld".to_owned()),
            ..Content::default()
        });
        assert_eq!(subject(&entries).as_deref(), Some("Wohngeld"));
        entries[0].content = Err(Distrust::BadSignature);
        assert_eq!(subject(&entries), None);
        entries[1].content = Ok(Content {
            subject: Some("Wohngeld im Kreis".to_owned()),
            ..Content::default()
        });
        assert_eq!(subject(&entries).as_deref(), Some("Wohngeld im Kreis"));
    }
}
