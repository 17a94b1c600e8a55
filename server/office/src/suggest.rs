use domain::api::{Suggestion, Suggestions};
use domain::limits::{SEARCH_CHARACTERS, SUGGESTIONS};
use domain::search::{PlaceKey, Search};
use domain::{ErrorCode, Locale};
use search::{Hit, Reading};

use crate::finder::{Concern, Place, typed};
use crate::{Office, Result};

/// Concerns and places that are combined where a text names both.
const COMBINED_CONCERNS: usize = 3;
/// Suggestions of the other kind beneath those of the kind that was asked for.
const OTHERS: usize = 3;

impl Office {
    /// What somebody may mean who has typed this. Where more places fit alike than are suggested, the last one leads to the page
    /// that asks which of them is meant; `all_places` puts that into words.
    ///
    /// # Errors
    ///
    /// `TooLarge` for a text that is too long.
    pub async fn suggest(
        &self,
        text: &str,
        locale: Locale,
        all_places: fn(&str) -> String,
    ) -> Result<Suggestions> {
        if text.chars().count() > SEARCH_CHARACTERS {
            return Err(ErrorCode::TooLarge.into());
        }
        let snapshot = self.finder.snapshot(&self.store).await?;
        // One more than are shown tells whether there are more.
        let found = snapshot.index.find(text, SUGGESTIONS + 1);
        let places = pick(&snapshot.places, &found.places);
        let concerns = pick(&snapshot.concerns, &found.concerns);
        let elsewhere = typed(text, &found.unknown_places);
        let place = |place: &&Place| suggestion(locale, Some(place), None, None);
        let concern = |concern: &&Concern| suggestion(locale, None, Some(concern), elsewhere.as_deref());
        let alike = found.places.iter().filter(|hit| hit.is_best).count();
        let (mut suggestions, others): (Vec<_>, Vec<_>) = match found.reading {
            Reading::Both => (both(locale, &places, &concerns), Vec::new()),
            Reading::Place => (
                places.iter().map(place).collect(),
                concerns.iter().take(OTHERS).map(concern).collect(),
            ),
            Reading::Concern | Reading::Nothing => (
                concerns.iter().map(concern).collect(),
                places.iter().take(OTHERS).map(place).collect(),
            ),
        };
        let room = SUGGESTIONS - others.len();
        suggestions.truncate(room);
        if matches!(found.reading, Reading::Both | Reading::Place) && alike > room {
            suggestions.truncate(room - 1);
            suggestions.push(all(text.trim(), locale, all_places));
        }
        suggestions.extend(others);
        Ok(Suggestions { suggestions })
    }
}

/// The page that asks which of all places is meant.
fn all(text: &str, locale: Locale, words: fn(&str) -> String) -> Suggestion {
    let search = Search {
        text: text.to_owned(),
        ..Search::default()
    };
    Suggestion {
        text: words(text),
        address: search.address(locale),
        detail: None,
        place: None,
        authority: None,
        service: None,
    }
}

/// Every place with the first concern, then with the next one.
fn both(locale: Locale, places: &[&Place], concerns: &[&Concern]) -> Vec<Suggestion> {
    let concerns = concerns.iter().take(COMBINED_CONCERNS);
    concerns
        .flat_map(|concern| {
            places
                .iter()
                .map(|place| suggestion(locale, Some(place), Some(concern), None))
        })
        .collect()
}

fn pick<'a, T>(known: &'a [T], hits: &[Hit]) -> Vec<&'a T> {
    hits.iter().filter_map(|hit| known.get(hit.entry)).collect()
}

/// What may be meant. Words that may name a place which nobody here knows go along, so that the page asks for the place.
fn suggestion(
    locale: Locale,
    place: Option<&Place>,
    concern: Option<&Concern>,
    elsewhere: Option<&str>,
) -> Suggestion {
    let place = place.map(|place| &place.found);
    let concern = concern.map(|concern| &concern.found);
    let name = concern.map(|concern| concern.name.text(locale));
    let service = concern.and_then(|concern| concern.service.clone());
    let key = place.map(|place| place.key.clone());
    let typed: Vec<_> = name
        .filter(|_| service.is_none())
        .into_iter()
        .chain(elsewhere)
        .collect();
    let search = Search {
        text: typed.join(" "),
        place: key.clone(),
        service: service.clone(),
    };
    let (area, authority) = match key {
        Some(PlaceKey::Area(area)) => (Some(area), None),
        Some(PlaceKey::Authority(slug)) => (None, Some(slug)),
        Some(PlaceKey::AreaOf(slug, area)) => (Some(area), Some(slug)),
        None => (None, None),
    };
    Suggestion {
        text: name
            .or(place.map(|place| place.name.as_str()))
            .unwrap_or_default()
            .to_owned(),
        detail: match (concern, place) {
            (Some(_), Some(place)) => Some(place.full_name()),
            (None, Some(place)) => place.district.clone(),
            _ => None,
        },
        place: area,
        authority,
        service,
        address: search.address(locale),
    }
}
