//! Booking rooms and giving them back. Source: path/93620. A series gets its room for its first occurrence only.

use serde_json::json;

use super::{UNNAMED, enter};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::object::Object;
use crate::routes::schedule::entries::keep_simple;
use crate::state::rooms::{Booking, on_grid};
use crate::visit::Visit;

/// `POST /cgi-bin/oa/meetingroom/book` {meetingroom_id, start_time, end_time, booker, subject, attendees}: with a schedule.
pub(in crate::routes) fn book(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let whole = visit.json()?;
    let request = Object::root(&whole)?;
    let start = request.choice("start_time", 1..=i64::MAX / 2000, 0, 40058)?;
    let end = request.choice("end_time", start + 1..=i64::MAX / 2000, 0, 40058)?;
    let subject = request.chars("subject", 1..=128, 40058)?.unwrap_or_default();
    let attendees = request.texts("attendees")?;
    let made = booking(visit, app, &request, (start, end))?;
    let schedule = json!({ "schedule": {
        "start_time": made.start, "end_time": made.end, "summary": subject,
        "attendees": attendees.iter().map(|userid| json!({ "userid": userid })).collect::<Vec<_>>(),
    } });
    let schedule_id = keep_simple(visit, app, &schedule)?;
    let booking_id = keep(visit, Booking { schedule_id: Some(schedule_id.clone()), ..made });
    ok(json!({ "booking_id": booking_id, "schedule_id": schedule_id }))
}

/// `POST /cgi-bin/oa/meetingroom/book_by_schedule` {meetingroom_id, schedule_id, booker}: 90461, 90466 as reading the schedule,
/// 90460 for a cancelled one, 90498 for one that has a room.
pub(in crate::routes) fn by_schedule(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let whole = visit.json()?;
    let request = Object::root(&whole)?;
    let schedule_id = request.need("schedule_id", 90461)?;
    let agent_id = visit.company.apps[app].agent_id;
    let span = match visit.company.diary.entries.get(schedule_id) {
        None => return refuse(90461),
        Some(entry) if entry.agent_id != agent_id => return refuse(90466),
        Some(entry) if entry.cancelled => return refuse(90460),
        Some(entry) => (entry.repeat.start, entry.given["end_time"].as_i64().unwrap_or_default()),
    };
    if visit.company.rooms.of_schedule(schedule_id) {
        return refuse(90498);
    }
    let made = booking(visit, app, &request, span)?;
    let booking_id = keep(visit, Booking { schedule_id: Some(schedule_id.to_owned()), ..made });
    ok(json!({ "booking_id": booking_id, "conflict_date": [] }))
}

/// `POST /cgi-bin/oa/meetingroom/book_by_meeting` {meetingroom_id, meetingid, booker}: 90602, 730005, 400041 as of the meeting.
pub(in crate::routes) fn by_meeting(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let whole = visit.json()?;
    let request = Object::root(&whole)?;
    let meetingid = request.need("meetingid", 90602)?;
    let agent_id = visit.company.apps[app].agent_id;
    let span = match visit.company.meetings.kept.get(meetingid) {
        None => return refuse(90602),
        Some(meeting) if meeting.agent_id != agent_id => return refuse(730_005),
        Some(meeting) if meeting.cancelled => return refuse(400_041),
        Some(meeting) => (meeting.start, meeting.end()),
    };
    let made = booking(visit, app, &request, span)?;
    let booking_id = keep(visit, Booking { meetingid: Some(meetingid.to_owned()), ..made });
    ok(json!({ "booking_id": booking_id, "conflict_date": [] }))
}

/// A booking of a free room that apps may book, for somebody whom the app sees (60011): 90711 for one out of use.
fn booking(visit: &Visit<'_>, app: usize, request: &Object<'_>, (start, end): (i64, i64)) -> Result<Booking, Refusal> {
    let company = &*visit.company;
    let id = request.integer("meetingroom_id")?.unwrap_or_default();
    let Some(room) = company.rooms.room(id) else { return refuse(UNNAMED) };
    let Some(booker) = company.visible(app, request.need("booker", UNNAMED)?) else { return refuse(60011) };
    let Some((start, end)) = on_grid(start, end, company.now_ms() / 1000) else { return refuse(UNNAMED) };
    match () {
        () if room.out_of_use => refuse(90711),
        () if room.need_approval || company.rooms.taken(id, start, end) => refuse(UNNAMED),
        () => Ok(Booking {
            room: id,
            agent_id: Some(company.apps[app].agent_id),
            start,
            end,
            booker: company.members[booker].userid.clone(),
            schedule_id: None,
            meetingid: None,
            cancelled: false,
            number: 0,
        }),
    }
}

fn keep(visit: &mut Visit<'_>, made: Booking) -> String {
    let booking_id = format!("bk{}", visit.company.dice.letters(30));
    visit.company.rooms.insert(booking_id.clone(), made);
    booking_id
}

/// `POST /cgi-bin/oa/meetingroom/cancel_book` {booking_id, keep_schedule}: 90499 for what another app, or a person, booked.
pub(in crate::routes) fn cancel(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let whole = visit.json()?;
    let request = Object::root(&whole)?;
    let id = request.need("booking_id", UNNAMED)?;
    let keeps = request.choice("keep_schedule", 0..=1, 0, 40058)? == 1;
    let agent_id = visit.company.apps[app].agent_id;
    let company = &mut *visit.company;
    let schedule_id = match company.rooms.bookings.get_mut(id) {
        None => return refuse(UNNAMED),
        Some(one) if one.agent_id != Some(agent_id) => return refuse(90499),
        Some(one) if one.cancelled => return refuse(UNNAMED),
        Some(one) => {
            one.cancelled = true;
            one.schedule_id.clone()
        }
    };
    if let Some(entry) = schedule_id.filter(|_| !keeps).and_then(|id| company.diary.entries.get_mut(&id)) {
        entry.cancelled = true;
        entry.sequence += 1;
    }
    ok(json!({}))
}
