//! How candidates become contacts: QR codes and the welcome message. Source: path/92228, 92137.

use serde_json::json;

use super::super::message::content::{Check, Sender};
use super::{attachments, employee, enter};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::company::Company;
use crate::object::Object;
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
    users.iter().try_for_each(|userid| employee(visit, app, userid).map(drop))?;
    way.chars("remark", 1..=30, 40058)?;
    way.chars("state", 1..=30, 40058)?;
    if way.flag("is_temp")? {
        return refuse(40058);
    }
    let config_id = visit.company.dice.letters(32).to_ascii_lowercase();
    let mut answer = json!({ "config_id": config_id });
    if scene == 2 {
        answer["qr_code"] = json!(format!("https://wework.qpic.cn/wwpic/{config_id}/0"));
    }
    ok(answer)
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
