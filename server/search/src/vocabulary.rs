use std::collections::{BTreeMap, HashMap};

use fst::automaton::{Automaton as _, Str};
use fst::{IntoStreamer as _, Map, Streamer as _};
use levenshtein_automata::{Distance, LevenshteinAutomatonBuilder};
use rust_stemmers::{Algorithm, Stemmer};

/// How well a word fits, of a thousand.
pub(crate) type Points = u32;

pub(crate) const EXACT: Points = 1000;
const SAME_STEM: Points = 900;
/// Shortest part of a compound that is looked for, in characters.
const SHORTEST_PART: usize = 4;
/// Longest word in which typing errors are looked for, in bytes: an automaton grows with its word.
const LONGEST_MISTYPED: usize = 32;

/// How a key stands for a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    Whole,
    Stem,
    /// The end of a compound: "muell" of "sperrmuell".
    Ending,
}

/// Distinct words, numbered; looked up exactly, by stem, beginning and ending, and with typing errors.
pub(crate) struct Vocabulary {
    keys: Map<Vec<u8>>,
    /// What each key stands for.
    forms: Vec<Box<[(Form, u32)]>>,
    /// Length of each word.
    lengths: Vec<u32>,
    compounds: bool,
}

/// Collects words.
pub(crate) struct Collector {
    stemmer: Stemmer,
    words: HashMap<String, u32>,
    lengths: Vec<u32>,
    keys: BTreeMap<String, Vec<(Form, u32)>>,
    compounds: bool,
}

impl Collector {
    /// `compounds`: whether words are also found by their stems and by what they are composed of, as nouns are and names
    /// are not.
    pub(crate) fn new(compounds: bool) -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::German),
            words: HashMap::new(),
            lengths: Vec::new(),
            keys: BTreeMap::new(),
            compounds,
        }
    }

    /// The number of a word, which is added if it is new; `plain` is how it may be written, too.
    pub(crate) fn number(&mut self, word: &str, plain: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let number = u32::try_from(self.lengths.len()).unwrap_or(u32::MAX);
        self.words.insert(word.to_owned(), number);
        self.lengths.push(u32::try_from(word.len()).unwrap_or(u32::MAX));
        for written in [word, plain] {
            self.add(written.to_owned(), Form::Whole, number);
            if self.compounds {
                let stem = self.stemmer.stem(written).into_owned();
                self.add(stem, Form::Stem, number);
                for ending in endings(written) {
                    self.add(ending.to_owned(), Form::Ending, number);
                }
            }
        }
        number
    }

    fn add(&mut self, key: String, form: Form, word: u32) {
        let forms = self.keys.entry(key).or_default();
        if !forms.iter().any(|(_, known)| *known == word) {
            forms.push((form, word));
        }
    }

    pub(crate) fn finish(self) -> Vocabulary {
        let (keys, forms): (Vec<String>, Vec<_>) = self.keys.into_iter().unzip();
        let numbered = keys.iter().zip(0u64..);
        Vocabulary {
            // Refused only for keys that are not in order.
            keys: Map::from_iter(numbered).unwrap_or_default(),
            forms: forms.into_iter().map(Vec::into_boxed_slice).collect(),
            lengths: self.lengths,
            compounds: self.compounds,
        }
    }
}

/// What a word is looked up with; costly to make, cheap to use.
pub(crate) struct Reader {
    one_slip: LevenshteinAutomatonBuilder,
    two_slips: LevenshteinAutomatonBuilder,
    stemmer: Stemmer,
}

impl Reader {
    pub(crate) fn new() -> Self {
        Self {
            one_slip: LevenshteinAutomatonBuilder::new(1, true),
            two_slips: LevenshteinAutomatonBuilder::new(2, true),
            stemmer: Stemmer::create(Algorithm::German),
        }
    }
}

/// Words that fit, with their points.
pub(crate) type Fits = HashMap<u32, Points>;

impl Vocabulary {
    /// How long a word is, in bytes.
    pub(crate) fn length(&self, word: u32) -> u32 {
        self.lengths.get(word as usize).copied().unwrap_or(1)
    }

    /// Every word that `word` may mean. `open`: somebody may still be typing it.
    pub(crate) fn fits(&self, reader: &Reader, word: &str, open: bool) -> Fits {
        let mut fits = Fits::new();
        self.exact(word, &mut fits);
        if self.compounds {
            self.by_stem(&reader.stemmer.stem(word), &mut fits);
            self.by_parts(word, &mut fits);
        }
        self.by_beginning(word, open, &mut fits);
        if !fits.values().any(|points| *points >= SAME_STEM) {
            self.with_slips(reader, word, open, &mut fits);
        }
        fits
    }

    fn exact(&self, word: &str, fits: &mut Fits) {
        for (form, found) in self.forms_of(word) {
            let points = match form {
                Form::Whole => EXACT,
                Form::Stem => SAME_STEM,
                Form::Ending => 600 + self.share(word.len(), found, 200),
            };
            note(fits, found, points);
        }
    }

    fn by_stem(&self, stem: &str, fits: &mut Fits) {
        for (form, found) in self.forms_of(stem) {
            if form != Form::Ending {
                note(fits, found, SAME_STEM);
            }
        }
    }

    /// "sperrmuellabholung" contains "sperrmuell".
    fn by_parts(&self, word: &str, fits: &mut Fits) {
        for cut in cuts(word) {
            let (front, back) = word.split_at(cut);
            for part in [front, back] {
                for (form, found) in self.forms_of(part) {
                    if form == Form::Whole && part.len() > SHORTEST_PART {
                        let share = 300 * part.len() / word.len().max(1);
                        note(fits, found, 400 + u32::try_from(share).unwrap_or(0));
                    }
                }
            }
        }
    }

    fn by_beginning(&self, word: &str, open: bool, fits: &mut Fits) {
        if word.chars().nth(1).is_none() {
            return;
        }
        let base = if open { 600 } else { 500 };
        let mut found = self.keys.search(Str::new(word).starts_with()).into_stream();
        while let Some((key, number)) = found.next() {
            if key.len() == word.len() {
                continue;
            }
            for (form, whole) in self.numbered(number) {
                match form {
                    Form::Whole => note(fits, whole, base + self.share(word.len(), whole, 250)),
                    Form::Ending if word.len() >= SHORTEST_PART => {
                        note(fits, whole, 400 + self.share(word.len(), whole, 100));
                    }
                    Form::Stem | Form::Ending => {}
                }
            }
        }
    }

    fn with_slips(&self, reader: &Reader, word: &str, open: bool, fits: &mut Fits) {
        let builder = match word.len() {
            ..4 | LONGEST_MISTYPED.. => return,
            4..8 => &reader.one_slip,
            _ => &reader.two_slips,
        };
        let mut mistyped = self.keys.search_with_state(builder.build_dfa(word)).into_stream();
        let whole = builder.build_dfa(word);
        while let Some((key, number, _)) = mistyped.next() {
            self.note_slips(whole.eval(key), 0, word, (key, number), fits);
        }
        if open && word.len() > SHORTEST_PART {
            let begun = builder.build_prefix_dfa(word);
            let mut mistyped = self.keys.search(builder.build_prefix_dfa(word)).into_stream();
            while let Some((key, number)) = mistyped.next() {
                self.note_slips(begun.eval(key), 200, word, (key, number), fits);
            }
        }
    }

    fn note_slips(&self, distance: Distance, less: Points, word: &str, key: (&[u8], u64), fits: &mut Fits) {
        let Distance::Exact(slips) = distance else {
            return;
        };
        // The first letter is the last one to be mistyped.
        let first = if key.0.first() == word.as_bytes().first() {
            0
        } else {
            80
        };
        let base = 850 - 120 * Points::from(slips) - less - first;
        for (form, found) in self.numbered(key.1) {
            match form {
                Form::Whole => note(fits, found, base),
                Form::Ending if word.len() > SHORTEST_PART => note(fits, found, base / 2),
                Form::Stem | Form::Ending => {}
            }
        }
    }

    fn forms_of(&self, key: &str) -> impl Iterator<Item = (Form, u32)> {
        let number = self.keys.get(key);
        number.into_iter().flat_map(|number| self.numbered(number))
    }

    fn numbered(&self, key: u64) -> impl Iterator<Item = (Form, u32)> {
        let forms = usize::try_from(key).ok().and_then(|key| self.forms.get(key));
        forms.into_iter().flatten().copied()
    }

    /// `most`, in proportion to how much of `word` `length` is.
    fn share(&self, length: usize, word: u32, most: Points) -> Points {
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        (most * length.min(64) / self.length(word).max(1)).min(most)
    }
}

fn note(fits: &mut Fits, word: u32, points: Points) {
    let best = fits.entry(word).or_default();
    *best = points.max(*best);
}

/// What a compound may end with.
fn endings(word: &str) -> impl Iterator<Item = &str> {
    cuts(word).map(|cut| &word[cut..])
}

/// Where a compound may be cut, so that neither part is too short.
fn cuts(word: &str) -> impl Iterator<Item = usize> {
    let last = word.len().saturating_sub(SHORTEST_PART);
    word.char_indices()
        .map(|(index, _)| index)
        .filter(move |index| (2..=last).contains(index))
}
