//! Reading meetings back. Source: path/99049 (info), 99050 (ids of a member).

use serde_json::{Value, json};

use super::fields::seen;
use super::{enter, own};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::object::Object;
use crate::state::meetings::{Meeting, Presence, Who};
use crate::visit::Visit;

/// `POST /cgi-bin/meeting/get_info` {meetingid}. Who came through WeChat is not told.
pub(in crate::routes) fn info(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let whole = visit.json()?;
    let meeting = own(visit, app, &Object::root(&whole)?)?.clone();
    let now = visit.company.now_ms() / 1000;
    let member = |userid: &String| {
        let came = meeting.presences.iter().find(|one| one.who == Who::Member(userid.clone()));
        presence("userid", userid, came, now)
    };
    let outsider = |one: &Presence| match &one.who {
        Who::Outsider(id) => Some(presence("tmp_external_userid", id, Some(one), now)),
        Who::Member(_) | Who::WeChat => None,
    };
    let mut told = json!({
        "admin_userid": meeting.admin_userid,
        "title": meeting.title,
        "meeting_start": meeting.start,
        "meeting_duration": meeting.duration,
        "status": meeting.status(now),
        "attendees": {
            "member": meeting.participants.iter().map(member).collect::<Value>(),
            "tmp_external_user": meeting.presences.iter().filter_map(outsider).collect::<Value>(),
        },
        "meeting_code": meeting.code,
        "meeting_link": visit.company.meetings.link(&meeting),
    });
    for name in ["description", "location", "settings", "reminders", "cal_id"] {
        if !meeting.given[name].is_null() {
            told[name] = meeting.given[name].clone();
        }
    }
    ok(told)
}

fn presence(name: &str, id: &str, came: Option<&Presence>, now: i64) -> Value {
    let inside = came.and_then(|one| one.inside_since).map_or(0, |since| now - since);
    json!({
        name: id,
        "status": if came.is_some() { 1 } else { 2 },
        "first_join_time": came.map_or(0, |one| one.first_join),
        "last_quit_time": came.filter(|one| one.inside_since.is_none()).map_or(0, |one| one.last_quit),
        "total_join_count": came.map_or(0, |one| one.times),
        "cumulative_time": came.map_or(0, |one| one.seconds + inside),
    })
}

/// `POST /cgi-bin/meeting/get_user_meetingid` {userid, cursor, begin_time, end_time, limit}: at most 180 days and 100 rows
/// (40058); `cursor` is how many rows were passed.
pub(in crate::routes) fn ids(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let whole = visit.json()?;
    let request = Object::root(&whole)?;
    let userid = seen(visit, app, request.need("userid", 400_038)?)?;
    let begin = request.choice("begin_time", 0..=i64::MAX, 0, 40058)?;
    let end = request.choice("end_time", 0..=i64::MAX, begin.saturating_add(180 * 86_400), 40058)?;
    if end <= begin || end - begin > 180 * 86_400 {
        return refuse(40058);
    }
    let limit = usize::try_from(request.choice("limit", 1..=100, 100, 40058)?).unwrap_or(100);
    let from: usize = request.text("cursor")?.unwrap_or("0").parse().map_err(|_| Refusal::code(40058))?;
    let agent_id = visit.company.apps[app].agent_id;
    let fits = |meeting: &Meeting| {
        meeting.agent_id == agent_id && (begin..end).contains(&meeting.start) && meeting.participants.contains(&userid)
    };
    let mut found: Vec<(u64, &String)> = visit
        .company
        .meetings
        .kept
        .iter()
        .filter(|(_, meeting)| fits(meeting))
        .map(|(id, meeting)| (meeting.number, id))
        .collect();
    found.sort_unstable();
    let to = from.saturating_add(limit);
    let next = if found.len() > to { to.to_string() } else { String::new() };
    let ids: Vec<&String> = found.into_iter().skip(from).take(limit).map(|(_, id)| id).collect();
    ok(json!({ "meetingid_list": ids, "next_cursor": next }))
}
