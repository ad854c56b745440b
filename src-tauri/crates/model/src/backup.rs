//! Copies of the data that stand beside it: when each was made, why, and what it holds.

use serde::{Deserialize, Serialize};

use crate::words::words;

/// A copy of the whole database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Backup {
    /// The name of its file.
    pub name: String,
    /// When it was made, UTC ms.
    pub taken_at: i64,
    /// Why.
    pub why: BackupWhy,
    /// Size of the file, bytes.
    pub bytes: u64,
    /// What it holds; absent when it cannot be read.
    pub holds: Option<Holds>,
}

words! {
    /// Why a copy was made.
    pub enum BackupWhy {
        /// The last one was an hour old.
        Hourly = "hourly",
        /// A large import was about to be written.
        Import = "import",
        /// A newer Beckon was about to change the shape of the data.
        Migration = "migration",
        /// A send had come to rest.
        Send = "send",
        /// A person asked for it.
        Hand = "hand",
    }
}

/// How much a database holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Holds {
    /// People.
    pub people: u64,
    /// Interviews.
    pub interviews: u64,
    /// Templates.
    pub templates: u64,
    /// Accounts.
    pub accounts: u64,
    /// Sends.
    pub campaigns: u64,
    /// Rows of the log.
    pub messages: u64,
    /// The newest change of any of them, UTC ms.
    pub last_change_at: Option<i64>,
}

impl Holds {
    /// Whether there is nothing that anybody entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self { last_change_at: self.last_change_at, ..Self::default() }
    }

    /// Whether this holds at least as much of everything as `other`.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.people >= other.people
            && self.interviews >= other.interviews
            && self.templates >= other.templates
            && self.accounts >= other.accounts
            && self.campaigns >= other.campaigns
            && self.messages >= other.messages
    }
}

/// The database or a copy of it that was read whole, page by page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CheckedFile {
    /// The name of its file.
    pub file: String,
    /// Whether it can be read to its end and agrees with itself.
    pub sound: bool,
    /// What is wrong with it, for whoever helps.
    pub problem: Option<String>,
    /// What it holds; absent when it is not sound.
    pub holds: Option<Holds>,
}

/// What is in the place of the database because a person chose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Restored {
    /// Where what was there before was put; absent when there was nothing.
    pub aside: Option<String>,
    /// The copy that took its place; absent when it is an empty database.
    pub backup: Option<Backup>,
}
