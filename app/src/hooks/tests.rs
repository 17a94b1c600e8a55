use std::sync::Arc;

use domain::api::{Authority, Department};
use domain::{AuthorityId, Bytes, DepartmentId, Locale, Localized};
use rand_core::OsRng;

use super::*;
use crate::{Context, Site, pages};

fn context(locale: Locale, path: &str) -> Context {
    Context {
        locale,
        path: path.to_owned(),
        frame: None,
        site: Arc::new(Site::default()),
    }
}

fn authority() -> Authority {
    let name = Localized {
        de: "Bürgerbüro".to_owned(),
        en: None,
    };
    let department = Department {
        id: DepartmentId::random(&mut OsRng),
        slug: "buergerbuero".parse().unwrap(),
        name: name.clone(),
        description: name,
        contact: domain::directory::Contact::default(),
        promise_days: None,
    };
    Authority {
        id: AuthorityId::random(&mut OsRng),
        slug: "musterstadt".parse().unwrap(),
        name: "Stadt Musterstadt".to_owned(),
        root: Bytes(vec![7; 32]),
        telephone: Some("02131 / 90-0".to_owned()),
        departments: vec![department],
    }
}

fn compose_page(locale: Locale) -> String {
    let authority = authority();
    pages::compose(
        &context(locale, "/a/musterstadt/buergerbuero"),
        &authority,
        &authority.departments[0],
    )
}

fn of_fields(fields: &[&str]) -> Vec<String> {
    let names = |id: &&str| [(*id).to_owned(), form::field(id), form::error(id)];
    fields.iter().flat_map(names).collect()
}

fn of_text(id: &str) -> [String; 2] {
    [form::count(id), form::said(id)]
}

fn of_files(id: &str) -> [String; 2] {
    [form::list(id), form::said(id)]
}

fn all(names: &[&[&str]]) -> Vec<String> {
    names.concat().into_iter().map(str::to_owned).collect()
}

fn of_a_conversation() -> Vec<String> {
    let mut ids = all(&[thread::ALL, form::ALL]);
    let fields = of_fields(&[thread::CODE, thread::REPLY, thread::REPLY_FILES, thread::EMAIL]);
    ids.extend(fields);
    ids.extend(of_text(thread::REPLY));
    ids.extend(of_files(thread::REPLY_FILES));
    ids
}

fn of_a_first_message() -> Vec<String> {
    let mut ids = all(&[compose::ALL, receipt::ALL]);
    ids.extend(of_fields(&compose::CHECKED));
    ids.extend(of_fields(&[receipt::PROOF]));
    ids.extend(of_text(compose::TEXT));
    ids.extend(of_files(compose::FILES));
    ids.extend(compose::CHECKED.map(compose::checked));
    ids.extend(compose::CHECKED.map(compose::change));
    ids
}

fn assert_has(page: &str, ids: &[String]) {
    for id in ids {
        let count = page.matches(&format!(" id=\"{id}\"")).count();
        assert_eq!(count, 1, "elements with the id {id}");
    }
}

#[test]
fn everything_that_programs_ask_for_is_on_their_pages_once() {
    for locale in Locale::ALL {
        let compose = compose_page(locale);
        assert_has(&compose, &of_a_first_message());
        assert_has(&compose, &of_a_conversation());
        assert_has(
            &pages::start(&context(locale, ""), Some(&[authority()])),
            &all(&[find::ALL]),
        );
        assert_has(&pages::thread(&context(locale, "/return")), &of_a_conversation());
    }
}

#[test]
fn every_part_that_programs_ask_for_is_on_a_page() {
    for locale in Locale::ALL {
        let page = compose_page(locale) + &pages::start(&context(locale, ""), Some(&[authority()]));
        for part in inner::ALL {
            assert!(page.contains(&format!(" data-part=\"{part}\"")), "{part}");
        }
    }
}

#[test]
fn a_code_has_a_place_for_each_group_wherever_it_stands() {
    let page = compose_page(Locale::De);
    assert_eq!(page.matches("code__group").count(), 2 * CODE_GROUPS);
}
