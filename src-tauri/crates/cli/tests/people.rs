//! People on the command line: looked up in the address book, tagged, and given a route that a send keeps to.

mod common;

use beckon_sandbox::Config;
use common::{Folder, VARIABLE, connected, send};
use serde_json::{Value, json};

/// The list as it is kept.
fn list(folder: &Folder) -> Vec<Value> {
    folder.run("candidates list --json").lines()
}

#[test]
fn people_without_an_id_are_looked_up_until_it_would_be_too_many() {
    let (town, folder) = connected(Config { members: 10, ..Config::default() }, &["someone"]);
    let member = &town.company.members()[2];
    let rows = format!("name,phone\nKnown,{}\nA,19900000001\nB,19900000002\nC,19900000003\n", member.mobile);
    let file = folder.file("unmapped.csv", rows.as_bytes());
    let imported = folder.run_with("candidates import", &[file.to_str().unwrap()]);
    assert_eq!(imported.code, Some(0), "the people are needed: {imported:?}");

    let line = format!("candidates lookup all --account real --secret-env {VARIABLE} --company-members 10 --json");
    let ran = folder.run_with_secret(&line, town.company.secret());
    assert_eq!(ran.code, Some(6), "somebody has to decide, a day later or with the number of members: {ran:?}");
    let mut outcomes: Vec<_> = ran.lines().iter().map(|row| (row["name"].clone(), row["outcome"].clone())).collect();
    outcomes.sort_by_key(|(name, _)| name.to_string());
    let expected = [
        (json!("A"), json!({ "kind": "nobody" })),
        (json!("B"), json!({ "kind": "nobody" })),
        (json!("C"), json!({ "kind": "not_asked" })),
        (json!("Known"), json!({ "kind": "found", "userid": member.userid })),
    ];
    assert_eq!(outcomes, expected, "a fifth of ten may be looked up in vain, the third is not asked for");
    assert!(ran.stderr.contains("1 of 4 found; 1 had a userid before"), "the figures are told: {ran:?}");
    let calls = town.company.journal().iter().filter(|call| call.path.ends_with("/user/getuserid")).count();
    assert_eq!(calls, 3, "WeCom was asked no more often");
    let kept = list(&folder);
    let known = kept.iter().find(|person| person["name"] == "Known");
    assert_eq!(known.map(|person| &person["userid"]), Some(&json!(member.userid)), "and it is in the list");
}

#[test]
fn tags_are_added_and_taken_away() {
    let folder = Folder::new();
    folder.fill(&["zhangwei", "li.na", "wangfang"]);
    let ran = folder.run("candidates tag userid:zhangwei,li.na --add spring --add onsite --json");
    assert_eq!((ran.code, ran.last()), (Some(0), json!({ "changed": 2 })), "those who were named: {ran:?}");
    let ran = folder.run("candidates tag tag:spring --remove ONSITE --json");
    assert_eq!((ran.code, ran.last()), (Some(0), json!({ "changed": 2 })), "by tag, whatever the case: {ran:?}");
    let tags: Vec<Value> = list(&folder).iter().map(|person| person["tags"].clone()).collect();
    assert_eq!(tags, [json!(["spring"]), json!(["spring"]), json!([])], "as the list has it");
    let ran = folder.run("candidates tag all --remove nobody-has-this --json");
    assert_eq!(
        (ran.code, ran.last()),
        (Some(0), json!({ "changed": 0 })),
        "who has it already is not changed: {ran:?}"
    );
}

#[test]
fn whoever_is_not_reached_by_wecom_is_sent_nothing() {
    let (town, folder) = connected(Config::default(), &["zhangwei", "li.na"]);
    let ran = folder.run("candidates route userid:li.na none --json");
    assert_eq!((ran.code, ran.last()), (Some(0), json!({ "changed": 1 })), "{ran:?}");
    let again = folder.run("candidates route userid:li.na none --json");
    assert_eq!(again.last(), json!({ "changed": 0 }), "who is reached so already is not changed: {again:?}");
    let sent = send(&town, &folder, "--to all --yes");
    assert_eq!(sent.code, Some(0), "who is held back is no failure: {sent:?}");
    let messages = town.messages();
    let bodies: Vec<Value> = messages.iter().map(|body| serde_json::from_str(body).unwrap()).collect();
    let to: Vec<_> = bodies.iter().map(|body| &body["touser"]).collect();
    assert_eq!(to, ["zhangwei"], "the route is kept to: {sent:?}");
    let wrong = folder.run("candidates route all pigeon --json");
    assert_eq!(wrong.code, Some(2), "a route that is none: {wrong:?}");
}

#[test]
fn one_person_is_shown_and_changed_and_what_is_not_named_stays() {
    let folder = Folder::new();
    let file = folder.file("people.csv", b"name,userid,phone,room\nA,a,13800000001,301\nB,b,,\n");
    folder.run_with("candidates import", &[file.to_str().unwrap()]);
    let ran = folder.run_with("candidates edit A --phone", &["", "--position", "engineer", "--set", "room=302"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let shown = folder.run("candidates show a --json").last();
    let person = &shown["candidate"];
    assert_eq!((&person["name"], &person["position"]), (&json!("A"), &json!("engineer")), "{shown}");
    assert_eq!((&person["phone"], &person["fields"]["room"]), (&Value::Null, &json!("302")), "{shown}");
    let text = folder.run("candidates show 1").stdout;
    assert!(text.contains("room: 302") && text.contains("route: member"), "for eyes too: {text}");
    assert_eq!(folder.run("candidates show nobody").code, Some(2), "nobody is not found");
    let taken = folder.run("candidates edit b --userid a");
    assert_eq!(taken.code, Some(2), "somebody has that id: {taken:?}");
    assert_eq!(folder.run("candidates edit b").code, Some(2), "nothing to change");
}
