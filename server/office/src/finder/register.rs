use domain::Slug;
use domain::limits::REGISTER_NAMES;
use domain::search::Register;
use search::folded;

use super::catalogue::{Catalogue, Name};

/// What stands in front of the name by which an authority is looked for, folded.
const KINDS: [&str; 24] = [
    "amt",
    "bezirk",
    "die",
    "der",
    "flecken",
    "freie",
    "gemeinde",
    "grosse",
    "hansestadt",
    "kreis",
    "kreisfreie",
    "kreisstadt",
    "kreisverwaltung",
    "landeshauptstadt",
    "landkreis",
    "markt",
    "ortsgemeinde",
    "region",
    "samtgemeinde",
    "stadt",
    "stadtverwaltung",
    "und",
    "universitaetsstadt",
    "verbandsgemeinde",
];
/// Where names stand that begin with no letter.
const OTHER: char = '#';

/// An authority's name in its place.
#[derive(Debug)]
pub(super) struct Registered {
    /// The name as it is sorted.
    key: String,
    /// The whole name as it is searched in.
    folded: String,
    slug: Slug,
    name: String,
}

impl Registered {
    fn initial(&self) -> char {
        let first = self.key.chars().next();
        first
            .filter(char::is_ascii_lowercase)
            .map_or(OTHER, |first| first.to_ascii_uppercase())
    }
}

/// Every authority by the name of its place: "Stadt Kaarst" stands under K.
pub(super) fn registered(catalogue: &Catalogue) -> Vec<Registered> {
    let mut register: Vec<_> = catalogue
        .names()
        .filter_map(|(_, name, _)| match name {
            Name::Authority(slug, name) => Some(Registered {
                key: key(name),
                folded: folded(name),
                slug: slug.clone(),
                name: name.clone(),
            }),
            _ => None,
        })
        .collect();
    register.sort_by(|one, other| (&one.key, &one.slug).cmp(&(&other.key, &other.slug)));
    register
}

fn key(name: &str) -> String {
    let folded = folded(name);
    let mut key = folded.as_str();
    while let Some((first, rest)) = key.split_once(' ') {
        if !KINDS.contains(&first) {
            break;
        }
        key = rest;
    }
    key.to_owned()
}

/// What one page shows; `None` for an initial that nobody has.
pub(super) fn shown(register: &[Registered], initial: Option<char>) -> Option<Register> {
    let mut initials: Vec<_> = register.iter().map(Registered::initial).collect();
    initials.dedup();
    if register.len() <= REGISTER_NAMES {
        initials.clear();
    }
    let initial = match initial {
        Some(initial) => Some(initial).filter(|initial| initials.contains(initial)),
        None => initials.first().copied(),
    };
    if initial.is_none() && !initials.is_empty() {
        return None;
    }
    let names = register
        .iter()
        .filter(|one| initial.is_none_or(|initial| one.initial() == initial))
        .map(|one| (one.slug.clone(), one.name.clone()));
    Some(Register {
        count: register.len(),
        names: names.collect(),
        initials,
        initial,
    })
}

/// Up to `most` authorities whose names have all words of a text, or words that begin so; those first whose place does.
pub(super) fn named(register: &[Registered], text: &str, most: usize) -> Vec<Slug> {
    let text = folded(text);
    let words: Vec<_> = text.split_whitespace().collect();
    let Some(first) = words.first() else {
        return Vec::new();
    };
    let has = |name: &str, word: &&str| name.split(' ').any(|part| part.starts_with(*word));
    let mut found: Vec<_> = register
        .iter()
        .filter(|one| words.iter().all(|word| has(&one.folded, word)))
        .collect();
    found.sort_by_key(|one| !one.key.starts_with(first));
    found.truncate(most);
    found.into_iter().map(|one| one.slug.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register(names: &[String]) -> Vec<Registered> {
        let mut catalogue = Catalogue::default();
        for (number, name) in (1_u128..).zip(names) {
            catalogue.change(store::AuthorityNames {
                authority: domain::AuthorityId(uuid::Uuid::from_u128(number)),
                slug: format!("a-{number}").parse().unwrap(),
                name: name.clone(),
                areas: Vec::new(),
                services: Vec::new(),
                departments: Vec::new(),
            });
        }
        registered(&catalogue)
    }

    #[test]
    fn authorities_stand_under_the_name_of_their_place() {
        let names = [
            "Stadt Kaarst",
            "Öhringen",
            "Freie und Hansestadt Hamburg",
            "Markt",
            "4 Berge",
        ];
        let register = register(&names.map(str::to_owned));
        let page = shown(&register, None).unwrap();
        let shown_names: Vec<_> = page.names.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(
            shown_names,
            [
                "4 Berge",
                "Freie und Hansestadt Hamburg",
                "Stadt Kaarst",
                "Markt",
                "Öhringen"
            ]
        );
        assert_eq!((page.initials.as_slice(), page.initial), ([].as_slice(), None));
    }

    #[test]
    fn names_are_found_by_the_beginnings_of_their_words() {
        let names = [
            "Kreis Neuss",
            "Stadt Neuss",
            "Stadt Bad Münstereifel",
            "Neustadt",
            "Kreis Düren",
        ];
        let register = register(&names.map(str::to_owned));
        let found = |text: &str| {
            let slugs = named(&register, text, 2);
            let name = |slug: &Slug| names[slug.as_str()[2..].parse::<usize>().unwrap() - 1];
            slugs.iter().map(name).collect::<Vec<_>>()
        };
        assert_eq!(found("neuss"), ["Kreis Neuss", "Stadt Neuss"]);
        assert_eq!(found("stadt neu"), ["Stadt Neuss"]);
        assert_eq!(found("Muenster"), ["Stadt Bad Münstereifel"]);
        assert_eq!(found("kreis"), ["Kreis Düren", "Kreis Neuss"]);
        assert_eq!(found("ne").len(), 2, "as many as are wanted");
        assert!(found(" ").is_empty() && found("stadt Aachen").is_empty());
    }

    #[test]
    fn many_are_shown_by_their_initial() {
        let names: Vec<_> = (0..=REGISTER_NAMES)
            .map(|number| format!("Stadt {}dorf {number}", ["A", "Ü", "9"][number % 3]))
            .collect();
        let register = register(&names);
        let page = shown(&register, None).unwrap();
        assert_eq!((page.initials, page.initial), (vec!['#', 'A', 'U'], Some('#')));
        let page = shown(&register, Some('U')).unwrap();
        assert_eq!((page.count, page.initial), (REGISTER_NAMES + 1, Some('U')));
        assert!(page.names.iter().all(|(_, name)| name.contains("Ü")));
        assert!(shown(&register, Some('B')).is_none());
    }
}
