//! How a running send goes: shown, never stored.

use serde::{Deserialize, Serialize};

/// How a running campaign goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Live {
    /// Recipients answered per minute, over the last 10 seconds.
    pub per_minute: u64,
    /// Milliseconds to the end at this rate; absent while nothing moves.
    pub left_ms: Option<u64>,
    /// What it is waiting for.
    pub waiting: Option<Waiting>,
}

/// What a send is waiting for, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Waiting {
    /// What for.
    pub what: WaitsFor,
    /// Until when, UTC ms.
    pub until: i64,
}

/// What a send can wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WaitsFor {
    /// The account's calls of this minute are used up.
    Minute,
    /// The account's messages of this day are used up; the day ends at midnight in Beijing.
    Day,
    /// WeCom says that a limit is reached (45009).
    WecomLimit,
    /// The people who are left have had as many messages as one person may get.
    Member,
    /// A request that failed is tried again.
    Retry,
    /// WeCom hands out no access token now; one call asks again then.
    Token,
    /// WeCom is busy (-1); one call asks again then.
    Busy,
    /// What answers is not WeCom; one call asks again then.
    NotWecom,
    /// The team's ledger cannot be asked, or colleagues use up what WeCom allows the app.
    Team,
}
