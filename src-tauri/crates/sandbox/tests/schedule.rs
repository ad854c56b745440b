//! Calendars and schedules: what they may hold, changes, occurrences, answers.

mod common;

use std::time::Duration;

use beckon_sandbox::{App, Config};
use common::{Outside, refused, token, with};
use serde_json::{Value, json};

const DAY: i64 = 86_400;

async fn start() -> Outside {
    let mut config = Config { people_answer_after: Duration::from_secs(30), ..Config::default() };
    config.apps.push(App::new(1_000_003, "Other", 9));
    config.apps.push(App { schedule: false, ..App::new(1_000_004, "No right", 9) });
    Outside::start(config).await
}

/// An appointment tomorrow with every field a check looks at.
fn appointment(outside: &Outside) -> Value {
    let start = outside.company.now_ms() / 1000 / 60 * 60 + DAY;
    json!({ "schedule": {
        "start_time": start, "end_time": start + 3600, "summary": "面试", "location": "Room 3", "description": "d",
        "attendees": [{ "userid": "ZhangWei" }, { "userid": "li.na" }], "admins": [], "cal_id": "", "is_whole_day": 0,
        "reminders": { "is_remind": 1, "remind_time_diffs": [-900], "timezone": 8 },
    }})
}

async fn add(outside: &Outside, body: &Value) -> String {
    let reply = outside.post("oa/schedule/add", body).await;
    reply["schedule_id"].as_str().unwrap_or_else(|| panic!("no schedule_id in {reply}")).to_owned()
}

async fn read(outside: &Outside, schedule_id: &str) -> Value {
    let reply = outside.post("oa/schedule/get", &json!({ "schedule_id_list": [schedule_id] })).await;
    reply["schedule_list"][0].clone()
}

#[tokio::test]
async fn a_schedule_is_checked_field_by_field() {
    let outside = start().await;
    let base = appointment(&outside);
    let start = base["schedule"]["start_time"].as_i64().unwrap();
    let cases = [
        ("/schedule", json!(null), 40058, "no schedule"),
        ("/schedule/start_time", json!(null), 40058, "no start"),
        ("/schedule/end_time", json!(start), 40058, "an end at the start"),
        ("/schedule/summary", json!("面".repeat(128)), 0, "128 characters"),
        ("/schedule/summary", json!("面".repeat(129)), 40058, "129"),
        ("/schedule/description", json!("面".repeat(1000)), 0, "1000 characters"),
        ("/schedule/description", json!("面".repeat(1001)), 40058, "1001"),
        ("/schedule/location", json!("a".repeat(129)), 40058, "a place of 129"),
        ("/schedule/attendees", json!([{ "userid": "HenryLewis" }]), 60021, "outside the visible range"),
        ("/schedule/attendees", json!([{}]), 40003, "no userid"),
        ("/schedule/attendees", json!(vec![json!({ "userid": "li.na" }); 1000]), 0, "1000 attendees"),
        ("/schedule/attendees", json!(vec![json!({ "userid": "li.na" }); 1001]), 90464, "1001"),
        ("/schedule/admins", json!(["LI.NA"]), 0, "an administrator among them"),
        ("/schedule/admins", json!(["wangfang"]), 90715, "one who is not"),
        ("/schedule/cal_id", json!("wcX"), 90457, "an unknown calendar"),
        ("/schedule/reminders/remind_time_diffs", json!([-900, -86_400]), 0, "allowed reminders"),
        ("/schedule/reminders/remind_time_diffs", json!([-60]), 90704, "a minute before"),
        ("/schedule/reminders/remind_time_diffs", json!([32_400]), 90704, "09:00 is for whole days"),
        ("/schedule/reminders", json!({ "remind_before_event_secs": 60 }), 90471, "the old field, a minute"),
        ("/schedule/reminders/timezone", json!(13), 90480, "UTC+13"),
        ("/schedule/reminders", json!({ "is_repeat": 1, "repeat_type": 3 }), 90465, "no such repetition"),
        ("/schedule/reminders", json!({ "is_custom_repeat": 1 }), 90486, "a custom one without interval"),
        ("/schedule/reminders", json!({ "repeat_day_of_week": [8] }), 90467, "an eighth day of the week"),
        ("/schedule/reminders", json!({ "repeat_day_of_month": [0] }), 90487, "day 0"),
    ];
    outside.refuses("oa/schedule/add", &base, &cases).await;
    let whole = with(
        &with(&base, "/schedule/is_whole_day", json!(1)),
        "/schedule/reminders/remind_time_diffs",
        json!([32_400]),
    );
    refused(&outside.post("oa/schedule/add", &whole).await, 0, "09:00 on a whole day");
}

#[tokio::test]
async fn attendees_answer_after_a_while_or_when_told() {
    let outside = start().await;
    let people = ["zhangwei", "li.na", "wangfang", "liuyang", "chen_jing", "yang-min", "zhaolei", "huangting", "00123"];
    let attendees: Value = people.iter().map(|userid| json!({ "userid": userid })).collect();
    let mut seen = std::collections::BTreeSet::new();
    let mut last = String::new();
    for _ in 0..10 {
        last = add(&outside, &with(&appointment(&outside), "/schedule/attendees", attendees.clone())).await;
        let before = read(&outside, &last).await;
        assert!(before["attendees"].as_array().unwrap().iter().all(|a| a["response_status"] == 0), "not yet: {before}");
        outside.company.advance(Duration::from_secs(30));
        let after = read(&outside, &last).await;
        assert_eq!(after, read(&outside, &last).await, "an answer stays the same");
        seen.extend(after["attendees"].as_array().unwrap().iter().map(|a| a["response_status"].as_i64().unwrap()));
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), [0, 1, 2, 4], "all answers come up; 3 is for repeated ones");
    assert!(outside.company.answer_invitation(&last, "LI.NA", 4), "she is invited");
    assert!(!outside.company.answer_invitation(&last, "EmmaClark", 2), "she is not");
    assert_eq!(read(&outside, &last).await["attendees"][1], json!({ "userid": "li.na", "response_status": 4 }));
}

#[tokio::test]
async fn an_invitation_has_a_page_on_which_it_is_answered() {
    let outside = start().await;
    let id = add(&outside, &with(&appointment(&outside), "/schedule/summary", json!("<面试>"))).await;
    let page = async |userid: &str, answer: Option<&str>| {
        let url = format!("{}/calendar/{id}/{userid}", outside.company.base_url());
        let client = reqwest::Client::new();
        let request = match answer {
            Some(answer) => client.post(url).body(format!("answer={answer}")),
            None => client.get(url),
        };
        let reply = request.send().await.unwrap();
        (reply.status().as_u16(), reply.text().await.unwrap())
    };
    let (status, shown) = page("li.na", None).await;
    assert!(status == 200 && shown.contains("&lt;面试&gt;") && !shown.contains("Answered"), "{shown}");
    assert_eq!(page("EmmaClark", Some("2")).await.0, 404, "she is not invited");
    assert!(page("li.na", Some("4")).await.1.contains("Decline"));
    assert!(!page("zhangwei", Some("7")).await.1.contains("Answered"), "there is no such answer");
    let said = read(&outside, &id).await["attendees"].clone();
    assert_eq!(said.pointer("/1/response_status"), Some(&json!(4)), "{said}");
    assert_eq!(said.pointer("/0/response_status"), Some(&json!(0)), "{said}");
    outside.post("oa/schedule/del", &json!({ "schedule_id": id })).await;
    assert!(page("li.na", Some("2")).await.1.contains("Cancelled"), "nothing is left to answer");
}

#[tokio::test]
async fn an_update_overwrites_and_keeps_the_invitations() {
    let outside = start().await;
    let base = appointment(&outside);
    let id = add(&outside, &base).await;
    outside.company.advance(Duration::from_secs(20));
    let mut changed = with(&base, "/schedule/schedule_id", json!(id));
    changed["schedule"].as_object_mut().unwrap().remove("location");
    changed["schedule"]["attendees"] = json!([{ "userid": "li.na" }, { "userid": "wangfang" }]);
    let reply = outside.post("oa/schedule/update", &changed).await;
    refused(&reply, 0, "changed");
    assert!(reply.get("schedule_id").is_none(), "the id stays: {reply}");
    let now = read(&outside, &id).await;
    assert!(now.get("location").is_none(), "what is not given is gone: {now}");
    assert_eq!((&now["schedule_id"], now["attendees"].as_array().unwrap().len()), (&json!(id), 2), "{now}");

    let list = json!({ "cal_id": now["cal_id"] });
    let row = outside.post("oa/schedule/get_by_calendar", &list).await["schedule_list"][0].clone();
    assert_eq!(row["sequence"], 1, "one change so far: {row}");
    let past = with(&changed, "/schedule/start_time", json!(1_000_000));
    refused(&outside.post("oa/schedule/update", &past).await, 90706, "not into the past");
    refused(
        &outside.post("oa/schedule/update", &with(&changed, "/schedule/schedule_id", json!("x"))).await,
        90461,
        "unknown",
    );
    let mut one = changed.clone();
    one["op_mode"] = json!(1);
    refused(&outside.post("oa/schedule/update", &one).await, 90484, "nothing repeats here");
}

#[tokio::test]
async fn single_occurrences_can_be_changed_and_cancelled() {
    let outside = start().await;
    let daily = json!({ "is_repeat": 1, "repeat_type": 0, "timezone": 8 });
    let base = with(&appointment(&outside), "/schedule/reminders", daily);
    let start = base["schedule"]["start_time"].as_i64().unwrap();
    let id = add(&outside, &base).await;
    let change = |mode: i64, at: i64, new_start: i64| {
        let mut body =
            with(&with(&base, "/schedule/start_time", json!(new_start)), "/schedule/end_time", json!(new_start + 60));
        body["schedule"]["schedule_id"] = json!(id);
        body["schedule"]["reminders"] = json!({ "is_remind": 0 });
        body["op_mode"] = json!(mode);
        body["op_start_time"] = json!(at);
        body
    };
    let path = "oa/schedule/update";
    refused(&outside.post(path, &change(3, start, start)).await, 90485, "no such mode");
    refused(&outside.post(path, &change(1, start + 60, start + 60)).await, 90482, "no occurrence then");
    refused(&outside.post(path, &change(1, start + DAY, start)).await, 90488, "moved before the occurrence");
    let reply = outside.post(path, &change(1, start + DAY, start + DAY + 600)).await;
    let moved = reply["schedule_id"].as_str().expect("a new id").to_owned();
    assert_eq!(read(&outside, &moved).await["start_time"], json!(start + DAY + 600), "the moved one");
    let rest = read(&outside, &id).await;
    assert_eq!(
        rest["reminders"]["exclude_time_list"],
        json!([{ "start_time": start + DAY }]),
        "left out of the others"
    );
    refused(&outside.post(path, &change(1, start + DAY, start + DAY)).await, 90482, "it is no occurrence any more");

    let del = |mode: i64, at: i64| json!({ "schedule_id": id, "op_mode": mode, "op_start_time": at });
    refused(&outside.post("oa/schedule/del", &del(2, start + 5 * DAY)).await, 0, "from the sixth day on");
    refused(&outside.post("oa/schedule/del", &del(1, start + 5 * DAY)).await, 90482, "there is no sixth day");
    refused(&outside.post("oa/schedule/del", &del(1, start + 4 * DAY)).await, 0, "there is a fifth");
    refused(&outside.post("oa/schedule/del", &json!({ "schedule_id": id })).await, 0, "all of it");
    assert_eq!(read(&outside, &id).await["status"], 1, "a cancelled one can still be read");
    refused(&outside.post("oa/schedule/del", &json!({ "schedule_id": id })).await, 90460, "but not cancelled again");
}

#[tokio::test]
async fn calendars_belong_to_their_app() {
    let mut outside = start().await;
    let base = json!({ "calendar": {
        "summary": "Interviews", "color": "#FF3030", "description": null, "admins": ["zhangwei"], "is_public": 0,
        "shares": [{ "userid": "ZhangWei" }, { "userid": "HenryLewis", "permission": 3 }],
    }});
    let path = "oa/calendar/add";
    let cases = [
        ("/calendar/summary", json!(null), 40058, "no name"),
        ("/calendar/summary", json!("面".repeat(129)), 40058, "129 characters"),
        ("/calendar/color", json!("red"), 90473, "no #RRGGBB"),
        ("/calendar/color", json!("#GG0000"), 90473, "no hex"),
        ("/calendar/admins", json!(["li.na"]), 90492, "an administrator it is not shared with"),
        ("/calendar/shares/0/permission", json!(2), 40058, "permission 2"),
        ("/calendar/is_public", json!(1), 90483, "a public one without range"),
    ];
    outside.refuses(path, &base, &cases).await;
    let made = outside.post(path, &base).await;
    assert_eq!(made["fail_result"]["shares"][0]["userid"], "henrylewis", "made all the same: {made}");

    let own = with(&appointment(&outside), "/schedule/cal_id", made["cal_id"].clone());
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(add(&outside, &own).await);
    }
    add(&outside, &appointment(&outside)).await;
    let page = async |offset: i64, limit: i64| {
        let body = json!({ "cal_id": made["cal_id"], "offset": offset, "limit": limit });
        let reply = outside.post("oa/schedule/get_by_calendar", &body).await;
        let rows = reply["schedule_list"].as_array().unwrap_or_else(|| panic!("{reply}")).clone();
        rows.iter().map(|row| row["schedule_id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(page(0, 2).await, ids[..2], "in the order they were made, those of this calendar only");
    assert_eq!(page(2, 2).await, ids[2..], "the second page");
    assert!(page(4, 2).await.is_empty(), "an empty list is the end");
    let beyond = json!({ "cal_id": made["cal_id"], "limit": 1001 });
    refused(&outside.post("oa/schedule/get_by_calendar", &beyond).await, 90469, "at most 1000");

    let other = outside.company.reset_secret(1_000_003).unwrap();
    outside.token = token(&outside.client, &outside.company, &other).await;
    refused(&outside.post("oa/schedule/add", &own).await, 90466, "another app's calendar");
    refused(
        &outside.post("oa/schedule/get", &json!({ "schedule_id_list": ids })).await,
        90466,
        "another app's schedules",
    );
    refused(&outside.post("oa/schedule/get", &json!({ "schedule_id_list": [] })).await, 90462, "an empty list");
    let many = json!({ "schedule_id_list": vec!["x"; 1001] });
    refused(&outside.post("oa/schedule/get", &many).await, 90469, "1001 of them");
    let barred = outside.company.reset_secret(1_000_004).unwrap();
    outside.token = token(&outside.client, &outside.company, &barred).await;
    refused(&outside.post("oa/schedule/add", &own).await, 90472, "an app without the right");
}

#[tokio::test]
async fn the_default_calendar_can_be_replaced() {
    let outside = start().await;
    let before = read(&outside, &add(&outside, &appointment(&outside)).await).await["cal_id"].clone();
    let calendar = json!({ "calendar": { "summary": "New", "color": "#00ff00", "set_as_default": 1 } });
    let made = outside.post("oa/calendar/add", &calendar).await["cal_id"].clone();
    let after = read(&outside, &add(&outside, &appointment(&outside)).await).await["cal_id"].clone();
    assert_ne!(before, made, "the app had a calendar of its own");
    assert_eq!(after, made, "and has another default now");
}
