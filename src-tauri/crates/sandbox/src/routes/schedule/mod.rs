//! Calendars and schedules. The app is the creator; what one app made, others do not see.
//! Source: path/93647 (calendar), 93648 (schedule), 97720 to 97725.

pub(super) mod calendar;
pub(super) mod entries;
mod fields;
pub(super) mod invitations;
pub(super) mod reading;

use crate::answer::{Refusal, refuse};
use crate::state::diary::Entry;
use crate::visit::Visit;

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
