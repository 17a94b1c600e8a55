use browser::{date_text, time_text};
use domain::{Locale, Timestamp};
use locales::reading;

use super::state::Case;
use crate::islands::entry::{Content as Shown, Entry, Event, File, Member, Proposed, Signature};
use crate::islands::parts::is_complete;
use crate::islands::wire::portal::{AttachmentState, Authority, ConversationView, Department, StoredMessage};
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

    fn listed(&self, id: &str) -> Option<&Department> {
        self.authorities
            .iter()
            .flat_map(|authority| &authority.departments)
            .find(|department| department.id == id)
    }

    fn department(&self, id: &str) -> String {
        self.listed(id).map_or_else(String::new, |department| {
            department.name.text(self.locale).to_owned()
        })
    }

    fn authority(&self, id: &str) -> Option<&Authority> {
        self.authorities.iter().find(|authority| authority.id == id)
    }

    /// A department with its authority; empty if it is not known.
    fn place(&self, authority: &str, department: &str) -> String {
        let name = self.department(department);
        match self.authority(authority) {
            Some(authority) if !name.is_empty() => format!("{name}, {}", authority.name),
            _ => String::new(),
        }
    }

    /// What stands above the messages of `view`.
    pub(super) fn case(&self, view: &ConversationView, closed: bool) -> Case {
        let authority = self.authority(&view.authority);
        let department = self.listed(&view.department);
        Case {
            number: view.case_number.clone(),
            authority: authority.map_or_else(String::new, |authority| authority.name.clone()),
            telephone: department
                .and_then(|department| department.telephone.clone())
                .or_else(|| authority?.telephone.clone()),
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

/// Every authority that a conversation is or was with, or that was proposed.
pub(super) fn authorities(
    view: &ConversationView,
    messages: &[(ReadMessage, Option<Credentials>)],
) -> Vec<String> {
    let believed = messages
        .iter()
        .filter_map(|(message, _)| message.outcome.as_ref().ok());
    let mut authorities = vec![view.authority.clone()];
    for elsewhere in believed.filter_map(|content| content.elsewhere.as_ref()) {
        if !authorities.contains(&elsewhere.authority) {
            authorities.push(elsewhere.authority.clone());
        }
    }
    authorities
}

/// What was proposed last, if nothing has ended it.
pub(super) fn proposed(
    messages: &[(ReadMessage, Option<Credentials>)],
    directory: &Directory,
) -> Option<Proposed> {
    let believed = messages.iter().rev().filter_map(|(message, _)| {
        let content = message.outcome.as_ref().ok()?;
        let says_nothing = matches!(
            content.kind,
            ContentKind::Opening | ContentKind::Text | ContentKind::Reopen
        );
        (!says_nothing).then_some((message, content))
    });
    let (message, content) = { believed }.next()?;
    let (elsewhere, department) = (content.elsewhere.as_ref()?, content.to.clone()?);
    (content.kind == ContentKind::Proposal).then(|| Proposed {
        message: message.id.clone(),
        to: directory.place(&elsewhere.authority, &department),
        department,
        root: elsewhere.root.clone(),
    })
}

/// A message as it is shown. Answers after the position `read` are new; `authority` is the one that the conversation is with by
/// then, and changes with a handover.
pub(super) fn entry(
    (message, credentials): (ReadMessage, Option<Credentials>),
    arrived: &Arrived,
    directory: &Directory,
    (read, authority): (i64, &mut String),
) -> Entry {
    if let Ok(content) = &message.outcome
        && matches!(content.kind, ContentKind::Opening | ContentKind::Handover)
        && let Some(elsewhere) = &content.elsewhere
    {
        authority.clone_from(&elsewhere.authority);
    }
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
            .map(|verified| content(verified, credentials, arrived, (directory, authority))),
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
    (directory, authority): (&Directory, &str),
) -> Shown {
    let told = told(&verified, directory);
    let department = verified
        .signer
        .department
        .map_or_else(String::new, |id| directory.department(&id));
    Shown {
        event: match verified.kind {
            ContentKind::Opening
            | ContentKind::Text
            | ContentKind::Transfer
            | ContentKind::Proposal
            | ContentKind::Handover
            | ContentKind::Decline => None,
            ContentKind::Close => Some(Event::Closed),
            ContentKind::Reopen => Some(Event::Reopened),
        },
        told,
        passed: verified
            .to
            .as_deref()
            .filter(|_| matches!(verified.kind, ContentKind::Transfer | ContentKind::Handover))
            .map(|to| directory.department(to)),
        member: verified.signer.name.map(|name| Member {
            name,
            department,
            authority: directory
                .authority(authority)
                .map_or_else(String::new, |authority| authority.name.clone()),
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

/// What a message does to the conversation, in a sentence.
fn told(verified: &Content, directory: &Directory) -> Option<String> {
    let texts = reading(directory.locale);
    let to = verified.to.as_deref().unwrap_or_default();
    let elsewhere = verified.elsewhere.as_ref();
    let place = elsewhere.map_or_else(String::new, |elsewhere| directory.place(&elsewhere.authority, to));
    match verified.kind {
        ContentKind::Transfer => {
            let from = verified.signer.department.as_deref().unwrap_or_default();
            Some((texts.passed_on)(
                &directory.department(from),
                &directory.department(to),
            ))
        }
        ContentKind::Proposal => Some((texts.proposed)(&place)),
        ContentKind::Handover => {
            let history = elsewhere.is_some_and(|elsewhere| elsewhere.history);
            Some((texts.handed_over)(&place, history))
        }
        ContentKind::Decline if verified.signer.name.is_some() => Some(texts.withdrawn.to_owned()),
        ContentKind::Decline => Some(texts.declined.to_owned()),
        _ => None,
    }
}
