//! What the company remembers of meeting rooms: which there are, and their bookings.
//!
//! Never in here: which errcode something gets.

use crate::meeting_rooms::MeetingRoom;
use crate::newest::Newest;

/// Bookings that are kept.
const BOOKINGS: usize = 20_000;

/// Rooms are booked by the half hour.
const GRID: i64 = 1800;

/// All rooms and bookings of the company.
#[derive(Debug)]
pub(crate) struct RoomBook {
    pub(crate) rooms: Vec<MeetingRoom>,
    /// By booking_id.
    pub(crate) bookings: Newest<String, Booking>,
    pub(crate) made: u64,
}

/// A booking.
#[derive(Debug, Clone)]
pub(crate) struct Booking {
    pub(crate) room: i64,
    /// AgentId of the app that made it; `None`: somebody did, in WeCom.
    pub(crate) agent_id: Option<i64>,
    /// Unix seconds, on the grid.
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) booker: String,
    pub(crate) schedule_id: Option<String>,
    pub(crate) meetingid: Option<String>,
    pub(crate) cancelled: bool,
    /// Order of creation.
    pub(crate) number: u64,
}

impl RoomBook {
    pub(crate) fn new(rooms: Vec<MeetingRoom>) -> Self {
        Self { rooms, bookings: Newest::up_to(BOOKINGS), made: 0 }
    }

    pub(crate) fn room(&self, id: i64) -> Option<&MeetingRoom> {
        self.rooms.iter().find(|room| room.id == id)
    }

    /// Whether a booking that holds has time in common with this span.
    pub(crate) fn taken(&self, room: i64, start: i64, end: i64) -> bool {
        self.bookings.iter().any(|(_, one)| one.room == room && !one.cancelled && one.start < end && start < one.end)
    }

    pub(crate) fn insert(&mut self, booking_id: String, mut booking: Booking) {
        self.made += 1;
        booking.number = self.made;
        self.bookings.insert(booking_id, booking, 1);
    }

    /// Whether a schedule has a room.
    pub(crate) fn of_schedule(&self, schedule_id: &str) -> bool {
        self.bookings.iter().any(|(_, one)| !one.cancelled && one.schedule_id.as_deref() == Some(schedule_id))
    }

    /// Gives back the rooms of what was cancelled.
    pub(crate) fn release(&mut self, belongs: impl Fn(&Booking) -> bool) {
        let ids: Vec<String> = self.bookings.iter().filter(|(_, one)| belongs(one)).map(|(id, _)| id.clone()).collect();
        for id in ids {
            if let Some(one) = self.bookings.get_mut(&id) {
                one.cancelled = true;
            }
        }
    }
}

/// The half hours around a span; of one that began more than a quarter of an hour ago, what is left half an hour later. `None`
/// when nothing is left.
pub(crate) fn on_grid(start: i64, end: i64, now: i64) -> Option<(i64, i64)> {
    let mut from = start.div_euclid(GRID) * GRID;
    let to = (end + GRID - 1).div_euclid(GRID) * GRID;
    if end <= now {
        return None;
    }
    if now - start > 900 {
        from = from.max(now.div_euclid(GRID) * GRID) + GRID;
    }
    (from < to).then_some((from, to))
}
