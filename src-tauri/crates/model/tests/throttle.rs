//! The throttle against a WeCom that counts by itself: whatever comes, no window holds more than it may, nobody waits for
//! somebody else's limit, and a restart decides as the program before it would have.

use beckon_model::{Allowed, Limits, Noted, Throttle, WaitsFor, day_start};
use proptest::prelude::*;

/// Noon in Beijing.
const NOON: i64 = 1_772_424_000_000;
const MINUTE: i64 = 60_000;
const HOUR: i64 = 3_600_000;

fn throttle(limits: Limits) -> Throttle {
    Throttle::new(limits, NOON, 0)
}

/// A call to one member that is answered at once.
fn call(throttle: &mut Throttle, now: i64, userid: &str, errcode: i64) {
    throttle.leaves(now, [userid]);
    throttle.ended((now, now), [userid], true, Some(errcode));
}

#[test]
fn a_member_who_has_had_thirty_in_a_minute_waits_and_nobody_else_does() {
    let mut throttle = throttle(Limits::default());
    for second in 0..30 {
        assert_eq!(throttle.member(NOON + second * 1000, "li.na"), Allowed::Now, "message {second}");
        call(&mut throttle, NOON + second * 1000, "li.na", 0);
    }
    let until = Allowed::Until(NOON + MINUTE + 1, WaitsFor::Member);
    assert_eq!(throttle.member(NOON + 30_000, "Li.Na"), until, "the first one has to be a minute old; case is nothing");
    assert_eq!(throttle.member(NOON + 30_000, "zhangwei"), Allowed::Now, "nobody waits for somebody else's limit");
    assert_eq!(throttle.call(NOON + 30_000, 1), Allowed::Now, "nor does the app");
    assert_eq!(throttle.member(NOON + MINUTE + 1, "li.na"), Allowed::Now, "a minute later");
}

#[test]
fn a_member_gets_no_more_than_the_hour_allows() {
    let mut throttle = throttle(Limits { per_member_hour: 40, ..Limits::default() });
    for minute in 0..2 {
        for _ in 0..20 {
            call(&mut throttle, NOON + minute * 5 * MINUTE, "li.na", 0);
        }
    }
    let until = Allowed::Until(NOON + HOUR + 1, WaitsFor::Member);
    assert_eq!(throttle.member(NOON + 10 * MINUTE, "li.na"), until, "40 in this hour");
}

#[test]
fn a_day_is_one_of_beijing_and_counts_people() {
    let mut throttle = throttle(Limits { per_day: Some(10), ..Limits::default() });
    let people: Vec<String> = (0..8).map(|number| format!("p{number}")).collect();
    throttle.leaves(NOON, people.iter().map(String::as_str));
    assert_eq!(throttle.day_left(), Some(2), "one call to eight people is eight messages");
    let midnight = day_start(NOON) + 24 * HOUR;
    assert_eq!(midnight, NOON + 12 * HOUR, "noon in Beijing");
    assert_eq!(throttle.call(NOON, 2), Allowed::Now, "two more fit");
    assert_eq!(throttle.call(NOON, 3), Allowed::Until(midnight, WaitsFor::Day), "three do not");
    throttle.ended((NOON, NOON), people.iter().map(String::as_str), false, None);
    assert_eq!(throttle.day_left(), Some(10), "what never left counts for nothing");
    call(&mut throttle, NOON, "a", 0);
    assert_eq!(throttle.call(midnight, 10), Allowed::Now, "a new day");
}

#[test]
fn a_limit_of_wecom_freezes_longer_each_time() {
    let mut throttle = throttle(Limits::default());
    let frozen = |throttle: &mut Throttle, now| match throttle.call(now, 1) {
        Allowed::Until(until, WaitsFor::WecomLimit) => until - now,
        other => panic!("{other:?}"),
    };
    for _ in 0..8 {
        // All were under way when the limit was reached: one freeze, not eight.
        throttle.leaves(NOON, ["a"]);
    }
    for _ in 0..8 {
        throttle.ended((NOON, NOON + 10), ["a"], true, Some(45009));
    }
    assert_eq!(frozen(&mut throttle, NOON + 10), MINUTE, "a minute first");
    let then = NOON + 10 + MINUTE;
    call(&mut throttle, then, "a", 45009);
    assert_eq!(frozen(&mut throttle, then), HOUR, "that was not enough");
    let then = then + HOUR;
    call(&mut throttle, then, "a", 45009);
    assert_eq!(then + frozen(&mut throttle, then), day_start(NOON) + 24 * HOUR, "then the rest of the day");
    let then = day_start(NOON) + 24 * HOUR;
    call(&mut throttle, then, "a", 0);
    call(&mut throttle, then, "a", 45009);
    assert_eq!(frozen(&mut throttle, then), MINUTE, "a good answer begins anew");
}

#[test]
fn too_many_at_once_halves_and_good_answers_add_one_again() {
    let mut throttle = throttle(Limits { parallel: 16, ..Limits::default() });
    (0..16).for_each(|_| throttle.leaves(NOON, ["a"]));
    (0..16).for_each(|_| throttle.ended((NOON, NOON + 5), ["a"], true, Some(45033)));
    assert_eq!(throttle.parallel(), 8, "sixteen answers of one moment halve once");
    call(&mut throttle, NOON + 5, "a", 45033);
    assert_eq!(throttle.parallel(), 4, "still too many");
    (0..10).for_each(|_| call(&mut throttle, NOON + 10, "a", 45033));
    assert_eq!(throttle.parallel(), 1, "one is always left");
    (0..50).for_each(|_| call(&mut throttle, NOON + 20, "b", 0));
    assert_eq!(throttle.parallel(), 2, "fifty good answers later one more is tried");
}

#[test]
fn a_clock_that_is_set_back_takes_the_limits_along() {
    let limits = Limits { per_minute: 5, ..Limits::default() };
    let mut throttle = throttle(limits);
    (0..5).for_each(|_| call(&mut throttle, NOON, "a", 0));
    let yesterday = NOON - 24 * HOUR;
    assert_eq!(throttle.call(yesterday, 1), Allowed::Until(yesterday + MINUTE + 1, WaitsFor::Minute), "not a day");
    let mut fresh = Throttle::new(limits, yesterday, 0);
    fresh.replay((0..5).map(|_| noted("a", NOON, NOON, 0)));
    assert_eq!(
        fresh.call(yesterday, 1),
        Allowed::Until(yesterday + MINUTE + 1, WaitsFor::Minute),
        "after a restart too"
    );
    assert_eq!(throttle.call(NOON + 24 * HOUR, 1), Allowed::Now, "and forward it lets go");
}

fn noted(userid: &str, started_at: i64, ended_at: i64, errcode: i64) -> Noted {
    Noted { userid: userid.to_owned(), started_at, ended_at: Some(ended_at), leads: true, errcode: Some(errcode) }
}

/// Something that happens to a sender.
#[derive(Debug, Clone)]
enum Event {
    /// Time passes, in milliseconds.
    Wait(i64),
    /// A call to this member is tried; WeCom sees it and answers after so many milliseconds.
    Call { member: u8, seen_after: i64, answer_after: i64 },
    /// Somebody looks whose clock was read so many milliseconds ago.
    LateLook(i64),
    /// The program ends and starts again.
    Restart,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        4 => (0..8_000i64).prop_map(Event::Wait),
        1 => (0..4_000_000i64).prop_map(Event::Wait),
        40 => (0..3u8, 0..50i64, 0..50i64)
            .prop_map(|(member, seen_after, answer_after)| Event::Call { member, seen_after, answer_after }),
        20 => (0..50i64).prop_map(Event::LateLook),
        1 => Just(Event::Restart),
    ];
    prop::collection::vec(event, 1..400)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// WeCom counts what it sees, when it sees it; the throttle only knows when a call left and when its answer came.
    #[test]
    fn no_window_of_wecom_holds_more_than_it_may(events in events()) {
        let limits = Limits { per_minute: 40, per_day: Some(300), per_member_minute: 6, per_member_hour: 30, parallel: 8 };
        let (mut now, mut throttle) = (NOON, throttle(limits));
        let (mut seen, mut stored): (Vec<(i64, u8)>, Vec<Noted>) = (Vec::new(), Vec::new());
        for event in events {
            match event {
                Event::Wait(ms) => now += ms,
                Event::LateLook(ago) => drop(throttle.call(now - ago, 1)),
                Event::Restart => {
                    let today = stored.iter().filter(|one| one.started_at >= day_start(now)).count() as u64;
                    let mut again = Throttle::new(limits, now, today);
                    let since = now - Throttle::MEMORY_MS;
                    again.replay(stored.iter().filter(|one| one.started_at >= since).cloned());
                    for member in 0..3u8 {
                        let userid = member.to_string();
                        prop_assert_eq!(again.member(now, &userid), throttle.member(now, &userid), "the same decision");
                    }
                    prop_assert_eq!(again.call(now, 1), throttle.call(now, 1), "the same decision");
                    throttle = again;
                }
                Event::Call { member, seen_after, answer_after } => {
                    let userid = member.to_string();
                    if throttle.call(now, 1) != Allowed::Now || throttle.member(now, &userid) != Allowed::Now {
                        continue;
                    }
                    throttle.leaves(now, [userid.as_str()]);
                    seen.push((now + seen_after, member));
                    let ended = now + seen_after + answer_after;
                    throttle.ended((now, ended), [userid.as_str()], true, Some(0));
                    stored.push(noted(&userid, now, ended, 0));
                    now = ended;
                }
            }
        }
        for (at, member) in &seen {
            let within = |length: i64, only: Option<u8>| {
                seen.iter().filter(|(when, who)| *when > at - length && when <= at && only.is_none_or(|one| one == *who)).count()
            };
            prop_assert!(within(MINUTE, None) <= 40, "calls in a minute");
            prop_assert!(within(MINUTE, Some(*member)) <= 6, "to one member in a minute");
            prop_assert!(within(HOUR, Some(*member)) <= 30, "to one member in an hour");
        }
    }
}
