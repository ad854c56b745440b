//! Calendars and schedules, and what people answered to invitations.

use std::collections::HashMap;

use serde_json::Value;

use super::repeat::Repeat;
use crate::newest::Newest;

/// Calendars that are kept.
const CALENDARS: usize = 10_000;

/// Bytes of schedules that are kept.
const ENTRY_BYTES: usize = 32 * 1024 * 1024;

/// All calendars and schedules of the company.
#[derive(Debug)]
pub(crate) struct Diary {
    /// Per cal_id: AgentId of its app.
    pub(crate) calendars: Newest<String, i64>,
    /// Per AgentId: its default calendar.
    pub(crate) defaults: HashMap<i64, String>,
    pub(crate) entries: Newest<String, Entry>,
    /// Answers that were given on purpose, per schedule_id and userid.
    pub(crate) answers: HashMap<(String, String), i64>,
    pub(crate) made: u64,
}

impl Default for Diary {
    fn default() -> Self {
        Self {
            calendars: Newest::up_to(CALENDARS),
            defaults: HashMap::new(),
            entries: Newest::up_to(ENTRY_BYTES),
            answers: HashMap::new(),
            made: 0,
        }
    }
}

/// A schedule.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) agent_id: i64,
    pub(crate) cal_id: String,
    /// The fields as given.
    pub(crate) given: Value,
    pub(crate) repeat: Repeat,
    /// Attendees as the company spells them, each with the time of the invitation.
    pub(crate) attendees: Vec<(String, i64)>,
    pub(crate) cancelled: bool,
    /// Raised by every change.
    pub(crate) sequence: u64,
    /// Order of creation.
    pub(crate) number: u64,
}

impl Diary {
    /// Lets an attendee answer: 1 tentative, 2 accepted, 3 accepted once, 4 declined. False when there is no such
    /// invitation.
    pub(crate) fn answer(&mut self, schedule_id: &str, userid: &str, response_status: i64) -> bool {
        let Some(entry) = self.entries.get(schedule_id) else { return false };
        let Some((userid, _)) = entry.attendees.iter().find(|(known, _)| known.eq_ignore_ascii_case(userid)) else {
            return false;
        };
        self.answers.insert((schedule_id.to_owned(), userid.clone()), response_status);
        true
    }
}
