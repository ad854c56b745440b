//! Why an interview is not in WeCom as wished. Each has one sentence in both message files and one in the command line.
//!
//! Never in here: the sentences, or a secret.

use serde::{Deserialize, Serialize};

use crate::Reason;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PublishProblem {
    /// The interview is not published.
    NotPublished,
    /// It was published with another account.
    OtherAccount,
    /// The account that published it was removed.
    AccountGone,
    /// Practice people are not published in a real company, nor real ones at the practice company.
    Mixed,
    /// It was called off.
    CalledOff,
    /// It has begun.
    Begun,
    /// None of its interviewers has a WeCom user id: who organises it, or books the room?
    NoOrganiser,
    /// Neither an interviewer nor a candidate has a WeCom user id: it would stand in nobody's calendar.
    NobodyInvited,
    /// The title is longer than WeCom takes; it would be cut.
    TitleTooLong {
        /// Its characters.
        chars: usize,
        /// Its bytes.
        bytes: usize,
        /// Characters that are taken.
        most_chars: usize,
        /// Bytes that are taken.
        most_bytes: usize,
    },
    /// The place is longer than WeCom takes; it would be cut.
    PlaceTooLong {
        /// Its characters.
        chars: usize,
        /// Characters that are taken.
        most: usize,
    },
    /// The interview has no place of its own, and the room's name is longer than WeCom takes as one.
    RoomNameTooLong {
        /// Its name.
        room: String,
        /// Its characters.
        chars: usize,
        /// Characters that are taken.
        most: usize,
    },
    /// More people than WeCom takes.
    TooManyPeople {
        /// How many there are.
        count: usize,
        /// How many are taken.
        most: usize,
    },
    /// It is shorter or longer than a meeting may be.
    Length {
        /// Its minutes.
        minutes: u32,
    },
    /// It takes until the day after: a room is booked for one day.
    OverMidnight,
    /// Somebody has to approve the room: it is booked in WeCom.
    RoomNeedsApproval {
        /// Its name.
        room: String,
    },
    /// The account sees no such room.
    NoSuchRoom {
        /// WeCom's number of it.
        room: i64,
    },
    /// Somebody else has the room at that time.
    RoomTaken {
        /// Its name.
        room: String,
    },
    /// The account may not do it: the app is not among the callable apps.
    NoRight {
        /// What it may not do.
        area: PublishArea,
        /// WeCom's code.
        errcode: i64,
    },
    /// WeCom does not take somebody: they left, or the app does not see them.
    BadPerson {
        /// Their WeCom member ids, as far as they were found.
        userids: Vec<String>,
        /// WeCom's code.
        errcode: i64,
    },
    /// WeCom said no.
    Refused {
        /// Its code.
        errcode: i64,
    },
    /// WeCom was not reached.
    NotAsked {
        /// Why.
        reason: Reason,
    },
    /// The request left and no proper answer came back.
    ReplyLost,
    /// The data came back from a copy, and it may have been put into WeCom since that was made.
    Restored,
    /// The program ended while WeCom was asked.
    Interrupted,
    /// WeCom does not show yet what was made, and it is too early to say that it is not there.
    TooEarly,
    /// WeCom still shows as it was what was changed or taken back, and it is too early to say that this was not done.
    ChangeTooEarly,
    /// Somebody says that a step was done, and WeCom shows that it was not.
    ShownOtherwise,
    /// WeCom was looked through, and there are several that it could be.
    Several,
    /// The entry was taken away in WeCom.
    EntryGone,
    /// The booking of the room was taken away in WeCom.
    BookingGone,
    /// WeCom booked the room for another time than was shown.
    BookedOtherwise {
        /// Unix seconds.
        starts: i64,
        /// Unix seconds.
        ends: i64,
    },
    /// In which calendar it is found again could not be kept on the disk, so nothing was made.
    NotKept,
    /// It stands in WeCom still: it is called off before it is removed.
    StillThere,
    /// There is no such step, or it is known how it ended.
    NoOpenStep,
    /// Another process publishes from this data folder.
    OtherProcess,
}

impl PublishProblem {
    /// The `kind` word, as in JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NotPublished => "not_published",
            Self::OtherAccount => "other_account",
            Self::AccountGone => "account_gone",
            Self::ShownOtherwise => "shown_otherwise",
            Self::Mixed => "mixed",
            Self::CalledOff => "called_off",
            Self::Begun => "begun",
            Self::NoOrganiser => "no_organiser",
            Self::NobodyInvited => "nobody_invited",
            Self::TitleTooLong { .. } => "title_too_long",
            Self::PlaceTooLong { .. } => "place_too_long",
            Self::RoomNameTooLong { .. } => "room_name_too_long",
            Self::TooManyPeople { .. } => "too_many_people",
            Self::Length { .. } => "length",
            Self::OverMidnight => "over_midnight",
            Self::RoomNeedsApproval { .. } => "room_needs_approval",
            Self::NoSuchRoom { .. } => "no_such_room",
            Self::RoomTaken { .. } => "room_taken",
            Self::NoRight { .. } => "no_right",
            Self::BadPerson { .. } => "bad_person",
            Self::Refused { .. } => "refused",
            Self::NotAsked { .. } => "not_asked",
            Self::ReplyLost => "reply_lost",
            Self::Restored => "restored",
            Self::Interrupted => "interrupted",
            Self::TooEarly => "too_early",
            Self::ChangeTooEarly => "change_too_early",
            Self::Several => "several",
            Self::EntryGone => "entry_gone",
            Self::BookingGone => "booking_gone",
            Self::BookedOtherwise { .. } => "booked_otherwise",
            Self::NotKept => "not_kept",
            Self::StillThere => "still_there",
            Self::NoOpenStep => "no_open_step",
            Self::OtherProcess => "other_process",
        }
    }

    /// Whether it may be otherwise soon, without anything changed.
    #[must_use]
    pub fn passes(&self) -> bool {
        matches!(self, Self::NotAsked { .. } | Self::TooEarly | Self::ChangeTooEarly | Self::OtherProcess)
    }
}

crate::words::words! {
    /// What an app must be allowed to call.
    pub enum PublishArea {
        /// Schedules.
        Schedule = "schedule",
        /// Meetings.
        Meeting = "meeting",
        /// Meeting rooms.
        Room = "room",
    }
}
