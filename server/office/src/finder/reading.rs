use domain::Slug;
use domain::search::{PlaceKey, Search};
use search::{Hit, Reading, folded};

use super::{Concern, Place, Snapshot};

/// Places and concerns that are weighed.
const WEIGHED: usize = 20;
/// Concerns that fit alike and are asked about.
const CONCERNS: usize = 8;

/// What somebody asked for, as it was understood.
pub(crate) struct Question<'a> {
    /// One if the place is clear, none if none is named.
    pub(crate) places: Vec<&'a Place>,
    /// The only authority that is asked.
    pub(crate) at: Option<&'a Slug>,
    /// Concerns that fit alike.
    pub(crate) concerns: Vec<&'a Concern>,
    /// Whether a concern was named that nobody knows.
    pub(crate) is_unknown: bool,
    /// Where no place is clear: words as they were typed that may name one, and which nobody here knows.
    pub(crate) elsewhere: Option<String>,
}

impl<'a> Question<'a> {
    /// `None` if nothing is asked, or for something that is not there any more.
    pub(crate) fn of(snapshot: &'a Snapshot, search: &'a Search) -> Self {
        let found = snapshot.index.find(&search.text, WEIGHED);
        let at = match &search.place {
            Some(PlaceKey::Authority(slug) | PlaceKey::AreaOf(slug, _)) => Some(slug),
            Some(PlaceKey::Area(_)) | None => None,
        };
        let chosen = search.place.as_ref().and_then(|key| snapshot.place(key));
        // Whoever asks one authority for a place that it does not know any more asks that authority.
        let chosen = chosen.or_else(|| snapshot.place(&PlaceKey::Authority(at?.clone())));
        let names_place = matches!(found.reading, Reading::Place | Reading::Both);
        let named = chosen
            .filter(|_| names_place)
            .and_then(|chosen| named_of(chosen, snapshot, &found.places));
        let place = named.or(chosen);
        let concern = search.service.as_ref().and_then(|key| snapshot.concern(key));
        let places: Vec<_> = match (place, &search.place) {
            (Some(place), _) => vec![place],
            (None, Some(_)) => Vec::new(),
            (None, None) => best(&found.places)
                .filter(|_| names_place || concern.is_some())
                .filter_map(|hit| snapshot.places.get(hit.entry))
                .collect(),
        };
        let is_place_named = found.reading == Reading::Place
            && place.is_none_or(|place| {
                let is_it = |hit: &Hit| {
                    snapshot.places.get(hit.entry).map(|hit| &hit.found.key) == Some(&place.found.key)
                };
                found.places.iter().any(is_it)
            });
        let concerns: Vec<_> = match concern {
            Some(concern) => vec![concern],
            None if is_place_named => Vec::new(),
            None => best(&found.concerns)
                .take(CONCERNS)
                .filter_map(|hit| snapshot.concerns.get(hit.entry))
                .collect(),
        };
        let is_open = places.is_empty() && search.place.is_none();
        Self {
            at,
            elsewhere: typed(&search.text, &found.unknown_places).filter(|_| is_open),
            is_unknown: concerns.is_empty() && found.has_unread,
            places,
            concerns,
        }
    }
}

/// The one place of an authority that is named.
fn named_of<'a>(authority: &Place, snapshot: &'a Snapshot, hits: &[Hit]) -> Option<&'a Place> {
    let is_its = |place: &&Place| match &place.found.key {
        PlaceKey::Area(area) => authority.areas.contains(area),
        PlaceKey::Authority(_) | PlaceKey::AreaOf(..) => false,
    };
    matches!(authority.found.key, PlaceKey::Authority(_)).then_some(())?;
    let mut named = best(hits)
        .filter_map(|hit| snapshot.places.get(hit.entry))
        .filter(is_its);
    let only = named.next()?;
    named.next().is_none().then_some(only)
}

/// Those words of a text that are among some folded ones; `None` if none is.
pub(crate) fn typed(text: &str, among: &[String]) -> Option<String> {
    let is_among = |word: &&str| {
        folded(word)
            .split(' ')
            .any(|part| among.iter().any(|known| known == part))
    };
    let words: Vec<_> = text.split_whitespace().filter(is_among).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn best(hits: &[Hit]) -> impl Iterator<Item = &Hit> {
    hits.iter().filter(|hit| hit.is_best)
}
