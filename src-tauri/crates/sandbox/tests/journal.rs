//! The journal has an end, says so, and nothing that is shown opens a door.

mod common;

use beckon_sandbox::Config;
use common::{Outside, refused};

#[tokio::test]
async fn the_journal_forgets_the_oldest_calls_and_says_how_many() {
    let outside = Outside::start(Config { journal_calls: 3, ..Config::default() }).await;
    let kept = || outside.company.journal().iter().map(|call| call.number).collect::<Vec<_>>();
    outside.text("zhangwei", "first").await;
    outside.text("zhangwei", "second").await;
    assert_eq!((kept(), outside.company.forgotten()), (vec![1, 2, 3], 0), "gettoken and two messages fill it");
    let last = outside.text("zhangwei", "third").await;
    assert_eq!(
        (kept(), outside.company.forgotten()),
        (vec![2, 3, 4], 1),
        "numbers count what arrived, not what is kept"
    );
    let call = outside.company.journal().pop().expect("the newest stays");
    assert_eq!((call.msgid.as_deref(), call.processed), (last["msgid"].as_str(), true), "and is complete: {call:?}");
    assert_eq!(outside.company.figures().delivered, 3, "the totals forget nothing");
}

#[tokio::test]
async fn a_call_that_is_forgotten_before_its_answer_is_answered_all_the_same() {
    let outside = Outside::start(Config { journal_calls: 0, ..Config::default() }).await;
    refused(&outside.text("zhangwei", "hello").await, 0, "a company without a journal works");
    assert_eq!((outside.company.journal().len(), outside.company.forgotten()), (0, 2), "gettoken and the message");
}

#[test]
fn what_a_company_is_made_of_can_be_shown() {
    let config = Config::default();
    let shown = format!("{config:?}");
    for secret in [&config.robots[0], &config.apps[0].secret] {
        assert!(!shown.contains(secret.as_str()), "a log of the settings must open no door: {shown}");
    }
    assert!(shown.contains(&config.corp_id) && shown.contains("robots: 1"), "the rest is there to be seen: {shown}");
}
