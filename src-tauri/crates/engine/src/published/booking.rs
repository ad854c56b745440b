//! The calls of a meeting room: is it free, book it, give it up.
//!
//! Never in here: what is noted of it.

use beckon_model::{CalendarEntry, PublishArea, PublishAs, PublishProblem, RoomBooking, RoomTime, StepMade};
use wecom::{KeepSchedule, RoomPlace, RoomSpan};

use super::call::Ended;
use super::desk::Desk;
use super::refusal::{Failed, Fault, failed};

impl Desk {
    /// Looks whether the room is free right before it is booked: there is no code for a room that somebody else has.
    pub(super) async fn book(&self, entry: Option<&CalendarEntry>, room: &RoomTime, by: &str) -> Ended {
        let not_done = |problem| Ended::Failed(Failed::NotDone(problem));
        match self.bookings(room).await {
            Ok(taken) if !taken.is_empty() => return not_done(PublishProblem::RoomTaken { room: room.name.clone() }),
            Ok(_) => {}
            Err(error) => return Ended::Failed(Fault::before(PublishArea::Room)(error).meaning()),
        }
        let Some(on_grid) = RoomSpan::around(room.starts, room.ends) else {
            return not_done(PublishProblem::OverMidnight);
        };
        let booked = match entry {
            Some(entry) if entry.kind == PublishAs::Schedule => {
                self.client.meetingroom_book_by_schedule(room.room, &entry.id, by).await.map(|made| made.booking_id)
            }
            Some(entry) => {
                self.client.meetingroom_book_by_meeting(room.room, &entry.id, by).await.map(|made| made.booking_id)
            }
            None => {
                let wanted = wecom::RoomBooking {
                    meetingroom_id: room.room,
                    span: on_grid.span,
                    booker: by.to_owned(),
                    subject: room.name.clone(),
                    attendees: Vec::new(),
                };
                self.client.meetingroom_book(&wanted).await.map(|made| made.booking_id)
            }
        };
        match booked {
            Ok(id) => {
                let span = self.booked_otherwise(room, &id).await;
                Ended::Done(StepMade { id, span, ..StepMade::default() })
            }
            Err(error) => match failed(&error, PublishArea::Room) {
                // Somebody was quicker, whatever code that has.
                Failed::NotDone(PublishProblem::Refused { errcode }) => match self.bookings(room).await {
                    Ok(taken) if !taken.is_empty() => not_done(PublishProblem::RoomTaken { room: room.name.clone() }),
                    _ => not_done(PublishProblem::Refused { errcode }),
                },
                failed => Ended::Failed(failed),
            },
        }
    }

    /// When WeCom booked it, where that is not as asked. That a booking cannot be read says nothing of it.
    async fn booked_otherwise(&self, room: &RoomTime, id: &str) -> Option<(i64, i64)> {
        let booked = self.client.meetingroom_bookinfo_get(room.room, id).await.ok()?;
        let span = (booked.start_time, booked.end_time);
        (span != (room.starts, room.ends)).then_some(span)
    }

    /// The bookings of a room that meet a time.
    pub(super) async fn bookings(&self, room: &RoomTime) -> Result<Vec<wecom::RoomBookingInfo>, wecom::Error> {
        let rooms =
            self.client.meetingroom_get_booking_info(Some(room.room), &RoomPlace::Anywhere, room.starts, room.ends);
        let of_it = rooms.await?.into_iter().filter(|one| one.meetingroom_id == room.room);
        let counts = |one: &wecom::RoomBookingInfo| {
            one.status != Some(wecom::RoomBookingStatus::Cancelled)
                && one.start_time < room.ends
                && room.starts < one.end_time
        };
        Ok(of_it.flat_map(|one| one.schedule).filter(counts).collect())
    }

    pub(super) async fn give_up(&self, booking: &RoomBooking) -> Ended {
        let keep = if booking.on_entry { KeepSchedule::Keep } else { KeepSchedule::Cancel };
        match self.client.meetingroom_cancel_book(&booking.id, keep).await {
            Ok(()) => Ended::Done(StepMade::default()),
            Err(error) => match failed(&error, PublishArea::Room) {
                // Somebody may have given it up before; which code says so is on no page.
                Failed::NotDone(PublishProblem::Refused { errcode }) => match self.is_given_up(booking).await {
                    Ok(true) => Ended::Done(StepMade::default()),
                    _ => Ended::Failed(Failed::NotDone(PublishProblem::Refused { errcode })),
                },
                failed => Ended::Failed(failed),
            },
        }
    }

    /// Whether a booking holds no more.
    pub(super) async fn is_given_up(&self, booking: &RoomBooking) -> Result<bool, wecom::Error> {
        let known = self.client.meetingroom_bookinfo_get(booking.of.room, &booking.id).await?;
        Ok(known.status == Some(wecom::RoomBookingStatus::Cancelled))
    }
}
