//! What a message of a team's account invites to: nobody of the team invites a person twice to the same.
//!
//! Never in here: who has whom. The team's ledger knows that.

use serde::{Deserialize, Serialize};

use crate::{ClaimState, TeamProblem};

/// The longest name of an occasion, in characters.
pub const OCCASION_CHARS: usize = 100;

/// What a send invites to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Occasion {
    /// The interview that each message is about.
    Interview,
    /// Each person's position, and the round of the interview where there is one.
    Position,
    /// Nothing: whoever has been invited gets it all the same, and nobody is kept from it.
    None,
    /// What this name stands for in the team.
    Named {
        /// The name, 1 to [`OCCASION_CHARS`] characters.
        name: String,
    },
}

/// What a send with a team's account asks of the team.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct TeamWish {
    /// What it invites to. Absent: the interview where there is one, else the position.
    pub occasion: Option<Occasion>,
    /// Why people are invited again who have been invited to it; absent: they are held.
    pub again: Option<String>,
}

/// What the team's ledger says of a send that is checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamCheck {
    /// Recipients of whom nobody can tell what they are invited to: held until the occasion is chosen.
    pub occasion_missing: u64,
    /// Recipients whom somebody has for the same occasion.
    pub claimed: u64,
    /// Recipients who want no invitations.
    pub opted_out: u64,
    /// Why the ledger cannot be asked. Nothing is started then.
    pub problem: Option<TeamProblem>,
    /// The first 200 of those whom somebody has, or who want none.
    pub first: Vec<TeamClaimed>,
}

/// A recipient whom somebody of the team has for the same occasion, or who wants no invitations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamClaimed {
    /// Position in the selection, from 0: the preview's index.
    pub index: u64,
    /// The recipient's name.
    pub name: String,
    /// The login that has them, or that noted their wish.
    pub by: String,
    /// Since when, UTC ms of the ledger's server.
    pub at: i64,
    /// Where the invitation is.
    pub state: ClaimState,
    /// Whether it is one of this laptop's own.
    pub here: bool,
}
