//! Sending on the command line: the check, the last line and the exit codes of the contract.

mod common;

use beckon_sandbox::Config;
use common::{Folder, SEND, connected, count, send};
use serde_json::json;

#[test]
fn a_send_without_yes_and_without_a_terminal_is_refused() {
    let (town, folder) = connected(Config::default(), &["zhangwei"]);
    let refused = send(&town, &folder, "--to all");
    assert_eq!(refused.code, Some(2), "nobody could be asked: {refused:?}");
    assert!(refused.stderr.contains("--yes"), "says what to do: {refused:?}");
    assert!(town.messages().is_empty(), "nothing left");
    assert_eq!(folder.run("campaign list --json").stdout, "", "nothing was stored");
}

#[test]
fn a_dry_run_sends_nothing() {
    let (town, folder) = connected(Config::default(), &["zhangwei", ""]);
    let ran = folder.run(&format!("{SEND} --to all --dry-run"));
    assert_eq!(ran.code, Some(0), "no secret is needed to look: {ran:?}");
    let line = ran.last();
    assert_eq!([&line["total"], &line["ready"], &line["held"]], [&json!(2), &json!(1), &json!(1)], "the counts");
    assert_eq!(line["problems"][0]["reason"], "no_userid", "and the problems");
    assert!(town.company.journal().is_empty(), "WeCom was not asked anything");
    assert_eq!(folder.run("campaign list --json").stdout, "", "nothing was stored");
}

#[test]
fn a_send_ends_with_the_contracts_line_and_the_code_of_its_result() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "nobody-here", ""]);
    let reached = send(&town, &folder, "--to userid:zhangwei --yes");
    let line = json!({
        "campaign": 1, "total": 1, "accepted": 1, "rejected": 0, "held": 0, "unknown": 0, "cancelled": 0
    });
    assert_eq!((reached.code, reached.last()), (Some(0), line), "{reached:?}");
    let some = send(&town, &folder, "--to all --yes");
    assert_eq!(some.code, Some(3), "one was refused: {some:?}");
    let numbers = ["total", "accepted", "rejected", "held"].map(|key| count(&some.last(), key));
    assert_eq!(numbers, [3, 1, 1, 1], "{some:?}");
    let held = send(&town, &folder, "--to search:nobody-here --yes");
    assert_eq!(held.code, Some(3), "the only one was refused: {held:?}");
    let nobody = send(&town, &folder, "--to tag:none --yes");
    assert_eq!(nobody.code, Some(2), "a selection of nobody is bad input: {nobody:?}");
}

#[test]
fn people_held_back_are_told_and_no_failure() {
    let (town, folder) = connected(Config::default(), &["zhangwei", ""]);
    let ran = send(&town, &folder, "--to all --yes");
    assert_eq!((ran.code, count(&ran.last(), "held")), (Some(0), 1), "{ran:?}");
    assert!(ran.stderr.contains("no WeCom id"), "said, with the reason: {ran:?}");
}

#[test]
fn an_empty_list_is_told_and_not_filled() {
    let folder = Folder::new();
    let text = folder.file("t.txt", b"hello");
    folder.run_with("template add --name hello", &[text.to_str().unwrap()]);
    let ran = folder.run("send --account practice --template hello --to all --yes");
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.stderr.contains("beckon-cli demo"), "says where sample people are: {ran:?}");
    assert_eq!(folder.run("candidates list --json").stdout, "", "nobody was put into the list");
}

#[test]
fn a_test_goes_to_oneself_and_counts_as_nobodys_message() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "wangfang"]);
    let ran = send(&town, &folder, "--to all --test-to liuyang --test-of 2");
    assert_eq!((ran.code, count(&ran.last(), "accepted")), (Some(0), 1), "nobody has to be asked: {ran:?}");
    let [body] = &town.messages()[..] else { panic!("one message: {:?}", town.messages()) };
    assert!(
        body.contains("\"liuyang\"") && body.contains("Name of wangfang"),
        "to oneself, as the second person's: {body}"
    );
    let listed = folder.run("campaign list --json");
    assert_eq!(listed.last()["test"], json!(true), "marked: {listed:?}");
    let logged = folder.run("log --json").last();
    assert_eq!([&logged["test"], &logged["candidate"]], [&json!(true), &json!(null)], "in the log as well: {logged}");
    let again = send(&town, &folder, "--to all --test-to liuyang --test-of 3");
    assert_eq!(again.code, Some(2), "there is no third person: {again:?}");
    let bad = send(&town, &folder, "--to all --test-to li|na");
    assert_eq!(bad.code, Some(2), "two recipients are no user id: {bad:?}");
}
