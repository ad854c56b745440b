//! A whole check: how it is asked for, and what came of it.
//!
//! Never in here: how anything is found out.

use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use super::finding::Finding;
use super::observations::Observations;
use super::result::DoctorResult;

/// What came of a check: each step, and what all that was seen leads to, ranked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Diagnosis {
    /// One for each step, in order; of a test message only that one.
    pub results: Vec<DoctorResult>,
    /// What is wrong, what stops messages first, the more certain before the less.
    pub findings: Vec<Finding>,
    /// What was seen, for words; findings name theirs by its place.
    pub evidence: Vec<Evidence>,
    /// What was seen, to be written down.
    #[serde(skip)]
    #[cfg_attr(test, ts(skip))]
    pub observations: Observations,
}

/// How the doctor is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct DoctorOptions {
    /// Nobody wants a test message.
    pub skip_message: bool,
    /// Somebody changed something in WeCom's console: a secret that was refused is tried once more.
    pub ask_again: bool,
}

/// An address from which an account's calls came, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExitIp {
    /// The address as WeCom saw it.
    pub ip: String,
    /// First seen, UTC ms.
    pub first_at: i64,
    /// Last seen before another one, UTC ms.
    pub last_at: i64,
}
