//! Calendars and schedules (path/93647, 93648, 97720 to 97725). WeCom invites the attendees; without a callback their
//! answers are found by asking again.
//!
//! The app is the creator: what one app made, no other app sees (90466). An app makes at most 20,000 schedules a day
//! and 10,000 calendars. Never in here: free and busy times, which WeCom does not tell.

mod attendees;
mod calendar;
mod change;
mod entry;
mod read;
mod reminders;

pub use calendar::{Calendar, CalendarCreated, CalendarRange, Color, Share, SharePermission, ShareRefused};
pub use change::Occurrences;
pub use entry::Schedule;
pub use read::{Attendee, ResponseStatus, ScheduleRead, ScheduleStatus};
pub use reminders::{Excluded, RemindAt, Reminders, RepeatType};
