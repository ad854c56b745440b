//! What ShowMeBug keeps of an interview and of a written test, as its handle shows them.

use serde_json::Value;

/// An interview room.
#[derive(Debug, Clone, PartialEq)]
pub struct Room {
    /// Which room of all that were made, from 1.
    pub number: u64,
    /// ShowMeBug's id of it.
    pub uid: String,
    /// The candidate's name; empty when none was given.
    pub name: String,
    /// The caller's id of the candidate, when a batch made the room.
    pub candidate_uid: Option<String>,
    /// Who interviews, each with a link of their own.
    pub interviewers: Vec<Interviewer>,
    /// The candidate's link.
    pub candidate_url: String,
    /// The link that all interviewers share.
    pub interviewer_url: String,
    /// Member who made it.
    pub creator_id: i64,
    /// When it was made, UTC milliseconds on the company's clock.
    pub created_ms: i64,
    /// How far the interview is.
    pub status: Status,
    /// What [`ShowMeBug::end`](crate::showmebug::ShowMeBug::end) said.
    pub result: Value,
    /// It was deleted: calls do not find it, and its links lead nowhere.
    pub deleted: bool,
}

/// Somebody who interviews in a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interviewer {
    /// The caller's id of them.
    pub uid: String,
    /// Name.
    pub name: String,
    /// Phone; empty when none was given.
    pub phone: String,
    /// Mail; empty when none was given.
    pub email: String,
    /// Their own link.
    pub url: String,
}

/// How far an interview is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Not started.
    Opened,
    /// Running.
    Started,
    /// Over.
    Ended,
}

impl Status {
    pub(crate) const ALL: [Self; 3] = [Self::Opened, Self::Started, Self::Ended];

    /// As ShowMeBug writes it. Source: the list of interviews, `status`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "interview_opened",
            Self::Started => "interview_started",
            Self::Ended => "interview_ended",
        }
    }
}

/// An exam that was issued to a candidate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenTest {
    /// `written_pad_id`; counts from 1.
    pub id: u64,
    /// `written_pad_uid`.
    pub uid: String,
    /// Its exam.
    pub exam_id: i64,
    /// The caller's id of the candidate.
    pub candidate_uid: String,
    /// The candidate's name.
    pub candidate_name: String,
    /// The candidate's link.
    pub url: String,
    /// When it was issued, UTC milliseconds on the company's clock.
    pub created_ms: i64,
}
