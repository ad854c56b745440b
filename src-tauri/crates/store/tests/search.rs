//! A search finds a row if, and only if, each of its words is part of one of the row's fields, whatever happened to the
//! rows before: the packed texts must never show.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use beckon_model::{
    AccountId, CandidateDraft, CandidateFilter, CandidateId, CandidateQuery, LogQuery, Page, ReachState, Route,
    Selection, TemplateId,
};
use beckon_store::{NewCampaign, NewDelivery, Store, Writer};
use proptest::prelude::*;
use rusqlite::Connection;
use tempfile::TempDir;

/// Rows begin where a block ends, so that a few of them fill one, the next and the growing one.
const BEFORE: i64 = 1020;

fn open() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::open(folder.path(), 1).unwrap());
    let database = Connection::open(folder.path().join("beckon.db")).unwrap();
    for table in ["candidate", "delivery"] {
        database.execute("INSERT INTO sqlite_sequence VALUES (?1, ?2)", (table, BEFORE)).unwrap();
    }
    drop(database);
    let store = Store::open(folder.path(), 2).unwrap();
    (folder, store)
}

fn person(name: &str) -> CandidateDraft {
    CandidateDraft { name: name.to_owned(), ..CandidateDraft::default() }
}

fn draft() -> impl Strategy<Value = CandidateDraft> {
    let text = || prop::option::of("[a-cAB1-3张伟 %_\"*'Éß-]{1,5}");
    (
        "[a-cA-C张伟明İ]{1,4}",
        prop::option::of("[a-c]{1,3}[0-9]{3}"),
        text(),
        text(),
        text(),
        prop::collection::vec("[a-b张]{1,2}", 0..3),
    )
        .prop_map(|(name, userid, phone, email, position, tags)| CandidateDraft {
            name,
            userid,
            phone,
            email,
            position,
            tags,
            fields: [].into(),
        })
}

#[derive(Debug, Clone)]
enum Change {
    Put(CandidateDraft),
    Remove(usize),
    Tag(usize, String),
    Route(usize, Route),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => draft().prop_map(Change::Put),
        1 => any::<usize>().prop_map(Change::Remove),
        1 => (any::<usize>(), "[a-c]{1,2}").prop_map(|(at, tag)| Change::Tag(at, tag)),
        1 => any::<usize>().prop_map(|at| Change::Route(at, Route::External)),
    ]
}

/// Lower case, character by character: `İ` is two characters in lower case, and a part of it is no part of the name.
fn low(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn naive(person: &CandidateDraft, search: &str) -> bool {
    let standard = [Some(&person.name), person.userid.as_ref(), person.phone.as_ref(), person.email.as_ref()];
    let fields: Vec<String> = standard
        .into_iter()
        .chain([person.position.as_ref()])
        .flatten()
        .chain(&person.tags)
        .map(|text| low(text))
        .collect();
    low(search).split_whitespace().all(|word| fields.iter().any(|field| field.contains(word)))
}

/// Changes the person with this `userid`, or adds one.
fn put(rows: &Writer<'_>, person: &CandidateDraft) -> beckon_store::Result<()> {
    match person.userid.as_deref().map(|userid| rows.candidate_of_userid(userid)).transpose()?.flatten() {
        Some(id) => rows.update_candidate(id, person, 3),
        None => rows.insert_candidate(person, false, 3).map(drop),
    }
}

async fn everybody(store: &Store, filter: CandidateFilter) -> Page<beckon_model::Candidate> {
    let query = CandidateQuery { filter, ..CandidateQuery::default() };
    store.read(move |rows| rows.candidates(&query)).await.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_search_finds_what_looking_at_everybody_finds(
        changes in prop::collection::vec(change(), 1..16),
        searches in prop::collection::vec("[a-cA1-3张伟明%_\"*'Éß-]{1,3}( [a-b张1])?", 6),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let (_folder, store) = open();
            for change in changes {
                let ids: Vec<CandidateId> = everybody(&store, CandidateFilter::default()).await.rows.iter().map(|one| one.id).collect();
                let at = move |at: usize| ids.get(at % ids.len().max(1)).copied();
                store.write(move |rows| {
                    match change {
                        Change::Put(person) => put(rows, &person),
                        Change::Remove(which) => at(which).map_or(Ok(()), |id| rows.delete_candidates(&[id]).map(|_| ())),
                        Change::Tag(which, tag) => at(which).map_or(Ok(()), |id| rows.change_tags(&[id.0], &[tag], &[], 4).map(|_| ())),
                        Change::Route(which, route) => at(which).map_or(Ok(()), |id| rows.set_route(&[id.0], route, 4).map(|_| ())),
                    }
                }).await.unwrap();
            }
            let all = everybody(&store, CandidateFilter::default()).await;
            for search in searches {
                let filter = CandidateFilter { search: Some(search.clone()), ..CandidateFilter::default() };
                let found = everybody(&store, filter.clone()).await;
                let expected: Vec<_> = all.rows.iter().filter(|one| naive(&one.person, &search)).cloned().collect();
                prop_assert_eq!(found.total, expected.len() as u64, "the count is the count of {:?}", search);
                prop_assert_eq!(&found.rows, &expected, "{:?} finds exactly these, in their order", search);
                let external = everybody(&store, CandidateFilter { route: Some(Route::External), ..filter.clone() }).await;
                let expected: Vec<_> = expected.into_iter().filter(|one| one.route == Route::External).collect();
                prop_assert_eq!(external.rows, expected, "{:?} among external contacts", search);
            }
            for tag in ["a", "张", "ab"] {
                let found = everybody(&store, CandidateFilter { tag: Some(tag.to_owned()), ..CandidateFilter::default() }).await;
                let expected: Vec<_> = all.rows.iter().filter(|one| one.person.tags.iter().any(|own| own == tag)).cloned().collect();
                prop_assert_eq!(found.rows, expected, "a filter takes the whole tag {}", tag);
            }
            let unmapped = everybody(&store, CandidateFilter { unmapped: true, ..CandidateFilter::default() }).await;
            let expected: Vec<_> = all.rows.iter().filter(|one| one.person.userid.is_none()).cloned().collect();
            prop_assert_eq!(unmapped.rows, expected, "those without a userid");
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn pages_go_on_where_the_last_one_ended() {
    let (_folder, store) = open();
    let people = (0..1500).map(|number| person(&format!("{}{number}", if number % 3 == 0 { "张" } else { "李" })));
    let people: Vec<CandidateDraft> = people.collect();
    store
        .write(move |rows| people.iter().try_for_each(|one| rows.insert_candidate(one, false, 1).map(|_| ())))
        .await
        .unwrap();
    let filter = CandidateFilter { search: Some("张".into()), ..CandidateFilter::default() };
    let mut query = CandidateQuery { filter: filter.clone(), limit: 90, after: None };
    let mut names = Vec::new();
    loop {
        let asked = query.clone();
        let page = store.read(move |rows| rows.candidates(&asked)).await.unwrap();
        assert_eq!(page.total, 500, "every page tells the same count");
        names.extend(page.rows.into_iter().map(|one| one.person.name));
        query.after = page.next;
        if page.next.is_none() {
            break;
        }
    }
    let expected: Vec<String> = (0..1500).step_by(3).map(|number| format!("张{number}")).collect();
    assert_eq!(names, expected, "everybody once, in the order in which they came");
    let ids = store.read(move |rows| rows.selected_ids(&Selection::Matching { filter })).await.unwrap();
    assert_eq!(ids.len(), 500, "all that match can be chosen without paging");
}

#[tokio::test]
async fn nothing_of_a_removed_person_stays_in_the_packed_texts() {
    let (folder, store) = open();
    let people: Vec<CandidateDraft> = (0..40).map(|number| person(&format!("secretname{number}"))).collect();
    store
        .write(move |rows| people.iter().try_for_each(|one| rows.insert_candidate(one, false, 1).map(|_| ())))
        .await
        .unwrap();
    let packed = |folder: &TempDir| {
        let database = Connection::open(folder.path().join("beckon.db")).unwrap();
        let mut query = database.prepare("SELECT texts FROM candidate_text").unwrap();
        let texts = query.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
        texts.map(|texts| String::from_utf8(texts.unwrap()).unwrap()).collect::<String>()
    };
    assert!(packed(&folder).contains("secretname1\n"), "the full block is packed");
    store.write(|rows| rows.delete_candidates(&[CandidateId(BEFORE + 2)])).await.unwrap();
    assert!(!packed(&folder).contains("secretname1\n"), "an erased name must not be kept anywhere");
    assert!(packed(&folder).contains("secretname2\n"), "the others stay searchable");
}

#[tokio::test]
async fn the_log_is_searched_from_the_newest_and_counted_to_a_thousand() {
    let (_folder, store) = open();
    let campaign = store
        .write(|rows| -> beckon_store::Result<_> {
            let id = rows.insert_campaign(&NewCampaign {
                account: AccountId("a".into()),
                account_name: "a".into(),
                template: TemplateId(1),
                template_name: "t".into(),
                template_version: 1,
                approval: String::new(),
                created_at: 1,
                starts_at: None,
                test: false,
                team: None,
                key: None,
            })?;
            let candidate = rows.insert_candidate(&person("x"), false, 1).map(|_| CandidateId(BEFORE + 1))?;
            for number in 0..3000 {
                let name = if number % 2 == 0 { format!("张伟{number}") } else { format!("李雷{number}") };
                let body = Ok((b"{}".to_vec(), String::new()));
                let new = NewDelivery {
                    candidate: Some(candidate),
                    about: Vec::new(),
                    name,
                    userid: Some(format!("U{number}")),
                    outside: None,
                    text_sha256: None,
                    body,
                    shared: None,
                    claim: None,
                    told: None,
                };
                rows.insert_delivery(id, &new, 1)?;
            }
            Ok(id)
        })
        .await
        .unwrap();
    let ask = async |query: LogQuery| store.read(move |rows| rows.log(&query)).await.unwrap();
    let search = |text: &str| LogQuery { search: Some(text.to_owned()), ..LogQuery::default() };
    let page = ask(search("张伟")).await;
    assert_eq!((page.total, page.at_least), (1000, true), "1,500 are not counted to the end");
    assert_eq!(page.rows[0].name, "张伟2998", "the newest first");
    assert_eq!(page.rows.len(), 200, "a page");
    let next = ask(LogQuery { after: page.next, ..search("张伟") }).await;
    assert_eq!(next.rows[0].name, "张伟2598", "the next page goes on");
    let one = ask(search("伟12 u1")).await;
    assert_eq!(
        (one.total, one.at_least),
        (56, false),
        "12, 120 to 128 and 1200 to 1298, the even ones: counted to the end"
    );
    assert_eq!(ask(search("张 U2998")).await.rows.len(), 1, "name and userid, without case");
    assert_eq!(ask(search("雷 u2998")).await.rows.len(), 0, "both in the same row");
    let narrowed =
        LogQuery { campaign: Some(campaign), state: Some(beckon_model::DeliveryState::Held), ..search("张") };
    assert_eq!(ask(narrowed).await.total, 0, "none of them is held");
    let narrowed = LogQuery { campaign: Some(campaign), candidate: Some(CandidateId(BEFORE + 1)), ..search("7") };
    let expected = (0..3000).filter(|number| number.to_string().contains('7')).count() as u64;
    assert_eq!(ask(narrowed).await.total, expected, "narrowed to a campaign and a person");
}

#[tokio::test]
async fn a_check_of_one_account_says_nothing_of_another() {
    let (_folder, store) = open();
    let account = AccountId("a".into());
    let noted = account.clone();
    store
        .write(move |rows| {
            for userid in ["u1", "u2", "u3"] {
                let one = CandidateDraft { userid: Some(userid.into()), ..person(userid) };
                rows.insert_candidate(&one, false, 1)?;
            }
            rows.note_reach(&noted, CandidateId(BEFORE + 1), true, 5)?;
            rows.note_reach(&noted, CandidateId(BEFORE + 2), false, 6)
        })
        .await
        .unwrap();
    let of = |account: &AccountId, reach| CandidateFilter {
        reach: Some(reach),
        account: Some(account.clone()),
        ..CandidateFilter::default()
    };
    let names =
        async |filter| everybody(&store, filter).await.rows.into_iter().map(|one| one.person.name).collect::<Vec<_>>();
    assert_eq!(names(of(&account, ReachState::Reachable)).await, ["u1"], "found by the check");
    assert_eq!(names(of(&account, ReachState::Unreachable)).await, ["u2"], "not found by it");
    assert_eq!(names(of(&account, ReachState::Unchecked)).await, ["u3"], "never looked for");
    let other = AccountId("b".into());
    assert_eq!(names(of(&other, ReachState::Unchecked)).await.len(), 3, "the other account has checked nobody");
}
