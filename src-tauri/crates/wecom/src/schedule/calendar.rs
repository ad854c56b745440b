//! A calendar of the app (path/93647).

use std::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde::{Deserialize, Serialize as SerializeFields};

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::limits;
use crate::wire::{coded, filled, number};

coded! {
    /// What a member whom a calendar is shared with may see.
    pub enum SharePermission {
        /// Everything.
        View = 1,
        /// Only whether the time is free.
        FreeBusy = 3,
    }
}

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color(pub u8, pub u8, pub u8);

/// As WeCom spells it: `#RRGGBB`.
impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(red, green, blue) = self;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

/// A member whom a calendar is shared with.
#[derive(Debug, Clone, PartialEq, Eq, SerializeFields)]
pub struct Share {
    /// `userid`.
    pub userid: String,
    /// What the member may see.
    pub permission: SharePermission,
}

/// Who may find a calendar besides those it is shared with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CalendarRange {
    /// Nobody.
    #[default]
    Private,
    /// These members and departments may subscribe to it. A company has at most 30,000 such calendars.
    Public {
        /// userids, up to 1000.
        userids: Vec<String>,
        /// Department ids, up to 100.
        partyids: Vec<i64>,
    },
    /// These members and departments have it. A company has at most 20 such calendars.
    Company {
        /// userids, up to 1000.
        userids: Vec<String>,
        /// Department ids, up to 100.
        partyids: Vec<i64>,
    },
}

/// A calendar to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// 1 to 128 characters.
    pub summary: String,
    /// Colour of its schedules.
    pub color: Color,
    /// Up to 512 characters; empty for none.
    pub description: String,
    /// userids of up to three members it is shared with who may change it.
    pub admins: Vec<String>,
    /// Whether schedules without a calendar go here.
    pub set_as_default: bool,
    /// Up to 2000 members.
    pub shares: Vec<Share>,
    /// Who else may find it.
    pub range: CalendarRange,
}

impl Calendar {
    fn check(&self, at: At<'_>, found: &mut Findings) {
        found.text(at.name("summary"), &self.summary).needed().chars(limits::SUMMARY_CHARS);
        found.text(at.name("description"), &self.description).chars(limits::CALENDAR_DESCRIPTION_CHARS);
        found.count(at.name("admins"), self.admins.len(), 0..=limits::ADMINS_COUNT);
        let shared = |admin: &String| self.shares.iter().any(|share| share.userid.eq_ignore_ascii_case(admin));
        found.must(at.name("admins"), self.admins.iter().all(shared), "among the shares");
        let shares = at.name("shares");
        found.count(shares, self.shares.len(), 0..=limits::CALENDAR_SHARES_COUNT);
        for (number, share) in self.shares.iter().enumerate() {
            let at = shares.entry(number);
            found.text(at.name("userid"), &share.userid).needed().userid();
            found.must(at.name("permission"), !matches!(share.permission, SharePermission::Other(_)), "1 or 3");
        }
        if let CalendarRange::Public { userids, partyids } | CalendarRange::Company { userids, partyids } = &self.range
        {
            let at = at.name("public_range");
            found.must(at, !userids.is_empty() || !partyids.is_empty(), "somebody");
            found.count(at.name("userids"), userids.len(), 0..=limits::CALENDAR_RANGE_USERS_COUNT);
            found.userids(at.name("userids"), userids);
            found.count(at.name("partyids"), partyids.len(), 0..=limits::CALENDAR_RANGE_PARTIES_COUNT);
        }
    }
}

impl Serialize for Calendar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut calendar = serializer.serialize_map(None)?;
        calendar.serialize_entry("summary", &self.summary)?;
        calendar.serialize_entry("color", &self.color.to_string())?;
        if !self.description.is_empty() {
            calendar.serialize_entry("description", &self.description)?;
        }
        calendar.serialize_entry("admins", &self.admins)?;
        calendar.serialize_entry("set_as_default", &i64::from(self.set_as_default))?;
        calendar.serialize_entry("shares", &self.shares)?;
        if let CalendarRange::Public { userids, partyids } | CalendarRange::Company { userids, partyids } = &self.range
        {
            let company = matches!(self.range, CalendarRange::Company { .. });
            calendar.serialize_entry("is_public", &1)?;
            calendar.serialize_entry("is_corp_calendar", &i64::from(company))?;
            calendar.serialize_entry("public_range", &Range { userids, partyids })?;
        }
        calendar.end()
    }
}

#[derive(SerializeFields)]
struct Range<'a> {
    userids: &'a [String],
    partyids: &'a [i64],
}

/// A calendar that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CalendarCreated {
    /// `cal_id`.
    pub cal_id: String,
    /// Members it could not be shared with; it was made all the same.
    pub refused: Vec<ShareRefused>,
}

/// A member whom a calendar could not be shared with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ShareRefused {
    /// `userid`, lower-cased.
    #[serde(default)]
    pub userid: String,
    /// Why.
    #[serde(default, deserialize_with = "number")]
    pub errcode: i64,
    /// WeCom's words; for display only.
    #[serde(default)]
    pub errmsg: String,
}

#[derive(SerializeFields)]
struct Add<'a> {
    calendar: &'a Calendar,
}

#[derive(Deserialize)]
struct Added {
    #[serde(deserialize_with = "filled")]
    cal_id: String,
    #[serde(default)]
    fail_result: Failed,
}

#[derive(Default, Deserialize)]
struct Failed {
    #[serde(default)]
    shares: Vec<ShareRefused>,
}

impl Client {
    /// POST `/cgi-bin/oa/calendar/add`: makes a calendar.
    ///
    /// # Errors
    /// Any [`Error`]; 90472 when the app is not among the callable apps of Schedule.
    pub async fn calendar_add(&self, calendar: &Calendar) -> Result<CalendarCreated, Error> {
        let mut found = Findings::default();
        calendar.check(At::root("calendar"), &mut found);
        found.into_result()?;
        let added: Added = self.post_json("/cgi-bin/oa/calendar/add", &Add { calendar }).await?.into_reply()?;
        Ok(CalendarCreated { cal_id: added.cal_id, refused: added.fail_result.shares })
    }
}
