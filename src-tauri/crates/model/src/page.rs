//! Lists by the page.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Route};

/// Rows on a page, at most: a plain table of this many rows stays searchable, selectable and readable aloud.
pub const PAGE_ROWS: u32 = 200;

/// A page of a list, continued by key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Hand this back as `after` for the next page; absent at the end.
    pub next: Option<i64>,
    /// Rows that the query finds in all.
    pub total: u64,
    /// There are more than `total`: counting further would have cost the page.
    pub at_least: bool,
}

/// Counts of a search in the log end here.
pub const COUNTED_ROWS: u64 = 1000;

/// Whether an account's app can reach a person, as far as checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ReachState {
    /// The last check found the person.
    Reachable,
    /// The last check did not.
    Unreachable,
    /// There was no check.
    Unchecked,
}

/// What people have in common. Everything that is set has to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct CandidateFilter {
    /// Words; each is part of a name, `userid`, phone, e-mail, position or tag.
    pub search: Option<String>,
    /// A tag, compared without case.
    pub tag: Option<String>,
    /// A route.
    pub route: Option<Route>,
    /// No `userid`.
    pub unmapped: bool,
    /// Wants no messages.
    pub opted_out: bool,
    /// What is known of their reachability by the account in question.
    pub reach: Option<ReachState>,
    /// The account in question.
    pub account: Option<AccountId>,
}

/// A page of candidates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct CandidateQuery {
    /// Which of them.
    #[serde(flatten)]
    #[cfg_attr(test, ts(flatten))]
    pub filter: CandidateFilter,
    /// [`Page::next`] of the page before.
    pub after: Option<i64>,
    /// Rows at most, up to [`PAGE_ROWS`]; 0 means that many.
    pub limit: u32,
}
