//! What speaks against an interview is told by the command line, and never keeps anything from being saved.

mod common;

use common::Folder;
use serde_json::{Value, json};

/// Two candidates; an interview of the first, on a Wednesday morning with Wang in room 301.
fn with_one() -> Folder {
    let folder = Folder::new();
    folder.fill(&["zhangwei", "lina"]);
    let ran = add(&folder, "zhangwei", "2099-11-25 10:00", &["--place", "Room 301", "--interviewer", "wang=Wang"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let told = ran.last();
    assert_eq!(
        (&told["conflicts"], &told["holidays_unknown"]),
        (&json!([]), &json!(2099)),
        "nothing but the year: {told}"
    );
    folder
}

fn add(folder: &Folder, who: &str, starts: &str, more: &[&str]) -> common::Ran {
    let line = ["--candidate", who, "--starts", starts, "--zone", "Asia/Shanghai"];
    folder.run_with("interview add --json", &[&line[..], more].concat())
}

fn kinds(line: &Value) -> Vec<&str> {
    line["conflicts"].as_array().into_iter().flatten().filter_map(|conflict| conflict["kind"].as_str()).collect()
}

#[test]
fn what_is_in_the_way_is_said_and_the_interview_is_saved() {
    let folder = with_one();
    let place = ["--place", "room 301", "--interviewer", "WANG=王"];
    let ran = add(&folder, "lina", "2099-11-25 10:30", &place);
    assert_eq!(ran.code, Some(0), "it is saved: {ran:?}");
    assert_eq!(kinds(&ran.last()), ["interviewer", "place"], "{ran:?}");
    assert_eq!(ran.last()["conflicts"][0]["other"]["id"], 1, "with what: {ran:?}");
    for says in ["note: 王 interviews in interview 1 (Wed 2099-11-25 10:00", "room 301 is taken", "outside Beckon"] {
        assert!(ran.stderr.contains(says), "{says}: {}", ran.stderr);
    }
    let listed = folder.run("interview list --json").lines();
    assert_eq!(listed.iter().map(|line| kinds(line).len()).collect::<Vec<_>>(), [2, 2], "each from its side");
    assert!(folder.run("interview list").stdout.contains("2 conflicts"), "and in the table");
    let moved = folder.run_with("interview edit 2 --json", &["--starts", "2099-11-25 11:00"]);
    assert_eq!(kinds(&moved.last()), [""; 0], "moved out of the way: {moved:?}");
    let again = folder.run_with("interview edit 2 --json", &["--starts", "2099-11-25 10:30"]);
    assert_eq!(kinds(&again.last()).len(), 2, "and back: {again:?}");
    let off = folder.run("interview cancel 1 --json");
    assert_eq!(kinds(&off.last()), [""; 0], "{off:?}");
    let listed = folder.run("interview list --json").lines();
    assert!(listed.iter().all(|line| kinds(line).is_empty()), "what was called off takes no time: {listed:?}");
}

#[test]
fn times_at_which_nobody_works_are_remarked_on() {
    let folder = with_one();
    for (who, starts, kind, says) in [
        ("zhangwei", "2099-11-25 11:10", "candidate", "10 minutes between"),
        ("lina", "2099-11-25 20:00", "hours", "09:00 to 18:00"),
        ("lina", "2099-11-28 10:00", "day_off", "not a working day"),
    ] {
        let ran = add(&folder, who, starts, &[]);
        assert_eq!((ran.code, kinds(&ran.last())), (Some(0), vec![kind]), "{starts}: {ran:?}");
        assert!(ran.stderr.contains(says), "{starts}: {}", ran.stderr);
        assert!(ran.stderr.contains("holidays of 2099 are not known"), "{starts}: {}", ran.stderr);
    }
}
