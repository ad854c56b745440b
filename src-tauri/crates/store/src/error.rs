//! Why the database did not do it. A variant only where a caller acts on it.

use rusqlite::ErrorCode;

/// The result of every call of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the database did not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no such row any more.
    #[error("not found")]
    NotFound,
    /// The name is in use.
    #[error("the name is taken")]
    NameTaken,
    /// The row is no longer in the state that the change starts from.
    #[error("the row has changed meanwhile")]
    Changed,
    /// A person gave up what was being written; none of it stays.
    #[error("given up")]
    GivenUp,
    /// Read-only, full, or no right.
    #[error("the data folder cannot be written: {0}")]
    Refused(String),
    /// Another program holds the database.
    #[error("another program holds the database")]
    Busy,
    /// The database was written by a newer Beckon.
    #[error("the database has version {found}, this program knows {known}")]
    TooNew {
        /// Its version.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The file is damaged.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// The database has been closed.
    #[error("the database is closed")]
    Stopped,
    /// A defect of Beckon, or something SQLite says that nobody acts on.
    #[error("database: {0}")]
    Other(String),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        if matches!(error, rusqlite::Error::QueryReturnedNoRows) {
            return Self::NotFound;
        }
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull | ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => {
                Self::Refused(text)
            }
            Some(ErrorCode::PermissionDenied) => Self::Refused(text),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(text),
            _ => Self::Other(text),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Refused(error.to_string())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Other(error.to_string())
    }
}
