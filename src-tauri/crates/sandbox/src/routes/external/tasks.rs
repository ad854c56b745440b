//! What became of mass sends. Source: path/93338 (results), 97610 (reminder), 97611 (cancel).

use serde_json::json;

use super::{enter, page};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::customers::Customer;
use crate::limits::DAY_MS;
use crate::object::Object;
use crate::state::mass::Task;
use crate::visit::Visit;

/// Right after its creation a task is still being dispatched (41063).
const DISPATCH_MS: i64 = 2_000;
const REMINDERS: usize = 3;
/// Longest span of a list: a month.
const SPAN_SECONDS: i64 = 31 * 86_400;

/// The task of this app that `msgid` names: 41046 without, 41047 for an unknown one.
fn task<'a>(visit: &'a mut Visit<'_>, app: usize, msgid: &str) -> Result<(&'a mut Task, i64), Refusal> {
    let company = &mut *visit.company;
    let (agent_id, now) = (company.apps[app].agent_id, company.now_ms());
    let task = company.mass.get_mut(msgid).filter(|task| task.agent_id == agent_id);
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
    let mut tasks: Vec<(&String, &Task)> = visit.company.mass.iter().filter(|(_, task)| wanted(task)).collect();
    tasks.sort_by_key(|(msgid, task)| (task.created_ms, *msgid));
    let row = |(msgid, task): (&String, &Task)| {
        let mut row = task.content.clone();
        row["msgid"] = json!(msgid);
        row["create_time"] = json!((task.created_ms / 1000).to_string());
        row["create_type"] = json!(0);
        row
    };
    let (rows, next) = page(tasks.into_iter().map(row).collect(), &request, 100, 50)?;
    ok(json!({ "group_msg_list": rows, "next_cursor": next }))
}

/// `POST get_groupmsg_task` {msgid}: per employee 0 not sent, 2 sent.
pub(in crate::routes) fn employees(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let msgid = request.need("msgid", 41046)?;
    let (task, now) = task(visit, app, msgid)?;
    if now - task.created_ms < DISPATCH_MS {
        return refuse(41063);
    }
    let row = |userid: &String| match task.confirmed(msgid, userid, now) {
        true => json!({ "userid": userid, "status": 2, "send_time": task.confirmed_at() }),
        false => json!({ "userid": userid, "status": 0 }),
    };
    let (rows, next) = page(task.sends.keys().map(row).collect(), &request, 1000, 500)?;
    ok(json!({ "task_list": rows, "next_cursor": next }))
}

/// `POST get_groupmsg_send_result` {msgid, userid}: per customer 0 not sent, 1 sent, 2 not a friend, 3 too many this month.
pub(in crate::routes) fn results(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let (msgid, userid) = (request.need("msgid", 41046)?, request.need("userid", 41009)?);
    let friend = |customer: &&Customer| customer.follow(userid).is_some_and(|follow| !follow.deleted);
    let friends = visit.company.customers.iter().filter(friend);
    let friends: Vec<String> = friends.map(|customer| customer.external_userid.clone()).collect();
    let (task, now) = task(visit, app, msgid)?;
    if now - task.created_ms < DISPATCH_MS {
        return refuse(41063);
    }
    let Some((userid, customers)) = task.sends.iter().find(|(known, _)| known.eq_ignore_ascii_case(userid)) else {
        return refuse(60111);
    };
    let confirmed = task.confirmed(msgid, userid, now);
    let row = |(id, room): &(String, bool)| {
        let status = match (confirmed, friends.contains(id), room) {
            (false, ..) => 0,
            (true, false, _) => 2,
            (true, true, false) => 3,
            (true, true, true) => 1,
        };
        let mut row = json!({ "external_userid": id, "userid": userid, "status": status });
        if status == 1 {
            row["send_time"] = json!(task.confirmed_at());
        }
        row
    };
    let (rows, next) = page(customers.iter().map(row).collect(), &request, 1000, 500)?;
    ok(json!({ "send_list": rows, "next_cursor": next }))
}

/// `POST remind_groupmsg_send` {msgid}: three times in 24 hours, then 41094; 41093 for a cancelled task.
pub(in crate::routes) fn remind(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let msgid = Object::root(&request)?.need("msgid", 41046)?;
    let (task, now) = task(visit, app, msgid)?;
    if task.cancelled_ms.is_some() {
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
    let msgid = Object::root(&request)?.need("msgid", 41046)?;
    let (task, now) = task(visit, app, msgid)?;
    if task.cancelled_ms.is_some() {
        return refuse(41093);
    }
    task.cancelled_ms = Some(now);
    ok(json!({}))
}
