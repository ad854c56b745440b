//! What must hold after each kill, and in the end, by the company's own books.

use std::collections::BTreeMap;
use std::error::Error;

use beckon_engine::Engine;
use beckon_model::{Interview, PublishAs, PublishStep, Published};
use beckon_sandbox::Sandbox;

use crate::folder::{CALLED_OFF, WISHES, ids, interviews};

/// An entry of the company's books: its id, and its title.
struct Entry {
    id: String,
    title: String,
    start: i64,
}

/// The entries that stand, but for those that came with a booked room.
fn entries(company: &Sandbox) -> Vec<Entry> {
    let of_rooms: Vec<_> = bookings(company).into_iter().filter_map(|one| one.schedule_id).collect();
    let schedules = company.schedules().into_iter().filter(|one| !one.cancelled);
    let own = schedules.filter(|one| one.summary.starts_with("面试 ") || !of_rooms.contains(&one.schedule_id));
    let own = own.map(|one| Entry { id: one.schedule_id, title: one.summary, start: one.start });
    let meetings = company.meetings().all().into_iter().filter(|one| !one.cancelled);
    own.chain(meetings.map(|one| Entry { id: one.meetingid, title: one.title, start: one.start })).collect()
}

fn bookings(company: &Sandbox) -> Vec<beckon_sandbox::RoomBookingKept> {
    company.meeting_rooms().bookings().into_iter().filter(|one| !one.cancelled).collect()
}

/// After a kill: nothing stands twice, and nothing of which Beckon knows nothing.
pub async fn after_kill(engine: &Engine, company: &Sandbox) -> Result<Vec<String>, Box<dyn Error>> {
    let known = engine.published().list(ids(engine).await?).await?;
    let mut problems = Vec::new();
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for entry in entries(company) {
        *met.entry(entry.title.clone()).or_default() += 1;
        let asks = |one: &Published, step: fn(&PublishStep) -> bool| {
            one.taken.first().is_some_and(|last| last.is_open() && step(&last.step))
        };
        let is_it = |one: &Published| one.there.entry.as_ref().is_some_and(|known| known.id == entry.id);
        let making = |one: &Published| {
            format!("面试 {}", one.interview) == entry.title
                && asks(one, |step| matches!(step, PublishStep::Create { .. }))
        };
        if !known.iter().any(|one| is_it(one) || making(one)) {
            problems.push(format!("{} stands in WeCom, and Beckon knows nothing of it", entry.title));
        }
    }
    problems
        .extend(met.into_iter().filter(|(_, count)| *count > 1).map(|(title, count)| format!("{count} of {title}")));
    let mut rooms: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for booking in bookings(company) {
        *rooms.entry((booking.room, booking.start)).or_default() += 1;
        let is_it = |one: &Published| one.there.bookings.iter().any(|known| known.id == booking.booking_id);
        let asks = |one: &Published| match one.taken.first() {
            Some(last) if last.is_open() => {
                matches!(&last.step, PublishStep::Book { room, .. } if (room.room, room.starts) == (booking.room, booking.start))
            }
            _ => false,
        };
        if !known.iter().any(|one| is_it(one) || asks(one)) {
            problems.push(format!("room {} is booked, and Beckon knows nothing of it", booking.room));
        }
    }
    problems
        .extend(rooms.into_iter().filter(|(_, count)| *count > 1).map(|(room, count)| format!("{count} of {room:?}")));
    Ok(problems)
}

/// In the end: each stands once, as it is wished and at its new time, and what was called off is gone.
pub async fn in_the_end(engine: &Engine, company: &Sandbox) -> Result<Vec<String>, Box<dyn Error>> {
    let mut problems = after_kill(engine, company).await?;
    let all = interviews(engine).await?;
    let known = engine.published().list(all.iter().map(|one| one.id).collect()).await?;
    let (entries, bookings) = (entries(company), bookings(company));
    for (at, (interview, (kind, room))) in all.iter().zip(WISHES).enumerate() {
        let Some(one) = known.iter().find(|one| one.interview == interview.id) else {
            problems.push(format!("interview {} was never published", interview.id));
            continue;
        };
        if one.steps_open() > 0 {
            problems.push(format!("interview {}: {:?} is open, {:?}", interview.id, one.open, one.taken.first()));
        }
        let live = !CALLED_OFF.contains(&at);
        let title = format!("面试 {}", interview.id);
        let there: Vec<i64> = entries.iter().filter(|one| one.title == title).map(|one| one.start).collect();
        let wanted: Vec<i64> =
            (live && kind != PublishAs::None).then_some(interview.starts_at / 1000).into_iter().collect();
        if there != wanted {
            problems.push(format!("{title} stands at {there:?} in place of {wanted:?}"));
        }
        let rooms = booked(&bookings, room, interview);
        if rooms != usize::from(live && room.is_some()) {
            problems.push(format!("{title} has {rooms} rooms"));
        }
    }
    let wanted = WISHES.iter().enumerate().filter(|(at, (_, room))| room.is_some() && !CALLED_OFF.contains(at)).count();
    if bookings.len() != wanted {
        problems.push(format!("{} rooms are booked for {wanted} interviews", bookings.len()));
    }
    Ok(problems)
}

fn booked(all: &[beckon_sandbox::RoomBookingKept], room: Option<i64>, interview: &Interview) -> usize {
    all.iter().filter(|one| Some(one.room) == room && one.start == interview.starts_at / 1000).count()
}

/// Steps of which nobody knows how they ended.
pub async fn open_steps(engine: &Engine) -> Result<usize, Box<dyn Error>> {
    let known = engine.published().list(ids(engine).await?).await?;
    Ok(known.iter().filter(|one| one.taken.first().is_some_and(|last| last.is_open())).count())
}
