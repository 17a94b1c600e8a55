use leptos::prelude::*;

use crate::page::desk::Desk;
use crate::route::{Filter, Route};

/// The member's departments and the filter by status: links, so that each list has an address.
pub(crate) fn choices(desk: Desk) -> AnyView {
    view! {
        <div class="choices">
            {departments(desk)} <div class="choices__row">{filters(desk)} {super::letter::link(desk)}</div>
        </div>
    }
    .into_any()
}

/// With one department there is nothing to choose.
fn departments(desk: Desk) -> Option<AnyView> {
    let texts = desk.texts();
    let locale = desk.locale.get_untracked();
    let session = desk.session.get_untracked()?;
    let mine: Vec<_> = session
        .authority
        .departments
        .iter()
        .filter(|department| session.member.departments.contains(&department.id))
        .map(|department| {
            (
                Some(department.slug.clone()),
                department.name.text(locale).to_owned(),
            )
        })
        .collect();
    if mine.len() < 2 {
        return None;
    }
    let links = std::iter::once((None, texts.all_departments.to_owned()))
        .chain(mine)
        .map(|(slug, name)| {
            let route = move || {
                desk.route.with(|here| Route {
                    department: slug.clone(),
                    ..here.list()
                })
            };
            link(desk, "departments__link", name, route)
        })
        .collect_view();
    Some(
        view! {
            <nav class="departments" aria-label=texts.departments>
                <ul class="departments__list">{links}</ul>
            </nav>
        }
        .into_any(),
    )
}

fn filters(desk: Desk) -> AnyView {
    let texts = desk.texts();
    let links = Filter::ALL
        .into_iter()
        .map(|filter| {
            let name = match filter {
                Filter::Open => texts.filter_open,
                Filter::Closed => texts.filter_closed,
                Filter::All => texts.filter_all,
            };
            let route = move || {
                desk.route.with(|here| Route {
                    filter,
                    ..here.list()
                })
            };
            link(desk, "filters__link", name.to_owned(), route)
        })
        .collect_view();
    view! {
        <nav class="filters" aria-label=texts.filter>
            <ul class="filters__list">{links}</ul>
        </nav>
    }
    .into_any()
}

fn link(
    desk: Desk,
    class: &'static str,
    name: String,
    route: impl Fn() -> Route + Clone + Send + Sync + 'static,
) -> AnyView {
    let address = {
        let route = route.clone();
        move || route().address()
    };
    let is_here = {
        let route = route.clone();
        move || {
            let here = desk.route.with(Route::list);
            (route() == here).then_some("true")
        }
    };
    let follow = desk.follow(move || untrack(&route));
    view! {
        <li>
            <a class=class href=address aria-current=is_here on:click=follow>
                {name}
            </a>
        </li>
    }
    .into_any()
}
