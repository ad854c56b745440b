//! Interviews in WeCom's calendars: schedules, meetings and meeting rooms, each by one read that only an app with the right may do.
//! Asked once the app itself is known to work.
//!
//! Never in here: a call that makes, changes or books anything, or a conclusion. A company need not have them.

use beckon_model::doctor::{Call, Fact};
use beckon_model::{AccountId, DoctorResult, DoctorStep};
use wecom::{Client, RoomPlace};

use super::call::call;
use super::notes::{Notes, count};
use super::results::result;
use crate::doors::Doctor;
use crate::errors::Result;

/// An id that WeCom gave nobody: whoever may ask is told that it is unknown, and whoever may not is told that first.
const NOBODYS: &str = "beckon-asks-whether-it-may";

/// Looks at all three, side by side.
pub(super) async fn look(notes: &Notes, client: &Client, host: &str) {
    let schedule = call(notes, DoctorStep::Schedule, Call::Schedule, host, || client.schedule_get(&[NOBODYS]));
    let meeting = call(notes, DoctorStep::Meeting, Call::Meeting, host, || client.meeting_get_info(NOBODYS));
    let _ = tokio::join!(schedule, meeting, meeting_rooms(notes, client, host));
}

async fn meeting_rooms(notes: &Notes, client: &Client, host: &str) {
    let step = DoctorStep::MeetingRooms;
    let all = || client.meetingroom_list(&RoomPlace::Anywhere, &[]);
    if let Ok(rooms) = call(notes, step, Call::MeetingRooms, host, all).await {
        notes.see(step, Fact::MeetingRooms { count: count(rooms.len()) });
    }
}

impl Doctor<'_> {
    /// Whether an account may use schedules, meetings and meeting rooms now: these three steps alone, for whoever is about to
    /// publish interviews. Nothing is told of what the account needs besides.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`], [`crate::Error::Store`], and a secret that is missing. What WeCom says is a result.
    pub async fn calendars(self, id: &AccountId) -> Result<Vec<DoctorResult>> {
        let (account, client) = self.engine.accounts().client(id).await?;
        let notes = Notes::new(self.engine);
        look(&notes, &client, account.host_name()).await;
        let seen = notes.observations();
        Ok(DoctorStep::CALENDARS.map(|step| result(step, &seen).detailed(notes.detail_of(step))).to_vec())
    }
}
