//! What leaves for each call, and what is never sent.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use common::{Act, KEY, SECRET, TOKEN, data, json, li, server, zhang};
use serde_json::json;
use showmebug::{
    BatchItem, Change, Client, Config, Error, Invalid, ListQuery, NewInterview, NewInterviewer, NotSent, Status,
    TokenKind, TypeId,
};

fn item(uid: &str, name: &str) -> BatchItem {
    BatchItem { uid: uid.into(), name: name.into() }
}

#[tokio::test]
async fn every_call_leaves_as_documented() {
    let server = server(|_, _| Act::Reply(data(&json!({})))).await;
    let client = server.client();
    let _ = client.me().await;
    let _ = client.create(&NewInterview { user_id: Some(7), type_id: Some(TypeId::NonTechnical), ..li() }).await;
    let _ = client.batch(&[item("1", "李娜")]).await;
    let _ = client.edit("AB12", &Change { candidate_name: Some("王芳".into()), interviewers: Some(vec![]) }).await;
    let query = ListQuery {
        search: Some("李娜".into()),
        created_from_ms: Some(1_772_416_800_000),
        status: vec![Status::Opened, Status::Ended],
        page: 0,
    };
    let _ = client.list(&query).await;
    let _ = client.result("AB12").await;
    let _ = client.delete("AB12").await;
    let _ = client.exams(Some("后端")).await;
    let _ = client.issue(501, &[item("1", "李娜")]).await;

    let got = server.got.lock().unwrap().clone();
    let lines: Vec<&str> = got.iter().map(common::Got::line).collect();
    let list = "GET /open_api/v1/interviews?page=1&per_page=50&search=%E6%9D%8E%E5%A8%9C\
                &status%5B%5D=interview_opened&status%5B%5D=interview_ended&created_time_start=2026-03-01T02%3A00%3A00Z";
    let wanted = [
        "POST /oauth/token.json",
        "GET /open_api/v1/me",
        "POST /open_api/v1/interviews",
        "POST /open_api/v1/batch_interviews",
        "PATCH /open_api/v1/interviews/AB12",
        list,
        "GET /open_api/v1/interviews/AB12/result",
        "DELETE /open_api/v1/interviews/AB12",
        "GET /open_api/v1/exams?page=1&per_page=50&search=%E5%90%8E%E7%AB%AF",
        "POST /open_api/v1/batch_written_pads",
    ];
    assert_eq!(lines, wanted, "one token for all, and each call once");
    let token = json!({ "client_id": KEY, "client_secret": SECRET, "grant_type": "client_credentials" });
    assert_eq!(got[0].json(), token, "the token call");
    let bearer = format!("authorization: Bearer {TOKEN}");
    assert!(got[1..].iter().all(|got| got.head.contains(&bearer)), "every call carries the token");
    assert!(!got[0].head.contains("authorization"), "which the token call has not got");
    let zhang = json!({ "uid": "zhangwei", "name": "张伟", "phone": "10000000001" });
    let create = json!({ "candidate_name": "李娜", "user_id": 7, "type_id": 2, "interviewers": [zhang] });
    assert_eq!(got[2].json(), create, "the newer page's names");
    assert_eq!(got[3].json(), json!({ "interviews": [{ "uid": "1", "name": "李娜" }] }), "the older page's name");
    assert_eq!(got[4].json(), json!({ "candidate_name": "王芳", "interviewers": [] }), "what changes, no more");
    assert_eq!(got[9].json(), json!({ "exam_id": 501, "candidates": [{ "uid": "1", "name": "李娜" }] }), "an issue");
}

#[tokio::test]
async fn the_static_token_is_key_and_secret_in_one() {
    let server = server(|_, _| Act::Reply(json(r#"{"errcode":401,"errmsg":"no"}"#))).await;
    let client = Client::new(Config { token: TokenKind::Static, ..server.config() }).unwrap();
    let error = client.me().await.unwrap_err();
    assert!(matches!(error, Error::Refused(_)), "it is not taken: {error}");
    let got = server.got.lock().unwrap().clone();
    let bearer = "authorization: Bearer dGhlLWtleTptYXJrZWQtc2VjcmV0LTAxMjM0NTY3ODk=\r\n";
    assert!(got.len() == 1 && got[0].head.contains(bearer), "one call, for another token there is not: {got:?}");
}

#[tokio::test]
async fn what_would_be_refused_never_leaves() {
    let server = server(|_, _| Act::Close).await;
    let client = server.client();
    let told = |error: Error| match error {
        Error::NotSent(NotSent::Invalid(invalid)) => invalid,
        other => panic!("{other}"),
    };
    let with = |interviewers| NewInterview { interviewers, ..li() };
    let six = (0..6).map(|n| NewInterviewer { uid: n.to_string(), ..zhang() }).collect();
    let silent = NewInterviewer { phone: Some(" ".into()), ..zhang() };
    for (new, why) in [
        (NewInterview { candidate_name: "名".repeat(101), ..li() }, Invalid::Name(101)),
        (NewInterview { candidate_name: " ".into(), ..li() }, Invalid::Name(1)),
        (with(six), Invalid::Interviewers(6)),
        (with(vec![silent]), Invalid::NoContact("张伟".into())),
        (with(vec![zhang(), zhang()]), Invalid::CallerUid),
        (with(vec![NewInterviewer { email: Some("m".repeat(255)), ..zhang() }]), Invalid::Contact("张伟".into())),
    ] {
        assert_eq!(told(client.create(&new).await.unwrap_err()), why, "{why}");
    }
    let many: Vec<BatchItem> = (0..101).map(|n| item(&n.to_string(), "n")).collect();
    for (items, why) in [
        (many, Invalid::Count(101)),
        (vec![], Invalid::Count(0)),
        (vec![item("1", "a"), item("1", "b")], Invalid::CallerUid),
    ] {
        assert_eq!(told(client.batch(&items).await.unwrap_err()), why, "a batch");
        assert_eq!(told(client.issue(1, &items).await.unwrap_err()), why, "an issue");
    }
    for uid in ["", ".", "..", "A/B", "A?x", "%2e%2e", "名"] {
        assert_eq!(told(client.delete(uid).await.unwrap_err()), Invalid::Uid, "{uid:?} could lead to another path");
        assert_eq!(told(client.result(uid).await.unwrap_err()), Invalid::Uid, "{uid:?}");
        assert_eq!(told(client.edit(uid, &Change::default()).await.unwrap_err()), Invalid::Uid, "{uid:?}");
    }
    assert!(server.got.lock().unwrap().is_empty(), "not even for a token");
}
