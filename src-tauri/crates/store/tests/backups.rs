//! Copies of the data: when one is made, what it holds, and what happens where the database is missing, empty or damaged.
#![allow(clippy::unwrap_used, reason = "tests may fail")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use beckon_model::{BackupWhy, CandidateDraft, CandidateQuery};
use beckon_store::{Error, Store, backups, restore};
use tempfile::TempDir;

/// What is done to a database, and how that is called.
type Spoiler = (&'static str, fn(&Path));

const HOUR: i64 = 3_600_000;
const NOW: i64 = 1_795_320_000_000;

async fn add(store: &Store, people: std::ops::Range<u64>) {
    let put = move |rows: &beckon_store::Writer<'_>| {
        let person = |n| CandidateDraft { name: format!("Person {n}"), ..CandidateDraft::default() };
        people.map(person).try_for_each(|person| rows.put_candidate(&person, false, NOW).map(drop))
    };
    store.write(put).await.unwrap();
}

async fn people(store: &Store) -> u64 {
    store.read(|rows| rows.candidates(&CandidateQuery::default())).await.unwrap().total
}

/// A folder whose database and newest copy hold 50 people.
async fn used() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), NOW).unwrap();
    add(&store, 0..50).await;
    store.copy_now(BackupWhy::Hand, NOW).unwrap().expect("there is something to keep");
    drop(store);
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_closed_store_answers_nobody_and_leaves_the_file_alone() {
    let folder = used().await;
    let store = Store::open(folder.path(), NOW).unwrap();
    assert_eq!(people(&store).await, 50, "it is open");
    store.close().await;
    let asked = store.read(|rows| rows.candidates(&CandidateQuery::default())).await.err();
    assert!(matches!(asked, Some(Error::Stopped)), "a reader would open the file anew: {asked:?}");
    let written = store.write(|rows| rows.settings()).await.err();
    assert!(matches!(written, Some(Error::Stopped)), "so would a writer: {written:?}");
    let copy = backups(folder.path()).unwrap().remove(0);
    restore(folder.path(), &copy.name, NOW + 1).expect("whoever still holds the store keeps nobody from the file");
}

#[tokio::test]
async fn after_the_end_the_database_alone_holds_everything() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), NOW).unwrap();
    add(&store, 0..500).await;
    assert_eq!(people(&store).await, 500, "a reader is open beside the writer");
    drop(store);
    let elsewhere = tempfile::tempdir().unwrap();
    fs::copy(folder.path().join("beckon.db"), elsewhere.path().join("beckon.db")).unwrap();
    let copy = Store::open(elsewhere.path(), NOW).unwrap();
    assert_eq!(people(&copy).await, 500, "who copies the one file has all people");
}

#[tokio::test]
async fn an_empty_database_is_no_copy_and_takes_no_copy_away() {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::open(folder.path(), NOW).unwrap());
    assert_eq!(backups(folder.path()).unwrap(), [], "nothing to keep at the first start");
    let folder = used().await;
    let store = Store::open(folder.path(), NOW).unwrap();
    let ids =
        store.read(|rows| rows.candidates(&CandidateQuery { limit: 200, ..CandidateQuery::default() })).await.unwrap();
    let ids: Vec<i64> = ids.rows.into_iter().skip(1).map(|person| person.id.0).collect();
    store.write(move |rows| rows.remove_candidates(&ids).map(drop)).await.unwrap();
    for hour in 1..60 {
        store.copy_now(BackupWhy::Hourly, NOW + hour * HOUR).unwrap();
    }
    let kept = backups(folder.path()).unwrap();
    let most = kept.iter().filter_map(|backup| backup.holds).map(|holds| holds.people).max();
    assert_eq!(most, Some(50), "the fuller one stays, however many emptier ones come after it");
    assert!(kept.len() < 45, "and the others are thinned out: {}", kept.len());
}

#[tokio::test]
async fn programs_that_start_together_make_one_whole_copy() {
    let folder = Arc::new(used().await);
    let later = NOW + 2 * HOUR;
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let folder = Arc::clone(&folder);
            std::thread::spawn(move || drop(Store::open(folder.path(), later).unwrap()))
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    let all = backups(folder.path()).unwrap();
    assert!(all.iter().all(|backup| backup.holds.is_some_and(|holds| holds.people == 50)), "each is whole: {all:?}");
    assert!(!names(&folder.path().join("backups")).iter().any(|name| name.starts_with("making")), "none is half made");
}

#[tokio::test]
async fn what_a_killed_program_left_is_taken_away_and_everything_is_private() {
    let folder = used().await;
    let copies = folder.path().join("backups");
    fs::write(copies.join("making-1-0"), b"half").unwrap();
    let store = Store::open(folder.path(), NOW).unwrap();
    store.copy_now(BackupWhy::Send, NOW + 1000).unwrap();
    assert!(!copies.join("making-1-0").exists(), "it would lie there for ever");
    #[cfg(unix)]
    for name in names(&copies).into_iter().filter(|name| name.ends_with(".db")) {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(copies.join(&name)).unwrap().permissions().mode() & 0o077;
        assert_eq!(mode, 0, "{name} holds people's data");
    }
}

#[tokio::test]
async fn a_database_that_is_gone_empty_cut_or_noise_comes_back_from_the_copy_and_is_told() {
    let spoilers: [Spoiler; 5] = [
        ("gone", |file| fs::remove_file(file).unwrap()),
        ("empty", |file| fs::write(file, b"").unwrap()),
        ("cut in half", |file| {
            let bytes = fs::read(file).unwrap();
            fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
        }),
        ("noise", |file| fs::write(file, b"no database, and long enough to be read as one".repeat(100)).unwrap()),
        ("a text", |file| fs::write(file, b"hello").unwrap()),
    ];
    for (how, spoil) in spoilers {
        let folder = used().await;
        spoil(&folder.path().join("beckon.db"));
        let spoilt = fs::read(folder.path().join("beckon.db")).ok();
        let store = Store::open(folder.path(), NOW + 1).unwrap();
        let restored = store.restored().unwrap_or_else(|| panic!("{how}: a person has to be told"));
        let holds = restored.backup.as_ref().and_then(|backup| backup.holds).unwrap();
        assert_eq!((people(&store).await, holds.people), (50, 50), "{how}: what the copy holds is there, and said");
        let aside = restored.aside.as_ref().map(|aside| fs::read(aside).unwrap());
        assert_eq!(aside, spoilt, "{how}: what was there is kept as it was");
        drop(store);
        let kept = backups(folder.path()).unwrap().iter().any(|backup| backup.why == BackupWhy::Hand);
        assert!(kept, "{how}: the copy is still there");
        assert!(Store::open(folder.path(), NOW + 2).unwrap().restored().is_none(), "{how}: told once");
    }
}

#[tokio::test]
async fn without_any_copy_a_lost_database_is_told_and_never_called_new() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), NOW).unwrap();
    assert!(store.restored().is_none(), "a new folder is new");
    add(&store, 0..3).await;
    drop(store);
    fs::write(folder.path().join("sending.lock"), b"").unwrap();
    fs::remove_file(folder.path().join("beckon.db")).unwrap();
    let store = Store::open(folder.path(), NOW).unwrap();
    let restored = store.restored().expect("something was here");
    assert_eq!((&restored.aside, &restored.backup), (&None, &None), "and nothing came back");
}

#[tokio::test]
async fn a_copy_is_taken_back_by_its_name_and_what_was_there_is_kept() {
    let folder = used().await;
    let store = Store::open(folder.path(), NOW).unwrap();
    add(&store, 50..80).await;
    drop(store);
    let name = backups(folder.path()).unwrap()[0].name.clone();
    assert!(matches!(restore(folder.path(), "no such", NOW), Err(Error::NotFound)), "a name that is none");
    let restored = restore(folder.path(), &name, NOW + 5).unwrap();
    let store = Store::open(folder.path(), NOW + 6).unwrap();
    assert_eq!(people(&store).await, 50, "as when the copy was made");
    let aside = tempfile::tempdir().unwrap();
    fs::copy(restored.aside.unwrap(), aside.path().join("beckon.db")).unwrap();
    assert_eq!(people(&Store::open(aside.path(), NOW).unwrap()).await, 80, "and the later ones are put aside");
    let busy = restore(folder.path(), &name, NOW + 7);
    assert_eq!(busy.err(), Some(Error::Busy), "not while a program has it open");
}

#[tokio::test]
async fn a_damaged_copy_is_passed_over_and_refused_by_name() {
    let folder = used().await;
    let store = Store::open(folder.path(), NOW).unwrap();
    add(&store, 50..60).await;
    store.copy_now(BackupWhy::Send, NOW + 2000).unwrap();
    drop(store);
    let newest = backups(folder.path()).unwrap()[0].name.clone();
    let path = folder.path().join("backups").join(&newest);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert!(restore(folder.path(), &newest, NOW).is_err(), "half a copy is none");
    fs::remove_file(folder.path().join("beckon.db")).unwrap();
    let store = Store::open(folder.path(), NOW).unwrap();
    assert_eq!(people(&store).await, 50, "the sound one before it takes the place");
}
