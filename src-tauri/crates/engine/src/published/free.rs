//! The meeting rooms of a day, and when they are taken.
//!
//! Never in here: a booking that is made.

use beckon_model::{
    AccountId, InterviewId, MeetingRoomDay, MeetingRoomTaken, MeetingRooms, PublishArea, PublishProblem,
};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use wecom::limits::MEETING_ROOM_MIDNIGHT_UTC_HOURS;
use wecom::{BookedRoom, RoomBookingInfo, RoomBookingStatus, RoomPlace};

use super::desk::Desk;
use super::refusal::failed;
use crate::doors::Publishing;
use crate::errors::{Error, Result};

impl Publishing<'_> {
    /// The same on the day on which an interview begins.
    ///
    /// # Errors
    /// As [`Publishing::rooms_of_day`], and [`Error::NotFound`] for the interview.
    pub async fn rooms(self, account: &AccountId, interview: InterviewId) -> Result<MeetingRooms> {
        let starts = self.engine.interviews().get(interview).await?.starts_at;
        let starts = Timestamp::from_millisecond(starts).unwrap_or_default();
        self.rooms_of_day(account, offices().to_datetime(starts).date(), None).await
    }

    /// The meeting rooms that an account sees, and when they are taken on a day of the offices; of one city if one is named.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the account, [`Error::Publish`] with what WeCom said.
    pub async fn rooms_of_day(self, account: &AccountId, day: Date, city: Option<&str>) -> Result<MeetingRooms> {
        let desk = Desk::of(self.engine, account).await?;
        let place = city.map_or(RoomPlace::Anywhere, |city| RoomPlace::City(city.to_owned()));
        let midnight = midnight(day).ok_or(Error::Publish(PublishProblem::OverMidnight))?;
        let refused = |error| Error::Publish(failed(&error, PublishArea::Room).problem());
        let rooms = desk.client.meetingroom_list(&place, &[]).await.map_err(refused)?;
        let taken = desk.client.meetingroom_get_booking_info(None, &place, midnight, midnight + 86_400).await;
        let taken = taken.map_err(refused)?;
        let bookings = |room: i64| {
            let of_it = taken.iter().filter(move |one| one.meetingroom_id == room).flat_map(|one| &one.schedule);
            let holds = of_it.filter(|one| one.status != Some(RoomBookingStatus::Cancelled));
            let mut all: Vec<MeetingRoomTaken> = holds
                .map(|one| MeetingRoomTaken {
                    starts: one.start_time,
                    ends: one.end_time,
                    by: one.booker.clone(),
                    approved: one.status == Some(RoomBookingStatus::Booked),
                })
                .collect();
            all.sort_by_key(|one| one.starts);
            all
        };
        let rooms = rooms.into_iter().map(|room| MeetingRoomDay {
            taken: bookings(room.meetingroom_id),
            id: room.meetingroom_id,
            name: room.name,
            capacity: room.capacity,
            city: room.city,
            building: room.building,
            floor: room.floor,
            needs_approval: room.need_approval,
        });
        Ok(MeetingRooms { from: midnight, until: midnight + 86_400, rooms: rooms.collect() })
    }
}

/// The clock of the offices, by whose day rooms are booked.
fn offices() -> Offset {
    Offset::constant(i8::try_from(MEETING_ROOM_MIDNIGHT_UTC_HOURS).unwrap_or_default())
}

/// When a day of the offices begins, Unix seconds.
fn midnight(day: Date) -> Option<i64> {
    Some(offices().to_timestamp(day.at(0, 0, 0, 0)).ok()?.as_second())
}

/// The same of the day on which a moment is.
pub(super) fn midnight_before(at: i64) -> i64 {
    let day = Timestamp::from_second(at).map(|at| offices().to_datetime(at).date());
    day.ok().and_then(midnight).unwrap_or(at)
}

impl Desk {
    /// All bookings that hold on the day of a moment, with their rooms.
    pub(super) async fn bookings_of_day(
        &self,
        at: i64,
    ) -> std::result::Result<Vec<(i64, RoomBookingInfo)>, wecom::Error> {
        let midnight = midnight_before(at);
        let all = self.client.meetingroom_get_booking_info(None, &RoomPlace::Anywhere, midnight, midnight + 86_400);
        let holds = |one: &RoomBookingInfo| one.status != Some(RoomBookingStatus::Cancelled);
        let of_room = |one: BookedRoom| one.schedule.into_iter().map(move |it| (one.meetingroom_id, it));
        Ok(all.await?.into_iter().flat_map(of_room).filter(|(_, one)| holds(one)).collect())
    }

    /// The name of a room that may be booked, or why it may not.
    pub(super) async fn room(&self, id: i64) -> Result<std::result::Result<String, PublishProblem>> {
        let rooms = match self.client.meetingroom_list(&RoomPlace::Anywhere, &[]).await {
            Ok(rooms) => rooms,
            Err(error) => return Ok(Err(failed(&error, PublishArea::Room).problem())),
        };
        Ok(match rooms.into_iter().find(|room| room.meetingroom_id == id) {
            None => Err(PublishProblem::NoSuchRoom { room: id }),
            Some(room) if room.need_approval => Err(PublishProblem::RoomNeedsApproval { room: room.name }),
            Some(room) => Ok(room.name),
        })
    }
}
