//! Interviews in WeCom's calendars on the command line: the names, the fields and the exit codes that scripts rely on.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use beckon_sandbox::{Fault, FaultRule, When};
use common::office::{agreed, interview};
use serde_json::json;

#[test]
fn an_interview_is_published_answered_moved_and_called_off() {
    let (town, folder) = agreed();
    let company = &town.company;
    let listed = folder.run("interview list --json").last();
    assert_eq!((&listed["published"], &listed["state"]), (&json!("none"), &json!("planned")), "{listed}");

    let done = interview(&town, &folder, "publish 1 --account real --as schedule --room 1");
    assert_eq!(done.code, Some(0), "{done:?}");
    let entry = company.schedules().remove(0);
    let listed = folder.run("interview list --json").last();
    assert_eq!(listed["published"], json!("schedule"), "{listed}");
    assert_eq!(listed["schedule_id"], json!(entry.schedule_id), "{listed}");
    assert_eq!((&listed["room"], &listed["steps_open"]), (&json!("望海"), &json!(0)), "{listed}");
    assert_eq!(listed["answers"], json!({ "accepted": 0, "declined": 0, "tentative": 0, "none": 3 }), "{listed}");

    company.answer_invitation(&entry.schedule_id, "zhangwei", 2);
    company.answer_invitation(&entry.schedule_id, "li.na", 4);
    let read = interview(&town, &folder, "answers all");
    assert_eq!((read.code, &read.last()["asked"]), (Some(0), &json!(1)), "{read:?}");
    let listed = folder.run("interview list --json").last();
    assert_eq!(listed["answers"], json!({ "accepted": 1, "declined": 1, "tentative": 0, "none": 1 }), "{listed}");

    let starts = "2099-11-26T16:00";
    let moved = interview(&town, &folder, &format!("move 1 --starts {starts} --length 90"));
    assert_eq!((moved.code, &moved.last()["starts"]), (Some(0), &json!(starts)), "{moved:?}");
    let now = company.schedules().remove(0);
    assert_eq!((now.start - entry.start, now.end - now.start), (26 * 3600, 5400), "a day and two hours later, longer");

    let rooms = interview(&town, &folder, "rooms --account real --day 2099-11-26");
    let first = rooms.lines().into_iter().find(|room| room["id"] == 1).unwrap();
    assert_eq!(first["taken"].as_array().map(Vec::len), Some(1), "ours: {first}");

    let off = interview(&town, &folder, "cancel 1");
    assert_eq!((off.code, &off.last()["state"]), (Some(0), &json!("called_off")), "{off:?}");
    assert!(company.schedules().iter().all(|one| one.cancelled), "the entry is gone");
    assert!(company.meeting_rooms().bookings().iter().all(|one| one.cancelled), "and so is the room");
}

#[test]
fn who_is_in_no_calendar_is_told_and_an_entry_for_nobody_is_refused() {
    let (town, folder) = agreed();
    folder.run("interview edit 1 --interviewer 李强 --interviewer 王芳（wangfang）");
    let done = interview(&town, &folder, "publish 1 --account real --as schedule");
    assert_eq!(done.code, Some(0), "{done:?}");
    assert!(done.stderr.contains("interview 1: not in the calendar") && done.stderr.contains(": 李强\n"), "{done:?}");
    assert_eq!(
        town.company.schedules().remove(0).attendees,
        ["wangfang", "zhangwei"],
        "whose id stands in brackets is invited"
    );

    let people = folder.file(
        "outside.csv",
        "name,interview date,interview time,interviewers\n赵六,2099-11-25,18:00,李强\n".as_bytes(),
    );
    folder.run_with("candidates import --zone Asia/Shanghai", &[people.to_str().unwrap()]);
    let none = interview(&town, &folder, "publish 2 --account real --as schedule");
    assert_eq!((none.code, &none.last()["problem"]), (Some(2), &json!("nobody_invited")), "{none:?}");
    assert_eq!(town.company.schedules().len(), 1, "nothing was made");
}

#[test]
fn what_cannot_be_and_what_is_unknown_have_their_codes() {
    let (town, folder) = agreed();
    let none = interview(&town, &folder, "publish 1 --account real");
    assert_eq!(none.code, Some(2), "neither an entry nor a room: {none:?}");
    let approval = interview(&town, &folder, "publish 1 --account real --as meeting --room 3");
    assert_eq!((approval.code, &approval.last()["problem"]), (Some(2), &json!("room_needs_approval")), "{approval:?}");
    let not = interview(&town, &folder, "answers 1");
    assert_eq!(not.code, Some(2), "it is not there: {not:?}");

    let call = "/cgi-bin/oa/schedule/add".to_owned();
    let fault = FaultRule { call, when: When::Nth(1), fault: Fault::ResetBeforeProcessing };
    town.company.set_faults(vec![fault]);
    let lost = interview(&town, &folder, "publish 1 --account real --as schedule");
    assert_eq!(
        (lost.code, &lost.last()["problem"]),
        (Some(6), &json!("too_early")),
        "a person or time decides: {lost:?}"
    );
    assert_eq!(lost.last()["steps_open"], json!(1), "{lost:?}");
    let step = lost.last()["unknown_step"].to_string();
    let done = interview(&town, &folder, &format!("resolve 1 --step {step} --as done"));
    assert_eq!(done.code, Some(6), "WeCom shows no such entry: {done:?}");
    let said = interview(&town, &folder, &format!("resolve 1 --step {step} --as not-done"));
    assert_eq!(said.code, Some(0), "{said:?}");
    let again = interview(&town, &folder, "publish 1 --account real --as schedule");
    assert_eq!((again.code, town.company.schedules().len()), (Some(0), 1), "{again:?}");
}
