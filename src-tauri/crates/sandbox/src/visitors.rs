//! The page behind the QR code of a contact way and behind an acquisition link: what a candidate sees who opens it, so that
//! it can be tried without a phone. Its button lets the next thing happen: the candidate adds the colleague, the colleague
//! opens the chat. The same address is always the same candidate.
//!
//! Never in here: a value that came with a call.

use hyper::Method;

use crate::company::Company;
use crate::customers::{Follow, Relation};
use crate::dice::Dice;
use crate::reply::Reply;
use crate::state::ways::{LINKS, WAYS};

/// The page of an address; `None` when the path is none of a code or link.
pub(crate) fn page(method: &Method, path: &str, query: &str, company: &mut Company) -> Option<Reply> {
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
        Some(Relation::Whole) => ("双方已是联系人 · Both have each other as a contact", None),
        Some(_) => (
            "候选人已添加，同事还没有打开聊天 · The candidate has added the colleague, who has not opened the chat yet",
            Some("同事打开聊天 · The colleague opens the chat"),
        ),
        None => ("候选人还不是联系人 · The candidate is no contact yet", Some("添加 · Add the colleague")),
    };
    let button = next.map(|next| format!("<form method=\"post\"><button>{next}</button></form>")).unwrap_or_default();
    Some(Reply::page("练习联系方式 · Practice contact", &format!("<p>{says}</p>{button}")))
}

fn relation(company: &Company, who: &str) -> Option<Relation> {
    let follow = company.customers.get(who)?.follows.last().filter(|follow| !follow.deleted);
    follow.map(|follow| follow.relation)
}

fn go_on(company: &mut Company, path: &str, query: &str, who: &str) {
    let now_ms = company.now_ms();
    if relation(company, who).is_none() {
        company.customers.outsider(who.to_owned(), None);
        company.entrances.open(path, query, who, &mut company.customers, now_ms);
        return;
    }
    let last = company.customers.get_mut(who).and_then(|customer| customer.follows.last_mut());
    if let Some(Follow { relation, .. }) = last {
        *relation = Relation::Whole;
    }
}
