//! A send in the groups in which the program sends: how many messages a second the ledger carries is printed, not asserted.

use std::time::Instant;

use beckon_ledger::{Call, Filter, Leave, Ledger, Person, State, Wanted};
use uuid::Uuid;

use crate::company::{Company, WIDE, crowd, end};

/// People of a group.
const GROUP: usize = 64;

/// Claims, asks leave and tells what became of everybody, group by group, a call for each person.
async fn send(ledger: &Ledger, people: &[Wanted]) {
    for group in people.chunks(GROUP) {
        let claims = ledger.claim(group).await.unwrap();
        assert!(claims.iter().all(|claim| claim.may_leave()), "nobody else wants them");
        let call = |one: &Wanted| Call {
            id: Uuid::now_v7(),
            people: vec![Person { userid: one.userid.clone(), claim: Some(one.claim) }],
        };
        let calls: Vec<_> = group.iter().map(call).collect();
        let leaves = ledger.lease(1, &calls, &[], WIDE).await.unwrap();
        assert!(leaves.iter().all(|leave| *leave == Leave::Go), "no limit is near: {leaves:?}");
        let ends: Vec<_> =
            calls.iter().zip(group).map(|(call, one)| end(call.id, one.claim, State::Accepted)).collect();
        assert_eq!(usize::try_from(ledger.settle(&ends).await.unwrap()), Ok(group.len()), "each is settled");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[expect(clippy::disallowed_methods, reason = "how long it takes is printed")]
async fn groups_go_through_the_ledger() {
    const PEOPLE: usize = 640;
    let company = Company::start().await;
    let (gao, lin) = (company.recruiter("gao").await, company.recruiter("lin").await);
    let all = crowd(3 * PEOPLE);
    let begun = Instant::now();
    send(&gao, &all[..PEOPLE]).await;
    let one = begun.elapsed();
    let begun = Instant::now();
    tokio::join!(send(&gao, &all[PEOPLE..2 * PEOPLE]), send(&lin, &all[2 * PEOPLE..]));
    let two = begun.elapsed();
    let rate = |people: usize, took: std::time::Duration| people as f64 / took.as_secs_f64();
    eprintln!("messages a second: {:.0} by one laptop, {:.0} by two", rate(PEOPLE, one), rate(2 * PEOPLE, two));
    let accepted = Filter { states: Some(vec![State::Accepted]), ..Filter::default() };
    assert_eq!(company.lead().await.log(&accepted, None, 1000).await.unwrap().len(), 1000, "a full page of them");
}
