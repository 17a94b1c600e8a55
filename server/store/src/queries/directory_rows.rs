//! The rows of a directory, changed where the new one differs from what stands there: an edit of one service of a large
//! authority writes the rows of that service.

use std::collections::{HashMap, HashSet};

use domain::directory::{Area, Contact, Directory, Service};
use domain::{AuthorityId, Bytes, DepartmentId, Localized};
use sqlx::query_builder::QueryBuilder;
use uuid::Uuid;

use super::{Connection, Database, directories, pieces, to_list};
use crate::{NewDirectory, Result};

/// A route as a row: service, area, department.
type RouteRow<'a> = (&'a str, &'a str, DepartmentId);

/// Puts the rows of `new` in the place of the authority's. `leaves` are the services' own.
pub(super) async fn replace(connection: &mut Connection, new: &NewDirectory, leaves: &[Bytes]) -> Result<()> {
    let Some(old) = directories::read(connection, new.authority).await? else {
        return Ok(());
    };
    let old_leaves = old
        .publication
        .map(|publication| publication.leaves)
        .unwrap_or_default();
    let (authority, old, new) = (new.authority, &old.directory, &new.directory);
    set_contacts(connection, authority, old, new).await?;

    let before: HashSet<RouteRow<'_>> = routes(old).collect();
    let after: HashSet<RouteRow<'_>> = routes(new).collect();
    let gone: Vec<_> = before.difference(&after).copied().collect();
    delete_routes(connection, authority, &gone).await?;

    let old_areas: HashMap<_, _> = old.areas.iter().map(|area| (&area.key, area)).collect();
    let changed: Vec<_> = new
        .areas
        .iter()
        .filter(|area| old_areas.get(&area.key) != Some(area))
        .collect();
    upsert_areas(connection, authority, &changed).await?;
    let kept: HashSet<_> = new.areas.iter().map(|area| &area.key).collect();
    let gone = old
        .areas
        .iter()
        .map(|area| &area.key)
        .filter(|key| !kept.contains(key));
    let gone: Vec<&str> = gone.map(domain::AreaKey::as_str).collect();
    delete_keys(
        connection,
        authority,
        "DELETE FROM areas WHERE authority = ",
        &gone,
    )
    .await?;

    let old_leaves: HashSet<_> = old_leaves.iter().collect();
    let changed: Vec<_> = new
        .services
        .iter()
        .zip(leaves)
        .filter(|(_, leaf)| !old_leaves.contains(leaf))
        .collect();
    upsert_services(connection, authority, &changed).await?;
    let kept: HashSet<_> = new.services.iter().map(|service| &service.key).collect();
    let gone = old
        .services
        .iter()
        .map(|service| &service.key)
        .filter(|key| !kept.contains(key));
    let gone: Vec<&str> = gone.map(domain::ServiceKey::as_str).collect();
    delete_keys(
        connection,
        authority,
        "DELETE FROM services WHERE authority = ",
        &gone,
    )
    .await?;

    let places: HashMap<_, _> = new
        .areas
        .iter()
        .map(|area| (area.key.as_str(), area.key.place()))
        .collect();
    let added: Vec<_> = after
        .difference(&before)
        .filter_map(|route| Some((*route, places.get(route.1)?.as_str())))
        .collect();
    insert_routes(connection, authority, &added).await
}

fn routes(directory: &Directory) -> impl Iterator<Item = RouteRow<'_>> {
    directory.services.iter().flat_map(|service| {
        let row = |route: &'_ domain::directory::Route| route.department;
        service
            .routes
            .iter()
            .map(move |route| (service.key.as_str(), route.area.as_str(), row(route)))
    })
}

async fn set_contacts(
    connection: &mut Connection,
    authority: AuthorityId,
    old: &Directory,
    new: &Directory,
) -> Result<()> {
    bind_contact(
        sqlx::query(
            "UPDATE authorities SET telephone = $2, hours_de = $3, hours_en = $4, scope_de = $5, scope_en = $6,
                 address = $7, web = $8, fallback = $9 WHERE id = $1",
        ),
        authority.0,
        &new.contact,
    )
    .bind(new.fallback.map(|department| department.0))
    .execute(&mut *connection)
    .await?;
    let none = Contact::default();
    let kept: HashSet<_> = new.departments.iter().map(|entry| entry.department).collect();
    let emptied = old
        .departments
        .iter()
        .filter(|entry| !kept.contains(&entry.department))
        .map(|entry| (entry.department, &none));
    let before: HashMap<_, _> = old
        .departments
        .iter()
        .map(|entry| (entry.department, &entry.contact))
        .collect();
    let set = new
        .departments
        .iter()
        .map(|entry| (entry.department, &entry.contact))
        .filter(|(department, contact)| before.get(department) != Some(contact));
    for (department, contact) in emptied.chain(set) {
        bind_contact(
            sqlx::query(
                "UPDATE departments SET telephone = $2, hours_de = $3, hours_en = $4, scope_de = $5, scope_en = $6,
                     address = $7, web = $8 WHERE id = $1 AND authority = $9",
            ),
            department.0,
            contact,
        )
        .bind(authority.0)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

type Query<'q> = sqlx::query::Query<'q, Database, <Database as sqlx::Database>::Arguments>;

fn bind_contact<'q>(query: Query<'q>, id: Uuid, contact: &'q Contact) -> Query<'q> {
    let de = |text: &'q Option<Localized>| text.as_ref().map(|text| text.de.as_str());
    let en = |text: &'q Option<Localized>| text.as_ref().and_then(|text| text.en.as_deref());
    query
        .bind(id)
        .bind(contact.telephone.as_deref())
        .bind(de(&contact.hours))
        .bind(en(&contact.hours))
        .bind(de(&contact.scope))
        .bind(en(&contact.scope))
        .bind(contact.address.as_deref())
        .bind(contact.web.as_deref())
}

async fn upsert_areas(connection: &mut Connection, authority: AuthorityId, areas: &[&Area]) -> Result<()> {
    for piece in pieces(areas) {
        let mut query =
            QueryBuilder::<Database>::new("INSERT INTO areas (authority, key, place, name, district) ");
        query.push_values(piece, |mut row, area| {
            row.push_bind(authority.0)
                .push_bind(area.key.as_str())
                .push_bind(String::from(area.key.place()))
                .push_bind(&area.name)
                .push_bind(&area.district);
        });
        query.push(
            " ON CONFLICT (authority, key) DO UPDATE SET name = excluded.name, district = excluded.district",
        );
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

async fn upsert_services(
    connection: &mut Connection,
    authority: AuthorityId,
    services: &[(&Service, &Bytes)],
) -> Result<()> {
    let rows = services
        .iter()
        .map(|(service, leaf)| {
            let synonyms = (to_list(&service.synonyms.de)?, to_list(&service.synonyms.en)?);
            Ok((service, leaf, synonyms))
        })
        .collect::<Result<Vec<_>>>()?;
    for piece in pieces(&rows) {
        let mut query = QueryBuilder::<Database>::new(
            "INSERT INTO services (authority, key, name_de, name_en, synonyms_de, synonyms_en, description_de,
                 description_en, leaf) ",
        );
        query.push_values(piece, |mut row, (service, leaf, (de, en))| {
            row.push_bind(authority.0)
                .push_bind(service.key.as_str())
                .push_bind(&service.name.de)
                .push_bind(&service.name.en)
                .push_bind(de)
                .push_bind(en)
                .push_bind(&service.description.de)
                .push_bind(&service.description.en)
                .push_bind(leaf.as_ref());
        });
        query.push(
            " ON CONFLICT (authority, key) DO UPDATE SET name_de = excluded.name_de, name_en = excluded.name_en,
                 synonyms_de = excluded.synonyms_de, synonyms_en = excluded.synonyms_en,
                 description_de = excluded.description_de, description_en = excluded.description_en,
                 leaf = excluded.leaf",
        );
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

async fn insert_routes(
    connection: &mut Connection,
    authority: AuthorityId,
    routes: &[(RouteRow<'_>, &str)],
) -> Result<()> {
    for piece in pieces(routes) {
        let mut query = QueryBuilder::<Database>::new(
            "INSERT INTO routes (authority, service, area, department, place) ",
        );
        query.push_values(piece, |mut row, ((service, area, department), place)| {
            row.push_bind(authority.0)
                .push_bind(*service)
                .push_bind(*area)
                .push_bind(department.0)
                .push_bind(*place);
        });
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

async fn delete_routes(
    connection: &mut Connection,
    authority: AuthorityId,
    routes: &[RouteRow<'_>],
) -> Result<()> {
    for piece in pieces(routes) {
        let mut query = QueryBuilder::<Database>::new("DELETE FROM routes WHERE authority = ");
        query.push_bind(authority.0);
        query.push(" AND (service, area, department) IN (");
        let mut list = query.separated(", ");
        for (service, area, department) in piece {
            list.push("(")
                .push_bind_unseparated(*service)
                .push_unseparated(", ")
                .push_bind_unseparated(*area)
                .push_unseparated(", ")
                .push_bind_unseparated(department.0)
                .push_unseparated(")");
        }
        query.push(")");
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

async fn delete_keys(
    connection: &mut Connection,
    authority: AuthorityId,
    statement: &'static str,
    keys: &[&str],
) -> Result<()> {
    for piece in pieces(keys) {
        let mut query = QueryBuilder::<Database>::new(statement);
        query.push_bind(authority.0);
        query.push(" AND key IN ");
        super::push_in(&mut query, piece.iter().copied());
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}
