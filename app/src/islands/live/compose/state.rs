use browser::{LeaveGuard, Signal, focus, fragment, watch};
use locales::{Sending as Texts, sending};

use crate::hooks::compose::{CHECK_HEADING, FILES, SEALING_HEADING, WRITE_HEADING};
use crate::hooks::receipt::KEEP_HEADING;
use crate::islands::draft::{Draft, Mistake};
use crate::islands::live::chosen::Chosen;
use crate::islands::live::session::Session;
use crate::islands::live::thread;
use crate::islands::pin::pin;
use crate::islands::receipt;
use crate::islands::trouble::Trouble;
use crate::props::ComposeProps;

/// Where a person stands on the way to a sent message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    Write,
    Check,
    Sealing,
    Receipt,
    /// The conversation itself, in the same vault.
    Thread,
}

impl Step {
    /// Its place in the indicator of steps; the conversation has none.
    pub(super) fn place(self) -> usize {
        match self {
            Self::Write => 0,
            Self::Check => 1,
            Self::Sealing => 2,
            Self::Receipt | Self::Thread => 3,
        }
    }

    /// What takes the focus when it begins, so that it is read aloud and keys go on from there.
    fn heading(self) -> Option<&'static str> {
        match self {
            Self::Write => Some(WRITE_HEADING),
            Self::Check => Some(CHECK_HEADING),
            Self::Sealing => Some(SEALING_HEADING),
            Self::Receipt => Some(KEEP_HEADING),
            // It is still to be opened, and says itself where to begin.
            Self::Thread => None,
        }
    }
}

/// What is known about the message that is being written. Everything typed stays here until it has arrived.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) props: &'static ComposeProps,
    pub(super) texts: &'static Texts,
    pub(super) session: Signal<Option<Session>>,
    /// The fingerprint that the link named which led here.
    pub(super) pin: Signal<Option<String>>,
    pub(super) step: Signal<Step>,
    /// Whether the vault does not start on this device.
    pub(super) unsupported: Signal<bool>,
    pub(super) subject: Signal<String>,
    pub(super) text: Signal<String>,
    pub(super) name: Signal<String>,
    pub(super) contact: Signal<String>,
    pub(super) notice: Signal<String>,
    pub(super) chosen: Chosen,
    pub(super) mistakes: Signal<Vec<Mistake>>,
    /// What is being done while it seals and sends.
    pub(super) stage: Signal<String>,
    /// How far that is, if that is known.
    pub(super) share: Signal<Option<f64>>,
    /// Why it has not been sent.
    pub(super) trouble: Signal<Option<Trouble>>,
    pub(super) receipt: receipt::State,
    pub(super) thread: thread::State,
}

impl State {
    pub(super) fn new(props: &'static ComposeProps) -> Self {
        let session = Signal::default();
        Self {
            props,
            texts: sending(props.locale),
            session,
            pin: Signal::new(pin(&fragment())),
            step: Signal::new(Step::Write),
            unsupported: Signal::default(),
            subject: Signal::default(),
            text: Signal::default(),
            name: Signal::default(),
            contact: Signal::default(),
            notice: Signal::default(),
            chosen: Chosen::new(props.locale, FILES),
            mistakes: Signal::default(),
            stage: Signal::default(),
            share: Signal::default(),
            trouble: Signal::default(),
            receipt: receipt::State::new(props),
            thread: thread::State::new(props.locale, session),
        }
    }

    /// What has been typed so far.
    pub(super) fn draft(self) -> Draft {
        Draft {
            subject: self.subject.get(),
            text: self.text.get(),
            name: self.name.get(),
            contact: self.contact.get(),
            notice: self.notice.get(),
        }
    }

    /// Takes what was typed off the page: it has arrived, and whoever leaves shall leave nothing behind.
    pub(super) fn forget_draft(self) {
        for typed in [self.subject, self.text, self.name, self.contact, self.notice] {
            typed.set(String::new());
        }
        self.chosen.clear();
    }

    /// Goes on to check the answers, or says what has to be mended first.
    pub(super) fn check(self) {
        let mistakes = self.draft().mistakes(self.texts);
        let complete = mistakes.is_empty();
        self.mistakes.set(mistakes);
        if complete {
            self.go_to(Step::Check);
        }
    }

    /// Goes back to writing, to one field.
    pub(super) fn change(self, field: &'static str) {
        self.trouble.set(None);
        self.step.set(Step::Write);
        focus(field);
    }

    /// Begins a step.
    pub(super) fn go_to(self, step: Step) {
        self.step.set(step);
        if let Some(heading) = step.heading() {
            focus(heading);
        }
    }

    /// Whether leaving the page now would lose something.
    fn is_at_stake(self) -> bool {
        match self.step.get() {
            Step::Write | Step::Check => !self.draft().is_untouched() || !self.chosen.is_empty(),
            Step::Sealing => true,
            Step::Receipt => self.receipt.is_at_stake(),
            // The conversation looks after itself.
            Step::Thread => false,
        }
    }

    /// Has the browser ask before the page is left whenever something would be lost.
    pub(super) fn guard(self) {
        let mut guard = None;
        watch(move || LeaveGuard::keep(&mut guard, self.is_at_stake()));
    }
}
