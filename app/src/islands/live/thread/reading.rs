use browser::{date_text, time_text};
use domain::{Locale, Timestamp};
use locales::reading;

use super::state::Case;
use crate::islands::entry::{Content as Shown, Entry, Event, File, Member, Passed, Signature};
use crate::islands::parts::is_complete;
use crate::islands::wire::portal::{AttachmentState, Authority, ConversationView, StoredMessage};
use crate::islands::wire::vault::{Author, Content, ContentKind, Credentials, ReadMessage, Role};

/// What the directory calls authorities and departments.
pub(super) struct Directory {
    authorities: Vec<Authority>,
    locale: Locale,
}

impl Directory {
    pub(super) fn new(authorities: Vec<Authority>, locale: Locale) -> Self {
        Self { authorities, locale }
    }

    fn department(&self, id: &str) -> String {
        self.authorities
            .iter()
            .flat_map(|authority| &authority.departments)
            .find(|department| department.id == id)
            .map_or_else(String::new, |department| {
                department.name.text(self.locale).to_owned()
            })
    }

    /// What stands above the messages of `view`.
    pub(super) fn case(&self, view: &ConversationView, closed: bool) -> Case {
        let authority = self
            .authorities
            .iter()
            .find(|authority| authority.id == view.authority);
        Case {
            number: view.case_number.clone(),
            authority: authority.map_or_else(String::new, |authority| authority.name.clone()),
            telephone: authority.and_then(|authority| authority.telephone.clone()),
            department: self.department(&view.department),
            closed,
        }
    }
}

/// What the server says about messages beside their sealed content.
#[derive(Default)]
pub(super) struct Arrived {
    /// The ids of files whose parts are all there.
    complete: Vec<String>,
}

impl Arrived {
    pub(super) fn note(&mut self, messages: &[StoredMessage]) {
        for AttachmentState { id, size, parts } in messages.iter().flat_map(|message| &message.attachments) {
            if is_complete(*size, parts) {
                self.complete.push(id.clone());
            }
        }
    }
}

/// A message as it is shown. Answers after the position `read` are new.
pub(super) fn entry(
    (message, credentials): (ReadMessage, Option<Credentials>),
    arrived: &Arrived,
    directory: &Directory,
    read: i64,
) -> Entry {
    let locale = directory.locale;
    let answers = message.author == Author::Department;
    let moment = Timestamp(message.received_at);
    let (day, time) = if answers {
        (date_text(moment, locale), Some(time_text(moment, locale)))
    } else {
        // Rounded to the day in UTC; in another time zone it would become the day before.
        (locales::date(locale, moment), None)
    };
    Entry {
        id: message.id,
        position: message.position,
        answers,
        new: answers && message.position > read,
        day,
        time,
        content: message
            .outcome
            .map(|verified| content(verified, credentials, arrived, directory)),
    }
}

fn signature(credentials: Credentials, locale: Locale) -> Signature {
    let texts = reading(locale);
    Signature {
        role: match credentials.role {
            Role::Administrator => texts.role_administrator,
            Role::Lead => texts.role_lead,
            Role::Caseworker => texts.role_caseworker,
            Role::Auditor => texts.role_auditor,
        },
        epoch: credentials.epoch.to_string(),
        valid_until: date_text(Timestamp(credentials.valid_until), locale),
        key: credentials.key,
        root: credentials.root,
    }
}

fn content(
    verified: Content,
    credentials: Option<Credentials>,
    arrived: &Arrived,
    directory: &Directory,
) -> Shown {
    let department = verified
        .signer
        .department
        .map_or_else(String::new, |id| directory.department(&id));
    Shown {
        event: match verified.kind {
            ContentKind::Opening | ContentKind::Text | ContentKind::Transfer => None,
            ContentKind::Close => Some(Event::Closed),
            ContentKind::Reopen => Some(Event::Reopened),
        },
        passed: verified.to.as_deref().map(|to| Passed {
            from: department.clone(),
            to: directory.department(to),
        }),
        member: verified.signer.name.map(|name| Member {
            name,
            department,
            signature: credentials.map(|credentials| signature(credentials, directory.locale)),
        }),
        text: verified.text,
        subject: verified.subject,
        name: verified.name,
        contact: verified.contact,
        files: verified
            .attachments
            .into_iter()
            .map(|file| File {
                complete: arrived.complete.contains(&file.id),
                id: file.id,
                name: file.name,
                size: file.size,
                sealed_size: file.sealed_size,
            })
            .collect(),
    }
}
