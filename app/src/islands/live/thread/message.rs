use std::cell::RefCell;
use std::rc::Rc;

use browser::{Part, part, watch};
use locales::failures;

use super::download::download;
use super::state::{Download, State};
use crate::hooks::inner::{
    ARTICLE, AUTHOR, BAR, BUTTON, CALL, CLOSED, DATE, FAILED, FAILURE, FILES, GIVEN, GIVEN_CONTACT,
    GIVEN_NAME, INCOMPLETE, MISSING, NEW, PASSED, REASON, REOPENED, RUNNING, SIGNATURE, SIGNER,
    SIGNER_AUTHORITY, SIGNER_DEPARTMENT, SIGNER_EPOCH, SIGNER_KEY, SIGNER_ROLE, SIGNER_ROOT, SIGNER_UNTIL,
    STAGE, TEXT,
};
use crate::hooks::thread::{DAY, FILE, MESSAGE, MESSAGES};
use crate::islands::entry::{Content, Entry, Event, File, Member, element, with_days};
use crate::islands::trouble::Distrust;

/// A message on the page, with the day above it if it is the first one of that day.
struct Shown {
    entry: (Option<String>, Entry),
    parts: Vec<Part>,
    files: Vec<(File, Part)>,
}

/// Shows the messages. Those that are there already stay as they are, and with them the focus.
pub(super) fn show(state: State) {
    let all: Rc<RefCell<Vec<Shown>>> = Rc::default();
    let messages = Rc::clone(&all);
    watch(move || {
        let mut before = messages.take();
        let entries = with_days(state.entries.get());
        let shown: Vec<_> = entries
            .into_iter()
            .map(|entry| {
                let known = before.iter().position(|shown| shown.entry == entry);
                known.map_or_else(|| build(state, entry), |at| before.swap_remove(at))
            })
            .collect();
        let parts: Vec<_> = shown.iter().flat_map(|shown| shown.parts.clone()).collect();
        part(MESSAGES).arrange(&parts);
        messages.replace(shown);
    });
    watch(move || {
        state.entries.with(|_| ());
        for (file, item) in all.borrow().iter().flat_map(|shown| &shown.files) {
            let download = state.downloads.with(|downloads| {
                let found = downloads.iter().find(|(id, _)| *id == file.id);
                found.map(|(_, download)| *download)
            });
            show_download(item, download);
        }
    });
}

fn build(state: State, entry: (Option<String>, Entry)) -> Shown {
    let (day, message) = &entry;
    let mut parts = Vec::new();
    if let Some(day) = day {
        let heading = part(DAY).copy();
        heading.say(day);
        parts.push(heading);
    }
    let item = part(MESSAGE).copy();
    let article = item.inner(ARTICLE);
    article.set("id", Some(&element(&message.id)));
    article.class("message--own", message.is_own());
    article.class("message--failed", message.content.is_err());
    article.class("message--new", message.new);
    item.inner(NEW).keep(message.new);
    item.inner(AUTHOR).say(&author(state, message));
    item.inner(DATE).say(&match &message.time {
        Some(time) => format!("{}, {time}", message.day),
        None => message.day.clone(),
    });
    let files = match &message.content {
        Ok(content) => {
            item.inner(FAILURE).keep(false);
            fill(state, &item, content)
        }
        Err(distrust) => {
            fail(state, &item, *distrust);
            Vec::new()
        }
    };
    parts.push(item);
    Shown { entry, parts, files }
}

fn author(state: State, message: &Entry) -> String {
    let texts = state.texts;
    match &message.content {
        Ok(Content {
            member: Some(member), ..
        }) => (texts.member)(&member.name, &member.department, &member.authority),
        Err(_) if message.answers => texts.department_author.to_owned(),
        _ => texts.you.to_owned(),
    }
}

fn fill(state: State, item: &Part, content: &Content) -> Vec<(File, Part)> {
    item.inner(CLOSED).keep(content.event == Some(Event::Closed));
    item.inner(REOPENED).keep(content.event == Some(Event::Reopened));
    let passed = item.inner(PASSED);
    passed.say(content.told.as_deref().unwrap_or_default());
    passed.keep(content.told.is_some());
    let text = item.inner(TEXT);
    text.say(&content.text);
    text.keep(!content.text.is_empty());
    let given = item.inner(GIVEN);
    for (name, value) in [(GIVEN_NAME, &content.name), (GIVEN_CONTACT, &content.contact)] {
        let row = given.inner(name);
        row.inner(TEXT).say(value.as_deref().unwrap_or_default());
        row.keep(value.is_some());
    }
    given.keep(content.name.is_some() || content.contact.is_some());
    sign(item, content.member.as_ref());
    let files: Vec<_> = content
        .files
        .iter()
        .map(|file| (file.clone(), file_item(state, file)))
        .collect();
    let list = item.inner(FILES);
    list.arrange(&files.iter().map(|(_, item)| item.clone()).collect::<Vec<_>>());
    list.keep(!files.is_empty());
    files
}

/// What stands behind the signature, for those who want to know.
fn sign(item: &Part, member: Option<&Member>) {
    let part = item.inner(SIGNATURE);
    let signature = member.and_then(|member| Some((member, member.signature.as_ref()?)));
    if let Some((member, signature)) = signature {
        for (name, value) in [
            (SIGNER, &member.name),
            (SIGNER_ROLE, &signature.role.to_owned()),
            (SIGNER_DEPARTMENT, &member.department),
            (SIGNER_AUTHORITY, &member.authority),
            (SIGNER_EPOCH, &signature.epoch),
            (SIGNER_UNTIL, &signature.valid_until),
            (SIGNER_KEY, &signature.key),
            (SIGNER_ROOT, &signature.root),
        ] {
            part.inner(name).say(value);
        }
    }
    part.keep(signature.is_some());
}

fn fail(state: State, item: &Part, distrust: Distrust) {
    for content in [CLOSED, REOPENED, PASSED, TEXT, GIVEN, FILES, SIGNATURE] {
        item.inner(content).keep(false);
    }
    let call = item.inner(CALL);
    let said = state.call();
    call.say(&said);
    call.keep(!said.is_empty());
    item.inner(REASON).say(distrust.text(failures(state.locale)));
}

fn file_item(state: State, file: &File) -> Part {
    let texts = state.texts;
    let item = part(FILE).copy();
    let size = locales::size(state.locale, file.size);
    let button = item.inner(BUTTON);
    button.say(&(texts.file_save)(&file.name, &size));
    item.inner(INCOMPLETE).keep(!file.complete);
    item.inner(RUNNING)
        .inner(STAGE)
        .say(&(texts.file_opening)(&file.name));
    item.inner(BAR).set("aria-label", Some(&file.name));
    item.inner(FAILED).say(&(texts.file_failed)(&file.name));
    let file = file.clone();
    button.on("click", move || {
        if !state.is_running(&file.id) {
            download(state, file.clone());
        }
    });
    item
}

fn show_download(item: &Part, download: Option<Download>) {
    let running = match download {
        Some(Download::Running(share)) => Some(share),
        _ => None,
    };
    item.inner(BUTTON).set("aria-disabled", running.map(|_| "true"));
    item.inner(RUNNING).show(running.is_some());
    item.inner(BAR).set_share(running);
    item.inner(MISSING)
        .show(matches!(download, Some(Download::Incomplete)));
    item.inner(FAILED)
        .show(matches!(download, Some(Download::Failed)));
}
