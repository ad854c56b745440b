//! Who wants no messages, on the command line: noted, shown, kept over a new import, and lifted.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::io::Read;

use beckon_sandbox::Config;
use common::{Folder, connected, count, send};
use serde_json::{Value, json};

fn person(folder: &Folder, userid: &str) -> Value {
    let all = folder.run("candidates list --json").lines();
    all.into_iter().find(|one| one["userid"].as_str().is_some_and(|id| id.eq_ignore_ascii_case(userid))).unwrap()
}

#[test]
fn whoever_wants_no_messages_is_kept_out_of_sends_until_it_is_lifted() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "li.na"]);
    let id = person(&folder, "zhangwei")["id"].clone();
    let ran = folder.run_with(&format!("outside optout {id} --json --note"), &["asked on the phone"]);
    let line = ran.last();
    assert_eq!((ran.code, &line["candidate"], &line["opted_out"]), (Some(0), &id, &json!(true)), "{ran:?}");
    assert!(line["at"].is_i64() && line["by"] == "hand", "since when and how it is known: {line}");
    let again = folder.run(&format!("outside optout {id} --json")).last();
    assert_eq!((&again["at"], &again["note"]), (&line["at"], &json!("asked on the phone")), "twice is once");

    // The row goes, and the person is back in another one: the id in capitals.
    let file = folder.file("back.csv", "name,userid\nZhang Wei,ZHANGWEI\n".as_bytes());
    let copy = folder.path().join("beckon.db");
    rusqlite::Connection::open(copy).unwrap().execute("DELETE FROM candidate WHERE userid = 'zhangwei'", []).unwrap();
    assert_eq!(folder.run_with("candidates import", &[file.to_str().unwrap()]).code, Some(0), "imported again");
    let back = person(&folder, "zhangwei");
    assert_eq!((&back["opted_out"], back["id"] == id), (&json!(true), false), "another row, the same person: {back}");
    let shown = folder.run(&format!("candidates show {} --json", back["id"])).last();
    assert_eq!(shown["candidate"]["opted_out"], json!(true), "{shown}");
    assert_eq!(shown["opt_out"]["at"], line["at"], "since the first time: {shown}");
    let text = folder.run(&format!("candidates show {}", back["id"])).stdout;
    assert!(text.contains("wants no messages: since"), "{text}");

    let ran = send(&town, &folder, "--to all --yes");
    assert_eq!((count(&ran.last(), "accepted"), count(&ran.last(), "held")), (1, 1), "{ran:?}");
    let bodies = town.messages().concat().to_lowercase();
    assert!(bodies.contains("li.na") && !bodies.contains("zhangwei"), "{bodies}");
    let held = folder.run("log --state held --json").last();
    assert_eq!(held["reason"], json!("opted_out"), "the log says why: {held}");
    let export = folder.path().join("people.csv");
    let ran = folder.run_with("candidates export", &[export.to_str().unwrap(), "--overwrite"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let mut file = String::new();
    std::fs::File::open(export).unwrap().read_to_string(&mut file).unwrap();
    assert!(file.lines().next().is_some_and(|head| head.contains("opted_out")), "a column of its own: {file}");

    let lifted = folder.run(&format!("outside optout {} --off --json", back["id"])).last();
    assert_eq!(lifted["opted_out"], json!(false), "{lifted}");
    assert_eq!(person(&folder, "zhangwei")["opted_out"], json!(false), "as the list has it");
    let ran = send(&town, &folder, "--to userid:zhangwei --yes");
    assert_eq!(count(&ran.last(), "accepted"), 1, "who may be written to again: {ran:?}");
}

#[test]
fn nobody_and_nonsense_are_refused() {
    let folder = Folder::new();
    folder.fill(&["zhangwei"]);
    assert_eq!(
        folder.run("outside optout 999 --json").error_code().as_deref(),
        Some("not_found"),
        "nobody has this id"
    );
    let ran = folder.run("outside optout zhangwei");
    assert_eq!(ran.code, Some(2), "an id of the list is a number: {ran:?}");
}
