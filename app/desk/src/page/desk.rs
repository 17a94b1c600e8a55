use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use browser::{Api, LeaveGuard, Listener, Timer};
use domain::api::{Authority, InboxChange, Member};
use domain::{ConversationId, DepartmentId, Locale};
use leptos::prelude::*;
use sealing::Failure;
use vault::messages::Heading;

use super::draft::Drafts;
use super::inbox::InboxState;
use super::live::Live;
use super::reading::Reading;
use super::session::{Stage, Step};
use super::turns::Turns;
use crate::age::LocalTime;
use crate::route::Route;
use crate::rows::Rows;

/// How often the desk looks at the clock.
const CLOCK_SECONDS: i32 = 60;

/// Subject and sender of a conversation, or why they are not shown.
pub(crate) type Opened = Result<Heading, Failure>;

/// All that the desk knows. What was opened or typed lives here and in the vault, and nowhere else.
///
/// The signals belong to the root of the page: requests that outlive the view that started them find them alive.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) locale: RwSignal<Locale>,
    pub(crate) route: RwSignal<Route>,
    pub(crate) stage: RwSignal<Stage>,
    /// How far signing in has come.
    pub(crate) step: RwSignal<Option<Step>>,
    /// Who has signed in.
    pub(crate) session: RwSignal<Option<Arc<Session>>>,
    pub(crate) rows: RwSignal<Rows>,
    pub(crate) inbox: RwSignal<InboxState>,
    pub(crate) headings: RwSignal<HashMap<ConversationId, Opened>>,
    pub(crate) reading: RwSignal<Reading>,
    /// Whether the inbox hears of changes.
    pub(crate) connected: RwSignal<bool>,
    /// The day that ages are counted from.
    pub(crate) today: RwSignal<LocalTime>,
    /// Read aloud by screen readers.
    pub(crate) announcement: RwSignal<String>,
    /// Conversations with an answer that was begun.
    pub(crate) unsent: RwSignal<usize>,
    inner: StoredValue<Rc<Inner>, LocalStorage>,
}

/// Who has signed in, and where.
#[derive(PartialEq, Eq)]
pub(crate) struct Session {
    pub(crate) member: Member,
    pub(crate) authority: Authority,
    /// Whether an administrator has certified the member's key.
    pub(crate) certified: bool,
}

impl Session {
    /// A department's name; empty if the authority does not have it.
    pub(crate) fn department(&self, id: DepartmentId, locale: Locale) -> String {
        self.authority
            .departments
            .iter()
            .find(|department| department.id == id)
            .map(|department| department.name.text(locale).to_owned())
            .unwrap_or_default()
    }
}

/// What no view watches.
pub(crate) struct Inner {
    pub(crate) portal: String,
    /// Address of the seal's picture.
    pub(crate) seal: String,
    pub(crate) turns: Turns,
    pub(crate) drafts: RefCell<Drafts>,
    pub(crate) live: RefCell<Option<Live>>,
    /// Rises whenever the desk is left: an answer to an earlier question is thrown away.
    pub(crate) era: Cell<u32>,
    /// Rises with each list that is asked for.
    pub(crate) list: Cell<u32>,
    /// What changed since the list was last brought up to date.
    pub(crate) changed: RefCell<Vec<InboxChange>>,
    pub(crate) refresh_is_due: Cell<bool>,
    guard: RefCell<Option<LeaveGuard>>,
    _listeners: Vec<Listener>,
    _clock: Option<Timer>,
}

fn today() -> LocalTime {
    let now = browser::now();
    LocalTime::day(now, browser::utc_offset(now))
}

impl Desk {
    /// The desk before anybody has signed in.
    pub(crate) fn start(vault: &str, portal: String, seal: String, offered: Locale) -> Self {
        let (route, locale) = super::navigation::first(offered);
        // The vault and the listeners need the desk, and the desk holds them: the cell is filled right below.
        let place: Rc<Cell<Option<Self>>> = Rc::default();
        let with_desk = |act: fn(Self)| {
            let place = Rc::clone(&place);
            move || {
                if let Some(desk) = place.get() {
                    act(desk);
                }
            }
        };
        let inner = Inner {
            portal,
            seal,
            turns: Turns::start(vault, with_desk(Self::vault_crashed)),
            drafts: RefCell::default(),
            live: RefCell::default(),
            era: Cell::new(0),
            list: Cell::new(0),
            changed: RefCell::default(),
            refresh_is_due: Cell::new(false),
            guard: RefCell::default(),
            _listeners: [
                browser::on_window("popstate", with_desk(Self::address_changed)),
                browser::on_return(with_desk(Self::returned)),
            ]
            .into_iter()
            .flatten()
            .collect(),
            _clock: browser::every(CLOCK_SECONDS, with_desk(Self::tick)),
        };
        let desk = Self {
            locale: RwSignal::new(locale),
            route: RwSignal::new(route),
            stage: RwSignal::new(Stage::Starting),
            step: RwSignal::new(None),
            session: RwSignal::new(None),
            rows: RwSignal::default(),
            inbox: RwSignal::default(),
            headings: RwSignal::default(),
            reading: RwSignal::default(),
            connected: RwSignal::new(true),
            today: RwSignal::new(today()),
            announcement: RwSignal::default(),
            unsent: RwSignal::new(0),
            inner: StoredValue::new_local(Rc::new(inner)),
        };
        place.set(Some(desk));
        desk.follow_route();
        browser::spawn(desk.look_for_session());
        desk
    }

    /// Keeps "today" true past midnight.
    pub(super) fn tick(self) {
        let today = today();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
    }

    pub(crate) fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }

    /// The server, speaking the reader's language.
    pub(crate) fn api(self) -> Api {
        Api::new(self.locale.get_untracked())
    }

    pub(crate) fn texts(self) -> &'static locales::Desk {
        locales::desk(self.locale.get_untracked())
    }

    /// Remembers the present, to know later whether it has passed.
    pub(crate) fn era(self) -> u32 {
        self.inner().era.get()
    }

    /// Whether nobody has signed out, or been signed out, since.
    pub(crate) fn is_still(self, era: u32) -> bool {
        self.era() == era
    }

    /// Has screen readers say `words`. The same words twice are two announcements.
    pub(crate) fn announce(self, words: impl Into<String>) {
        let words = words.into();
        self.announcement.set(String::new());
        browser::spawn(async move {
            browser::pause(0).await;
            self.announcement.set(words);
        });
    }

    /// Counts answers that were begun, and has the browser ask before they are lost.
    pub(crate) fn count_unsent(self) {
        let inner = self.inner();
        let unsent = inner.drafts.borrow().unsent();
        self.unsent.set(unsent);
        let mut guard = inner.guard.borrow_mut();
        if unsent == 0 {
            *guard = None;
        } else if guard.is_none() {
            *guard = LeaveGuard::new();
        }
    }
}
