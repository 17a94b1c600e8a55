use crate::Engine;

/// What a method of the store answers.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the store cannot answer. "Not found" and "taken" are answers, never errors.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The database cannot be reached or cannot write at the moment: gone, overloaded, disk full. Trying again
    /// later is right, and every write can be repeated safely.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// A row does not hold what it should: damaged, or written by something else.
    #[error("the database holds a value that cannot be read: {0}")]
    Corrupt(String),
    /// The database URL is of neither form.
    #[error("the database URL must be sqlite:PATH or postgres://…: {0}")]
    Url(String),
    /// The migrations in the database and those of this program do not fit together.
    #[error("migration: {0}")]
    Migration(String),
    /// The engine behind this store does not do this; the text says what does.
    #[error("{engine} does not do this: {instead}")]
    Unsupported {
        /// The engine behind the store.
        engine: Engine,
        /// What to use instead.
        instead: &'static str,
    },
    /// Anything else, a mistake of ours.
    #[error("database: {0}")]
    Other(String),
}

impl Error {
    /// Whether the cause lies outside and goes away by itself or by an operator's hand.
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }

    pub(crate) fn corrupt(what: impl std::fmt::Display) -> Self {
        Self::Corrupt(what.to_string())
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let text = error.to_string();
        match error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => Self::Unavailable(text),
            // The connection is out of step with the server; the next one is not.
            sqlx::Error::Protocol(_) => Self::Unavailable(text),
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::TypeNotFound { .. } => {
                Self::Corrupt(text)
            }
            sqlx::Error::Database(database) => {
                let code = database.code().unwrap_or_default();
                if database.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
                    of_sqlite(&code, text)
                } else {
                    of_postgres(&code, text)
                }
            }
            _ => Self::Other(text),
        }
    }
}

/// Extended result codes (<https://sqlite.org/rescode.html>); the low byte is the primary code.
fn of_sqlite(code: &str, text: String) -> Error {
    const BUSY: u32 = 5;
    const LOCKED: u32 = 6;
    const NO_MEMORY: u32 = 7;
    const READ_ONLY: u32 = 8;
    const IO: u32 = 10;
    const CORRUPT: u32 = 11;
    const FULL: u32 = 13;
    const CANNOT_OPEN: u32 = 14;
    const NO_DATABASE: u32 = 26;
    match code.parse::<u32>().map(|code| code & 0xff) {
        Ok(BUSY | LOCKED | NO_MEMORY | READ_ONLY | IO | FULL | CANNOT_OPEN) => Error::Unavailable(text),
        Ok(CORRUPT | NO_DATABASE) => Error::Corrupt(text),
        _ => Error::Other(text),
    }
}

/// SQLSTATE (PostgreSQL manual, appendix A). Class 08 is the connection, 53 missing resources, 57P the server
/// stopping, starting or ending a connection, 58 its operating system; 28 and 3D000 an account or a database that
/// an operator has yet to make; 25006 a standby after a failover; XX001 and XX002 damage.
fn of_postgres(code: &str, text: String) -> Error {
    let unavailable = ["08", "53", "57P", "58", "28"]
        .iter()
        .any(|class| code.starts_with(class))
        || ["3D000", "25006"].contains(&code);
    if unavailable {
        Error::Unavailable(text)
    } else if ["XX001", "XX002"].contains(&code) {
        Error::Corrupt(text)
    } else {
        Error::Other(text)
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error) => error.into(),
            sqlx::migrate::MigrateError::ExecuteMigration(error, version) => match error.into() {
                Self::Unavailable(text) => Self::Unavailable(text),
                other => Self::Migration(format!("{version}: {other}")),
            },
            other => Self::Migration(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_operator_can_mend_is_unavailable() {
        // SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_BUSY_SNAPSHOT, SQLITE_READONLY_DBMOVED
        for code in ["13", "1034", "517", "1032"] {
            assert!(of_sqlite(code, String::new()).is_unavailable(), "{code}");
        }
        // disk full, connection failure, administrator shutdown, starting up, standby
        for code in ["53100", "08006", "57P01", "57P03", "25006"] {
            assert!(of_postgres(code, String::new()).is_unavailable(), "{code}");
        }
        // a violated constraint is a mistake of ours
        assert!(!of_sqlite("2067", String::new()).is_unavailable());
        assert!(!of_postgres("23505", String::new()).is_unavailable());
    }

    #[test]
    fn damage_is_told_from_absence() {
        assert!(matches!(of_sqlite("11", String::new()), Error::Corrupt(_)));
        assert!(matches!(of_postgres("XX001", String::new()), Error::Corrupt(_)));
    }
}
