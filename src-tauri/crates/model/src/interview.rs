//! An interview: one meeting of a candidate, or a group of them, with the people who interview them.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{CandidateAnswer, CandidateId, InterviewId};

/// Length of an interview in minutes, at most: a day.
pub const INTERVIEW_MINUTES: u32 = 24 * 60;

/// Whoever has not answered so long before the start is asked about, in milliseconds.
pub const ANSWER_DUE_MS: i64 = 24 * 60 * 60 * 1000;

/// An interview in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Interview {
    /// Id.
    pub id: InterviewId,
    /// What was agreed.
    #[serde(flatten)]
    #[cfg_attr(test, ts(flatten))]
    pub plan: InterviewDraft,
    /// The candidates by name, in the order of `candidates`.
    pub people: Vec<Invited>,
    /// The start, UTC ms.
    pub starts_at: i64,
    /// It does not take place.
    pub called_off: bool,
    /// UID of the calendar file; never changes.
    pub uid: String,
    /// SEQUENCE of the calendar file; grows with every change.
    pub sequence: u32,
    /// Last change, UTC ms.
    pub updated_at: i64,
}

/// An interview to save. Absent values are empty, never blank text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InterviewDraft {
    /// Who comes; at least one.
    pub candidates: Vec<CandidateId>,
    /// For example "first round"; may be empty.
    pub round: String,
    /// How it is held.
    pub format: InterviewFormat,
    /// The clock on the wall where `zone` holds: `2026-11-25T14:00`.
    pub starts: String,
    /// IANA name of the zone, for example `Asia/Shanghai`.
    pub zone: String,
    /// Length in minutes, 1 to [`INTERVIEW_MINUTES`].
    pub minutes: u32,
    /// IANA name of the zone in which the candidate lives, if it is another one: messages then say both times.
    pub candidate_zone: Option<String>,
    /// Room and address.
    pub place: Option<String>,
    /// Of the meeting or the map; http or https.
    pub link: Option<String>,
    /// Members of the company.
    pub interviewers: Vec<Interviewer>,
    /// One person to call, with the number.
    pub contact: Option<String>,
    /// For the recruiter alone: in no message and no calendar file.
    pub notes: Option<String>,
}

words! {
    /// How an interview is held.
    #[derive(Default)]
    pub enum InterviewFormat {
        /// At the company.
        #[default]
        Onsite = "onsite",
        /// By video.
        Video = "video",
        /// By phone.
        Phone = "phone",
        /// In a coding room, where both see the same code.
        Coding = "coding",
    }
}

/// A member of the company who interviews.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Interviewer {
    /// Name, as candidates read it.
    pub name: String,
    /// WeCom member id; absent when the person is only named.
    pub userid: Option<String>,
}

/// A candidate of an interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Invited {
    /// The person.
    pub id: CandidateId,
    /// The person's name.
    pub name: String,
    /// What they said about it; absent while they have said nothing.
    pub answer: Option<CandidateAnswer>,
}

impl Invited {
    /// Whether something was said about the start that the interview has now.
    #[must_use]
    pub fn has_answered(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| !answer.earlier)
    }
}

/// A question to the list of interviews, which is ordered by their start.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InterviewQuery {
    /// Those that have begun, newest first, instead of those to come.
    pub past: bool,
    /// Of this person alone.
    pub candidate: Option<CandidateId>,
    /// Those alone that take place within [`ANSWER_DUE_MS`] and have a candidate who has not answered.
    #[serde(default)]
    pub unanswered: bool,
    /// After the interview with this id, in that order.
    pub after: Option<i64>,
    /// Rows, at most [`crate::PAGE_ROWS`]; 0 means that many.
    pub limit: u32,
}
