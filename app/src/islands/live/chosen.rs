use browser::{Part, PickedFile, Signal, focus, part, picked_files, watch};
use locales::{Choosing, Locale, sending};

use super::form::mark;
use crate::hooks::form::{FILE, list, said};
use crate::hooks::inner;
use crate::islands::sorting::sort_out;

/// A file that a person chose to send along.
#[derive(Clone)]
pub(crate) struct ChosenFile {
    /// Counts up with each file that is chosen, so that two of the same name are two.
    pub(crate) key: u32,
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) picked: PickedFile,
}

/// The files of the message that is being written.
#[derive(Clone, Copy)]
pub(crate) struct Chosen {
    locale: Locale,
    input: &'static str,
    pub(crate) files: Signal<Vec<ChosenFile>>,
    /// What is wrong with files that were not taken.
    pub(crate) mistakes: Signal<Vec<String>>,
    /// Read aloud: what has just changed.
    pub(crate) said: Signal<String>,
    next_key: Signal<u32>,
}

impl Chosen {
    /// No file yet; `input` is the id of the file input.
    pub(crate) fn new(locale: Locale, input: &'static str) -> Self {
        Self {
            locale,
            input,
            files: Signal::default(),
            mistakes: Signal::default(),
            said: Signal::default(),
            next_key: Signal::default(),
        }
    }

    /// Shows the files, and takes what is picked and taken back.
    pub(crate) fn show(self) {
        let Self { input, .. } = self;
        part(input).on("change", move || self.take());
        let shown = part(&list(input));
        watch(move || {
            let items: Vec<_> = self
                .files
                .with(|files| files.iter().map(|file| self.item(file)).collect());
            shown.show(!items.is_empty());
            shown.arrange(&items);
        });
        watch(move || {
            self.mistakes.with(|mistakes| {
                let mistakes: Vec<_> = mistakes.iter().map(String::as_str).collect();
                mark(input, &mistakes);
            });
        });
        let spoken = part(&said(input));
        watch(move || self.said.with(|text| spoken.say(text)));
    }

    fn item(self, file: &ChosenFile) -> Part {
        let item = part(FILE).copy();
        item.inner(inner::NAME).say(&file.name);
        item.inner(inner::SIZE)
            .say(&locales::size(self.locale, file.size));
        let button = item.inner(inner::BUTTON);
        button.set("aria-label", Some(&(self.texts().remove)(&file.name)));
        let key = file.key;
        button.on("click", move || self.remove(key));
        item
    }

    fn texts(self) -> &'static Choosing {
        &sending(self.locale).files
    }

    fn take(self) {
        let texts = self.texts();
        let picked = picked_files(self.input);
        if picked.is_empty() {
            return;
        }
        let already = self.files.with(Vec::len);
        let sizes: Vec<_> = picked.iter().map(|file| (file.name(), file.size())).collect();
        let (taken, mistakes) = sort_out(already, &sizes, self.locale, texts);
        let names: Vec<_> = taken.iter().map(|at| (texts.added)(&sizes[*at].0)).collect();
        let mut new = Vec::with_capacity(taken.len());
        for (at, picked) in picked.into_iter().enumerate() {
            if taken.contains(&at) {
                let (name, size) = sizes[at].clone();
                new.push(ChosenFile {
                    key: self.next_key(),
                    name,
                    size,
                    picked,
                });
            }
        }
        self.files.update(|files| files.append(&mut new));
        self.mistakes.set(mistakes);
        self.said.set(names.join(". "));
    }

    /// Takes a file back; the focus goes to the file input, as the button is gone.
    fn remove(self, key: u32) {
        let mut removed = None;
        self.files.update(|files| {
            if let Some(at) = files.iter().position(|file| file.key == key) {
                removed = Some(files.remove(at));
            }
        });
        self.mistakes.set(Vec::new());
        if let Some(file) = removed {
            self.said.set((self.texts().removed)(&file.name));
            focus(self.input);
        }
    }

    pub(crate) fn clear(self) {
        self.files.set(Vec::new());
        self.mistakes.set(Vec::new());
        self.said.set(String::new());
    }

    pub(crate) fn is_empty(self) -> bool {
        self.files.with(Vec::is_empty)
    }

    /// Name and size of each.
    pub(crate) fn lines(self) -> Vec<String> {
        let line = |file: &ChosenFile| format!("{} ({})", file.name, locales::size(self.locale, file.size));
        self.files.with(|files| files.iter().map(line).collect())
    }

    fn next_key(self) -> u32 {
        let key = self.next_key.get();
        self.next_key.set(key + 1);
        key
    }
}
