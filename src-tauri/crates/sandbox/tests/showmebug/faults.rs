//! What can go wrong at ShowMeBug, over real TCP.

use std::time::Duration;

use beckon_sandbox::{Fault, FaultRule, When};
use reqwest::Method;
use serde_json::{Value, json};

use super::{Caller, answer, refused};
use crate::common::rule;

async fn spoiled(call: &str, fault: Fault) -> Caller {
    let caller = Caller::start().await;
    caller.company.showmebug().set_faults(vec![rule(call, When::Nth(1), fault)]);
    caller
}

/// How many rooms the first create made, and that the second works.
async fn made(caller: &Caller) -> usize {
    let rooms = caller.company.showmebug().rooms().len();
    caller.room("next").await;
    assert_eq!(caller.company.showmebug().rooms().len(), rooms + 1, "the fault is over");
    rooms
}

fn create(caller: &Caller) -> reqwest::RequestBuilder {
    caller.call(Method::POST, "interviews").json(&json!({ "candidate_name": "周敏" }))
}

#[tokio::test]
async fn an_answer_is_lost_before_or_after_the_room_is_made() {
    for (fault, rooms) in [(Fault::ResetAfterProcessing, 1), (Fault::ReplyLost, 1), (Fault::ResetBeforeProcessing, 0)] {
        let caller = spoiled("POST interviews", fault.clone()).await;
        assert!(create(&caller).send().await.is_err(), "{fault:?}: no answer");
        let call = caller.company.showmebug().journal().pop().unwrap();
        assert_eq!((call.status, call.processed, call.made.len()), (None, rooms == 1, rooms), "{fault:?}: {call:?}");
        assert_eq!(made(&caller).await, rooms, "{fault:?}");
    }
}

#[tokio::test]
async fn a_call_is_processed_twice() {
    let caller = spoiled("POST interviews", Fault::ProcessedTwice).await;
    let data = caller.room("周敏").await;
    let rooms = caller.company.showmebug().rooms();
    assert_eq!((rooms.len(), rooms[1].uid.as_str()), (2, data["uid"].as_str().unwrap()), "the answer is the second's");
    assert_eq!(caller.company.showmebug().journal().pop().unwrap().made.len(), 2, "the journal names both");
    assert_eq!(caller.company.showmebug().quota(), 98, "both took a session");
}

#[tokio::test]
async fn what_answers_is_not_showmebug() {
    let page = spoiled("interviews", Fault::HtmlPage).await;
    let reply = create(&page).send().await.unwrap();
    let html = reply.headers()["content-type"].to_str().unwrap().contains("html");
    assert!(reply.status() == 200 && html, "HTML in place of JSON");
    assert_eq!(made(&page).await, 0, "the call never arrived");
}

#[tokio::test]
async fn an_errcode_comes_with_200_and_with_422() {
    let caller = spoiled("POST interviews", Fault::ErrCode(50001)).await;
    refused(answer(create(&caller)).await, (200, 50001), "with HTTP 200");
    assert_eq!(made(&caller).await, 0, "refused is not processed");
    let caller = spoiled("POST interviews", Fault::ErrCodeWithStatus { status: 422, code: 50001 }).await;
    refused(answer(create(&caller)).await, (422, 50001), "with HTTP 422");
    assert_eq!(made(&caller).await, 0, "refused is not processed");
    let caller = spoiled("*", Fault::HttpStatus(401)).await;
    assert_eq!(caller.get("me").await.0, 401, "a 401 in the middle");
    assert_eq!(caller.get("me").await.0, 200, "once");
}

#[tokio::test]
async fn links_are_missing_or_of_another_host() {
    let caller = spoiled("POST interviews", Fault::LinkMissing).await;
    let data = caller.room("周敏").await;
    assert!(data.get("candidate_url").is_none() && data["uid"].is_string(), "a link is missing: {data}");
    let caller = spoiled("POST interviews", Fault::OtherHost).await;
    let person = json!({ "uid": "a", "name": "a", "phone": "1" });
    let data = caller.data("interviews", &json!({ "candidate_name": "周敏", "interviewers": [person] })).await;
    let text = data.to_string();
    assert!(!text.contains("127.0.0.1") && text.matches("https://rooms.example.net/").count() == 3, "{text}");
    assert_eq!(made(&caller).await, 1, "the room is there all the same");
}

#[tokio::test]
async fn a_batch_comes_in_another_order_or_lacks_one() {
    let people = json!({ "interviews": [{ "uid": "a", "name": "A" }, { "uid": "b", "name": "B" }] });
    let ids = |data: &Value| -> Vec<String> {
        let items = data["interviews"].as_array().unwrap();
        items.iter().map(|item| item["candidate_uid"].as_str().unwrap().to_owned()).collect()
    };
    let caller = spoiled("batch_interviews", Fault::Reordered).await;
    assert_eq!(ids(&caller.data("batch_interviews", &people).await), ["b", "a"], "the opposite order");
    let caller = spoiled("batch_interviews", Fault::ItemMissing).await;
    assert_eq!(ids(&caller.data("batch_interviews", &people).await), ["a"], "one is missing");
    assert_eq!(made(&caller).await, 2, "and made all the same");
}

#[tokio::test]
async fn rules_of_a_file_are_played_from_the_start_by_both() {
    let faults: Vec<FaultRule> = serde_json::from_str(
        r#"[{ "call": "GET me", "when": { "nth": 1 }, "fault": { "err_code_with_status": { "status": 422, "code": 7 } } },
            { "call": "exams", "when": "always", "fault": { "delay": 1 } }]"#,
    )
    .unwrap();
    let caller = Caller::with(beckon_sandbox::Config { faults, ..Default::default() }).await;
    refused(caller.get("me").await, (422, 7), "the first call of its own");
    assert_eq!(caller.get("exams").await.0, 200, "slow, and answered");
    caller.company.advance(Duration::from_secs(1));
    assert_eq!(caller.get("me").await.0, 200, "the second is left alone");
}

#[tokio::test]
async fn no_value_brings_it_down() {
    let caller = Caller::start().await;
    let uid = caller.room("周敏").await["uid"].as_str().unwrap().to_owned();
    let values = [
        json!(null),
        json!(true),
        json!(-1),
        json!(i64::MAX),
        json!(u64::MAX),
        json!(1e308),
        json!(""),
        json!("\u{0}\u{202e}𝕏"),
        json!("面".repeat(3000)),
        json!([]),
        json!([null, [], {}]),
        json!({ "a": { "a": [] } }),
    ];
    let person = json!({ "uid": "a", "name": "a", "phone": "1", "email": "e" });
    let item = json!({ "uid": "a", "name": "a" });
    let bodies = [
        (
            "interviews",
            json!({ "candidate_name": "n", "user_id": 101, "type_id": 1, "interviewers": [person],
            "written_pad_id": 1, "written_pad_uid": "a", "resume_link": "https://e.com" }),
        ),
        ("batch_interviews", json!({ "user_id": 101, "interviews": [item] })),
        ("batch_written_pads", json!({ "exam_id": 501, "candidates": [item] })),
    ];
    for (path, body) in &bodies {
        for field in body.as_object().unwrap().keys() {
            for value in &values {
                let mut changed = body.clone();
                changed[field] = value.clone();
                let (status, reply) = caller.post(path, &changed).await;
                assert!(reply["errcode"].is_i64(), "{path} answers to {field}: {status} {reply}");
                let edit = caller.call(Method::PATCH, &format!("interviews/{uid}")).json(&changed);
                assert!(answer(edit).await.1["errcode"].is_i64(), "an edit answers to {field}");
            }
        }
    }
    for text in ["9223372036854775807", "-1", "%00", "", "%FF", "a"] {
        for name in ["page", "per_page", "search", "creator_id", "status[]", "created_time_start"] {
            let (_, reply) = caller.get(&format!("interviews?{name}={text}")).await;
            assert!(reply["errcode"].is_i64(), "the list answers to {name}={text}: {reply}");
        }
    }
}
