//! Application messages. Source: "Send app message" path/90236.

pub(super) mod content;
pub(super) mod later;
mod recipients;

use serde_json::{Value, json};

use crate::answer::{Answer, Fields, Refusal, ok, refuse};
use crate::config::SecretOf;
use crate::journal::Outcome;
use crate::object::Object;
use crate::state::mail::Receipt;
use crate::visit::Visit;
use content::{Check, Content, Sender};
use recipients::{Named, Reach};

/// Path of message/send.
pub(crate) const PATH: &str = "/cgi-bin/message/send";

/// Default and largest `duplicate_check_interval`, seconds.
const REPEAT_DEFAULT: i64 = 1800;
const REPEAT_MAX: i64 = 14_400;

/// `POST /cgi-bin/message/send`. The checks, in this order:
/// 1. token (41001, 40014, 42001), JSON (40058), agentid (41011, 40056, 301002), app and IP (50003, 60020);
/// 2. recipients: types (40058), counts (40032, 82002, 82003), none at all (82001);
/// 3. msgtype (40008) and its content (44004 and many others; some of what is only too long is cut);
/// 4. options (40058);
/// 5. whom it reaches: nobody is 81013;
/// 6. a repeat is answered like the first and not delivered; a task_id that was used before is 42014, a day's quota used
///    up 45009; everyone else gets it, unless above the member's limit.
pub(super) fn send(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.app()?;
    let request = visit.json()?;
    agent(visit, app, &request)?;
    visit.admitted(app)?;
    let named = Named::read(&request, &mut visit.notes)?;
    let safe = request["safe"].as_i64().unwrap_or_default();
    let content =
        content::check(&Object::root(&request)?, &Check { company: visit.company, sender: Sender::App(app), safe })?;
    options(&request, &mut visit.notes.json_warning)?;
    let repeat_seconds = repeat_seconds(&request)?;

    let reach = named.reach(visit.company, app);
    if reach.members.is_empty() && reach.unlicensed.is_empty() {
        visit.notes.recipients = reach.outcomes(visit.company, |_| Outcome::Delivered);
        return Err(Refusal { fields: reach.lists(), ..Refusal::code(81013) });
    }
    deliver(visit, app, repeat_seconds, content, &reach)
}

/// agentid is an integer and the token's own app; a mini-program notice needs none. Secrets that are no app's send nothing
/// (48002).
fn agent(visit: &Visit<'_>, app: usize, request: &Value) -> Result<(), Refusal> {
    match &request["agentid"] {
        _ if visit.company.apps[app].of != SecretOf::App => refuse(48002),
        Value::Null if request["msgtype"] == "miniprogram_notice" => Ok(()),
        Value::Null => refuse(41011),
        agentid => visit.is_agent(app, agentid.as_i64()),
    }
}

/// `safe` and `enable_id_trans`. A value of the wrong type is passed over with a warning, as observed; a number outside
/// the documented ones is refused, and so is a confidential news message (40074).
fn options(request: &Value, json_warning: &mut bool) -> Result<(), Refusal> {
    let kind = request["msgtype"].as_str().unwrap_or_default();
    for (name, largest) in [("safe", if kind == "mpnews" { 2 } else { 1 }), ("enable_id_trans", 1)] {
        match &request[name] {
            Value::Null => {}
            value => match value.as_i64() {
                None => *json_warning = true,
                Some(number) if !(0..=largest).contains(&number) => return refuse(40058),
                Some(1..) if name == "safe" && kind == "news" => return refuse(40074),
                Some(_) => {}
            },
        }
    }
    Ok(())
}

/// Seconds within which the same request is a repeat; `None` when the sender did not ask for the check.
fn repeat_seconds(request: &Value) -> Result<Option<i64>, Refusal> {
    let number = |name: &str, absent: i64| match &request[name] {
        Value::Null => Ok(absent),
        value => value.as_i64().ok_or_else(|| Refusal::wrong_json(40058)),
    };
    let (enabled, seconds) =
        (number("enable_duplicate_check", 0)?, number("duplicate_check_interval", REPEAT_DEFAULT)?);
    match (enabled, seconds) {
        (0 | 1, 1..=REPEAT_MAX) => Ok((enabled == 1).then_some(seconds)),
        _ => refuse(40058),
    }
}

fn deliver(
    visit: &mut Visit<'_>,
    app: usize,
    repeat: Option<i64>,
    content: Content,
    reach: &Reach,
) -> Result<Answer, Refusal> {
    let company = &mut *visit.company;
    let agent_id = company.apps[app].agent_id;
    let now = company.now_ms();
    let key = (agent_id, visit.sha256.to_owned());
    let earlier = company.mail.delivered.get(&key).filter(|(at, _)| repeat.is_some_and(|s| now - at < s * 1000));
    if let Some((_, receipt)) = earlier {
        // WeCom does not document this answer. The lists are made again, so they are true again; msgid and
        // response_code are those of the message people have.
        let receipt = receipt.clone();
        visit.notes.recipients = reach.outcomes(company, |_| Outcome::Duplicate);
        return answer(visit, reach, receipt);
    }
    let task_id = content.task_id.map(|task_id| (agent_id, task_id));
    if task_id.as_ref().is_some_and(|task_id| company.mail.task_ids.get(task_id).is_some()) {
        return refuse(42014);
    }
    let people = u64::try_from(reach.members.len()).unwrap_or(u64::MAX);
    if !company.gauges.people(agent_id, people, &company.limits, now) {
        return refuse(45009);
    }
    let arrives: Vec<bool> =
        reach.members.iter().map(|member| company.gauges.member(agent_id, *member, &company.limits, now)).collect();
    let receipt =
        Receipt { msgid: company.dice.text(62), response_code: content.interactive.then(|| company.dice.text(64)) };
    let reached = reach.members.iter().zip(&arrives).filter(|(_, arrives)| **arrives).map(|(member, _)| *member);
    company.mail.keep(agent_id, now, &receipt, reached.collect());
    if let Some(task_id) = task_id {
        company.mail.task_ids.insert(task_id, (), 1);
    }
    company.mail.delivered.insert(key, (now, receipt.clone()), 1);
    visit.notes.recipients =
        reach.outcomes(company, |at| if arrives[at] { Outcome::Delivered } else { Outcome::Dropped });
    visit.notes.cuts = content.cuts;
    answer(visit, reach, receipt)
}

fn answer(visit: &mut Visit<'_>, reach: &Reach, receipt: Receipt) -> Result<Answer, Refusal> {
    let mut fields: Fields = reach.lists();
    if let Some(code) = receipt.response_code {
        fields.insert("response_code".into(), json!(code));
    }
    fields.insert("msgid".into(), json!(receipt.msgid));
    visit.notes.msgid = Some(receipt.msgid);
    ok(Value::Object(fields))
}
