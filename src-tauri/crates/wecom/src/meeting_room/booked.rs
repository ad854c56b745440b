//! When meeting rooms are taken (path/93620).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::grid::within_a_day;
use super::list::{PlaceAsked, RoomPlace};
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::wire::{coded, filled, number};

coded! {
    /// How far a booking is.
    pub enum RoomBookingStatus {
        /// It holds.
        Booked = 0,
        /// It was cancelled. Who moves a booking in WeCom's client cancels it and makes another.
        Cancelled = 1,
        /// It was asked for.
        Applying = 2,
        /// Somebody has to approve it.
        InApproval = 3,
    }
}

/// A booking of a room.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct RoomBookingInfo {
    /// `booking_id`.
    #[serde(deserialize_with = "filled")]
    pub booking_id: String,
    /// The schedule that it belongs to; empty for none.
    #[serde(default)]
    pub schedule_id: String,
    /// The booking of the series that it belongs to; empty for none.
    #[serde(default)]
    pub master_booking_id: String,
    /// Unix seconds, on the grid.
    #[serde(deserialize_with = "number")]
    pub start_time: i64,
    /// Unix seconds, on the grid.
    #[serde(deserialize_with = "number")]
    pub end_time: i64,
    /// Who booked it.
    #[serde(default)]
    pub booker: String,
    /// How far it is; `None` when WeCom does not say.
    pub status: Option<RoomBookingStatus>,
}

/// A room and when it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct BookedRoom {
    /// `meetingroom_id`.
    #[serde(deserialize_with = "number")]
    pub meetingroom_id: i64,
    /// Its bookings in the time that was asked about.
    #[serde(default)]
    pub schedule: Vec<RoomBookingInfo>,
}

#[derive(Serialize)]
struct Wanted<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    meetingroom_id: Option<i64>,
    start_time: i64,
    end_time: i64,
    #[serde(flatten)]
    place: PlaceAsked<'a>,
}

#[derive(Deserialize)]
struct List {
    #[serde(default)]
    booking_list: Vec<BookedRoom>,
}

#[derive(Deserialize)]
struct One {
    schedule: RoomBookingInfo,
}

impl Client {
    /// POST `/cgi-bin/oa/meetingroom/get_booking_info`: when a room, or all of a place, are taken between two times of one
    /// day, Unix seconds. A question does not go across midnight. A room without bookings may be missing in the answer.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn meetingroom_get_booking_info(
        &self,
        meetingroom_id: Option<i64>,
        place: &RoomPlace,
        start_time: i64,
        end_time: i64,
    ) -> Result<Vec<BookedRoom>, Error> {
        let mut found = Findings::default();
        place.check(&mut found);
        found.must(At::root("meetingroom_id"), meetingroom_id.is_none_or(|id| id > 0), "the id of a room");
        let end = At::root("end_time");
        found.must(end, 0 < start_time && start_time < end_time, "after start_time, in Unix seconds");
        found.must(end, within_a_day(start_time, end_time), "on the day of start_time, or the midnight after it");
        found.into_result()?;
        let wanted = Wanted { meetingroom_id, start_time, end_time, place: place.asked() };
        let list: List = self.post_json("/cgi-bin/oa/meetingroom/get_booking_info", &wanted).await?.into_reply()?;
        Ok(list.booking_list)
    }

    /// POST `/cgi-bin/oa/meetingroom/bookinfo/get`: a booking, cancelled ones too. Whoever booked compares its times with what
    /// was shown.
    ///
    /// # Errors
    /// Any [`Error`].
    pub async fn meetingroom_bookinfo_get(
        &self,
        meetingroom_id: i64,
        booking_id: &str,
    ) -> Result<RoomBookingInfo, Error> {
        let mut found = Findings::default();
        found.must(At::root("meetingroom_id"), meetingroom_id > 0, "the id of a room");
        found.text(At::root("booking_id"), booking_id).needed();
        found.into_result()?;
        let wanted = json!({ "meetingroom_id": meetingroom_id, "booking_id": booking_id });
        let one: One = self.post_json("/cgi-bin/oa/meetingroom/bookinfo/get", &wanted).await?.into_reply()?;
        Ok(one.schedule)
    }
}
