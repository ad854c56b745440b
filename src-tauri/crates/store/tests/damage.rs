//! Databases and journals that are damaged on purpose, at seeded places: each damage is noticed or provably loses nothing, and each
//! database that is noticed can be restored. `BECKON_DAMAGES=200` plays so many of each instead of the short form.
#![allow(clippy::unwrap_used, reason = "tests may fail")]
#![allow(clippy::print_stdout, reason = "the figures are what the long form is for")]

use std::fs;
use std::io::Write;
use std::path::Path;

use beckon_model::{BackupWhy, CandidateDraft, CandidateQuery, LostKind};
use beckon_store::{Error, Sight, Store, lost, restore};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

const NOW: i64 = 1_795_320_000_000;
const PAGE: usize = 4096;

fn damages() -> u64 {
    std::env::var("BECKON_DAMAGES").ok().and_then(|count| count.parse().ok()).unwrap_or(20)
}

/// Numbers that look random and are the same for the same seed.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    fn noise(&mut self, place: &mut [u8]) {
        place.fill_with(|| self.next() as u8);
    }
}

async fn add(store: &Store, people: std::ops::Range<u64>) {
    let put = move |rows: &beckon_store::Writer<'_>| {
        let person = |n| CandidateDraft {
            name: format!("Person {n}"),
            email: Some(format!("person{n}@example.com")),
            ..CandidateDraft::default()
        };
        people.map(person).try_for_each(|person| rows.insert_candidate(&person, false, NOW).map(drop))
    };
    store.write(put).await.unwrap();
}

async fn people(store: &Store) -> Result<u64, Error> {
    Ok(store.read(|rows| rows.candidates(&CandidateQuery::default())).await?.total)
}

/// A folder with these files, and a trace of Beckon.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("backups")).unwrap();
    files.iter().for_each(|(name, bytes)| fs::write(folder.path().join(name), bytes).unwrap());
    folder
}

/// What a program leaves that is killed after so many commits of five people: the database and its journal.
async fn killed(commits: u64) -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), NOW).unwrap();
    for commit in 0..commits {
        add(&store, commit * 5..commit * 5 + 5).await;
    }
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    (read("beckon.db"), read("beckon.db-wal"))
}

#[tokio::test]
async fn noise_in_the_journal_is_noticed_or_loses_nothing() {
    let (database, journal) = killed(60).await;
    let mut noticed = 0;
    for seed in 0..damages() {
        let mut dice = Dice(seed);
        let mut spoilt = journal.clone();
        let from = dice.below(spoilt.len());
        let to = (from + 16 + dice.below(PAGE)).min(spoilt.len());
        dice.noise(&mut spoilt[from..to]);
        let folder = folder(&[("beckon.db", &database), ("beckon.db-wal", &spoilt)]);
        match lost(folder.path()).unwrap() {
            Some(lost) => {
                assert_eq!(lost.kind, LostKind::JournalDamaged, "{from}..{to}: {}", lost.found);
                assert_eq!(fs::read(folder.path().join("beckon.db-wal")).unwrap(), spoilt, "the journal is kept");
                assert!(
                    matches!(Store::open(folder.path(), NOW), Err(Error::Lost(_))),
                    "{from}..{to}: nothing is opened"
                );
                noticed += 1;
            }
            None => {
                let store = Store::open(folder.path(), NOW).unwrap();
                assert_eq!(people(&store).await, Ok(300), "{from}..{to}: not noticed, so nothing may be missing");
            }
        }
    }
    println!("noise in a journal of {} bytes: {} places, noticed {noticed}", journal.len(), damages());
    assert!(noticed > 0, "the journal holds commits all over");
}

#[tokio::test]
async fn a_journal_that_was_not_written_to_its_end_is_no_damage() {
    let (database, journal) = killed(12).await;
    let cuts: Vec<usize> = (0..journal.len()).step_by(journal.len() / (4 * damages() as usize)).collect();
    for cut in cuts.iter().copied().chain([journal.len()]) {
        let folder = folder(&[("beckon.db", &database), ("beckon.db-wal", &journal[..cut])]);
        assert_eq!(lost(folder.path()).unwrap(), None, "cut at {cut} of {}", journal.len());
    }
    // The last block of the last transaction never reached the disk.
    let mut unwritten = journal.clone();
    let from = (unwritten.len() - 1) / PAGE * PAGE;
    unwritten[from..].fill(0);
    let folder = folder(&[("beckon.db", &database), ("beckon.db-wal", &unwritten)]);
    assert_eq!(lost(folder.path()).unwrap(), None, "a block of zeros at the end");
    let store = Store::open(folder.path(), NOW).unwrap();
    assert_eq!(people(&store).await, Ok(55), "all but the last commit, which nobody was told of");
}

#[tokio::test]
async fn what_a_damaged_journal_still_holds_can_be_looked_at() {
    let (database, mut journal) = killed(40).await;
    let middle = journal.len() / 2;
    journal[middle..middle + 64].fill(0xa5);
    let folder = folder(&[("beckon.db", &database), ("beckon.db-wal", &journal)]);
    assert!(matches!(Store::look(folder.path(), &Sight::Database), Err(Error::Lost(_))), "not as if it were sound");
    let seen = people(&Store::look(folder.path(), &Sight::Damaged).unwrap()).await.unwrap();
    assert!((1..200).contains(&seen), "the changes before the noise: {seen} people");
    let readable = lost(folder.path()).unwrap().and_then(|lost| lost.readable).map(|holds| holds.people);
    assert_eq!(readable, Some(seen), "and the choice says how many they are");
    assert_eq!(fs::read(folder.path().join("beckon.db-wal")).unwrap(), journal, "and nothing was taken in");
}

/// A folder whose database and copy hold 400 people.
async fn used() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), NOW).unwrap();
    add(&store, 0..400).await;
    store.copy_now(BackupWhy::Hand, NOW).unwrap().expect("there is something to keep");
    drop(store);
    folder
}

/// Every row of every table, as far as they can be read.
fn dump(path: &Path) -> Option<Vec<Vec<Value>>> {
    let database = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    let mut tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").ok()?;
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).ok()?.collect::<Result<_, _>>().ok()?;
    let mut all = Vec::new();
    // When the database was checked last may differ.
    for name in names.iter().filter(|name| *name != "setting") {
        let mut rows = database.prepare(&format!("SELECT * FROM {name}")).ok()?;
        let columns = rows.column_count();
        let read = rows.query_map([], |row| (0..columns).map(|column| row.get(column)).collect()).ok()?;
        all.extend(read.collect::<Result<Vec<Vec<Value>>, _>>().ok()?);
    }
    Some(all)
}

#[tokio::test]
async fn a_damaged_database_is_noticed_or_loses_nothing_and_can_be_restored() {
    let whole = used().await;
    let file = |folder: &Path| folder.join("beckon.db");
    let (bytes, before) = (fs::read(file(whole.path())).unwrap(), dump(&file(whole.path())).unwrap());
    let copy = beckon_store::backups(whole.path()).unwrap().remove(0).name;
    let copied = fs::read(whole.path().join("backups").join(&copy)).unwrap();
    let (mut noticed, mut restored, mut harmless) = (0, 0, 0);
    for seed in 0..damages() {
        let mut dice = Dice(seed);
        let mut spoilt = bytes.clone();
        let page = dice.below(bytes.len() / PAGE) * PAGE;
        let how = match seed % 4 {
            0 | 1 => {
                dice.noise(&mut spoilt[page..page + PAGE]);
                format!("noise in page {}", page / PAGE + 1)
            }
            2 => {
                dice.noise(&mut spoilt[page..page + 512]);
                format!("noise at the start of page {}", page / PAGE + 1)
            }
            _ => {
                spoilt.truncate(1 + dice.below(bytes.len() - 1));
                format!("cut to {} bytes", spoilt.len())
            }
        };
        let folder = folder(&[("beckon.db", &spoilt)]);
        fs::write(folder.path().join("backups").join(&copy), &copied).unwrap();
        match Store::open(folder.path(), NOW + 1) {
            Err(Error::Lost(lost)) => {
                noticed += 1;
                assert_eq!(fs::read(file(folder.path())).unwrap(), spoilt, "{how}: nothing was changed");
                let back = restore(folder.path(), &lost.backups[0].name, NOW + 2).unwrap();
                assert_eq!(fs::read(back.aside.unwrap()).unwrap(), spoilt, "{how}: it is put aside as it was");
                let store = Store::open(folder.path(), NOW + 3).unwrap();
                assert_eq!(people(&store).await, Ok(400), "{how}: restored");
                restored += 1;
            }
            Err(error) => panic!("{how}: neither opened nor a choice: {error}"),
            Ok(store) => {
                drop(store);
                assert_eq!(
                    dump(&file(folder.path())).as_ref(),
                    Some(&before),
                    "{how}: not noticed, so nothing may differ"
                );
                harmless += 1;
            }
        }
    }
    println!("{} damages: noticed {noticed}, restored {restored}, in pages that hold nothing {harmless}", damages());
    assert!(noticed > harmless, "most pages hold something");
}

/// Damages every page but the first two, beside SQLite, while the program runs.
fn spoil(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    bytes[2 * PAGE..].fill(0xa5);
    // Closing it would lose SQLite's locks.
    std::mem::ManuallyDrop::new(fs::OpenOptions::new().write(true).open(path).unwrap()).write_all(&bytes).unwrap();
}

#[tokio::test]
async fn damage_that_is_come_upon_is_told_and_stops_the_next_opening() {
    let folder = used().await;
    let store = Store::open(folder.path(), NOW).unwrap();
    spoil(&folder.path().join("beckon.db"));
    let met = people(&store).await;
    assert!(matches!(met, Err(Error::Damaged(_))), "a statement comes upon it: {met:?}");
    assert!(store.damage().is_some() && store.in_place().is_err(), "it is known, and nothing is sent any more");
    drop(store);
    let stopped = Store::open(folder.path(), NOW + 1);
    assert!(matches!(stopped, Err(Error::Lost(_))), "and the next opening stops: {stopped:?}");
    let copy = beckon_store::backups(folder.path()).unwrap().remove(0).name;
    restore(folder.path(), &copy, NOW + 2).unwrap();
    let store = Store::open(folder.path(), NOW + 3).unwrap();
    assert!(store.damage().is_none(), "what took its place is sound");
}

/// Too large to be looked at before it is opened.
#[tokio::test]
async fn damage_that_the_opening_comes_upon_is_known_to_whoever_asks_what_is_wrong() {
    let folder = used().await;
    let path = folder.path().join("beckon.db");
    let rows = Connection::open(&path).unwrap();
    let many = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 30000)
        INSERT INTO candidate (name, tags, fields, practice, updated_at)
        SELECT 'p' || n, '[]', '{\"x\":\"' || printf('%0400d', n) || '\"}', 0, 1 FROM n";
    rows.execute_batch(many).unwrap();
    rows.close().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    assert!(bytes.len() > 8 << 20, "{} bytes", bytes.len());
    let middle = bytes.len() / 2 / PAGE * PAGE;
    bytes[middle..middle + 8 * PAGE].fill(0xa5);
    fs::write(&path, &bytes).unwrap();
    let stopped = Store::open(folder.path(), NOW + 1).err();
    assert!(matches!(stopped, Some(Error::Lost(_))), "a person chooses: {stopped:?}");
    let told = lost(folder.path()).unwrap().map(|lost| lost.kind);
    assert_eq!(told, Some(LostKind::Damaged), "the choice can be shown");
}

/// As a caller has its own, which the database's may be the cause of.
#[derive(Debug, thiserror::Error)]
enum Own {
    #[error("the database: {0}")]
    Store(#[from] Error),
}

#[tokio::test]
async fn damage_is_known_too_where_it_is_the_cause_of_a_callers_own_error() {
    let folder = used().await;
    let store = Store::open(folder.path(), NOW).unwrap();
    spoil(&folder.path().join("beckon.db"));
    let met = store.read(|rows| -> Result<u64, Own> { Ok(rows.candidates(&CandidateQuery::default())?.total) }).await;
    assert!(matches!(met, Err(Own::Store(Error::Damaged(_)))), "a statement comes upon it: {met:?}");
    assert!(store.damage().is_some() && store.in_place().is_err(), "it is known, and nothing is sent any more");
}
