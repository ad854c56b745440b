//! The room of an interview at ShowMeBug: what is known of it, and what will be made.
//!
//! Never in here: a link into a room, but for the answer that somebody asked for: [`RoomLinks`].

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{InterviewId, RoomId, RoomProblem};

words! {
    /// How far a room has come.
    pub enum RoomState {
        /// ShowMeBug is being asked for it.
        Making = "making",
        /// It is there.
        Made = "made",
        /// Nobody knows whether it is there: the answer was lost.
        Unknown = "unknown",
        /// It was there and is deleted.
        Deleted = "deleted",
    }
}

words! {
    /// What ShowMeBug says of a room.
    pub enum RoomStatus {
        /// Nobody has begun.
        NotStarted = "not_started",
        /// The interview is on.
        Running = "running",
        /// It is over.
        Ended = "ended",
    }
}

/// The room of an interview. A group shares one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Room {
    /// Id.
    pub id: RoomId,
    /// The interview; absent once it is removed, which only that of a deleted room can be.
    pub interview: Option<InterviewId>,
    /// At the practice ShowMeBug.
    pub practice: bool,
    /// How far it has come.
    pub state: RoomState,
    /// Its name at ShowMeBug: the candidates' names.
    pub name: String,
    /// Its id at ShowMeBug.
    pub uid: Option<String>,
    /// Whether the candidates' link is known.
    pub has_candidate_link: bool,
    /// Whether the link that all interviewers share is known.
    pub has_shared_link: bool,
    /// Interviewers have links of their own.
    pub personal: bool,
    /// Whom ShowMeBug was told of.
    pub interviewers: Vec<RoomInterviewer>,
    /// What ShowMeBug said when it was asked last.
    pub status: Option<RoomStatus>,
    /// Whether its result was fetched.
    pub has_result: bool,
    /// The interview has other candidates or interviewers now than ShowMeBug was told.
    pub differs: bool,
    /// When ShowMeBug was asked to make it, UTC ms.
    pub intent_at: i64,
    /// When it was made, UTC ms.
    pub made_at: Option<i64>,
    /// When ShowMeBug was asked about it last, UTC ms.
    pub asked_at: Option<i64>,
    /// Why it is unknown, or what happened last.
    pub problem: Option<RoomProblem>,
}

/// An interviewer of a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RoomInterviewer {
    /// Name.
    pub name: String,
    /// WeCom member id.
    pub userid: String,
    /// Whether the personal link is known.
    pub has_link: bool,
}

/// The links of a room. Whoever has one may enter: only for somebody who asked for them, and for messages.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RoomLinks {
    /// The candidates'.
    pub candidate: Option<String>,
    /// The one that all interviewers share.
    pub shared: Option<String>,
    /// The interviewers' own.
    pub interviewers: Vec<InterviewerLink>,
}

/// The personal link of an interviewer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InterviewerLink {
    /// WeCom member id.
    pub userid: String,
    /// Name.
    pub name: String,
    /// The link.
    pub link: String,
}

impl std::fmt::Debug for RoomLinks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RoomLinks")
    }
}

impl std::fmt::Debug for InterviewerLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InterviewerLink").field("userid", &self.userid).finish_non_exhaustive()
    }
}

/// How ShowMeBug reaches an interviewer: one of the two is enough. Typed once, and kept for this member alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InterviewerContact {
    /// WeCom member id.
    pub userid: String,
    /// Phone number.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
}

/// Rooms that are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RoomsRequest {
    /// For which interviews.
    pub interviews: Vec<InterviewId>,
    /// Interviewers with a WeCom user id get links of their own; else all share one.
    pub personal: bool,
}

/// An interviewer of a room that is planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlannedInterviewer {
    /// Name.
    pub name: String,
    /// WeCom member id; who has none gets no personal link.
    pub userid: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
}

/// A room that would be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RoomPlanned {
    /// For which interview.
    pub interview: InterviewId,
    /// What it will be called.
    pub name: String,
    /// At the practice ShowMeBug.
    pub practice: bool,
    /// The interviewers.
    pub interviewers: Vec<PlannedInterviewer>,
    /// Interviewers get links of their own.
    pub personal: bool,
    /// Why it cannot be made.
    pub problem: Option<RoomProblem>,
}

/// What would be made, and what it costs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RoomsCheck {
    /// Each room.
    pub rooms: Vec<RoomPlanned>,
    /// Sessions left now, as far as ShowMeBug says.
    pub quota: Option<i64>,
    /// Sessions left afterwards, if making a room uses one up.
    pub quota_after: Option<i64>,
}

/// What became of one interview's room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RoomOutcome {
    /// Which interview.
    pub interview: InterviewId,
    /// Its room, if there is one now.
    pub room: Option<Room>,
    /// What went wrong.
    pub problem: Option<RoomProblem>,
}

/// A question to the list of rooms.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct RoomQuery {
    /// Of these interviews alone; empty means all.
    pub interviews: Vec<InterviewId>,
    /// In this state alone.
    pub state: Option<RoomState>,
}

/// A person's word for a room that is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RoomWord {
    /// ShowMeBug made it, and this is its id.
    Made {
        /// The id at ShowMeBug.
        uid: String,
    },
    /// ShowMeBug did not make it.
    NotMade,
}

/// What came out of an interview, as ShowMeBug tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RoomResult {
    /// When it was fetched, UTC ms.
    pub at: i64,
    /// What Beckon knows the meaning of: ShowMeBug's name for it, and the value.
    pub known: Vec<(String, String)>,
    /// The whole answer, JSON.
    pub raw: String,
    /// The page that the answer names.
    pub url: Option<String>,
}

/// A room that was deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RoomDeleted {
    /// The room.
    pub room: Room,
    /// Its result could be fetched before.
    pub result_kept: bool,
    /// Who got a message with a link into it, by name; they have to be told.
    pub told: Vec<String>,
}

/// What a look at open rooms found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RoomsRefreshed {
    /// Rooms that were asked about.
    pub asked: u64,
    /// Interviews that have ended since the last look.
    pub ended: Vec<InterviewId>,
    /// Results that were fetched.
    pub results: u64,
    /// What stopped it.
    pub problem: Option<RoomProblem>,
}
