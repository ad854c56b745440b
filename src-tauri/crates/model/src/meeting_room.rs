//! Meeting rooms of the company, and when they are taken on a day.
//!
//! Never in here: rooms of ShowMeBug.

use serde::{Deserialize, Serialize};

/// A booking of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MeetingRoomTaken {
    /// Unix seconds.
    pub starts: i64,
    /// Unix seconds.
    pub ends: i64,
    /// WeCom member id of who booked it.
    pub by: String,
    /// It holds; else somebody has to approve it first.
    pub approved: bool,
}

/// A meeting room on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MeetingRoomDay {
    /// WeCom's number of it.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// People it has room for; 0 when WeCom does not say.
    pub capacity: i64,
    /// Its city; empty for none.
    pub city: String,
    /// Its building; empty for none.
    pub building: String,
    /// Its floor; empty for none.
    pub floor: String,
    /// Somebody has to approve a booking: it is booked in WeCom.
    pub needs_approval: bool,
    /// When it is taken, in order.
    pub taken: Vec<MeetingRoomTaken>,
}

/// The meeting rooms on a day of the offices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MeetingRooms {
    /// Its beginning, Unix seconds.
    pub from: i64,
    /// Its end, Unix seconds.
    pub until: i64,
    /// The rooms.
    pub rooms: Vec<MeetingRoomDay>,
}
