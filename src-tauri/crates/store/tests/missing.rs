//! What a selection names is either found or told as missing, once each, whatever it names and how often.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;

use beckon_model::{CandidateDraft, CandidateId, Missing, Selection};
use beckon_store::Store;
use proptest::prelude::*;

/// People whose ids are `p0`, `P1`, `p2`, …: in both cases.
const PEOPLE: usize = 12;

fn store() -> (tempfile::TempDir, tokio::runtime::Runtime, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), 1).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let people: Vec<CandidateDraft> = (0..PEOPLE)
        .map(|number| CandidateDraft {
            name: format!("Name {number}"),
            userid: Some(if number % 2 == 0 { format!("p{number}") } else { format!("P{number}") }),
            ..CandidateDraft::default()
        })
        .collect();
    runtime
        .block_on(
            store.write(move |rows| people.iter().try_for_each(|one| rows.insert_candidate(one, false, 0).map(drop))),
        )
        .unwrap();
    (folder, runtime, store)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn asked_is_found_and_named(
        userids in prop::collection::vec("[pPq][0-9]{1,2}", 0..20),
        ids in prop::collection::vec(1_i64..24, 0..20),
    ) {
        let (_folder, runtime, store) = store();
        let by_userid = Selection::Userids { userids: userids.clone() };
        let by_id = Selection::Ids { ids: ids.iter().map(|id| CandidateId(*id)).collect() };
        for selection in [by_userid, by_id] {
            let asked = selection.asked().unwrap();
            let (found, missing) = runtime
                .block_on(store.read(move |rows| -> beckon_store::Result<_> { Ok((rows.selected(&selection)?, rows.missing(&selection)?)) }))
                .unwrap();
            prop_assert_eq!(asked, found.len() + missing.len(), "asked = found + named: {:?}", &missing);
            let names: BTreeSet<String> = missing.iter().map(|part| part.to_string().to_lowercase()).collect();
            prop_assert_eq!(names.len(), missing.len(), "each is named once: {:?}", &missing);
            for part in &missing {
                let there = match part {
                    Missing::Userid { userid } => found.iter().any(|one| {
                        one.person.userid.as_deref().is_some_and(|known| known.eq_ignore_ascii_case(userid))
                    }),
                    Missing::Person { id } => found.iter().any(|one| one.id == *id),
                    _ => true,
                };
                prop_assert!(!there, "who is found is not named: {part:?}");
            }
        }
    }
}
