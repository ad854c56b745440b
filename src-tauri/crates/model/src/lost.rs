//! A database that is gone or damaged: what is wrong, what was found, and what there is to go on with. A person chooses; nothing
//! is done before.

use std::fmt;

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
    /// What was found.
    pub found: LostFound,
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

/// What stands in the place of a database, or of the journal beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LostFound {
    /// Only a trace of it: the file or folder of this name.
    Trace {
        /// Its name.
        name: String,
    },
    /// Too few bytes to say how long it should be.
    OnlyBytes {
        /// Bytes.
        bytes: u64,
    },
    /// Fewer bytes than it should have.
    BytesOf {
        /// Bytes that there are.
        bytes: u64,
        /// Bytes that there should be.
        wanted: u64,
    },
    /// A first page that is not right, before pages of a database.
    FirstPage,
    /// A web page.
    WebPage,
    /// A ZIP archive, or a document of an office program.
    Archive,
    /// A gzip archive.
    Gzip,
    /// A PDF.
    Pdf,
    /// Nothing but zeros.
    Zeros,
    /// A text.
    Text,
    /// Noise, or something encrypted.
    Noise,
    /// A journal whose first bytes are not right.
    JournalHead,
    /// A change in the journal that is not right, although it had been written to its end.
    JournalChange {
        /// Its number, from 1.
        number: u64,
    },
    /// What SQLite says, in its own words.
    Sqlite {
        /// Its words, in English.
        words: String,
    },
}

/// As a clause of the command line's sentence.
impl fmt::Display for LostFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trace { name } => write!(f, "{name} is here"),
            Self::OnlyBytes { bytes } => write!(f, "only {bytes} bytes are there"),
            Self::BytesOf { bytes, wanted } => write!(f, "{bytes} of {wanted} bytes are there"),
            Self::FirstPage => f.write_str("its first page is not right"),
            Self::WebPage => f.write_str("a web page"),
            Self::Archive => f.write_str("a ZIP archive or a document of an office program"),
            Self::Gzip => f.write_str("a gzip archive"),
            Self::Pdf => f.write_str("a PDF"),
            Self::Zeros => f.write_str("nothing but zeros"),
            Self::Text => f.write_str("a text"),
            Self::Noise => f.write_str("noise, or something encrypted"),
            Self::JournalHead => f.write_str("its first bytes are not right"),
            Self::JournalChange { number } => {
                write!(f, "change {number} is not right, and it had been written to its end")
            }
            Self::Sqlite { words } => f.write_str(words),
        }
    }
}

/// Damage that was found while the program ran. Nothing more is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Damage {
    /// What was found, in English: for whoever helps.
    pub detail: String,
}
