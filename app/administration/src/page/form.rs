use std::pin::Pin;

use leptos::prelude::*;
use staff::Trouble;

use super::office::Office;
use crate::check::Wrong;

/// Something in a form that has to be mended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Mistake {
    /// The element to go to.
    pub(crate) field: &'static str,
    /// What to do about it.
    pub(crate) text: String,
}

/// A form: what is to be mended in it, and what is being done with it.
#[derive(Clone, Copy)]
pub(crate) struct Form {
    /// Names its error summary.
    pub(crate) id: &'static str,
    pub(crate) mistakes: RwSignal<Vec<Mistake>>,
    /// Why what was asked for did not work.
    pub(crate) trouble: RwSignal<Option<String>>,
    /// What is being done.
    pub(crate) step: RwSignal<Option<String>>,
    /// What was done.
    pub(crate) done: RwSignal<Option<String>>,
}

impl Form {
    pub(crate) fn new(id: &'static str) -> Self {
        Self {
            id,
            mistakes: RwSignal::default(),
            trouble: RwSignal::default(),
            step: RwSignal::default(),
            done: RwSignal::default(),
        }
    }

    /// Forgets what was said about it.
    pub(crate) fn clear(self) {
        self.mistakes.set(Vec::new());
        self.trouble.set(None);
        self.done.set(None);
    }

    /// Whether something is being done with it.
    pub(crate) fn is_busy(self) -> bool {
        self.step.with(Option::is_some)
    }

    /// Shows the mistakes, if there are any, and goes to them; forgets what was said before.
    pub(crate) fn judge(self, mistakes: Vec<Mistake>) -> bool {
        let is_fine = mistakes.is_empty();
        self.trouble.set(None);
        self.done.set(None);
        self.mistakes.set(mistakes);
        if !is_fine {
            browser::focus(self.summary());
        }
        is_fine
    }

    /// Shows one mistake that only vault or server could find.
    pub(crate) fn mend(self, field: &'static str, text: impl Into<String>) {
        let text = text.into();
        self.judge(vec![Mistake { field, text }]);
    }

    /// The id of its error summary.
    pub(crate) fn summary(self) -> String {
        format!("{}-mistakes", self.id)
    }

    /// What is to be mended on one field.
    pub(crate) fn mistake_on(self, field: &'static str) -> Memo<Option<String>> {
        Memo::new(move |_| {
            self.mistakes.with(|mistakes| {
                mistakes
                    .iter()
                    .find(|mistake| mistake.field == field)
                    .map(|mistake| mistake.text.clone())
            })
        })
    }

    /// Says what is being done now.
    pub(crate) fn begin(self, step: &str) {
        self.step.set(Some(step.to_owned()));
    }

    /// Does something, one thing at a time; what does not work is said above the form.
    pub(crate) fn run(
        self,
        office: Office,
        step: &'static str,
        task: impl Future<Output = Result<(), Trouble>> + 'static,
    ) {
        self.run_boxed(office, step, Box::pin(task));
    }

    /// One piece of code for all tasks.
    fn run_boxed(self, office: Office, step: &str, task: Task) {
        if untrack(|| self.is_busy()) {
            return;
        }
        self.begin(step);
        office.overtaken.set(false);
        let era = office.era();
        browser::spawn(async move {
            let outcome = task.await;
            self.step.set(None);
            if let Err(trouble) = outcome {
                match office.note(era, trouble) {
                    Trouble::Left => {}
                    trouble => {
                        self.trouble
                            .set(Some(trouble.words(office.locale.get_untracked())));
                        browser::focus(self.summary());
                    }
                }
            }
        });
    }
}

type Task = Pin<Box<dyn Future<Output = Result<(), Trouble>>>>;

/// Collects what is wrong with what was typed.
#[derive(Default)]
pub(crate) struct Judge(Vec<Mistake>);

impl Judge {
    /// The value, or `None` and a mistake on `field`.
    pub(crate) fn take<T>(
        &mut self,
        field: &'static str,
        outcome: Result<T, Wrong>,
        text: impl FnOnce(Wrong) -> &'static str,
    ) -> Option<T> {
        outcome.map_err(|wrong| self.say(field, text(wrong))).ok()
    }

    /// A mistake on `field`.
    pub(crate) fn say(&mut self, field: &'static str, text: impl Into<String>) {
        self.0.push(Mistake {
            field,
            text: text.into(),
        });
    }

    /// Shows what was wrong; whether nothing was.
    pub(crate) fn shows_none(self, form: Form) -> bool {
        form.judge(self.0)
    }
}
