use domain::limits;
use leptos::prelude::*;
use locales::{Locale, Thread as Texts};

use super::entry::{self, Entry};
use crate::components::Mistake;
use crate::islands::chosen::Chosen;
use crate::islands::compose::{given, length};
use crate::islands::live::{LeaveGuard, Session};
use crate::islands::trouble::{CodeMistake, Trouble};

/// Ids of inputs and headings.
pub(crate) const CODE: &str = "code";
pub(crate) const REPLY: &str = "reply";
pub(crate) const REPLY_FILES: &str = "reply-files";
pub(crate) const EMAIL: &str = "notice-email";
pub(crate) const SUBJECT: &str = "subject";

/// What the page shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Phase {
    /// The field for the code.
    Code,
    /// The code is good; the conversation is being fetched and opened.
    Opening,
    /// The conversation.
    Open,
}

/// Why the field for the code is shown again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Left {
    /// The person logged out.
    LoggedOut,
    /// Nobody was there for a while.
    Ended,
    /// The vault stopped working.
    Crashed,
}

/// What stands above the messages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Case {
    pub(crate) number: String,
    /// The authority as the directory calls it; empty if it is not there any more.
    pub(crate) authority: String,
    /// The same for the department.
    pub(crate) department: String,
    pub(crate) closed: bool,
}

/// A conversation and what its citizen does with it. What was typed stays here whatever happens.
#[derive(Clone, Copy)]
pub(crate) struct State {
    pub(crate) locale: Locale,
    pub(crate) texts: &'static Texts,
    /// Address of the vault's worker; empty where the vault is there already.
    pub(crate) vault: StoredValue<String>,
    pub(crate) session: StoredValue<Option<Session>, LocalStorage>,
    pub(crate) phase: RwSignal<Phase>,
    /// Whether the program has arrived.
    pub(crate) ready: RwSignal<bool>,
    pub(crate) left: RwSignal<Option<Left>>,
    pub(crate) code: RwSignal<String>,
    pub(crate) code_mistakes: RwSignal<Vec<Mistake>>,
    /// Why the conversation could not be opened.
    pub(crate) trouble: RwSignal<Option<Trouble>>,
    pub(crate) case: RwSignal<Case>,
    pub(crate) entries: RwSignal<Vec<Entry>>,
    /// Read aloud and shown above the messages: what looking for new ones brought.
    pub(crate) said: RwSignal<String>,
    /// Whether something is being fetched at the moment.
    pub(crate) busy: RwSignal<bool>,
    /// Files that are being fetched, or could not be.
    pub(crate) downloads: RwSignal<Vec<(String, Download)>>,
    pub(crate) reply: Reply,
    pub(crate) notice: NoticeState,
    /// What had been read when the conversation was opened here; answers after it stay marked as new.
    read_before: StoredValue<Option<i64>>,
    guard: StoredValue<Option<LeaveGuard>, LocalStorage>,
}

/// How far a file is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Download {
    /// Under way: the share.
    Running(f64),
    /// Some of it has not arrived at the server yet.
    Incomplete,
    /// It could not be fetched or opened.
    Failed,
}

/// The message that is being written.
#[derive(Clone, Copy)]
pub(crate) struct Reply {
    pub(crate) text: RwSignal<String>,
    pub(crate) chosen: Chosen,
    pub(crate) mistakes: RwSignal<Vec<Mistake>>,
    /// What is being done, while it is sealed and sent.
    pub(crate) stage: RwSignal<Option<String>>,
    pub(crate) share: RwSignal<Option<f64>>,
    /// Why it has not been sent.
    pub(crate) trouble: RwSignal<Option<Trouble>>,
    /// Whether the last one has arrived.
    pub(crate) sent: RwSignal<bool>,
    /// Files of messages that have arrived, which have not.
    pub(crate) files_missing: RwSignal<usize>,
}

/// Notices by e-mail.
#[derive(Clone, Copy)]
pub(crate) struct NoticeState {
    pub(crate) on: RwSignal<bool>,
    pub(crate) email: RwSignal<String>,
    pub(crate) mistakes: RwSignal<Vec<Mistake>>,
    pub(crate) said: RwSignal<String>,
    /// Whether what is said is that it did not work.
    pub(crate) failed: RwSignal<bool>,
}

impl State {
    pub(crate) fn new(
        locale: Locale,
        vault: String,
        session: StoredValue<Option<Session>, LocalStorage>,
    ) -> Self {
        Self {
            locale,
            texts: locales::thread(locale),
            vault: StoredValue::new(vault),
            session,
            phase: RwSignal::new(Phase::Code),
            ready: RwSignal::new(false),
            left: RwSignal::new(None),
            code: RwSignal::default(),
            code_mistakes: RwSignal::default(),
            trouble: RwSignal::new(None),
            case: RwSignal::default(),
            entries: RwSignal::default(),
            said: RwSignal::default(),
            busy: RwSignal::default(),
            downloads: RwSignal::default(),
            reply: Reply::new(),
            notice: NoticeState::new(),
            read_before: StoredValue::new(None),
            guard: StoredValue::new_local(None),
        }
    }

    /// Says what is wrong with the code.
    pub(crate) fn mistyped(self, mistake: CodeMistake) {
        let text = mistake.text(self.texts);
        self.code_mistakes.set(vec![Mistake { field: CODE, text }]);
    }

    /// The conversation could not be opened.
    pub(crate) fn fail(self, trouble: Trouble) {
        self.phase.set(Phase::Code);
        match trouble {
            Trouble::Code(mistake) => self.mistyped(mistake),
            trouble => self.trouble.set(Some(trouble)),
        }
    }

    /// Up to where the citizen had read before; `now` is what the portal says today.
    #[cfg_attr(
        not(target_arch = "wasm32"),
        expect(dead_code, reason = "nothing is read on the server")
    )]
    pub(crate) fn read_before(self, now: i64) -> i64 {
        let before = self.read_before.get_value().unwrap_or(now);
        self.read_before.set_value(Some(before));
        before
    }

    /// The heading of the conversation.
    pub(crate) fn subject(self) -> String {
        self.entries
            .with(|entries| entry::subject(entries))
            .unwrap_or_else(|| self.texts.no_subject.to_owned())
    }

    /// Notes how far a file is; `None` when it was saved.
    pub(crate) fn download(self, file: &str, state: Option<Download>) {
        self.downloads.update(|downloads| {
            downloads.retain(|(id, _)| id != file);
            downloads.extend(state.map(|state| (file.to_owned(), state)));
        });
    }

    /// Takes everything of the conversation off the page but what the person was writing.
    pub(crate) fn close(self, left: Left) {
        self.left.set(Some(left));
        self.phase.set(Phase::Code);
        self.code.set(String::new());
        self.code_mistakes.set(Vec::new());
        self.trouble.set(None);
        self.entries.set(Vec::new());
        self.case.set(Case::default());
        self.said.set(String::new());
        self.downloads.set(Vec::new());
        self.read_before.set_value(None);
        self.notice.clear();
        if left == Left::LoggedOut {
            self.reply.clear();
            self.reply.sent.set(false);
        }
    }

    /// Has the browser ask before the page is left whenever something would be lost.
    pub(crate) fn guard(self) {
        let at_stake = Memo::new(move |_| self.reply.is_at_stake());
        Effect::new(move || {
            self.guard
                .set_value(at_stake.get().then(LeaveGuard::new).flatten());
        });
    }
}

impl Reply {
    fn new() -> Self {
        Self {
            text: RwSignal::default(),
            chosen: Chosen::new(),
            mistakes: RwSignal::default(),
            stage: RwSignal::new(None),
            share: RwSignal::new(None),
            trouble: RwSignal::new(None),
            sent: RwSignal::default(),
            files_missing: RwSignal::default(),
        }
    }

    /// Whether it can be sent; if not, says what has to be mended.
    pub(crate) fn is_complete(self, locale: Locale) -> bool {
        let texts = locales::compose(locale);
        let text = self.text.get_untracked();
        let mistake = if given(&text).is_none() {
            Some(texts.text_missing.to_owned())
        } else if length(&text) > limits::TEXT_CHARACTERS {
            Some((texts.text_long)(limits::TEXT_CHARACTERS))
        } else {
            None
        };
        let mistakes: Vec<_> = mistake
            .map(|text| Mistake { field: REPLY, text })
            .into_iter()
            .collect();
        let complete = mistakes.is_empty();
        self.mistakes.set(mistakes);
        complete
    }

    /// Empties the form.
    pub(crate) fn clear(self) {
        self.text.set(String::new());
        self.chosen.clear();
        self.mistakes.set(Vec::new());
        self.trouble.set(None);
    }

    fn is_at_stake(self) -> bool {
        !self.text.with(|text| text.trim().is_empty())
            || !self.chosen.is_empty()
            || self.stage.with(Option::is_some)
            || self.files_missing.get() > 0
    }
}

impl NoticeState {
    fn new() -> Self {
        Self {
            on: RwSignal::default(),
            email: RwSignal::default(),
            mistakes: RwSignal::default(),
            said: RwSignal::default(),
            failed: RwSignal::default(),
        }
    }

    /// Says what came of it.
    pub(crate) fn say(self, said: impl Into<String>, failed: bool) {
        self.failed.set(failed);
        self.said.set(said.into());
    }

    fn clear(self) {
        self.on.set(false);
        self.email.set(String::new());
        self.mistakes.set(Vec::new());
        self.said.set(String::new());
    }
}
