use super::*;

const PLACES: &[(&str, &str, u32)] = &[
    ("Kaarst", "Rhein-Kreis Neuss", 1),
    ("Neuss", "Rhein-Kreis Neuss", 1),
    ("Rhein-Kreis Neuss", "", 2),
    ("Neuenkirchen", "Kreis Steinfurt", 1),
    ("Neuenkirchen", "Heidekreis", 1),
    ("Neuenkirchen-Vörden", "Landkreis Vechta", 1),
    ("Neunkirchen", "Saarland", 1),
    ("Mönchengladbach", "", 1),
    ("Sankt Augustin", "Rhein-Sieg-Kreis", 1),
    ("Frankfurt am Main", "", 3),
    ("Frankfurt (Oder)", "", 2),
    ("Essen", "", 1),
];

const CONCERNS: &[&[&str]] = &[
    &["Wohngeld", "Housing benefit", "Mietzuschuss"],
    &["Sperrmüll", "Bulky waste"],
    &["Personalausweis", "Identity card", "Perso"],
    &["Wohnsitz anmelden", "Register a residence"],
    &["Elterngeld", "Parental allowance"],
    &["Hundesteuer", "Dog tax"],
    &["Bürgerbüro"],
    &["Essen auf Rädern"],
];

fn index() -> Index {
    let places = PLACES.iter().map(|(name, district, rank)| Entry {
        names: vec![(*name).to_owned()],
        qualifiers: vec![(*district).to_owned()],
        rank: *rank,
    });
    let concerns = CONCERNS.iter().map(|names| Entry {
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        ..Entry::default()
    });
    Index::new(places, concerns)
}

/// The best place and the best concern by their names, where the query names them.
fn best(query: &str) -> (&'static str, &'static str) {
    let found = index().find(query, 20);
    let place = || found.places.first().map_or("", |hit| PLACES[hit.entry].0);
    let concern = || found.concerns.first().map_or("", |hit| CONCERNS[hit.entry][0]);
    match found.reading {
        Reading::Nothing => ("", ""),
        Reading::Place => (place(), ""),
        Reading::Concern => ("", concern()),
        Reading::Both => (place(), concern()),
    }
}

#[test]
fn a_query_is_split_into_place_and_concern() {
    for query in [
        "Wohngeld Kaarst",
        "kaarst wohngeld",
        "Wo kann ich in Kaarst Wohngeld beantragen?",
        "Kaarts Wonhgeld",
        "WOHNGELD, KAARST",
        "Mietzuschuss in Kaarst",
        "housing benefit kaarst",
        "Wohngeldantrag Kaarst",
    ] {
        assert_eq!(best(query), ("Kaarst", "Wohngeld"), "{query}");
    }
    assert_eq!(
        best("Sankt Augustin Perso"),
        ("Sankt Augustin", "Personalausweis")
    );
    assert_eq!(
        best("St. Augustin Hunde Steuer"),
        ("Sankt Augustin", "Hundesteuer")
    );
}

#[test]
fn typing_errors_and_missing_umlauts_are_forgiven() {
    for (query, place) in [
        ("Kaarts", "Kaarst"),
        ("Karst", "Kaarst"),
        ("monchengladbach", "Mönchengladbach"),
        ("Moenchengladbach", "Mönchengladbach"),
        ("Mönchengladbch", "Mönchengladbach"),
        ("mönchen", "Mönchengladbach"),
    ] {
        assert_eq!(best(query), (place, ""), "{query}");
    }
    for query in ["sperrmuell", "Sperrmüll", "sperrmull", "Spermüll", "sperr"] {
        assert_eq!(best(query), ("", "Sperrmüll"), "{query}");
    }
}

#[test]
fn compounds_are_found_by_their_parts_and_by_what_contains_them() {
    for (query, concern) in [
        ("müll", "Sperrmüll"),
        ("muell", "Sperrmüll"),
        ("Sperrmüllabholung", "Sperrmüll"),
        ("Gartensperrmüll", "Sperrmüll"),
        ("Ausweis", "Personalausweis"),
        ("Ausweise", "Personalausweis"),
        ("Anmeldung", "Wohnsitz anmelden"),
        ("steuer", "Hundesteuer"),
    ] {
        assert_eq!(best(query), ("", concern), "{query}");
    }
}

#[test]
fn a_whole_name_comes_before_a_part_and_an_exact_one_before_a_similar_one() {
    let found = index().find("Neuenkirchen", 20);
    let names: Vec<_> = found.places.iter().map(|hit| PLACES[hit.entry].0).collect();
    assert_eq!(names, ["Neuenkirchen", "Neuenkirchen", "Neuenkirchen-Vörden"]);
    let best: Vec<_> = found
        .places
        .iter()
        .map(|hit| hit.is_best && hit.is_exact)
        .collect();
    assert_eq!(best, [true, true, false]);
    assert_eq!(self::best("Neunkirchen").0, "Neunkirchen");
}

#[test]
fn the_district_tells_places_of_one_name_apart_and_is_not_found_alone() {
    let found = index().find("Neuenkirchen Steinfurt", 20);
    let best: Vec<_> = found.places.iter().filter(|hit| hit.is_best).collect();
    assert_eq!(best.len(), 1);
    assert_eq!(PLACES[best[0].entry].1, "Kreis Steinfurt");
    let places = index().find("Heidekreis", 20).places;
    assert!(places.is_empty(), "{places:?}");
}

#[test]
fn of_two_that_fit_alike_the_larger_comes_first() {
    assert_eq!(best("Frankfurt"), ("Frankfurt am Main", ""));
    assert_eq!(best("Frankfurt Oder"), ("Frankfurt (Oder)", ""));
    assert_eq!(best("Neuss").0, "Neuss");
}

#[test]
fn a_word_that_is_a_place_and_part_of_a_concern_is_taken_for_the_whole() {
    assert_eq!(best("Essen"), ("Essen", ""));
    assert_eq!(best("Essen auf Rädern"), ("", "Essen auf Rädern"));
    assert_eq!(best("Essen auf Rädern Kaarst"), ("Kaarst", "Essen auf Rädern"));
}

#[test]
fn what_is_unknown_is_not_guessed() {
    for query in ["", "  ", "xyzzy", "ab", "🦀", "😀 wwwwwwww", "%", "\u{0}"] {
        assert_eq!(best(query), ("", ""), "{query:?}");
    }
    let found = index().find("Kaarst Raumfahrtgenehmigung", 20);
    assert_eq!(found.reading, Reading::Place);
    assert!(found.has_unread);
    assert!(!index().find("Kaarst Wohngeld", 20).has_unread);
}

#[test]
fn of_the_words_that_are_unknown_those_that_may_name_a_place_are_told() {
    for (query, unknown) in [
        ("Wohngeld in Berlin-Mitte", &["berlin", "mitte"][..]),
        ("10115 Wohngeld", &["10115"]),
        ("Wo kann ich Wohngeld beantragen", &[]),
        ("Wohngeld verlängern 2026", &[]),
        ("Wohngeld Kaarst", &[]),
    ] {
        assert_eq!(index().find(query, 20).unknown_places, unknown, "{query}");
    }
}

#[test]
fn an_endless_query_is_read_in_part() {
    let long = "wohngeld ".repeat(500) + &"x".repeat(5000);
    assert_eq!(best(&long), ("", "Wohngeld"));
    assert_eq!(index().find("e", 3).places, []);
}
