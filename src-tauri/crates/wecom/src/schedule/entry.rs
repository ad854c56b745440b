//! A schedule as it is written (path/93648, 97720).

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::json;

use super::Reminders;
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::limits;
use crate::wire::filled;

/// A schedule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schedule {
    /// Unix seconds.
    pub start_time: i64,
    /// Unix seconds, after the start. WeCom blames the wrong field for a reversed pair, so it is checked here.
    pub end_time: i64,
    /// Whether it takes the whole day.
    pub is_whole_day: bool,
    /// userids, up to 1000, all in the visible range.
    pub attendees: Vec<String>,
    /// userids of up to three attendees who may change it.
    pub admins: Vec<String>,
    /// Up to 128 characters; empty shows a title of WeCom's.
    pub summary: String,
    /// Up to 1000 characters.
    pub description: String,
    /// Up to 128 characters.
    pub location: String,
    /// A calendar of this app; `None` for the app's default one.
    pub cal_id: Option<String>,
    /// When it reminds and repeats.
    pub reminders: Option<Reminders>,
}

impl Schedule {
    pub(super) fn check(&self, at: At<'_>, found: &mut Findings) {
        found.must(at.name("start_time"), self.start_time > 0, "a time");
        found.must(at.name("end_time"), self.end_time > self.start_time, "after start_time");
        let attendees = at.name("attendees");
        found.count(attendees, self.attendees.len(), 0..=limits::ATTENDEES_COUNT);
        for (number, userid) in self.attendees.iter().enumerate() {
            found.text(attendees.entry(number).name("userid"), userid).needed().userid();
        }
        found.count(at.name("admins"), self.admins.len(), 0..=limits::ADMINS_COUNT);
        let invited = |admin: &String| self.attendees.iter().any(|userid| userid.eq_ignore_ascii_case(admin));
        found.must(at.name("admins"), self.admins.iter().all(invited), "among the attendees");
        found.text(at.name("summary"), &self.summary).chars(limits::SUMMARY_CHARS);
        found.text(at.name("description"), &self.description).chars(limits::SCHEDULE_DESCRIPTION_CHARS);
        found.text(at.name("location"), &self.location).chars(limits::LOCATION_CHARS);
        if let Some(cal_id) = &self.cal_id {
            found.text(at.name("cal_id"), cal_id).needed();
        }
        if let Some(reminders) = &self.reminders {
            reminders.check(at.name("reminders"), self.is_whole_day, found);
        }
    }

    /// The members of `schedule` in a request.
    pub(super) fn serialize_into<M: SerializeMap>(&self, request: &mut M) -> Result<(), M::Error> {
        request.serialize_entry("start_time", &self.start_time)?;
        request.serialize_entry("end_time", &self.end_time)?;
        request.serialize_entry("is_whole_day", &i64::from(self.is_whole_day))?;
        let attendees: Vec<_> = self.attendees.iter().map(|userid| json!({ "userid": userid })).collect();
        request.serialize_entry("attendees", &attendees)?;
        if !self.admins.is_empty() {
            request.serialize_entry("admins", &self.admins)?;
        }
        let texts = [("summary", &self.summary), ("description", &self.description), ("location", &self.location)];
        for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            request.serialize_entry(name, text)?;
        }
        if let Some(cal_id) = &self.cal_id {
            request.serialize_entry("cal_id", cal_id)?;
        }
        if let Some(reminders) = &self.reminders {
            request.serialize_entry("reminders", reminders)?;
        }
        Ok(())
    }
}

impl Serialize for Schedule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut schedule = serializer.serialize_map(None)?;
        self.serialize_into(&mut schedule)?;
        schedule.end()
    }
}

#[derive(serde::Serialize)]
struct Add<'a> {
    schedule: &'a Schedule,
}

#[derive(serde::Deserialize)]
struct Added {
    #[serde(deserialize_with = "filled")]
    schedule_id: String,
}

impl Client {
    /// POST `/cgi-bin/oa/schedule/add`: makes a schedule and invites its attendees. Answers its `schedule_id`.
    ///
    /// # Errors
    /// Any [`Error`]; 90472 when the app is not among the callable apps of Schedule, 60021 for an attendee outside the
    /// visible range, 90457 for a calendar that is not the app's.
    pub async fn schedule_add(&self, schedule: &Schedule) -> Result<String, Error> {
        let mut found = Findings::default();
        schedule.check(At::root("schedule"), &mut found);
        found.into_result()?;
        let envelope = self.post_json("/cgi-bin/oa/schedule/add", &Add { schedule }).await?;
        Ok(envelope.into_reply::<Added>()?.schedule_id)
    }
}
