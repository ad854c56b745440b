//! Calendars. Source: path/93647.

use serde_json::{Value, json};

use super::enter;
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::object::Object;
use crate::visit::Visit;

/// `POST /cgi-bin/oa/calendar/add`. People in `shares` whom the app does not see are named in `fail_result`; the calendar
/// is made all the same.
pub(in crate::routes) fn add(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let calendar = Object::root(&request)?.need_object("calendar", 40058)?;
    check(&calendar)?;
    let shares = calendar.objects("shares", 0..=2000, 81017)?.unwrap_or_default();
    let userids = shares.iter().map(|share| share.need("userid", 41009)).collect::<Result<Vec<_>, _>>()?;
    shares.iter().try_for_each(|share| match share.choice("permission", 1..=3, 1, 40058)? {
        2 => refuse(40058),
        _ => Ok(()),
    })?;
    let admins = calendar.texts("admins")?;
    match admins.len() {
        0..=3 if admins.iter().all(|admin| userids.iter().any(|userid| userid.eq_ignore_ascii_case(admin))) => {}
        0..=3 => return refuse(90492),
        _ => return refuse(81017),
    }
    let company = &mut *visit.company;
    let unseen = userids.iter().filter(|userid| company.visible(app, userid).is_none());
    let failed: Value = unseen
        .map(|id| json!({ "errcode": 60111, "errmsg": "userid not found", "userid": id.to_lowercase() }))
        .collect();
    let agent_id = company.apps[app].agent_id;
    let cal_id = format!("wc{}", company.dice.letters(30));
    company.diary.calendars.insert(cal_id.clone(), agent_id, 1);
    if calendar.choice("set_as_default", 0..=1, 0, 40058)? == 1 {
        company.diary.defaults.insert(agent_id, cal_id.clone());
    }
    let mut answer = json!({ "cal_id": cal_id });
    if failed.as_array().is_some_and(|failed| !failed.is_empty()) {
        answer["fail_result"] = json!({ "shares": failed });
    }
    ok(answer)
}

/// summary 1 to 128 characters, color #RRGGBB (90473), description up to 512, public ones with a range (90483).
fn check(calendar: &Object<'_>) -> Result<(), Refusal> {
    calendar.need("summary", 40058)?;
    calendar.chars("summary", 1..=128, 40058)?;
    calendar.chars("description", 1..=512, 40058)?;
    let color = calendar.need("color", 90473)?;
    let legal = |digits: &str| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !color.strip_prefix('#').is_some_and(legal) {
        return refuse(90473);
    }
    let public = calendar.choice("is_public", 0..=1, 0, 40058)? == 1;
    let corp = calendar.choice("is_corp_calendar", 0..=1, 0, 40058)? == 1;
    match calendar.object("public_range")? {
        None if public || corp => refuse(90483),
        None => Ok(()),
        Some(range) if range.texts("userids")?.len() > 1000 || range.integers("partyids")?.len() > 100 => refuse(81017),
        Some(_) => Ok(()),
    }
}
