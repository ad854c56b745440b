//! What the company remembers of meetings: what was asked for, and who came.
//!
//! Never in here: which errcode something gets.

use serde_json::Value;

use crate::newest::Newest;

/// Bytes of meetings that are kept, each counting 1 KiB more than it has.
const BYTES: usize = 16 * 1024 * 1024;

/// All meetings of the company.
#[derive(Debug)]
pub(crate) struct MeetingBook {
    pub(crate) base_url: String,
    /// By meetingid.
    pub(crate) kept: Newest<String, Meeting>,
    pub(crate) made: u64,
}

/// A meeting.
#[derive(Debug, Clone)]
pub(crate) struct Meeting {
    pub(crate) agent_id: i64,
    pub(crate) admin_userid: String,
    pub(crate) title: String,
    /// Unix seconds.
    pub(crate) start: i64,
    pub(crate) duration: i64,
    /// The organiser among them, as the company spells them.
    pub(crate) participants: Vec<String>,
    /// description, location, settings, reminders, cal_id as given.
    pub(crate) given: Value,
    pub(crate) code: String,
    pub(crate) cancelled: bool,
    /// Order of creation.
    pub(crate) number: u64,
    /// Unix milliseconds.
    pub(crate) made_ms: i64,
    pub(crate) presences: Vec<Presence>,
}

/// Somebody who came.
#[derive(Debug, Clone)]
pub(crate) struct Presence {
    pub(crate) who: Who,
    pub(crate) first_join: i64,
    pub(crate) last_quit: i64,
    pub(crate) times: i64,
    pub(crate) seconds: i64,
    /// Unix seconds; `None`: they left.
    pub(crate) inside_since: Option<i64>,
}

/// How the company knows who came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Who {
    /// By userid.
    Member(String),
    /// By an id of this meeting's.
    Outsider(String),
    /// Through WeChat: not at all.
    WeChat,
}

impl Meeting {
    pub(crate) fn end(&self) -> i64 {
        self.start + self.duration
    }

    /// 1 waiting, 2 running, 3 ended, 4 cancelled, 5 expired, at this time in Unix seconds.
    pub(crate) fn status(&self, now: i64) -> i64 {
        match () {
            () if self.cancelled => 4,
            () if now >= self.end() && self.presences.is_empty() => 5,
            () if now >= self.end() => 3,
            () if self.presences.iter().any(|one| one.inside_since.is_some()) => 2,
            () => 1,
        }
    }

    /// Lets somebody in.
    pub(crate) fn join(&mut self, who: Who, now: i64) {
        let known = self.presences.iter().position(|one| one.who == who);
        let at = known.unwrap_or_else(|| {
            let new = Presence { who, first_join: now, last_quit: 0, times: 0, seconds: 0, inside_since: None };
            self.presences.push(new);
            self.presences.len() - 1
        });
        let one = &mut self.presences[at];
        if one.inside_since.is_none() {
            one.times += 1;
            one.inside_since = Some(now);
        }
    }

    /// Lets somebody out; false when they were not in.
    pub(crate) fn leave(&mut self, who: &Who, now: i64) -> bool {
        let Some(one) = self.presences.iter_mut().find(|one| one.who == *who) else { return false };
        let Some(since) = one.inside_since.take() else { return false };
        one.last_quit = now;
        one.seconds += now - since;
        true
    }
}

impl MeetingBook {
    pub(crate) fn new(base_url: String) -> Self {
        Self { base_url, kept: Newest::up_to(BYTES), made: 0 }
    }

    /// Keeps a meeting whose request has so many bytes.
    pub(crate) fn insert(&mut self, meetingid: String, mut meeting: Meeting, bytes: usize) {
        self.made += 1;
        meeting.number = self.made;
        self.kept.insert(meetingid, meeting, 1024 + 2 * bytes);
    }

    /// The link of a meeting.
    pub(crate) fn link(&self, meeting: &Meeting) -> String {
        format!("{}/meetings/{}", self.base_url, meeting.code)
    }
}
