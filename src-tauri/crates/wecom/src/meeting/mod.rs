//! Meetings (会议): making, changing, cancelling and reading those of this app (path/99104, 99047 to 99050), by the base edition's
//! fields alone: a company without the paid package is refused any other (400226).
//!
//! WeCom invites the members and puts the meeting into their calendars: no schedule is needed beside it. An outsider comes by
//! the meeting's link. What people made by hand, or another app, cannot be read. Never in here: guests by phone number,
//! recording, and whatever else has to be paid for.

mod change;
mod create;
mod read;
mod settings;

pub use change::MeetingChange;
pub use create::{Meeting, MeetingCreated, MeetingPeople, MeetingTime};
pub use read::{InMeeting, MeetingInfo, MeetingMember, MeetingOutsider, MeetingPresence, MeetingStatus};
pub use settings::{MeetingReminder, MeetingRing, MeetingSettings, MuteOnEntry};
