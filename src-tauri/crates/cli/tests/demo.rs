//! The demonstration: a whole send against the practice company, whose own count must agree with the log.

mod common;

use common::{Folder, Ran, count, without_surroundings};

#[test]
fn the_demo_agrees_with_what_the_practice_company_received() {
    let folder = Folder::new();
    let ran = folder.run("demo --recipients 200 --json");
    assert_eq!(ran.code, Some(0), "refusals are what the practice company is there to show: {ran:?}");
    let [practice, summary] = &ran.lines()[..] else { panic!("two lines: {ran:?}") };
    let practice = &practice["practice"];
    let [total, accepted, rejected, held] = ["total", "accepted", "rejected", "held"].map(|key| count(summary, key));
    assert_eq!(total, 200, "as many recipients as asked for");
    assert_eq!(accepted, count(practice, "delivered"), "accepted is what was delivered");
    assert_eq!(rejected, count(practice, "invalid") + count(practice, "unlicensed"), "rejected is who was named");
    assert_eq!(count(practice, "calls"), accepted + rejected, "nobody was called twice, nobody held was called");
    assert!(accepted > 0 && rejected > 0 && held > 0, "a first send shows every kind of result: {summary}");
    assert_eq!(accepted + rejected + held, total, "everybody has one result");
}

#[test]
fn a_demo_with_fewer_members_than_the_one_before_is_exact() {
    let folder = Folder::new();
    for members in [60, 9, 1] {
        let ran = folder.run(&format!("demo --recipients {members} --json"));
        assert_eq!((ran.code, count(&ran.last(), "total")), (Some(0), members), "{ran:?}");
    }
    let sent = folder.run_with(
        "send --account practice --to tag:practice --yes --json --template",
        &["Interview invitation (practice)"],
    );
    let refused = count(&sent.last(), "rejected");
    assert!(refused < 15, "the practice company of this folder knows all 60 sample people: {refused} refused");
}

#[test]
fn a_demo_without_a_folder_leaves_none() {
    let place = tempfile::tempdir().unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_beckon-cli"));
    without_surroundings(&mut command);
    command.args(["demo", "--recipients", "3"]).env("TMPDIR", place.path()).env("HOME", place.path());
    let ran: Ran = command.output().unwrap().into();
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains("accepted"), "a table for people: {ran:?}");
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0, "the temporary folder is removed");
}

#[test]
fn log_and_campaign_lines_have_the_keys_of_the_contract() {
    let folder = Folder::new();
    let summary = folder.run("demo --recipients 40 --json").last();
    let lines = folder.run("log --json").lines();
    assert_eq!(lines.len(), 40, "one line per recipient");
    let keys = [
        "campaign",
        "delivery",
        "candidate",
        "userid",
        "state",
        "errcode",
        "reason",
        "attempts",
        "msgid",
        "body_sha256",
    ];
    for line in &lines {
        assert!(keys.iter().all(|key| line.get(key).is_some()), "a key of the contract is missing: {line}");
        let sent = ["accepted", "rejected"].contains(&line["state"].as_str().unwrap());
        assert_eq!(line["body_sha256"].as_str().map(str::len), sent.then_some(64), "the hash of what left: {line}");
        assert_eq!(count(line, "attempts"), u64::from(sent), "each sent once: {line}");
    }
    let rejected = folder.run("log --campaign 1 --state rejected --json").lines();
    assert_eq!(rejected.len() as u64, count(&summary, "rejected"), "the filters narrow the log");
    assert!(rejected.iter().all(|line| line["reason"].is_string()), "the reason is the kind word: {rejected:?}");
    let campaigns = folder.run("campaign list --json").lines();
    assert_eq!(campaigns[0]["campaign"], summary["campaign"], "{campaigns:?}");
    assert_eq!((&campaigns[0]["state"], &campaigns[0]["total"]), (&"finished".into(), &40.into()), "{campaigns:?}");
    assert_eq!(folder.run("campaign show 1 --json").last(), campaigns[0], "one campaign looks as in the list");
    assert_eq!(folder.run("log --state lost").code, Some(2), "there is no such state");
    assert_eq!(folder.run("log --campaign 9").code, Some(2), "there is no such campaign");
}
