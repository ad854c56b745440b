//! A move and a call-off are saved here and brought to WeCom: what cannot be begun saves nothing, and what fails later says the way on.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::fs::File;

use beckon_sandbox::Fault;
use common::office::{agreed, fail, interview};
use common::{Folder, Ran, Town};
use serde_json::{Value, json};

const MOVE: &str = "move 1 --starts 2099-11-26T16:00";

/// An interview that stands in WeCom as a schedule.
fn published() -> (Town, Folder) {
    let (town, folder) = agreed();
    let done = interview(&town, &folder, "publish 1 --account real --as schedule");
    assert_eq!(done.code, Some(0), "{done:?}");
    (town, folder)
}

fn listed(folder: &Folder) -> Value {
    folder.run("interview list --json").last()
}

/// Whether the interview is here as it was, and the answer says so.
fn untouched(folder: &Folder, ran: &Ran) {
    let now = listed(folder);
    assert_eq!((&now["starts"], &now["called_off"]), (&json!("2099-11-25T14:00"), &json!(false)), "{ran:?}");
    assert!(ran.stderr.contains("interview 1 was not changed"), "{ran:?}");
}

#[test]
fn nothing_is_saved_where_wecom_could_not_be_told() {
    let (_town, folder) = published();
    for line in [MOVE, "cancel 1"] {
        let ran = folder.run(&format!("interview {line}"));
        assert_eq!(ran.code, Some(4), "the secret is missing: {ran:?}");
        untouched(&folder, &ran);
    }
    let lock = File::options().create(true).truncate(false).write(true).open(folder.path().join("publishing.lock"));
    let lock = lock.unwrap();
    lock.try_lock().unwrap();
    for line in [MOVE, "cancel 1"] {
        let ran = interview(&_town, &folder, line);
        assert_eq!(ran.code, Some(7), "another process publishes: {ran:?}");
        untouched(&folder, &ran);
    }
    drop(lock);
    let moved = interview(&_town, &folder, MOVE);
    assert_eq!(moved.code, Some(0), "and then it goes: {moved:?}");
}

#[test]
fn an_account_that_was_removed_is_called_that_and_the_interview_is_called_off_here_alone() {
    let (town, folder) = published();
    let removed = folder.run("account remove real --yes");
    assert_eq!(removed.code, Some(0), "{removed:?}");
    for line in [MOVE, "cancel 1"] {
        let ran = folder.run(&format!("interview {line}"));
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.stderr.contains("the account that published it was removed"), "{ran:?}");
        assert!(!ran.stderr.contains("no such account"), "{ran:?}");
        untouched(&folder, &ran);
    }
    let off = folder.run("interview cancel 1 --only-here");
    assert_eq!(off.code, Some(0), "{off:?}");
    assert!(off.stderr.contains("WeCom still has interview 1") && off.stderr.contains("by hand"), "{off:?}");
    assert_eq!(listed(&folder)["called_off"], json!(true));
    assert!(!town.company.schedules()[0].cancelled, "it stands there still");
}

#[test]
fn what_wecom_refuses_is_saved_here_and_the_way_on_is_said() {
    let (town, folder) = published();
    fail(&town, "oa/schedule/update", Fault::ErrCode(48002));
    let moved = interview(&town, &folder, MOVE);
    assert_eq!(moved.code, Some(4), "{moved:?}");
    assert_eq!(listed(&folder)["starts"], json!("2099-11-26T16:00"), "it is saved");
    assert!(moved.stderr.contains("interview 1 is moved here"), "{moved:?}");
    let way = "interview publish 1 --account real";
    let says = format!("WeCom still has interview 1 as it was: `beckon-cli {way}`");
    assert!(moved.stderr.contains(&says), "{moved:?}");
    let on = interview(&town, &folder, way.trim_start_matches("interview "));
    assert_eq!((on.code, &on.last()["steps_open"]), (Some(0), &json!(0)), "that goes on: {on:?}");

    fail(&town, "oa/schedule/del", Fault::ErrCode(48002));
    let off = interview(&town, &folder, "cancel 1");
    assert_eq!(off.code, Some(4), "{off:?}");
    assert!(off.stderr.contains("`beckon-cli interview cancel 1` changes it there"), "{off:?}");
    let on = interview(&town, &folder, "cancel 1");
    assert_eq!(on.code, Some(0), "that goes on: {on:?}");
    assert!(town.company.schedules()[0].cancelled, "and it is gone");
    let edited = folder.run("interview edit 1 --round second");
    assert!(edited.stderr.contains("interview 1 is called off"), "{edited:?}");
    let moved = interview(&town, &folder, "move 1 --starts 2099-11-27T16:00");
    assert!(moved.stderr.contains("interview 1 is called off"), "{moved:?}");
}

#[test]
fn a_step_without_an_answer_is_named_in_the_list_with_the_command_that_goes_on() {
    let (town, folder) = published();
    assert_eq!(listed(&folder)["unknown_step"], json!(null), "all answers came");
    fail(&town, "oa/schedule/del", Fault::ResetBeforeProcessing);
    let off = interview(&town, &folder, "cancel 1");
    assert_eq!((off.code, &off.last()["problem"]), (Some(6), &json!("change_too_early")), "{off:?}");
    assert!(off.last()["why"].as_str().unwrap().contains("no answer came back"), "WeCom shows it well: {off:?}");
    let step = listed(&folder)["unknown_step"].as_i64().unwrap();
    for ran in [off, folder.run("interview list"), folder.run("interview list --json")] {
        assert!(ran.stderr.contains("`beckon-cli interview cancel 1` in a minute goes on"), "{ran:?}");
        assert!(ran.stderr.contains(&format!("interview resolve 1 --step {step} --as")), "{ran:?}");
    }
}
