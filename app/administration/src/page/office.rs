use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use browser::Listener;
use domain::api::{DepartmentEntry, MemberEntry, MemberState};
use domain::{Locale, MemberId};
use leptos::prelude::*;
use staff::{Application, Session, Shell, Staff, Stage, Trouble, unexpected};
use vault::messages::{OfficeAnswer, OfficeRequest, PublicKeys};

use super::account::Account;
use super::begun::Begun;
use super::directory::DirectoryPages;
use super::drafts::Drafts;
use super::embedding::Embedding;
use super::form::Form;
use super::founding::Founding;
use super::joining::Joining;
use super::log::Log;
use super::navigation::HEADING;
use super::policy::Policy;
use super::recovering::Recovering;
use super::restoration::Restorer;
use super::restoring::Restoring;
use super::trust::Copying;
use super::upkeep::Upkeep;
use crate::people::{People, administers};
use crate::route::{Place, Route};

/// All that the administration knows.
#[derive(Clone, Copy)]
pub(crate) struct Office {
    pub(crate) staff: Staff,
    pub(crate) route: RwSignal<Route>,
    pub(crate) data: RwSignal<Data>,
    /// What was typed into the forms of the page that is shown.
    pub(crate) drafts: Drafts,
    /// The form that the page is about.
    pub(crate) form: Form,
    /// What else can be done on the page.
    pub(crate) side: Form,
    /// What was done on the page before this one.
    pub(crate) news: RwSignal<Option<String>>,
    /// Whether somebody else's change came before what was just tried.
    pub(crate) overtaken: RwSignal<bool>,
    /// What was typed before the page was locked.
    pub(crate) begun: Begun,
    pub(crate) founding: Founding,
    pub(crate) joining: Joining,
    pub(crate) recovering: Recovering,
    pub(crate) restoring: Restoring,
    pub(crate) restorer: Restorer,
    pub(crate) account: Account,
    pub(crate) log: Log,
    pub(crate) policy: Policy,
    pub(crate) embedding: Embedding,
    pub(crate) upkeep: Upkeep,
    pub(crate) copying: Copying,
    pub(crate) directory: DirectoryPages,
    inner: StoredValue<Rc<Inner>, LocalStorage>,
}

/// Whether members and departments are there.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum Data {
    /// They are being fetched.
    #[default]
    Loading,
    /// They are.
    Ready(Arc<People>),
    /// They could not be fetched.
    Failed(Trouble),
}

struct Inner {
    /// Rises with each time that everything is fetched.
    load: Cell<u32>,
    listeners: RefCell<Vec<Listener>>,
}

/// The administration is what every application of the staff is, and more.
impl Deref for Office {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.staff
    }
}

impl Office {
    /// Before anybody has signed in.
    pub(crate) fn start(shell: Shell) -> Self {
        let route = super::navigation::here();
        // The application needs the office, and the office the application: the cell is filled right below.
        let found = Found::default();
        let staff = Staff::start(shell, route.locale, found.clone());
        let office = Self {
            staff,
            route: RwSignal::new(route),
            data: RwSignal::default(),
            drafts: Drafts::new(),
            form: Form::new("form"),
            side: Form::new("side"),
            news: RwSignal::default(),
            overtaken: RwSignal::default(),
            begun: Begun::new(),
            founding: Founding::new(),
            joining: Joining::new(),
            recovering: Recovering::new(),
            restoring: Restoring::new(),
            restorer: Restorer::new(),
            account: Account::new(),
            log: Log::new(),
            policy: Policy::new(),
            embedding: Embedding::new(),
            upkeep: Upkeep::new(),
            copying: Copying::new(),
            directory: DirectoryPages::new(),
            inner: StoredValue::new_local(Rc::new(Inner {
                load: Cell::new(0),
                listeners: RefCell::default(),
            })),
        };
        found.0.set(Some(office));
        let listeners = [
            browser::on_window("popstate", move || office.address_changed()),
            browser::on_return(move || office.returned()),
        ];
        office.inner.with_value(|inner| {
            inner
                .listeners
                .borrow_mut()
                .extend(listeners.into_iter().flatten());
        });
        office.follow_route();
        office.take_link();
        browser::spawn(office.look_for_session());
        office
    }

    /// Takes the secret of a link that was followed out of the address, and goes on with it.
    pub(super) fn take_link(self) {
        let place = self.route.get_untracked().place;
        if place.is_inside() {
            return;
        }
        match (place, browser::take_fragment()) {
            (Place::Found, Some(token)) => self.founding.arrive(token),
            (Place::Restore, Some(token)) => self.restoring.arrive(self, token),
            (Place::Join, Some(code)) => self.joining.arrive(self, code),
            _ => {}
        }
    }

    pub(crate) fn texts(self) -> &'static locales::Administration {
        locales::administration(self.locale.get_untracked())
    }

    /// Members and departments, as they are known.
    pub(crate) fn people(self) -> Arc<People> {
        self.data.with_untracked(|data| match data {
            Data::Ready(people) => Arc::clone(people),
            _ => Arc::default(),
        })
    }

    /// The name of the authority; empty if nobody has signed in.
    pub(crate) fn authority_name(self) -> String {
        self.session.with_untracked(|session| {
            let name = session.as_ref().map(|session| session.authority.name.clone());
            name.unwrap_or_default()
        })
    }

    /// Who has signed in.
    pub(crate) fn own_id(self) -> Option<MemberId> {
        self.session
            .with_untracked(|session| session.as_ref().map(|session| session.member.id))
    }

    /// Whether whoever has signed in may see the pages inside.
    pub(crate) fn is_allowed(self) -> bool {
        self.session.with(|session| {
            session
                .as_ref()
                .is_some_and(|session| session.certified && !session.enrols && administers(&session.member))
        })
    }

    pub(super) async fn fetch(self) -> Result<People, Trouble> {
        let api = self.api();
        let members: Vec<MemberEntry> = api.get("/members").await?;
        let departments: Vec<DepartmentEntry> = api.get("/administration/departments").await?;
        let mut people = People::new(members, departments);
        let with_keys: Vec<_> = people
            .members
            .iter()
            .filter(|entry| entry.state != MemberState::Left)
            .filter_map(|entry| {
                let keys = PublicKeys {
                    sign: entry.sign.clone()?,
                    recipient: entry.recipient.clone()?,
                };
                Some((entry.member.id, keys))
            })
            .collect();
        let (ids, keys): (Vec<_>, Vec<_>) = with_keys.into_iter().unzip();
        let fingerprints = match self.keys().ask(OfficeRequest::Fingerprints { keys }).await? {
            OfficeAnswer::Fingerprints(fingerprints) => fingerprints,
            _ => return Err(unexpected()),
        };
        people.fingerprints = ids
            .into_iter()
            .zip(fingerprints)
            .filter_map(|(id, fingerprint)| Some((id, fingerprint.ok()?)))
            .collect();
        Ok(people)
    }

    /// Begins to fetch everything; answers a number that is asked about when it is there.
    pub(super) fn begin_load(self) -> u32 {
        self.inner.with_value(|inner| {
            let load = inner.load.get().wrapping_add(1);
            inner.load.set(load);
            load
        })
    }

    /// Whether nobody has begun to fetch everything since.
    pub(super) fn is_newest_load(self, load: u32) -> bool {
        self.inner.with_value(|inner| inner.load.get()) == load
    }

    /// Whether the pages inside are shown.
    pub(crate) fn is_inside(self) -> bool {
        untrack(|| self.is_allowed() && self.stage.with(|stage| *stage == Stage::SignedIn))
    }
}

/// Where the office is found by those who were there before it.
#[derive(Clone, Default)]
struct Found(Rc<Cell<Option<Office>>>);

impl Application for Found {
    fn enter(&self, _session: &Session) {}

    fn leave(&self) {
        if let Some(office) = self.0.get() {
            office.data.set(Data::Loading);
            office.overtaken.set(false);
            office.drafts.clear();
            office.form.clear();
            office.side.clear();
            office.news.set(None);
            office.account.clear();
            office.log.clear();
            office.policy.clear();
            office.embedding.clear();
            office.upkeep.clear();
            office.copying.form.clear();
            office.directory.clear();
            office.restorer.clear();
        }
    }

    fn take_begun(&self) -> String {
        self.0.get().map(Office::take_begun).unwrap_or_default()
    }

    fn give_back(&self, begun: &str) {
        if let Some(office) = self.0.get() {
            office.give_back(begun);
        }
    }

    fn forget_begun(&self) {
        if let Some(office) = self.0.get() {
            office.forget_begun();
        }
    }

    fn enrols(&self) -> bool {
        true
    }

    fn heading(&self) -> &'static str {
        HEADING
    }

    fn address(&self, locale: Locale) -> String {
        self.0
            .get()
            .map(|office| office.route.get().speaking(locale).address())
            .unwrap_or_default()
    }

    fn speak(&self, locale: Locale) {
        if let Some(office) = self.0.get() {
            office.route.update(|route| *route = route.speaking(locale));
            // They speak the language in which they were said.
            office.form.clear();
            office.side.clear();
            office.news.set(None);
            office.overtaken.set(false);
        }
    }
}
