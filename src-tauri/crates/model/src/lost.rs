//! A database that is gone or damaged: what is wrong, what was found, and what there is to go on with. A person chooses; nothing
//! is done before.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{Backup, Holds};

/// Why the data cannot be opened for work, and the copies that could take their place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Lost {
    /// What is wrong.
    pub kind: LostKind,
    /// The database, with its path.
    pub file: String,
    /// Its size, bytes; 0 where it is missing.
    pub bytes: u64,
    /// What was found, in English: for whoever helps.
    pub detail: String,
    /// What can still be read of it; absent where that is nothing.
    pub readable: Option<Holds>,
    /// The copies, the newest first, each with what it holds.
    pub backups: Vec<Backup>,
}

words! {
    /// What is wrong with a database.
    pub enum LostKind {
        /// There is none, beside traces of one.
        Missing = "missing",
        /// A file of no length, beside traces of a database.
        Empty = "empty",
        /// It ends before its last page.
        CutShort = "cut_short",
        /// Another file in its place: a web page, an archive, something encrypted.
        NotADatabase = "not_a_database",
        /// A database with pages that are not right.
        Damaged = "damaged",
        /// The journal beside it holds changes behind a place that is not right; they would be lost.
        JournalDamaged = "journal_damaged",
    }
}

/// What a person looks at while nothing can be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LookAt {
    /// What can still be read of the database.
    Damaged,
    /// A copy.
    Copy {
        /// Its file's name.
        name: String,
        /// When it was made, UTC ms; only told.
        taken_at: i64,
    },
}

/// Damage that was found while the program ran. Nothing more is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Damage {
    /// What was found, in English: for whoever helps.
    pub detail: String,
}
