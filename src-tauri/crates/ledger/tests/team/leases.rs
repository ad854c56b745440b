//! Limits are held by all laptops together, in the server's time.

use beckon_ledger::{Call, End, Error, Leave, Ledger, Limits, Outcome, Person, Refusal, State};
use tokio_postgres::Client;
use uuid::Uuid;

use crate::company::{Company, WIDE, silent, wanted};

fn call(userid: &str) -> Call {
    Call { id: Uuid::now_v7(), people: vec![Person { userid: userid.to_owned(), claim: None }] }
}

/// Lets so many seconds pass for everything that has left.
async fn pass(by_hand: &Client, seconds: i32) {
    let shift = "UPDATE beckon_team.leave SET started_at = started_at - $1 * interval '1 s', ended_at = ended_at - $1 * interval '1 s'";
    by_hand.execute(shift, &[&f64::from(seconds)]).await.unwrap();
}

async fn ask(ledger: &Ledger, calls: &[Call], limits: Limits) -> Vec<Leave> {
    ledger.lease(7, calls, &[], limits).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_laptops_never_pass_a_limit_together() {
    let company = Company::start().await;
    let login = company.login("gao").await;
    let limits = Limits { per_minute: 100, ..WIDE };
    for round in 0..2 {
        let mut laptops = Vec::new();
        for laptop in 0..4 {
            let ledger = company.open(&login).await;
            laptops.push(tokio::spawn(async move {
                let mut gone = 0;
                for at in 0..12 {
                    let calls: Vec<_> = (0..5).map(|n| call(&format!("p{laptop}-{at}-{n}"))).collect();
                    let leaves = ask(&ledger, &calls, limits).await;
                    for (call, leave) in calls.iter().zip(leaves) {
                        if leave == Leave::Go {
                            gone += 1;
                            ledger.settle(&[silent(call.id)]).await.unwrap();
                        }
                    }
                }
                gone
            }));
        }
        let mut gone = 0;
        for laptop in laptops {
            gone += laptop.await.unwrap();
        }
        assert_eq!(
            gone, 100,
            "of 240 calls of four laptops as many leave as the app may make in a minute (round {round})"
        );
        pass(&company.administrator().await, 61).await;
    }
}

#[tokio::test]
async fn each_limit_holds_and_ends() {
    let company = Company::start().await;
    let (gao, lin, by_hand) =
        (company.recruiter("gao").await, company.recruiter("lin").await, company.administrator().await);
    let waits = |leaves: &[Leave]| leaves.iter().filter(|leave| matches!(leave, Leave::Wait(1..))).count();

    // At once: what has been answered makes room, and so does what nobody told the end of.
    let (one, two) = (call("a"), call("b"));
    let narrow = Limits { parallel: 1, ..WIDE };
    assert_eq!(ask(&gao, std::slice::from_ref(&one), narrow).await, [Leave::Go], "the first one");
    assert_eq!(waits(&ask(&lin, std::slice::from_ref(&two), narrow).await), 1, "one at once");
    gao.settle(&[silent(one.id)]).await.unwrap();
    assert_eq!(ask(&lin, std::slice::from_ref(&two), narrow).await, [Leave::Go], "after its answer the next one");
    let error = gao.lease(7, &[one], &[], narrow).await.unwrap_err();
    assert_eq!(error, Error::Refused(Refusal::CallIsSettled), "what was answered does not leave once more");
    pass(&by_hand, 41).await;
    assert_eq!(ask(&gao, &[call("c")], narrow).await, [Leave::Go], "a laptop that died does not stop the others");

    // Leave is good for ten seconds: whoever comes later is counted anew.
    pass(&by_hand, 200).await;
    let (late, minute) = (call("late"), Limits { per_minute: 1, ..WIDE });
    assert_eq!(ask(&gao, std::slice::from_ref(&late), minute).await, [Leave::Go], "leave");
    assert_eq!(ask(&gao, std::slice::from_ref(&late), minute).await, [Leave::Go], "the same leave");
    pass(&by_hand, 101).await;
    assert_eq!(ask(&lin, &[call("d")], minute).await, [Leave::Go], "another one took the place");
    assert_eq!(waits(&ask(&gao, std::slice::from_ref(&late), minute).await), 1, "an old leave is none");

    // One person: by the minute and by the hour, also within one question.
    pass(&by_hand, 4000).await;
    let person = Limits { person_per_minute: 2, person_per_hour: 3, ..WIDE };
    let three = [call("Zoe"), call("zoe"), call("zoe")];
    let leaves = ask(&gao, &three, person).await;
    assert_eq!((&leaves[..2], waits(&leaves)), (&[Leave::Go, Leave::Go][..], 1), "two in a minute to one person");
    assert_eq!(ask(&lin, &[call("ann")], person).await, [Leave::Go], "others do not wait for it");
    pass(&by_hand, 101).await;
    assert_eq!(ask(&lin, &[call("zoe")], person).await, [Leave::Go], "the minute is over");
    pass(&by_hand, 101).await;
    assert_eq!(waits(&ask(&lin, &[call("zoe")], person).await), 1, "three in an hour");

    // A day counts people.
    let row = by_hand.query_one("SELECT people FROM beckon_team.leave_day WHERE agent = 7", &[]).await.unwrap();
    let day = Limits { per_day: row.get::<_, i32>(0) + 1, ..WIDE };
    let leaves = ask(&gao, &[call("e"), call("f")], day).await;
    assert_eq!((leaves[0], waits(&leaves)), (Leave::Go, 1), "one more person is allowed today");

    // What WeCom tells one laptop stops all of them, of this app alone.
    assert!(gao.brake(7, 45009, 60_000).await.unwrap() > 50_000, "told");
    assert!(lin.brake(7, 45009, 1).await.unwrap() > 50_000, "a shorter one does not shorten it");
    assert_eq!(waits(&ask(&lin, &[call("g")], WIDE).await), 1, "the others wait");
    assert_eq!(lin.lease(8, &[call("g")], &[], WIDE).await.unwrap(), [Leave::Go], "another app does not");
}

#[tokio::test]
async fn calls_that_have_ended_make_room_before_their_outcome_is_told() {
    let company = Company::start().await;
    let (gao, lin) = (company.recruiter("gao").await, company.recruiter("lin").await);
    let narrow = Limits { parallel: 1, ..WIDE };
    let people = [wanted("li.na")];
    gao.claim(&people).await.unwrap();
    let person = Person { userid: people[0].userid.clone(), claim: Some(people[0].claim) };
    let first = Call { id: Uuid::now_v7(), people: vec![person] };
    assert_eq!(ask(&gao, std::slice::from_ref(&first), narrow).await, [Leave::Go], "the first one");
    let of_another = lin.lease(7, &[call("b")], &[first.id], narrow).await.unwrap();
    assert!(matches!(of_another[..], [Leave::Wait(_)]), "nobody ends calls of others: {of_another:?}");
    assert_eq!(gao.lease(7, &[call("b")], &[first.id], narrow).await, Ok(vec![Leave::Go]), "its place is free");
    let error = gao.lease(7, std::slice::from_ref(&first), &[], narrow).await.unwrap_err();
    assert_eq!(error, Error::Refused(Refusal::CallIsSettled), "it does not leave once more");
    let outcome = Outcome { claim: people[0].claim, state: State::Accepted, errcode: Some(0), msgid: None };
    let news = gao.settle(&[End { call: first.id, outcomes: vec![outcome] }]).await;
    assert_eq!(news, Ok(1), "what became of it is heard later");
}

#[tokio::test]
async fn whoever_waits_gets_a_share_of_the_places_that_become_free() {
    let company = Company::start().await;
    let (gao, lin) = (company.recruiter("gao").await, company.recruiter("lin").await);
    let narrow = Limits { parallel: 4, ..WIDE };
    let some = |name: &str| -> Vec<Call> { (0..4).map(|n| call(&format!("{name}{n}"))).collect() };
    let (mut running, of_lin) = (some("a"), some("b"));
    assert_eq!(ask(&gao, &running, narrow).await, [Leave::Go; 4], "alone it has all places");
    let gone = |leaves: &[Leave]| leaves.iter().filter(|leave| **leave == Leave::Go).count();
    assert_eq!(gone(&ask(&lin, &of_lin, narrow).await), 0, "the other one waits");
    let (next, ended) = (some("c"), running.split_off(2));
    let ended: Vec<Uuid> = ended.iter().map(|call| call.id).collect();
    let leaves = gao.lease(7, &next, &ended, narrow).await.unwrap();
    assert_eq!(gone(&leaves), 0, "two of four are its share while the other one waits: {leaves:?}");
    assert_eq!(gone(&ask(&lin, &of_lin, narrow).await), 2, "what became free is the other one's");
    let ended: Vec<Uuid> = running.iter().map(|call| call.id).collect();
    assert_eq!(gone(&gao.lease(7, &next, &ended, narrow).await.unwrap()), 2, "and each keeps its share");
}

#[tokio::test]
async fn what_counts_for_no_limit_any_more_is_taken_away() {
    let company = Company::start().await;
    let (gao, by_hand) = (company.recruiter("gao").await, company.administrator().await);
    let person = |userid: &str| Person { userid: userid.to_owned(), claim: None };
    let old = Call { id: Uuid::now_v7(), people: vec![person("a"), person("b")] };
    ask(&gao, &[old, call("c")], WIDE).await;
    pass(&by_hand, 2 * 86_400 + 1).await;
    let new = call("d");
    ask(&gao, std::slice::from_ref(&new), WIDE).await;
    gao.settle(&[silent(new.id)]).await.unwrap();
    let left = by_hand.query_one("SELECT string_agg(userid, ',') FROM beckon_team.leave", &[]).await.unwrap();
    assert_eq!(left.get::<_, &str>(0), "d", "calls of the day before yesterday are gone, all their people");
}

#[tokio::test]
async fn a_question_that_comes_after_its_end_gets_no_leave() {
    let company = Company::start().await;
    let gao = company.recruiter("gao").await;
    let people = [wanted("li.na")];
    gao.claim(&people).await.unwrap();
    let person = Person { userid: people[0].userid.clone(), claim: Some(people[0].claim) };
    let call = Call { id: Uuid::now_v7(), people: vec![person] };
    // Its answer was lost, so the call was put back, and its end told before the question came.
    gao.settle(&[silent(call.id)]).await.unwrap();
    let late = gao.lease(1, std::slice::from_ref(&call), &[], WIDE).await;
    assert_eq!(late, Err(Error::Refused(Refusal::CallIsSettled)), "nothing may leave with it any more");
    let again = Call { id: Uuid::now_v7(), ..call };
    assert_eq!(gao.lease(1, &[again], &[], WIDE).await, Ok(vec![Leave::Go]), "a new call is another matter");
}
