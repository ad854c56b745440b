//! Copies of the data: when one is made, what it holds, and what happens where the database is missing, empty or damaged.
#![allow(clippy::unwrap_used, reason = "tests may fail")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use beckon_model::{BackupWhy, CandidateDraft, CandidateQuery, LostKind};
use beckon_store::{Error, Store, backups, lost, restore, start_empty};
use tempfile::TempDir;

/// What is done to a database, and how that is called.
type Spoiler = (&'static str, fn(&Path));

const HOUR: i64 = 3_600_000;
const NOW: i64 = 1_795_320_000_000;

async fn add(store: &Store, people: std::ops::Range<u64>) {
    let put = move |rows: &beckon_store::Writer<'_>| {
        let person = |n| CandidateDraft { name: format!("Person {n}"), ..CandidateDraft::default() };
        people.map(person).try_for_each(|person| rows.insert_candidate(&person, false, NOW).map(drop))
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

/// Every file of a folder with its bytes.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = names(folder).into_iter().filter(|name| folder.join(name).is_file());
    files.map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect()
}

#[tokio::test]
async fn a_database_that_is_gone_empty_cut_or_noise_stops_with_a_choice_and_nothing_is_changed() {
    let spoilers: [(LostKind, Spoiler); 8] = [
        (LostKind::Missing, ("gone", |file| fs::remove_file(file).unwrap())),
        (LostKind::Empty, ("empty", |file| fs::write(file, b"").unwrap())),
        (
            LostKind::CutShort,
            ("cut in half", |file| {
                let bytes = fs::read(file).unwrap();
                fs::write(file, &bytes[..bytes.len() / 2]).unwrap();
            }),
        ),
        (
            LostKind::CutShort,
            ("only its head", |file| {
                let bytes = fs::read(file).unwrap();
                fs::write(file, &bytes[..50]).unwrap();
            }),
        ),
        (LostKind::NotADatabase, ("noise", |file| fs::write(file, [7; 50_000]).unwrap())),
        (LostKind::NotADatabase, ("a web page", |file| fs::write(file, b"<html>sign in</html>").unwrap())),
        (LostKind::NotADatabase, ("a ZIP archive", |file| fs::write(file, b"PK\x03\x04 and more").unwrap())),
        (
            LostKind::Damaged,
            ("noise in the first page", |file| {
                let mut bytes = fs::read(file).unwrap();
                bytes[..4096].fill(0xa5);
                fs::write(file, &bytes).unwrap();
            }),
        ),
    ];
    for (kind, (how, spoil)) in spoilers {
        let folder = used().await;
        spoil(&folder.path().join("beckon.db"));
        let before = contents(folder.path());
        let Err(Error::Lost(found)) = Store::open(folder.path(), NOW + 1) else {
            panic!("{how}: a person has to choose")
        };
        assert_eq!(found.kind, kind, "{how}: {found:?}");
        let holds = found.backups.first().and_then(|backup| backup.holds).unwrap();
        assert_eq!(holds.people, 50, "{how}: the copy is offered with what it holds");
        assert_eq!(contents(folder.path()), before, "{how}: nothing was moved, deleted or written over");
        assert_eq!(lost(folder.path()).unwrap(), Some(*found.clone()), "{how}: told without opening, too");

        let spoilt = fs::read(folder.path().join("beckon.db")).ok();
        let restored = restore(folder.path(), &found.backups[0].name, NOW + 2).unwrap();
        let store = Store::open(folder.path(), NOW + 3).unwrap();
        assert_eq!(people(&store).await, 50, "{how}: what the copy holds is there again");
        let aside = restored.aside.as_ref().map(|aside| fs::read(aside).unwrap());
        assert_eq!(aside, spoilt, "{how}: what was there is kept as it was");
        assert!(backups(folder.path()).unwrap().contains(&found.backups[0]), "{how}: the copy is still there");
    }
}

#[tokio::test]
async fn empty_lists_are_begun_with_only_where_something_is_lost_and_by_choice() {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::open(folder.path(), NOW).unwrap());
    assert_eq!(start_empty(folder.path(), NOW), Err(Error::Whole), "a whole database is left alone");
    fs::remove_file(folder.path().join("beckon.db")).unwrap();
    assert!(matches!(Store::open(folder.path(), NOW), Err(Error::Lost(_))), "a database was here: it is not new");
    let begun = start_empty(folder.path(), NOW + 1).unwrap();
    assert_eq!((begun.aside, begun.backup), (None, None), "there was nothing to put aside");
    assert_eq!(people(&Store::open(folder.path(), NOW + 2).unwrap()).await, 0, "and now it is empty, by choice");

    let folder = used().await;
    let copy = backups(folder.path()).unwrap()[0].name.clone();
    fs::write(folder.path().join("beckon.db"), b"hello").unwrap();
    let begun = start_empty(folder.path(), NOW + 1).unwrap();
    assert_eq!(fs::read(begun.aside.unwrap()).unwrap(), b"hello", "what was there is put aside");
    let store = Store::open(folder.path(), NOW + 2).unwrap();
    assert_eq!(people(&store).await, 0, "and the lists are empty");
    // Another one, of the empty lists, may be made meanwhile.
    let kept = backups(folder.path()).unwrap().iter().any(|one| one.name == copy);
    assert!(kept, "the copy is still there for who changes their mind");
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
async fn a_damaged_copy_is_refused_by_name() {
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
    let before = backups(folder.path()).unwrap()[1].name.clone();
    restore(folder.path(), &before, NOW).unwrap();
    assert_eq!(people(&Store::open(folder.path(), NOW).unwrap()).await, 50, "the sound one before it can be had");
}
