use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use browser::{LeaveGuard, Listener, Timer};
use domain::api::{InboxChange, Role};
use domain::{ConversationId, Locale};
use leptos::prelude::*;
use sealing::Failure;
use staff::{Application, Session, Shell, Staff};
use vault::messages::Heading;

use super::draft::Drafts;
use super::inbox::InboxState;
use super::letters::Posting;
use super::live::Live;
use super::reading::Reading;
use super::turns::Turns;
use super::waiting::Handover;
use crate::age::LocalTime;
use crate::route::Route;
use crate::rows::Rows;

/// The id of the list's heading, which gets the focus where nothing else does.
pub(crate) const HEADING: &str = "inbox-heading";

/// How often the desk looks at the clock.
const CLOCK_SECONDS: i32 = 60;

/// Subject and sender of a conversation, or why they are not shown.
pub(crate) type Opened = Result<Heading, Failure>;

/// All that the desk knows. What was opened or typed lives here and in the vault, and nowhere else.
///
/// The signals belong to the root of the page: requests that outlive the view that started them find them alive.
#[derive(Clone, Copy)]
pub(crate) struct Desk {
    pub(crate) staff: Staff,
    pub(crate) route: RwSignal<Route>,
    pub(crate) rows: RwSignal<Rows>,
    pub(crate) inbox: RwSignal<InboxState>,
    pub(crate) headings: RwSignal<HashMap<ConversationId, Opened>>,
    pub(crate) reading: RwSignal<Reading>,
    /// Whether the inbox hears of changes.
    pub(crate) connected: RwSignal<bool>,
    /// The day that ages are counted from.
    pub(crate) today: RwSignal<LocalTime>,
    /// Conversations with an answer that was begun.
    pub(crate) unsent: RwSignal<usize>,
    /// Whether a note is being written in the open conversation, and not the answer.
    pub(crate) noting: RwSignal<bool>,
    /// Colleagues who lack keys that this member has.
    pub(crate) waiting: RwSignal<Vec<Handover>>,
    inner: StoredValue<Rc<Inner>, LocalStorage>,
}

/// The desk is what every application of the staff is, and more.
impl Deref for Desk {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.staff
    }
}

/// What no view watches.
pub(crate) struct Inner {
    pub(crate) turns: Turns,
    pub(crate) drafts: RefCell<Drafts>,
    /// The letter that is being written.
    pub(crate) posting: RefCell<Posting>,
    pub(crate) live: RefCell<Option<Live>>,
    /// Rises with each list that is asked for.
    pub(crate) list: Cell<u32>,
    /// What changed since the list was last brought up to date.
    pub(crate) changed: RefCell<Vec<InboxChange>>,
    pub(crate) refresh_is_due: Cell<bool>,
    /// Whether the open conversation is being passed on.
    pub(crate) is_passing_on: Cell<bool>,
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
    pub(crate) fn start(shell: Shell) -> Self {
        let route = super::navigation::here();
        // The listeners need the desk, and the desk holds them: the cell is filled right below.
        let place = Place::default();
        let with_desk = |act: fn(Self)| {
            let place = place.clone();
            move || place.with(act)
        };
        let staff = Staff::start(shell, route.locale, place.clone());
        let inner = Inner {
            turns: Turns::new(staff),
            drafts: RefCell::default(),
            posting: RefCell::default(),
            live: RefCell::default(),
            list: Cell::new(0),
            changed: RefCell::default(),
            refresh_is_due: Cell::new(false),
            is_passing_on: Cell::new(false),
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
            staff,
            route: RwSignal::new(route),
            rows: RwSignal::default(),
            inbox: RwSignal::default(),
            headings: RwSignal::default(),
            reading: RwSignal::default(),
            connected: RwSignal::new(true),
            today: RwSignal::new(today()),
            unsent: RwSignal::new(0),
            noting: RwSignal::new(false),
            waiting: RwSignal::default(),
            inner: StoredValue::new_local(Rc::new(inner)),
        };
        place.0.set(Some(desk));
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

    /// Whether somebody has signed in whom an administrator has confirmed.
    pub(crate) fn is_confirmed(self) -> bool {
        self.session
            .with(|session| session.as_ref().is_some_and(|session| session.certified))
    }

    /// Whether whoever has signed in is an auditor.
    pub(crate) fn audits(self) -> bool {
        self.session.with_untracked(|session| {
            session
                .as_ref()
                .is_some_and(|session| session.member.role == Role::Auditor)
        })
    }

    /// Whether whoever has signed in administers anything.
    pub(crate) fn administers(self) -> bool {
        self.session.with_untracked(|session| {
            session
                .as_ref()
                .is_some_and(|session| matches!(session.member.role, Role::Administrator | Role::Lead))
        })
    }

    pub(crate) fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }

    pub(crate) fn texts(self) -> &'static locales::Desk {
        locales::desk(self.locale.get_untracked())
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

/// Where the desk is found by those who were there before it.
#[derive(Clone, Default)]
struct Place(Rc<Cell<Option<Desk>>>);

impl Place {
    fn with(&self, act: impl FnOnce(Desk)) {
        if let Some(desk) = self.0.get() {
            act(desk);
        }
    }
}

impl Application for Place {
    fn enter(&self, session: &Session) {
        self.with(|desk| {
            desk.inner().drafts.borrow_mut().belong_to(session.member.id);
            desk.count_unsent();
        });
    }

    /// Answers that were begun stay for their author's return.
    fn leave(&self) {
        self.with(|desk| {
            *desk.inner().live.borrow_mut() = None;
            desk.inner().posting.take();
            desk.rows.set(Default::default());
            desk.waiting.set(Vec::new());
            desk.inbox.set(Default::default());
            desk.headings.set(Default::default());
            desk.reading.set(Default::default());
            desk.connected.set(true);
        });
    }

    fn take_begun(&self) -> String {
        let mut begun = String::new();
        self.with(|desk| begun = desk.inner().drafts.borrow().take_texts());
        begun
    }

    fn give_back(&self, begun: &str) {
        self.with(|desk| {
            desk.inner().drafts.borrow_mut().put_texts(begun);
            desk.count_unsent();
        });
    }

    fn forget_begun(&self) {
        self.with(|desk| {
            desk.inner().drafts.borrow_mut().drop_all();
            desk.count_unsent();
        });
    }

    fn heading(&self) -> &'static str {
        HEADING
    }

    fn address(&self, locale: Locale) -> String {
        self.0
            .get()
            .map(|desk| desk.route.with(|route| route.speaking(locale).address()))
            .unwrap_or_default()
    }

    fn speak(&self, locale: Locale) {
        self.with(|desk| desk.route.update(|route| *route = route.speaking(locale)));
    }
}
