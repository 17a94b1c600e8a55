//! Answers that were begun, as one text to be sealed while the desk is locked.

use domain::ConversationId;

/// Stands before every answer and between its parts; nobody can type it.
const SEPARATOR: char = '\0';

/// Writes them one after the other, the empty ones left out.
pub fn write(answers: impl Iterator<Item = (ConversationId, String)>) -> String {
    let mut written = String::new();
    for (conversation, text) in answers.filter(|(_, text)| !text.is_empty()) {
        written.push(SEPARATOR);
        written.push_str(&conversation.to_string());
        written.push(SEPARATOR);
        written.push_str(&text.replace(SEPARATOR, ""));
    }
    written
}

/// Reads them again.
pub fn read(written: &str) -> impl Iterator<Item = (ConversationId, &str)> {
    let mut parts = written.split(SEPARATOR).skip(1);
    std::iter::from_fn(move || Some((parts.next()?.parse().ok()?, parts.next()?)))
}

#[cfg(test)]
mod tests {
    use rand_core::OsRng;

    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let [first, second, empty] = [0; 3].map(|_| ConversationId::random(&mut OsRng));
        let answers = [
            (first, "Guten Tag,\n\nIhr Ausweis …".to_owned()),
            (empty, String::new()),
            (second, " ä\0b ".to_owned()),
        ];
        let written = write(answers.into_iter());
        let read: Vec<_> = read(&written).collect();
        assert_eq!(read, [(first, "Guten Tag,\n\nIhr Ausweis …"), (second, " äb ")]);
        assert_eq!(write(std::iter::empty()), "");
    }

    #[test]
    fn nothing_else_is_read() {
        for written in ["", "x", "\0", "\0x\0y", "\0\0"] {
            assert_eq!(read(written).count(), 0, "{written:?}");
        }
    }
}
