use leptos::ev::MouseEvent;
use leptos::prelude::*;
use staff::Stage;
use staff::words::title;

use super::office::Office;
use crate::route::{Place, Route};

/// The id of the heading that takes the focus on a new page.
pub(crate) const HEADING: &str = "page-heading";

/// What this page's address shows.
pub(super) fn here() -> Route {
    let (path, query) = browser::address();
    Route::parse(&path, &query)
}

impl Office {
    /// Shows another page.
    pub(crate) fn go(self, place: Place) {
        self.turn_to(place);
        browser::spawn(self.refresh());
    }

    fn turn_to(self, place: Place) {
        let route = self.route.get_untracked().to(place);
        if self.route.get_untracked() != route {
            browser::push_address(&route.address());
        }
        self.show(route);
    }

    /// Shows another page that begins with what was just done.
    pub(crate) fn go_with_news(self, place: Place, news: String) {
        self.turn_to(place);
        self.announce(news.clone());
        self.news.set(Some(news));
    }

    /// Somebody went back or forward, or followed a link of a mail while the page was open.
    pub(super) fn address_changed(self) {
        let route = here();
        // A jump within the page is no other page.
        if self.route.get_untracked() != route {
            self.show(route);
            browser::spawn(self.refresh());
        }
        self.take_link();
    }

    /// A handler for a link to `place`: follows it here, unless the reader wants a new tab or window.
    pub(crate) fn follow(self, place: Place) -> impl Fn(MouseEvent) + 'static {
        move |event| {
            let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
            if event.button() == 0 && !elsewhere {
                event.prevent_default();
                self.go(place);
            }
        }
    }

    /// The address of `place`, in this language.
    pub(crate) fn address_of(self, place: Place) -> String {
        self.route.get_untracked().to(place).address()
    }

    fn show(self, route: Route) {
        if let Some(locale) = route.locale
            && locale != self.locale.get_untracked()
        {
            self.locale.set(locale);
        }
        self.form.clear();
        self.side.clear();
        self.restorer.clear();
        self.directory.import.clear();
        self.directory.check.set(None);
        self.news.set(None);
        self.overtaken.set(false);
        self.announcement.set(String::new());
        self.begun.clear();
        self.route.set(route);
        self.prepare();
        browser::focus(HEADING);
    }

    /// Keeps data and title as the address says.
    pub(super) fn follow_route(self) {
        let is_inside = Memo::new(move |_| {
            self.stage.with(|stage| *stage == Stage::SignedIn)
                && self.is_allowed()
                && self.route.get().place.is_administration()
        });
        Effect::new(move |_| {
            if is_inside.get() {
                browser::spawn(self.load());
            }
        });
        Effect::new(move |_| {
            let locale = self.locale.get();
            let texts = locales::administration(locale);
            let name = match self.route.get().place {
                Place::Found => locales::founding(locale).title,
                Place::Join => locales::joining(locale).title,
                Place::Restore => locales::restoring(locale).title,
                Place::Recover => locales::account(locale).recover_title,
                _ if self.stage.with(|stage| *stage != Stage::SignedIn) => {
                    locales::staff(locale).sign_in_title
                }
                Place::Account => locales::account(locale).title,
                Place::Members | Place::Member(_) => texts.members,
                Place::Invite => texts.invite_title,
                Place::Departments | Place::Department(_) => texts.departments,
                Place::NewDepartment => texts.new_department_title,
                Place::Embedding => locales::embedding(locale).title,
                Place::Directory
                | Place::Areas
                | Place::Area(_)
                | Place::Contact
                | Place::AuthorityName
                | Place::DepartmentContact(_)
                | Place::NewService
                | Place::Service(_) => locales::directory(locale).title,
                Place::Log => locales::log(locale).title,
                Place::Trust => locales::trust(locale).title,
            };
            document().set_title(&title(0, name, &self.portal()));
        });
    }
}
