//! Whether what was read still holds.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

use beckon_model::{CandidateDraft, CandidateQuery};
use beckon_store::{Sight, Store};

async fn add(store: &Store, name: &str) {
    let person = CandidateDraft { name: name.to_owned(), ..CandidateDraft::default() };
    store.write(move |rows| rows.insert_candidate(&person, false, 1).map(drop)).await.unwrap();
}

#[tokio::test]
async fn the_stamp_changes_with_every_commit_and_with_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, others) = (Store::open(folder.path(), 1).unwrap(), Store::open(folder.path(), 1).unwrap());
    add(&ours, "one").await;
    // A store that was just opened notes by itself that the database is sound, at most once each.
    let mut changed = 0;
    let first = loop {
        let first = ours.stamp().await;
        assert!(first.is_some(), "it can be told");
        ours.read(|rows| rows.candidates(&CandidateQuery::default()).map(drop)).await.unwrap();
        if ours.stamp().await == first {
            break first;
        }
        changed += 1;
        assert!(changed <= 2, "reading changes nothing");
    };
    add(&ours, "two").await;
    let second = ours.stamp().await;
    assert_ne!(second, first, "a commit of this store's");
    add(&others, "three").await;
    assert_ne!(ours.stamp().await, second, "a commit of another's");
}

#[tokio::test]
async fn who_only_looks_cannot_tell() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), 1).unwrap();
    add(&store, "one").await;
    let looking = Store::look(folder.path(), &Sight::Database).unwrap();
    assert_eq!(looking.stamp().await, None, "so nothing that was read counts as still true");
    store.close().await;
    assert_eq!(store.stamp().await, None, "nor can one that is closed");
}
