//! Writing to an outsider. Source: path/94677 (within 48 hours of the outsider's words), 95122 (in answer to an event).

use serde_json::{Value, json};

use super::content::{self, Content};
use super::{account, enter, word};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::journal::{Outcome, Recipient};
use crate::object::Object;
use crate::service::{Repeated, ServiceLine, Speaker};
use crate::state::service::chat::{APP, ENDED, NEW};
use crate::visit::Visit;

/// How long an app may write to somebody who wrote.
const WINDOW_MS: i64 = 48 * 3_600_000;

/// Messages after each of the outsider's.
const ANSWERS: usize = 5;

/// `POST /cgi-bin/kf/send_msg` {touser, open_kfid, msgid, msgtype, …}. In this order: 40003 without a touser, 40096 for one
/// who never opened the chat; a msgid that the account has had; 95031 when the outsider has not written within 48 hours; the
/// session: 95013 when it has ended, 95018 when it waits for a colleague or has one; 95001 for a sixth message.
pub(in crate::routes) fn send(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let open_kfid = account(visit, &request)?;
    let touser = request.need("touser", 40003)?;
    let msgid = word(&request, "msgid", 32)?;
    let content = content::check(&request)?;
    let company = &mut *visit.company;
    let now = company.now_ms();
    let Some(chat) = company.desk.chat(open_kfid, touser) else { return refuse(40096) };
    let (state, answers, fails) = (chat.state, chat.answers, chat.fails);
    let silent = chat.wrote_ms.is_none_or(|wrote| now - wrote >= WINDOW_MS);
    if let Some(answered) = repeated(visit, open_kfid, touser, msgid) {
        return answered;
    }
    match state {
        _ if silent => return refuse(95031),
        ENDED => return refuse(95013),
        NEW | APP if answers >= ANSWERS => return refuse(95001),
        NEW | APP => {}
        _ => return refuse(95018),
    }
    if let Some(chat) = visit.company.desk.chat_mut(open_kfid, touser) {
        chat.answers += 1;
    }
    arrive(visit, (open_kfid, touser), msgid, content, fails)
}

/// `POST /cgi-bin/kf/send_msg_on_event` {code, msgid, msgtype, …}: 40029 for a code that is unknown, old or used (no page
/// says which one WeCom answers), 95016 when the session has moved on since, 40008 for a menu where only texts may be.
pub(in crate::routes) fn on_event(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let text = request.need("code", 40029)?;
    let msgid = word(&request, "msgid", 32)?;
    let content = content::check(&request)?;
    let company = &mut *visit.company;
    let now = company.now_ms();
    let code = company.desk.codes.get(text).filter(|code| now < code.until_ms).cloned();
    let Some(code) = code else { return refuse(40029) };
    let (open_kfid, who) = (code.open_kfid.as_str(), code.external_userid.as_str());
    let Some(chat) = company.desk.chat(open_kfid, who) else { return refuse(40029) };
    match code.state {
        Some(state) if state != chat.state => return refuse(95016),
        _ if !code.takes_menu() && !content.buttons.is_empty() => return refuse(40008),
        _ => {}
    }
    let fails = chat.fails;
    if let Some(answered) = repeated(visit, open_kfid, who, msgid) {
        return answered;
    }
    let desk = &mut visit.company.desk;
    desk.codes.remove(text);
    if let Some(chat) = desk.chat_mut(open_kfid, who).filter(|_| code.state.is_none()) {
        chat.welcomed_ms = Some(now);
    }
    arrive(visit, (open_kfid, who), msgid, content, fails)
}

/// The answer to a msgid that the account has had.
fn repeated(visit: &mut Visit<'_>, open_kfid: &str, who: &str, msgid: Option<&str>) -> Option<Result<Answer, Refusal>> {
    let msgid = msgid?;
    visit.company.desk.msgids.get(&(open_kfid.to_owned(), msgid.to_owned()))?;
    note(visit, who, msgid, Outcome::Duplicate);
    Some(match visit.company.desk.repeated {
        Repeated::Refused => refuse(95033),
        Repeated::SameAnswer => ok(json!({ "msgid": msgid })),
    })
}

/// Takes a message; it stands in the chat then, or an event tells why not.
fn arrive(
    visit: &mut Visit<'_>,
    (open_kfid, who): (&str, &str),
    msgid: Option<&str>,
    Content { text, buttons }: Content,
    fails: Option<i64>,
) -> Result<Answer, Refusal> {
    let company = &mut *visit.company;
    let (now, dice, desk) = (company.now_ms(), &mut company.dice, &mut company.desk);
    let msgid = msgid.map_or_else(|| dice.text(32), str::to_owned);
    desk.msgids.insert((open_kfid.to_owned(), msgid.clone()), (), 1);
    let outcome = match fails {
        Some(fail_type) => {
            let event = json!({ "event_type": "msg_send_fail", "fail_msgid": msgid, "fail_type": fail_type });
            desk.event(open_kfid, who, event, now, dice);
            Outcome::Dropped
        }
        None => {
            let line =
                ServiceLine { at_ms: now, by: Speaker::App, msgid: msgid.clone(), text, buttons, recalled: false };
            if let Some(chat) = desk.chat_mut(open_kfid, who) {
                chat.add(line);
            }
            Outcome::Delivered
        }
    };
    note(visit, who, &msgid, outcome);
    ok(json!({ "msgid": Value::String(msgid) }))
}

fn note(visit: &mut Visit<'_>, who: &str, msgid: &str, outcome: Outcome) {
    visit.notes.msgid = Some(msgid.to_owned());
    visit.notes.recipients = vec![Recipient { userid: who.to_owned(), outcome }];
}
