//! What islands say to the vault and the portal, and what they read of the answers: the same JSON as
//! `vault::messages` and `domain::api`, but what is only handed on, such as sealed messages, stays unread. Reading it
//! would more than double the code that a phone has to load. The tests hold both against the real types.

pub(crate) mod portal;
pub(crate) mod vault;

#[cfg(test)]
mod tests;

use browser::Json;

use crate::props::{ComposeProps, FinderProps, Place, ThreadProps};

/// What can be read from JSON; `None` if that has another form.
pub(crate) trait Read: Sized {
    fn read(json: &Json) -> Option<Self>;
}

/// Handed on unread.
impl Read for Json {
    fn read(json: &Json) -> Option<Self> {
        Some(json.clone())
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: &Json) -> Option<Self> {
        json.items()?.iter().map(T::read).collect()
    }
}

fn size(json: &Json, name: &str) -> Option<u64> {
    json.number(name)?.try_into().ok()
}

impl Read for ComposeProps {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            locale: json.name("locale")?,
            vault: json.text("vault")?,
            place: Place::read(&json.field("place")?)?,
            return_address: json.text("return_address")?,
        })
    }
}

impl Read for FinderProps {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            locale: json.name("locale")?,
        })
    }
}

impl Read for ThreadProps {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            locale: json.name("locale")?,
            vault: json.text("vault")?,
        })
    }
}

impl Read for Place {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            authority: json.text("authority")?,
            authority_name: json.text("authority_name")?,
            root: json.text("root")?,
            department: json.text("department")?,
            department_name: json.text("department_name")?,
        })
    }
}
