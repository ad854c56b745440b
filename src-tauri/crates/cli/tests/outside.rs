//! Candidates who are no members, on the command line: customers read, links made, and the way to each person.

#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use beckon_sandbox::{Config, FormEntry, FormFiller, Sandbox};
use common::{Folder, VARIABLE, connected};
use serde_json::{Value, json};

/// An account and one person who is no member.
fn with_lin() -> (common::Town, Folder, String) {
    let (town, folder) = connected(Config::default(), &["someone"]);
    let file = folder.file("people.csv", "name,phone\nLin Yi,13800000001\n".as_bytes());
    let imported = folder.run_with("candidates import", &[file.to_str().unwrap()]);
    assert_eq!(imported.code, Some(0), "the person is needed: {imported:?}");
    let people = folder.run("candidates list --json").lines();
    let lin = people.iter().find(|person| person["name"] == "Lin Yi").unwrap();
    let id = lin["id"].to_string();
    (town, folder, id)
}

fn outside(folder: &Folder, company: &Sandbox, line: &str) -> common::Ran {
    folder.run_with_secret(&format!("outside {line} --secret-env {VARIABLE} --json"), company.secret())
}

#[test]
fn from_a_link_to_a_customer() {
    let (town, folder, id) = with_lin();
    let company = &town.company;
    let accounts = outside(&folder, company, "accounts");
    assert_eq!(accounts.code, Some(0), "the only account needs no name: {accounts:?}");
    assert!(accounts.lines().iter().any(|one| one["managed"] == true && one["open_kfid"].is_string()), "{accounts:?}");

    let made = outside(&folder, company, &format!("link {id}"));
    assert_eq!((made.code, &made.last()["by"]), (Some(0), &json!("service")), "the first way without a word: {made:?}");
    assert!(made.last()["url"].as_str().unwrap().contains("scene_param="), "with an id of its own: {made:?}");
    let made = outside(&folder, company, &format!("link {id} --by contact-way --colleague WangFang --account real"));
    assert_eq!(made.code, Some(0), "a colleague by any spelling: {made:?}");
    let again = outside(&folder, company, &format!("link {id} --by contact-way"));
    assert_eq!(again.last(), made.last(), "the same link again");

    let outsider = company.outsider("moon").unwrap();
    let colleague = company.outsider_opens(&outsider, made.last()["url"].as_str().unwrap());
    assert_eq!(colleague.as_deref(), Some("wangfang"), "who was named is added");
    let read = outside(&folder, company, "sync");
    assert_eq!((read.code, &read.last()["exact"]), (Some(0), &json!(1)), "the link says who it is: {read:?}");
    let shown = outside(&folder, company, &format!("show {id}")).last();
    let customer = &shown["customer"];
    assert_eq!((&shown["way"], &customer["certainty"]), (&json!("customer"), &json!("exact")), "{shown}");
    assert_eq!((&customer["external_userid"], &customer["half"]), (&json!(outsider), &json!(true)), "{shown}");
    let said = outside(&folder, company, &format!("confirm {id} {outsider} --not"));
    assert_eq!(
        (said.code, &said.last()["way"]),
        (Some(0), &json!("service")),
        "what is left is the chat that the other link opens: {said:?}"
    );
}

#[test]
fn what_is_written_back_is_told_person_by_person() {
    let (town, folder, _) = with_lin();
    let company = &town.company;
    let customer = company.customers().into_iter().find(|one| one.followers().next().is_some()).unwrap();
    let colleague = customer.followers().next().unwrap().to_owned();
    let phone = |follow: &mut beckon_sandbox::Follow| follow.remark_mobiles = vec!["138 0000 0001".to_owned()];
    assert!(company.colleague_notes(&colleague, &customer.external_userid, phone), "the colleague has the customer");
    assert_eq!(outside(&folder, company, "sync").last()["phone"], 1, "the number says who it is");
    let off = outside(&folder, company, "write-back");
    assert_eq!((off.code, &off.last()["set"]["remark"]), (Some(0), &json!(false)), "off: {off:?}");
    let set = outside(&folder, company, "write-back --remark on");
    assert_eq!((set.code, &set.last()["set"]["remark"]), (Some(0), &json!(true)), "only set: {set:?}");
    let done = outside(&folder, company, "write-back");
    assert_eq!((done.code, &done.last()["people"][0]["wrote"]), (Some(0), &json!(["remark"])), "{done:?}");
    assert!(done.stderr.contains("Lin Yi") && done.stderr.contains("remark written"), "in words: {done:?}");
    let faults = json!([{ "call": "externalcontact/get", "when": "always", "fault": { "err_code": 48002 } }]);
    company.set_faults(serde_json::from_value(faults).unwrap());
    let stopped = outside(&folder, company, "write-back");
    assert_eq!((stopped.code, &stopped.last()["report"]["held"]), (Some(6), &json!(true)), "{stopped:?}");
    assert!(stopped.stderr.contains("48002"), "it says why: {stopped:?}");
}

#[test]
fn the_sheet_of_outcomes_is_made_once_and_left_when_asked() {
    let (town, folder, _) = with_lin();
    let company = &town.company;
    let add = "interview add --candidate someone --zone Asia/Shanghai --minutes 45 --starts";
    let agreed = folder.run_with(add, &["2099-11-25 14:00"]);
    assert_eq!(agreed.code, Some(0), "the interview is needed: {agreed:?}");
    let off = outside(&folder, company, "sheet");
    assert_eq!((off.code, &off.last()["state"]), (Some(0), &json!("none")), "off: {off:?}");
    assert_eq!(outside(&folder, company, "sheet --make").code, Some(2), "somebody administers it");
    let lost = json!([{ "call": "create_doc", "when": "always", "fault": "reply_lost" }]);
    company.set_faults(serde_json::from_value(lost).unwrap());
    assert_eq!(outside(&folder, company, "sheet --make --manager wangfang").code, Some(5), "the answer was lost");
    company.set_faults(Vec::new());
    let unsure = outside(&folder, company, "sheet --make");
    assert_eq!((unsure.code, &unsure.last()["state"]), (Some(6), &json!("unsure")), "for somebody to say: {unsure:?}");
    let made = outside(&folder, company, "sheet --make --again");
    assert_eq!((made.code, &made.last()["rows"]), (Some(0), &json!(1)), "{made:?}");
    assert!(made.last()["url"].as_str().is_some_and(|url| url.starts_with("http")), "what people open: {made:?}");
    let told = outside(&folder, company, "sheet").last();
    assert_eq!((&told["url"], &told["last"]["right"]), (&made.last()["url"], &json!(1)), "{told}");
    let docid = company.sheets().kept().into_iter().find(|sheet| sheet.rows.len() == 1).unwrap().docid;
    assert!(company.sheets().delete_row(&docid, 0));
    let again = outside(&folder, company, "sheet");
    assert!(again.code == Some(0) && again.stderr.contains("1 row added again"), "{again:?}");
    let off = outside(&folder, company, "sheet --off");
    assert_eq!(
        (off.code, &off.last()["on"], &off.last()["state"]),
        (Some(0), &json!(false), &json!("made")),
        "{off:?}"
    );
}

#[test]
fn from_a_form_to_an_answer() {
    let (town, folder) = connected(Config::default(), &["someone"]);
    let company = &town.company;
    let file = folder.file("people.csv", "name,phone,userid\nLin Yi,13800000001,lin\n".as_bytes());
    assert_eq!(folder.run_with("candidates import", &[file.to_str().unwrap()]).code, Some(0), "the person is needed");
    let add = "interview add --candidate lin --zone Asia/Shanghai --minutes 45 --starts";
    let agreed = folder.run_with(add, &["2099-11-25 14:00"]);
    assert_eq!(agreed.code, Some(0), "the interview is needed: {agreed:?}");
    let nobody = outside(&folder, company, "form 1");
    assert_eq!(nobody.code, Some(2), "somebody has to see the answers: {nobody:?}");
    let lost = vec![json!({ "call": "create_form", "when": "always", "fault": "reply_lost" })];
    company.set_faults(serde_json::from_value(Value::Array(lost)).unwrap());
    assert_eq!(outside(&folder, company, "form 1 --manager wangfang").code, Some(5), "the answer was lost");
    company.set_faults(Vec::new());
    let unsure = outside(&folder, company, "form 1");
    assert_eq!((unsure.code, &unsure.last()["state"]), (Some(6), &json!("unsure")), "for somebody to say: {unsure:?}");
    let made = outside(&folder, company, "form 1 --again");
    assert_eq!((made.code, &made.last()["manager"]), (Some(0), &json!("wangfang")), "who was named first: {made:?}");
    let url = made.last()["url"].as_str().unwrap().to_owned();

    let who = company.outsider("moon").unwrap();
    let text = |id: i64, text: &str| (id, FormEntry::Text(text.to_owned()));
    let fill = |phone: &str| {
        let entries = [(1, FormEntry::Options(vec![3])), text(2, "Friday"), text(3, phone), text(4, "L")];
        company.forms().fill(&url, FormFiller::Outsider(&who), &entries).expect("it is taken");
    };
    fill("13900000009");
    fill("13800000001");
    let read = outside(&folder, company, "form --read");
    assert_eq!((read.code, &read.last()["forms"]), (Some(0), &json!(1)), "{read:?}");
    assert!(read.stderr.contains("not noted") && read.stderr.contains("13900000009"), "who it is not: {read:?}");
    let answers = folder.run("outside answers --json").last();
    assert_eq!((&answers["answer"], &answers["wish"]), (&json!("other_time"), &json!("Friday")), "{answers}");
    assert_eq!(answers["source"], "form", "how it became known: {answers}");
    let shown = outside(&folder, company, "form 1").last();
    assert_eq!((&shown["url"], &shown["open"][0]["outcome"]), (&json!(url), &json!("nobody")), "{shown}");

    let (answer, lin) = (shown["open"][0]["id"].to_string(), answers["candidate"].to_string());
    let first = &shown["open"][0]["at"];
    let given = folder.run(&format!("outside assign {answer} {lin} --json"));
    assert_eq!((given.code, &given.last()["answer"]["given"]), (Some(0), &json!(true)), "a person knows: {given:?}");
    let later = given.last()["counts"]["at"].as_i64() >= first.as_i64();
    assert!(later && given.last()["counts"]["source"] == "form", "what counts is told: {given:?}");
    let again = folder.run(&format!("outside assign {answer} 999 --json"));
    assert_eq!((again.code, again.error_code()), (Some(2), Some("not_found".to_owned())), "it is hers: {again:?}");
    assert_eq!(outside(&folder, company, "form --read").last()["answers"], json!([]), "no reading brings it again");
    let back = folder.run(&format!("outside assign {answer} --undo --json"));
    assert_eq!((back.code, &back.last()["answer"]["outcome"]), (Some(0), &json!("nobody")), "{back:?}");
    let without = folder.run(&format!("outside assign {answer}"));
    assert_eq!(without.code, Some(2), "to whom: {without:?}");
}

#[test]
fn paid_links_say_what_is_left() {
    let (town, folder, id) = with_lin();
    let made = outside(&folder, &town.company, &format!("link {id} --by acquisition"));
    assert_eq!((made.code, &made.last()["balance"]), (Some(0), &json!(100)), "what was bought: {made:?}");
    assert!(!made.stderr.contains("warning"), "enough of them: {made:?}");
}

#[test]
fn what_cannot_be_done_is_said() {
    let (town, folder, id) = with_lin();
    let company = &town.company;
    let no_one = outside(&folder, company, "link 9999");
    assert_eq!((no_one.code, no_one.error_code()), (Some(2), Some("not_found".to_owned())), "nobody: {no_one:?}");
    let by = outside(&folder, company, &format!("link {id} --by pigeon"));
    assert!(by.code == Some(2) && by.stderr.contains("service, contact-way, acquisition"), "the kinds: {by:?}");
    let rules: Vec<Value> =
        vec![json!({ "call": "get_follow_user_list", "when": "always", "fault": { "err_code": 48002 } })];
    company.set_faults(serde_json::from_value(Value::Array(rules)).unwrap());
    let refused = outside(&folder, company, "sync");
    assert_eq!(refused.code, Some(4), "a right is missing: {refused:?}");
    assert!(refused.stderr.contains("48002"), "by its code: {refused:?}");
    let none = Folder::new();
    let none = none.run("outside sync");
    assert!(none.code == Some(2) && none.stderr.contains("no account"), "no account, no customers: {none:?}");
}

#[test]
fn watching_tells_each_event_once_and_ends_in_time() {
    let (town, folder, id) = with_lin();
    let company = &town.company;
    let kf = company.service().accounts()[0].open_kfid.clone();
    let made = outside(&folder, company, &format!("link {id}"));
    assert!(company.service().open(made.last()["url"].as_str().unwrap(), "wmLIN"), "{made:?}");
    company.service().write(&kf, "wmLIN", "你好 🌙").unwrap();
    let soon = || (jiff::Timestamp::now() + jiff::SignedDuration::from_secs(2)).to_string();
    let watched = outside(&folder, company, &format!("watch --until {}", soon()));
    assert_eq!(watched.code, Some(0), "the time came: {watched:?}");
    let told: Vec<_> = watched.lines().iter().map(|line| (line["kind"].clone(), line["name"].clone())).collect();
    let lin = json!("Lin Yi");
    assert_eq!(told, [(json!("opened"), lin.clone()), (json!("wrote"), lin)], "each once in two rounds: {watched:?}");
    let again = outside(&folder, company, &format!("watch --account real --until {}", soon()));
    assert_eq!((again.code, again.stdout.as_str()), (Some(0), ""), "nothing new: {again:?}");
    let shown = outside(&folder, company, &format!("show {id}")).last();
    assert_eq!((&shown["chat"]["last_words"], &shown["chat"]["left"]), (&json!("你好 🌙"), &json!(5)), "{shown}");
    let past = outside(&folder, company, "watch --until yesterday");
    assert!(past.code == Some(2) && past.stderr.contains("--until"), "no time to come: {past:?}");
}

#[test]
fn watching_without_the_secret_says_which_account_is_left_out() {
    let (town, folder, id) = with_lin();
    let made = outside(&folder, &town.company, &format!("link {id}"));
    assert_eq!(made.code, Some(0), "{made:?}");
    let soon = || (jiff::Timestamp::now() + jiff::SignedDuration::from_secs(2)).to_string();
    let watched = folder.run(&format!("outside watch --until {} --json", soon()));
    assert!(watched.stderr.contains("not watched"), "told: {watched:?}");
    let named = folder.run(&format!("outside watch --until {} --account real --json", soon()));
    assert_eq!(named.code, Some(4), "the account that was named is needed: {named:?}");
}
