use domain::SessionId;
use domain::api::StaffSessionEntry;
use leptos::prelude::*;
use staff::{Farewell, Trouble};

use crate::page::form::Form;
use crate::page::office::Office;

/// Where somebody is signed in.
#[derive(Clone, Copy)]
pub(crate) struct Sessions {
    /// `None` until they have been fetched.
    pub(crate) known: RwSignal<Option<Vec<StaffSessionEntry>>>,
    pub(crate) form: Form,
}

impl Sessions {
    pub(super) fn new() -> Self {
        Self {
            known: RwSignal::default(),
            form: Form::new("sessions"),
        }
    }

    pub(super) fn clear(self) {
        self.known.set(None);
        self.form.clear();
    }
}

impl Office {
    /// Fetches the sessions.
    pub(super) async fn load_sessions(self) {
        let era = self.era();
        let Sessions { known, form } = self.account.sessions;
        let outcome = self.api().get::<Vec<StaffSessionEntry>>("/staff/sessions").await;
        match outcome {
            Ok(sessions) if self.is_still(era) => known.set(Some(sessions)),
            Ok(_) => {}
            Err(error) => match self.note(era, error) {
                Trouble::Left => {}
                trouble => form.trouble.set(Some(trouble.words(self.locale.get_untracked()))),
            },
        }
    }

    /// Ends one session; the own one is signed out as ever.
    pub(crate) fn end_session(self, session: SessionId, device: String) {
        let Sessions { known, form } = self.account.sessions;
        form.clear();
        form.run(self, self.texts().working, async move {
            self.api().delete(&format!("/staff/sessions/{session}")).await?;
            known.update(|known| {
                if let Some(sessions) = known {
                    sessions.retain(|other| other.id != session);
                }
            });
            form.done.set(Some((self.account_texts().session_gone)(&device)));
            // The button is gone; what stands after it goes on from here.
            browser::focus("sessions-title");
            Ok(())
        });
    }

    /// Ends all sessions, this one too.
    pub(crate) fn end_all_sessions(self) {
        let form = self.account.sessions.form;
        form.clear();
        form.run(self, self.texts().working, async move {
            self.api().delete("/staff/sessions").await?;
            self.forget_session();
            self.leave(Farewell::SignedOut);
            Ok(())
        });
    }
}
