//! What a schedule may hold. Source: path/93648.

use serde_json::Value;

use super::{Entry, entry};
use crate::answer::{Refusal, refuse};
use crate::object::Object;
use crate::state::repeat::Repeat;
use crate::visit::Visit;

/// Reminders in seconds before the start, and as differences to it; the last ones for whole-day schedules only.
const BEFORE: [i64; 5] = [0, 300, 900, 3_600, 86_400];
const DIFFS: [i64; 5] = [0, -300, -900, -3_600, -86_400];
const WHOLE_DAY: [i64; 3] = [32_400, -172_800, -604_800];

/// The end of the year 9999, Unix seconds.
const LAST_SECOND: i64 = 253_402_300_799;

/// Reads a schedule. Times are needed and end after start (40058), attendees visible (60021) and at most 1000 (90464),
/// administrators at most three of them (90715), texts within their lengths, reminders among the allowed ones.
pub(super) fn read(schedule: &Object<'_>, given: &Value, visit: &Visit<'_>, app: usize) -> Result<Entry, Refusal> {
    let start = schedule.choice("start_time", 1..=LAST_SECOND, 0, 40058)?;
    schedule.choice("end_time", start + 1..=LAST_SECOND, 0, 40058)?;
    schedule.chars("summary", 0..=128, 40058)?;
    schedule.chars("description", 0..=1000, 40058)?;
    schedule.chars("location", 0..=128, 40058)?;
    let whole_day = schedule.choice("is_whole_day", 0..=1, 0, 40058)? == 1;
    let reminders = schedule.object("reminders")?;
    if let Some(reminders) = &reminders {
        remind(reminders, whole_day)?;
    }
    Ok(Entry {
        agent_id: visit.company.apps[app].agent_id,
        cal_id: calendar(schedule, visit, app)?,
        given: given.clone(),
        repeat: Repeat::read(start, reminders.as_ref())?,
        attendees: attendees(schedule, visit, app)?,
        cancelled: false,
        sequence: 0,
        number: 0,
    })
}

fn remind(reminders: &Object<'_>, whole_day: bool) -> Result<(), Refusal> {
    reminders.choice("is_remind", 0..=1, 0, 40058)?;
    if reminders.integer("remind_before_event_secs")?.is_some_and(|seconds| !BEFORE.contains(&seconds)) {
        return refuse(90471);
    }
    let allowed = |diff: &i64| DIFFS.contains(diff) || whole_day && WHOLE_DAY.contains(diff);
    if reminders.integers("remind_time_diffs")?.iter().all(allowed) { Ok(()) } else { refuse(90704) }
}

/// The calendar it belongs to: 90457 for an unknown one, 90466 for another app's. Without cal_id the app's default, which
/// exists from the beginning.
fn calendar(schedule: &Object<'_>, visit: &Visit<'_>, app: usize) -> Result<String, Refusal> {
    let (diary, agent_id) = (&visit.company.diary, visit.company.apps[app].agent_id);
    match schedule.text("cal_id")? {
        None => Ok(diary.defaults.get(&agent_id).cloned().unwrap_or_else(|| default_calendar(agent_id))),
        Some(cal_id) if cal_id == default_calendar(agent_id) => Ok(cal_id.to_owned()),
        Some(cal_id) => match diary.calendars.get(cal_id) {
            None => refuse(90457),
            Some(owner) if *owner != agent_id => refuse(90466),
            Some(_) => Ok(cal_id.to_owned()),
        },
    }
}

/// Id of the calendar an app has from the beginning.
pub(super) fn default_calendar(agent_id: i64) -> String {
    format!("wcdefault{agent_id}")
}

/// The attendees in the company's spelling, invited now.
fn attendees(schedule: &Object<'_>, visit: &Visit<'_>, app: usize) -> Result<Vec<(String, i64)>, Refusal> {
    let attendees = invited(schedule, visit, app)?;
    let admins = schedule.texts("admins")?;
    let among = |admin: &&str| attendees.iter().any(|(userid, _)| userid.eq_ignore_ascii_case(admin));
    match admins.len() {
        0..=3 if admins.iter().all(among) => Ok(attendees),
        0..=3 => refuse(90715),
        _ => refuse(81017),
    }
}

/// Those whom a request names, each once.
pub(super) fn invited(request: &Object<'_>, visit: &Visit<'_>, app: usize) -> Result<Vec<(String, i64)>, Refusal> {
    let now = visit.company.now_ms();
    let mut attendees: Vec<(String, i64)> = Vec::new();
    for attendee in request.objects("attendees", 0..=1000, 90464)?.unwrap_or_default() {
        let userid = attendee.need_within("userid", 64, 40003)?;
        let Some(member) = visit.company.visible(app, userid) else { return refuse(60021) };
        let userid = visit.company.members[member].userid.clone();
        if !attendees.iter().any(|(known, _)| *known == userid) {
            attendees.push((userid, now));
        }
    }
    Ok(attendees)
}

/// Which occurrences of a schedule a change means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    All,
    Only(i64),
    From(i64),
}

/// Reads op_mode 0, 1, 2 (90485) and op_start_time: 90484 where nothing repeats, 90482 for no occurrence. A cancelled
/// schedule is 90460.
pub(super) fn scope(
    request: &Object<'_>,
    schedule_id: &str,
    visit: &mut Visit<'_>,
    app: usize,
) -> Result<Scope, Refusal> {
    let mode = request.choice("op_mode", 0..=2, 0, 90485)?;
    let at = request.choice("op_start_time", 0..=LAST_SECOND, 0, 90482)?;
    let entry = entry(visit, app, schedule_id)?;
    match mode {
        _ if entry.cancelled => refuse(90460),
        0 => Ok(Scope::All),
        _ if !entry.repeat.repeats() => refuse(90484),
        _ if !entry.repeat.occurs(at) => refuse(90482),
        1 => Ok(Scope::Only(at)),
        _ => Ok(Scope::From(at)),
    }
}
