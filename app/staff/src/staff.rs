use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use browser::Api;
use domain::{Bytes, ErrorCode, Locale};
use leptos::prelude::*;
use vault::messages::{AccountAnswer, Act, Refusal, StaffAsk};

use crate::lock::{Watch, Watching};
use crate::session::{Farewell, Session, Stage, Step};
use crate::{Keys, Shell, Trouble, unexpected};

const LANGUAGE: &str = "siegelpost.desk.language";

/// What an application adds.
pub trait Application: 'static {
    /// Somebody signs in; the page shows it right after this.
    fn enter(&self, session: &Session);
    /// Nobody is signed in any more: everything that was opened is dropped.
    fn leave(&self);
    /// Takes out what was begun and not sent, to be sealed while nobody is signed in; empty if there is nothing.
    fn take_begun(&self) -> String {
        String::new()
    }
    /// Gives it back to its author, before the page is shown.
    fn give_back(&self, _begun: &str) {}
    /// Drops what was begun: its author does not come back.
    fn forget_begun(&self) {}
    /// The address of what is shown, in `locale`.
    fn address(&self, locale: Locale) -> String;
    /// From now on the page speaks `locale`.
    fn speak(&self, locale: Locale);
    /// The id of the heading that takes the focus from whoever has signed in.
    fn heading(&self) -> &'static str;
    /// Whether a first passkey can be added here.
    fn enrols(&self) -> bool {
        false
    }
}

/// What every application of the staff knows: who has signed in, in which language, with which vault.
///
/// The signals belong to the root of the page: requests that outlive the view that started them find them alive.
#[derive(Clone, Copy)]
pub struct Staff {
    /// The language.
    pub locale: RwSignal<Locale>,
    /// Whether somebody has signed in.
    pub stage: RwSignal<Stage>,
    /// How far signing in has come.
    pub step: RwSignal<Option<Step>>,
    /// Who has signed in.
    pub session: RwSignal<Option<Arc<Session>>>,
    /// Read aloud by screen readers.
    pub announcement: RwSignal<String>,
    /// Whether the page is about to lock itself.
    pub locks_soon: RwSignal<bool>,
    inner: StoredValue<Rc<Inner>, LocalStorage>,
}

pub(crate) struct Inner {
    portal: String,
    seal: String,
    keys: Rc<Keys>,
    application: Box<dyn Application>,
    /// Rises whenever the application is left: an answer to an earlier question is thrown away.
    era: Cell<u32>,
    pub(crate) watch: Watch,
    watching: RefCell<Option<Watching>>,
    /// What was begun, sealed for its author.
    pub(crate) begun: RefCell<Option<Bytes>>,
}

impl Staff {
    /// Before anybody has signed in. The language is the one that the address names, else the one that was chosen
    /// last, else the one that the browser asked for.
    pub fn start(shell: Shell, named: Option<Locale>, application: impl Application) -> Self {
        // The vault needs the application, and that the vault: the cell is filled right below.
        let place: Rc<Cell<Option<Self>>> = Rc::default();
        let on_crash = {
            let place = Rc::clone(&place);
            move || {
                if let Some(staff) = place.get() {
                    staff.vault_crashed();
                }
            }
        };
        let chosen = || browser::remembered(LANGUAGE).and_then(|tag| tag.parse().ok());
        let inner = Inner {
            portal: shell.portal,
            seal: shell.seal,
            keys: Rc::new(Keys::start(&shell.vault, on_crash)),
            application: Box::new(application),
            era: Cell::new(0),
            watch: Watch::new(),
            watching: RefCell::default(),
            begun: RefCell::default(),
        };
        let staff = Self {
            locale: RwSignal::new(named.or_else(chosen).unwrap_or(shell.locale)),
            stage: RwSignal::new(Stage::Starting),
            step: RwSignal::new(None),
            session: RwSignal::new(None),
            announcement: RwSignal::default(),
            locks_soon: RwSignal::new(false),
            inner: StoredValue::new_local(Rc::new(inner)),
        };
        place.set(Some(staff));
        *staff.inner().watching.borrow_mut() = Some(staff.watch());
        Effect::new(move |_| {
            let locale = staff.locale.get();
            if let Some(page) = document().document_element() {
                // Fails only for a name that no attribute may have.
                let _ = page.set_attribute("lang", locale.tag());
            }
        });
        staff
    }

    /// The portal's name.
    pub fn portal(self) -> String {
        self.inner.with_value(|inner| inner.portal.clone())
    }

    /// Address of the seal's picture.
    pub fn seal(self) -> String {
        self.inner.with_value(|inner| inner.seal.clone())
    }

    /// The vault.
    pub fn keys(self) -> Rc<Keys> {
        self.inner.with_value(|inner| Rc::clone(&inner.keys))
    }

    /// The server, speaking the reader's language.
    pub fn api(self) -> Api {
        Api::new(self.locale.get_untracked())
    }

    /// The server, told in the member's own signed words what the next request does.
    ///
    /// # Errors
    ///
    /// Those of the vault.
    pub async fn acting(self, act: Act) -> Result<Api, Trouble> {
        let act = Box::new(act);
        let now = browser::now();
        match self.keys().ask(StaffAsk::State { act, now }).await? {
            AccountAnswer::Statement(header) => Ok(self.api().with_statement(header)),
            _ => Err(unexpected()),
        }
    }

    /// The texts that all applications share.
    pub fn common(self) -> &'static locales::Staff {
        locales::staff(self.locale.get_untracked())
    }

    /// Remembers the present, to know later whether it has passed.
    pub fn era(self) -> u32 {
        self.inner.with_value(|inner| inner.era.get())
    }

    /// Whether nobody has signed out, or been signed out, since.
    pub fn is_still(self, era: u32) -> bool {
        self.era() == era
    }

    /// Has screen readers say `words`. The same words twice are two announcements.
    pub fn announce(self, words: impl Into<String>) {
        let words = words.into();
        self.announcement.set(String::new());
        browser::spawn(async move {
            browser::pause(0).await;
            self.announcement.set(words);
        });
    }

    /// Speaks another language from now on, on this device.
    pub fn speak(self, locale: Locale) {
        browser::remember(LANGUAGE, locale.tag());
        browser::replace_address(&self.address(locale));
        self.application(|application| application.speak(locale));
        self.locale.set(locale);
    }

    /// The address of what is shown, in `locale`.
    pub(crate) fn address(self, locale: Locale) -> String {
        self.inner().application.address(locale)
    }

    /// Sees to what concerns the whole application: an ended session leads back to the sign-in page. Answers the
    /// trouble, or `Left` if there is nobody left to tell.
    pub fn note(self, era: u32, trouble: impl Into<Trouble>) -> Trouble {
        let trouble = trouble.into();
        if !self.is_still(era) {
            return Trouble::Left;
        }
        if trouble.code() == Some(ErrorCode::SessionEnded) || trouble == Trouble::Refused(Refusal::Locked) {
            // Whoever has left already knows why; that the vault is empty is no news.
            if self.stage.with_untracked(|stage| *stage == Stage::SignedIn) {
                self.leave(Farewell::SessionEnded);
            }
            return Trouble::Left;
        }
        trouble
    }

    pub(crate) fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }

    pub(crate) fn enrols(self) -> bool {
        self.inner().application.enrols()
    }

    pub(crate) fn end_era(self) {
        self.inner
            .with_value(|inner| inner.era.set(inner.era.get().wrapping_add(1)));
    }

    pub(crate) fn application(self, act: impl FnOnce(&dyn Application)) {
        // Taken out first: what the application does may ask for what stands beside it.
        let inner = self.inner();
        act(inner.application.as_ref());
    }
}
