//! Reading schedules back, with the answers of the attendees. Source: path/97724 (get), 97725 (by calendar).

use serde_json::{Value, json};

use super::fields::default_calendar;
use super::{Entry, enter, entry};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::company::Company;
use crate::dice::Dice;
use crate::object::Object;
use crate::visit::Visit;

/// `POST /cgi-bin/oa/schedule/get` {schedule_id_list}: 90462 for none, 90469 beyond 1000.
pub(in crate::routes) fn get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let ids = Object::root(&request)?.texts("schedule_id_list")?;
    match ids.len() {
        0 => return refuse(90462),
        1..=1000 => {}
        _ => return refuse(90469),
    }
    let mut rows = Vec::new();
    for id in ids {
        let entry = entry(visit, app, id)?.clone();
        rows.push(row(id, &entry, visit.company));
    }
    ok(json!({ "schedule_list": rows }))
}

/// `POST /cgi-bin/oa/schedule/get_by_calendar` {cal_id, offset, limit}: an empty list is the end.
pub(in crate::routes) fn by_calendar(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let cal_id = request.need("cal_id", 90457)?;
    let company = &*visit.company;
    let agent_id = company.apps[app].agent_id;
    match company.diary.calendars.get(cal_id) {
        Some(owner) if *owner != agent_id => return refuse(90466),
        None if cal_id != default_calendar(agent_id) => return refuse(90457),
        _ => {}
    }
    let offset = usize::try_from(request.integer("offset")?.unwrap_or(0)).map_err(|_| Refusal::code(90470))?;
    let limit = usize::try_from(request.choice("limit", 1..=1000, 500, 90469)?).unwrap_or(usize::MAX);
    let mut entries: Vec<(&String, &Entry)> =
        company.diary.entries.iter().filter(|(_, entry)| entry.cal_id == cal_id).collect();
    entries.sort_by_key(|(_, entry)| entry.number);
    let rows = entries.into_iter().skip(offset).take(limit).map(|(id, entry)| {
        let mut row = row(id, entry, company);
        row["sequence"] = json!(entry.sequence);
        row
    });
    ok(json!({ "schedule_list": rows.collect::<Value>() }))
}

/// A schedule as it is read: the fields as given, who answered what, and whether it was cancelled (1).
fn row(schedule_id: &str, entry: &Entry, company: &Company) -> Value {
    let mut row = entry.given.clone();
    row["schedule_id"] = json!(schedule_id);
    row["cal_id"] = json!(entry.cal_id);
    row["status"] = json!(i64::from(entry.cancelled));
    let answer = |(userid, invited): &(String, i64)| json!({ "userid": userid, "response_status": response(schedule_id, userid, *invited, entry, company) });
    row["attendees"] = entry.attendees.iter().map(answer).collect();
    if row["reminders"].is_object() {
        let without: Value = entry.repeat.without.iter().map(|at| json!({ "start_time": at })).collect();
        row["reminders"]["exclude_time_list"] = without;
    }
    row
}

/// 0 no answer, 1 tentative, 2 accepted, 3 accepted once, 4 declined. People answer after a while, the same way for the
/// same schedule; one in ten never does.
fn response(schedule_id: &str, userid: &str, invited: i64, entry: &Entry, company: &Company) -> i64 {
    if let Some(given) = company.diary.answers.get(&(schedule_id.to_owned(), userid.to_owned())) {
        return *given;
    }
    if company.now_ms() - invited < company.people_answer_after_ms {
        return 0;
    }
    match Dice::of(&[schedule_id, userid]).below(10) {
        0 => 0,
        1 => 1,
        2 if entry.repeat.repeats() => 3,
        3 | 4 => 4,
        _ => 2,
    }
}
