//! Who has a chat, and handing it over. Source: path/94669.

use serde_json::json;

use super::{account, enter};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::object::Object;
use crate::state::service::chat::{APP, COLLEAGUE, Chat, ENDED, NEW, WAITING};
use crate::visit::Visit;

/// The chat that a request names: 40096 for somebody who never opened it.
fn chat<'v>(visit: &'v Visit<'_>, open_kfid: &str, who: &str) -> Result<&'v Chat, Refusal> {
    visit.company.desk.chat(open_kfid, who).ok_or(Refusal::code(40096))
}

/// `POST /cgi-bin/kf/service_state/get` {open_kfid, external_userid}.
pub(in crate::routes) fn get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let open_kfid = account(visit, &request)?;
    let chat = chat(visit, open_kfid, request.need("external_userid", 41035)?)?;
    let mut answer = json!({ "service_state": chat.state });
    if chat.state == COLLEAGUE {
        answer["servicer_userid"] = json!(chat.servicer);
    }
    ok(answer)
}

/// `POST /cgi-bin/kf/service_state/trans` {open_kfid, external_userid, service_state, servicer_userid}: 95014 for a
/// colleague who is none of the company's, 95016 for a way that is none: from the end, to the beginning, from colleagues back
/// to the app. A code comes where the session first goes to colleagues or ends.
pub(in crate::routes) fn trans(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let open_kfid = account(visit, &request)?;
    let who = request.need("external_userid", 41035)?;
    let to = request.integer("service_state")?.ok_or(Refusal::code(40058))?;
    let from = chat(visit, open_kfid, who)?.state;
    let servicer = match to {
        COLLEAGUE => visit.company.member_of(request.need("servicer_userid", 95014)?).ok_or(Refusal::code(95014))?,
        _ => usize::MAX,
    };
    let allowed = match from {
        NEW | APP => matches!(to, APP | WAITING | COLLEAGUE | ENDED),
        WAITING => matches!(to, COLLEAGUE | ENDED),
        COLLEAGUE => matches!(to, COLLEAGUE | ENDED),
        _ => false,
    };
    if !allowed {
        return refuse(95016);
    }
    let company = &mut *visit.company;
    let servicer = company.members.get(servicer).map(|member| member.userid.clone()).unwrap_or_default();
    if let Some(chat) = company.desk.chat_mut(open_kfid, who) {
        chat.hand_over(to, &servicer);
    }
    let first = matches!(from, NEW | APP) && matches!(to, WAITING | COLLEAGUE);
    if !first && to != ENDED {
        return ok(json!({}));
    }
    let now = company.now_ms();
    ok(json!({ "msg_code": company.desk.code(open_kfid, who, Some(to), now, &mut company.dice) }))
}
