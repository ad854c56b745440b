//! The interviews between two moments, with what a calendar page shows of its days.
//!
//! Never in here: how it is drawn.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{DayOf, Interview, InterviewConflicts};

/// Interviews in one answer, at most.
pub const WEEK_ROWS: u32 = 1000;

/// Days that one question may span.
pub const WEEK_DAYS: usize = 31;

words! {
    /// How the window shows the interviews.
    #[derive(Default)]
    pub enum InterviewsView {
        /// As a list.
        #[default]
        List = "list",
        /// A day.
        Day = "day",
        /// A week.
        Week = "week",
    }
}

/// The interviews between two moments.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InterviewWeek {
    /// Those that take place between them, wholly or in part, soonest first; the first [`WEEK_ROWS`].
    pub rows: Vec<Interview>,
    /// So many more.
    pub more: u64,
    /// What speaks against some of them.
    pub conflicts: Vec<InterviewConflicts>,
    /// The days, on the clock of this computer.
    pub days: Vec<WeekDay>,
}

/// A day on the clock of this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WeekDay {
    /// As `2026-10-01`.
    pub day: String,
    /// Whether it is a public holiday of China, or worked in the place of one.
    pub of: DayOf,
    /// Whether people work then.
    pub worked: bool,
}
