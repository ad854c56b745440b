//! What a candidate says about an interview, whatever the way on which it came.
//!
//! Never in here: a guess at what somebody meant.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{CandidateId, InterviewId};

/// Letters of a candidate's own words, at most.
pub const WISH_CHARS: usize = 200;

words! {
    /// What was said.
    pub enum AnswerKind {
        /// They come.
        Accepted = "accepted",
        /// They do not come.
        Declined = "declined",
        /// They would come at another time.
        OtherTime = "other_time",
        /// Nothing; also what was noted by mistake.
        None = "none",
    }
}

words! {
    /// How it became known.
    pub enum AnswerSource {
        /// A recruiter noted it.
        Hand = "hand",
        /// A button in the customer-service chat.
        Button = "button",
        /// Text in the customer-service chat.
        Text = "text",
        /// The entry in the candidate's WeCom calendar.
        Schedule = "schedule",
        /// A form.
        Form = "form",
    }
}

/// The last answer of a candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CandidateAnswer {
    /// What was said.
    pub kind: AnswerKind,
    /// Their own words, [`WISH_CHARS`] letters at most.
    pub wish: Option<String>,
    /// How it became known.
    pub source: AnswerSource,
    /// When they said it, UTC ms.
    pub at: i64,
    /// The start that it was about, UTC ms.
    pub starts_at: i64,
    /// The interview has another start now: the answer is none to it.
    pub earlier: bool,
}

/// An answer to note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NewAnswer {
    /// The interview.
    pub interview: InterviewId,
    /// One of its candidates.
    pub candidate: CandidateId,
    /// What was said.
    pub kind: AnswerKind,
    /// Their own words.
    pub wish: Option<String>,
}
