//! What the laptops of a team share besides claims: who is who at WeCom, when interviews are, and templates.
//!
//! Never in here: a phone number, a mail address, notes.

use serde::{Deserialize, Serialize};

use crate::CandidateId;
use crate::words::words;

words! {
    /// Why a user id that the team knows is not taken without a look at it.
    pub enum TeamFoundProblem {
        /// The team knows this person by another name.
        OtherName = "other_name",
        /// Another person of the list has this user id.
        Taken = "taken",
        /// The team knows several people by the same phone or mail.
        Several = "several",
    }
}

/// What the team knows of those of the list who have no user id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamFill {
    /// People without a user id who have a phone or a mail address to be found by.
    pub asked: u64,
    /// People without a user id who have neither.
    pub nothing_to_ask: u64,
    /// Those whom the team knows, in the order of the list.
    pub found: Vec<TeamFound>,
}

/// Someone without a user id whom the team knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamFound {
    /// The person.
    pub candidate: CandidateId,
    /// The name in the list.
    pub name: String,
    /// The user id.
    pub userid: String,
    /// The name that the team knows.
    pub known_as: String,
    /// Whether a message reached them; absent: nobody has tried.
    pub reachable: Option<bool>,
    /// They want no invitations.
    pub opted_out: bool,
    /// Why it is not taken without a look at it.
    pub problem: Option<TeamFoundProblem>,
}

/// An interview of the team at the same time as one of this folder's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamOverlap {
    /// Whose it is: a login.
    pub by: String,
    /// Its start, UTC ms.
    pub starts_at: i64,
    /// Its end, UTC ms.
    pub ends_at: i64,
    /// User ids of those who would be at both, in small letters.
    pub userids: Vec<String>,
}

/// A template that a lead shares with the team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TeamTemplate {
    /// Its name in the team.
    pub name: String,
    /// Counted from 1, by the ledger.
    pub version: u32,
    /// The kind of its message.
    pub message: String,
    /// Who shared it: a login.
    pub by: String,
    /// When, UTC ms of the server.
    pub at: i64,
}
