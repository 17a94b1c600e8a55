use browser::Signal;
use locales::{Keeping as Texts, Sheet, keeping, sheet};

use super::draft::Mistake;
use super::group::{grouped, is_group};
use crate::hooks::CODE_GROUPS;
use crate::hooks::receipt::PROOF;
use crate::props::ComposeProps;

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
    pub(crate) texts: &'static Texts,
    sheet: &'static Sheet,
    props: &'static ComposeProps,
    pub(crate) code: Signal<String>,
    pub(crate) case_number: Signal<String>,
    /// The day on which it was sent, in words.
    pub(crate) date: Signal<String>,
    /// Whether a notice will be mailed.
    pub(crate) notice: Signal<bool>,
    pub(crate) keeping: Signal<Keeping>,
    pub(crate) typed: Signal<String>,
    pub(crate) mistakes: Signal<Vec<Mistake>>,
    /// What copying, printing or saving brought.
    pub(crate) said: Signal<&'static str>,
    pub(crate) upload: Signal<Upload>,
    asked: Signal<usize>,
}

impl State {
    pub(crate) fn new(props: &'static ComposeProps) -> Self {
        Self {
            texts: keeping(props.locale),
            sheet: sheet(props.locale),
            props,
            code: Signal::default(),
            case_number: Signal::default(),
            date: Signal::default(),
            notice: Signal::default(),
            keeping: Signal::new(Keeping::Shown),
            typed: Signal::default(),
            mistakes: Signal::default(),
            said: Signal::default(),
            upload: Signal::new(Upload::Done(0)),
            asked: Signal::default(),
        }
    }

    /// The number of the group that is asked for, from 1.
    pub(crate) fn number(self) -> usize {
        self.asked.get() + 1
    }

    /// Hides the code and asks for a group of it, another one each time. `chance` draws below its argument.
    pub(crate) fn ask(self, chance: impl FnOnce(usize) -> usize) {
        let before = self.asked.get();
        self.asked
            .set((before + 1 + chance(CODE_GROUPS - 1)) % CODE_GROUPS);
        self.typed.set(String::new());
        self.mistakes.set(Vec::new());
        self.said.set("");
        self.keeping.set(Keeping::Asked);
    }

    /// Shows the code again.
    pub(crate) fn show(self) {
        self.mistakes.set(Vec::new());
        self.keeping.set(Keeping::Shown);
    }

    /// Checks the typed group; `true` if the code was kept.
    pub(crate) fn prove(self) -> bool {
        let number = self.number();
        let typed = self.typed.get();
        let groups = self.code.with(|code| grouped(code));
        let kept = groups
            .get(number - 1)
            .is_some_and(|group| is_group(&typed, group));
        if kept {
            self.typed.set(String::new());
            self.mistakes.set(Vec::new());
            self.keeping.set(Keeping::Kept);
        } else {
            let text = if typed.trim().is_empty() {
                (self.texts.proof_missing)(number)
            } else {
                (self.texts.proof_wrong)(number)
            };
            self.mistakes.set(vec![Mistake { field: PROOF, text }]);
        }
        kept
    }

    /// Whether leaving the page now would lose the code or a file.
    pub(crate) fn is_at_stake(self) -> bool {
        self.keeping.get() != Keeping::Kept || !matches!(self.upload.get(), Upload::Done(_))
    }

    /// The receipt as a text to be kept in a file.
    pub(crate) fn file(self) -> String {
        let texts = self.sheet;
        let place = &self.props.place;
        let lines = [
            texts.title.to_owned(),
            String::new(),
            texts.lead.to_owned(),
            String::new(),
            format!("{}: {}", texts.code_label, self.code.get()),
            format!("{}: {}", texts.address, self.props.return_address),
            String::new(),
            format!("{}: {}", texts.authority, place.authority_name),
            format!("{}: {}", texts.department, place.department_name),
            format!("{}: {}", texts.case_label, self.case_number.get()),
            format!("{}: {}", texts.date, self.date.get()),
            String::new(),
            texts.warning.to_owned(),
            String::new(),
        ];
        lines.join("\r\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::props::Place;
    use locales::Locale;

    fn state() -> State {
        let props = ComposeProps {
            locale: Locale::De,
            vault: String::new(),
            place: Place {
                authority: String::new(),
                authority_name: "Stadt Musterstadt".to_owned(),
                root: String::new(),
                department: String::new(),
                department_name: "Bürgerbüro".to_owned(),
            },
            return_address: "https://post.example.org/de/return".to_owned(),
        };
        let state = State::new(Box::leak(Box::new(props)));
        state.code.set("0ABC-DEFG-HJKM-NPQR-STVW-XYZ0-1234".to_owned());
        state
    }

    #[test]
    fn nothing_is_done_before_the_code_was_proved_to_be_kept() {
        let state = state();
        assert!(state.is_at_stake());
        state.ask(|_| 2);
        assert_eq!(state.number(), 4);
        assert!(!state.prove());
        assert_eq!(state.mistakes.get().len(), 1, "nothing typed");
        state.typed.set("HJKM".to_owned());
        assert!(!state.prove());
        assert!(state.is_at_stake(), "another group");
        state.typed.set("npqr".to_owned());
        assert!(state.prove());
        assert_eq!(state.keeping.get(), Keeping::Kept);
        assert!(!state.is_at_stake());
    }

    #[test]
    fn another_group_is_asked_for_each_time() {
        let state = state();
        for draw in 0..CODE_GROUPS - 1 {
            let before = state.number();
            state.ask(|sides| {
                assert_eq!(sides, CODE_GROUPS - 1);
                draw
            });
            assert_ne!(state.number(), before);
            assert!((1..=CODE_GROUPS).contains(&state.number()));
        }
    }

    #[test]
    fn files_under_way_keep_the_page_open() {
        let state = state();
        state.keeping.set(Keeping::Kept);
        state.upload.set(Upload::Stopped {
            missing: 1,
            offline: true,
        });
        assert!(state.is_at_stake());
        state.upload.set(Upload::Done(1));
        assert!(!state.is_at_stake());
    }

    #[test]
    fn the_file_has_all_that_is_needed_to_come_back() {
        let state = state();
        let file = state.file();
        for part in [
            "0ABC-DEFG",
            "https://post.example.org/de/return",
            "Stadt Musterstadt",
            "Bürgerbüro",
        ] {
            assert!(file.contains(part), "{part}");
        }
    }
}
