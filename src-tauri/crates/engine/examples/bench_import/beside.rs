//! How long a sender waits for an import of 1,500,000 people: `cargo xtask bench beside`.
//!
//! 1. A folder in which a campaign runs, and a file of 1,500,000 people.
//! 2. This process writes one small change after the other, as a sender does, first alone and then while a second process
//!    imports the file.
//! 3. Each change is timed from asking for it until it is on the disk. The longest one is what a sender waits.
//!
//! Memory is the importing process's peak. Never in here: a shorter way into the store than the program's own.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use beckon_model::AccountId;
use beckon_store::Store;

use crate::{Outcome, importing};

const PEOPLE: usize = 1_500_000;
const ALONE: Duration = Duration::from_secs(10);
/// Milliseconds that a sender waits for one change, at most.
const GOAL_MS: f64 = 250.0;
const MEMORY_GOAL_MIB: f64 = 300.0;
/// The longest of them that are told each.
const TOLD: usize = 5;

/// One change of the sender.
struct Turn {
    /// How long it took, milliseconds.
    ms: f64,
    /// When it ended, seconds since the first.
    at: f64,
    /// The size of the journal file then.
    journal_mib: u64,
}

/// Measures. Answers whether both goals are met.
pub fn measure() -> Outcome<bool> {
    let place = tempfile::tempdir()?;
    let (file, folder) = (place.path().join("people.csv"), place.path().join("data"));
    std::fs::write(&file, people())?;
    println!("{PEOPLE} people, {} KiB of UTF-8", std::fs::metadata(&file)?.len() / 1024);
    let store = Store::open(&folder, 1)?;
    rusqlite::Connection::open(folder.join("beckon.db"))?.execute(
        "INSERT INTO campaign (account, account_name, template, template_name, template_version, state, approval, created_at)
         VALUES ('a', 'a', 1, 't', 1, 'running', '', 1)",
        [],
    )?;
    let begun = Instant::now();
    let journal = folder.join("beckon.db-wal");
    let alone = turns((&store, &journal), || begun.elapsed() < ALONE)?;
    let mut other = importing(&file, &folder, PEOPLE)?.stdout(Stdio::piped()).spawn()?;
    let begun = Instant::now();
    let beside = turns((&store, &journal), || matches!(other.try_wait(), Ok(None)))?;
    let took = begun.elapsed().as_secs_f64();
    let told = other.wait_with_output()?;
    if !told.status.success() {
        return Err("the import failed".into());
    }
    let peak: f64 = String::from_utf8(told.stdout)?.split_whitespace().last().unwrap_or_default().parse()?;
    for (name, times) in [("alone", &alone), ("beside the import", &beside)] {
        println!(
            "{name:<18} {} changes: median {:.1} ms, 99 of 100 under {:.1} ms, longest {:.1} ms",
            times.len(),
            at(times, 0.5),
            at(times, 0.99),
            at(times, 1.0)
        );
        for Turn { ms, at, journal_mib } in times.iter().rev().take(TOLD).filter(|turn| turn.ms > GOAL_MS / 2.0) {
            println!("                   {ms:.0} ms at {at:.1} s, the journal then {journal_mib} MiB");
        }
    }
    println!("goal               {GOAL_MS} ms at most");
    println!("check and import   {took:.1} s, peak memory {peak:.0} MiB (goal {MEMORY_GOAL_MIB} at most)");
    Ok(at(&beside, 1.0) <= GOAL_MS && peak <= MEMORY_GOAL_MIB)
}

/// One change after the other while `goes_on`, sorted by how long they took.
fn turns((store, journal): (&Store, &Path), mut goes_on: impl FnMut() -> bool) -> Outcome<Vec<Turn>> {
    let mut turns = Vec::new();
    let all = Instant::now();
    while goes_on() {
        let begun = Instant::now();
        store.write_and_wait(|rows| rows.note_wrong_lookup(&AccountId("a".to_owned()), 1))?;
        let ms = begun.elapsed().as_secs_f64() * 1e3;
        let journal_mib = std::fs::metadata(journal).map_or(0, |file| file.len() >> 20);
        turns.push(Turn { ms, at: all.elapsed().as_secs_f64(), journal_mib });
    }
    turns.sort_by(|one, other| one.ms.total_cmp(&other.ms));
    Ok(turns)
}

/// The milliseconds below which this share of all lies.
fn at(sorted: &[Turn], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    sorted.get((last as f64 * share) as usize).map_or(f64::NAN, |turn| turn.ms)
}

/// The file: short rows, so that the largest file that Beckon reads holds all of them.
fn people() -> String {
    let mut file = "name,userid\n".to_owned();
    for number in 0..PEOPLE {
        let _ = writeln!(file, "候选人{number},u{number}");
    }
    file
}
