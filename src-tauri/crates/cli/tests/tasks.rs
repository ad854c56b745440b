//! Tasks of colleagues on the command line: listed, reminded of, cancelled.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::time::Duration;

use beckon_sandbox::{Config, Fault, FaultRule, When};
use common::{Folder, Ran, Town, VARIABLE, send};
use serde_json::json;

const PHONE: &str = "13800000001";

/// A company, and a folder from which a task went to one candidate: with its number, its id at WeCom and the colleague.
fn with_task() -> (Town, Folder, String, (String, String)) {
    let config =
        Config { mass_dispatch: Duration::ZERO, people_answer_after: Duration::from_secs(86_400), ..Config::default() };
    let (town, folder) = (Town::new(config), Folder::new());
    let people = folder.file("people.csv", format!("name,phone\nLin Yi,{PHONE}\n").as_bytes());
    assert_eq!(folder.run_with("candidates import", &[people.to_str().unwrap()]).code, Some(0));
    let text = folder.file("hello.txt", "你好 {{ name }}".as_bytes());
    assert_eq!(folder.run_with("template add --name hello", &[text.to_str().unwrap()]).code, Some(0));
    folder.connect(&town.company);
    let customers = town.company.customers();
    let customer = customers.iter().find(|one| one.follows.iter().all(|follow| !follow.deleted)).unwrap();
    let colleague = customer.followers().next().unwrap().to_owned();
    town.company.colleague_notes(&colleague, &customer.external_userid, |follow| {
        follow.remark_mobiles = vec![PHONE.to_owned()];
    });
    let read = folder.run_with_secret(&format!("outside sync --secret-env {VARIABLE}"), town.company.secret());
    assert_eq!(read.code, Some(0), "the customers are needed: {read:?}");
    send(&town, &folder, "--to all --yes");
    let row = folder.run("log --json").last();
    assert_eq!((&row["route"], &row["task_state"]), (&json!("customer"), &json!("waiting")), "{row}");
    let msgid = row["msgid"].as_str().unwrap().to_owned();
    (town, folder, row["delivery"].to_string(), (msgid, colleague))
}

fn task(town: &Town, folder: &Folder, line: &str) -> Ran {
    folder.run_with_secret(&format!("task {line} --secret-env {VARIABLE} --json"), town.company.secret())
}

#[test]
fn a_task_is_listed_reminded_of_and_cancelled() {
    let (town, folder, number, (msgid, colleague)) = with_task();
    let listed = task(&town, &folder, "list --account real");
    let line = listed.last();
    assert_eq!(listed.code, Some(0), "{listed:?}");
    assert_eq!((line["delivery"].to_string(), &line["name"]), (number.clone(), &json!("Lin Yi")));
    assert_eq!((&line["task_state"], &line["colleague"]), (&json!("waiting"), &json!(colleague)));
    assert!(line["made_at"].is_i64() && line["looked_at"].is_i64() && line["interview_at"].is_null(), "{line}");
    assert_eq!(line["reminders"], json!(0), "{line}");
    for count in 1..=3 {
        let reminded = task(&town, &folder, &format!("remind {number}"));
        assert_eq!((reminded.code, &reminded.last()["reminders"]), (Some(0), &json!(count)), "{reminded:?}");
    }
    let fourth = task(&town, &folder, &format!("remind {number}"));
    assert_eq!((fourth.code, fourth.error_code()), (Some(6), Some("reminders_used".to_owned())), "{fourth:?}");
    assert!(fourth.stderr.contains("again from"), "and says when: {}", fourth.stderr);
    let cancelled = task(&town, &folder, &format!("cancel {number}"));
    assert_eq!((cancelled.code, &cancelled.last()["task_state"]), (Some(0), &json!("cancelled")), "{cancelled:?}");
    assert_eq!(task(&town, &folder, &format!("cancel {number}")).code, Some(0), "it is so already");
    assert!(!town.company.colleague_confirms(&msgid, &colleague), "nothing is there to confirm");
    let reminded = task(&town, &folder, &format!("remind {number}"));
    assert_eq!((reminded.code, reminded.error_code()), (Some(2), Some("no_task".to_owned())), "{reminded:?}");
}

#[test]
fn what_was_confirmed_is_in_the_chat() {
    let (town, folder, number, (msgid, colleague)) = with_task();
    assert!(town.company.colleague_confirms(&msgid, &colleague), "the colleague is quick");
    let cancelled = task(&town, &folder, &format!("cancel {number}"));
    assert_eq!((cancelled.code, cancelled.error_code()), (Some(2), Some("no_task".to_owned())), "{cancelled:?}");
    assert!(cancelled.stderr.contains("in the chat"), "{}", cancelled.stderr);
    let listed = folder.run("task list");
    assert!(listed.stdout.contains("sent to the chat"), "without a question, as nothing is open: {listed:?}");
    assert_eq!(listed.code, Some(0), "and without a secret: {listed:?}");
}

#[test]
fn what_kept_wecom_from_being_asked_is_said_after_the_list() {
    let (_town, folder, _, _) = with_task();
    let secretless = folder.run("task list --json");
    assert_eq!(secretless.last()["task_state"], json!("waiting"), "what is known is shown: {secretless:?}");
    assert_eq!((secretless.code, secretless.error_code()), (Some(4), Some("secret_needed".to_owned())));
    for (errcode, code) in [(45009, 6), (48002, 4)] {
        let (town, folder, _, _) = with_task();
        let (call, when) = ("get_groupmsg_task".to_owned(), When::Always);
        town.company.set_faults(vec![FaultRule { call, when, fault: Fault::ErrCode(errcode) }]);
        let listed = task(&town, &folder, "list");
        assert_eq!(listed.last()["task_state"], json!("waiting"), "{listed:?}");
        assert_eq!(listed.code, Some(code), "{listed:?}");
        assert!(listed.stderr.contains(&errcode.to_string()), "{}", listed.stderr);
    }
}

#[test]
fn what_is_no_task_is_refused() {
    let (town, folder, _, _) = with_task();
    let none = task(&town, &folder, "cancel 9999");
    assert_eq!((none.code, none.error_code()), (Some(2), Some("not_found".to_owned())), "{none:?}");
    let word = task(&town, &folder, "remind Lin");
    assert!(word.code == Some(2) && word.stderr.contains("by its number"), "{word:?}");
}
