use domain::{EmailAddress, limits};
use locales::Sending;

use crate::hooks::compose::{CONTACT, NAME, NOTICE, SUBJECT, TEXT};

/// Something in a form that has to be mended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mistake {
    /// The field to go to.
    pub(crate) field: &'static str,
    /// What to do about it.
    pub(crate) text: String,
}

/// What a person has typed, as they typed it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Draft {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) name: String,
    pub(crate) contact: String,
    pub(crate) notice: String,
}

impl Draft {
    /// What has to be mended before it can be sent, in the order of the fields.
    pub(crate) fn mistakes(&self, texts: &Sending) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let mut found = |field, text| mistakes.push(Mistake { field, text });
        if self.subject.trim().is_empty() {
            found(SUBJECT, texts.subject_missing.to_owned());
        } else if length(&self.subject) > limits::SUBJECT_CHARACTERS {
            found(SUBJECT, (texts.subject_long)(limits::SUBJECT_CHARACTERS));
        }
        if self.text.trim().is_empty() {
            found(TEXT, texts.text_missing.to_owned());
        } else if length(&self.text) > limits::TEXT_CHARACTERS {
            found(TEXT, (texts.text_long)(limits::TEXT_CHARACTERS));
        }
        if length(&self.name) > limits::LINE_CHARACTERS {
            found(NAME, (texts.name_long)(limits::LINE_CHARACTERS));
        }
        if length(&self.contact) > limits::LINE_CHARACTERS {
            found(CONTACT, (texts.contact_long)(limits::LINE_CHARACTERS));
        }
        if given(&self.notice).is_some() && self.notice_address().is_none() {
            found(NOTICE, texts.notice_wrong.to_owned());
        }
        mistakes
    }

    /// The address for notices, if one was given and is well-formed.
    pub(crate) fn notice_address(&self) -> Option<EmailAddress> {
        self.notice.trim().parse().ok()
    }

    /// Whether nothing was typed at all.
    pub(crate) fn is_untouched(&self) -> bool {
        [&self.subject, &self.text, &self.name, &self.contact, &self.notice]
            .into_iter()
            .all(String::is_empty)
    }
}

/// A text without the white space around it, if there is any left.
pub(crate) fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// In characters, as limits are counted.
pub(crate) fn length(text: &str) -> usize {
    text.trim().chars().count()
}

#[cfg(test)]
mod tests {
    use locales::Locale;

    use super::*;

    fn fields(draft: &Draft) -> Vec<&'static str> {
        let mistakes = draft.mistakes(locales::sending(Locale::De));
        mistakes.into_iter().map(|mistake| mistake.field).collect()
    }

    fn complete() -> Draft {
        Draft {
            subject: "Wohngeld".to_owned(),
            text: "Guten Tag".to_owned(),
            ..Draft::default()
        }
    }

    #[test]
    fn subject_and_text_are_needed_and_nothing_else() {
        assert_eq!(fields(&Draft::default()), [SUBJECT, TEXT]);
        assert_eq!(fields(&complete()), [""; 0]);
        let blank = Draft {
            text: " \n ".to_owned(),
            ..complete()
        };
        assert_eq!(fields(&blank), [TEXT]);
    }

    #[test]
    fn limits_count_characters_not_bytes() {
        let full = Draft {
            subject: "ü".repeat(limits::SUBJECT_CHARACTERS),
            text: "🙂".repeat(limits::TEXT_CHARACTERS),
            name: "é".repeat(limits::LINE_CHARACTERS),
            ..complete()
        };
        assert_eq!(fields(&full), [""; 0]);
        let over = Draft {
            subject: full.subject.clone() + "x",
            text: full.text.clone() + "x",
            name: full.name.clone() + "x",
            contact: "x".repeat(limits::LINE_CHARACTERS + 1),
            ..full
        };
        assert_eq!(fields(&over), [SUBJECT, TEXT, NAME, CONTACT]);
    }

    #[test]
    fn an_address_for_notices_is_optional_but_must_be_plain() {
        for (address, expected) in [
            ("", vec![]),
            ("  ", vec![]),
            (" a@example.org ", vec![]),
            ("a@b@example.org", vec![NOTICE]),
            ("nobody", vec![NOTICE]),
        ] {
            let draft = Draft {
                notice: address.to_owned(),
                ..complete()
            };
            assert_eq!(fields(&draft), expected, "{address:?}");
        }
    }
}
