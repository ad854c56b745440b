//! The practice company as the window and the command line see it.

use serde::{Deserialize, Serialize};

/// The practice company while it runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PracticeState {
    /// Its base URL on loopback.
    pub host: String,
    /// Members it has.
    pub members: u64,
}

/// What the practice company has received since it started: its own count, not Beckon's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PracticeFigures {
    /// Calls of `message/send`.
    pub calls: u64,
    /// Recipients it delivered to.
    pub delivered: u64,
    /// Recipients it named in `invaliduser`.
    pub invalid: u64,
    /// Recipients it named in `unlicenseduser`.
    pub unlicensed: u64,
    /// Recipients it dropped without a word, as WeCom does above the limit per member.
    pub dropped: u64,
    /// Recipients it recognised as a repeat of the same body.
    pub duplicates: u64,
}
