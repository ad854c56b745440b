//! Mass sends: a task that employees must confirm. Source: path/92135 (add_msg_template).

use std::collections::BTreeMap;

use serde_json::json;

use super::super::message::content::{Check, Sender};
use super::{attachments, employee, enter};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::company::Company;
use crate::limits::DAY_MS;
use crate::object::Object;
use crate::state::mass::Task;
use crate::visit::Visit;

/// "As many per month as the month has days", read as 30 in 30 days.
const PER_CUSTOMER: usize = 30;

/// `POST /cgi-bin/externalcontact/add_msg_template`. Creates a task; answers `fail_list` and `msgid`. 40063 when it names
/// nobody, 81017 beyond 10,000 customers, 41048 when nobody can receive it. There are no customer groups and no customer
/// tags here.
pub(in crate::routes) fn add(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let object = Object::root(&request)?;
    attachments::check(&object, &Check { company: visit.company, sender: Sender::App(app), safe: 0 })?;
    let customers = object.texts("external_userid")?;
    let sender = object.text("sender")?.map(|userid| employee(visit, app, userid)).transpose()?;
    object.flag("allow_select")?;
    match object.text("chat_type")?.unwrap_or("single") {
        "group" if sender.is_none() => return refuse(41009),
        "group" => return refuse(41048),
        "single" if customers.is_empty() && sender.is_none() && object.object("tag_filter")?.is_none() => {
            return refuse(40063);
        }
        "single" if customers.len() > 10_000 => return refuse(81017),
        "single" => {}
        _ => return refuse(40058),
    }
    let company = &mut *visit.company;
    let (sends, failed) = distribute(company, app, &customers, sender.as_deref());
    if sends.is_empty() {
        return refuse(41048);
    }
    let created_ms = company.now_ms();
    let task = Task {
        agent_id: company.apps[app].agent_id,
        created_ms,
        confirmed_ms: created_ms + company.people_answer_after_ms,
        cancelled_ms: None,
        reminders: Vec::new(),
        sends,
        content: json!({ "text": request["text"], "attachments": request["attachments"] }),
    };
    let msgid = format!("msg{}", company.dice.letters(29));
    // A task names every customer again, so it can be longer than the call that made it.
    company.mass.insert(msgid.clone(), task, 2 * visit.body.len() + 64 * company.customers.iter().count() + 1024);
    ok(json!({ "fail_list": failed, "msgid": msgid }))
}

type Sends = BTreeMap<String, Vec<(String, bool)>>;

/// Gives each customer to one employee: to the sender, or else to the first follower whom the app sees. The others fail.
fn distribute(company: &Company, app: usize, customers: &[&str], sender: Option<&str>) -> (Sends, Vec<String>) {
    let seen = |userid: &&str| company.visible(app, userid).is_some() && sender.is_none_or(|sender| sender == *userid);
    let follower = |id: &str| company.customers.get(id)?.followers().find(seen);
    let all: Vec<&str> = company.customers.iter().map(|customer| customer.external_userid.as_str()).collect();
    // A sender alone means all customers of that sender; a tag filter alone means nobody, for nobody carries a tag.
    let wanted = if customers.is_empty() && sender.is_some() { &all } else { customers };
    let (mut sends, mut failed) = (Sends::new(), Vec::new());
    for id in wanted {
        match follower(id) {
            Some(userid) => sends.entry(userid.to_owned()).or_default().push(((*id).to_owned(), has_room(company, id))),
            None if customers.is_empty() => {}
            None => failed.push((*id).to_owned()),
        }
    }
    (sends, failed)
}

/// Whether a customer may get one more mass message within 30 days.
fn has_room(company: &Company, external_userid: &str) -> bool {
    let since = company.now_ms() - 30 * DAY_MS;
    let tasks = company.mass.iter().map(|(_, task)| task).filter(|task| task.created_ms > since);
    let got = tasks.filter(|task| task.sends.values().flatten().any(|(id, room)| *room && id == external_userid));
    got.count() < PER_CUSTOMER
}
