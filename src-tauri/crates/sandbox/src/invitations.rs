//! The page behind an invitation to a schedule, as a member has it in their calendar, so that it can be answered without a phone. Its
//! address is `/calendar/`, the schedule's id, which only its maker knows, and the member's userid.
//!
//! Never in here: an answer of somebody who is not invited.

use hyper::Method;

use crate::company::Company;
use crate::reply::{Reply, escaped};

/// Where the pages of invitations begin, after the base URL.
const PATH: &str = "/calendar/";

/// What a member may answer, as WeCom numbers it, and the words on its button.
const ANSWERS: [(i64, &str); 3] = [(2, "接受 · Accept"), (4, "拒绝 · Decline"), (1, "待定 · Perhaps")];

/// The page of an address, after what was answered; `None` when the path is none of an invitation.
pub(crate) fn page(method: &Method, path: &str, filled: &[u8], company: &mut Company) -> Option<Reply> {
    let (schedule_id, userid) = path.strip_prefix(PATH)?.split_once('/')?;
    let entry = company.diary.entries.get(schedule_id);
    let Some(entry) = entry.filter(|entry| entry.attendees.iter().any(|(known, _)| known == userid)) else {
        return Some(Reply::not_found());
    };
    let title = escaped(entry.given["summary"].as_str().unwrap_or_default());
    if entry.cancelled {
        return Some(Reply::page("练习日程 · Practice schedule", &format!("<p>{title}</p><p>已取消 · Cancelled</p>")));
    }
    let answer = form_urlencoded::parse(filled).find(|(name, _)| name == "answer");
    let answer = answer.and_then(|(_, value)| value.parse().ok()).filter(|_| *method == Method::POST);
    let known = ANSWERS.iter().find(|(number, _)| Some(*number) == answer);
    if let Some((number, _)) = known {
        company.diary.answer(schedule_id, userid, *number);
    }
    let says = known.map(|(_, words)| format!("<p>已答复 · Answered: {words}</p>")).unwrap_or_default();
    let button = |(number, words): &(i64, &str)| format!("<button name=\"answer\" value=\"{number}\">{words}</button>");
    let buttons: String = ANSWERS.iter().map(button).collect();
    let body = format!("<p>{title}</p>{says}<form method=\"post\">{buttons}</form>");
    Some(Reply::page("练习日程 · Practice schedule", &body))
}
