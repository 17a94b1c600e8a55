//! Answers and notes that were begun, as one text to be sealed while the desk is locked.

use domain::ConversationId;

/// Stands before every one and between its parts; nobody can type it.
const SEPARATOR: char = '\0';
/// Stands behind the conversation of a note.
const NOTE: char = '!';

/// What somebody writes in a conversation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Goes to whoever wrote.
    Answer,
    /// Stays among colleagues.
    Note,
}

/// Where a text belongs.
pub type Place = (ConversationId, Kind);

/// Where a letter to another authority is written, which opens a conversation only when it is sent: its subject, and on the
/// lines below its text.
pub const LETTER: Place = (ConversationId::NONE, Kind::Answer);

/// The subject and the text of a letter that was begun.
pub fn subject_and_text(letter: &str) -> (&str, &str) {
    letter.split_once('\n').unwrap_or((letter, ""))
}

/// Writes them one after the other, the empty ones left out.
pub fn write(texts: impl Iterator<Item = (Place, String)>) -> String {
    let mut written = String::new();
    for ((conversation, kind), text) in texts.filter(|(_, text)| !text.is_empty()) {
        written.push(SEPARATOR);
        written.push_str(&conversation.to_string());
        if kind == Kind::Note {
            written.push(NOTE);
        }
        written.push(SEPARATOR);
        written.push_str(&text.replace(SEPARATOR, ""));
    }
    written
}

/// Reads them again.
pub fn read(written: &str) -> impl Iterator<Item = (Place, &str)> {
    let mut parts = written.split(SEPARATOR).skip(1);
    std::iter::from_fn(move || Some((place(parts.next()?)?, parts.next()?)))
}

fn place(written: &str) -> Option<Place> {
    let (conversation, kind) = match written.strip_suffix(NOTE) {
        Some(conversation) => (conversation, Kind::Note),
        None => (written, Kind::Answer),
    };
    Some((conversation.parse().ok()?, kind))
}

#[cfg(test)]
mod tests {
    use rand_core::OsRng;

    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let [first, second, empty] = [0; 3].map(|_| ConversationId::random(&mut OsRng));
        let texts = [
            ((first, Kind::Answer), "Guten Tag,\n\nIhr Ausweis …".to_owned()),
            ((empty, Kind::Answer), String::new()),
            ((second, Kind::Answer), " ä\0b ".to_owned()),
            ((first, Kind::Note), "Ruft !mmer mittags an!".to_owned()),
            ((second, Kind::Note), String::new()),
            (LETTER, "Hund ohne Halter\nWem gehört er?\nGruß".to_owned()),
        ];
        let written = write(texts.into_iter());
        let read: Vec<_> = read(&written).collect();
        let expected = [
            ((first, Kind::Answer), "Guten Tag,\n\nIhr Ausweis …"),
            ((second, Kind::Answer), " äb "),
            ((first, Kind::Note), "Ruft !mmer mittags an!"),
            (LETTER, "Hund ohne Halter\nWem gehört er?\nGruß"),
        ];
        assert_eq!(read, expected);
        assert_eq!(
            subject_and_text(expected[3].1),
            ("Hund ohne Halter", "Wem gehört er?\nGruß")
        );
        assert_eq!(write(std::iter::empty()), "");
    }

    #[test]
    fn nothing_else_is_read() {
        for written in ["", "x", "\0", "\0x\0y", "\0\0", "\0!\0y"] {
            assert_eq!(read(written).count(), 0, "{written:?}");
        }
    }
}
