use domain::limits;
use leptos::prelude::*;
use locales::{Files, Locale};

use super::live::{self, PickedFile};

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
    pub(crate) files: RwSignal<Vec<ChosenFile>, LocalStorage>,
    /// What is wrong with files that were not taken.
    pub(crate) mistakes: RwSignal<Vec<String>>,
    /// Read aloud: what has just changed.
    pub(crate) said: RwSignal<String>,
    next_key: StoredValue<u32>,
}

impl Chosen {
    pub(crate) fn new() -> Self {
        Self {
            files: RwSignal::new_local(Vec::new()),
            mistakes: RwSignal::new(Vec::new()),
            said: RwSignal::new(String::new()),
            next_key: StoredValue::new(0),
        }
    }

    /// Takes what was picked in the file input with this id.
    pub(crate) fn take(self, input: &str, locale: Locale, texts: &'static Files) {
        let picked = live::picked_files(input);
        if picked.is_empty() {
            return;
        }
        let already = self.files.with_untracked(Vec::len);
        let sizes: Vec<_> = picked.iter().map(|file| (file.name(), file.size())).collect();
        let (taken, mistakes) = sort_out(already, &sizes, locale, texts);
        let names: Vec<_> = taken.iter().map(|at| (texts.added)(&sizes[*at].0)).collect();
        self.files.update(|files| {
            for (at, picked) in picked.into_iter().enumerate() {
                if taken.contains(&at) {
                    let (name, size) = sizes[at].clone();
                    files.push(ChosenFile {
                        key: self.next_key(),
                        name,
                        size,
                        picked,
                    });
                }
            }
        });
        self.mistakes.set(mistakes);
        self.said.set(names.join(". "));
    }

    /// Takes a file back; the focus goes to the file input with the id `input`, as the button is gone.
    pub(crate) fn remove(self, key: u32, input: &'static str, texts: &'static Files) {
        let mut removed = None;
        self.files.update(|files| {
            if let Some(at) = files.iter().position(|file| file.key == key) {
                removed = Some(files.remove(at));
            }
        });
        self.mistakes.set(Vec::new());
        if let Some(file) = removed {
            self.said.set((texts.removed)(&file.name));
            live::focus(input);
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

    fn next_key(self) -> u32 {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        key
    }
}

/// Which of `picked` (name, size) can be taken beside `already` others, by their places, and what is wrong with the
/// rest.
fn sort_out(
    already: usize,
    picked: &[(String, u64)],
    locale: Locale,
    texts: &Files,
) -> (Vec<usize>, Vec<String>) {
    let mut taken = Vec::new();
    let mut mistakes = Vec::new();
    for (at, (name, size)) in picked.iter().enumerate() {
        if *size == 0 {
            mistakes.push((texts.empty)(name));
        } else if *size > limits::ATTACHMENT_BYTES {
            let limit = locales::size(locale, limits::ATTACHMENT_BYTES);
            mistakes.push((texts.too_large)(name, &limit));
        } else if already + taken.len() >= limits::ATTACHMENTS {
            mistakes.push((texts.too_many)(limits::ATTACHMENTS));
            break;
        } else {
            taken.push(at);
        }
    }
    (taken, mistakes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(sizes: &[u64]) -> Vec<(String, u64)> {
        sizes
            .iter()
            .enumerate()
            .map(|(at, size)| (format!("{at}.pdf"), *size))
            .collect()
    }

    #[test]
    fn empty_and_large_files_are_named_and_the_rest_is_taken() {
        let files = &locales::compose(Locale::De).files;
        let picked = named(&[1, 0, limits::ATTACHMENT_BYTES, limits::ATTACHMENT_BYTES + 1]);
        let (taken, mistakes) = sort_out(0, &picked, Locale::De, files);
        assert_eq!(taken, [0, 2]);
        assert_eq!(mistakes.len(), 2);
        assert!(mistakes[0].contains("1.pdf") && mistakes[1].contains("3.pdf"));
    }

    #[test]
    fn no_more_than_the_limit_are_taken_and_that_is_said_once() {
        let files = &locales::compose(Locale::En).files;
        let (taken, mistakes) = sort_out(limits::ATTACHMENTS - 1, &named(&[1, 1, 1]), Locale::En, files);
        assert_eq!(taken, [0]);
        assert_eq!(mistakes.len(), 1);
    }
}
