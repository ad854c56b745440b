//! A candidate: a person who can get a message, and the person's custom fields from the spreadsheet.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{AccountId, CandidateId, OptOut};

/// The fields that every candidate has and that templates may name.
pub const STANDARD_FIELDS: [&str; 5] = ["name", "userid", "phone", "email", "position"];

/// A person in the list. Absent values are empty, never blank text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Candidate {
    /// Id.
    pub id: CandidateId,
    /// The person's data.
    #[serde(flatten)]
    #[cfg_attr(test, ts(flatten))]
    pub person: CandidateDraft,
    /// A sample person of the practice company: never sent to from a real account.
    pub practice: bool,
    /// The way to this person.
    pub route: Route,
    /// What the last check of the account in question found; absent when there was none.
    pub reach: Option<Reach>,
    /// Wants no messages.
    pub opted_out: bool,
    /// Last change, UTC ms.
    pub updated_at: i64,
}

words! {
    /// The way to a person.
    #[derive(Default)]
    pub enum Route {
        /// A member of the company, found by `userid`; without one, not mapped yet.
        #[default]
        Member = "member",
        /// An external contact: an employee has to confirm what goes to them, an app cannot send.
        External = "external",
        /// None: WeCom is not the way to this person.
        None = "none",
    }
}

/// The word is no route.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a route is member, external or none")]
pub struct RouteError;

impl FromStr for Route {
    type Err = RouteError;

    fn from_str(word: &str) -> Result<Self, RouteError> {
        Self::from_word(word).ok_or(RouteError)
    }
}

/// What a check found: whether an account's app can reach a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Reach {
    /// The account.
    pub account: AccountId,
    /// Whether the person was inside the app's visible range.
    pub reachable: bool,
    /// When, UTC ms.
    pub checked_at: i64,
}

/// One person with every check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CandidateDetail {
    /// The person.
    pub candidate: Candidate,
    /// What the last check of each account found, the newest first.
    pub reach: Vec<Reach>,
    /// What is noted of the person's wish for no messages: what holds, or what was lifted last.
    pub opt_out: Option<OptOut>,
}

/// A candidate's data, as imported.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CandidateDraft {
    /// Full name; never empty.
    pub name: String,
    /// WeCom member id (`userid`), 1 to 64 bytes; absent when the person is not mapped yet.
    pub userid: Option<String>,
    /// Phone, as text.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Job title.
    pub position: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// The person's custom fields: column header to value, no empty values.
    pub fields: BTreeMap<String, String>,
}

/// A field that templates may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FieldInfo {
    /// How a template writes it, without the braces.
    pub key: String,
    /// The column header it came from; equal to the key for the standard fields.
    pub header: String,
    /// How many candidates have a value.
    pub filled: u64,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TagCount {
    /// The tag.
    pub tag: String,
    /// How many people have it.
    pub count: u64,
}
