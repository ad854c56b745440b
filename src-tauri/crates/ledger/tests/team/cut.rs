//! A network that cuts at any byte: whoever asks again claims nobody twice, and nothing is lost.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex};

use beckon_ledger::{Call, End, Error, Filter, Leave, Ledger, Login, Outcome, Person, Place, State, Wanted};
use fastrand::Rng;
use postgres_folder::Proxy;
use uuid::Uuid;

use crate::company::{CORP, Company, WIDE, crowd};

/// Asks until there is an answer.
async fn asked<T, F: Future<Output = Result<T, Error>>>(mut ask: impl FnMut() -> F) -> T {
    loop {
        match ask().await {
            Ok(answer) => return answer,
            Err(error) if error.is_passing() => {}
            Err(error) => panic!("a cut must look like one: {error:?}"),
        }
    }
}

/// Invites everybody on the list whom it can have; notes in the journal what has left.
async fn laptop(place: Place, login: Login, people: Vec<Wanted>, journal: Arc<Mutex<Vec<String>>>) {
    let device = Uuid::now_v7();
    let ledger = asked(|| Ledger::open(place.clone(), login.clone(), CORP, device)).await;
    for group in people.chunks(10) {
        let claims = asked(|| ledger.claim(group)).await;
        let mine = claims.iter().zip(group).filter(|(claim, _)| claim.may_leave());
        let reached: Vec<_> =
            mine.map(|(claim, wanted)| Person { userid: wanted.userid.clone(), claim: Some(claim.claim) }).collect();
        if reached.is_empty() {
            continue;
        }
        let call = Call { id: Uuid::now_v7(), people: reached };
        let leaves = asked(|| ledger.lease(1, std::slice::from_ref(&call), &[], WIDE)).await;
        assert_eq!(leaves, [Leave::Go], "claims of one's own may leave");
        journal.lock().unwrap().extend(call.people.iter().map(|person| person.userid.clone()));
        let outcome = |person: &Person| Outcome {
            claim: person.claim.unwrap(),
            state: State::Accepted,
            errcode: Some(0),
            msgid: None,
        };
        let ends = [End { call: call.id, outcomes: call.people.iter().map(outcome).collect() }];
        asked(|| ledger.settle(&ends)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_claimed_twice_and_nothing_is_lost() {
    const PEOPLE: usize = 300;
    let company = Company::start().await;
    let (gao, lin) = (company.login("gao").await, company.login("lin").await);
    let journal = Arc::new(Mutex::new(Vec::new()));
    let (mut one, mut other) = (crowd(PEOPLE), crowd(PEOPLE));
    Rng::with_seed(3).shuffle(&mut one);
    Rng::with_seed(4).shuffle(&mut other);
    // A login with the first questions takes some 2,500 bytes.
    let proxies = [5, 6].map(|seed| Proxy::start(company.place.port, seed).unwrap());
    proxies.iter().for_each(|proxy| proxy.cut_after(Some(300..=14_000)));
    let [first, second] = [0, 1].map(|at| company.behind(&proxies[at]));
    tokio::join!(laptop(first, gao, one, Arc::clone(&journal)), laptop(second, lin, other, Arc::clone(&journal)));

    let mut sent: HashMap<String, usize> = HashMap::new();
    for userid in journal.lock().unwrap().iter() {
        *sent.entry(userid.clone()).or_default() += 1;
    }
    let twice: Vec<_> = sent.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "invited twice: {twice:?}");
    assert_eq!(sent.len(), PEOPLE, "everybody was invited");
    let lines = company.lead().await.log(&Filter::default(), None, 1000).await.unwrap();
    assert_eq!(lines.len(), PEOPLE, "a line for each");
    assert!(lines.iter().all(|line| line.state == State::Accepted), "every report is in");
    let cuts = proxies.map(|proxy| proxy.cuts());
    eprintln!("cuts: {cuts:?}");
    assert!(cuts.iter().all(|cuts| *cuts > 5), "the network was as bad as it was meant to be: {cuts:?}");
}
