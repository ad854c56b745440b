//! The data of a week in the calendar, with what is in the way of each interview, out of 10,000 interviews.
//!
//! Never in here: an interview that is not kept as the program keeps them.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use beckon_engine::{Engine, NoSink, Parts, in_zone};
use beckon_model::{CandidateDraft, InterviewDraft, InterviewWeek, Interviewer, SystemClock};
use beckon_store::{NewInterview, Store};
use beckon_vault::{MemoryKeyring, Vault};

use crate::Outcome;

const INTERVIEWS: i64 = 10_000;
const A_DAY: i64 = 50;
const PEOPLE: usize = 2_000;
const ROUNDS: i64 = 25;
const GOAL_MS: f64 = 20.0;
pub const DAY_MS: i64 = 86_400_000;
/// Monday, 2027-01-04, midnight in Shanghai.
pub const MONDAY: i64 = 1_798_992_000_000;

pub async fn measure() -> Outcome<bool> {
    let folder = tempfile::tempdir()?;
    fill(folder.path()).await?;
    let (vault, clock) = (Vault::new(MemoryKeyring::default())?, Arc::new(SystemClock));
    let sink = Arc::new(NoSink);
    let engine = Engine::open(Parts { data_dir: folder.path().to_owned(), vault, clock, sink, practice: None }).await?;
    let mut times = Vec::new();
    let mut last = InterviewWeek::default();
    for round in 0..ROUNDS {
        let from = MONDAY + round * 7 * DAY_MS;
        let began = Instant::now();
        last = engine.interviews().week(from, from + 7 * DAY_MS).await?;
        times.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    if last.rows.len() as i64 != 5 * A_DAY || last.conflicts.is_empty() {
        return Err(format!("{} interviews in a week, {} in the way", last.rows.len(), last.conflicts.len()).into());
    }
    times.sort_by(f64::total_cmp);
    let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
    println!(
        "a week of {} of {INTERVIEWS} interviews, {} of them with something in the way: {median:.1} ms, slowest {slowest:.1} ms (goal {GOAL_MS} ms)",
        last.rows.len(),
        last.conflicts.len()
    );
    Ok(median <= GOAL_MS)
}

/// Fifty interviews on each working day, of 2,000 people in turn, with twenty interviewers and sixty rooms.
pub async fn fill(folder: &Path) -> Outcome {
    let store = Store::open(folder, 0)?;
    let fill = |rows: &beckon_store::Writer<'_>| -> beckon_store::Result<()> {
        let mut people = Vec::new();
        for number in 0..PEOPLE {
            let person = CandidateDraft { name: format!("Name {number}"), ..CandidateDraft::default() };
            people.push(rows.insert_candidate(&person, false, 0)?);
        }
        for number in 0..INTERVIEWS {
            let (day, of_day) = (number / A_DAY, number % A_DAY);
            let starts_at = MONDAY + (day / 5 * 7 + day % 5) * DAY_MS + (9 * 60 + of_day * 10) * 60_000;
            let who = format!("interviewer{}", number * 7 % 20);
            let plan = InterviewDraft {
                candidates: vec![people[usize::try_from(number).unwrap_or_default() % PEOPLE]],
                starts: in_zone(starts_at, "Asia/Shanghai").strftime("%Y-%m-%dT%H:%M").to_string(),
                zone: "Asia/Shanghai".to_owned(),
                minutes: 60,
                place: Some(format!("Room {}", number % 60)),
                interviewers: vec![Interviewer { name: who.clone(), userid: (number % 2 == 0).then_some(who) }],
                ..InterviewDraft::default()
            };
            let new = NewInterview { plan, starts_at, uid: format!("{number}@beckon"), source: None };
            rows.save_interview(None, &new, 0)?;
        }
        Ok(())
    };
    store.write(fill).await?;
    Ok(())
}
