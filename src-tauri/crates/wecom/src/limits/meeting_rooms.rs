//! The part of the table of limits that is about meeting rooms (会议室).

/// Bookings lie on a grid of half hours (path/93620).
pub const MEETING_ROOM_GRID_S: i64 = 1800;

/// Hours from UTC by whose midnight bookings are asked about: no question goes across it (path/93620). That it is Beijing's
/// is on no page.
pub const MEETING_ROOM_MIDNIGHT_UTC_HOURS: i64 = 8;

/// Attendees of a booking: those of the schedule that comes with it (path/93648).
pub const MEETING_ROOM_ATTENDEES_COUNT: usize = super::ATTENDEES_COUNT;
