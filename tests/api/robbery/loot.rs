//! What somebody has who took the operator's disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::Bytes;
use sqlx::sqlite::SqliteRow;
use sqlx::{Column as _, Row as _, TypeInfo as _, ValueRef as _};

/// Columns that tell kinds of rows of one table apart.
const KINDS: [&str; 2] = ["kind", "author"];
const SEED_BYTES: usize = 32;

/// A text or a run of bytes from the database.
pub(super) struct Value {
    /// Its table and column, and what kind of row it is where there are several.
    pub(super) place: String,
    /// The conversation that the row belongs to, if the row says so.
    conversation: Option<Vec<u8>>,
    pub(super) bytes: Vec<u8>,
}

impl Value {
    pub(super) fn is_sealed(&self) -> bool {
        self.bytes.starts_with(b"age-encryption.org/v1\n")
    }
}

/// Everything in the database of a portal that has stopped.
pub(super) async fn database(folder: &Path) -> anyhow::Result<Vec<Value>> {
    let path = folder.join("siegelpost.db");
    let pool = sqlx::SqlitePool::connect(&format!("sqlite:{}", path.display())).await?;
    let tables: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'table'")
        .fetch_all(&pool)
        .await?;
    let mut values = Vec::new();
    for table in tables {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT * FROM \"{table}\"")))
            .fetch_all(&pool)
            .await?;
        for row in rows {
            values.extend(values_of(&table, &row)?);
        }
    }
    Ok(values)
}

fn values_of(table: &str, row: &SqliteRow) -> anyhow::Result<Vec<Value>> {
    let kinds = KINDS
        .iter()
        .filter_map(|kind| row.try_get::<String, _>(*kind).ok());
    let kinds = kinds.fold(String::new(), |kinds, kind| format!("{kinds} {kind}"));
    let conversation = row.try_get::<Vec<u8>, _>("conversation").ok();
    let mut values = Vec::new();
    for column in row.columns() {
        let value = row.try_get_raw(column.ordinal())?;
        let bytes = match value.type_info().name() {
            _ if value.is_null() => continue,
            "TEXT" => row.try_get::<String, _>(column.ordinal())?.into_bytes(),
            "BLOB" => row.try_get::<Vec<u8>, _>(column.ordinal())?,
            _ => continue,
        };
        values.push(Value {
            place: format!("{table}.{}{kinds}", column.name()),
            conversation: conversation.clone(),
            bytes,
        });
    }
    Ok(values)
}

/// All files in a folder as they stand, with whatever a database has in them that was deleted.
pub(super) fn files(folder: &Path) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(self::files(&path)?);
        } else {
            files.push(std::fs::read(path)?);
        }
    }
    Ok(files)
}

/// One sealed file of each kind, and of each conversation where there are several.
pub(super) fn one_of_each_kind(values: &[Value]) -> BTreeMap<(&str, Option<&[u8]>), &[u8]> {
    let sealed = values.iter().filter(|value| value.is_sealed());
    sealed
        .map(|value| {
            let kind = (value.place.as_str(), value.conversation.as_deref());
            (kind, value.bytes.as_slice())
        })
        .collect()
}

/// Every 32 bytes that could be a key: as they stand, and in whatever texts can stand for. Sealed bytes are as good as
/// random and come from nowhere else; 32 random bytes are never a text.
pub(super) fn seeds<'a>(values: impl Iterator<Item = &'a [u8]>) -> BTreeSet<[u8; SEED_BYTES]> {
    let mut seeds = BTreeSet::new();
    for bytes in values {
        for candidate in decoded(bytes).iter().map(Vec::as_slice).chain([bytes]) {
            let windows = candidate.windows(SEED_BYTES);
            let windows = windows.filter(|window| !window.iter().all(|byte| is_text(*byte)));
            seeds.extend(windows.filter_map(|window| <[u8; SEED_BYTES]>::try_from(window).ok()));
        }
    }
    seeds
}

fn is_text(byte: u8) -> bool {
    byte.is_ascii_graphic() || byte.is_ascii_whitespace()
}

/// What the words of a text stand for, in base64 of either alphabet, hexadecimal, or bech32.
fn decoded(bytes: &[u8]) -> Vec<Vec<u8>> {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let words = text.split(|character: char| {
        !(character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '+' | '/'))
    });
    words
        .filter(|word| word.len() >= SEED_BYTES)
        .flat_map(|word| [base64(word), hexadecimal(word), bech32(word)])
        .flatten()
        .collect()
}

fn base64(word: &str) -> Option<Vec<u8>> {
    Bytes::from_base64(&word.replace('+', "-").replace('/', "_")).map(|bytes| bytes.0)
}

fn hexadecimal(word: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = word.chars().map(|digit| digit.to_digit(16)).collect();
    Some(packed(&digits?, 4))
}

/// With its checksum, whatever kind that is.
fn bech32(word: &str) -> Option<Vec<u8>> {
    const SYMBOLS: &str = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    let word = word.to_ascii_lowercase();
    let (_, data) = word.rsplit_once('1')?;
    let symbols: Option<Vec<u32>> = data
        .chars()
        .map(|symbol| SYMBOLS.find(symbol).and_then(|at| u32::try_from(at).ok()))
        .collect();
    Some(packed(&symbols?, 5))
}

/// Whole bytes of numbers that have so many bits each.
fn packed(numbers: &[u32], bits: usize) -> Vec<u8> {
    let bit = |at: usize| numbers[at / bits] >> (bits - 1 - at % bits) & 1;
    let bytes = 0..numbers.len() * bits / 8;
    bytes
        .map(|byte| (0..8).fold(0, |sum, at| sum << 1 | u8::from(bit(8 * byte + at) == 1)))
        .collect()
}

#[test]
fn a_key_is_found_in_whatever_it_is_written() {
    let key: [u8; SEED_BYTES] = std::array::from_fn(|at| u8::try_from(7 * at + 3).expect("a byte"));
    let url = Bytes(key.to_vec()).to_base64();
    let hexadecimal = key
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    // BIP 173 with Python's reference implementation, convertbits and all.
    let bech32 = "age-secret-key-1qv9pzxqlyckngw6zf9g9whn9d3eh4qvg37tfmf9tk2uup37w6hwqmqy8hy";
    let standard = url.replace('-', "+").replace('_', "/");
    for text in [
        &url,
        &standard,
        &hexadecimal,
        &hexadecimal.to_uppercase(),
        bech32,
        &bech32.to_uppercase(),
    ] {
        let row = format!(r#"{{"key": "{text}=", "version": 1}}"#);
        assert!(seeds([row.as_bytes()].into_iter()).contains(&key), "{text}");
    }
    let inside = [&[1; 5][..], &key, &[2; 9]].concat();
    assert!(seeds([inside.as_slice()].into_iter()).contains(&key));
}
