//! How long a text of a message is, and may be.

use serde::{Deserialize, Serialize};

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LengthUnit {
    /// Bytes of UTF-8.
    Bytes,
    /// Characters.
    Characters,
}

/// How long a text of a message is, and how long it may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FieldLength {
    /// The text, as the request names it, for example `textcard.title`.
    pub place: String,
    /// How long it is.
    pub actual: usize,
    /// How long it may be.
    pub limit: usize,
    /// What both count.
    pub unit: LengthUnit,
    /// A longer one is sent all the same, and looks worse.
    pub advised: bool,
    /// Where WeCom would cut it: the first byte that the recipient would not see. Absent when it is short enough, or
    /// the limit is only advised.
    pub cut: Option<usize>,
}
