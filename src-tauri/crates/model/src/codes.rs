//! WeCom's error codes as the window shows them.
//!
//! Never in here: the codes. `wecom` has the one table.

use serde::{Deserialize, Serialize};

use crate::words::words;

/// Codes that one search shows.
pub const CODES_ROWS: usize = 200;

/// What an errcode means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CodeMeaning {
    /// The code.
    pub errcode: i64,
    /// What kind of refusal it is.
    pub kind: CodeKind,
    /// Meaning, in English.
    pub meaning_en: String,
    /// What to do, in English.
    pub fix_en: String,
    /// Meaning, in Chinese; where the code has none of its own, its kind's.
    pub meaning_zh: String,
    /// What to do, in Chinese; where the code has none of its own, its kind's.
    pub fix_zh: String,
    /// Whether the Chinese words are the code's own.
    pub own_zh: bool,
    /// Whether the same request may be repeated.
    pub repeat: Repeat,
}

words! {
    /// What kind of refusal a code is.
    pub enum CodeKind {
        /// No refusal.
        Ok = "ok",
        /// The company's id, the app's id, its Secret or its token is wrong.
        Credential = "credential",
        /// The app or its range does not allow this.
        Permission = "permission",
        /// The network is not accepted.
        NetworkPolicy = "network-policy",
        /// The person, department or tag cannot be reached.
        Recipient = "recipient",
        /// Something in the request is wrong.
        Content = "content",
        /// A limit is reached.
        Rate = "rate",
        /// WeCom is busy or faulty.
        Server = "server",
    }
}

/// Codes found by their number or by words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CodesFound {
    /// The first [`CODES_ROWS`] of them, ascending.
    pub codes: Vec<CodeMeaning>,
    /// How many there are.
    pub total: u32,
}

/// Whether a refused request may be repeated as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Repeat {
    /// Not before a person has changed something.
    No,
    /// Once, with a fresh token.
    AfterTokenRefresh,
    /// A limited number of times, after a wait.
    AfterBackOff,
}
