//! Booking meeting rooms, and giving them back (path/93620).

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::grid::RoomSpan;
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::limits;
use crate::wire::filled;

/// A booking to be made. WeCom makes a schedule with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomBooking {
    /// Which room; none that needs approval.
    pub meetingroom_id: i64,
    /// When.
    pub span: RoomSpan,
    /// `userid` of who books; the room has to be theirs to use.
    pub booker: String,
    /// Title of the schedule, up to 128 characters; empty for WeCom's own.
    pub subject: String,
    /// userids of who is invited.
    pub attendees: Vec<String>,
}

impl RoomBooking {
    fn check(&self, found: &mut Findings) {
        room(self.meetingroom_id, &self.booker, found);
        found.text(At::root("subject"), &self.subject).chars(limits::SUMMARY_CHARS);
        let attendees = At::root("attendees");
        found.count(attendees, self.attendees.len(), 0..=limits::MEETING_ROOM_ATTENDEES_COUNT);
        found.userids(attendees, &self.attendees);
    }
}

fn room(meetingroom_id: i64, booker: &str, found: &mut Findings) {
    found.must(At::root("meetingroom_id"), meetingroom_id > 0, "the id of a room");
    found.text(At::root("booker"), booker).needed().userid();
}

/// A booking that was made, with its schedule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct RoomBooked {
    /// `booking_id`.
    #[serde(deserialize_with = "filled")]
    pub booking_id: String,
    /// The schedule that was made with it.
    #[serde(deserialize_with = "filled")]
    pub schedule_id: String,
}

/// A booking for something that was there before.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct RoomBookedFor {
    /// `booking_id`.
    #[serde(deserialize_with = "filled")]
    pub booking_id: String,
    /// Days of a series, as midnights in Unix seconds, on which the room was taken: the others are booked.
    #[serde(default)]
    pub conflict_date: Vec<i64>,
}

/// What becomes of the schedule of a booking that is given back. The pages do not say what WeCom does by itself, so it is
/// always told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "i64")]
pub enum KeepSchedule {
    /// It stays, without a room; for single ones only.
    Keep,
    /// It is cancelled.
    Cancel,
}

impl From<KeepSchedule> for i64 {
    fn from(keep: KeepSchedule) -> Self {
        Self::from(keep == KeepSchedule::Keep)
    }
}

impl Client {
    /// POST `/cgi-bin/oa/meetingroom/book`: books a room, with a schedule of its own.
    ///
    /// # Errors
    /// Any [`Error`]. Which code says that somebody else was quicker, or that the room needs approval, is on no page; 90711
    /// for a room that is out of use, 60011 for a booker outside the visible range (unconfirmed).
    pub async fn meetingroom_book(&self, booking: &RoomBooking) -> Result<RoomBooked, Error> {
        let mut found = Findings::default();
        booking.check(&mut found);
        found.into_result()?;
        let mut wanted = json!({
            "meetingroom_id": booking.meetingroom_id,
            "start_time": booking.span.start_time(),
            "end_time": booking.span.end_time(),
            "booker": booking.booker,
            "attendees": booking.attendees,
        });
        if !booking.subject.is_empty() {
            wanted["subject"] = json!(booking.subject);
        }
        self.post_json("/cgi-bin/oa/meetingroom/book", &wanted).await?.into_reply()
    }

    /// POST `/cgi-bin/oa/meetingroom/book_by_schedule`: books a room for a schedule of this app. From then on the schedule's
    /// time cannot change (90700) until the booking is given back.
    ///
    /// # Errors
    /// As [`Client::meetingroom_book`]; 90498 for a schedule that has a room.
    pub async fn meetingroom_book_by_schedule(
        &self,
        meetingroom_id: i64,
        schedule_id: &str,
        booker: &str,
    ) -> Result<RoomBookedFor, Error> {
        self.book_for("/cgi-bin/oa/meetingroom/book_by_schedule", ("schedule_id", schedule_id), meetingroom_id, booker)
            .await
    }

    /// POST `/cgi-bin/oa/meetingroom/book_by_meeting`: books a room for a meeting of this app.
    ///
    /// # Errors
    /// As [`Client::meetingroom_book`].
    pub async fn meetingroom_book_by_meeting(
        &self,
        meetingroom_id: i64,
        meetingid: &str,
        booker: &str,
    ) -> Result<RoomBookedFor, Error> {
        self.book_for("/cgi-bin/oa/meetingroom/book_by_meeting", ("meetingid", meetingid), meetingroom_id, booker).await
    }

    async fn book_for(
        &self,
        path: &str,
        (name, id): (&'static str, &str),
        meetingroom_id: i64,
        booker: &str,
    ) -> Result<RoomBookedFor, Error> {
        let mut found = Findings::default();
        room(meetingroom_id, booker, &mut found);
        found.text(At::root(name), id).needed();
        found.into_result()?;
        let wanted = json!({ "meetingroom_id": meetingroom_id, name: id, "booker": booker });
        self.post_json(path, &wanted).await?.into_reply()
    }

    /// POST `/cgi-bin/oa/meetingroom/cancel_book`: gives a booking back.
    ///
    /// # Errors
    /// Any [`Error`]; 90499 for another app's booking.
    pub async fn meetingroom_cancel_book(&self, booking_id: &str, keep: KeepSchedule) -> Result<(), Error> {
        let mut found = Findings::default();
        found.text(At::root("booking_id"), booking_id).needed();
        found.into_result()?;
        let wanted = json!({ "booking_id": booking_id, "keep_schedule": keep });
        self.post_json("/cgi-bin/oa/meetingroom/cancel_book", &wanted).await.map(drop)
    }
}
