//! `interview publish` of what is published: what is not said stays, and numbers that are not there stop all.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use common::office::{add, agreed, interview};
use common::{Folder, Ran, SEND, Town};
use serde_json::json;

fn publish(town: &Town, folder: &Folder, more: &str) -> Ran {
    let ran = interview(town, folder, &format!("publish 1 --account real {more}"));
    assert_eq!(ran.code, Some(0), "{more}: {ran:?}");
    ran
}

#[test]
fn what_is_not_said_stays_and_what_is_said_changes() {
    let (town, folder) = agreed();
    let never = interview(&town, &folder, "publish 1 --account real --title Talk");
    assert_eq!(never.code, Some(2), "neither an entry nor a room: {never:?}");
    publish(&town, &folder, "--as schedule --room 1 --title Talk");
    let entry = town.company.schedules().remove(0).schedule_id;
    let again = publish(&town, &folder, "--room 2").last();
    assert_eq!((&again["published"], &again["schedule_id"]), (&json!("schedule"), &json!(entry)), "{again}");
    let wish = &again["in_wecom"]["wish"];
    assert_eq!((&wish["room"][0], &wish["title"]), (&json!(2), &json!("Talk")), "{again}");
    let as_meeting = publish(&town, &folder, "--as meeting").last();
    let wish = &as_meeting["in_wecom"]["wish"];
    assert_eq!((&as_meeting["published"], &wish["room"][0]), (&json!("meeting"), &json!(2)), "{as_meeting}");
    assert_eq!(wish["title"], json!("Talk"), "{as_meeting}");
    let own = publish(&town, &folder, "--as schedule --auto-title --no-room").last();
    assert_eq!((&own["room"], &own["in_wecom"]["wish"]["title"]), (&json!(null), &json!(null)), "{own}");
    let none = publish(&town, &folder, "--as none").last();
    assert_eq!((&none["published"], &none["steps_open"]), (&json!("none"), &json!(0)), "taken away: {none}");
    let nothing = interview(&town, &folder, "publish 1 --account real");
    assert_eq!(nothing.code, Some(2), "there is nothing to go on with: {nothing:?}");
}

#[test]
fn the_organiser_of_a_meeting_is_kept_for_good() {
    let (town, folder) = agreed();
    publish(&town, &folder, "--as meeting --title Talk --organiser wangfang");
    let same = publish(&town, &folder, "--organiser WangFang");
    assert!(same.stderr.contains("keeps the organiser of a meeting for good"), "{same:?}");
    let other = interview(&town, &folder, "publish 1 --account real --organiser li.na");
    assert_eq!(other.code, Some(2), "{other:?}");
    assert!(other.stderr.contains("wangfang organises the meeting of interview 1"), "{other:?}");
}

#[test]
fn what_is_blank_is_refused_by_name() {
    let (town, folder) = agreed();
    for (line, says) in [
        (&["interview", "publish", "1", "--account", "real", "--as", "meeting", "--title", ""][..], "title is empty"),
        (
            &["interview", "publish", "1", "--account", "real", "--as", "meeting", "--title", " \u{3000}"],
            "title is empty",
        ),
        (&["interview", "publish", "1", "--account", "real", "--room", "1", "--organiser", ""], "organiser is empty"),
        (&["interview", "rooms", "--account", "real", "--day", "2099-11-25", "--city", ""], "city is empty"),
    ] {
        let ran: Ran = folder.command(line).output().unwrap().into();
        assert_eq!(ran.code, Some(2), "{line:?}: {ran:?}");
        assert!(ran.stderr.contains(says), "{line:?}: {ran:?}");
    }
    assert!(town.company.journal().is_empty(), "WeCom heard nothing of it");
}

#[test]
fn numbers_that_are_not_there_are_named_before_anything_is_done() {
    let (town, folder) = agreed();
    add(&folder);
    for (line, says) in [
        ("publish 1,999,1000 --account real --as schedule", "no interview 999, 1000"),
        ("publish 1,x --account real --as schedule", "\"x\" is no number"),
        ("publish 0 --account real --as schedule", "\"0\" is no number"),
        ("publish -1 --account real --as schedule", "\"-1\" is no number"),
        ("publish , --account real --as schedule", "give the interviews' numbers"),
        ("answers 999", "no interview 999"),
        ("resolve 999 --step 1 --as done", "no interview 999"),
        ("cancel 999", "no interview 999"),
        ("move 999 --starts 2099-11-26T16:00", "no interview 999"),
    ] {
        let ran = interview(&town, &folder, line);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""), "{line}: {ran:?}");
        assert!(ran.stderr.contains(says), "{line}: {ran:?}");
    }
    assert!(town.company.schedules().is_empty(), "1 was there, and nothing was done");
    let both = interview(&town, &folder, "publish 1,,2,1 --account real --as schedule");
    assert_eq!((both.code, town.company.schedules().len()), (Some(0), 2), "an empty part names nothing: {both:?}");
}

#[test]
fn a_selection_names_the_interviews_that_are_not_there() {
    let (_town, folder) = agreed();
    for kind in ["correction", "invitation", "cancellation", "interviewer-correction", "invited", "unanswered"] {
        let ran = folder.run(&format!("{SEND} --to {kind}:1,999 --yes"));
        assert_eq!(ran.code, Some(2), "{kind}: {ran:?}");
        assert!(ran.stderr.contains("there is no interview 999"), "{kind}: {ran:?}");
    }
    let allowed = folder.run(&format!("{SEND} --to correction:1,999 --allow-missing --yes"));
    assert!(allowed.stderr.contains("not found: there is no interview 999"), "{allowed:?}");
    let help = folder.run("send --help").stdout;
    for kind in ["unanswered:N", "correction:N", "invitation:N", "cancellation:N", "interviewer-correction:N"] {
        assert!(help.contains(kind), "{kind}: {help}");
    }
}

#[test]
fn the_day_of_rooms_is_repeated_as_it_was_understood() {
    let (town, folder) = agreed();
    let rooms = interview(&town, &folder, "rooms --account real --day 2099-11-26");
    assert!(rooms.stderr.contains("Thu 2099-11-26") && rooms.stderr.contains("Beijing"), "{rooms:?}");
    assert!(rooms.lines().iter().all(|room| room["day"] == "2099-11-26"), "{rooms:?}");
    assert!(rooms.lines().len() > 1, "{rooms:?}");
}
