//! What a person does about a campaign on the command line: stop it from another process, call it off, send again,
//! answer for a lost message, take back, start later, set limits.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::process::{Child, Stdio};
use std::time::Duration;

use beckon_sandbox::{Config, Fault, FaultRule, When};
use common::{Folder, Ran, SEND, Town, VARIABLE, connected, count, send};
use rusqlite::{Connection, TransactionBehavior};

/// A company whose answers take two seconds, and a send to all of its forty members under way.
fn under_way() -> (Town, Folder, Child) {
    let members = beckon_sandbox::roster(40, 1);
    let userids: Vec<&str> = members.iter().map(|member| member.userid.as_str()).collect();
    let (town, folder) = connected(spoiled(When::Always, Fault::Delay(2000)), &userids);
    let line = format!("{SEND} --secret-env {VARIABLE} --to all --yes");
    let mut command = folder.command(line.split(' '));
    command.env(VARIABLE, town.company.secret()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    while town.messages().len() < 8 {
        std::thread::sleep(Duration::from_millis(10));
    }
    (town, folder, child)
}

fn spoiled(when: When, fault: Fault) -> Config {
    Config { faults: vec![FaultRule { call: "message/send".into(), when, fault }], ..Config::default() }
}

fn with_secret(town: &Town, folder: &Folder, line: &str) -> Ran {
    folder.run_with_secret(&format!("{line} --json --secret-env {VARIABLE}"), town.company.secret())
}

#[test]
fn another_process_pauses_and_resume_sends_the_rest() {
    let (town, folder, child) = under_way();
    let paused = folder.run("campaign pause 1 --json");
    assert_eq!((paused.code, &paused.last()["state"]), (Some(0), &"paused".into()), "{paused:?}");
    let sender: Ran = child.wait_with_output().unwrap().into();
    assert_eq!(sender.code, Some(6), "the one that was sending stops: {sender:?}");
    let (sent, open) = (town.messages().len() as u64, count(&sender.last(), "held"));
    assert!(open > 0, "it stopped before the end, or this test proves nothing: {sender:?}");
    assert_eq!(sent + open, 40, "who waits has not been asked about: {sender:?}");

    town.company.set_faults(Vec::new());
    let done = with_secret(&town, &folder, "campaign resume 1");
    assert_eq!(count(&done.last(), "accepted") + count(&done.last(), "rejected"), 40, "{done:?}");
    assert_eq!(town.messages().len(), 40, "everybody was asked about exactly once");
}

#[test]
fn another_process_calls_off_and_what_has_not_left_never_does() {
    let (town, folder, child) = under_way();
    let cancelled = folder.run("campaign cancel 1 --yes --json");
    assert_eq!((cancelled.code, &cancelled.last()["state"]), (Some(0), &"cancelled".into()), "{cancelled:?}");
    let sender: Ran = child.wait_with_output().unwrap().into();
    let off = count(&sender.last(), "cancelled");
    assert!(off > 0, "it was called off before the end, or this test proves nothing: {sender:?}");
    assert_eq!(town.messages().len() as u64 + off, 40, "each was either asked about or called off: {sender:?}");
    let again = folder.run("campaign cancel 1 --yes --json");
    assert_eq!(again.code, Some(2), "there is nothing to call off any more: {again:?}");
    let resumed = with_secret(&town, &folder, "campaign resume 1");
    assert_eq!(resumed.code, Some(2), "what was called off stays so: {resumed:?}");
}

#[test]
fn a_call_off_that_the_disk_refused_is_told_as_that() {
    let (town, folder, child) = under_way();
    let paused = folder.run("campaign pause 1 --json");
    child.wait_with_output().unwrap();
    assert_eq!(paused.code, Some(0), "it can be called off: {paused:?}");
    let mut other = Connection::open(folder.path().join("beckon.db")).unwrap();
    let writing = other.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
    let refused = folder.run("campaign cancel 1 --yes --json");
    assert_eq!(refused.error_code().as_deref(), Some("database_busy"), "not that there is nothing: {refused:?}");
    assert_eq!(refused.code, Some(1), "and a script can tell: {refused:?}");
    drop(writing);
    assert_eq!(folder.run("campaign cancel 1 --yes").code, Some(0), "nothing has changed meanwhile");
    drop(town);
}

#[test]
fn what_wecom_refused_can_be_sent_again_and_nobody_else_gets_it_twice() {
    let (town, folder) = connected(spoiled(When::Range { from: 1, to: 3 }, Fault::ErrCode(82004)), &["zhangwei"]);
    folder.fill(&["zhangwei", "li.na"]);
    let sent = send(&town, &folder, "--to all --yes");
    assert_eq!((sent.code, count(&sent.last(), "rejected")), (Some(3), 2), "{sent:?}");
    town.company.set_faults(Vec::new());
    let retried = with_secret(&town, &folder, "campaign retry 1");
    assert_eq!((retried.code, count(&retried.last(), "accepted")), (Some(0), 2), "{retried:?}");
    assert_eq!(town.company.figures().delivered, 2, "each once");
    let nothing = with_secret(&town, &folder, "campaign retry 1");
    assert_eq!(nothing.code, Some(2), "nobody is left: {nothing:?}");
}

#[test]
fn a_person_answers_for_a_message_whose_fate_nobody_knows() {
    let (town, folder) = connected(spoiled(When::Always, Fault::ReplyLost), &["zhangwei", "li.na"]);
    let sent = send(&town, &folder, "--to all --yes");
    assert_eq!((sent.code, count(&sent.last(), "unknown")), (Some(6), 2), "{sent:?}");
    let rows: Vec<u64> = folder.run("log --json").lines().iter().map(|row| count(row, "delivery")).collect();
    let arrived = folder.run(&format!("campaign resolve 1 --row {} --as arrived --json", rows[0]));
    assert_eq!((arrived.code, count(&arrived.last(), "accepted")), (Some(6), 1), "no secret needed: {arrived:?}");
    let why = folder.run("log --state accepted --json").last();
    assert_eq!(why["reason"], "said_arrived", "the log says whose word it is");

    town.company.set_faults(Vec::new());
    let line = format!("campaign resolve 1 --row {} --as resend", rows[1]);
    let resent = with_secret(&town, &folder, &line);
    assert_eq!((resent.code, count(&resent.last(), "accepted")), (Some(0), 2), "{resent:?}");
    let again = with_secret(&town, &folder, &line);
    assert_eq!(again.code, Some(2), "its fate is known now: {again:?}");
    let elsewhere = folder.run(&format!("campaign resolve 2 --row {} --as arrived", rows[0]));
    assert_eq!(elsewhere.code, Some(2), "the row is not of that campaign: {elsewhere:?}");
}

#[test]
fn messages_are_taken_back_one_or_all() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "li.na"]);
    send(&town, &folder, "--to all --yes");
    let row = count(&folder.run("log --json").last(), "delivery");
    let unasked = with_secret(&town, &folder, "campaign recall 1");
    assert_eq!(unasked.code, Some(2), "nobody could be asked: {unasked:?}");
    let one = with_secret(&town, &folder, &format!("campaign recall 1 --row {row} --yes"));
    assert_eq!((one.code, count(&one.last(), "recalled")), (Some(0), 1), "{one:?}");
    let rest = with_secret(&town, &folder, "campaign recall 1 --yes");
    assert_eq!((rest.code, count(&rest.last(), "recalled")), (Some(0), 1), "{rest:?}");
    let calls = town.company.journal();
    assert_eq!(calls.iter().filter(|call| call.recalled).count(), 2, "the company took both back");
    assert!(folder.run("log --json").lines().iter().all(|row| row["state"] == "recalled"), "the log says so");
    let nothing = with_secret(&town, &folder, "campaign recall 1 --yes");
    assert_eq!((nothing.code, nothing.error_code().as_deref()), (Some(2), Some("nothing_to_recall")), "{nothing:?}");
}

#[test]
fn a_send_starts_at_its_time() {
    let (town, folder) = connected(Config::default(), &["zhangwei"]);
    let at = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(6);
    let sent = send(&town, &folder, &format!("--to all --yes --at {at}"));
    assert_eq!((sent.code, count(&sent.last(), "accepted")), (Some(0), 1), "{sent:?}");
    let arrived = town.company.journal().iter().find(|call| call.path.ends_with("send")).map(|call| call.time_ms);
    assert!(arrived.unwrap() >= at.as_millisecond(), "not a moment earlier");
    let past = send(&town, &folder, "--to all --yes --at 2020-01-01T10:00:00Z");
    assert_eq!(past.code, Some(2), "that time has passed: {past:?}");
    assert!(past.stderr.contains("--at"), "says which value to change: {past:?}");
}

#[test]
fn limits_are_shown_set_and_kept() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "li.na"]);
    let line = folder.run("account limits real --json").last();
    assert_eq!([count(&line, "per_minute"), count(&line, "parallel")], [10_000, 8], "WeCom's own at first");
    let set = folder.run("account limits real --per-day 1 --parallel 3 --json");
    assert_eq!((set.code, count(&set.last(), "per_day")), (Some(0), 1), "{set:?}");
    let kept = folder.run("account limits real --json").last();
    assert_eq!([count(&kept, "per_day"), count(&kept, "parallel"), count(&kept, "per_minute")], [1, 3, 10_000], "kept");
    let nonsense = folder.run("account limits real --per-member-minute 31");
    assert_eq!(nonsense.code, Some(2), "WeCom would drop them silently: {nonsense:?}");
    let held = send(&town, &folder, "--to all --dry-run");
    assert_eq!(count(&held.last(), "past_day"), 1, "one of the two would have to wait until tomorrow: {held:?}");
}
