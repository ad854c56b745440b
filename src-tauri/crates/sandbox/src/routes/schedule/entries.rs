//! Making, changing and cancelling schedules. Source: path/93648 (add), 97720 (update), 97723 (del).

use serde_json::{Value, json};

use super::fields::{Scope, read, scope};
use super::{Entry, enter, entry};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::object::Object;
use crate::visit::Visit;

/// `POST /cgi-bin/oa/schedule/add` {schedule}.
pub(in crate::routes) fn add(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let schedule = Object::root(&request)?.need_object("schedule", 40058)?;
    let made = read(&schedule, &request["schedule"], visit, app)?;
    let schedule_id = keep(visit, made);
    ok(json!({ "schedule_id": schedule_id }))
}

/// `POST /cgi-bin/oa/schedule/update` {schedule, op_mode, op_start_time, skip_attendees}: overwrites the whole entry; what
/// is not given is gone. The calendar stays. For one occurrence, or from one on, a new schedule_id comes back. 90706 for
/// moving a single one into the past, 90488 for moving occurrences before op_start_time.
pub(in crate::routes) fn update(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let root = Object::root(&request)?;
    let schedule = root.need_object("schedule", 40058)?;
    let schedule_id = schedule.need("schedule_id", 90461)?;
    // One page lets harmless changes pass; that of the rooms does not, and is the stricter one.
    if entry(visit, app, schedule_id).is_ok() && visit.company.rooms.of_schedule(schedule_id) {
        return refuse(90700);
    }
    let scope = scope(&root, schedule_id, visit, app)?;
    let mut made = read(&schedule, &request["schedule"], visit, app)?;
    let now = visit.company.now_ms();
    let skip_attendees = root.choice("skip_attendees", 0..=1, 0, 40058)? == 1;
    let old = entry(visit, app, schedule_id)?;
    made.cal_id.clone_from(&old.cal_id);
    keep_attendees(&mut made, old, skip_attendees);
    match scope {
        Scope::All if !made.repeat.repeats() && made.repeat.start * 1000 < now => refuse(90706),
        Scope::All => {
            made.sequence = old.sequence + 1;
            made.number = old.number;
            *old = made;
            ok(json!({}))
        }
        Scope::Only(at) | Scope::From(at) if made.repeat.start < at => refuse(90488),
        Scope::Only(at) => {
            leave_out(old, at);
            ok(json!({ "schedule_id": keep(visit, made) }))
        }
        Scope::From(at) => {
            cut_off(old, at);
            ok(json!({ "schedule_id": keep(visit, made) }))
        }
    }
}

/// `POST /cgi-bin/oa/schedule/del` {schedule_id, op_mode, op_start_time}. A cancelled schedule can still be read.
pub(in crate::routes) fn del(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let schedule_id = request.need("schedule_id", 90461)?;
    let scope = scope(&request, schedule_id, visit, app)?;
    let entry = entry(visit, app, schedule_id)?;
    match scope {
        Scope::All => {
            entry.cancelled = true;
            entry.sequence += 1;
            visit.company.rooms.release(|one| one.schedule_id.as_deref() == Some(schedule_id));
        }
        Scope::Only(at) => leave_out(entry, at),
        Scope::From(at) => cut_off(entry, at),
    }
    ok(json!({}))
}

fn leave_out(entry: &mut Entry, at: i64) {
    entry.repeat.without.push(at);
    entry.sequence += 1;
}

fn cut_off(entry: &mut Entry, at: i64) {
    entry.repeat.end_before(at);
    entry.sequence += 1;
}

/// Those who were invited before were invited then; with `skip_attendees` the list stays as it was.
fn keep_attendees(made: &mut Entry, old: &Entry, skip_attendees: bool) {
    if skip_attendees {
        made.attendees.clone_from(&old.attendees);
    }
    for (userid, invited) in &mut made.attendees {
        if let Some((_, earlier)) = old.attendees.iter().find(|(known, _)| known == userid) {
            *invited = *earlier;
        }
    }
}

/// Files the schedule that a booked room comes with; what it may hold is checked as of any other.
pub(in crate::routes) fn keep_simple(visit: &mut Visit<'_>, app: usize, request: &Value) -> Result<String, Refusal> {
    let schedule = Object::root(request)?.need_object("schedule", 40058)?;
    let made = read(&schedule, &request["schedule"], visit, app)?;
    Ok(keep(visit, made))
}

/// Files a new schedule.
fn keep(visit: &mut Visit<'_>, mut made: Entry) -> String {
    let schedule_id = visit.company.dice.letters(32).to_ascii_lowercase();
    let diary = &mut visit.company.diary;
    diary.made += 1;
    made.number = diary.made;
    diary.entries.insert(schedule_id.clone(), made, 2 * visit.body.len() + 1024);
    schedule_id
}
