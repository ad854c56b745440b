//! Interviews in WeCom's calendars: schedules, meetings and meeting rooms, each by one read that only an app with the right may do.
//! Asked once the app itself is known to work.
//!
//! Never in here: a call that makes, changes or books anything, or a conclusion. A company need not have them.

use beckon_model::DoctorStep;
use beckon_model::doctor::{Call, Fact};
use wecom::RoomPlace;

use super::app::{Looking, count};
use super::call::call;

/// An id that WeCom gave nobody: whoever may ask is told that it is unknown, and whoever may not is told that first.
const NOBODYS: &str = "beckon-asks-whether-it-may";

impl Looking<'_> {
    /// All three, side by side.
    pub(super) async fn calendars(&self) {
        let (notes, host) = (self.notes, self.host);
        let schedule = call(notes, DoctorStep::Schedule, Call::Schedule, host, || self.client.schedule_get(&[NOBODYS]));
        let meeting = call(notes, DoctorStep::Meeting, Call::Meeting, host, || self.client.meeting_get_info(NOBODYS));
        let _ = tokio::join!(schedule, meeting, self.meeting_rooms());
    }

    async fn meeting_rooms(&self) {
        let (notes, step) = (self.notes, DoctorStep::MeetingRooms);
        let all = || self.client.meetingroom_list(&RoomPlace::Anywhere, &[]);
        if let Ok(rooms) = call(notes, step, Call::MeetingRooms, self.host, all).await {
            notes.see(step, Fact::MeetingRooms { count: count(rooms.len()) });
        }
    }
}
