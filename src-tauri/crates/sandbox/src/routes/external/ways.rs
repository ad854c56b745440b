//! How candidates become contacts: QR codes and the welcome message. Source: path/92228, 92137.

use serde_json::json;

use super::super::message::content::{Check, Sender};
use super::acquisition::behind;
use super::{attachments, enter, page};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::company::Company;
use crate::limits::DAY_MS;
use crate::object::Object;
use crate::state::ways::{Behind, Way};
use crate::visit::Visit;

/// A welcome_code works for 20 seconds, once.
const WELCOME_MS: i64 = 20_000;

/// What the add-customer callback would bring.
pub(crate) fn welcome_code(company: &mut Company) -> String {
    let (code, now) = (company.dice.text(43), company.now_ms());
    company.welcomes.insert(code.clone(), (now, false));
    code
}

/// `POST add_contact_way`: type 1 for exactly one member, 2 for up to 100 (41041) and for departments; scene 2 brings a
/// QR code.
pub(in crate::routes) fn add(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let way = Object::root(&request)?;
    let kind = way.integer("type")?.ok_or(Refusal::code(41037))?;
    let scene = way.integer("scene")?.ok_or(Refusal::code(41038))?;
    let (users, parties) = (way.texts("user")?, way.integers("party")?);
    match (kind, scene) {
        (1 | 2, 1 | 2) => {}
        (1 | 2, _) => return refuse(41040),
        _ => return refuse(41039),
    }
    match (kind, users.len(), parties.len()) {
        (1, 1, 0) | (2, 1..=100, _) | (2, 0, 1..) => {}
        (1, 2.., _) | (2, 101.., _) => return refuse(41041),
        _ => return refuse(40063),
    }
    let (users, members) = behind(visit, app, &users, &parties)?;
    let remark = way.chars("remark", 1..=30, 40058)?.unwrap_or_default().to_owned();
    let state = way.chars("state", 1..=30, 40058)?.unwrap_or_default().to_owned();
    if way.flag("is_temp")? {
        return refuse(40058);
    }
    let skip_verify = way.flag_or("skip_verify", true)?;
    let company = &mut *visit.company;
    let config_id = company.dice.letters(32).to_ascii_lowercase();
    let (agent_id, created_ms) = (company.apps[app].agent_id, company.now_ms());
    let behind = Behind { agent_id, created_ms, skip_verify, users, parties, members };
    let way = Way { behind, kind, scene, remark, state };
    let mut answer = json!({ "config_id": config_id });
    if scene == 2 {
        answer["qr_code"] = json!(company.entrances.qr_code(&config_id));
    }
    company.entrances.ways.insert(config_id, way, visit.body.len() + 512);
    ok(answer)
}

/// The way of this app that `config_id` names: 41043 without, 41044 for an unknown one or another app's.
fn way<'a>(company: &'a Company, app: usize, config_id: &str) -> Result<&'a Way, Refusal> {
    let way = company.entrances.ways.get(config_id);
    way.filter(|way| way.behind.agent_id == company.apps[app].agent_id).ok_or(Refusal::code(41044))
}

/// `POST get_contact_way` {config_id}.
pub(in crate::routes) fn get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let config_id = Object::root(&request)?.need("config_id", 41043)?;
    let Way { behind, kind, scene, remark, state } = way(visit.company, app, config_id)?;
    let mut shown = json!({
        "config_id": config_id, "type": kind, "scene": scene, "remark": remark, "skip_verify": behind.skip_verify,
        "state": state, "user": behind.users, "party": behind.parties, "is_temp": false,
    });
    if *scene == 2 {
        shown["qr_code"] = json!(visit.company.entrances.qr_code(config_id));
    }
    ok(json!({ "contact_way": shown }))
}

/// `POST list_contact_way` {start_time, end_time, limit, cursor}: this app's ways made in that span, the last 90 days
/// without one, up to 1000 a page.
pub(in crate::routes) fn list(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let company = &*visit.company;
    let now = company.now_ms() / 1000;
    let start = request.integer("start_time")?.unwrap_or(now - 90 * DAY_MS / 1000);
    let end = request.integer("end_time")?.unwrap_or(now);
    let agent_id = company.apps[app].agent_id;
    let wanted = |way: &Way| way.behind.agent_id == agent_id && (start..=end).contains(&(way.behind.created_ms / 1000));
    let mut ways: Vec<_> = company.entrances.ways.iter().filter(|(_, way)| wanted(way)).collect();
    ways.sort_by_key(|(id, way)| (way.behind.created_ms, *id));
    let rows = ways.into_iter().map(|(id, _)| json!({ "config_id": id })).collect();
    let (rows, next) = page(rows, &request, 1000, 100)?;
    ok(json!({ "contact_way": rows, "next_cursor": next }))
}

/// `POST del_contact_way` {config_id}: whoever came by it stays.
pub(in crate::routes) fn delete(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let config_id = Object::root(&request)?.need("config_id", 41043)?;
    way(visit.company, app, config_id)?;
    visit.company.entrances.ways.remove(config_id);
    ok(json!({}))
}

/// `POST send_welcome_msg` {welcome_code, text, attachments}: 41049 without, 41050 for an unknown or old code, 41051 for a
/// used one.
pub(in crate::routes) fn welcome(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let code = request.need("welcome_code", 41049)?;
    attachments::check(&request, &Check { company: visit.company, sender: Sender::App(app), safe: 0 })?;
    let now = visit.company.now_ms();
    match visit.company.welcomes.get_mut(code) {
        Some((_, true)) => refuse(41051),
        Some((made, used)) if now - *made < WELCOME_MS => {
            *used = true;
            ok(json!({}))
        }
        _ => refuse(41050),
    }
}
