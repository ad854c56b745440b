//! Making, changing and cancelling meetings. Source: path/99104 (create), 99047 (update), 99048 (cancel).

use serde_json::json;

use super::fields::{participants, rest, seen, time, title};
use super::{enter, own};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::object::Object;
use crate::state::meetings::Meeting;
use crate::visit::Visit;

/// How long the same meeting counts as being made.
const SAME_MS: i64 = 300_000;

/// `POST /cgi-bin/meeting/create`. The same meeting again is 400301 within five minutes and 400302 later, unless
/// `skip_duplicate_check`.
pub(in crate::routes) fn create(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let whole = visit.json()?;
    let request = Object::root(&whole)?;
    let now_ms = visit.company.now_ms();
    let admin_userid = seen(visit, app, request.need("admin_userid", 400_040)?)?;
    let title = title(&request)?.ok_or(Refusal::code(400_042))?.to_owned();
    let (start, duration) = time(&request, now_ms / 1000)?.ok_or(Refusal::code(400_034))?;
    let participants = participants(&request, &admin_userid, visit, app)?.ok_or(Refusal::code(400_039))?;
    rest(&request, &whole, &participants)?;
    let agent_id = visit.company.apps[app].agent_id;
    if request.text("cal_id")?.is_some_and(|cal_id| visit.company.diary.calendars.get(cal_id) != Some(&agent_id)) {
        return refuse(400_036);
    }
    let same = |known: &Meeting| {
        known.agent_id == agent_id
            && !known.cancelled
            && (&known.admin_userid, &known.title, known.start, known.duration)
                == (&admin_userid, &title, start, duration)
            && known.participants == participants
    };
    let skip = request.flag("skip_duplicate_check")?;
    if let Some((_, known)) = visit.company.meetings.kept.iter().find(|(_, known)| same(known)) {
        match now_ms - known.made_ms {
            0..SAME_MS => return refuse(400_301),
            _ if skip => {}
            _ => return refuse(400_302),
        }
    }
    let company = &mut *visit.company;
    let unlicensed =
        |userid: &&String| company.member_of(userid).is_some_and(|member| !company.members[member].licensed);
    let excess: Vec<String> = participants.iter().filter(unlicensed).cloned().collect();
    let meetingid = format!("hy{}", company.dice.letters(30));
    let code = company.dice.digits(9);
    let made = Meeting {
        agent_id,
        admin_userid,
        title,
        start,
        duration,
        participants,
        given: whole.clone(),
        code,
        cancelled: false,
        number: 0,
        made_ms: now_ms,
        presences: Vec::new(),
    };
    company.meetings.insert(meetingid.clone(), made, visit.body.len());
    ok(json!({ "meetingid": meetingid, "excess_users": excess }))
}

/// `POST /cgi-bin/meeting/update` {meetingid and whatever changes}: 400041 when it was cancelled, 400221 unless it waits.
pub(in crate::routes) fn update(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let whole = visit.json()?;
    let request = Object::root(&whole)?;
    let now = visit.company.now_ms() / 1000;
    let old = own(visit, app, &request)?.clone();
    match old.status(now) {
        1 => {}
        4 => return refuse(400_041),
        _ => return refuse(400_221),
    }
    let title = title(&request)?.map(str::to_owned);
    let time = time(&request, now)?;
    let participants = participants(&request, &old.admin_userid, visit, app)?.unwrap_or(old.participants);
    rest(&request, &whole, &participants)?;
    let meeting = own(visit, app, &request)?;
    meeting.participants = participants;
    meeting.title = title.unwrap_or(old.title);
    (meeting.start, meeting.duration) = time.unwrap_or((old.start, old.duration));
    for name in ["description", "location", "settings", "reminders"] {
        if !whole[name].is_null() {
            meeting.given[name] = whole[name].clone();
        }
    }
    ok(json!({ "excess_users": [] }))
}

/// `POST /cgi-bin/meeting/cancel` {meetingid}: 400041 when it was cancelled, 400224 unless it waits.
pub(in crate::routes) fn cancel(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let whole = visit.json()?;
    let request = Object::root(&whole)?;
    let now = visit.company.now_ms() / 1000;
    let meeting = own(visit, app, &request)?;
    match meeting.status(now) {
        1 => meeting.cancelled = true,
        4 => return refuse(400_041),
        _ => return refuse(400_224),
    }
    let meetingid = request.text("meetingid")?;
    visit.company.rooms.release(|one| one.meetingid.as_deref() == meetingid);
    ok(json!({}))
}
