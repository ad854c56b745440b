//! Exams and written tests.

use beckon_sandbox::Config;
use beckon_sandbox::showmebug::{Exam, Team};
use serde_json::json;

use super::{Caller, refused};

#[tokio::test]
async fn exams_come_in_pages() {
    let exam = |id: i64| Exam { id, name: format!("Exam {id}"), questions_count: 5, duration: 0, total_score: 100 };
    let team = Team { exams: (1..=60).map(exam).collect(), ..Config::default().showmebug };
    let caller = Caller::with(Config { showmebug: team, ..Config::default() }).await;
    let page = async |query: &str| caller.get(&format!("exams?{query}")).await.1["data"].clone();
    let first = page("per_page=50").await;
    assert_eq!((first["exams"].as_array().unwrap().len(), &first["count"]), (50, &json!(60)), "50 at most");
    assert_eq!(page("page=2&per_page=50").await["exams"][9]["id"], 60, "the rest on the second page");
    assert_eq!(page("page=9").await["exams"], json!([]), "and nothing after the end");
    assert_eq!(page("search=60").await["count"], 1, "a part of the name");
}

#[tokio::test]
async fn one_exam_is_issued_to_many() {
    let caller = Caller::start().await;
    let people = json!([{ "uid": "c1", "name": "周敏" }, { "uid": "c2", "name": "Anna" }]);
    let made = caller.data("batch_written_pads", &json!({ "exam_id": 501, "candidates": people })).await;
    let pads = made["written_pads"].as_array().unwrap();
    assert_eq!((pads.len(), &pads[1]["candidate_name"]), (2, &json!("Anna")), "one for each: {made}");
    let page = caller.client.get(pads[0]["url"].as_str().unwrap()).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("written test"), "with a link: {page}");
    let tests = caller.company.showmebug().written_tests();
    assert_eq!((tests[0].candidate_uid.as_str(), tests[0].exam_id), ("c1", 501), "ShowMeBug keeps them");
    assert_eq!(caller.company.showmebug().quota(), 100, "they take no session");
    let listed = caller.get("written_pads?search=Anna").await.1["data"].clone();
    assert_eq!((&listed["count"], &listed["written_pads"][0]["candidate_uid"]), (&json!(1), &json!("c2")), "{listed}");
    let id = listed["written_pads"][0]["id"].clone();
    caller.data("interviews", &json!({ "candidate_name": "Anna", "written_pad_id": id })).await;
    let issue = async |body: serde_json::Value| caller.post("batch_written_pads", &body).await;
    refused(issue(json!({ "exam_id": 9, "candidates": people })).await, (404, 40401), "an unknown exam");
    refused(issue(json!({ "candidates": people })).await, (422, 42201), "no exam");
    refused(issue(json!({ "exam_id": 501, "candidates": [] })).await, (422, 42201), "nobody");
    refused(issue(json!({ "exam_id": 501, "candidates": people, "user_id": 101 })).await, (422, 42201), "unknown");
}
