use domain::api::SignInPolicy;
use leptos::prelude::*;
use staff::Trouble;

use super::form::Form;
use super::office::Office;

/// What the authority demands of its members' sign-ins.
#[derive(Clone, Copy)]
pub(crate) struct Policy {
    /// Whether a second factor is demanded; `None` until it has been fetched.
    pub(crate) required: RwSignal<Option<bool>>,
    pub(crate) form: Form,
}

impl Policy {
    pub(super) fn new() -> Self {
        Self {
            required: RwSignal::default(),
            form: Form::new("policy"),
        }
    }

    pub(super) fn clear(self) {
        self.required.set(None);
        self.form.clear();
    }
}

impl Office {
    /// Fetches what is demanded.
    pub(crate) async fn load_policy(self) {
        let era = self.era();
        let Policy { required, form } = self.policy;
        match self.api().get::<SignInPolicy>("/administration/policy").await {
            Ok(policy) if self.is_still(era) => required.set(Some(policy.second_factor_required)),
            Ok(_) => {}
            Err(error) => match self.note(era, error) {
                Trouble::Left => {}
                trouble => form.trouble.set(Some(trouble.words(self.locale.get_untracked()))),
            },
        }
    }

    /// Demands a second factor from now on, or no longer.
    pub(crate) fn require_second_factor(self, second_factor_required: bool) {
        let texts = self.passkey_texts();
        let Policy { required, form } = self.policy;
        form.clear();
        form.run(self, self.texts().working, async move {
            let policy = SignInPolicy {
                second_factor_required,
            };
            self.api().put::<_, ()>("/administration/policy", &policy).await?;
            required.set(Some(second_factor_required));
            let done = if second_factor_required {
                texts.policy_demanded
            } else {
                texts.policy_released
            };
            form.done.set(Some(done.to_owned()));
            Ok(())
        });
    }
}
