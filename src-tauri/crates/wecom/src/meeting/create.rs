//! A meeting as it is made (path/99104).

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::settings::{MeetingReminder, MeetingSettings, check_reminders, reminders};
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::limits;
use crate::wire::filled;

/// The last second of the year 9999: whoever has milliseconds is told so.
const LAST_SECOND: i64 = 253_402_300_799;

/// When a meeting takes place. WeCom wants both in one request, also where only one of them changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeetingTime {
    /// Unix seconds; in the future, by WeCom's clock.
    pub start: i64,
    /// Seconds: 300 to 86,399.
    pub duration: u32,
}

/// Who takes part. The organiser has to (400039), so WeCom is told of them as of everybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeetingPeople {
    /// `userid` of the organiser.
    pub admin_userid: String,
    /// userids of the others, whether the organiser is among them or not. One wrong one fails the whole call (400021).
    pub invitees: Vec<String>,
}

impl MeetingPeople {
    /// Everybody who takes part, each once, the organiser first where not among the invitees.
    pub(super) fn all(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        let organiser = Some(&self.admin_userid).filter(|_| !self.invitees.iter().any(|one| self.is_organiser(one)));
        for userid in organiser.into_iter().chain(&self.invitees) {
            if !all.iter().any(|known| known.eq_ignore_ascii_case(userid)) {
                all.push(userid);
            }
        }
        all
    }

    fn is_organiser(&self, userid: &str) -> bool {
        self.admin_userid.eq_ignore_ascii_case(userid)
    }

    pub(super) fn check(&self, found: &mut Findings) {
        found.text(At::root("admin_userid"), &self.admin_userid).needed().userid();
        let root = At::root("invitees");
        let at = root.name("userid");
        found.userids(at, &self.invitees);
        found.count(at, self.all().len(), 0..=limits::MEETING_PEOPLE_COUNT);
    }
}

/// A meeting to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Who takes part.
    pub people: MeetingPeople,
    /// 20 characters and 40 bytes at most.
    pub title: String,
    /// When.
    pub time: MeetingTime,
    /// Up to 500 characters; empty for none.
    pub description: String,
    /// Up to 128 characters; empty for none.
    pub location: String,
    /// A calendar of this app; `None`: everybody's own.
    pub cal_id: Option<String>,
    /// Who may come in.
    pub settings: MeetingSettings,
    /// When participants are reminded.
    pub reminders: Vec<MeetingReminder>,
}

/// What both a new meeting and a changed one have, as far as it is given.
#[derive(Default)]
pub(super) struct Fields<'a> {
    pub title: Option<&'a str>,
    pub time: Option<MeetingTime>,
    pub description: Option<&'a str>,
    pub location: Option<&'a str>,
    pub people: Option<&'a MeetingPeople>,
    pub settings: Option<&'a MeetingSettings>,
    pub reminders: Option<&'a [MeetingReminder]>,
}

impl Fields<'_> {
    pub(super) fn check(&self, found: &mut Findings) {
        if let Some(title) = self.title {
            let text = found.text(At::root("title"), title).needed();
            text.chars(limits::MEETING_TITLE_CHARS).bytes(limits::MEETING_TITLE_BYTES);
        }
        if let Some(MeetingTime { start, duration }) = self.time {
            found.must(At::root("meeting_start"), (1..=LAST_SECOND).contains(&start), "a time in Unix seconds");
            let duration = usize::try_from(duration).unwrap_or(usize::MAX);
            let at = At::root("meeting_duration");
            found.must(at, limits::MEETING_DURATION_S.contains(&duration), "300 to 86399 seconds");
        }
        if let Some(description) = self.description {
            found.text(At::root("description"), description).chars(limits::MEETING_DESCRIPTION_CHARS);
        }
        if let Some(location) = self.location {
            found.text(At::root("location"), location).chars(limits::MEETING_LOCATION_CHARS);
        }
        if let Some(people) = self.people {
            people.check(found);
        }
        if let Some(settings) = self.settings {
            let participants = self.people.map(MeetingPeople::all);
            settings.check(At::root("settings"), participants.as_deref(), found);
        }
        if let Some(moments) = self.reminders {
            check_reminders(At::root("reminders"), moments, found);
        }
    }

    /// The members of a request; nothing for what is not given.
    pub(super) fn request(&self) -> Map<String, Value> {
        let given = [
            ("title", self.title.map(|title| json!(title))),
            ("meeting_start", self.time.map(|time| json!(time.start))),
            ("meeting_duration", self.time.map(|time| json!(time.duration))),
            ("description", self.description.map(|text| json!(text))),
            ("location", self.location.map(|text| json!(text))),
            ("invitees", self.people.map(|people| json!({ "userid": people.all() }))),
            ("settings", self.settings.map(|settings| json!(settings))),
            ("reminders", self.reminders.map(reminders)),
        ];
        given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }
}

impl Meeting {
    fn fields(&self) -> Fields<'_> {
        Fields {
            title: Some(&self.title),
            time: Some(self.time),
            description: Some(self.description.as_str()).filter(|text| !text.is_empty()),
            location: Some(self.location.as_str()).filter(|text| !text.is_empty()),
            people: Some(&self.people),
            settings: Some(&self.settings),
            reminders: Some(&self.reminders),
        }
    }

    fn check(&self, found: &mut Findings) {
        self.fields().check(found);
        if let Some(cal_id) = &self.cal_id {
            found.text(At::root("cal_id"), cal_id).needed();
        }
    }
}

/// A meeting that was made. Its code and link are read by [`Client::meeting_get_info`]: only the paid edition tells them here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct MeetingCreated {
    /// `meetingid`.
    #[serde(deserialize_with = "filled")]
    pub meetingid: String,
    /// Participants who have no account for meetings; it was made all the same.
    #[serde(default)]
    pub excess_users: Vec<String>,
}

impl Client {
    /// POST `/cgi-bin/meeting/create`: makes a meeting and invites who takes part.
    ///
    /// The same meeting is not made twice: 400301 within five minutes, 400302 later. So a call whose answer was lost may be
    /// made again, and what it made is then found by [`Client::meeting_get_user_meetingid`].
    ///
    /// # Errors
    /// Any [`Error`]; 400021 for somebody who is unknown or outside the visible range, 400222 for a start in the past.
    /// 48002 for an app that is not among the callable apps of Meeting (unconfirmed).
    pub async fn meeting_create(&self, meeting: &Meeting) -> Result<MeetingCreated, Error> {
        let mut found = Findings::default();
        meeting.check(&mut found);
        found.into_result()?;
        let mut request = meeting.fields().request();
        request.insert("admin_userid".into(), json!(meeting.people.admin_userid));
        if let Some(cal_id) = &meeting.cal_id {
            request.insert("cal_id".into(), json!(cal_id));
        }
        self.post_json("/cgi-bin/meeting/create", &request).await?.into_reply()
    }
}
