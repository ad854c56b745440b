//! Customers, who of them is a candidate, and links, as the database keeps them.

#![allow(clippy::unwrap_used, reason = "tests may fail")]

use beckon_model::{
    AccountId, CandidateDraft, CandidateId, Follower, LinkBy, LinkState, MatchCertainty, MatchCertainty::*,
};
use beckon_store::{Customer, Error, LinkSeen, Match, Store};

fn account() -> AccountId {
    AccountId("a".to_owned())
}

fn customer(number: usize, follower: &str, added_at: i64) -> Customer {
    Customer {
        external_userid: format!("wm{number:05}"),
        name: format!("\u{1f600} {number}"),
        follower: Follower { userid: follower.to_owned(), remark: "r".to_owned(), added_at: Some(added_at) },
        phones: vec!["13800000001".to_owned()],
        state: String::new(),
        half: number == 1,
    }
}

async fn with_people(names: &[&str]) -> (tempfile::TempDir, Store, Vec<CandidateId>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), 0).unwrap();
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let ids = store
        .write(move |rows| {
            let person = |name: String| CandidateDraft { name, ..CandidateDraft::default() };
            names.into_iter().map(|name| rows.insert_candidate(&person(name), false, 0)).collect::<Result<Vec<_>, _>>()
        })
        .await
        .unwrap();
    (folder, store, ids)
}

fn known(candidate: CandidateId, number: usize, certainty: MatchCertainty) -> Match {
    Match { candidate, external_userid: format!("wm{number:05}"), certainty, since: 7 }
}

#[tokio::test]
async fn what_a_sync_read_takes_the_place_of_what_was_known() {
    let (_folder, store, _) = with_people(&[]).await;
    for _ in 0..2 {
        let all: Vec<Customer> = (0..2000).map(|number| customer(number, "hr01", 5)).collect();
        store.write(move |rows| rows.set_customers(&account(), &all)).await.unwrap();
    }
    let kept = store.read(|rows| rows.customers(&account())).await.unwrap();
    assert_eq!(kept.len(), 2000, "read twice, they are the same people");
    assert_eq!(kept[1], customer(1, "hr01", 5), "every value comes back");
    let two = [customer(1, "hr01", 5), customer(1, "hr02", 9), customer(1, "hr02", 9)];
    store.write(move |rows| rows.set_customers(&account(), &two)).await.unwrap();
    let kept = store.read(|rows| rows.customer(&account(), "wm00001")).await.unwrap();
    let followers: Vec<&str> = kept.iter().map(|one| one.follower.userid.as_str()).collect();
    assert_eq!(followers, ["hr02", "hr01"], "a row for each colleague, the latest first; the others are gone");
}

#[tokio::test]
async fn matches_live_as_long_as_what_they_were_known_by() {
    let (_folder, store, ids) = with_people(&["a", "b"]).await;
    let (a, b) = (ids[0], ids[1]);
    let all = [known(a, 1, Exact), known(a, 2, Phone), known(b, 1, Suggested), known(b, 3, Confirmed)];
    store.write(move |rows| rows.set_matches(&account(), &all)).await.unwrap();
    let customers = [customer(1, "hr01", 5), customer(2, "hr01", 5)];
    store.write(move |rows| rows.set_customers(&account(), &customers)).await.unwrap();
    let live = store.read(|rows| rows.live_matches(&account())).await.unwrap();
    assert_eq!(live.len(), 3, "the third customer was not there at the last sync");

    let edited = |phone: &str| CandidateDraft {
        name: "a".to_owned(),
        phone: Some(phone.to_owned()),
        ..CandidateDraft::default()
    };
    store.write(move |rows| rows.update_candidate(a, &edited("1"), 1)).await.unwrap();
    let renamed = CandidateDraft { name: "c".to_owned(), ..CandidateDraft::default() };
    store.write(move |rows| rows.update_candidate(b, &renamed, 1)).await.unwrap();
    let kept = store.read(|rows| rows.matches(&account())).await.unwrap();
    assert_eq!(kept, [known(a, 1, Exact), known(b, 3, Confirmed)], "another number and another name say nothing");

    let said = known(b, 1, Confirmed);
    store.write(move |rows| rows.confirm_match(&account(), &said)).await.unwrap();
    let kept = store.read(|rows| rows.matches(&account())).await.unwrap();
    assert_eq!(kept, [known(a, 1, Exact), known(b, 1, Confirmed)], "one customer only is said to be a person");

    store.write(move |rows| rows.delete_candidates(&[a])).await.unwrap();
    store.write(move |rows| rows.set_matches(&account(), &[])).await.unwrap();
    assert_eq!(store.read(|rows| rows.matches(&account())).await.unwrap(), [], "nobody of the list is matched");
}

#[tokio::test]
async fn a_link_is_made_once_and_goes_one_way() {
    let (_folder, store, ids) = with_people(&["a"]).await;
    let a = ids[0];
    let reserve = |id: &'static str| {
        let store = store.clone();
        async move { store.write(move |rows| rows.reserve_link((a, &account(), LinkBy::Service), id, 3)).await }
    };
    assert_eq!(reserve("one").await.unwrap(), "one", "noted before anything is asked");
    assert_eq!(reserve("two").await.unwrap(), "one", "whoever asks again gets the same, after a crash too");
    let links = || async { store.read(move |rows| rows.outside_links(a, &account())).await.unwrap() };
    assert_eq!(links().await, [], "without an address it is no link yet");
    for url in ["https://x/1", "https://x/2"] {
        store.write(move |rows| rows.link_made("one", url, 4)).await.unwrap();
    }
    let [link] = &links().await[..] else { panic!("one link") };
    assert_eq!((link.url.as_str(), link.made_at, link.state), ("https://x/1", 4, LinkState::Made), "the first stays");

    store.write(|rows| rows.link_seen("one", LinkSeen { added_at: Some(8), wrote: false }, 9)).await.unwrap();
    store.write(|rows| rows.link_copied("one", 10)).await.unwrap();
    let [link] = &links().await[..] else { panic!("one link") };
    assert_eq!((link.state, link.opened_at, link.added_at), (LinkState::Added, Some(8), Some(8)), "it was opened, too");
    store.write(|rows| rows.link_seen("one", LinkSeen { added_at: Some(99), wrote: true }, 11)).await.unwrap();
    let [link] = &links().await[..] else { panic!("one link") };
    assert_eq!((link.state, link.added_at, link.wrote_at), (LinkState::Wrote, Some(8), Some(11)), "first times count");

    let owners = store.read(|rows| rows.link_owners(&account())).await.unwrap();
    assert_eq!(owners.get("one"), Some(&a), "who uses it is found by its id");
    let nobody = CandidateId(99);
    let refused = store.write(move |rows| rows.reserve_link((nobody, &account(), LinkBy::Service), "x", 3)).await;
    assert_eq!(refused, Err(Error::NotFound), "nobody has no link");
    assert_eq!(store.write(|rows| rows.link_copied("none", 3)).await, Err(Error::NotFound), "nor is there such a one");
}
