//! The SQL, one file a noun: one text, compiled once for each engine, which includes this module.
//!
//! What both engines read alike: `$1` parameters, `RETURNING`, `ON CONFLICT`, UUIDs, BIGINT times. What differs
//! stands in the engine's file: the macros `for_update!` and `skip_locked!`, and `positions`.

/// What `authorities::department` reads.
macro_rules! department_columns {
    () => {
        "departments.id, departments.slug, name_de, name_en, description_de, description_en, departments.telephone,
         hours_de, hours_en, scope_de, scope_en, address, web,
         (SELECT days FROM promises WHERE promises.department = departments.id) AS promise"
    };
}

mod accounts;
mod attachments;
pub(super) mod audit;
mod authorities;
mod citizens;
mod conversations;
mod departments;
mod directories;
mod directory_rows;
mod embedding;
mod handovers;
pub(super) mod inbox;
mod letters;
mod members;
mod messages;
mod names;
mod notes;
pub(super) mod openings;
mod operations;
mod outbox;
mod passkeys;
mod posting;
mod restorations;
mod rights;
mod routes;
mod seeds;
mod sessions;
mod transfers;

use domain::{Bytes, EmailAddress};
use sqlx::Row as _;
use sqlx::query_builder::QueryBuilder;

use super::{Connection, Database, Db, Transaction};
use crate::{Error, Result};

type Row = <Database as sqlx::Database>::Row;

/// A count, number or epoch that came from a `u32`.
fn number(value: i64) -> Result<u32> {
    u32::try_from(value).map_err(Error::corrupt)
}

fn email(text: &str) -> Result<EmailAddress> {
    text.parse().map_err(Error::corrupt)
}

/// A list as it stands in a TEXT column.
fn to_list<T: serde::Serialize>(items: &[T]) -> Result<String> {
    serde_json::to_string(items).map_err(|error| Error::Other(error.to_string()))
}

fn from_list<T: serde::de::DeserializeOwned>(text: &str) -> Result<Vec<T>> {
    serde_json::from_str(text).map_err(Error::corrupt)
}

fn bytes(row: &Row, column: &str) -> Result<Bytes> {
    Ok(Bytes(row.try_get(column)?))
}

/// Pieces of 64, 32, 16 … items: few different lengths make few different statements to prepare.
fn pieces<T>(mut items: &[T]) -> impl Iterator<Item = &[T]> {
    const LONGEST: usize = 64;
    std::iter::from_fn(move || {
        let length = LONGEST.min(1 << items.len().checked_ilog2()?);
        let (piece, rest) = items.split_at(length);
        items = rest;
        Some(piece)
    })
}

/// `($1, $2, …)` with a value for each item.
fn push_in<'a, T>(query: &mut QueryBuilder<Database>, values: impl IntoIterator<Item = T>)
where
    T: sqlx::Encode<'a, Database> + sqlx::Type<Database>,
{
    query.push("(");
    let mut list = query.separated(", ");
    for value in values {
        list.push_bind(value);
    }
    list.push_unseparated(")");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_everything_in_few_lengths() {
        let items: Vec<usize> = (0..300).collect();
        for count in [0, 1, 3, 63, 64, 65, 100, 300] {
            let lengths: Vec<_> = pieces(&items[..count]).map(<[usize]>::len).collect();
            assert_eq!(lengths.iter().sum::<usize>(), count);
            assert!(
                lengths
                    .iter()
                    .all(|length| length.is_power_of_two() && *length <= 64)
            );
            assert_eq!(
                pieces(&items[..count]).flatten().copied().collect::<Vec<_>>(),
                items[..count]
            );
        }
    }
}
