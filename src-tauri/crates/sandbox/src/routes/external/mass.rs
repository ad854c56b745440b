//! Mass sends: a task that employees must confirm. Source: path/92135 (add_msg_template).

use std::collections::BTreeMap;

use serde_json::json;

use super::super::message::content::{Check, Sender};
use super::{attachments, employee, enter};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::company::Company;
use crate::customers::Relation;
use crate::object::Object;
use crate::visit::Visit;

/// `POST /cgi-bin/externalcontact/add_msg_template`. Creates a task; answers `fail_list` and `msgid`. 40063 when it names
/// nobody, 81017 beyond 10,000 customers, 41048 when nobody can receive it, 84061 when that is because no member has opened
/// the chat. There are no customer groups here, and a filter by tags finds nobody.
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
        return refuse(if failed.iter().any(|id| is_half(company, id, sender.as_deref())) { 84061 } else { 41048 });
    }
    let msgid = format!("msg{}", company.dice.letters(29));
    let content = json!({ "text": request["text"], "attachments": request["attachments"] });
    let clock = (company.now_ms(), company.people_answer_after_ms);
    company.mass.make(&msgid, company.apps[app].agent_id, sends, content, clock);
    visit.notes.msgid = Some(msgid.clone());
    ok(json!({ "fail_list": failed, "msgid": msgid }))
}

type Sends = BTreeMap<String, Vec<String>>;

/// Gives each customer to one employee: to the sender, or else to the first follower whom the app sees. The others fail.
fn distribute(company: &Company, app: usize, customers: &[&str], sender: Option<&str>) -> (Sends, Vec<String>) {
    let seen = |userid: &&str| company.visible(app, userid).is_some() && sender.is_none_or(|sender| sender == *userid);
    let all: Vec<&str> = company.customers.iter().map(|customer| customer.external_userid.as_str()).collect();
    // A sender alone means all customers of that sender; a tag filter alone means nobody.
    let wanted = if customers.is_empty() && sender.is_some() { &all } else { customers };
    let (mut sends, mut failed) = (Sends::new(), Vec::new());
    for id in wanted {
        match company.customers.get(id).and_then(|customer| customer.followers().find(seen)) {
            Some(userid) => sends.entry(userid.to_owned()).or_default().push((*id).to_owned()),
            None if customers.is_empty() => {}
            None => failed.push((*id).to_owned()),
        }
    }
    (sends, failed)
}

/// Whether the customer has been let in and the sender, or whoever it is, has not opened the chat.
fn is_half(company: &Company, external_userid: &str, sender: Option<&str>) -> bool {
    let follows =
        company.customers.get(external_userid).map(|customer| customer.follows.as_slice()).unwrap_or_default();
    let of_sender = |userid: &str| sender.is_none_or(|sender| sender == userid);
    follows.iter().any(|follow| follow.relation == Relation::Half && of_sender(&follow.userid))
}
