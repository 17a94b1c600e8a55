use std::collections::HashMap;

use crate::fillers::without_fillers;
use crate::fold;
use crate::vocabulary::{Collector, Points, Reader, Vocabulary};

/// Most words of a query that are read.
pub(crate) const WORDS: usize = 12;
/// Longest word of a query, in bytes; longer ones are no words.
const LONGEST_WORD: usize = 64;
/// What a name that was asked for as a whole is worth beside one of which it is a part.
const WHOLE_NAME: Points = 300;

/// Something that can be found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entry {
    /// What it is called, in any language; the name that it is shown under first.
    pub names: Vec<String>,
    /// What tells it from others of its name, such as a district. It is not found by that alone.
    pub qualifiers: Vec<String>,
    /// Of two that fit alike, the one of the higher rank comes first.
    pub rank: u32,
}

/// Points of each word of a query.
pub(crate) type PerWord = [Points; WORDS];

/// An entry that some word of a query fits.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) entry: u32,
    pub(crate) rank: u32,
    pub(crate) words: PerWord,
    /// What comes on top because so much of its name was asked for.
    pub(crate) name: Points,
}

impl Candidate {
    pub(crate) fn points(&self) -> Points {
        self.words.iter().sum::<Points>() + self.name
    }
}

struct Name {
    entry: u32,
    /// Length of all its words.
    length: u32,
}

/// The names of entries and the words that they consist of.
pub(crate) struct Entries {
    words: Vocabulary,
    names: Vec<Name>,
    ranks: Vec<u32>,
    /// The names in which each word stands, and whether it only qualifies them.
    places: Vec<Vec<(u32, bool)>>,
}

impl Entries {
    pub(crate) fn new(entries: impl IntoIterator<Item = Entry>, compounds: bool) -> Self {
        let mut words = Collector::new(compounds);
        let (mut names, mut ranks, mut places) = (Vec::new(), Vec::new(), Vec::<Vec<(u32, bool)>>::new());
        for (entry, number) in entries.into_iter().zip(0..) {
            ranks.push(entry.rank);
            for name in &entry.names {
                let position = u32::try_from(names.len()).unwrap_or(u32::MAX);
                let own = numbers(&mut words, name);
                let qualifying = entry.qualifiers.iter().flat_map(|text| numbers(&mut words, text));
                let qualifying: Vec<_> = qualifying.collect();
                let length = own.iter().map(|(_, length)| length).sum::<u32>().max(1);
                names.push(Name {
                    entry: number,
                    length,
                });
                let own = own.into_iter().map(|(word, _)| (word, false));
                for (word, qualifies) in own.chain(qualifying.into_iter().map(|(word, _)| (word, true))) {
                    let word = word as usize;
                    if places.len() <= word {
                        places.resize_with(word + 1, Vec::new);
                    }
                    places[word].push((position, qualifies));
                }
            }
        }
        Self {
            words: words.finish(),
            names,
            ranks,
            places,
        }
    }

    /// The entries that the words of a query fit, the best first.
    pub(crate) fn candidates(&self, reader: &Reader, query: &[String], most: usize) -> Vec<Candidate> {
        let mut scores: HashMap<u32, Score> = HashMap::new();
        for (position, word) in query.iter().enumerate() {
            let open = position + 1 == query.len();
            for (found, points) in self.words.fits(reader, word, open) {
                let length = self.words.length(found);
                for (name, qualifies) in self.places.get(found as usize).into_iter().flatten() {
                    let score = scores.entry(*name).or_default();
                    score.note(position, points, length, *qualifies);
                }
            }
        }
        self.best(scores, most)
    }

    /// The best name of each entry; the best entries.
    fn best(&self, scores: HashMap<u32, Score>, most: usize) -> Vec<Candidate> {
        let mut best: HashMap<u32, Candidate> = HashMap::new();
        for (name, score) in scores {
            let Some(candidate) = self.candidate(name, &score) else {
                continue;
            };
            let known = best.entry(candidate.entry).or_insert_with(|| candidate.clone());
            if candidate.points() > known.points() {
                *known = candidate;
            }
        }
        let mut best: Vec<_> = best.into_values().collect();
        sort(&mut best);
        best.truncate(most);
        best
    }

    fn candidate(&self, name: u32, score: &Score) -> Option<Candidate> {
        let name = self.names.get(name as usize)?;
        if score.own.iter().all(|points| *points == 0) {
            return None;
        }
        let mut words = score.own;
        for (word, qualifying) in words.iter_mut().zip(score.qualifying) {
            *word = (*word).max(qualifying / 2);
        }
        Some(Candidate {
            entry: name.entry,
            rank: self.ranks.get(name.entry as usize).copied().unwrap_or(0),
            words,
            name: (WHOLE_NAME * score.covered.min(name.length * 1000) / name.length / 1000).min(WHOLE_NAME),
        })
    }
}

/// The best first; of equals the one of the higher rank, then the one that came first.
pub(crate) fn sort(candidates: &mut [Candidate]) {
    candidates.sort_by_key(|candidate| {
        (
            std::cmp::Reverse((candidate.points(), candidate.rank)),
            candidate.entry,
        )
    });
}

/// How a query fits a name.
#[derive(Default)]
struct Score {
    own: PerWord,
    qualifying: PerWord,
    /// Length of the name's words that were asked for, each in proportion to its points.
    covered: u32,
}

impl Score {
    fn note(&mut self, position: usize, points: Points, length: u32, qualifies: bool) {
        let words = if qualifies {
            &mut self.qualifying
        } else {
            &mut self.own
        };
        let Some(best) = words.get_mut(position) else {
            return;
        };
        if points > *best {
            if !qualifies {
                self.covered += length * (points - *best);
            }
            *best = points;
        }
    }
}

/// The words of a query that are read.
pub(crate) fn query_words(query: &str) -> Vec<String> {
    let mut words = without_fillers(fold::words(query));
    words.retain(|word| word.len() <= LONGEST_WORD);
    words.truncate(WORDS);
    words
}

/// The numbers and lengths of a name's words.
fn numbers(collector: &mut Collector, name: &str) -> Vec<(u32, u32)> {
    let plain: HashMap<String, String> = fold::words(name)
        .into_iter()
        .zip(fold::plain_words(name))
        .collect();
    without_fillers(fold::words(name))
        .iter()
        .map(|word| {
            let also = match word.as_str() {
                "sankt" => "st",
                _ => plain.get(word).unwrap_or(word),
            };
            let length = u32::try_from(word.len()).unwrap_or(u32::MAX);
            (collector.number(word, also), length)
        })
        .collect()
}
