//! What differs on the desk where a department writes in the place of a citizen.

use domain::Locale;
use domain::api::{Author, Letter};

/// Whether a message came from the other side. The side that opened a conversation counts as the citizen's.
pub fn is_from_outside(letter: Option<&Letter>, author: Author) -> bool {
    (author == Author::Citizen) != is_sent(letter)
}

/// Whether it is a letter that the reader's side has written.
pub fn is_sent(letter: Option<&Letter>) -> bool {
    letter.is_some_and(|letter| letter.sent)
}

/// Whose clock a message has: a citizen's days are rounded, and nobody's are in a letter.
pub fn clock(letter: Option<&Letter>, author: Author) -> Author {
    if letter.is_some() {
        Author::Department
    } else {
        author
    }
}

/// Department and authority on the other side, as the server calls them.
pub fn other(letter: &Letter, locale: Locale) -> String {
    let other = &letter.other;
    format!("{}, {}", other.department_name.text(locale), other.name)
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::api::Correspondent;
    use domain::{AuthorityId, Bytes, DepartmentId, Localized};
    use rand_core::OsRng;

    use super::*;

    pub(crate) fn letter(sent: bool) -> Letter {
        Letter {
            sent,
            opener: DepartmentId::random(&mut OsRng),
            other: Correspondent {
                authority: AuthorityId::random(&mut OsRng),
                name: "Stadt B".to_owned(),
                root: Bytes::default(),
                department: DepartmentId::random(&mut OsRng),
                department_name: Localized {
                    de: "Ordnungsamt".to_owned(),
                    en: None,
                },
            },
        }
    }

    #[test]
    fn outside_is_the_other_side_of_each_conversation() {
        for (letter, outside, inside) in [
            (None, Author::Citizen, Author::Department),
            (Some(letter(false)), Author::Citizen, Author::Department),
            (Some(letter(true)), Author::Department, Author::Citizen),
        ] {
            assert!(is_from_outside(letter.as_ref(), outside));
            assert!(!is_from_outside(letter.as_ref(), inside));
        }
        assert_eq!(other(&letter(true), Locale::En), "Ordnungsamt, Stadt B");
    }
}
