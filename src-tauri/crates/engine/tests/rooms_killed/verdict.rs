//! What must hold after each kill, and in the end.

use std::collections::BTreeMap;
use std::error::Error;

use beckon_engine::Engine;
use beckon_model::{Room, RoomQuery, RoomState};
use beckon_sandbox::Sandbox;

use crate::folder::{INTERVIEWS, interviews};

/// After a kill: what ShowMeBug has against what Beckon knows. The names of this test's rooms are their interviews'.
pub async fn after_kill(engine: &Engine, company: &Sandbox) -> Result<Vec<String>, Box<dyn Error>> {
    let known = engine.rooms().list(RoomQuery::default()).await?;
    let mut problems = twice(company);
    for room in company.showmebug().rooms() {
        let has_it = |ours: &Room| ours.uid.as_deref() == Some(&room.uid);
        let asks = |ours: &Room| ours.name == room.name && matches!(ours.state, RoomState::Making | RoomState::Unknown);
        if !known.iter().any(|ours| has_it(ours) || asks(ours)) {
            problems.push(format!("ShowMeBug has a room for {} of which Beckon knows nothing", room.name));
        }
    }
    let known = engine.written().list().await?;
    for test in company.showmebug().written_tests() {
        if !known.iter().any(|ours| ours.name == test.candidate_name) {
            problems.push(format!("{} has a written test of which Beckon knows nothing", test.candidate_name));
        }
    }
    Ok(problems)
}

/// In the end: each interview has one room, the one that ShowMeBug has for it.
pub async fn in_the_end(engine: &Engine, company: &Sandbox) -> Result<Vec<String>, Box<dyn Error>> {
    let mut problems = after_kill(engine, company).await?;
    let known = engine.rooms().list(RoomQuery::default()).await?;
    for interview in interviews(engine).await? {
        let of_it: Vec<&Room> = known.iter().filter(|room| room.interview == Some(interview)).collect();
        let made = matches!(of_it[..], [room] if room.state == RoomState::Made && room.uid.is_some());
        if !made {
            problems.push(format!("interview {interview} has {of_it:?} in place of one room"));
        }
    }
    let there = company.showmebug().rooms().len();
    if there != INTERVIEWS || known.len() != INTERVIEWS {
        problems.push(format!("{there} rooms at ShowMeBug and {} here for {INTERVIEWS} interviews", known.len()));
    }
    Ok(problems)
}

/// Interviews that have two rooms in ShowMeBug's books, deleted ones counted, and people who have two written tests.
fn twice(company: &Sandbox) -> Vec<String> {
    let mut met: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for room in company.showmebug().rooms() {
        *met.entry((room.name, "rooms")).or_default() += 1;
    }
    for test in company.showmebug().written_tests() {
        *met.entry((test.candidate_name, "written tests")).or_default() += 1;
    }
    let twice = met.into_iter().filter(|(_, count)| *count > 1);
    twice.map(|((name, what), count)| format!("{name} has {count} {what} at ShowMeBug")).collect()
}

/// Rooms of which Beckon does not know whether they are there.
pub async fn open_rooms(engine: &Engine) -> Result<usize, Box<dyn Error>> {
    let known = engine.rooms().list(RoomQuery::default()).await?;
    Ok(known.iter().filter(|room| matches!(room.state, RoomState::Making | RoomState::Unknown)).count())
}
