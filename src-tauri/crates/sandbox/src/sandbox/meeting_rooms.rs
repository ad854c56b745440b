//! What people and the administrator do with meeting rooms in WeCom itself. And the book of bookings, for tests.

use crate::server::Town;
use crate::state::rooms::{Booking, on_grid};

/// Meeting rooms of a [`Sandbox`](crate::Sandbox), as the people of the office meet them.
#[derive(Clone, Copy)]
pub struct MeetingRooms<'a> {
    town: &'a Town,
}

/// A booking as it stands in the company's book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomBookingKept {
    /// `booking_id`.
    pub booking_id: String,
    /// `meetingroom_id`.
    pub room: i64,
    /// Unix seconds, on the grid of half hours.
    pub start: i64,
    /// Unix seconds, on the grid of half hours.
    pub end: i64,
    /// Who booked.
    pub booker: String,
    /// The schedule it belongs to.
    pub schedule_id: Option<String>,
    /// The meeting it belongs to.
    pub meetingid: Option<String>,
    /// It was given back.
    pub cancelled: bool,
}

impl<'a> MeetingRooms<'a> {
    pub(crate) fn of(town: &'a Town) -> Self {
        Self { town }
    }

    /// All bookings, in the order they were made, those that were given back among them.
    #[must_use]
    pub fn bookings(self) -> Vec<RoomBookingKept> {
        let company = self.town.company();
        let mut all: Vec<_> = company.rooms.bookings.iter().collect();
        all.sort_by_key(|(_, one)| one.number);
        let kept = all.into_iter().map(|(id, one)| RoomBookingKept {
            booking_id: id.clone(),
            room: one.room,
            start: one.start,
            end: one.end,
            booker: one.booker.clone(),
            schedule_id: one.schedule_id.clone(),
            meetingid: one.meetingid.clone(),
            cancelled: one.cancelled,
        });
        kept.collect()
    }

    /// Lets somebody take a room in WeCom itself; the booking's id, or `None` when there is no such room or it is taken.
    pub fn take(self, room: i64, start: i64, end: i64, booker: &str) -> Option<String> {
        let company = &mut *self.town.company();
        let (start, end) = on_grid(start, end, company.now_ms() / 1000)?;
        company.rooms.room(room).filter(|room| !room.out_of_use)?;
        if company.rooms.taken(room, start, end) {
            return None;
        }
        let booking_id = format!("bk{}", company.dice.letters(30));
        let booking = Booking {
            room,
            agent_id: None,
            start,
            end,
            booker: booker.to_owned(),
            schedule_id: None,
            meetingid: None,
            cancelled: false,
            number: 0,
        };
        company.rooms.insert(booking_id.clone(), booking);
        Some(booking_id)
    }

    /// Lets somebody give a booking up in WeCom itself; its schedule stays. False when there is none that holds.
    pub fn give_up(self, booking: &str) -> bool {
        let company = &mut *self.town.company();
        let known = company.rooms.bookings.get_mut(booking).filter(|one| !one.cancelled);
        known.map(|one| one.cancelled = true).is_some()
    }

    /// Lets somebody move a booking in WeCom itself, which gives it up and makes another: its id, or `None` where it cannot be.
    pub fn move_to(self, booking: &str, start: i64, end: i64) -> Option<String> {
        let company = &mut *self.town.company();
        let old = company.rooms.bookings.get_mut(booking).filter(|one| !one.cancelled)?;
        old.cancelled = true;
        let moved = Booking { start, end, cancelled: false, ..old.clone() };
        let booking_id = format!("bk{}", company.dice.letters(30));
        company.rooms.insert(booking_id.clone(), moved);
        Some(booking_id)
    }

    /// Lets the administrator switch a room off or on; false when there is none.
    pub fn set_out_of_use(self, room: i64, out_of_use: bool) -> bool {
        let company = &mut *self.town.company();
        let room = company.rooms.rooms.iter_mut().find(|one| one.id == room);
        room.map(|room| room.out_of_use = out_of_use).is_some()
    }
}

/// Shows nothing of who is where.
impl std::fmt::Debug for MeetingRooms<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MeetingRooms").finish_non_exhaustive()
    }
}
