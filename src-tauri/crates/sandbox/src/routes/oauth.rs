//! Who opened a link: OAuth and web login. The pages people see are not played; [`Sandbox::oauth_code`] stands for them.
//! Source: path/91023 (getuserinfo), 95833 (getuserdetail).
//!
//! [`Sandbox::oauth_code`]: crate::Sandbox::oauth_code

use serde_json::{Value, json};

use super::contacts::lookups::openid;
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::company::Company;
use crate::limits::MINUTE_MS;
use crate::object::Object;
use crate::state::doors::Code;
use crate::visit::Visit;

/// A code works for five minutes, a user_ticket for 1800 seconds.
const CODE_MS: i64 = 5 * MINUTE_MS;
const TICKET_MS: i64 = 30 * MINUTE_MS;

/// The code a person brings along from the page of this app.
pub(crate) fn code(company: &mut Company, app: usize, who: &str, private: bool) -> String {
    let (code, made_ms) = (company.dice.text(43), company.now_ms());
    company.doors.codes.insert(code.clone(), Code { app, who: who.to_owned(), private, made_ms, used: false });
    code
}

/// `GET /cgi-bin/auth/getuserinfo?code=`: 40029 for an unknown code or another app's, 42022 for a used one, 42003 after
/// five minutes. A member gets a userid, with consent a user_ticket too; anybody else an openid.
pub(super) fn getuserinfo(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = visit.enter()?;
    let Some(text) = visit.param("code").map(str::to_owned) else { return refuse(40029) };
    let company = &mut *visit.company;
    let now = company.now_ms();
    let code = match company.doors.codes.get_mut(&text) {
        Some(code) if code.app != app => return refuse(40029),
        Some(code) if code.used => return refuse(42022),
        Some(code) if now - code.made_ms >= CODE_MS => return refuse(42003),
        Some(code) => {
            code.used = true;
            code.clone()
        }
        None => return refuse(40029),
    };
    let Some(member) = company.member_of(&code.who) else { return stranger(company, &code.who) };
    let mut answer = json!({ "userid": company.members[member].userid });
    if code.private && company.sees(app, member) {
        let ticket = company.dice.text(128);
        answer["user_ticket"] = json!(ticket);
        company.doors.tickets.insert(ticket, (member, now + TICKET_MS));
    }
    ok(answer)
}

/// A customer is named by external_userid, everybody gets an openid.
fn stranger(company: &Company, who: &str) -> Result<Answer, Refusal> {
    let mut answer = json!({ "openid": openid(&company.corp_id, who) });
    if company.customers.get(who).is_some_and(|customer| customer.followers().next().is_some()) {
        answer["external_userid"] = json!(who);
    }
    ok(answer)
}

/// `POST /cgi-bin/auth/getuserdetail` {user_ticket}: 84014 for an old ticket, 84015 for an unknown one.
pub(super) fn getuserdetail(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    visit.enter()?;
    let request = visit.json()?;
    let ticket = Object::root(&request)?.need("user_ticket", 84015)?;
    let company = &*visit.company;
    let member = match company.doors.tickets.get(ticket) {
        Some((_, end)) if company.now_ms() >= *end => return refuse(84014),
        Some((member, _)) => &company.members[*member],
        None => return refuse(84015),
    };
    let person: Value = json!({
        "userid": member.userid, "gender": "0", "avatar": "", "qr_code": "", "address": "",
        "mobile": member.mobile, "email": "", "biz_mail": member.email,
    });
    ok(person)
}
