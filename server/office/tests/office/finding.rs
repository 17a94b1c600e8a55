use domain::api::{DepartmentChange, RouteFound};
use domain::directory::Directory;
use domain::search::{Outcome, PlaceKey, Search};
use domain::{DepartmentId, ErrorCode, Locale, Localized};
use office::Concern;
use office_fixture::{Town, World, area, service};

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
    let suggested = land.world.office.suggest(&long.text, Locale::De).await;
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

#[tokio::test]
async fn suggestions_lead_to_pages_that_find_what_they_say() {
    let land = land().await;
    let suggest = async |text: &str| {
        let suggested = land
            .world
            .office
            .suggest(text, Locale::De)
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
