use browser::{LeaveGuard, Signal, watch};
use domain::limits;
use locales::{Locale, Reading as Texts, reading, sending};

use super::handover::Decision;
use crate::hooks::thread::{CODE, REPLY, REPLY_FILES};
use crate::islands::draft::{Mistake, given, length};
use crate::islands::entry::{self, Entry};
use crate::islands::live::chosen::Chosen;
use crate::islands::live::session::Session;
use crate::islands::trouble::{CodeMistake, Trouble};

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
    /// Whom to call, if the authority says.
    pub(crate) telephone: Option<String>,
    pub(crate) closed: bool,
}

/// A conversation and what its citizen does with it. What was typed stays here whatever happens.
#[derive(Clone, Copy)]
pub(crate) struct State {
    pub(crate) locale: Locale,
    pub(crate) texts: &'static Texts,
    pub(crate) session: Signal<Option<Session>>,
    pub(crate) phase: Signal<Phase>,
    pub(crate) left: Signal<Option<Left>>,
    pub(crate) code: Signal<String>,
    pub(crate) code_mistakes: Signal<Vec<Mistake>>,
    /// Why the conversation could not be opened.
    pub(crate) trouble: Signal<Option<Trouble>>,
    pub(crate) case: Signal<Case>,
    pub(crate) entries: Signal<Vec<Entry>>,
    /// Read aloud and shown above the messages: what looking for new ones brought.
    pub(crate) said: Signal<String>,
    /// Whether something is being fetched at the moment.
    pub(crate) busy: Signal<bool>,
    /// Files that are being fetched, or could not be.
    pub(crate) downloads: Signal<Vec<(String, Download)>>,
    pub(crate) reply: Reply,
    pub(crate) notice: NoticeState,
    pub(in crate::islands::live) decision: Decision,
    /// What had been read when the conversation was opened here; answers after it stay marked as new.
    read_before: Signal<Option<i64>>,
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
    pub(crate) text: Signal<String>,
    pub(crate) chosen: Chosen,
    pub(crate) mistakes: Signal<Vec<Mistake>>,
    /// What is being done, while it is sealed and sent.
    pub(crate) stage: Signal<Option<String>>,
    pub(crate) share: Signal<Option<f64>>,
    /// Why it has not been sent.
    pub(crate) trouble: Signal<Option<Trouble>>,
    /// Whether the last one has arrived.
    pub(crate) sent: Signal<bool>,
    /// Files of messages that have arrived, which have not.
    pub(crate) files_missing: Signal<usize>,
}

/// Notices by e-mail.
#[derive(Clone, Copy, Default)]
pub(crate) struct NoticeState {
    pub(crate) on: Signal<bool>,
    pub(crate) email: Signal<String>,
    pub(crate) mistakes: Signal<Vec<Mistake>>,
    pub(crate) said: Signal<String>,
    /// Whether what is said is that it did not work.
    pub(crate) failed: Signal<bool>,
}

impl State {
    pub(crate) fn new(locale: Locale, session: Signal<Option<Session>>) -> Self {
        Self {
            locale,
            texts: reading(locale),
            session,
            phase: Signal::new(Phase::Code),
            left: Signal::default(),
            code: Signal::default(),
            code_mistakes: Signal::default(),
            trouble: Signal::default(),
            case: Signal::default(),
            entries: Signal::default(),
            said: Signal::default(),
            busy: Signal::default(),
            downloads: Signal::default(),
            reply: Reply::new(locale),
            notice: NoticeState::default(),
            decision: Decision::default(),
            read_before: Signal::default(),
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
    pub(crate) fn read_before(self, now: i64) -> i64 {
        let before = self.read_before.get().unwrap_or(now);
        self.read_before.set(Some(before));
        before
    }

    /// The heading of the conversation.
    pub(crate) fn subject(self) -> String {
        self.entries
            .with(|entries| entry::subject(entries))
            .unwrap_or_else(|| self.texts.no_subject.to_owned())
    }

    /// How the authority can be called, in a sentence; empty if it does not say.
    pub(crate) fn call(self) -> String {
        self.case
            .with(|case| case.telephone.as_deref().map(self.texts.call))
            .unwrap_or_default()
    }

    /// Notes how far a file is; `None` when it was saved.
    pub(crate) fn download(self, file: &str, state: Option<Download>) {
        self.downloads.update(|downloads| {
            downloads.retain(|(id, _)| id != file);
            downloads.extend(state.map(|state| (file.to_owned(), state)));
        });
    }

    /// Whether a file is being fetched.
    pub(crate) fn is_running(self, file: &str) -> bool {
        let running =
            |(id, download): &(String, Download)| id == file && matches!(download, Download::Running(_));
        self.downloads.with(|downloads| downloads.iter().any(running))
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
        self.read_before.set(None);
        self.notice.clear();
        self.decision.clear();
        if left == Left::LoggedOut {
            self.reply.clear();
            self.reply.sent.set(false);
        }
    }

    fn is_at_stake(self) -> bool {
        self.reply.is_at_stake() || self.decision.is_at_stake()
    }

    /// Has the browser ask before the page is left whenever something would be lost.
    pub(crate) fn guard(self) {
        let mut guard = None;
        watch(move || LeaveGuard::keep(&mut guard, self.is_at_stake()));
    }
}

impl Reply {
    fn new(locale: Locale) -> Self {
        Self {
            text: Signal::default(),
            chosen: Chosen::new(locale, REPLY_FILES),
            mistakes: Signal::default(),
            stage: Signal::default(),
            share: Signal::default(),
            trouble: Signal::default(),
            sent: Signal::default(),
            files_missing: Signal::default(),
        }
    }

    /// Whether it can be sent; if not, says what has to be mended.
    pub(crate) fn is_complete(self, locale: Locale) -> bool {
        let texts = sending(locale);
        let text = self.text.get();
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
