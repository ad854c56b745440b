//! Written tests of ShowMeBug: the exams that there are, and who was given which.
//!
//! Never in here: the link to a test.

use serde::{Deserialize, Serialize};

use crate::{CandidateId, RoomProblem, RoomState, Selection, WrittenTestId};

/// An exam that can be given to people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WrittenExam {
    /// ShowMeBug's id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Of the practice ShowMeBug, for practice people.
    pub practice: bool,
    /// How many questions it has.
    pub questions: Option<u64>,
    /// Minutes; 0 means as long as one likes.
    pub minutes: Option<u64>,
    /// Points that can be had.
    pub score: Option<i64>,
}

/// A written test of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WrittenTest {
    /// Id.
    pub id: WrittenTestId,
    /// The exam's id at ShowMeBug.
    pub exam: i64,
    /// The exam's name.
    pub exam_name: String,
    /// Whose it is.
    pub candidate: CandidateId,
    /// The person's name.
    pub name: String,
    /// At the practice ShowMeBug.
    pub practice: bool,
    /// How far it has come; never deleted.
    pub state: RoomState,
    /// Whether its link is known.
    pub has_link: bool,
    /// When ShowMeBug was asked for it, UTC ms.
    pub intent_at: i64,
    /// When it was made, UTC ms.
    pub made_at: Option<i64>,
    /// Why it is unknown.
    pub problem: Option<RoomProblem>,
}

/// An exam for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WrittenRequest {
    /// The exam's id at ShowMeBug.
    pub exam: i64,
    /// Who gets it.
    pub to: Selection,
    /// Also who may have it already, because an answer was lost. They may then have it twice.
    pub again: bool,
}

/// What became of one person's test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WrittenOutcome {
    /// Who.
    pub candidate: CandidateId,
    /// The person's name.
    pub name: String,
    /// The test, if there is one now.
    pub test: Option<WrittenTest>,
    /// What went wrong.
    pub problem: Option<RoomProblem>,
}
