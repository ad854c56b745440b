//! Inviting people to a schedule and taking them out, without writing the rest of it again (path/97721, 97722). The only change
//! that a schedule with a booked room takes for certain.
//!
//! Never in here: anything else of a schedule.

use serde_json::json;

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::limits;

impl Client {
    /// POST `/cgi-bin/oa/schedule/add_attendees`: invites up to 1000 more userids. Who is invited already stays so.
    ///
    /// # Errors
    /// Any [`Error`]; 60021 for somebody outside the visible range, 90464 when they become more than 1000, 90460 for a cancelled
    /// schedule.
    pub async fn schedule_add_attendees(&self, schedule_id: &str, userids: &[String]) -> Result<(), Error> {
        self.attendees("/cgi-bin/oa/schedule/add_attendees", schedule_id, userids).await
    }

    /// POST `/cgi-bin/oa/schedule/del_attendees`: takes up to 1000 userids out.
    ///
    /// # Errors
    /// As [`Client::schedule_add_attendees`].
    pub async fn schedule_del_attendees(&self, schedule_id: &str, userids: &[String]) -> Result<(), Error> {
        self.attendees("/cgi-bin/oa/schedule/del_attendees", schedule_id, userids).await
    }

    async fn attendees(&self, path: &str, schedule_id: &str, userids: &[String]) -> Result<(), Error> {
        let mut found = Findings::default();
        found.text(At::root("schedule_id"), schedule_id).needed();
        let list = At::root("attendees");
        found.count(list, userids.len(), 1..=limits::ATTENDEES_COUNT);
        found.userids(list, userids);
        found.into_result()?;
        let attendees: Vec<_> = userids.iter().map(|userid| json!({ "userid": userid })).collect();
        self.post_json(path, &json!({ "schedule_id": schedule_id, "attendees": attendees })).await.map(drop)
    }
}
