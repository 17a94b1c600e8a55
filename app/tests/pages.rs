//! Every page in every language: its frame, its links, and what must not be in it.
#![expect(clippy::expect_used, reason = "a test whose fixture is broken fails")]

use std::sync::Arc;

use app::pages::{self, Fault};
use app::{Assets, Context, Operator, Site};
use domain::api::{Authority, Department};
use domain::search::{Finding, FoundConcern, FoundPlace, Outcome, PlaceKey, Register, Search, Target};
use domain::{AuthorityId, Bytes, DepartmentId, Localized};
use locales::Locale;

const HOSTILE: &str = "<script>alert(1)</script>\"'&<b onclick=x style=y>";

fn authority(name: &str) -> Authority {
    let text = |text: &str| Localized {
        de: text.to_owned(),
        en: None,
    };
    Authority {
        id: AuthorityId::random(&mut rand_core::OsRng),
        slug: "musterstadt".parse().expect("a slug"),
        name: name.to_owned(),
        root: Bytes(vec![7; 32]),
        telephone: Some("02131 / 90-0".to_owned()),
        departments: vec![Department {
            id: DepartmentId::random(&mut rand_core::OsRng),
            slug: "buergerbuero".parse().expect("a slug"),
            name: text(name),
            description: text(name),
            contact: domain::directory::Contact::default(),
            promise_days: None,
        }],
    }
}

fn site() -> Site {
    Site {
        name: "Siegelpost".to_owned(),
        origin: "https://post.example.org".to_owned(),
        operator: Operator {
            address: vec!["Stadt Musterstadt".to_owned(), "Rathausplatz 1".to_owned()],
            telephone: Some("02131 / 90-0".to_owned()),
            email: Some("portal@example.org".to_owned()),
        },
        assets: Assets::from_manifest(r#"{"public.css":"public.1a2b.css"}"#).expect("a manifest"),
    }
}

/// Name, language and HTML of every page, for an authority and department of this name.
fn all(name: &str) -> Vec<(&'static str, Locale, String)> {
    let site = Arc::new(site());
    let authority = authority(name);
    let several = [authority.clone(), authority.clone()];
    let target = Target {
        authority: authority.clone(),
        department: authority.departments[0].clone(),
    };
    let searched = Search {
        text: name.to_owned(),
        ..Search::default()
    };
    let found = |context: &dyn Fn(&str) -> Context, search: &Search, outcome| {
        let finding = Finding {
            place: (outcome != Outcome::WhichPlace(Vec::new())).then(|| place(name)),
            concern: Some(concern(name)),
            description: Some(concern(name).name),
            elsewhere: Some(name.to_owned()),
            outcome,
        };
        pages::find(&context(&search.path()), search, &finding)
    };
    let pages = |locale| {
        let context = |path: &str| Context {
            locale,
            path: path.to_owned(),
            frame: None,
            site: site.clone(),
        };
        [
            (
                "start",
                pages::start(&context(""), Some(std::slice::from_ref(&authority))),
            ),
            ("start of several", pages::start(&context(""), Some(&several))),
            ("start of none", pages::start(&context(""), Some(&[]))),
            ("start of many", pages::start(&context(""), None)),
            (
                "all authorities",
                pages::register(
                    &context("/authorities"),
                    &Register {
                        count: 1,
                        initials: Vec::new(),
                        initial: None,
                        names: vec![(authority.slug.clone(), name.to_owned())],
                    },
                ),
            ),
            (
                "authorities with an initial",
                pages::register(
                    &context("/authorities?initial=M"),
                    &Register {
                        count: 101,
                        initials: vec!['#', 'M'],
                        initial: Some('M'),
                        names: vec![(authority.slug.clone(), name.to_owned())],
                    },
                ),
            ),
            (
                "departments",
                pages::departments(&context("/a/musterstadt"), &authority, None),
            ),
            (
                "compose",
                pages::compose(
                    &context("/a/musterstadt/buergerbuero"),
                    &authority,
                    &authority.departments[0],
                ),
            ),
            (
                "found",
                found(&context, &searched, Outcome::InCharge(vec![target.clone()])),
            ),
            (
                "found several",
                found(
                    &context,
                    &searched,
                    Outcome::InCharge(vec![target.clone(), target.clone()]),
                ),
            ),
            (
                "found fallback",
                found(&context, &searched, Outcome::Fallback(vec![target.clone()])),
            ),
            (
                "found places",
                found(&context, &searched, Outcome::WhichPlace(vec![place(name)])),
            ),
            (
                "found no place",
                found(&context, &searched, Outcome::WhichPlace(Vec::new())),
            ),
            (
                "found concerns",
                found(&context, &searched, Outcome::WhichConcern(vec![concern(name)])),
            ),
            (
                "found authorities",
                found(&context, &searched, Outcome::Authorities(vec![authority.clone()])),
            ),
            (
                "found nobody",
                found(&context, &searched, Outcome::Nobody(vec![authority.clone()])),
            ),
            ("found nothing", found(&context, &searched, Outcome::Nothing)),
            ("thread", pages::thread(&context("/return"))),
            ("about", pages::about(&context("/about"))),
            ("accessibility", pages::accessibility(&context("/accessibility"))),
            (
                "not found",
                pages::fault(&context("/x"), Fault::NotFound, Some(&authority)),
            ),
            (
                "too many",
                pages::fault(&context(""), Fault::TooManyRequests, None),
            ),
            ("internal", pages::fault(&context(""), Fault::Internal, None)),
            (
                "unavailable",
                pages::fault(&context(""), Fault::Unavailable, None),
            ),
        ]
        .map(|(page, html)| (page, locale, html))
    };
    Locale::ALL.into_iter().flat_map(pages).collect()
}

fn place(name: &str) -> FoundPlace {
    FoundPlace {
        key: PlaceKey::Area("05162016".parse().expect("a key")),
        name: name.to_owned(),
        district: Some(name.to_owned()),
    }
}

fn concern(name: &str) -> FoundConcern {
    FoundConcern {
        service: None,
        name: Localized {
            de: name.to_owned(),
            en: None,
        },
    }
}

/// Whether it has the search box with its suggestions.
fn suggests(html: &str) -> bool {
    html.contains("id=\"finder\"")
}

fn is_island(page: &str) -> bool {
    matches!(page, "compose" | "thread")
}

/// The values of an attribute, wherever it stands.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let begin = format!(" {name}=\"");
    html.match_indices(&begin)
        .filter_map(|(at, _)| html[at + begin.len()..].split('"').next())
        .collect()
}

/// The opening tags, without the text between them.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<').skip(1).filter_map(|rest| rest.split('>').next())
}

#[test]
fn every_page_has_one_heading_its_language_a_title_and_its_landmarks() {
    for (page, locale, html) in all("Bürgerbüro") {
        assert!(html.starts_with("<!DOCTYPE html>"), "{page} {locale}");
        assert_eq!(html.matches("<h1").count(), 1, "{page} {locale}");
        assert!(
            html.contains(&format!("<html lang=\"{locale}\"")),
            "{page} {locale}"
        );
        assert!(html.contains(" – Siegelpost</title>"), "{page} {locale}");
        for landmark in ["<header", "<main", "<footer"] {
            assert!(html.contains(landmark), "{page} {locale} {landmark}");
        }
        assert!(
            html.contains("href=\"#content\"") && html.contains("id=\"content\""),
            "{page} {locale}"
        );
        assert!(html.contains("/assets/public.1a2b.css"), "{page} {locale}");
    }
}

#[test]
fn pages_that_are_only_read_ship_no_script() {
    for (page, locale, html) in all("Bürgerbüro") {
        let scripts: Vec<_> = tags(&html).filter(|tag| tag.starts_with("script")).collect();
        let boot = "script type=\"module\" src=\"/assets/islands_boot.js\"";
        let pin = "script src=\"/assets/pin.js\"";
        if suggests(&html) {
            assert_eq!(scripts, [boot], "{page} {locale}");
            assert!(
                !html.contains("preload"),
                "{page} {locale}: nobody has turned to the box yet"
            );
        } else if is_island(page) {
            let at_authority = page == "compose";
            assert_eq!(scripts.contains(&pin), at_authority, "{page} {locale}");
            assert_eq!(scripts.len(), 1 + usize::from(at_authority), "{page} {locale}");
            assert!(scripts.contains(&boot), "{page} {locale}");
            assert!(
                html.contains("name=\"robots\" content=\"noindex\""),
                "{page} {locale}"
            );
        } else {
            // A pin goes along on the way to a department.
            let expected: &[_] = if page == "departments" { &[pin] } else { &[] };
            assert_eq!(scripts, expected, "{page} {locale}");
            assert!(!html.contains("data-props"), "{page} {locale}");
        }
    }
}

#[test]
fn ids_are_unique_and_whatever_names_one_leads_to_it() {
    for (page, locale, html) in all("Bürgerbüro") {
        let ids = attributes(&html, "id");
        for (at, id) in ids.iter().enumerate() {
            assert!(!ids[..at].contains(id), "{page} {locale}: {id} twice");
        }
        for name in ["for", "aria-labelledby", "aria-describedby"] {
            for id in attributes(&html, name)
                .into_iter()
                .flat_map(str::split_whitespace)
            {
                assert!(ids.contains(&id), "{page} {locale}: {name}={id}");
            }
        }
    }
}

#[test]
fn nothing_inline_acts_or_styles() {
    for name in ["Bürgerbüro", HOSTILE] {
        for (page, locale, html) in all(name) {
            for tag in tags(&html) {
                for attribute in [" style=", " onclick=", " onload=", " onsubmit=", " onerror="] {
                    assert!(
                        !outside_quotes(tag).contains(attribute),
                        "{page} {locale} {attribute}: {tag}"
                    );
                }
            }
            assert!(!html.contains("<style"), "{page} {locale}");
        }
    }
}

/// A tag without the values of its attributes.
fn outside_quotes(tag: &str) -> String {
    tag.split('"').step_by(2).collect()
}

#[test]
fn a_hostile_name_is_text_wherever_it_stands() {
    for (page, locale, html) in all(HOSTILE) {
        assert!(!html.contains("<script>alert"), "{page} {locale}");
        assert!(!html.contains("<b onclick"), "{page} {locale}");
    }
    let (_, _, html) = &all(HOSTILE)[0];
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn every_link_stays_on_the_portal() {
    for (page, locale, html) in all("Bürgerbüro") {
        let targets = attributes(&html, "href")
            .into_iter()
            .chain(attributes(&html, "src"));
        for target in targets {
            let local = target.starts_with('/') && !target.starts_with("//");
            assert!(
                local
                    || target.starts_with('#')
                    || target.starts_with("tel:")
                    || target.starts_with("mailto:"),
                "{page} {locale}: {target}"
            );
        }
    }
}

#[test]
fn the_switch_of_languages_keeps_the_page() {
    for (page, locale, html) in all("Bürgerbüro") {
        let expected = match page {
            _ if page.starts_with("found") => "/find?q=B%C3%BCrgerb%C3%BCro",
            "all authorities" => "/authorities",
            "authorities with an initial" => "/authorities?initial=M",
            "departments" => "/a/musterstadt",
            "compose" => "/a/musterstadt/buergerbuero",
            "thread" => "/return",
            "about" => "/about",
            "accessibility" => "/accessibility",
            _ => "",
        };
        for other in Locale::ALL {
            let link = format!("href=\"/{other}{expected}\" hreflang=\"{other}\" lang=\"{other}\"");
            assert!(html.contains(&link), "{page} {locale}: {link}");
        }
    }
}

#[test]
fn no_form_but_the_search_box_can_send_anything_without_its_island() {
    for (page, locale, html) in all("Bürgerbüro") {
        let mut rest = html.clone();
        if let Some((before, form)) = html.split_once("<form role=\"search\"") {
            let (form, after) = form.split_once("</form>").expect("the form's end");
            assert!(
                form.contains(&format!(" method=\"get\" action=\"/{locale}/find\"")),
                "{page} {locale}"
            );
            rest = format!("{before}{after}");
        }
        for tag in tags(&rest) {
            let element = tag.split_whitespace().next().unwrap_or_default();
            if matches!(element, "input" | "textarea" | "select" | "button") {
                assert!(!tag.contains(" name="), "{page} {locale}: {tag}");
                assert!(!tag.contains(" formaction="), "{page} {locale}: {tag}");
            }
            if element == "form" {
                assert!(!tag.contains(" action="), "{page} {locale}: {tag}");
            }
            if element == "button" && tag.contains("type=\"submit\"") {
                assert!(tag.contains(" disabled"), "{page} {locale}: {tag}");
            }
        }
    }
}

#[test]
fn german_texts_on_a_page_in_another_language_are_marked() {
    let english: Vec<_> = all("Bürgerbüro")
        .into_iter()
        .filter(|(page, locale, _)| *locale == Locale::En && matches!(*page, "departments" | "compose"))
        .collect();
    assert_eq!(english.len(), 2);
    for (page, _, html) in english {
        assert!(
            tags(&html).any(|tag| tag.contains("lang=\"de\"") && !tag.contains("hreflang")),
            "{page}"
        );
    }
}

#[test]
fn a_telephone_number_can_be_called() {
    for (page, locale, html) in all("Bürgerbüro") {
        if matches!(page, "start" | "departments" | "compose" | "accessibility") {
            assert!(html.contains("href=\"tel:02131900\""), "{page} {locale}");
        }
    }
}
