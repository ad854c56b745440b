//! A database of an earlier shape, from which a step leads to the newest that this test plants.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::path::Path;
use std::sync::Arc;

use beckon_engine::{Engine, NoSink, Parsed, Parts, Sight, backups};
use beckon_model::{BackupWhy, CandidateFilter, CandidateQuery, ManualClock};
use beckon_vault::{MemoryKeyring, Vault};
use common::{open, person};
use rusqlite::{Connection, OpenFlags};

const NOW_MS: i64 = 1_795_320_000_000;

/// Of each file in the folder its name and what is in it.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let files = entries.filter(|entry| entry.file_type().unwrap().is_file());
    let mut files: Vec<_> = files
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

fn nicknames(folder: &Path) -> rusqlite::Result<String> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let database = Connection::open_with_flags(folder.join("beckon.db"), flags)?;
    database.query_row("SELECT group_concat(nickname) FROM candidate", [], |row| row.get(0))
}

#[tokio::test]
async fn a_database_of_an_earlier_shape_is_looked_at_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(ManualClock::at(NOW_MS));
    let engine = open(folder.path(), clock.clone()).await;
    engine.candidates().put(Parsed::of_people(vec![person("Gao", "gao")]), false).await.unwrap();
    engine.close().await;
    beckon_store::plant_step(
        "ALTER TABLE candidate ADD COLUMN nickname TEXT; UPDATE candidate SET nickname = lower(name)",
    );
    let before = contents(folder.path());
    let vault = Vault::new(MemoryKeyring::default()).unwrap();
    let parts = Parts {
        data_dir: folder.path().to_owned(),
        vault,
        clock: clock.clone(),
        sink: Arc::new(NoSink),
        practice: None,
    };
    let looking = Engine::look(parts, &Sight::Database).unwrap();
    for search in [None, Some("gao".to_owned())] {
        let filter = CandidateFilter { search, ..CandidateFilter::default() };
        let found = looking.candidates().list(CandidateQuery { filter, ..CandidateQuery::default() }).await.unwrap();
        assert_eq!(found.total, 1, "listed and found as in the newest shape");
    }
    drop(looking);
    assert!(contents(folder.path()) == before, "it is migrated by who writes");
    assert!(nicknames(folder.path()).is_err(), "and has the earlier shape");
    open(folder.path(), clock).await.close().await;
    assert_eq!(nicknames(folder.path()).as_deref(), Ok("gao"), "now it has the newest");
    let copies = backups(folder.path()).unwrap();
    assert!(copies.iter().any(|copy| copy.why == BackupWhy::Migration), "with a copy of what was there: {copies:?}");
}
