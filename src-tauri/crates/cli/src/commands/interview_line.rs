//! An interview as a line of JSON: what was agreed, what speaks against it, and what stands of it in WeCom.
//!
//! Never in here: a change.

use beckon_engine::{Engine, in_zone};
use beckon_model::{Clock, ConflictsFound, Interview, Published, SystemClock};
use serde::Serialize;

use super::conflict_words::Conflicts;
use super::published_line::PublishedFields;
use crate::failure::Failure;
use crate::time::Starts;

/// An interview with its start in words, and what stands of it in WeCom.
#[derive(Serialize)]
pub struct Line<'a> {
    #[serde(flatten)]
    pub interview: &'a Interview,
    #[serde(flatten)]
    starts: Starts,
    #[serde(flatten)]
    pub conflicts: Conflicts,
    #[serde(flatten)]
    pub in_wecom: PublishedFields,
}

impl<'a> Line<'a> {
    pub fn new(interview: &'a Interview, conflicts: &ConflictsFound, published: Option<&Published>) -> Self {
        Self {
            interview,
            starts: Starts::from(&in_zone(interview.starts_at, &interview.plan.zone)),
            conflicts: conflicts.clone().into(),
            in_wecom: PublishedFields::of(interview, published, SystemClock.now_ms()),
        }
    }
}

/// What speaks against one interview.
pub async fn conflicts(engine: &Engine, interview: &Interview) -> Result<ConflictsFound, Failure> {
    let told = engine.interviews().conflicting(vec![interview.id]).await?;
    Ok(told.into_iter().next().map(|told| told.found).unwrap_or_default())
}
