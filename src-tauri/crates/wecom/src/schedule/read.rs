//! A schedule as it is read, with the answers of its attendees (path/97724, 97725).

use serde::{Deserialize, Serialize};

use super::{Reminders, Schedule};
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::invalid::Unit;
use crate::limits;
use crate::wire::{coded, filled, flag, number, some_number};

coded! {
    /// Whether a schedule takes place.
    pub enum ScheduleStatus {
        /// It does.
        Normal = 0,
        /// It was cancelled; it can still be read.
        Cancelled = 1,
    }
}

coded! {
    /// What an attendee answered (`response_status`).
    pub enum ResponseStatus {
        /// Nothing yet.
        None = 0,
        /// Perhaps.
        Tentative = 1,
        /// Yes, to all occurrences.
        Accepted = 2,
        /// Yes, to one occurrence only.
        AcceptedOnce = 3,
        /// No.
        Declined = 4,
    }
}

/// An attendee and the answer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Attendee {
    /// `userid`.
    #[serde(deserialize_with = "filled")]
    pub userid: String,
    /// The answer; `None` when WeCom tells none.
    pub response_status: Option<ResponseStatus>,
}

/// A schedule as WeCom tells it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ScheduleRead {
    /// `schedule_id`.
    #[serde(deserialize_with = "filled")]
    pub schedule_id: String,
    /// The calendar it is in.
    #[serde(default)]
    pub cal_id: String,
    /// Whether it takes place.
    pub status: Option<ScheduleStatus>,
    /// Unix seconds.
    #[serde(deserialize_with = "number")]
    pub start_time: i64,
    /// Unix seconds.
    #[serde(deserialize_with = "number")]
    pub end_time: i64,
    /// Whether it takes the whole day.
    #[serde(default, deserialize_with = "flag")]
    pub is_whole_day: bool,
    /// Who is invited, and what they answered.
    #[serde(default)]
    pub attendees: Vec<Attendee>,
    /// Who may change it.
    #[serde(default)]
    pub admins: Vec<String>,
    /// Who made it, where it was made before apps were creators.
    #[serde(default)]
    pub organizer: String,
    /// Title.
    #[serde(default)]
    pub summary: String,
    /// Description.
    #[serde(default)]
    pub description: String,
    /// Place.
    #[serde(default)]
    pub location: String,
    /// When it reminds and repeats.
    #[serde(default)]
    pub reminders: Reminders,
    /// Number of its changes; told by [`Client::schedule_get_by_calendar`] only.
    #[serde(default, deserialize_with = "some_number")]
    pub sequence: Option<i64>,
}

impl ScheduleRead {
    /// What would have to be written to get this schedule: the start of a change.
    #[must_use]
    pub fn to_schedule(&self) -> Schedule {
        Schedule {
            start_time: self.start_time,
            end_time: self.end_time,
            is_whole_day: self.is_whole_day,
            attendees: self.attendees.iter().map(|attendee| attendee.userid.clone()).collect(),
            admins: self.admins.clone(),
            summary: self.summary.clone(),
            description: self.description.clone(),
            location: self.location.clone(),
            cal_id: Some(self.cal_id.clone()).filter(|cal_id| !cal_id.is_empty()),
            reminders: Some(self.reminders.clone()),
        }
    }
}

#[derive(Serialize)]
struct ByIds<'a> {
    schedule_id_list: &'a [&'a str],
}

#[derive(Serialize)]
struct ByCalendar<'a> {
    cal_id: &'a str,
    offset: usize,
    limit: usize,
}

/// Without its list an answer says of no schedule that it is not there: a gateway may have made it up.
#[derive(Deserialize)]
struct Asked {
    schedule_list: Vec<ScheduleRead>,
}

#[derive(Deserialize)]
struct List {
    #[serde(default)]
    schedule_list: Vec<ScheduleRead>,
}

impl Client {
    /// POST `/cgi-bin/oa/schedule/get`: schedules of this app by their ids, 1 to 1000; cancelled ones too.
    ///
    /// # Errors
    /// Any [`Error`]; 90461 for an unknown id, 90466 for another app's.
    pub async fn schedule_get(&self, schedule_ids: &[&str]) -> Result<Vec<ScheduleRead>, Error> {
        let mut found = Findings::default();
        let list = At::root("schedule_id_list");
        found.count(list, schedule_ids.len(), 1..=limits::SCHEDULES_COUNT);
        found.ids(list, schedule_ids);
        found.into_result()?;
        let envelope = self.post_json("/cgi-bin/oa/schedule/get", &ByIds { schedule_id_list: schedule_ids }).await?;
        Ok(envelope.into_reply::<Asked>()?.schedule_list)
    }

    /// POST `/cgi-bin/oa/schedule/get_by_calendar`: schedules of a calendar, from the `offset`-th on, `limit` 1 to 1000
    /// of them. None at all is the end.
    ///
    /// # Errors
    /// Any [`Error`]; 90457 for an unknown calendar, 90466 for another app's.
    pub async fn schedule_get_by_calendar(
        &self,
        cal_id: &str,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<ScheduleRead>, Error> {
        let mut found = Findings::default();
        found.text(At::root("cal_id"), cal_id).needed();
        found.size(At::root("limit"), Unit::Entries, limit, &(1..=limits::SCHEDULES_COUNT));
        found.into_result()?;
        let asked = ByCalendar { cal_id, offset, limit };
        let envelope = self.post_json("/cgi-bin/oa/schedule/get_by_calendar", &asked).await?;
        Ok(envelope.into_reply::<List>()?.schedule_list)
    }
}
