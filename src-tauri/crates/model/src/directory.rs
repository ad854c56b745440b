//! The company's address book as an account's app sees it, and what comes of looking people up in it.

use serde::{Deserialize, Serialize};

use crate::{AccountId, CandidateId, Selection, UiError};

/// By what people are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LookupBy {
    /// Their phone.
    Mobile,
    /// Their address at the company.
    Email,
}

/// Looks people up who have no `userid`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LookupRequest {
    /// The account that asks.
    pub account: AccountId,
    /// Whom.
    pub to: Selection,
    /// By what.
    pub by: LookupBy,
    /// Members of the whole company, if somebody knows; otherwise those that the app sees are taken for all.
    pub company_members: Option<u64>,
}

/// What came of looking a person up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LookupOutcome {
    /// Found, and put into the list.
    Found {
        /// The member.
        userid: String,
    },
    /// Found, but somebody else in the list has this `userid`.
    SameUserid {
        /// The member.
        userid: String,
        /// The other person's name.
        name: String,
    },
    /// No member that the app sees.
    Nobody,
    /// There is no phone or address to look for.
    NoValue,
    /// What is there is no phone number or address.
    BadValue,
    /// Not asked: the look-up ended before.
    NotAsked,
}

/// One person of a look-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LookupRow {
    /// The person.
    pub candidate: CandidateId,
    /// The person's name.
    pub name: String,
    /// What was looked for.
    pub value: Option<String>,
    /// What came of it.
    pub outcome: LookupOutcome,
}

/// Why a look-up ended before everybody had been asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LookupStop {
    /// One more wrong look-up could block them for a day: wrong ones within 24 hours, and how many are safe.
    TooManyWrong {
        /// Wrong ones within 24 hours.
        wrong: u64,
        /// Safe in a day.
        allowed: u64,
    },
    /// A person stopped it.
    Asked,
    /// A call failed.
    Failed {
        /// Why.
        error: UiError,
    },
}

/// What came of a look-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LookupReport {
    /// Found and put into the list.
    pub found: u64,
    /// Everybody in question.
    pub total: u64,
    /// People in the selection who had a `userid` already.
    pub mapped_before: u64,
    /// Why it ended early.
    pub stopped: Option<LookupStop>,
    /// One row for each, those not found first; 1,000 at most.
    pub rows: Vec<LookupRow>,
    /// The change to the list, if there was one.
    pub changed: Option<PeopleChanged>,
}

/// What a check of reachability found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReachReport {
    /// Inside the app's visible range.
    pub reachable: u64,
    /// Outside of it, or no members.
    pub unreachable: u64,
    /// Without a `userid`: nothing to look for.
    pub unmapped: u64,
    /// Reached by another way than as members, or by none: not looked for.
    pub other_route: u64,
    /// Members that the app sees.
    pub members: u64,
    /// A person stopped the check: nothing was noted, and nobody is counted.
    pub stopped: bool,
}

/// A change to people that can be taken back while this program runs and nobody makes the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PeopleChanged {
    /// How many people.
    pub people: u64,
    /// How many of those that the selection names were not found.
    pub missing: u64,
    /// Names the change when it is taken back.
    pub undo: u32,
}

/// A department that the app sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DirectoryPart {
    /// Department id or tag id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The department above; 0 for none.
    pub parent: i64,
}

/// The visible range of an app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Directory {
    /// Departments, those above before those below.
    pub departments: Vec<DirectoryPart>,
    /// Tags of the company.
    pub tags: Vec<DirectoryPart>,
    /// Members who were named one by one.
    pub single: u64,
}

/// A part of the visible range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DirectoryPlace {
    /// Direct members of a department.
    Department {
        /// Its id.
        id: i64,
    },
    /// Members with a tag.
    Tag {
        /// Its id.
        id: i64,
    },
    /// Members who were named one by one.
    Single,
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DirectoryMember {
    /// `userid`.
    pub userid: String,
    /// Display name.
    pub name: String,
}
