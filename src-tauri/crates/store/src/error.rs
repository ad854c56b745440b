//! Why the database did not do it. A variant only where a caller acts on it.

use beckon_model::{Lost, LostKind};
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
    /// The database was written by a Beckon from before the first release.
    #[error(
        "the database has version {found}, of before the first release: this program reads version {oldest} and later"
    )]
    TooOld {
        /// Its version.
        found: i64,
        /// The oldest version this program knows.
        oldest: i64,
    },
    /// The file is damaged.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// The file is none of SQLite's, or an encrypted one.
    #[error("the file is not a database: {0}")]
    NotADatabase(String),
    /// The database is missing or damaged: a person has to choose what is in its place.
    #[error("{}", said(.0))]
    Lost(Box<Lost>),
    /// There is a database, and it is whole: nothing has to be put in its place.
    #[error("the database is whole: nothing was done")]
    Whole,
    /// The database was taken away, or another one put in its place, while this program had it open.
    #[error("the database is gone, or another one is in its place: nothing can be recorded any more")]
    Gone,
    /// The data folder was opened for looking.
    #[error("the data folder is open read-only")]
    LookingOnly,
    /// The database has been closed.
    #[error("the database is closed")]
    Stopped,
    /// A defect of Beckon, or something SQLite says that nobody acts on.
    #[error("database: {0}")]
    Other(String),
}

/// What is wrong, as a sentence without what there is to do.
fn said(lost: &Lost) -> String {
    let Lost { kind, file, bytes, found, .. } = lost;
    match kind {
        LostKind::Missing => format!("the database {file} is missing, although data were here ({found})"),
        LostKind::Empty => format!("the database {file} is empty (0 bytes), although data were here ({found})"),
        LostKind::CutShort => format!("the database {file} is cut short: {found}"),
        LostKind::NotADatabase => format!("{file} is not a database: {bytes} bytes, {found}"),
        LostKind::Damaged => format!("the database {file} is damaged: {found}"),
        LostKind::JournalDamaged => {
            format!(
                "the journal of the database {file} is damaged, and changes behind that place would be lost: {found}"
            )
        }
    }
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
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(text),
            Some(ErrorCode::NotADatabase) => Self::NotADatabase(text),
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
