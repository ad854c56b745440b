//! What can be done with a message after it was sent: recall, update of a card, statistics.

use serde_json::{Value, json};

use super::content::{self, Check, Sender};
use super::recipients::{PARTIES, USERS};
use crate::answer::{Answer, Fields, Refusal, ok, refuse};
use crate::limits::{DAY_MS, HOUR_MS, day_of};
use crate::object::Object;
use crate::visit::Visit;

/// Recall works for 24 hours (path/94867).
const RECALL_MS: i64 = 24 * HOUR_MS;
/// A response_code lives 72 hours and works once (path/94888); older articles say 24.
const RESPONSE_MS: i64 = 3 * DAY_MS;

/// `POST /cgi-bin/message/recall`: 40058 for an unknown msgid or another app's, 42052 after 24 hours.
pub(crate) fn recall(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.enter()?;
    let request = visit.json()?;
    let msgid = Object::root(&request)?.need("msgid", 40058)?.to_owned();
    let company = &mut *visit.company;
    let now = company.now_ms();
    match company.mail.sent.get(&msgid) {
        Some(sent) if sent.agent_id != company.apps[app].agent_id => return refuse(40058),
        Some(sent) if now - sent.at_ms >= RECALL_MS => return refuse(42052),
        Some(_) => {}
        None => return refuse(40058),
    }
    visit.notes.recalled = Some(msgid);
    ok(json!({}))
}

/// `POST /cgi-bin/message/update_template_card`: here recipients and `invaliduser` are arrays. 60140 for a code that is
/// unknown, used or older than 72 hours, 42015 for another app's card.
pub(crate) fn update(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.app()?;
    let request = visit.json()?;
    super::agent(visit, app, &request)?;
    visit.admitted(app)?;
    let request = Object::root(&request)?;
    let code = request.need("response_code", 60140)?;
    let card = visit.company.mail.cards.get(code).filter(|card| visit.company.now_ms() - card.at_ms < RESPONSE_MS);
    let Some(card) = card.cloned() else { return refuse(60140) };
    if card.agent_id != visit.company.apps[app].agent_id {
        return refuse(42015);
    }
    let invalid = unreached(&request, visit, &card.members)?;
    change(&request, &Check { company: visit.company, sender: Sender::App(app), safe: 0 })?;
    visit.company.mail.cards.remove(code);
    ok(Value::Object(invalid))
}

/// The new look: a greyed button with a name (42020), or a whole card.
fn change(request: &Object<'_>, check: &Check<'_>) -> Result<(), Refusal> {
    request.choice("enable_id_trans", 0..=1, 0, 40058)?;
    match (request.object("button")?, request.object("template_card")?) {
        (Some(button), None) => button.need("replace_name", 42020).map(drop),
        (None, Some(card)) => content::new_card(&card, check),
        _ => refuse(40063),
    }
}

/// Whom the update names beside those who have the card. 81012 when it names nobody.
fn unreached(request: &Object<'_>, visit: &Visit<'_>, members: &[usize]) -> Result<Fields, Refusal> {
    let users = request.texts("userids")?;
    let (parties, tags) = (request.integers("partyids")?, request.integers("tagids")?);
    let all = request.choice("atall", 0..=1, 0, 40058)? == 1;
    match (users.len(), parties.len(), tags.len()) {
        (0, 0, 0) if !all => return refuse(81012),
        (users, ..) if users > USERS => return refuse(40032),
        (_, parties, _) if parties > PARTIES => return refuse(82002),
        (_, _, tags) if tags > PARTIES => return refuse(82003),
        _ => {}
    }
    let has_card = |userid: &&str| visit.company.member_of(userid).is_some_and(|member| members.contains(&member));
    let invalid: Vec<String> = users.into_iter().filter(|id| !has_card(id)).map(str::to_lowercase).collect();
    if invalid.is_empty() { Ok(Fields::new()) } else { Ok(Fields::from_iter([("invaliduser".into(), json!(invalid))])) }
}

/// `POST /cgi-bin/message/get_statistics` (path/92369): people reached per app, today (0) or yesterday (1).
pub(crate) fn statistics(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    visit.enter()?;
    let request = visit.json()?;
    let back = Object::root(&request)?.choice("time_type", 0..=1, 0, 40058)?;
    let company = &*visit.company;
    let day = day_of(company.now_ms()) - back;
    let count = |agent_id| company.mail.people.get(&(agent_id, day)).copied();
    let row = |app: &crate::App| {
        count(app.agent_id).map(|count| json!({ "agentid": app.agent_id, "app_name": app.name, "count": count }))
    };
    ok(json!({ "statistics": company.apps.iter().filter_map(row).collect::<Vec<_>>() }))
}
