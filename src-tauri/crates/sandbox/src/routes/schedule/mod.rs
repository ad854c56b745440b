//! Calendars and schedules. The app is the creator; what one app made, others do not see.
//! Source: path/93647 (calendar), 93648 (schedule), 97720 to 97725.

pub(super) mod calendar;
pub(super) mod entries;
mod fields;
pub(super) mod reading;
mod repeat;

use std::collections::HashMap;

use serde_json::Value;

use crate::answer::{Refusal, refuse};
use crate::newest::Newest;
use crate::visit::Visit;
use repeat::Repeat;

/// Calendars that are kept.
const CALENDARS: usize = 10_000;

/// Bytes of schedules that are kept.
const ENTRY_BYTES: usize = 32 * 1024 * 1024;

/// All calendars and schedules of the company.
#[derive(Debug)]
pub(crate) struct Diary {
    /// Per cal_id: AgentId of its app.
    calendars: Newest<String, i64>,
    /// Per AgentId: its default calendar.
    defaults: HashMap<i64, String>,
    entries: Newest<String, Entry>,
    /// Answers that were given on purpose, per schedule_id and userid.
    answers: HashMap<(String, String), i64>,
    made: u64,
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
struct Entry {
    agent_id: i64,
    cal_id: String,
    /// The fields as given.
    given: Value,
    repeat: Repeat,
    /// Attendees as the company spells them, each with the time of the invitation.
    attendees: Vec<(String, i64)>,
    cancelled: bool,
    /// Raised by every change.
    sequence: u64,
    /// Order of creation.
    number: u64,
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

/// Token and admission; 90472 for an app outside the callable apps of Schedule.
fn enter(visit: &mut Visit<'_>) -> Result<usize, Refusal> {
    let app = visit.enter()?;
    if visit.company.apps[app].schedule { Ok(app) } else { refuse(90472) }
}

/// A schedule of this app: 90461 for an unknown id, 90466 for another app's.
fn entry<'a>(visit: &'a mut Visit<'_>, app: usize, schedule_id: &str) -> Result<&'a mut Entry, Refusal> {
    let agent_id = visit.company.apps[app].agent_id;
    match visit.company.diary.entries.get_mut(schedule_id) {
        None => refuse(90461),
        Some(entry) if entry.agent_id != agent_id => refuse(90466),
        Some(entry) => Ok(entry),
    }
}
