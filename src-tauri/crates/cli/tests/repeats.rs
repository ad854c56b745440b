//! What a script may do twice, and what becomes of messages whose answers were lost: nobody gets two.

mod common;

use beckon_sandbox::{Config, Fault, FaultRule, When};
use common::{VARIABLE, connected, count, send};

const KEY: &str = "--to all --yes --key round-2:2026-11-26";

#[test]
fn the_same_call_with_the_same_key_answers_with_the_first_campaign() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "li.na"]);
    let first = send(&town, &folder, KEY);
    assert_eq!(first.code, Some(0), "{first:?}");
    for time in 2..=3 {
        let again = send(&town, &folder, KEY);
        assert_eq!((again.code, again.last()), (first.code, first.last()), "call {time}: the same line and code");
        assert!(again.stderr.contains("campaign 1"), "call {time}: it says so: {again:?}");
    }
    assert_eq!(town.messages().len(), 2, "two people, one message each");
    let other = send(&town, &folder, "--to all --yes --key another");
    assert_eq!(count(&other.last(), "campaign"), 2, "another key is another send: {other:?}");
}

#[test]
fn a_key_with_other_people_or_texts_is_refused_and_sends_nothing() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "li.na"]);
    send(&town, &folder, KEY);
    let sent = town.messages().len();
    let people = send(&town, &folder, "--to userid:zhangwei --yes --key round-2:2026-11-26");
    assert_eq!((people.code, people.error_code().as_deref()), (Some(2), Some("key_used")), "{people:?}");
    assert!(people.stderr.contains("round-2:2026-11-26") && people.stderr.contains("campaign 1"), "{people:?}");
    let file = folder.file("other.txt", "another text".as_bytes());
    let add = format!("template add {} --name hello", file.display());
    assert_eq!(folder.run(&add).code, Some(0), "a new version of the template");
    let text = send(&town, &folder, KEY);
    assert_eq!(text.code, Some(2), "another text is another send: {text:?}");
    assert_eq!(town.messages().len(), sent, "nothing was sent");
    for wrong in ["--key a/b", "--key=", &format!("--key {}", "x".repeat(65))] {
        let refused = send(&town, &folder, &format!("--to all --yes {wrong}"));
        assert_eq!(refused.code, Some(2), "{wrong}: {refused:?}");
    }
}

#[test]
fn two_processes_at_once_make_one_campaign() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "li.na", "wangfang"]);
    let ran: Vec<_> = std::thread::scope(|scope| {
        let calls: Vec<_> = (0..2).map(|_| scope.spawn(|| send(&town, &folder, KEY))).collect();
        calls.into_iter().map(|call| call.join().expect("it ends")).collect()
    });
    assert!(ran.iter().any(|ran| ran.code == Some(0)), "one of them sends: {ran:?}");
    assert!(
        ran.iter().all(|ran| matches!(ran.code, Some(0 | 7))),
        "the other answers alike, or says who sends: {ran:?}"
    );
    assert_eq!(folder.run("campaign list --json").lines().len(), 1, "one campaign: {ran:?}");
    assert_eq!(town.messages().len(), 3, "everybody once");
}

#[test]
fn all_messages_whose_answers_were_lost_are_asked_about_at_once() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "li.na"]);
    let rule = FaultRule { call: "message/send".into(), when: When::Always, fault: Fault::ReplyLost };
    town.company.set_faults(vec![rule]);
    let lost = send(&town, &folder, "--to all --yes");
    assert_eq!((lost.code, count(&lost.last(), "unknown")), (Some(6), 2), "nobody can tell: {lost:?}");
    town.company.set_faults(Vec::new());
    let resolve = format!("campaign resolve 1 --secret-env {VARIABLE}");
    let run = |line: &str| folder.run_with_secret(line, town.company.secret());
    let vague = run(&format!("{resolve} --as ask-again"));
    assert_eq!(vague.code, Some(2), "which ones? {vague:?}");
    let both = run(&format!("{resolve} --as ask-again --all --row 1"));
    assert_eq!(both.code, Some(2), "all, or one: {both:?}");
    let asked = run(&format!("{resolve} --all --as ask-again --json"));
    assert_eq!((asked.code, count(&asked.last(), "accepted")), (Some(0), 2), "WeCom knows: {asked:?}");
    assert_eq!(town.company.figures().delivered, 2, "and nobody got a second one");
    let none = run(&format!("{resolve} --all --as arrived"));
    assert_eq!(none.code, Some(2), "nobody is unknown any more: {none:?}");
}

#[test]
fn what_a_send_waits_for_is_told_while_it_waits() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "li.na"]);
    let busy = FaultRule { call: "gettoken".into(), when: When::Range { from: 1, to: 3 }, fault: Fault::ErrCode(-1) };
    town.company.set_faults(vec![busy]);
    let ran = send(&town, &folder, "--to all --yes");
    assert_eq!((ran.code, count(&ran.last(), "accepted")), (Some(0), 2), "it asked again by itself: {ran:?}");
    assert!(ran.stderr.contains("gives out no access token"), "and said what it waited for: {ran:?}");
}
