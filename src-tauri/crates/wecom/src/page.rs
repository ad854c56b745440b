//! Answers that come in pages: each page tells where the next one begins.
//!
//! Never in here: a loop that fetches all; how much is wanted is the caller's business.

use serde::{Deserialize, Deserializer, Serialize};

/// Where the next page begins. Good for the same call with the same other parameters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Cursor(pub(crate) String);

impl Cursor {
    /// The cursor that was kept as this text; `None` for an empty one, which is the beginning.
    #[must_use]
    pub fn kept(text: String) -> Option<Self> {
        Some(text).filter(|text| !text.is_empty()).map(Self)
    }

    /// As a text to be kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One page of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on it; can be empty although more follows.
    pub items: Vec<T>,
    /// Where the next one begins; `None` at the end.
    pub next: Option<Cursor>,
}

/// A request for a page: what it is about, and where the page begins.
#[derive(Serialize)]
pub(crate) struct Asked<'a, T> {
    #[serde(flatten)]
    pub about: T,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<&'a Cursor>,
}

/// A `next_cursor`: empty or missing at the end.
pub(crate) fn next<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Cursor>, D::Error> {
    Ok(Cursor::kept(String::deserialize(deserializer)?))
}
