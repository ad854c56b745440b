//! Pages that stand for phones, so that becoming a contact and confirming a task can be tried without one. Behind the QR code
//! of a contact way and behind an acquisition link there is what a candidate sees who opens it; its button lets the next thing
//! happen: the candidate adds the colleague, the colleague opens the chat, the candidate deletes the colleague. The same
//! address is always the same candidate.
//! Behind `/assistant/` and a task's msgid, which only its maker knows, an employee confirms the task.
//!
//! Never in here: a value that came with a call.

use hyper::Method;

use crate::company::Company;
use crate::customers::Relation;
use crate::dice::Dice;
use crate::reply::Reply;
use crate::state::ways::{LINKS, WAYS};

/// Where the pages of tasks begin, after the base URL.
pub(crate) const TASKS: &str = "/assistant/";

/// The page of an address; `None` when the path is none of a code, a link or a task.
pub(crate) fn page(method: &Method, path: &str, query: &str, company: &mut Company) -> Option<Reply> {
    if let Some(msgid) = path.strip_prefix(TASKS) {
        return Some(task(method, msgid, company));
    }
    if !path.starts_with(WAYS) && !path.starts_with(LINKS) {
        return None;
    }
    if company.entrances.find(path, query).is_none() {
        return Some(Reply::not_found());
    }
    let who = format!("wm{}", Dice::of(&[path, query]).letters(30));
    if *method == Method::POST {
        go_on(company, path, query, &who);
    }
    let (says, next) = match relation(company, &who) {
        Some(Relation::Whole) => (
            "双方已是联系人 · Both have each other as a contact",
            "候选人删除同事 · The candidate deletes the colleague",
        ),
        Some(_) => (
            "候选人已添加，同事还没有打开聊天 · The candidate has added the colleague, who has not opened the chat yet",
            "同事打开聊天 · The colleague opens the chat",
        ),
        None => ("候选人不是联系人 · The candidate is no contact", "添加 · Add the colleague"),
    };
    Some(shown("练习联系方式 · Practice contact", says, Some(next)))
}

/// What employees see of a task in their assistant (群发助手), less what it says.
fn task(method: &Method, msgid: &str, company: &mut Company) -> Reply {
    let now_ms = company.now_ms();
    company.settle();
    let Some(task) = company.mass.tasks.get_mut(msgid) else { return Reply::not_found() };
    if *method == Method::POST && !task.cancelled {
        task.parts.values_mut().filter(|part| part.sent_ms.is_none()).for_each(|part| part.confirms_ms = Some(now_ms));
    }
    let cancelled = task.cancelled;
    company.settle();
    let sent = company.mass.tasks.get(msgid).is_some_and(|task| task.parts.values().all(|part| part.sent_ms.is_some()));
    let (says, next) = match (sent, cancelled) {
        (true, _) => ("同事已确认发送 · The colleague has confirmed it", None),
        (_, true) => ("任务已取消 · The task was cancelled", None),
        _ => ("等待同事确认 · The colleague has not confirmed it", Some("确认发送 · Confirm and send")),
    };
    shown("练习群发助手 · Practice mass-send assistant", says, next)
}

/// A page with what is so, and a button for what comes next.
fn shown(title: &str, says: &str, next: Option<&str>) -> Reply {
    let button = next.map(|next| format!("<form method=\"post\"><button>{next}</button></form>")).unwrap_or_default();
    Reply::page(title, &format!("<p>{says}</p>{button}"))
}

fn relation(company: &Company, who: &str) -> Option<Relation> {
    let follow = company.customers.get(who)?.follows.last().filter(|follow| !follow.deleted);
    follow.map(|follow| follow.relation)
}

fn go_on(company: &mut Company, path: &str, query: &str, who: &str) {
    let now_ms = company.now_ms();
    company.settle();
    if relation(company, who).is_none() {
        company.customers.outsider(who.to_owned(), None);
        company.entrances.open(path, query, who, &mut company.customers, now_ms);
        return;
    }
    let last = company.customers.get_mut(who).and_then(|customer| customer.follows.last_mut());
    match last {
        Some(follow) if follow.relation == Relation::Whole => follow.deleted = true,
        Some(follow) => follow.relation = Relation::Whole,
        None => {}
    }
}
