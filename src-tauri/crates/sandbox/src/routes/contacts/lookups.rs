//! From phone, mail or openid to userid and back. Source: path/95402 (getuserid), 95895 (by e-mail), 90202 (openid).

use serde_json::json;

use crate::answer::{Answer, Refusal, ok, refuse};
use crate::dice::Dice;
use crate::limits::DAY_MS;
use crate::object::Object;
use crate::roster::Member;
use crate::visit::Visit;

/// `POST /cgi-bin/user/getuserid` {mobile}: 60103 for no phone number (5 to 32 bytes), 46004 for nobody's.
pub(in crate::routes) fn by_mobile(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.enter()?;
    let request = visit.json()?;
    let mobile = Object::root(&request)?.need("mobile", 60103)?;
    let legal = |byte: u8| byte.is_ascii_digit() || b"+-".contains(&byte);
    if !(5..=32).contains(&mobile.len()) || !mobile.bytes().all(legal) {
        return refuse(60103);
    }
    find(visit, app, |member| member.mobile == mobile)
}

/// `POST /cgi-bin/user/get_userid_by_email` {email, email_type}: 60105 for no address, 46004 for nobody's. Members of
/// the practice company have company mail (1, the default) and no personal mail (2).
pub(in crate::routes) fn by_email(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.enter()?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let email = request.need("email", 60105)?;
    let company_mail = request.choice("email_type", 1..=2, 1, 40058)? == 1;
    if !email.contains('@') {
        return refuse(60105);
    }
    find(visit, app, |member| company_mail && member.email.eq_ignore_ascii_case(email))
}

/// The userid of the visible member who matches. Wrong look-ups are counted; too many block the API for a day (45009).
fn find(visit: &mut Visit<'_>, app: usize, matches: impl Fn(&Member) -> bool) -> Result<Answer, Refusal> {
    let company = &mut *visit.company;
    let now = company.now_ms();
    if company.gauges.blocked("wrong look-up", "", now) {
        return refuse(45009);
    }
    if let Some(member) = company.seen_by(app).find(|member| matches(member)) {
        return ok(json!({ "userid": member.userid }));
    }
    let members = u32::try_from(company.members.len()).unwrap_or(u32::MAX);
    let limit = company.limits.wrong_lookups_percent.map(|percent| members.saturating_mul(percent) / 100);
    refuse(if company.gauges.window("wrong look-up", "", limit, DAY_MS, now) { 46004 } else { 45009 })
}

/// `POST /cgi-bin/user/convert_to_openid` {userid}: 41009, 60111. Every member here uses WeChat login.
pub(in crate::routes) fn to_openid(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.enter()?;
    let request = visit.json()?;
    let userid = Object::root(&request)?.need("userid", 41009)?;
    let Some(member) = visit.company.visible(app, userid) else { return refuse(60111) };
    ok(json!({ "openid": openid(&visit.company.corp_id, &visit.company.members[member].userid) }))
}

/// `POST /cgi-bin/user/convert_to_userid` {openid}: 40073 for an openid of no one that the app sees.
pub(in crate::routes) fn to_userid(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.enter()?;
    let request = visit.json()?;
    let wanted = Object::root(&request)?.need("openid", 40073)?;
    let company = &*visit.company;
    match company.seen_by(app).find(|member| openid(&company.corp_id, &member.userid) == wanted) {
        Some(member) => ok(json!({ "userid": member.userid })),
        None => refuse(40073),
    }
}

/// 28 characters that are always the same for a person or a member.
pub(in crate::routes) fn openid(corp_id: &str, userid: &str) -> String {
    format!("o{}", Dice::of(&[corp_id, userid]).letters(27))
}
