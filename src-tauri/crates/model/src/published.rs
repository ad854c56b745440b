//! An interview in WeCom: what stands there, what is wished, and the steps from the one to the other.
//!
//! Never in here: which steps those are (`publish_plan`), or a call.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{AccountId, InterviewId, PublishProblem};

words! {
    /// What of an interview stands in people's WeCom calendars. Never both: each would be an entry of its own.
    #[derive(Default)]
    pub enum PublishAs {
        /// Nothing.
        #[default]
        None = "none",
        /// A schedule.
        Schedule = "schedule",
        /// A meeting with a code and a link.
        Meeting = "meeting",
    }
}

/// What a calendar entry says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EntryContent {
    /// Unix seconds.
    pub starts: i64,
    /// Unix seconds.
    pub ends: i64,
    /// The title.
    pub title: String,
    /// The description.
    pub description: String,
    /// The place.
    pub location: String,
    /// Who is invited: WeCom member ids, in their order, each once.
    pub people: Vec<String>,
}

/// A calendar entry in WeCom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CalendarEntry {
    /// Schedule or meeting.
    pub kind: PublishAs,
    /// Its id: `schedule_id` or `meetingid`.
    pub id: String,
    /// Who organises the meeting, a WeCom member id; that cannot change. Empty for a schedule.
    pub by: String,
    /// What it says.
    pub content: EntryContent,
    /// The meeting's code, once it was read.
    pub code: Option<String>,
    /// The meeting's link, once it was read.
    pub link: Option<String>,
}

/// A meeting room and for when: on WeCom's grid of half hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RoomTime {
    /// WeCom's number of the room.
    pub room: i64,
    /// Its name.
    pub name: String,
    /// Unix seconds.
    pub starts: i64,
    /// Unix seconds.
    pub ends: i64,
}

/// A booking of a meeting room in WeCom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RoomBooking {
    /// Its id.
    pub id: String,
    /// Which room, and for when.
    pub of: RoomTime,
    /// It hangs on the interview's entry; else WeCom made an entry of its own for it.
    pub on_entry: bool,
}

/// What stands in WeCom of an interview, as far as Beckon knows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct InWecom {
    /// The calendar entry.
    pub entry: Option<CalendarEntry>,
    /// Rooms: two of them only while the interview goes from the one to the other.
    pub bookings: Vec<RoomBooking>,
    /// WeCom changes nothing at all of the entry while the room is booked (90700), not only its time.
    pub frozen: bool,
}

impl InWecom {
    /// Whether anything does.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.entry.is_some() || !self.bookings.is_empty()
    }
}

/// What of an interview is to stand in WeCom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublishWanted {
    /// As what.
    pub kind: PublishAs,
    /// What the entry says.
    pub content: EntryContent,
    /// The room.
    pub room: Option<RoomTime>,
    /// Who organises the meeting and books the room, a WeCom member id; empty where nobody has to.
    pub organiser: String,
}

/// One step: one call to WeCom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum PublishStep {
    /// Makes the entry.
    Create {
        /// Schedule or meeting.
        kind: PublishAs,
        /// What it says.
        content: EntryContent,
        /// Who organises it, a WeCom member id; empty where it needs nobody.
        by: String,
    },
    /// Reads code and link of the meeting.
    ReadLink,
    /// Invites more people to the schedule.
    Invite {
        /// Who.
        people: Vec<String>,
    },
    /// Takes people out of the schedule.
    Uninvite {
        /// Who.
        people: Vec<String>,
    },
    /// Changes the entry.
    Change {
        /// What it says then.
        content: EntryContent,
    },
    /// Takes the entry back.
    Delete,
    /// Books a room.
    Book {
        /// Which room, and for when.
        room: RoomTime,
        /// For the entry; else with an entry of the room's own.
        on_entry: bool,
        /// Who books it, a WeCom member id.
        by: String,
    },
    /// Gives a booking up; the interview's own entry stays.
    GiveUp {
        /// Which one.
        booking: RoomBooking,
    },
}

words! {
    /// How far a step is.
    pub enum PublishStepState {
        /// WeCom is being asked.
        Asking = "asking",
        /// It was done.
        Done = "done",
        /// WeCom was not asked, or said no.
        NotDone = "not_done",
        /// Nobody knows whether it was done.
        Unknown = "unknown",
    }
}

/// A step that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublishStepTaken {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub step: PublishStep,
    /// How far it is.
    pub state: PublishStepState,
    /// Why it was not done, or nobody knows.
    pub problem: Option<PublishProblem>,
    /// When WeCom was asked, UTC ms.
    pub asked_at: i64,
    /// When it became known how it ended, UTC ms.
    pub ended_at: Option<i64>,
}

/// What somebody wishes for an interview.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublishWish {
    /// As what it stands in the calendars.
    pub kind: PublishAs,
    /// The room, by WeCom's number and name.
    pub room: Option<(i64, String)>,
    /// The title; absent: from the round and the names.
    pub title: Option<String>,
    /// Who organises it and books the room, a WeCom member id; absent: the first interviewer who has one.
    pub organiser: Option<String>,
}

words! {
    /// What a member of the company answered in the calendar.
    pub enum MemberReply {
        /// They come.
        Accepted = "accepted",
        /// They do not come.
        Declined = "declined",
        /// Perhaps.
        Tentative = "tentative",
        /// Nothing yet.
        None = "none",
        /// They were in the meeting.
        Joined = "joined",
    }
}

/// The answer of somebody who is invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MemberAnswer {
    /// WeCom member id.
    pub userid: String,
    /// What they answered.
    pub reply: MemberReply,
    /// When Beckon saw it first, UTC ms.
    pub seen_at: i64,
}

/// An interview that is, or is to be, in WeCom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Published {
    /// Which interview.
    pub interview: InterviewId,
    /// With which account.
    pub account: AccountId,
    /// What is wished.
    pub wish: PublishWish,
    /// What stands in WeCom.
    pub there: InWecom,
    /// What is still to be done; empty where all is as wished.
    pub open: Vec<PublishStep>,
    /// Why it cannot be done as it is.
    pub problem: Option<PublishProblem>,
    /// The steps that were begun, the last one first.
    pub taken: Vec<PublishStepTaken>,
    /// What the members who are invited answered.
    pub answers: Vec<MemberAnswer>,
    /// When WeCom was asked for the answers last, UTC ms.
    pub asked_at: Option<i64>,
}

impl Published {
    /// How many steps are open: to be done, unknown, or not even known while something is in their way.
    #[must_use]
    pub fn steps_open(&self) -> usize {
        self.open.len() + usize::from((self.unknown_step().is_some() || self.problem.is_some()) && self.open.is_empty())
    }

    /// The number of the step of which nobody knows how it ended.
    #[must_use]
    pub fn unknown_step(&self) -> Option<i64> {
        self.taken.first().filter(|last| last.is_open()).map(|last| last.id)
    }
}

impl PublishStepTaken {
    /// Whether nobody knows how it ended.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, PublishStepState::Asking | PublishStepState::Unknown)
    }
}

/// What would be done for an interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublishPlanned {
    /// Which interview.
    pub interview: InterviewId,
    /// The steps, in order.
    pub steps: Vec<PublishStep>,
    /// Why it cannot be done.
    pub problem: Option<PublishProblem>,
    /// The names of those who will not be in the calendar, as Beckon has no WeCom user id of them.
    pub left_out: Vec<String>,
}

/// What became of one interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PublishOutcome {
    /// Which interview.
    pub interview: InterviewId,
    /// What stands in WeCom now, and what is still open.
    pub published: Option<Published>,
    /// What ended it before all was done.
    pub problem: Option<PublishProblem>,
}

/// What a look at the answers of members found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MemberAnswersRead {
    /// Interviews that were asked about.
    pub asked: u64,
    /// Answers that are others than before.
    pub news: Vec<(InterviewId, MemberAnswer)>,
    /// Interviews whose entry was taken away in WeCom.
    pub gone: Vec<InterviewId>,
    /// Interviews whose room was given up in WeCom, or is booked for another time there.
    pub rooms: Vec<InterviewId>,
    /// What stopped it.
    pub problem: Option<PublishProblem>,
}
