//! Changing and cancelling a meeting, while it waits (path/99047, 99048).

use serde::Deserialize;
use serde_json::json;

use super::create::{Fields, MeetingPeople, MeetingTime};
use super::settings::{MeetingReminder, MeetingSettings};
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;

/// What of a meeting changes; what is `None` stays. The organiser and the calendar cannot change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingChange {
    /// As in [`Meeting`](crate::Meeting).
    pub title: Option<String>,
    /// Start and length, always both.
    pub time: Option<MeetingTime>,
    /// Empty to have none.
    pub description: Option<String>,
    /// Empty to have none.
    pub location: Option<String>,
    /// All who take part from now on. The organiser is named so that they stay.
    pub people: Option<MeetingPeople>,
    /// All settings anew.
    pub settings: Option<MeetingSettings>,
    /// All reminders anew.
    pub reminders: Option<Vec<MeetingReminder>>,
}

impl MeetingChange {
    fn fields(&self) -> Fields<'_> {
        Fields {
            title: self.title.as_deref(),
            time: self.time,
            description: self.description.as_deref(),
            location: self.location.as_deref(),
            people: self.people.as_ref(),
            settings: self.settings.as_ref(),
            reminders: self.reminders.as_deref(),
        }
    }
}

#[derive(Deserialize)]
struct Updated {
    #[serde(default)]
    excess_users: Vec<String>,
}

impl Client {
    /// POST `/cgi-bin/meeting/update`: changes a meeting. Answers the participants who have no account for meetings.
    ///
    /// # Errors
    /// Any [`Error`]; 400221 once it runs or has ended, 400041 when it was cancelled, 730005 for another app's, 90602 and
    /// 730010 for one that was made by hand.
    pub async fn meeting_update(&self, meetingid: &str, change: &MeetingChange) -> Result<Vec<String>, Error> {
        let mut found = Findings::default();
        found.text(At::root("meetingid"), meetingid).needed();
        let fields = change.fields();
        fields.check(&mut found);
        let mut request = fields.request();
        found.must(At::root("change"), !request.is_empty(), "something to change");
        found.into_result()?;
        request.insert("meetingid".into(), json!(meetingid));
        let updated: Updated = self.post_json("/cgi-bin/meeting/update", &request).await?.into_reply()?;
        Ok(updated.excess_users)
    }

    /// POST `/cgi-bin/meeting/cancel`: cancels a meeting; WeCom tells the participants. It can still be read.
    ///
    /// # Errors
    /// As [`Client::meeting_update`], with 400224 once it runs or has ended.
    pub async fn meeting_cancel(&self, meetingid: &str) -> Result<(), Error> {
        let mut found = Findings::default();
        found.text(At::root("meetingid"), meetingid).needed();
        found.into_result()?;
        self.post_json("/cgi-bin/meeting/cancel", &json!({ "meetingid": meetingid })).await.map(drop)
    }
}
