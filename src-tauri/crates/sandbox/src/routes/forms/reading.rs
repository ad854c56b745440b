//! Who filled a form in, and what they answered. Source: path/97818 (statistic), 97819 (answers).

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{enter, own};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::forms::FormEntry;
use crate::limits::day_of;
use crate::object::Object;
use crate::state::forms;
use crate::visit::Visit;

/// `POST /cgi-bin/wedoc/get_form_statistic` {repeated_id, req_type, start_time, end_time, limit, cursor}: `req_type` 1 brings
/// the counts, 2 who submitted on the Beijing days of those times, too, 3 which of the members it is for have not. `cursor`
/// is how many rows were passed.
pub(in crate::routes) fn statistic(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let form = own(visit, app, &request, "repeated_id")?;
    let people: HashSet<&str> = form.counting().map(|answer| answer.by.id.as_str()).collect();
    let invited = visit.company.members.iter().filter(|member| form.invited.as_ref().is_some_and(|i| i.sees(member)));
    let missing: Vec<Value> = invited
        .filter(|member| !people.contains(member.userid.as_str()))
        .map(|member| json!({ "userid": member.userid, "user_name": member.name }))
        .collect();
    let mut reply = json!({
        "fill_cnt": form.counting().count(), "fill_user_cnt": people.len(), "unfill_user_cnt": missing.len(),
    });
    let (name, rows) = match request.choice("req_type", 1..=3, 0, 40058)? {
        1 => return ok(reply),
        2 => {
            let time = |name: &str| request.choice(name, 0..=i64::MAX / 2000, -1, 40058);
            let days = day_of(time("start_time")? * 1000)..=day_of(time("end_time")? * 1000);
            if days.is_empty() {
                return refuse(40058);
            }
            let own = form.counting().filter(|answer| days.contains(&day_of(answer.at * 1000)));
            let row = |answer: &forms::Answer| {
                let mut row = named(form, answer);
                row["submit_time"] = json!(answer.at);
                row
            };
            ("submit_users", own.map(row).collect())
        }
        _ => ("unfill_users", missing),
    };
    let number = |name: &str, least: i64, most: i64, absent: i64| {
        let number = request.choice(name, least..=most, absent, 40058)?;
        usize::try_from(number).map_err(|_| Refusal::code(40058))
    };
    let (from, limit) = (number("cursor", 0, i64::MAX, 0)?, number("limit", 1, 10_000, 10_000)?);
    let end = from.saturating_add(limit);
    reply["has_more"] = json!(rows.len() > end);
    reply["cursor"] = json!(end.min(rows.len()));
    reply[name] = rows.into_iter().skip(from).take(limit).collect();
    ok(reply)
}

/// `POST /cgi-bin/wedoc/get_form_answer` {repeated_id, answer_ids}: 1 to 100 ids (40058); unknown ones are left out.
pub(in crate::routes) fn answers(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let form = own(visit, app, &request, "repeated_id")?;
    let ids = request.integers("answer_ids")?;
    if !(1..=100).contains(&ids.len()) {
        return refuse(40058);
    }
    let found = ids.iter().filter_map(|id| form.answers.iter().find(|answer| answer.answer_id == *id));
    let row = |answer: &forms::Answer| {
        let mut row = named(form, answer);
        row["ctime"] = json!(answer.at);
        row["mtime"] = json!(answer.at);
        row["answer_status"] = json!(if answer.removed { 3 } else { 1 });
        row["reply"] = json!({ "items": answer.entries.iter().map(item).collect::<Vec<_>>() });
        row
    };
    ok(json!({ "answer": { "answer_list": found.map(row).collect::<Vec<_>>() } }))
}

fn item((question_id, entry): &(i64, FormEntry)) -> Value {
    match entry {
        FormEntry::Text(text) => json!({ "question_id": question_id, "text_reply": text }),
        FormEntry::Options(keys) => json!({ "question_id": question_id, "option_reply": keys }),
    }
}

/// An answer's id and, unless it is anonymous, who it is from.
fn named(form: &forms::Form, answer: &forms::Answer) -> Value {
    let mut row = json!({ "answer_id": answer.answer_id });
    if !answer.anonymous {
        row["user_name"] = json!(answer.by.name);
        if answer.by.member {
            row["userid"] = json!(answer.by.id);
        } else {
            row["tmp_external_userid"] = json!(form.tmp_external_userid(&answer.by.id));
        }
    }
    row
}
