//! Whether rooms are still booked as they were: somebody may have given one up in WeCom, or moved it, which makes another booking of it.
//!
//! Never in here: a booking that is made or given up.

use std::collections::BTreeMap;

use beckon_model::{InterviewId, PublishArea, PublishAs, PublishProblem, RoomBooking, RoomTime};
use beckon_store::StoredPublished;
use wecom::{RoomBookingInfo, RoomBookingStatus};

use super::answers::Now;
use super::desk::Desk;
use super::free::midnight_before;
use super::refusal::failed;

/// Days that are asked about in one look, a call each, soonest first.
const DAYS: usize = 31;

impl Desk {
    /// The bookings of these interviews that are no longer as they were, and what stopped the look.
    pub(super) async fn rooms_there(
        &self,
        all: &[StoredPublished],
        now_ms: i64,
    ) -> (Vec<(InterviewId, Now)>, Option<PublishProblem>) {
        let mut days: BTreeMap<i64, Vec<(&StoredPublished, &RoomBooking)>> = BTreeMap::new();
        for one in all {
            // Of a room that is in use already nothing can be changed.
            for booking in one.there.bookings.iter().filter(|booking| booking.of.starts * 1000 > now_ms) {
                days.entry(midnight_before(booking.of.starts)).or_default().push((one, booking));
            }
        }
        let mut found = Vec::new();
        for (day, booked) in days.into_iter().take(DAYS) {
            let listed = match self.bookings_of_day(day).await {
                Ok(listed) => listed,
                Err(error) => return (found, Some(failed(&error, PublishArea::Room).problem())),
            };
            for (one, booking) in booked {
                match self.now(one, booking, &listed).await {
                    Ok(None) => {}
                    Ok(Some(now)) => found.push((one.interview, now)),
                    Err(error) => return (found, Some(failed(&error, PublishArea::Room).problem())),
                }
            }
        }
        (found, None)
    }

    /// What became of a booking; nothing where it is as it was.
    async fn now(
        &self,
        stored: &StoredPublished,
        booking: &RoomBooking,
        listed: &[(i64, RoomBookingInfo)],
    ) -> Result<Option<Now>, wecom::Error> {
        let as_it_was = |one: &RoomBookingInfo| (one.start_time, one.end_time) == (booking.of.starts, booking.of.ends);
        let of = |room: i64, one: &RoomBookingInfo| RoomBooking {
            id: one.booking_id.clone(),
            of: RoomTime { room, starts: one.start_time, ends: one.end_time, ..booking.of.clone() },
            on_entry: booking.on_entry,
        };
        let other = |instead| Ok(Some(Now::Room(booking.id.clone(), instead)));
        if let Some((room, one)) = listed.iter().find(|(_, one)| one.booking_id == booking.id) {
            return if as_it_was(one) { Ok(None) } else { other(Some(of(*room, one))) };
        }
        // Not on that day: on another one, or given up. That WeCom does not know it says the latter too.
        match self.client.meetingroom_bookinfo_get(booking.of.room, &booking.id).await {
            Ok(one) if one.status != Some(RoomBookingStatus::Cancelled) => {
                return if as_it_was(&one) { Ok(None) } else { other(Some(of(booking.of.room, &one))) };
            }
            Ok(_) => {}
            Err(error) if error.refused().is_some_and(|refused| refused.kind() == wecom::errcode::Kind::Content) => {}
            Err(error) => return Err(error),
        }
        let entry = stored.there.entry.as_ref().filter(|entry| booking.on_entry && entry.kind == PublishAs::Schedule);
        let moved = entry.and_then(|entry| listed.iter().find(|(_, one)| one.schedule_id == entry.id));
        let Some((room, one)) = moved else { return other(None) };
        let mut moved = of(*room, one);
        if *room != booking.of.room {
            moved.of.name = self.room(*room).await.ok().and_then(Result::ok).unwrap_or_else(|| room.to_string());
        }
        other(Some(moved))
    }
}
