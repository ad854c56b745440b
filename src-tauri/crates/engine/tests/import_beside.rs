//! An import while messages leave: it is made in parts, others have their turn between them, and it is whole or not at all.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use beckon_engine::{Engine, Error, FileImport, ImportError};
use beckon_model::{AccountId, Candidate, CandidateId, CandidateQuery, InterviewQuery, ManualClock, OnDuplicate};
use beckon_store::{Store, at_fail_point};
use common::open;
use rusqlite::Connection;
use tempfile::TempDir;

/// 22 November 2026, noon in Beijing.
const NOW_MS: i64 = 1_795_320_000_000;
/// People that one transaction takes in, at most.
const PART: i64 = 1000;
/// More than fit into a few parts.
const MANY: i64 = 20_000;

async fn engine(folder: &TempDir) -> Engine {
    open(folder.path(), Arc::new(ManualClock::at(NOW_MS))).await
}

fn database(folder: &TempDir) -> Connection {
    let connection = Connection::open(folder.path().join("beckon.db")).unwrap();
    connection.busy_timeout(std::time::Duration::from_secs(60)).unwrap();
    connection
}

/// From now on a campaign runs in this folder, as if another process sent it.
fn let_a_campaign_run(folder: &TempDir) {
    let sql = "INSERT INTO campaign (account, account_name, template, template_name, template_version, state, approval, created_at)
        VALUES ('a', 'a', 1, 't', 1, 'running', '', 1)";
    database(folder).execute(sql, []).unwrap();
}

fn count(rows: &Connection, table: &str) -> i64 {
    rows.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

fn file(text: &str) -> FileImport {
    FileImport::new(text.as_bytes().to_vec())
}

fn many() -> FileImport {
    let rows: String = (0..MANY).map(|n| format!("人{n},u{n}\n")).collect();
    file(&format!("name,userid\n{rows}"))
}

async fn people(engine: &Engine) -> Vec<Candidate> {
    let mut query = CandidateQuery { limit: 200, ..CandidateQuery::default() };
    let mut all = Vec::new();
    loop {
        let page = engine.candidates().list(query.clone()).await.unwrap();
        all.extend(page.rows);
        query.after = page.next;
        if query.after.is_none() {
            return all;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_transaction_takes_in_more_than_a_part_and_others_have_their_turn() {
    let folder = tempfile::tempdir().unwrap();
    let engine = engine(&folder).await;
    let_a_campaign_run(&folder);
    let (before, most) = (AtomicI64::new(0), Arc::new(AtomicI64::new(0)));
    let (path, grown) = (folder.path().join("beckon.db"), Arc::clone(&most));
    at_fail_point("commit.after", move || {
        let now = count(&Connection::open(&path).unwrap(), "candidate");
        grown.fetch_max(now - before.swap(now, Ordering::SeqCst), Ordering::SeqCst);
    })
    .unwrap();
    // A connection of its own, as that of another process.
    let (turns, other) = (Arc::new(AtomicU64::new(0)), Store::open(folder.path(), NOW_MS).unwrap());
    let had = Arc::clone(&turns);
    let taking_turns = tokio::spawn(async move {
        loop {
            let taken = other.write(|rows| rows.note_wrong_lookup(&AccountId("a".to_owned()), NOW_MS)).await;
            taken.unwrap();
            had.fetch_add(1, Ordering::SeqCst);
        }
    });
    let (first, last) = (Arc::new(AtomicU64::new(u64::MAX)), Arc::new(AtomicU64::new(0)));
    let (of_first, of_last, now) = (Arc::clone(&first), Arc::clone(&last), Arc::clone(&turns));
    at_fail_point("import.part", move || {
        of_first.fetch_min(now.load(Ordering::SeqCst), Ordering::SeqCst);
        of_last.fetch_max(now.load(Ordering::SeqCst), Ordering::SeqCst);
    })
    .unwrap();
    let report = engine.candidates().import(&many()).await.unwrap().report;
    taking_turns.abort();
    assert_eq!(
        (report.good, count(&database(&folder), "candidate")),
        (MANY as u64, MANY),
        "all of them are in the list"
    );
    let most = most.load(Ordering::SeqCst);
    assert!((1..=PART).contains(&most), "a transaction took in {most} people, and a sender waits as long");
    let turns = last.load(Ordering::SeqCst) - first.load(Ordering::SeqCst);
    let parts = (MANY / PART) as u64;
    assert!(
        turns >= parts / 4,
        "another process had {turns} turns between {parts} parts: it waits for the whole import"
    );
}

/// Known people, people who stand twice, and interviews, with more rows than fit into a part between those that belong together.
fn mixed() -> FileImport {
    let row = |n: i64| format!("人{n},u{n},,2026-11-25 14:00,{}\n", n % 7);
    let rows: String = (0..800).map(row).collect();
    let known = "李华,,13800000001,2026-11-26 09:00,3\n王伟,wangwei,13900000002,,\n";
    let again = "人2,u2,13700000002,2026-11-25 16:00,9\n人799,u799,13700000799,,\n";
    let mut import = file(&format!("name,userid,phone,interview time,room\n{known}{rows}{again}"));
    import.choice.duplicates.twice = OnDuplicate::Update;
    import.choice.zone = Some("Asia/Shanghai".to_owned());
    import
}

/// Imports the mixed file; beside a send or not.
async fn imported(beside: bool) -> (TempDir, Engine, beckon_model::ImportReport) {
    let folder = tempfile::tempdir().unwrap();
    let engine = engine(&folder).await;
    let before =
        "name,userid,phone,interview time,room\n李华,lihua,13800000001,2026-11-25 10:00,3\n王伟,,13900000002,,\n";
    engine.candidates().import(&file(before)).await.unwrap();
    if beside {
        let_a_campaign_run(&folder);
    }
    let report = engine.candidates().import(&mixed()).await.unwrap().report;
    (folder, engine, report)
}

#[tokio::test]
async fn the_list_is_the_same_whether_messages_leave_or_not() {
    let (_at_once, one, of_one) = imported(false).await;
    let (beside, other, of_other) = imported(true).await;
    assert_eq!(of_one, of_other, "the report says the same");
    assert_eq!(people(&one).await, people(&other).await, "and so does the list");
    let interviews = async |engine: &Engine, candidate| {
        let query = InterviewQuery { candidate: Some(CandidateId(candidate)), ..InterviewQuery::default() };
        let rows = engine.interviews().list(query).await.unwrap().rows;
        rows.into_iter().map(|row| (row.plan, row.sequence)).collect::<Vec<_>>()
    };
    for candidate in [1, 2, 3, 5, 802] {
        let (one, other) = (interviews(&one, candidate).await, interviews(&other, candidate).await);
        assert_eq!(one, other, "candidate {candidate} has the same interviews");
    }
    let database = database(&beside);
    assert_eq!(count(&database, "interview"), 801, "each row made or changed its person's interview");
    assert_eq!((count(&database, "import"), count(&database, "import_part")), (0, 0), "nothing of it lies about");
    assert!(other.candidates().check(&mixed()).await.unwrap().remembered, "the columns are remembered as well");
}

#[tokio::test]
async fn giving_up_beside_a_send_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let engine = engine(&folder).await;
    let_a_campaign_run(&folder);
    let import = many();
    let watch = Arc::clone(&import.watch);
    // A part lies there.
    let rows = folder.path().join("beckon.db");
    at_fail_point("commit.after", move || {
        if count(&Connection::open(&rows).unwrap(), "import_part") > 0 {
            watch.stop();
        }
    })
    .unwrap();
    let refused = engine.candidates().import(&import).await.err();
    assert!(matches!(refused, Some(Error::Import(ImportError::Cancelled))), "{refused:?}");
    let database = database(&folder);
    let left = ["candidate", "import", "import_part", "import_columns"].map(|table| count(&database, table));
    assert_eq!(left, [0; 4], "nothing of what had been read");
}

#[tokio::test]
async fn what_a_person_changes_meanwhile_stands() {
    let folder = tempfile::tempdir().unwrap();
    let engine = engine(&folder).await;
    engine
        .candidates()
        .import(&file("name,userid,phone\n甲,a,13800000001\n乙,b,13800000002\n丙,,13800000003\n"))
        .await
        .unwrap();
    let_a_campaign_run(&folder);
    let path = folder.path().join("beckon.db");
    at_fail_point("import.ready", move || {
        let rows = Connection::open(&path).unwrap();
        rows.busy_timeout(std::time::Duration::from_secs(60)).unwrap();
        rows.execute("DELETE FROM candidate WHERE userid = 'a'", []).unwrap();
        rows.execute("UPDATE candidate SET userid = 'u1999' WHERE name = '丙'", []).unwrap();
    })
    .unwrap();
    let rows: String = (0..2000).map(|n| format!("人{n},u{n},,校招\n")).collect();
    let text = format!("name,userid,phone,tags\n甲,a,13800000001,校招\n乙,b,13800000002,校招\n{rows}");
    engine.candidates().import(&file(&text)).await.unwrap();
    let people = people(&engine).await;
    let names = |userid: &str| -> Vec<String> {
        let of = people.iter().filter(|one| one.person.userid.as_deref() == Some(userid));
        of.map(|one| one.person.name.clone()).collect()
    };
    assert!(names("a").is_empty(), "somebody who was removed stays so");
    assert_eq!(
        names("u1999"),
        ["人1999"],
        "who got the user ID of a new person by hand is that person, and not another one"
    );
    assert_eq!((names("b").len(), people.len()), (1, 2001), "everybody else is there once");
}

#[tokio::test]
async fn one_import_waits_for_another() {
    let folder = tempfile::tempdir().unwrap();
    let engine = engine(&folder).await;
    let_a_campaign_run(&folder);
    let rows: String = (0..3 * PART).map(|n| format!("人{n},u{n}\n")).collect();
    let (first, second) = (file(&format!("name,userid\n{rows}")), file(&format!("name,userid\n{rows}")));
    let (one, other) = tokio::join!(engine.candidates().import(&first), engine.candidates().import(&second));
    assert_eq!(
        (one.unwrap().report.updates + other.unwrap().report.updates) as i64,
        3 * PART,
        "one finds what the other made"
    );
    assert_eq!(count(&database(&folder), "candidate"), 3 * PART, "nobody is there twice");
}
