//! How far something long has come: an import, a look-up of user ids, a check of who can be reached.
//!
//! Never in here: what it is about.

use serde::{Deserialize, Serialize};

/// How far it has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct JobProgress {
    /// Rows or people so far.
    pub done: u64,
    /// In all, where that is known.
    pub total: Option<u64>,
}
