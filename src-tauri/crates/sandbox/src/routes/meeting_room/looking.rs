//! Which rooms there are, and when they are taken. Source: path/93619 (list), 93620 (bookings).

use serde_json::{Value, json};

use super::{UNNAMED, enter};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::limits::day_of;
use crate::meeting_rooms::MeetingRoom;
use crate::object::Object;
use crate::state::rooms::Booking;
use crate::visit::Visit;

/// Whether a room is in the place that a request names; a lower level needs the upper one (40058).
fn place<'a>(request: &Object<'a>) -> Result<impl Fn(&MeetingRoom) -> bool + use<'a>, Refusal> {
    let (city, building, floor) = (request.text("city")?, request.text("building")?, request.text("floor")?);
    if building.is_some() && city.is_none() || floor.is_some() && building.is_none() {
        return refuse(40058);
    }
    Ok(move |room: &MeetingRoom| {
        city.is_none_or(|city| room.city == city)
            && building.is_none_or(|building| room.building == building)
            && floor.is_none_or(|floor| room.floor == floor)
    })
}

/// `POST /cgi-bin/oa/meetingroom/list` {city, building, floor, equipment}. Rooms out of use are listed.
pub(in crate::routes) fn list(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    enter(visit)?;
    let whole = visit.json()?;
    let request = Object::root(&whole)?;
    let here = place(&request)?;
    let wanted = request.integers("equipment")?;
    let fits = |room: &&MeetingRoom| here(room) && wanted.iter().all(|one| room.equipment.contains(one));
    let row = |room: &MeetingRoom| {
        json!({
            "meetingroom_id": room.id, "name": room.name, "capacity": room.capacity, "city": room.city,
            "building": room.building, "floor": room.floor, "equipment": room.equipment,
            "need_approval": i64::from(room.need_approval),
        })
    };
    ok(json!({ "meetingroom_list": visit.company.rooms.rooms.iter().filter(fits).map(row).collect::<Value>() }))
}

/// `POST /cgi-bin/oa/meetingroom/get_booking_info` {meetingroom_id, start_time, end_time, city, building, floor}: never across
/// midnight in Beijing (40058).
pub(in crate::routes) fn bookings(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    enter(visit)?;
    let whole = visit.json()?;
    let request = Object::root(&whole)?;
    let here = place(&request)?;
    let now = visit.company.now_ms() / 1000;
    let midnight = (day_of(now * 1000) + 1) * 86_400 - 8 * 3600;
    let start = request.choice("start_time", 1..=i64::MAX / 2000, now, 40058)?;
    let end = request.choice("end_time", 1..=i64::MAX / 2000, midnight, 40058)?;
    if end <= start || day_of(start * 1000) != day_of(end * 1000 - 1) {
        return refuse(40058);
    }
    let only = request.integer("meetingroom_id")?;
    let book = &visit.company.rooms;
    if only.is_some_and(|id| book.room(id).is_none()) {
        return refuse(UNNAMED);
    }
    let rooms = book.rooms.iter().filter(|room| here(room) && only.is_none_or(|id| id == room.id));
    let row = |room: &MeetingRoom| {
        let mut own: Vec<(&String, &Booking)> = book
            .bookings
            .iter()
            .filter(|(_, one)| one.room == room.id && !one.cancelled && one.start < end && start < one.end)
            .collect();
        own.sort_by_key(|(_, one)| one.start);
        json!({ "meetingroom_id": room.id, "schedule": own.into_iter().map(told).collect::<Value>() })
    };
    ok(json!({ "booking_list": rooms.map(row).collect::<Value>() }))
}

/// `POST /cgi-bin/oa/meetingroom/bookinfo/get` {meetingroom_id, booking_id}.
pub(in crate::routes) fn booking(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    enter(visit)?;
    let whole = visit.json()?;
    let request = Object::root(&whole)?;
    let (room, id) = (request.integer("meetingroom_id")?, request.need("booking_id", UNNAMED)?);
    match visit.company.rooms.bookings.iter().find(|(known, one)| *known == id && Some(one.room) == room) {
        Some(found) => ok(json!({ "meetingroom_id": room, "schedule": told(found) })),
        None => refuse(UNNAMED),
    }
}

fn told((id, one): (&String, &Booking)) -> Value {
    json!({
        "booking_id": id, "schedule_id": one.schedule_id.clone().unwrap_or_default(), "start_time": one.start,
        "end_time": one.end, "booker": one.booker, "status": i64::from(one.cancelled),
    })
}
