use leptos::prelude::*;
use locales::{Locale, Receipt as Texts};

use super::group::is_group;
use crate::components::{CODE_GROUPS, Mistake, grouped};
use crate::islands::live;
use crate::islands::place::Place;
use crate::islands::qr::QrPath;

/// The heading that takes the focus; the same as in the steps before.
pub(crate) const HEADING: &str = "step";
/// The input for the group that proves that the code was kept.
pub(crate) const PROOF: &str = "proof";

/// How far the keeping of the code is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Keeping {
    /// The code is shown.
    Shown,
    /// The code is hidden; a group of it is asked for.
    Asked,
    /// It was kept.
    Kept,
}

/// How far the files are that follow the message.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Upload {
    /// All that there are have arrived: how many.
    Done(usize),
    /// Under way: which one, and how far all of them are.
    Running { stage: String, share: f64 },
    /// Interrupted: how many are missing, and whether only the connection is to blame.
    Stopped { missing: usize, offline: bool },
}

/// What the receipt shows. The code stands here and in the page, nowhere else.
#[derive(Clone, Copy)]
pub(crate) struct State {
    pub(crate) locale: Locale,
    pub(crate) texts: &'static Texts,
    pub(crate) authority: StoredValue<String>,
    pub(crate) department: StoredValue<String>,
    pub(crate) return_address: StoredValue<String>,
    pub(crate) qr: StoredValue<QrPath>,
    pub(crate) code: RwSignal<String>,
    pub(crate) case_number: RwSignal<String>,
    /// The day on which it was sent, in words.
    pub(crate) date: RwSignal<String>,
    /// Whether a notice will be mailed.
    pub(crate) notice: RwSignal<bool>,
    pub(crate) keeping: RwSignal<Keeping>,
    pub(crate) typed: RwSignal<String>,
    pub(crate) mistakes: RwSignal<Vec<Mistake>>,
    /// What copying, printing or saving brought.
    pub(crate) said: RwSignal<&'static str>,
    pub(crate) upload: RwSignal<Upload>,
    asked: RwSignal<usize>,
}

impl State {
    pub(crate) fn new(locale: Locale, place: &Place, return_address: String, qr: QrPath) -> Self {
        Self {
            locale,
            texts: locales::receipt(locale),
            authority: StoredValue::new(place.authority_name.clone()),
            department: StoredValue::new(place.department_name.clone()),
            return_address: StoredValue::new(return_address),
            qr: StoredValue::new(qr),
            code: RwSignal::default(),
            case_number: RwSignal::default(),
            date: RwSignal::default(),
            notice: RwSignal::default(),
            keeping: RwSignal::new(Keeping::Shown),
            typed: RwSignal::default(),
            mistakes: RwSignal::default(),
            said: RwSignal::default(),
            upload: RwSignal::new(Upload::Done(0)),
            asked: RwSignal::default(),
        }
    }

    /// The number of the group that is asked for, from 1.
    pub(crate) fn number(self) -> usize {
        self.asked.get() + 1
    }

    /// Hides the code and asks for a group of it, another one each time. `chance` draws below its argument.
    pub(crate) fn ask(self, chance: impl FnOnce(usize) -> usize) {
        let before = self.asked.get_untracked();
        self.asked
            .set((before + 1 + chance(CODE_GROUPS - 1)) % CODE_GROUPS);
        self.typed.set(String::new());
        self.mistakes.set(Vec::new());
        self.said.set("");
        self.keeping.set(Keeping::Asked);
        live::focus(HEADING);
    }

    /// Shows the code again.
    pub(crate) fn show(self) {
        self.mistakes.set(Vec::new());
        self.keeping.set(Keeping::Shown);
        live::focus(HEADING);
    }

    /// Checks the typed group.
    pub(crate) fn prove(self) {
        let number = self.asked.get_untracked() + 1;
        let typed = self.typed.get_untracked();
        let groups = self.code.with_untracked(|code| grouped(code));
        let kept = groups
            .get(number - 1)
            .is_some_and(|group| is_group(&typed, group));
        if kept {
            self.mistakes.set(Vec::new());
            self.keeping.set(Keeping::Kept);
            live::focus(HEADING);
        } else {
            let text = if typed.trim().is_empty() {
                (self.texts.proof_missing)(number)
            } else {
                (self.texts.proof_wrong)(number)
            };
            self.mistakes.set(vec![Mistake { field: PROOF, text }]);
        }
    }

    /// Whether leaving the page now would lose the code or a file.
    pub(crate) fn is_at_stake(self) -> bool {
        self.keeping.get() != Keeping::Kept || !matches!(self.upload.get(), Upload::Done(_))
    }

    /// The receipt as a text to be kept in a file.
    pub(crate) fn file(self) -> String {
        let texts = self.texts;
        let code = self.code.get_untracked();
        let lines = [
            texts.sheet_title.to_owned(),
            String::new(),
            texts.sheet_lead.to_owned(),
            String::new(),
            format!("{}: {code}", texts.code_label),
            format!("{}: {}", texts.sheet_address, self.return_address.get_value()),
            String::new(),
            format!("{}: {}", texts.sheet_authority, self.authority.get_value()),
            format!("{}: {}", texts.sheet_department, self.department.get_value()),
            format!("{}: {}", texts.case_label, self.case_number.get_untracked()),
            format!("{}: {}", texts.sheet_date, self.date.get_untracked()),
            String::new(),
            texts.sheet_warning.to_owned(),
            String::new(),
        ];
        lines.join("\r\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_state(test: impl FnOnce(State)) {
        let owner = Owner::new_root(None);
        owner.with(|| {
            let place = Place {
                authority: String::new(),
                authority_name: "Stadt Musterstadt".to_owned(),
                telephone: None,
                root: String::new(),
                department: String::new(),
                department_name: "Bürgerbüro".to_owned(),
            };
            let address = "https://post.example.org/de/return".to_owned();
            let state = State::new(Locale::De, &place, address, QrPath::default());
            state.code.set("0ABC-DEFG-HJKM-NPQR-STVW-XYZ0-1234".to_owned());
            test(state);
        });
        owner.cleanup();
    }

    #[test]
    fn nothing_is_done_before_the_code_was_proved_to_be_kept() {
        with_state(|state| {
            assert!(state.is_at_stake());
            state.ask(|_| 2);
            assert_eq!(state.number(), 4);
            state.prove();
            assert_eq!(state.mistakes.get().len(), 1, "nothing typed");
            state.typed.set("HJKM".to_owned());
            state.prove();
            assert!(state.is_at_stake(), "another group");
            state.typed.set("npqr".to_owned());
            state.prove();
            assert_eq!(state.keeping.get(), Keeping::Kept);
            assert!(!state.is_at_stake());
        });
    }

    #[test]
    fn another_group_is_asked_for_each_time() {
        with_state(|state| {
            for draw in 0..CODE_GROUPS - 1 {
                let before = state.number();
                state.ask(|sides| {
                    assert_eq!(sides, CODE_GROUPS - 1);
                    draw
                });
                assert_ne!(state.number(), before);
                assert!((1..=CODE_GROUPS).contains(&state.number()));
            }
        });
    }

    #[test]
    fn files_under_way_keep_the_page_open() {
        with_state(|state| {
            state.keeping.set(Keeping::Kept);
            state.upload.set(Upload::Stopped {
                missing: 1,
                offline: true,
            });
            assert!(state.is_at_stake());
            state.upload.set(Upload::Done(1));
            assert!(!state.is_at_stake());
        });
    }

    #[test]
    fn the_file_has_all_that_is_needed_to_come_back() {
        with_state(|state| {
            let file = state.file();
            for part in [
                "0ABC-DEFG",
                "https://post.example.org/de/return",
                "Stadt Musterstadt",
                "Bürgerbüro",
            ] {
                assert!(file.contains(part), "{part}");
            }
        });
    }
}
