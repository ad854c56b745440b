//! A meeting as it is read: its code and link, how far it is, and who came (path/99049, 99050).

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::invalid::Unit;
use crate::limits;
use crate::page::{Cursor, Page};
use crate::wire::{coded, filled, number};

coded! {
    /// How far a meeting is.
    pub enum MeetingStatus {
        /// It has not begun.
        Waiting = 1,
        /// It runs.
        Running = 2,
        /// It is over.
        Ended = 3,
        /// It was cancelled; it can still be read.
        Cancelled = 4,
        /// Its time is over, and it never began.
        Expired = 5,
    }
}

coded! {
    /// Whether somebody was in the meeting.
    pub enum InMeeting {
        /// They were.
        Joined = 1,
        /// Not yet.
        Not = 2,
    }
}

/// Whether and when somebody was there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct MeetingPresence {
    /// `None` when WeCom does not say.
    pub status: Option<InMeeting>,
    /// Unix seconds; 0 for never.
    #[serde(default, deserialize_with = "number")]
    pub first_join_time: i64,
    /// Unix seconds; 0 for never, or for who is there still.
    #[serde(default, deserialize_with = "number")]
    pub last_quit_time: i64,
    /// How often they came in.
    #[serde(default, deserialize_with = "number")]
    pub total_join_count: i64,
    /// Seconds in all.
    #[serde(default, deserialize_with = "number")]
    pub cumulative_time: i64,
}

/// A member who takes part.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct MeetingMember {
    /// `userid`.
    #[serde(deserialize_with = "filled")]
    pub userid: String,
    /// Whether they came.
    #[serde(flatten)]
    pub presence: MeetingPresence,
}

/// Somebody outside the company who came. Who joins through WeChat is **not** among them: an empty list does not say that the
/// candidate stayed away.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct MeetingOutsider {
    /// Good for [`Client::idconvert_convert_tmp_external_userid`].
    #[serde(deserialize_with = "filled")]
    pub tmp_external_userid: String,
    /// When they came.
    #[serde(flatten)]
    pub presence: MeetingPresence,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
struct Attendees {
    #[serde(default)]
    member: Vec<MeetingMember>,
    #[serde(default)]
    tmp_external_user: Vec<MeetingOutsider>,
}

/// A meeting as WeCom tells it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
#[serde(from = "Told")]
pub struct MeetingInfo {
    /// The organiser.
    pub admin_userid: String,
    /// Its title.
    pub title: String,
    /// Unix seconds.
    pub meeting_start: i64,
    /// Seconds.
    pub meeting_duration: i64,
    /// Its description.
    pub description: String,
    /// Its place.
    pub location: String,
    /// How far it is; `None` when WeCom does not say.
    pub status: Option<MeetingStatus>,
    /// What people type to come in; empty when WeCom tells none.
    pub meeting_code: String,
    /// What people open to come in; empty when WeCom tells none.
    pub meeting_link: String,
    /// The members who take part.
    pub members: Vec<MeetingMember>,
    /// Those outside who came.
    pub outsiders: Vec<MeetingOutsider>,
}

#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    admin_userid: String,
    #[serde(default)]
    title: String,
    #[serde(deserialize_with = "number")]
    meeting_start: i64,
    #[serde(deserialize_with = "number")]
    meeting_duration: i64,
    #[serde(default)]
    description: String,
    #[serde(default)]
    location: String,
    status: Option<MeetingStatus>,
    #[serde(default)]
    meeting_code: String,
    #[serde(default)]
    meeting_link: String,
    #[serde(default)]
    attendees: Attendees,
}

impl From<Told> for MeetingInfo {
    fn from(told: Told) -> Self {
        Self {
            admin_userid: told.admin_userid,
            title: told.title,
            meeting_start: told.meeting_start,
            meeting_duration: told.meeting_duration,
            description: told.description,
            location: told.location,
            status: told.status,
            meeting_code: told.meeting_code,
            meeting_link: told.meeting_link,
            members: told.attendees.member,
            outsiders: told.attendees.tmp_external_user,
        }
    }
}

#[derive(Serialize)]
struct Wanted<'a> {
    userid: &'a str,
    cursor: &'a str,
    begin_time: i64,
    end_time: i64,
    limit: usize,
}

#[derive(Deserialize)]
struct Ids {
    #[serde(default)]
    meetingid_list: Vec<String>,
    #[serde(default, deserialize_with = "crate::page::next")]
    next_cursor: Option<Cursor>,
}

impl Client {
    /// POST `/cgi-bin/meeting/get_info`: a meeting of this app.
    ///
    /// # Errors
    /// Any [`Error`]; 90602 for an unknown id, 730005 for another app's, 730008 for a deleted one.
    pub async fn meeting_get_info(&self, meetingid: &str) -> Result<MeetingInfo, Error> {
        let mut found = Findings::default();
        found.text(At::root("meetingid"), meetingid).needed();
        found.into_result()?;
        self.post_json("/cgi-bin/meeting/get_info", &json!({ "meetingid": meetingid })).await?.into_reply()
    }

    /// POST `/cgi-bin/meeting/get_user_meetingid`: ids of the meetings of this app that a member takes part in and that begin
    /// between two times, Unix seconds, 180 days apart at most; `limit` 1 to 100.
    ///
    /// # Errors
    /// Any [`Error`]; 400021 for a member outside the visible range (unconfirmed).
    pub async fn meeting_get_user_meetingid(
        &self,
        userid: &str,
        begin_time: i64,
        end_time: i64,
        limit: usize,
        cursor: Option<&Cursor>,
    ) -> Result<Page<String>, Error> {
        let mut found = Findings::default();
        found.text(At::root("userid"), userid).needed().userid();
        let end = At::root("end_time");
        found.must(end, begin_time >= 0 && begin_time < end_time, "after begin_time, in Unix seconds");
        found.must(end, end_time.saturating_sub(begin_time) <= limits::MEETINGIDS_SPAN_S, "180 days later at most");
        found.size(At::root("limit"), Unit::Entries, limit, &(1..=limits::MEETINGIDS_COUNT));
        found.into_result()?;
        // This call's first page has a cursor, too.
        let cursor = cursor.map_or("0", Cursor::as_str);
        let wanted = Wanted { userid, cursor, begin_time, end_time, limit };
        let envelope = self.post_json("/cgi-bin/meeting/get_user_meetingid", &wanted).await?;
        let Ids { meetingid_list, next_cursor } = envelope.into_reply()?;
        Ok(Page { items: meetingid_list, next: next_cursor })
    }
}
