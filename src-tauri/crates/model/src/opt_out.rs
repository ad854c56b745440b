//! "Do not write to me": whoever said so, since when, and how it is known.
//!
//! Never in here: what identifies the person (`same.rs`), the words by which an answer says it.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{CandidateId, TeamProblem};

words! {
    /// How it is known.
    pub enum OptOutBy {
        /// A recruiter noted it.
        Hand = "hand",
        /// The person's answer said it.
        Answer = "answer",
    }
}

/// That a person wants no messages, or wanted none until it was lifted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OptOut {
    /// Since when, UTC ms.
    pub at: i64,
    /// How it is known.
    pub by: OptOutBy,
    /// What was noted with it.
    pub note: Option<String>,
    /// Who it was noted for: somebody with the same `userid`, phone or e-mail.
    pub name: String,
    /// Since when the person may be written to again, UTC ms; absent while it holds.
    pub lifted_at: Option<i64>,
}

/// Who wants no messages from now on, or may be written to again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OptOutRequest {
    /// The person.
    pub candidate: CandidateId,
    /// Whether the person wants no messages.
    pub opted_out: bool,
    /// A note, 2,000 characters at most.
    pub note: Option<String>,
}

/// Whether the team's ledger has heard of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OptOutTold {
    /// It has nothing to hear: there is no team, or the person has no `userid`, by which the ledger names people.
    Nothing,
    /// It has.
    Told,
    /// It has not. What was noted is told later; what only a lead may lift stays noted there.
    NotTold {
        /// Why.
        problem: TeamProblem,
    },
}

/// What the team's ledger has of a person who wants no messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamOptOut {
    /// The login that noted it.
    pub by: String,
    /// When, UTC ms of the ledger's server.
    pub at: i64,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OptOutChange {
    /// What is noted now.
    pub opt_out: Option<OptOut>,
    /// Whether the team knows.
    pub team: OptOutTold,
}
