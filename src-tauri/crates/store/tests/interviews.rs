//! The interviews between two moments are those that take place then, wholly or in part, whatever their length.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use beckon_model::{CandidateDraft, CandidateId, InterviewDraft, InterviewId};
use beckon_store::{NewInterview, Result, Store};
use proptest::prelude::*;

const MINUTE_MS: i64 = 60_000;

fn new(number: usize, starts_at: i64, minutes: u32, candidate: CandidateId) -> NewInterview {
    let plan = InterviewDraft { candidates: vec![candidate], minutes, ..InterviewDraft::default() };
    NewInterview { plan, starts_at, uid: format!("{number}@beckon"), source: None }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn those_that_take_place_then(
        times in prop::collection::vec((0..6000_i64, 1..=1440_u32), 0..40),
        spans in prop::collection::vec((0..6000_i64, 1..2000_i64, 0..50_u32), 1..8),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), 0).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let rows = times.clone();
        let ids: Vec<InterviewId> = runtime.block_on(store.write(move |writer| -> Result<_> {
            let person = CandidateDraft { name: "Zhang".to_owned(), ..CandidateDraft::default() };
            let zhang = writer.insert_candidate(&person, false, 0)?;
            let one = |(number, (at, minutes)): (usize, &(i64, u32))| {
                Ok(writer.save_interview(None, &new(number, at * MINUTE_MS, *minutes, zhang), 0)?.id)
            };
            rows.iter().enumerate().map(one).collect()
        })).unwrap();
        for (from, length, most) in spans {
            let (from, until) = (from * MINUTE_MS, (from + length) * MINUTE_MS);
            let (found, total) = runtime
                .block_on(store.read(move |rows| rows.interviews_between(from, until, most)))
                .unwrap();
            let takes_place = |at: i64, minutes: u32| at < until && at + i64::from(minutes) * MINUTE_MS > from;
            let mut wanted: Vec<(i64, InterviewId)> = times.iter().zip(&ids)
                .filter(|((at, minutes), _)| takes_place(at * MINUTE_MS, *minutes))
                .map(|((at, _), id)| (at * MINUTE_MS, *id))
                .collect();
            wanted.sort_by_key(|(at, id)| (*at, id.0));
            prop_assert_eq!(total, wanted.len() as u64, "all are counted");
            wanted.truncate(most as usize);
            let found: Vec<_> = found.iter().map(|row| (row.starts_at, row.id)).collect();
            prop_assert_eq!(found, wanted, "the first of them, in their order");
        }
    }
}
