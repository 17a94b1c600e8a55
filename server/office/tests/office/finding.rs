use domain::api::{DepartmentChange, RouteFound};
use domain::directory::Directory;
use domain::search::{Outcome, PlaceKey, Search};
use domain::{DepartmentId, ErrorCode, Locale, Localized};
use office::Concern;
use office_fixture::{Town, World, area, service};
use store::ChangeDepartmentOutcome;

use crate::{refusal, town};

const HOUSING: &str = "99107023017000";

/// Two towns in one district, which has an authority of its own, and a town elsewhere without a directory.
struct Land {
    world: World,
    kaarst: Town,
    housing: DepartmentId,
    office: DepartmentId,
    waste: DepartmentId,
}

async fn land() -> Land {
    let world = World::new().await;
    let kaarst = world.town("kaarst").await;
    let housing = world.department(&kaarst, "wohngeldstelle").await;
    let office = world.department(&kaarst, "buergerbuero").await;
    let district = world.town("neuss").await;
    let waste = world.department(&district, "abfallwirtschaft").await;
    let other = world.town("elsewhere").await;
    world.department(&other, "buergerbuero").await;
    world
        .set_directory(
            &kaarst,
            Directory {
                fallback: Some(office),
                areas: vec![area("05162016", "Kaarst", "Rhein-Kreis Neuss")],
                services: vec![service(
                    HOUSING,
                    "Wohngeld",
                    &["Mietzuschuss"],
                    &[("05162016", housing)],
                )],
                ..Directory::default()
            },
        )
        .await;
    world
        .set_directory(
            &district,
            Directory {
                areas: vec![
                    area("05162", "Rhein-Kreis Neuss", ""),
                    area("05162024", "Neuss", "Rhein-Kreis Neuss"),
                    area("03358016", "Neuenkirchen", "Heidekreis"),
                    area("05566048", "Neuenkirchen", "Kreis Steinfurt"),
                ],
                services: vec![
                    service("sperrmuell", "Sperrmüll", &[], &[("05162", waste)]),
                    service(HOUSING, "Wohngeld", &[], &[("05162", waste)]),
                ],
                ..Directory::default()
            },
        )
        .await;
    Land {
        world,
        kaarst,
        housing,
        office,
        waste,
    }
}

impl Land {
    async fn find(&self, text: &str) -> domain::search::Finding {
        let search = Search {
            text: text.to_owned(),
            ..Search::default()
        };
        self.world.office.find(&search).await.expect("the store")
    }

    /// The departments in charge.
    async fn in_charge(&self, text: &str) -> Vec<DepartmentId> {
        let outcome = self.find(text).await.outcome;
        let Outcome::InCharge(targets) = &outcome else {
            assert_eq!(outcome, Outcome::InCharge(Vec::new()), "{text}");
            return Vec::new();
        };
        targets.iter().map(|target| target.department.id).collect()
    }
}

#[tokio::test]
async fn one_place_in_a_thousand_that_differs_is_asked_about() {
    let land = land().await;
    let keys: Vec<_> = (0..1_200)
        .map(|number| format!("{:08}", 5_162_000 + number))
        .collect();
    let routes_to = |last| -> Vec<_> {
        let to = |at| if at + 1 == keys.len() { last } else { land.housing };
        keys.iter()
            .enumerate()
            .map(|(at, key)| (key.as_str(), to(at)))
            .collect()
    };
    let publish = async |routes: &[(&str, DepartmentId)]| {
        let directory = Directory {
            areas: keys
                .iter()
                .map(|key| area(key, &format!("Ort {key}"), ""))
                .collect(),
            services: vec![service("laerm", "Lärm", &[], routes)],
            ..Directory::default()
        };
        land.world.set_directory(&land.kaarst, directory).await;
    };
    publish(&routes_to(land.housing)).await;
    assert_eq!(land.in_charge("Lärm").await, [land.housing]);
    publish(&routes_to(land.office)).await;
    let outcome = land.find("Lärm").await.outcome;
    assert!(matches!(outcome, Outcome::WhichPlace(_)), "{outcome:?}");
}

#[tokio::test]
async fn an_authority_is_found_by_its_name_and_by_its_places() {
    let land = land().await;
    for (text, expected) in [
        ("kaarst", ["kaarst", "neuss"].as_slice()),
        ("Kaarts", &["kaarst", "neuss"]),
        ("elsew", &["elsewhere"]),
        ("Rhein-Kreis Neus", &["neuss"]),
        ("Neuenkirchen", &["neuss"]),
        ("Wohngeld", &[]),
        ("", &[]),
    ] {
        let found = land.world.office.find_authorities(text).await.expect("the store");
        let slugs: Vec<_> = found.iter().map(|authority| authority.slug.as_str()).collect();
        assert_eq!(slugs, expected, "{text}");
    }
}

#[tokio::test]
async fn place_and_concern_lead_to_the_department_of_the_smallest_area() {
    let land = land().await;
    for text in [
        "Wohngeld Kaarst",
        "Kaarts Wonhgeld",
        "mietzuschuss kaarst",
        "Stadt Kaarst Wohngeld",
    ] {
        assert_eq!(land.in_charge(text).await, [land.housing], "{text}");
    }
    for text in [
        "Wohngeld Neuss",
        "Sperrmüll in Kaarst",
        "sperrmuell neuss",
        "sperrmuell Rhein-Kreis Neuss",
    ] {
        assert_eq!(land.in_charge(text).await, [land.waste], "{text}");
    }
}

#[tokio::test]
async fn a_department_is_found_by_its_name_without_any_directory() {
    let land = land().await;
    let found = land.find("buergerbuero elsewhere").await;
    let Outcome::InCharge(targets) = found.outcome else {
        panic!("{found:?}");
    };
    assert_eq!(targets[0].authority.slug.as_str(), "elsewhere");
    assert_eq!(land.in_charge("Kaarst Buergerbuero").await, [land.office]);
}

#[tokio::test]
async fn a_place_that_is_not_clear_is_asked_for_and_then_taken_as_chosen() {
    let land = land().await;
    let found = land.find("Neuenkirchen Wohngeld").await;
    let Outcome::WhichPlace(places) = found.outcome else {
        panic!("{found:?}");
    };
    let districts: Vec<_> = places
        .iter()
        .filter_map(|place| place.district.as_deref())
        .collect();
    assert_eq!(districts, ["Heidekreis", "Kreis Steinfurt"]);
    assert_eq!(found.concern.expect("clear").name.de, "Wohngeld");

    let chosen = Search {
        text: "Neuenkirchen Wohngeld".to_owned(),
        place: Some(places[1].key.clone()),
        service: None,
    };
    let found = land.world.office.find(&chosen).await.expect("the store");
    assert_eq!(found.place.expect("chosen"), places[1]);
    assert!(matches!(found.outcome, Outcome::Nobody(_)), "{:?}", found.outcome);
}

#[tokio::test]
async fn a_concern_without_a_place_is_asked_about_unless_one_authority_serves_it() {
    let land = land().await;
    assert_eq!(land.in_charge("Sperrmüll").await, [land.waste]);
    let found = land.find("Wohngeld").await;
    let Outcome::WhichPlace(places) = found.outcome else {
        panic!("{found:?}");
    };
    let keys: Vec<_> = places.iter().map(|place| place.key.clone()).collect();
    assert_eq!(
        keys,
        ["kaarst", "neuss"].map(|slug| PlaceKey::Authority(slug.parse().expect("a slug")))
    );
}

/// The only authority that serves a concern is not in charge of a place that it does not know.
#[tokio::test]
async fn a_place_that_nobody_knows_is_asked_about_and_not_passed_over() {
    let land = land().await;
    for (text, elsewhere) in [
        ("Sperrmüll Berlin", "Berlin"),
        ("41564 Sperrmüll", "41564"),
        ("in Köln-Deutz Sperrmüll abholen", "Köln-Deutz"),
    ] {
        let found = land.find(text).await;
        let Outcome::WhichPlace(places) = found.outcome else {
            panic!("{found:?}");
        };
        let names: Vec<_> = places.iter().map(|place| place.key.clone()).collect();
        assert_eq!(names, [PlaceKey::Authority("neuss".parse().expect("a slug"))]);
        assert_eq!(found.elsewhere.as_deref(), Some(elsewhere));
    }
    let typed = Search {
        text: "Berlin".to_owned(),
        place: None,
        service: Some("sperrmuell".parse().expect("a key")),
    };
    let found = land.world.office.find(&typed).await.expect("the store");
    assert!(
        matches!(found.outcome, Outcome::WhichPlace(_)),
        "{:?}",
        found.outcome
    );
    let suggested = land
        .world
        .office
        .suggest("Sperrm Berlin", Locale::De, str::to_owned)
        .await;
    let suggested = suggested.expect("the store").suggestions;
    assert_eq!(suggested[0].address, "/de/find?q=Berlin&service=sperrmuell");
    assert_eq!(land.in_charge("Sperrmüll beantragen").await, [land.waste]);
    assert_eq!(land.in_charge("Wann ist Sperrmüll 2026").await, [land.waste]);
}

#[tokio::test]
async fn where_an_authority_has_another_department_in_each_place_the_place_is_asked_for() {
    let (world, town) = town().await;
    let north = world.department(&town, "wohngeld-nord").await;
    let south = world.department(&town, "wohngeld-sued").await;
    let areas = [
        ("05162", "Rhein-Kreis Neuss"),
        ("05162004", "Dormagen"),
        ("05162016", "Kaarst"),
        ("05162020", "Korschenbroich"),
    ];
    let set = async |routes: &[(&str, DepartmentId)]| {
        let directory = Directory {
            areas: areas.map(|(key, name)| area(key, name, "")).to_vec(),
            services: vec![service(HOUSING, "Wohngeld", &[], routes)],
            ..Directory::default()
        };
        world.set_directory(&town, directory).await;
    };
    let find = async |place: Option<PlaceKey>| {
        let search = Search {
            text: "Wohngeld".to_owned(),
            place,
            service: None,
        };
        world.office.find(&search).await.expect("the store")
    };
    let asked = async |place: Option<PlaceKey>| match find(place).await.outcome {
        Outcome::WhichPlace(places) => places,
        Outcome::InCharge(targets) => panic!("{} in charge", targets.len()),
        outcome => panic!("{outcome:?}"),
    };
    let in_charge = async |place: Option<PlaceKey>| match find(place).await.outcome {
        Outcome::InCharge(targets) => targets.iter().map(|target| target.department.id).collect(),
        outcome => panic!("{outcome:?}"),
    };
    let names = |places: &[domain::search::FoundPlace]| -> Vec<String> {
        places.iter().map(|place| place.name.clone()).collect()
    };

    set(&[("05162016", north), ("05162004", south)]).await;
    let places = asked(None).await;
    assert_eq!(names(&places), ["Dormagen", "Kaarst"]);
    for (place, department) in places.iter().zip([south, north]) {
        let found: Vec<DepartmentId> = in_charge(Some(place.key.clone())).await;
        assert_eq!(found, [department], "{}", place.name);
    }
    let authority = PlaceKey::Authority(town.name.parse().expect("a slug"));
    assert_eq!(asked(Some(authority.clone())).await, places);
    let typed = Search {
        text: "Wohngeld Dormagen".to_owned(),
        place: Some(authority.clone()),
        service: None,
    };
    let found = world.office.find(&typed).await.expect("the store");
    assert_eq!(
        found.place.as_ref(),
        places.first(),
        "the place need not be asked for"
    );
    assert!(matches!(found.outcome, Outcome::InCharge(targets) if targets[0].department.id == south));

    // One for the district, another for one town in it: all its places have somebody.
    set(&[("05162", north), ("05162004", south)]).await;
    let all = ["Dormagen", "Kaarst", "Korschenbroich", "Rhein-Kreis Neuss"];
    assert_eq!(names(&asked(None).await), all);

    // The same in every place: one of them is chosen, or there is but one.
    set(&[("05162004", south), ("05162016", south)]).await;
    let found: Vec<DepartmentId> = in_charge(None).await;
    assert_eq!(found, [south]);
    set(&[
        ("05162004", south),
        ("05162004", north),
        ("05162016", north),
        ("05162016", south),
    ])
    .await;
    let found: Vec<DepartmentId> = in_charge(Some(authority)).await;
    assert_eq!(found.len(), 2);
}

#[tokio::test]
async fn of_more_places_than_can_be_chosen_from_one_is_typed() {
    let (world, town) = town().await;
    let north = world.department(&town, "wohngeld-nord").await;
    let south = world.department(&town, "wohngeld-sued").await;
    let keys: Vec<_> = (1..=60).map(|number| format!("05162{number:03}")).collect();
    let routes: Vec<_> = keys
        .iter()
        .enumerate()
        .map(|(number, key)| (key.as_str(), if number == 59 { south } else { north }))
        .collect();
    let directory = Directory {
        areas: keys
            .iter()
            .map(|key| area(key, &format!("Dorf {key}"), ""))
            .collect(),
        services: vec![service(HOUSING, "Wohngeld", &[], &routes)],
        ..Directory::default()
    };
    world.set_directory(&town, directory).await;
    let find = async |text: &str| {
        let search = Search {
            text: text.to_owned(),
            place: None,
            service: Some(HOUSING.parse().expect("a key")),
        };
        world.office.find(&search).await.expect("the store").outcome
    };
    assert_eq!(find("").await, Outcome::WhichPlace(Vec::new()));
    let Outcome::InCharge(targets) = find("Dorf 05162060").await else {
        panic!("nobody in charge");
    };
    assert_eq!(targets[0].department.id, south);
}

#[tokio::test]
async fn what_nobody_serves_goes_to_the_fallback_of_the_smallest_area_that_has_one() {
    let land = land().await;
    let found = land.find("Raumfahrtgenehmigung Kaarst").await;
    let Outcome::Fallback(targets) = found.outcome else {
        panic!("{found:?}");
    };
    assert_eq!(targets[0].department.id, land.office);
    assert_eq!(found.concern, None);
    let found = land.find("Raumfahrtgenehmigung Neuss").await;
    let Outcome::Nobody(authorities) = found.outcome else {
        panic!("{found:?}");
    };
    assert_eq!(authorities[0].slug.as_str(), "neuss");
}

#[tokio::test]
async fn whoever_asks_one_authority_gets_its_fallback_wherever_it_is_in_charge() {
    let (world, town) = town().await;
    let office = world.department(&town, "buergerbuero").await;
    let keys: Vec<_> = (1..=60).map(|number| format!("05162{number:03}")).collect();
    let areas: Vec<_> = keys
        .iter()
        .map(|key| area(key, &format!("Dorf {key}"), ""))
        .collect();
    for name in ["dorf-1", "dorf-2", "dorf-3"] {
        let other = world.town(name).await;
        let directory = Directory {
            areas: areas.clone(),
            ..Directory::default()
        };
        world.set_directory(&other, directory).await;
    }
    let search = Search {
        text: "Raumfahrt".to_owned(),
        place: Some(PlaceKey::Authority(town.name.parse().expect("a slug"))),
        service: None,
    };
    for areas in [areas, Vec::new()] {
        let directory = Directory {
            fallback: Some(office),
            areas,
            ..Directory::default()
        };
        world.set_directory(&town, directory).await;
        let found = world.office.find(&search).await.expect("the store");
        assert!(
            matches!(&found.outcome, Outcome::Fallback(targets) if targets[0].department.id == office),
            "{found:?}"
        );
    }
}

/// An AGS does not tell the Verband, and nobody types an ARS.
#[tokio::test]
async fn what_a_verband_does_is_found_from_each_of_its_places() {
    let (world, town) = town().await;
    let office = world.department(&town, "amt").await;
    let directory = Directory {
        areas: vec![
            area("010515166", "Amt Burg-St. Michaelisdonn", ""),
            area("010515166021", "Burg", "Kreis Dithmarschen"),
            area("01051044", "Heide", "Kreis Dithmarschen"),
        ],
        services: vec![service("laerm", "Lärm", &[], &[("010515166", office)])],
        ..Directory::default()
    };
    world.set_directory(&town, directory).await;
    let outcome = async |text: &str| {
        let search = Search {
            text: text.to_owned(),
            ..Search::default()
        };
        world.office.find(&search).await.expect("the store").outcome
    };
    let found = outcome("Lärm Burg").await;
    assert!(
        matches!(&found, Outcome::InCharge(targets) if targets[0].department.id == office),
        "{found:?}"
    );
    assert!(matches!(outcome("Lärm Heide").await, Outcome::Nobody(_)));
    for (area, expected) in [
        ("01051021", RouteFound::Department),
        ("010515166021", RouteFound::Department),
        ("010515166999", RouteFound::Department),
        ("01051044", RouteFound::Nothing),
    ] {
        let concern = Concern {
            service: "laerm".parse().expect("a key"),
            area: area.parse().expect("a key"),
            authority: None,
        };
        let answer = world.office.find_route(&concern).await.expect("the store");
        assert_eq!(answer.found, expected, "{area}");
    }
}

/// Pages for people and answers for other portals follow one rule.
#[tokio::test]
async fn a_fallback_is_looked_for_further_and_further_out() {
    let world = World::new().await;
    let town = world.town("kaarst").await;
    world.department(&town, "buergerbuero").await;
    let district = world.town("neuss").await;
    let office = world.department(&district, "kreishaus").await;
    let directory = |fallback, key: &str, name: &str| Directory {
        fallback,
        areas: vec![area(key, name, "")],
        ..Directory::default()
    };
    let set = async |town: &Town, directory| world.set_directory(town, directory).await;
    set(&town, directory(None, "05162016", "Kaarst")).await;
    set(&district, directory(Some(office), "05162", "Rhein-Kreis Neuss")).await;
    let search = Search {
        text: "Raumfahrt Kaarst".to_owned(),
        ..Search::default()
    };
    let Outcome::Fallback(targets) = world.office.find(&search).await.expect("the store").outcome else {
        panic!("no fallback");
    };
    let found: Vec<_> = targets.iter().map(|target| target.department.id).collect();
    assert_eq!(found, [office]);
    let concern = Concern {
        service: "raumfahrt".parse().expect("a key"),
        area: "05162016".parse().expect("a key"),
        authority: None,
    };
    let answer = world.office.find_route(&concern).await.expect("the store");
    let choices: Vec<_> = answer.choices.iter().map(|choice| choice.department.id).collect();
    assert_eq!((answer.found, choices), (RouteFound::Fallback, vec![office]));
}

#[tokio::test]
async fn a_place_alone_shows_its_authorities_the_nearest_first() {
    let land = land().await;
    let found = land.find("Kaarst").await;
    let Outcome::Authorities(authorities) = found.outcome else {
        panic!("{found:?}");
    };
    let slugs: Vec<_> = authorities
        .iter()
        .map(|authority| authority.slug.as_str())
        .collect();
    assert_eq!(slugs, ["kaarst", "neuss"]);
}

#[tokio::test]
async fn nothing_is_found_for_nothing_and_for_nonsense() {
    let land = land().await;
    assert_eq!(land.find("  ").await.outcome, Outcome::Unasked);
    assert_eq!(land.find("xyzzy").await.outcome, Outcome::Nothing);
    let long = Search {
        text: "ä".repeat(201),
        ..Search::default()
    };
    assert_eq!(refusal(land.world.office.find(&long).await), ErrorCode::TooLarge);
    let suggested = land
        .world
        .office
        .suggest(&long.text, Locale::De, str::to_owned)
        .await;
    assert_eq!(refusal(suggested), ErrorCode::TooLarge);
    let gone = Search {
        text: String::new(),
        place: Some(PlaceKey::Authority("gone".parse().expect("a slug"))),
        service: None,
    };
    let found = land.world.office.find(&gone).await.expect("the store");
    assert_eq!(found.outcome, Outcome::Nothing);
}

#[tokio::test]
async fn what_changes_in_a_directory_is_found_at_once() {
    let land = land().await;
    assert_eq!(land.in_charge("Wohngeld Kaarst").await, [land.housing]);
    let change = DepartmentChange {
        name: Localized {
            de: "Fundbüro".to_owned(),
            en: Some("Lost property".to_owned()),
        },
        description: Localized::default(),
        notice: None,
        closed: false,
    };
    let administrator = land.world.staff(land.kaarst.administrator).await;
    let changed = land
        .world
        .office
        .change_department(&administrator, land.office, change)
        .await;
    changed.expect("changed");
    assert_eq!(land.in_charge("lost property kaarst").await, [land.office]);
    land.world.set_directory(&land.kaarst, Directory::default()).await;
    assert_eq!(land.find("Mietzuschuss").await.outcome, Outcome::Nothing);
}

/// Whoever searches gets what was there before until then, and waits for nothing.
#[tokio::test]
async fn what_another_instance_changes_is_found_soon() {
    let land = land().await;
    assert_eq!(land.in_charge("Wohngeld Kaarst").await, [land.housing]);
    let change = DepartmentChange {
        name: Localized {
            de: "Fundbüro".to_owned(),
            en: None,
        },
        description: Localized::default(),
        notice: None,
        closed: false,
    };
    let (authority, now) = (land.kaarst.authority, land.world.now());
    let store = land.world.office.store();
    let changed = store.change_department(authority, land.office, change, now).await;
    assert_eq!(changed.expect("the store"), ChangeDepartmentOutcome::Changed);
    while land.find("Fundbüro").await.outcome == Outcome::Nothing {
        tokio::task::yield_now().await;
    }
    assert_eq!(land.in_charge("Fundbüro").await, [land.office]);
}

#[tokio::test]
async fn suggestions_lead_to_pages_that_find_what_they_say() {
    let land = land().await;
    let suggest = async |text: &str| {
        let suggested = land
            .world
            .office
            .suggest(text, Locale::De, str::to_owned)
            .await
            .expect("the store");
        suggested.suggestions
    };
    let both = suggest("wohng kaar").await;
    assert_eq!(both[0].text, "Wohngeld");
    assert_eq!(both[0].detail.as_deref(), Some("Kaarst (Rhein-Kreis Neuss)"));
    assert_eq!(
        both[0].address,
        format!("/de/find?place=05162016&service={HOUSING}")
    );
    let places = suggest("Neuenk").await;
    assert_eq!(places.len(), 2);
    assert_eq!(places[0].detail.as_deref(), Some("Heidekreis"));
    assert_eq!(places[0].address, "/de/find?place=03358016");
    let named = suggest("fundb").await;
    assert!(named.is_empty(), "{named:?}");
    let named = suggest("buergerb").await;
    assert_eq!(named[0].address, "/de/find?q=buergerbuero");
}

#[tokio::test]
async fn one_authority_alone_is_the_place() {
    let (world, town) = town().await;
    let department = world.department(&town, "buergerbuero").await;
    let search = Search {
        text: "Buergerbüro".to_owned(),
        ..Search::default()
    };
    let found = world.office.find(&search).await.expect("the store");
    let Outcome::InCharge(targets) = found.outcome else {
        panic!("{found:?}");
    };
    assert_eq!(targets[0].department.id, department);
}

/// Districts with their real keys; which municipality of its district it is, is invented.
const NEUENKIRCHEN: [(&str, &str); 11] = [
    ("01051901", "Kreis Dithmarschen"),
    ("03251901", "Landkreis Diepholz"),
    ("03352901", "Landkreis Cuxhaven"),
    ("03358901", "Heidekreis"),
    ("03359901", "Landkreis Stade"),
    ("03459901", "Landkreis Osnabrück"),
    ("05566901", "Kreis Steinfurt"),
    ("13071901", "Landkreis Mecklenburgische Seenplatte"),
    ("13073901", "Landkreis Vorpommern-Rügen"),
    ("13075901", "Landkreis Vorpommern-Greifswald, bei Anklam"),
    ("13075902", "Landkreis Vorpommern-Greifswald, am Ryck"),
];

#[tokio::test]
async fn eleven_places_of_one_name_are_told_apart_by_their_districts() {
    let (world, town) = town().await;
    let department = world.department(&town, "wohngeldstelle").await;
    let routes = NEUENKIRCHEN.map(|(key, _)| (key, department));
    let directory = Directory {
        areas: NEUENKIRCHEN
            .map(|(key, district)| area(key, "Neuenkirchen", district))
            .to_vec(),
        services: vec![service(HOUSING, "Wohngeld", &[], &routes)],
        ..Directory::default()
    };
    world.set_directory(&town, directory).await;
    let find = async |text: &str, place: Option<PlaceKey>| {
        let search = Search {
            text: text.to_owned(),
            place,
            service: None,
        };
        world.office.find(&search).await.expect("the store")
    };
    for text in ["Neuenkirchen", "neunkirchen wohngeld", "Wohngeld in Neuenkirchen"] {
        let Outcome::WhichPlace(places) = find(text, None).await.outcome else {
            panic!("{text}");
        };
        let districts: Vec<_> = places
            .iter()
            .filter_map(|place| place.district.as_deref())
            .collect();
        assert_eq!(districts, NEUENKIRCHEN.map(|(_, district)| district), "{text}");
    }
    for text in ["Neuenkirchen", "Wohngeld Neuenkirchen"] {
        let suggested = world
            .office
            .suggest(text, Locale::De, str::to_owned)
            .await
            .expect("the store");
        let suggestions = suggested.suggestions;
        assert_eq!(suggestions.len(), 10, "{text}");
        let all = &suggestions[9];
        assert_eq!(all.text, text);
        assert_eq!(all.address, format!("/de/find?q={}", text.replace(' ', "%20")));
    }
    for (key, district) in NEUENKIRCHEN {
        let place = PlaceKey::Area(key.parse().expect("a key"));
        let found = find("Neuenkirchen Wohngeld", Some(place)).await;
        assert_eq!(
            found.place.and_then(|place| place.district).as_deref(),
            Some(district)
        );
        assert!(
            matches!(found.outcome, Outcome::InCharge(_)),
            "{district}: {:?}",
            found.outcome
        );
        let told = find(
            &format!("Wohngeld Neuenkirchen {}", district.replace("bei", "")),
            None,
        )
        .await;
        assert_eq!(
            told.place.and_then(|place| place.district).as_deref(),
            Some(district)
        );
    }
}
