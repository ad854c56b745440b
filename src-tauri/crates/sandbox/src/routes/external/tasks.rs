//! What became of mass sends. Source: path/93338 (results), 97610 (reminder), 97611 (cancel).

use serde_json::{Value, json};

use super::{enter, page};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::limits::DAY_MS;
use crate::object::Object;
use crate::state::mass::{Part, Task};
use crate::visit::Visit;

const REMINDERS: usize = 3;
/// Longest span of a list: a month.
const SPAN_SECONDS: i64 = 31 * 86_400;

/// The task of this app that `msgid` names: 41047 for an unknown one.
fn task<'a>(visit: &'a mut Visit<'_>, app: usize, msgid: &str) -> Result<(&'a mut Task, i64), Refusal> {
    let company = &mut *visit.company;
    let (agent_id, now) = (company.apps[app].agent_id, company.now_ms());
    let task = company.mass.tasks.get_mut(msgid).filter(|task| task.agent_id == agent_id);
    task.map(|task| (task, now)).ok_or(Refusal::code(41047))
}

/// `POST get_groupmsg_list_v2` {chat_type, start_time, end_time, ...}: tasks created in that span of up to a month.
pub(in crate::routes) fn list(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let single = match request.need("chat_type", 40058)? {
        "single" => true,
        "group" => false,
        _ => return refuse(40058),
    };
    let (Some(start), Some(end)) = (request.integer("start_time")?, request.integer("end_time")?) else {
        return refuse(40058);
    };
    if start > end || end.saturating_sub(start) > SPAN_SECONDS {
        return refuse(40058);
    }
    let company_made = request.choice("filter_type", 0..=2, 2, 40058)? != 1;
    let agent_id = visit.company.apps[app].agent_id;
    let wanted = |task: &Task| {
        let created = task.created_ms / 1000;
        single && company_made && task.agent_id == agent_id && (start..=end).contains(&created)
    };
    let mut tasks: Vec<(&String, &Task)> = visit.company.mass.tasks.iter().filter(|(_, task)| wanted(task)).collect();
    tasks.sort_by_key(|(_, task)| task.number);
    let row = |(msgid, task): (&String, &Task)| {
        let mut row = Value::clone(&task.content);
        row["msgid"] = json!(msgid);
        row["create_time"] = json!((task.created_ms / 1000).to_string());
        row["create_type"] = json!(0);
        row
    };
    let (rows, next) = page(tasks.into_iter().map(row).collect(), &request, 100, 50)?;
    ok(json!({ "group_msg_list": rows, "next_cursor": next }))
}

/// As [`task`], of a task that has been given to its employees: 41063 before.
fn dispatched<'a>(visit: &'a mut Visit<'_>, app: usize, msgid: &str) -> Result<&'a mut Task, Refusal> {
    let dispatch_ms = visit.company.mass_dispatch_ms;
    let (task, now) = task(visit, app, msgid)?;
    if now - task.created_ms < dispatch_ms { refuse(41063) } else { Ok(task) }
}

/// `POST get_groupmsg_task` {msgid}: per employee 0 not sent, 2 sent.
pub(in crate::routes) fn employees(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let task = dispatched(visit, app, request.need("msgid", 41046)?)?;
    let row = |(userid, part): (&String, &Part)| match part.sent_ms {
        Some(sent) => json!({ "userid": userid, "status": 2, "send_time": sent / 1000 }),
        None => json!({ "userid": userid, "status": 0 }),
    };
    let (rows, next) = page(task.parts.iter().map(row).collect(), &request, 1000, 500)?;
    ok(json!({ "task_list": rows, "next_cursor": next }))
}

/// `POST get_groupmsg_send_result` {msgid, userid}: per customer 0 not sent, 1 sent, 2 not a friend, 3 too many this month.
pub(in crate::routes) fn results(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let (msgid, userid) = (request.need("msgid", 41046)?, request.need("userid", 41009)?);
    let task = dispatched(visit, app, msgid)?;
    let Some((userid, part)) = task.parts.iter().find(|(known, _)| known.eq_ignore_ascii_case(userid)) else {
        return refuse(60111);
    };
    let row = |(id, status): &(String, i64)| {
        let mut row = json!({ "external_userid": id, "userid": userid, "status": status });
        if let Some(sent) = part.sent_ms.filter(|_| *status == 1) {
            row["send_time"] = json!(sent / 1000);
        }
        row
    };
    let (rows, next) = page(part.customers.iter().map(row).collect(), &request, 1000, 500)?;
    ok(json!({ "send_list": rows, "next_cursor": next }))
}

/// `POST remind_groupmsg_send` {msgid}: three times in 24 hours, then 41094; 41093 for a cancelled task.
pub(in crate::routes) fn remind(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let (task, now) = task(visit, app, Object::root(&request)?.need("msgid", 41046)?)?;
    if task.cancelled {
        return refuse(41093);
    }
    task.reminders.retain(|at| now - at < DAY_MS);
    if task.reminders.len() >= REMINDERS {
        return refuse(41094);
    }
    task.reminders.push(now);
    ok(json!({}))
}

/// `POST cancel_groupmsg_send` {msgid}: stops what nobody confirmed yet; 41093 the second time.
pub(in crate::routes) fn cancel(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let (task, _) = task(visit, app, Object::root(&request)?.need("msgid", 41046)?)?;
    if task.cancelled {
        return refuse(41093);
    }
    task.cancel();
    ok(json!({}))
}
