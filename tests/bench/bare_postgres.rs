use std::time::Instant;

use anyhow::{Context as _, bail};
use sqlx::postgres::{PgArguments, PgConnection, PgRow};
use sqlx::{
    Arguments as _, AssertSqlSafe, Column as _, Connection as _, Executor as _, Row as _, TypeInfo as _,
};

use crate::bare_sqlite::{BareRate, PARENTS, Rows};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The database whose rows are written again.
    #[arg(long)]
    from: String,
    /// An empty database with the same tables.
    #[arg(long)]
    to: String,
    /// Which ones.
    #[arg(long, default_value = "conversations")]
    rows: Rows,
    /// How many conversations are committed together.
    #[arg(long, default_value_t = 64)]
    batch: usize,
}

/// A column's value, of the types that the tables use.
#[derive(Clone)]
enum Value {
    Uuid(Option<uuid::Uuid>),
    Bytes(Option<Vec<u8>>),
    Text(Option<String>),
    Long(Option<i64>),
    Int(Option<i32>),
    Bool(Option<bool>),
}

struct Table {
    insert: String,
    rows: Vec<Vec<Value>>,
}

pub(crate) async fn run(options: &Options) -> anyhow::Result<BareRate> {
    let mut source = PgConnection::connect(&options.from).await?;
    let mut target = PgConnection::connect(&options.to).await?;
    for (parent, select) in PARENTS {
        let table = read(&mut source, parent, select).await?;
        insert(&mut target, &table, 0, table.rows.len()).await?;
    }
    let mut tables = Vec::new();
    for (table, select) in options.rows.tables() {
        tables.push(read(&mut source, table, select).await?);
    }
    let (count, batch) = options
        .rows
        .counted(tables.iter().map(|table| table.rows.len()), options.batch);
    let started = Instant::now();
    for from in (0..count).step_by(batch) {
        let to = (from + batch).min(count);
        target.execute("BEGIN").await?;
        for table in &tables {
            let share = |at: usize| at * table.rows.len() / count;
            insert(&mut target, table, share(from), share(to)).await?;
        }
        target.execute("COMMIT").await?;
    }
    Ok(BareRate {
        count,
        per_second: count as f64 / started.elapsed().as_secs_f64(),
    })
}

async fn read(connection: &mut PgConnection, table: &str, select: &'static str) -> anyhow::Result<Table> {
    let rows = sqlx::query(select).fetch_all(connection).await?;
    let columns: Vec<_> = rows.first().map_or_else(Vec::new, |row| {
        row.columns()
            .iter()
            .map(|column| column.name().to_owned())
            .collect()
    });
    let places: Vec<_> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    Ok(Table {
        insert: format!(
            "INSERT INTO {table} ({}) OVERRIDING SYSTEM VALUE VALUES ({})",
            columns.join(", "),
            places.join(", ")
        ),
        rows: rows.iter().map(values).collect::<anyhow::Result<_>>()?,
    })
}

fn values(row: &PgRow) -> anyhow::Result<Vec<Value>> {
    row.columns()
        .iter()
        .enumerate()
        .map(|(at, column)| {
            Ok(match column.type_info().name() {
                "UUID" => Value::Uuid(row.try_get(at)?),
                "BYTEA" => Value::Bytes(row.try_get(at)?),
                "TEXT" => Value::Text(row.try_get(at)?),
                "INT8" => Value::Long(row.try_get(at)?),
                "INT4" => Value::Int(row.try_get(at)?),
                "BOOL" => Value::Bool(row.try_get(at)?),
                other => bail!("column {} is of type {other}", column.name()),
            })
        })
        .collect()
}

async fn insert(connection: &mut PgConnection, table: &Table, from: usize, to: usize) -> anyhow::Result<()> {
    for row in table.rows.get(from..to).context("rows")? {
        let mut arguments = PgArguments::default();
        for value in row.iter().cloned() {
            let added = match value {
                Value::Uuid(value) => arguments.add(value),
                Value::Bytes(value) => arguments.add(value),
                Value::Text(value) => arguments.add(value),
                Value::Long(value) => arguments.add(value),
                Value::Int(value) => arguments.add(value),
                Value::Bool(value) => arguments.add(value),
            };
            added.map_err(|error| anyhow::anyhow!("{error}"))?;
        }
        sqlx::query_with(AssertSqlSafe(table.insert.as_str()), arguments)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
