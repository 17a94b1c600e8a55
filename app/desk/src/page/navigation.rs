use domain::ConversationId;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use staff::Stage;
use staff::words::title;

use super::desk::Desk;
use super::reading::HEADING;
use crate::route::Route;

/// What this page's address shows.
pub(super) fn here() -> Route {
    let (path, query) = browser::address();
    Route::parse(&path, &query)
}

impl Desk {
    /// Shows another address.
    pub(crate) fn go(self, route: Route) {
        if self.route.with_untracked(|here| *here == route) {
            return;
        }
        browser::push_address(&route.address());
        self.show(route);
    }

    /// The reader went back or forward.
    pub(super) fn address_changed(self) {
        self.show(here());
    }

    /// A handler for a link to `route`: follows it here, unless the reader wants a new tab or window.
    pub(crate) fn follow(self, route: impl Fn() -> Route + 'static) -> impl Fn(MouseEvent) + 'static {
        move |event| {
            let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
            if event.button() == 0 && !elsewhere {
                event.prevent_default();
                self.go(route());
            }
        }
    }

    fn show(self, route: Route) {
        if let Some(locale) = route.locale
            && locale != self.locale.get_untracked()
        {
            self.locale.set(locale);
        }
        let left = self.route.with_untracked(|here| here.conversation);
        let back_to_list = route.conversation.is_none() && !route.letter;
        let writes = route.letter;
        self.route.set(route);
        if writes {
            browser::focus(HEADING);
        }
        if let Some(left) = left
            && back_to_list
        {
            browser::focus(row_id(left));
        }
    }

    /// Keeps list, conversation, language and title as the address says.
    pub(super) fn follow_route(self) {
        let signed_in =
            Memo::new(move |_| self.stage.with(|stage| *stage == Stage::SignedIn) && self.is_confirmed());
        let selection = Memo::new(move |_| self.selection());
        Effect::new(move |_| {
            selection.track();
            if signed_in.get() {
                self.load_inbox();
            }
        });
        Effect::new(move |_| {
            if signed_in.get() {
                self.listen();
                browser::spawn(self.look_for_waiting());
            }
        });
        let conversation = Memo::new(move |_| self.route.with(|route| route.conversation));
        Effect::new(move |_| {
            let conversation = conversation.get();
            if signed_in.get() {
                self.open(conversation);
            }
        });
        Effect::new(move |_| {
            let locale = self.locale.get();
            let portal = self.portal();
            let title = if signed_in.get() {
                let unread = self.rows.with(crate::rows::Rows::unread);
                let case_number = self.reading.with(|reading| {
                    reading
                        .thread()
                        .map(|thread| thread.case_number.as_str().to_owned())
                });
                let inbox = locales::desk(locale).inbox;
                title(unread, case_number.as_deref().unwrap_or(inbox), &portal)
            } else {
                title(0, locales::staff(locale).sign_in_title, &portal)
            };
            document().set_title(&title);
        });
    }
}

/// The id of a row's link, for the way back to it.
pub(crate) fn row_id(conversation: ConversationId) -> String {
    format!("row-{conversation}")
}
