use std::ops::Range;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context as _;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use serde::Serialize;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The database whose rows are written again.
    #[arg(long)]
    from: PathBuf,
    /// The database that is made.
    #[arg(long)]
    to: PathBuf,
    /// Which ones.
    #[arg(long, default_value = "conversations")]
    rows: Rows,
    /// How many conversations are committed together.
    #[arg(long, default_value_t = 64)]
    batch: usize,
}

/// Which rows are written again.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Rows {
    /// Those of conversations, in batches.
    Conversations,
    /// Those of directories, in one transaction.
    Directories,
}

#[derive(Serialize)]
pub(crate) struct BareRate {
    /// How many conversations, or rows of directories.
    pub(crate) count: usize,
    pub(crate) per_second: f64,
}

struct Table {
    insert: String,
    rows: Vec<Vec<Value>>,
}

/// What opening a conversation writes, in this order, each table in the order of the openings.
pub(crate) const TABLES: [(&str, &str); 4] = [
    (
        "conversations",
        "SELECT * FROM conversations WHERE last_position = opening ORDER BY opening",
    ),
    (
        "grants",
        "SELECT grants.* FROM grants JOIN conversations ON conversations.id = grants.conversation
         WHERE last_position = opening ORDER BY opening",
    ),
    (
        "messages",
        "SELECT messages.* FROM messages JOIN conversations ON conversations.opening = messages.position
         WHERE last_position = opening ORDER BY opening",
    ),
    // The department's notices as they were written: those whose mail was sent are gone from the table itself.
    (
        "outbox",
        "SELECT 'department_message' AS kind, id AS subject, opened_at AS next_at FROM conversations
         WHERE last_position = opening ORDER BY opening",
    ),
];

/// What a directory consists of.
pub(crate) const DIRECTORIES: [(&str, &str); 3] = [
    ("areas", "SELECT * FROM areas"),
    ("services", "SELECT * FROM services"),
    ("routes", "SELECT * FROM routes"),
];

/// What has to be there before.
pub(crate) const PARENTS: [(&str, &str); 2] = [
    (
        "authorities",
        // What authorities point at is written after them.
        "SELECT id, slug, name, email_domains, root, recovery, founded_at FROM authorities",
    ),
    ("departments", "SELECT * FROM departments"),
];

pub(crate) fn run(options: &Options) -> anyhow::Result<BareRate> {
    let source = Connection::open(&options.from)?;
    let mut target = Connection::open(&options.to)?;
    // As the server sets them: what is acknowledged is on disk.
    target
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")?;
    let schema: Vec<String> = source
        .prepare(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
             ORDER BY CASE type WHEN 'table' THEN 0 ELSE 1 END, rowid",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for statement in schema {
        target.execute_batch(&statement)?;
    }
    for (parent, select) in PARENTS {
        let table = read(&source, parent, select)?;
        insert(&target, &table, 0..table.rows.len())?;
    }
    let tables: Vec<_> = options
        .rows
        .tables()
        .iter()
        .map(|(table, select)| read(&source, table, select))
        .collect::<anyhow::Result<_>>()?;
    let (count, batch) = options
        .rows
        .counted(tables.iter().map(|table| table.rows.len()), options.batch);
    let started = Instant::now();
    for from in (0..count).step_by(batch) {
        let to = (from + batch).min(count);
        let transaction = target.transaction()?;
        for table in &tables {
            // The rows of a table stand in the order in which conversations were opened.
            let share = |at: usize| at * table.rows.len() / count;
            insert(&transaction, table, share(from)..share(to))?;
        }
        transaction.commit()?;
    }
    Ok(BareRate {
        count,
        per_second: count as f64 / started.elapsed().as_secs_f64(),
    })
}

impl Rows {
    pub(crate) fn tables(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Conversations => &TABLES,
            Self::Directories => &DIRECTORIES,
        }
    }

    /// How many are counted in tables of these lengths, and how many of them are committed together.
    pub(crate) fn counted(self, mut lengths: impl Iterator<Item = usize>, batch: usize) -> (usize, usize) {
        match self {
            Self::Conversations => (lengths.next().unwrap_or_default(), batch),
            Self::Directories => {
                let all = lengths.sum();
                (all, usize::max(all, 1))
            }
        }
    }
}

fn read(connection: &Connection, table: &str, select: &str) -> anyhow::Result<Table> {
    let mut statement = connection.prepare(select)?;
    let columns = statement.column_names().join(", ");
    let places: Vec<_> = (1..=statement.column_count())
        .map(|place| format!("${place}"))
        .collect();
    let rows = statement
        .query_map([], |row| {
            (0..places.len()).map(|column| row.get(column)).collect()
        })?
        .collect::<Result<_, _>>()?;
    Ok(Table {
        insert: format!("INSERT INTO {table} ({columns}) VALUES ({})", places.join(", ")),
        rows,
    })
}

fn insert(connection: &Connection, table: &Table, rows: Range<usize>) -> anyhow::Result<()> {
    let mut statement = connection.prepare_cached(&table.insert)?;
    for row in table.rows.get(rows).context("rows")? {
        statement.execute(params_from_iter(row))?;
    }
    Ok(())
}
