//! Who may invite whom: one person, one owner, whoever asks how often.

use std::collections::{HashMap, HashSet};

use beckon_ledger::{Again, Call, End, Error, Filter, Leave, Ledger, Outcome, Person, Refusal, State};
use fastrand::Rng;
use postgres_folder::Proxy;
use uuid::Uuid;

use crate::company::{CORP, Company, OCCASION, WIDE, crowd, end, silent, wanted, wanted_for};

/// Asks leave for this claim and tells what became of it.
async fn send(ledger: &Ledger, userid: &str, claim: Uuid, state: State) -> Uuid {
    let call = Uuid::now_v7();
    let people = vec![Person { userid: userid.to_owned(), claim: Some(claim) }];
    let leave = ledger.lease(1, &[Call { id: call, people }], &[], WIDE).await.unwrap();
    assert_eq!(leave, [Leave::Go], "{userid} may be written to");
    assert_eq!(ledger.settle(&[end(call, claim, state)]).await.unwrap(), 1, "{userid} is settled");
    call
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_thousand_people_each_has_one_owner() {
    let company = Company::start().await;
    let ledgers = [company.recruiter("gao").await, company.recruiter("lin").await];
    let mut lists = [crowd(1000), crowd(1000)];
    for (seed, list) in (1..).zip(&mut lists) {
        Rng::with_seed(seed).shuffle(list);
    }
    let all = |ledger, list: Vec<_>| async move {
        let mut answers = Vec::new();
        for group in list.chunks(64) {
            answers.extend(Ledger::claim(ledger, group).await.unwrap());
        }
        answers
    };
    let [one, other] = lists.clone();
    let (one, other) = tokio::join!(all(&ledgers[0], one), all(&ledgers[1], other));
    let mut owners: HashMap<&str, usize> = HashMap::new();
    for (list, answers) in lists.iter().zip([&one, &other]) {
        for (wanted, answer) in list.iter().zip(answers) {
            assert_eq!(wanted.claim, answer.claim, "answers stand as the questions do");
            assert_eq!(answer.mine, answer.may_leave(), "whoever has a claim may use it");
            assert!(answer.holder.is_some(), "who has {} is told", wanted.userid);
            *owners.entry(&wanted.userid).or_default() += usize::from(answer.mine);
        }
    }
    assert_eq!(owners.len(), 1000, "everybody was asked for");
    assert!(owners.values().all(|owners| *owners == 1), "each has one owner, not none and not two");
    let counts = [&one, &other].map(|answers| answers.iter().filter(|answer| answer.mine).count());
    assert_eq!(counts.iter().sum::<usize>(), 1000, "{counts:?}");
    let repeated = all(&ledgers[0], lists[0].clone()).await;
    assert_eq!(repeated, one, "asking twice gives the same answers");
    let mut shouting = wanted("P00001");
    shouting.claim = Uuid::now_v7();
    let answer = &ledgers[0].claim(&[shouting]).await.unwrap()[0];
    assert!(!answer.mine, "upper and lower case are one person");
    let answer = &ledgers[0].claim(&[wanted_for("interview 2", "p00001")]).await.unwrap()[0];
    assert!(answer.mine, "another occasion is another invitation");
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_again_and_nothing_is_done_twice() {
    let company = Company::start().await;
    let login = company.login("gao").await;
    let proxy = Proxy::start(company.place.port, 1).unwrap();
    let gao = Ledger::open(company.behind(&proxy), login, CORP, Uuid::now_v7()).await.unwrap();
    let lose = |lost| proxy.lose_answers(lost);
    let people = crowd(3);
    let call = Call {
        id: Uuid::now_v7(),
        people: people.iter().map(|p| Person { userid: p.userid.clone(), claim: Some(p.claim) }).collect(),
    };
    let outcome = |claim| Outcome { claim, state: State::Accepted, errcode: Some(0), msgid: None };
    let ends = [End { call: call.id, outcomes: people.iter().map(|wanted| outcome(wanted.claim)).collect() }];
    // Each statement is prepared first, so that the answer that is lost is the one of the call.
    gao.claim(&[wanted_for("another", "p00000")]).await.unwrap();
    gao.lease(2, &[Call { id: Uuid::now_v7(), people: vec![Person { userid: "x".into(), claim: None }] }], &[], WIDE)
        .await
        .unwrap();
    gao.settle(&[silent(Uuid::now_v7())]).await.unwrap();

    lose(true);
    assert_eq!(gao.claim(&people).await.unwrap_err(), Error::Cut, "the answer is lost");
    lose(false);
    let claims = gao.claim(&people).await.unwrap();
    assert!(claims.iter().all(|claim| claim.may_leave()), "the same claims again are ours: {claims:?}");
    gao.lease(2, &[], &[], WIDE).await.unwrap();
    lose(true);
    let calls = [call.clone()];
    assert_eq!(gao.lease(1, &calls, &[], WIDE).await.unwrap_err(), Error::Cut, "the leave is lost");
    lose(false);
    assert_eq!(gao.lease(1, &calls, &[], WIDE).await.unwrap(), [Leave::Go], "the same call again may go");
    gao.settle(&[silent(Uuid::now_v7())]).await.unwrap();
    lose(true);
    assert_eq!(gao.settle(&ends).await.unwrap_err(), Error::Cut, "the report may have arrived or not");
    lose(false);
    assert_eq!(gao.settle(&ends).await.unwrap(), 0, "it had");

    let by_hand = company.administrator().await;
    let count = "SELECT (SELECT count(*) FROM beckon_team.leave WHERE agent = 1), (SELECT count(*) FROM beckon_team.invitation
        WHERE occasion = 'interview 1' AND state = 'accepted'), (SELECT people::bigint FROM beckon_team.leave_day WHERE agent = 1)";
    let row = by_hand.query_one(count, &[]).await.unwrap();
    let counts: [i64; 3] = [row.get(0), row.get(1), row.get(2)];
    assert_eq!(counts, [3, 3, 3], "three people left once, are accepted once, and are counted once");
    let leaves = gao.lease(1, &calls, &[], WIDE).await.unwrap();
    assert!(matches!(leaves[..], [Leave::Lost(_)]), "a settled call does not leave once more: {leaves:?}");
}

#[tokio::test]
async fn claims_come_to_their_ends_and_no_further() {
    let company = Company::start().await;
    let (mei, gao, lin) = (company.lead().await, company.recruiter("gao").await, company.recruiter("lin").await);
    let people = crowd(4);
    let claim = |at: usize| people[at].claim;
    gao.claim(&people).await.unwrap();
    let state_of = |ledger| async move {
        let lines: Vec<_> = Ledger::log(ledger, &Filter::default(), None, 100).await.unwrap();
        lines.into_iter().map(|line| (line.place.claim, line.state)).collect::<HashMap<_, _>>()
    };

    // Given back: others may have the person, and the old claim is worth nothing.
    let error = lin.release(&[claim(0)], "mine now").await.unwrap_err();
    assert_eq!(error, Error::Refused(Refusal::LeadOnly), "a colleague cannot take it away");
    assert_eq!(mei.release(&[claim(0)], "gao is ill").await.unwrap(), [(claim(0), State::GivenBack)], "a lead can");
    assert_eq!(mei.release(&[claim(0)], "gao is ill").await.unwrap(), [(claim(0), State::GivenBack)], "and again");
    let stale = Call { id: Uuid::now_v7(), people: vec![Person { userid: "p00000".into(), claim: Some(claim(0)) }] };
    assert_eq!(gao.lease(1, &[stale], &[], WIDE).await.unwrap(), [Leave::Lost(claim(0))], "its message may not leave");
    let asked_again = &gao.claim(&people[..1]).await.unwrap()[0];
    assert!(!asked_again.may_leave(), "nor does asking again bring it back: {asked_again:?}");
    let taken = wanted("p00000");
    assert!(lin.claim(std::slice::from_ref(&taken)).await.unwrap()[0].mine, "the person is to be had");

    // Asked: nobody gives it back.
    let call = Call { id: Uuid::now_v7(), people: vec![Person { userid: "p00001".into(), claim: Some(claim(1)) }] };
    assert_eq!(gao.lease(1, std::slice::from_ref(&call), &[], WIDE).await.unwrap(), [Leave::Go], "it may leave");
    assert_eq!(mei.release(&[claim(1)], "why not").await.unwrap(), [(claim(1), State::Asked)], "it may have left");

    // Rejected: its owner may try again or give it back; an older report changes nothing.
    let ended = |state| [end(call.id, claim(1), state)];
    gao.settle(&ended(State::Rejected)).await.unwrap();
    send(&gao, "p00001", claim(1), State::Accepted).await;
    assert_eq!(gao.settle(&ended(State::Unknown)).await.unwrap(), 0, "the report of an earlier call is late");
    assert_eq!(lin.settle(&ended(State::Rejected)).await.unwrap(), 0, "nobody settles for others");

    // Again, with a reason, by one of two.
    let again = |wanted, why: &str| Again { wanted, why: why.to_owned() };
    let error = lin.again(&again(wanted("p00001"), " ")).await.unwrap_err();
    assert!(matches!(error, Error::Refused(Refusal::NotValid(_))), "without a reason: {error:?}");
    let (one, other) = (again(wanted("p00001"), "new date"), again(wanted("p00001"), "new date"));
    let both = tokio::join!(lin.again(&one), gao.again(&other));
    let (one_claim, other_claim) = (both.0.unwrap(), both.1.unwrap());
    assert!(one_claim.mine != other_claim.mine, "one of two: {one_claim:?} {other_claim:?}");
    let (winner, won, asked) = if one_claim.mine { (&lin, one_claim, one) } else { (&gao, other_claim, other) };
    assert_eq!(winner.again(&asked).await.unwrap(), won, "asking twice is harmless");
    assert_eq!(won.holder.as_ref().unwrap().again, 1, "one went before");
    assert!(!mei.again(&again(wanted("p00001"), "me too")).await.unwrap().mine, "not while it is open");
    let last = gao.again(&again(wanted("p00002"), "too early")).await.unwrap();
    assert!(!last.mine, "what has not been sent is not sent again");

    // Unknown, then once more by another: the first one may not leave any more.
    send(&gao, "p00003", claim(3), State::Unknown).await;
    let more = again(wanted("p00003"), "nobody knows");
    assert!(lin.again(&more).await.unwrap().mine, "nobody knows, so somebody may");
    let late = Call { id: Uuid::now_v7(), people: vec![Person { userid: "p00003".into(), claim: Some(claim(3)) }] };
    assert_eq!(
        gao.lease(1, &[late], &[], WIDE).await.unwrap(),
        [Leave::Lost(claim(3))],
        "two would reach the same person"
    );

    // Whoever wants no invitations is not to be had.
    assert!(gao.opt_out("P00009", "asked us to").await.unwrap(), "noted");
    assert!(!gao.opt_out("p00009", "asked us to").await.unwrap(), "noted once");
    let answer = &lin.claim(&[wanted("p00009")]).await.unwrap()[0];
    assert_eq!((answer.mine, answer.holder.as_ref().unwrap().state), (false, State::OptedOut), "and everybody is told");
    assert!(mei.opt_in("p00009", "called back").await.unwrap(), "a lead lifts it");
    assert!(lin.claim(&[wanted("p00009")]).await.unwrap()[0].mine, "to be had again");

    let states = state_of(&lin).await;
    assert_eq!((states[&claim(0)], states[&claim(1)]), (State::GivenBack, State::Accepted), "all see all of it");
}

#[tokio::test]
async fn whose_somebody_is_can_be_asked_without_claiming() {
    let company = Company::start().await;
    let (gao, lin) = (company.recruiter("gao").await, company.recruiter("lin").await);
    let asked = [("P00000", OCCASION), ("nobody", OCCASION), ("p00000", "another"), ("p00001", OCCASION), ("out", "x")]
        .map(|(userid, occasion)| (userid.to_owned(), occasion.to_owned()));
    let own = crowd(2);
    gao.claim(&own).await.unwrap();
    lin.opt_out("out", "asked us to").await.unwrap();
    send(&gao, "p00001", own[1].claim, State::Accepted).await;
    for (ledger, mine) in [(&gao, true), (&lin, false)] {
        let found = ledger.holders(&asked).await.unwrap();
        let told: Vec<_> =
            found.iter().map(|holder| holder.as_ref().map(|h| (h.claim, h.member.as_str(), h.state, h.mine))).collect();
        let meant = [
            Some((Some(own[0].claim), "gao", State::Claimed, mine)),
            None,
            None,
            Some((Some(own[1].claim), "gao", State::Accepted, mine)),
            Some((None, "lin", State::OptedOut, false)),
        ];
        assert_eq!(told, meant, "each as it was asked for");
    }
    let lines = gao.log(&Filter::default(), None, 100).await.unwrap();
    assert_eq!(lines.len(), 2, "asking claims nobody");

    // Whoever wants no more invitations: said also where somebody has them, but not over what has left with a claim.
    for userid in ["p00000", "p00001"] {
        lin.opt_out(userid, "asked us to").await.unwrap();
    }
    let states = lin.holders(&asked).await.unwrap();
    let states = [0, 3].map(|at| states[at].as_ref().unwrap().state);
    assert_eq!(states, [State::OptedOut; 2], "nobody may invite them again");
    let repeated = gao.claim(&own).await.unwrap();
    let states: Vec<_> =
        repeated.iter().map(|claim| (claim.holder.as_ref().unwrap().state, claim.may_leave())).collect();
    assert_eq!(states, [(State::OptedOut, false), (State::Accepted, false)], "what has left has left: {repeated:?}");
    let error = gao.claim(&crowd(201)).await.unwrap_err();
    assert!(matches!(error, Error::Refused(Refusal::NotValid(_))), "no question holds all others up: {error:?}");
}

#[tokio::test]
async fn many_calls_are_settled_in_one_step() {
    let company = Company::start().await;
    let (gao, lin) = (company.recruiter("gao").await, company.recruiter("lin").await);
    let people = crowd(4);
    gao.claim(&people).await.unwrap();
    let calls: Vec<_> = people
        .iter()
        .map(|p| Call { id: Uuid::now_v7(), people: vec![Person { userid: p.userid.clone(), claim: Some(p.claim) }] })
        .collect();
    assert_eq!(gao.lease(1, &calls, &[], WIDE).await.unwrap(), [Leave::Go; 4], "all may leave");
    let claim = |at: usize| people[at].claim;
    let recalled = Outcome { claim: claim(1), state: State::Recalled, errcode: None, msgid: None };
    let ends = [
        end(calls[0].id, claim(0), State::Accepted),
        end(calls[1].id, claim(1), State::Accepted),
        silent(calls[2].id),
        end(calls[0].id, claim(3), State::Accepted),
        End { call: calls[1].id, outcomes: vec![recalled] },
    ];
    assert_eq!(lin.settle(&ends).await.unwrap(), 0, "nobody settles for others");
    assert_eq!(
        gao.settle(&ends).await.unwrap(),
        3,
        "two were accepted and one of them recalled; the others say nothing"
    );
    assert_eq!(gao.settle(&ends).await.unwrap(), 0, "told twice is told once");
    let lines = gao.log(&Filter::default(), None, 100).await.unwrap();
    let line = |at: usize| lines.iter().find(|line| line.place.claim == claim(at)).unwrap();
    assert_eq!([0, 1, 2, 3].map(|at| line(at).state), [State::Accepted, State::Recalled, State::Asked, State::Asked]);
    assert_eq!(line(1).msgid.as_deref(), Some("m1"), "the last outcome counts, and takes no message id away");
    let open = "SELECT count(*) FROM beckon_team.leave WHERE ended_at IS NULL";
    let row = company.administrator().await.query_one(open, &[]).await.unwrap();
    assert_eq!(row.get::<_, i64>(0), 1, "a call that says nothing has ended too");
}

#[tokio::test]
async fn a_lead_gives_up_on_what_nobody_has_heard_of() {
    let company = Company::start().await;
    let (mei, gao, lin) = (company.lead().await, company.recruiter("gao").await, company.recruiter("lin").await);
    let people = crowd(1);
    let claim = people[0].claim;
    gao.claim(&people).await.unwrap();
    let call = Call { id: Uuid::now_v7(), people: vec![Person { userid: "p00000".into(), claim: Some(claim) }] };
    gao.lease(1, std::slice::from_ref(&call), &[], WIDE).await.unwrap();
    assert_eq!(mei.release(&[claim], "lost").await.unwrap(), [(claim, State::Asked)], "its answer may be under way");
    let past = "UPDATE beckon_team.invitation SET asked_at = asked_at - interval '10 min'";
    company.administrator().await.execute(past, &[]).await.unwrap();
    assert_eq!(gao.release(&[claim], "lost").await.unwrap(), [(claim, State::Asked)], "its owner does not give up");
    assert_eq!(mei.release(&[claim], "lost").await.unwrap(), [(claim, State::Unknown)], "a lead does");
    assert!(!lin.claim(&[wanted("p00000")]).await.unwrap()[0].mine, "the person is not to be had for nothing");
    let lines = lin.log(&Filter::default(), None, 1).await.unwrap();
    assert_eq!(lines[0].given_back, Some(("mei".to_owned(), "lost".to_owned())), "who gave up is in the log");
    let again = Again { wanted: wanted("p00000"), why: "the laptop is lost".to_owned() };
    assert!(lin.again(&again).await.unwrap().mine, "with a reason the person is");
    assert_eq!(gao.settle(&[end(call.id, claim, State::Accepted)]).await.unwrap(), 1, "late news are news");
}

#[tokio::test]
async fn the_log_has_pages_and_filters_and_leads_have_figures() {
    let company = Company::start().await;
    let (mei, gao, lin) = (company.lead().await, company.recruiter("gao").await, company.recruiter("lin").await);
    gao.claim(&crowd(25)).await.unwrap();
    lin.claim(&(0..5).map(|at| wanted_for("interview 2", &format!("p{at:05}"))).collect::<Vec<_>>()).await.unwrap();
    let (mut seen, mut behind) = (HashSet::new(), None);
    loop {
        let page = mei.log(&Filter::default(), behind, 7).await.unwrap();
        let Some(last) = page.last() else { break };
        behind = Some(last.place);
        assert!(page.iter().all(|line| seen.insert(line.place.claim)), "no line stands on two pages");
    }
    assert_eq!(seen.len(), 30, "and every line on one");
    let none = Filter::default();
    for (filter, count) in [
        (Filter { member: Some("lin".to_owned()), ..none.clone() }, 5),
        (Filter { userid: Some("P00001".to_owned()), ..none.clone() }, 2),
        (Filter { occasion: Some(OCCASION.to_owned()), ..none.clone() }, 25),
        (Filter { states: Some(vec![State::Accepted]), ..none.clone() }, 0),
        (Filter { since: Some(4_102_444_800_000), ..none.clone() }, 0),
    ] {
        assert_eq!(lin.log(&filter, None, 100).await.unwrap().len(), count, "{filter:?}");
    }
    let figures = mei.figures(0).await.unwrap();
    let of_gao: i64 = figures.iter().filter(|figure| figure.member == "gao").map(|figure| figure.invitations).sum();
    assert_eq!(of_gao, 25, "{figures:?}");
    let error = gao.figures(0).await.unwrap_err();
    assert_eq!(error, Error::Refused(Refusal::LeadOnly), "figures of colleagues are for leads");
}
