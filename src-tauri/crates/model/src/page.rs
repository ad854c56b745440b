//! Lists by the page.

use serde::{Deserialize, Serialize};

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
}

/// Which candidates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct CandidateQuery {
    /// Part of a name, `userid`, phone, e-mail, position or tag.
    pub search: Option<String>,
    /// Only those with this tag.
    pub tag: Option<String>,
    /// [`Page::next`] of the page before.
    pub after: Option<i64>,
    /// Rows at most, up to [`PAGE_ROWS`]; 0 means that many.
    pub limit: u32,
}
