use leptos::prelude::*;
use locales::{Compose as Texts, Locale};

use super::draft::Draft;
use crate::components::Mistake;
use crate::islands::chosen::Chosen;
use crate::islands::live::{self, LeaveGuard, Session};
use crate::islands::place::Place;
use crate::islands::qr::QrPath;
use crate::islands::receipt;
use crate::islands::thread;
use crate::islands::trouble::Trouble;

/// The heading that takes the focus when a step begins.
pub(crate) const HEADING: &str = "step";

/// Where a person stands on the way to a sent message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    Write,
    Check,
    Sealing,
    Receipt,
    /// The conversation itself, in the same vault.
    Thread,
}

impl Step {
    /// Its place in the indicator of steps; the conversation has none.
    pub(crate) fn place(self) -> usize {
        match self {
            Self::Write => 0,
            Self::Check => 1,
            Self::Sealing => 2,
            Self::Receipt | Self::Thread => 3,
        }
    }
}

/// What is known about the message that is being written. Everything typed stays here whatever happens.
#[derive(Clone, Copy)]
pub(crate) struct State {
    pub(crate) locale: Locale,
    pub(crate) texts: &'static Texts,
    pub(crate) place: StoredValue<Place>,
    /// Address of the vault's worker.
    pub(crate) vault: StoredValue<String>,
    pub(crate) session: StoredValue<Option<Session>, LocalStorage>,
    pub(crate) step: RwSignal<Step>,
    /// Whether the program has arrived; before that the form takes text but cannot be sent off.
    pub(crate) ready: RwSignal<bool>,
    /// Whether the vault does not start on this device.
    pub(crate) unsupported: RwSignal<bool>,
    pub(crate) subject: RwSignal<String>,
    pub(crate) text: RwSignal<String>,
    pub(crate) name: RwSignal<String>,
    pub(crate) contact: RwSignal<String>,
    pub(crate) notice: RwSignal<String>,
    pub(crate) chosen: Chosen,
    pub(crate) mistakes: RwSignal<Vec<Mistake>>,
    /// What is being done while it seals and sends.
    pub(crate) stage: RwSignal<String>,
    /// How far that is, if that is known.
    pub(crate) share: RwSignal<Option<f64>>,
    /// Why it has not been sent.
    pub(crate) trouble: RwSignal<Option<Trouble>>,
    pub(crate) receipt: receipt::State,
    pub(crate) thread: thread::State,
    guard: StoredValue<Option<LeaveGuard>, LocalStorage>,
}

impl State {
    pub(crate) fn new(
        locale: Locale,
        place: Place,
        vault: String,
        return_address: String,
        qr: QrPath,
    ) -> Self {
        let session = StoredValue::new_local(None);
        let receipt = receipt::State::new(locale, &place, return_address, qr);
        Self {
            locale,
            texts: locales::compose(locale),
            place: StoredValue::new(place),
            vault: StoredValue::new(vault),
            session,
            step: RwSignal::new(Step::Write),
            ready: RwSignal::new(false),
            unsupported: RwSignal::new(false),
            subject: RwSignal::default(),
            text: RwSignal::default(),
            name: RwSignal::default(),
            contact: RwSignal::default(),
            notice: RwSignal::default(),
            chosen: Chosen::new(),
            mistakes: RwSignal::default(),
            stage: RwSignal::default(),
            share: RwSignal::new(None),
            trouble: RwSignal::new(None),
            receipt,
            thread: thread::State::new(locale, String::new(), session),
            guard: StoredValue::new_local(None),
        }
    }

    /// What has been typed so far.
    pub(crate) fn draft(self) -> Draft {
        Draft {
            subject: self.subject.get(),
            text: self.text.get(),
            name: self.name.get(),
            contact: self.contact.get(),
            notice: self.notice.get(),
        }
    }

    /// Goes on to check the answers, or says what has to be mended first.
    pub(crate) fn check(self) {
        let mistakes = untrack(|| self.draft()).mistakes(self.texts);
        let complete = mistakes.is_empty();
        self.mistakes.set(mistakes);
        if complete {
            self.go_to(Step::Check);
        }
    }

    /// Goes back to writing, to one field.
    pub(crate) fn change(self, field: &'static str) {
        self.trouble.set(None);
        self.step.set(Step::Write);
        live::focus(field);
    }

    /// Begins a step: its heading takes the focus, so that it is read aloud and keys go on from there.
    pub(crate) fn go_to(self, step: Step) {
        self.step.set(step);
        live::focus(HEADING);
    }

    /// Whom to call, if the authority says.
    pub(crate) fn telephone(self) -> impl IntoView + use<> {
        let telephone = self.place.with_value(|place| place.telephone.clone());
        telephone.map(|telephone| view! { <p>{(self.texts.call)(&telephone)}</p> })
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
    pub(crate) fn guard(self) {
        let at_stake = Memo::new(move |_| self.is_at_stake());
        Effect::new(move || {
            self.guard
                .set_value(at_stake.get().then(LeaveGuard::new).flatten());
        });
    }
}
