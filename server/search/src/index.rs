use std::cmp::Reverse;
use std::fmt;

use crate::entries::{Candidate, Entries, Entry, PerWord, WORDS, query_words, sort};
use crate::fillers::may_name_place;
use crate::vocabulary::{EXACT, Points, Reader};

/// How many candidates of each kind are weighed against each other.
const WEIGHED: usize = 48;
/// Entries whose points differ by no more than this fit alike.
const ALIKE: Points = 40;

/// What a query was taken to name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Reading {
    /// Nothing that is known.
    #[default]
    Nothing,
    /// A place.
    Place,
    /// A concern.
    Concern,
    /// A place and a concern.
    Both,
}

/// An entry that fits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hit {
    /// Its position in what the index was made of.
    pub entry: usize,
    /// Whether it fits as well as the best one does.
    pub is_best: bool,
    /// Whether it is called exactly what was asked for.
    pub is_exact: bool,
}

/// What a query found, the best first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// What the best of each list say about the query.
    pub reading: Reading,
    /// Places that fit.
    pub places: Vec<Hit>,
    /// Concerns that fit.
    pub concerns: Vec<Hit>,
    /// Whether some word of the query fits nothing that was found.
    pub has_unread: bool,
    /// Those of these words that may name a place, folded.
    pub unknown_places: Vec<String>,
}

/// Places and concerns by their names.
pub struct Index {
    places: Entries,
    concerns: Entries,
    reader: Reader,
}

impl Index {
    /// Builds an index. Entries are found by their position in these lists.
    pub fn new(places: impl IntoIterator<Item = Entry>, concerns: impl IntoIterator<Item = Entry>) -> Self {
        Self {
            places: Entries::new(places, false),
            concerns: Entries::new(concerns, true),
            reader: Reader::new(),
        }
    }

    /// What `query` may mean, no more than `most` places and concerns. Its words may come in any order; the last one may
    /// be unfinished. Which of them name the place and which the concern is decided by what fits best together.
    pub fn find(&self, query: &str, most: usize) -> Found {
        let words = query_words(query);
        let places = self.places.candidates(&self.reader, &words, WEIGHED);
        let concerns = self.concerns.candidates(&self.reader, &words, WEIGHED);
        let (reading, of_place, of_concern) = read(&places, &concerns);
        let places = hits(places, &of_place, most);
        let concerns = hits(concerns, &of_concern, most);
        let is_unread = |word: &usize| !of_place[*word] && !of_concern[*word];
        let unread: Vec<_> = (0..words.len()).filter(is_unread).collect();
        let unknown = unread.iter().filter(|word| may_name_place(&words[**word]));
        Found {
            reading,
            has_unread: !unread.is_empty(),
            unknown_places: unknown.map(|word| words[*word].clone()).collect(),
            places,
            concerns,
        }
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Index")
    }
}

/// Which words belong to something.
type Words = [bool; WORDS];

/// What the query names, and which of its words name the place and which the concern.
fn read(places: &[Candidate], concerns: &[Candidate]) -> (Reading, Words, Words) {
    let points = |best: Option<&Candidate>| best.map_or(0, Candidate::points);
    let (place, concern) = (places.first(), concerns.first());
    let together = best_pair(places, concerns);
    let alone = points(place).max(points(concern));
    if let Some((_, of_place, of_concern)) = together.filter(|(pair, ..)| *pair > alone) {
        return (Reading::Both, of_place, of_concern);
    }
    let reading = match (place, concern) {
        (None, None) => Reading::Nothing,
        _ if points(place) >= points(concern) => Reading::Place,
        _ => Reading::Concern,
    };
    let fitting =
        |best: Option<&Candidate>| best.map_or([false; WORDS], |best| best.words.map(|points| points > 0));
    (reading, fitting(place), fitting(concern))
}

/// The place and the concern that fit best together, where each explains a word better than the other.
fn best_pair(places: &[Candidate], concerns: &[Candidate]) -> Option<(Points, Words, Words)> {
    let pairs = places
        .iter()
        .flat_map(|place| concerns.iter().filter_map(|concern| pair(place, concern)));
    pairs.reduce(|best, next| if next.0 > best.0 { next } else { best })
}

fn pair(place: &Candidate, concern: &Candidate) -> Option<(Points, Words, Words)> {
    let of_place = better(&place.words, &concern.words);
    let of_concern = better(&concern.words, &place.words);
    let both = |words: &Words| words.contains(&true);
    let points = place
        .words
        .iter()
        .zip(&concern.words)
        .map(|(one, other)| one.max(other));
    (both(&of_place) && both(&of_concern)).then(|| {
        (
            points.sum::<Points>() + place.name + concern.name,
            of_place,
            of_concern,
        )
    })
}

fn better(one: &PerWord, other: &PerWord) -> Words {
    std::array::from_fn(|word| one[word] > other[word])
}

/// The candidates as they fit the words that are theirs.
fn hits(mut candidates: Vec<Candidate>, own: &Words, most: usize) -> Vec<Hit> {
    for candidate in &mut candidates {
        for (points, own) in candidate.words.iter_mut().zip(own) {
            *points = if *own { *points } else { 0 };
        }
    }
    candidates.retain(|candidate| candidate.words.iter().any(|points| *points > 0));
    sort(&mut candidates);
    let best = candidates.first().map_or(0, Candidate::points);
    let is_best = |candidate: &Candidate| candidate.points() + ALIKE >= best;
    let alike = candidates.partition_point(is_best);
    candidates[..alike].sort_by_key(|candidate| Reverse(candidate.rank));
    candidates.truncate(most);
    let hit = |candidate: Candidate| Hit {
        entry: candidate.entry as usize,
        is_best: is_best(&candidate),
        is_exact: is_exact(&candidate, own),
    };
    candidates.into_iter().map(hit).collect()
}

fn is_exact(candidate: &Candidate, own: &Words) -> bool {
    let asked = own.iter().filter(|own| **own).count();
    let exact = candidate.words.iter().filter(|points| **points == EXACT).count();
    asked == exact && candidate.name >= 300
}

#[cfg(test)]
mod tests;
