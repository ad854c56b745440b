//! Reminders on the command line: rules, what is due, and what was missed.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use beckon_sandbox::Config;
use common::{Folder, VARIABLE, connected};
use jiff::{Timestamp, ToSpan};
use rusqlite::Connection;
use serde_json::{Value, json};

const TEMPLATE: &str = "{{ name }}: {{ interview.time }}";

/// Plans an interview in so many minutes with somebody of the list.
fn interview(folder: &Folder, minutes: i64, userid: &str) {
    let starts = Timestamp::now().checked_add(minutes.minutes()).unwrap().in_tz("Asia/Shanghai").unwrap();
    let starts = starts.strftime("%Y-%m-%d %H:%M").to_string();
    let line = format!("interview add --candidate {userid} --zone Asia/Shanghai --minutes 45 --starts");
    let ran = folder.run_with(&line, &[&starts]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

/// The rules were made long ago.
fn age_rules(folder: &Folder) {
    let database = Connection::open(folder.path().join("data").join("beckon.db"))
        .or_else(|_| Connection::open(folder.path().join("beckon.db")))
        .unwrap();
    database.execute("UPDATE reminder_rule SET created_at = 0", []).unwrap();
}

#[test]
fn a_rule_from_its_beginning_to_its_end() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "wangfang"]);
    let text = folder.file("reminder.txt", TEMPLATE.as_bytes());
    let saved = folder.run_with("template add --name reminder", &[text.to_str().unwrap()]);
    assert_eq!(saved.code, Some(0), "{saved:?}");
    let add = "reminders add --account real --template reminder --json";
    let ran = folder.run(&format!("{add} --before 60m --late 40m"));
    assert_eq!((ran.code, &ran.last()["late_minutes"]), (Some(0), &json!(40)), "{ran:?}");
    assert!(ran.stderr.contains("only while Beckon is open"), "{ran:?}");
    let ran = folder.run(&format!("{add} --starter evaluation"));
    assert_eq!((&ran.last()["whom"], &ran.last()["after"]), (&json!("interviewers"), &json!(true)), "{ran:?}");
    assert_eq!(folder.run("reminders remove 2 --json").last(), json!({ "removed": 2 }));
    assert_eq!(folder.run("reminders remove 2").code, Some(2), "gone");
    let ran = folder.run(&format!("{add} --before 1h --to both"));
    assert!(ran.stderr.contains("rules 1 and 3 both remind the candidates 1 h before the start"), "{ran:?}");
    assert!(folder.run("reminders list").stderr.contains("rules 1 and 3"), "as long as both stand");
    folder.run("reminders remove 3");
    assert!(!folder.run("reminders list").stderr.contains("both remind"), "and no longer");
    age_rules(&folder);

    interview(&folder, 50, "zhangwei");
    interview(&folder, 15, "wangfang");
    let run = |more: &str| {
        let line = format!("reminders run --secret-env {VARIABLE} --json {more}");
        folder.run_with_secret(&line, town.company.secret())
    };
    let ran = run("");
    let state = |line: &Value| (line["interview"].as_i64(), line["state"].as_str().map(str::to_owned));
    let told: Vec<_> = ran.lines().iter().map(state).collect();
    let expected = [(Some(1), Some("sent".to_owned())), (Some(2), Some("missed".to_owned()))];
    assert_eq!((told.as_slice(), ran.code), (&expected[..], Some(6)), "the other is for a person: {ran:?}");
    assert_eq!(town.messages().len(), 1, "one");
    let missed = folder.run("reminders list --missed --json");
    assert_eq!((&missed.last()["why"], missed.lines().len()), (&json!("late"), 1), "{missed:?}");
    let ran = run("--missed");
    assert_eq!((ran.code, &ran.last()["delivery"]), (Some(0), &json!("accepted")), "{ran:?}");
    let ran = run("--missed");
    assert_eq!((ran.code, ran.stdout.as_str(), town.messages().len()), (Some(0), "", 2), "each once: {ran:?}");
    let shown = folder.run("reminders list --interview 1");
    assert!(shown.stdout.contains("accepted, campaign"), "{shown:?}");
}

#[test]
fn what_cannot_be_a_rule_is_told() {
    let (_town, folder) = connected(Config::default(), &["zhangwei"]);
    let text = folder.file("reminder.txt", TEMPLATE.as_bytes());
    folder.run_with("template add --name reminder", &[text.to_str().unwrap()]);
    for (line, says) in [
        ("reminders add --account real --template reminder", "--before"),
        ("reminders add --account real --template reminder --before 1h --after 1h", "cannot be used"),
        ("reminders add --account real --template reminder --before 31d", "30d at most"),
        ("reminders add --account real --template gone --before 1h", "gone"),
        ("reminders add --account gone --template reminder --before 1h", "gone"),
        ("reminders add --account real --template reminder --before 1h --interview 9", "no interview 9"),
        ("reminders add --none", "--interview"),
        ("reminders run --until yesterday", "--until"),
        ("reminders list --interview 9", "no interview 9"),
    ] {
        let ran = folder.run(line);
        assert_eq!(ran.code, Some(2), "{line}: {ran:?}");
        assert!(ran.stderr.contains(says), "{line}: {ran:?}");
    }
    assert_eq!(folder.run("reminders list --json").stdout, "", "nothing was kept");
    let ran = folder.run("reminders run");
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), ""), "nothing to do: {ran:?}");
}
