//! A land of the size that is planned for: its authorities with their departments, areas, services and routes, written by
//! the bare engine, because the API would take hours.

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::Context as _;
use rusqlite::Connection;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

pub(crate) const AUTHORITIES: usize = 11_000;
const DEPARTMENTS: usize = 200_000;
/// Different services; each authority has some of them, each in three areas.
pub(crate) const SERVICES: usize = 1_000;
const SERVICES_EACH: usize = 60;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// A database with the portal's tables: a path, or `postgres://…`.
    #[arg(long)]
    database: String,
}

const FRONTS: [&str; 25] = [
    "Neuen", "Alten", "Ober", "Unter", "Groß", "Klein", "Burg", "Hohen", "Nieder", "Kaar", "Mön", "Düssel",
    "Wester", "Oster", "Sonnen", "Hasel", "Buchen", "Eichen", "Lang", "Kurz", "Roten", "Weißen", "Schwarz",
    "Grün", "Stein",
];
const MIDDLES: [&str; 20] = [
    "kirch", "berg", "stein", "wald", "heim", "hausen", "bach", "feld", "burg", "dorf", "stadt", "see",
    "moor", "hof", "brück", "thal", "au", "holz", "mühl", "brunn",
];
const ENDS: [&str; 22] = [
    "en",
    "er",
    "",
    "ingen",
    "weiler",
    "rode",
    "lar",
    "leben",
    "büttel",
    "stedt",
    "hagen",
    "itz",
    "ow",
    "in",
    "um",
    "sen",
    "ort",
    "kamp",
    " am See",
    " an der Aue",
    " im Tal",
    " auf der Höhe",
];
const CONCERNS: [&str; 20] = [
    "Wohn",
    "Eltern",
    "Sperr",
    "Hunde",
    "Personal",
    "Reise",
    "Führer",
    "Bau",
    "Gewerbe",
    "Kinder",
    "Schul",
    "Steuer",
    "Sozial",
    "Pflege",
    "Jagd",
    "Fischerei",
    "Fahrzeug",
    "Straßen",
    "Wasser",
    "Abfall",
];
const MATTERS: [&str; 10] = [
    "geld",
    "ausweis",
    "müll",
    "steuer",
    "schein",
    "genehmigung",
    "anmeldung",
    "hilfe",
    "beratung",
    "erlaubnis",
];
const WAYS: [&str; 5] = ["", " beantragen", " verlängern", " ändern", " kündigen"];

/// The name of a place. There are as many as authorities.
pub(crate) fn place(number: usize) -> String {
    let (front, rest) = (number % FRONTS.len(), number / FRONTS.len());
    let (middle, end) = (rest % MIDDLES.len(), rest / MIDDLES.len() % ENDS.len());
    format!("{}{}{}", FRONTS[front], MIDDLES[middle], ENDS[end])
}

/// The name of a service.
pub(crate) fn concern(number: usize) -> String {
    let (front, rest) = (number % CONCERNS.len(), number / CONCERNS.len());
    let (matter, way) = (rest % MATTERS.len(), rest / MATTERS.len() % WAYS.len());
    format!("{}{}{}", CONCERNS[front], MATTERS[matter], WAYS[way])
}

/// The official key of that place, in the Länder 01 to 09: not every number is a municipality's in the others.
pub(crate) fn place_key(number: usize) -> String {
    format!("{:02}{:03}{:03}", number % 9 + 1, number / 9 % 44, number / 396)
}

/// The key of that service.
pub(crate) fn concern_key(number: usize) -> String {
    format!("99{number:012}")
}

pub(crate) async fn run(options: &Options) -> anyhow::Result<()> {
    let dialect = if options.database.starts_with("postgres") {
        POSTGRES
    } else {
        SQLITE
    };
    execute(&options.database, script(&dialect))
        .await
        .context("the land")
}

/// What tells every instance that an authority has published something.
pub(crate) async fn touch(database: &str, number: usize) -> anyhow::Result<()> {
    let town = number % AUTHORITIES;
    let script = format!(
        "BEGIN; UPDATE name_counter SET number = number + 1;
         UPDATE name_changes SET number = (SELECT number FROM name_counter)
         WHERE authority = (SELECT id FROM authorities WHERE slug = 'town-{town}'); COMMIT;"
    );
    execute(database, script).await
}

async fn execute(database: &str, script: String) -> anyhow::Result<()> {
    if database.starts_with("postgres") {
        let mut connection = PgConnection::connect(database).await?;
        sqlx::raw_sql(AssertSqlSafe(script))
            .execute(&mut connection)
            .await?;
    } else {
        let connection = Connection::open(database)?;
        connection.busy_timeout(Duration::from_secs(60))?;
        connection.execute_batch(&script)?;
    }
    Ok(())
}

/// What the engines write differently.
struct Dialect {
    /// A uuid from a number.
    id: fn(&str) -> String,
    bytes: &'static str,
    /// A number filled up with zeros.
    digits: fn(&str, usize) -> String,
    begin: &'static str,
    end: &'static str,
}

const SQLITE: Dialect = Dialect {
    id: |number| format!("unhex(printf('%032x', {number}))"),
    bytes: "zeroblob(32)",
    digits: |number, width| format!("printf('%0{width}d', {number})"),
    begin: "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -200000; BEGIN;",
    end: "COMMIT; ANALYZE;",
};

const POSTGRES: Dialect = Dialect {
    id: |number| format!("lpad(to_hex(({number})::bigint), 32, '0')::uuid"),
    bytes: "decode(repeat('00', 32), 'hex')",
    digits: |number, width| format!("lpad(({number})::text, {width}, '0')"),
    begin: "BEGIN;",
    end: "COMMIT; ANALYZE;",
};

fn script(dialect: &Dialect) -> String {
    let Dialect {
        id, bytes, digits, ..
    } = dialect;
    // Ids of different kinds do not meet.
    let authority = |number: &str| id(&format!("({number}) + 4294967296"));
    let department = |number: &str| id(&format!("({number}) + 8589934592"));
    // Kreise of some thirty municipalities.
    let district = |i: &str| {
        format!(
            "{} || {}",
            digits(&format!("({i}) % 9 + 1"), 2),
            digits(&format!("({i}) / 9 % 44"), 3)
        )
    };
    let key = |i: &str| format!("{} || {}", district(i), digits(&format!("({i}) / 396"), 3));
    let next = |i: &str| key(&format!("({i} + 396) % {AUTHORITIES}"));
    let service = |number: &str| format!("'99' || {}", digits(number, 12));
    let range = |last: usize| {
        format!(
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {})",
            last - 1
        )
    };
    let mut sql = dialect.begin.to_owned();
    sql.push_str(&names("bench_places", AUTHORITIES, place));
    sql.push_str(&names("bench_services", SERVICES, concern));
    let statements = [
        format!(
            "INSERT INTO authorities (id, slug, name, email_domains, root, recovery, founded_at)
             SELECT {}, 'town-' || number, 'Stadt ' || name, '[]', {bytes}, '', 0 FROM bench_places",
            authority("number")
        ),
        format!(
            "INSERT INTO departments (id, authority, slug, name_de, description_de, created_at)
             {} SELECT {}, {}, 'amt-' || (i / {AUTHORITIES}), 'Amt ' || (i / {AUTHORITIES}), '', 0 FROM n",
            range(DEPARTMENTS),
            department("i"),
            authority(&format!("i % {AUTHORITIES}"))
        ),
        "INSERT INTO department_epochs (department, epoch, chain, created_at) SELECT id, 1, '[]', 4102444800 FROM departments
         WHERE slug LIKE 'amt-%'"
            .to_owned(),
        "UPDATE authorities SET fallback = (SELECT id FROM departments WHERE authority = authorities.id AND slug = 'amt-0')
             WHERE slug LIKE 'town-%'".to_owned(),
        format!(
            "INSERT INTO areas (authority, key, place, name, district)
             SELECT {a}, {k}, {k}, name, 'Kreis ' || (number % 400) FROM bench_places
             UNION ALL SELECT {a}, {d}, {d}, 'Kreis ' || (number % 400), NULL FROM bench_places
             UNION ALL SELECT {a}, {x}, {x}, name || ' Land', 'Kreis ' || (number % 400) FROM bench_places",
            a = authority("number"),
            k = key("number"),
            d = district("number"),
            x = next("number"),
        ),
        format!(
            "INSERT INTO services (authority, key, name_de, synonyms_de, synonyms_en, description_de, leaf)
             SELECT {}, {}, bench_services.name, '[]', '[]', '', {bytes}
             FROM bench_places CROSS JOIN bench_services
             WHERE (bench_services.number + bench_places.number * 7) % {SERVICES} < {SERVICES_EACH}",
            authority("bench_places.number"),
            service("bench_services.number")
        ),
        "INSERT INTO routes (authority, service, area, department, place)
             SELECT services.authority, services.key, areas.key, departments.id, areas.place
             FROM services JOIN areas ON areas.authority = services.authority
             JOIN departments ON departments.authority = services.authority
                 AND departments.slug = 'amt-' || (length(services.name_de) % 18)
             WHERE services.key LIKE '99%'".to_owned(),
        format!(
            "INSERT INTO name_changes (authority, number)
             SELECT {}, (SELECT number FROM name_counter) + number + 1 FROM bench_places",
            authority("number")
        ),
        format!("UPDATE name_counter SET number = number + {AUTHORITIES}"),
        "DROP TABLE bench_places; DROP TABLE bench_services".to_owned(),
    ];
    for statement in statements {
        sql.push_str(&statement);
        sql.push(';');
    }
    sql.push_str(dialect.end);
    sql
}

/// A table of numbered names.
fn names(table: &str, count: usize, name: impl Fn(usize) -> String) -> String {
    let mut sql = format!("CREATE TABLE {table} (number BIGINT PRIMARY KEY, name TEXT NOT NULL);");
    for number in 0..count {
        // Writing to a text does not fail; no name has a quotation mark.
        let _ = write!(sql, "INSERT INTO {table} VALUES ({number}, '{}');", name(number));
    }
    sql
}
