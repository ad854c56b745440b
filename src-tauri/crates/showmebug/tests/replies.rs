//! Whatever comes back: no reader panics, what is kept is bounded, and every link that is taken is ShowMeBug's own.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::sync::{Arc, Mutex};

use common::{Act, http, li, server};
use proptest::prelude::*;
use proptest::test_runner::{Config as Cases, TestRunner};
use serde_json::{Value, json};
use showmebug::{BatchItem, Change, Client, ListQuery};

const KEYS: [&str; 26] = [
    "errcode",
    "errmsg",
    "data",
    "interviews",
    "items",
    "count",
    "uid",
    "candidate_uid",
    "candidate_name",
    "name",
    "candidate_url",
    "interviewer_url",
    "interviewer_urls",
    "created_at",
    "status",
    "id",
    "left_quota",
    "members",
    "members_count",
    "exams",
    "duration",
    "written_pads",
    "url",
    "score",
    "report_url",
    "other",
];

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,40}".prop_map(Value::from),
        prop::sample::select(vec![
            "0",
            "HOST/c",
            "HOST/i",
            "https://example.com/x",
            "interview_ended",
            "A1",
            "2026-03-02"
        ])
        .prop_map(Value::from),
        "[0-9TZ:. +-]{0,30}".prop_map(Value::from),
        Just(Value::from("名".repeat(3000))),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(4, 60, 6, |inner| {
        let fields = prop::collection::btree_map(prop::sample::select(KEYS.to_vec()), inner.clone(), 0..8);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::from),
            fields.prop_map(|fields| Value::Object(fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())),
        ]
    })
}

/// Data as every call would like it, with some fields that are anything or not there.
fn nearly() -> impl Strategy<Value = Value> {
    let one = || {
        let room = json!({
            "uid": "A1", "id": 7, "name": "n", "candidate_uid": "1", "candidate_url": "HOST/c", "url": "HOST/t",
            "interviewer_url": "HOST/i", "created_at": "2026-03-02T02:00:00Z", "status": "interview_ended",
            "interviewer_urls": [{ "uid": "z", "interviewer_url": "HOST/z" }], "report_url": "HOST/r", "score": 1,
        });
        prop::collection::btree_map(prop::sample::select(KEYS.to_vec()), prop::option::of(value()), 0..3).prop_map(
            move |spoiled| {
                let mut room = room.clone();
                for (key, value) in spoiled {
                    match value {
                        Some(value) => room[key] = value,
                        None => drop(room.as_object_mut().unwrap().remove(key)),
                    }
                }
                room
            },
        )
    };
    (one(), prop::collection::vec(prop_oneof![4 => one(), 1 => value()], 0..4)).prop_map(|(mut data, list)| {
        for name in ["interviews", "exams", "written_pads", "members"] {
            data[name] = json!(list);
        }
        data
    })
}

/// A status and a body: an answer around nearly the right data or any, any JSON, or any bytes.
fn reply() -> impl Strategy<Value = (u16, Vec<u8>)> {
    let answer =
        prop_oneof![nearly(), value()].prop_map(|data| json!({ "errcode": 0, "data": data }).to_string().into_bytes());
    let any_json = value().prop_map(|value| value.to_string().into_bytes());
    let bytes = prop::collection::vec(any::<u8>(), 0..200);
    let status = prop_oneof![8 => Just(200_u16), 1 => 201..600_u16];
    (status, prop_oneof![6 => answer, 2 => any_json, 1 => bytes])
}

/// All links that could be used, and all that can be shown.
async fn read_everything(client: &Client) -> (Vec<String>, Vec<String>) {
    let (mut links, mut shown) = (Vec::new(), Vec::new());
    let mut link = |one: &showmebug::Link| links.push(one.expose().to_owned());
    let mut error = |error: showmebug::Error| shown.push(format!("{error} {error:?}"));
    let items = [BatchItem { uid: "1".into(), name: "n".into() }];
    client.me().await.map_or_else(&mut error, drop);
    client.delete("A1").await.map_or_else(&mut error, drop);
    client.exams(None).await.map_or_else(&mut error, drop);
    let mut room = |room: &showmebug::Room| {
        link(&room.candidate_url);
        link(&room.interviewer_url);
        room.interviewer_urls.iter().for_each(|one| link(&one.link));
    };
    client.create(&li()).await.map_or_else(&mut error, |made| room(&made));
    client
        .batch(&items)
        .await
        .map_or_else(&mut error, |all| all.iter().filter_map(|one| one.room.as_ref().ok()).for_each(room));
    client
        .edit("A1", &Change::default())
        .await
        .map_or_else(&mut error, |edited| edited.interviewer_urls.iter().for_each(|one| link(&one.link)));
    client.list(&ListQuery::default()).await.map_or_else(&mut error, |page| {
        page.items.iter().flat_map(|one| [&one.candidate_url, &one.interviewer_url]).flatten().for_each(&mut link);
    });
    client
        .issue(1, &items)
        .await
        .map_or_else(&mut error, |all| all.iter().filter_map(|one| one.url.as_ref().ok()).for_each(&mut link));
    client.result("A1").await.map_or_else(&mut error, |result| {
        assert!(result.raw.to_string().len() < 256 * 1024, "a row of a database");
        result.page.iter().for_each(&mut link);
    });
    (links, shown)
}

#[test]
fn whatever_comes_back_is_read_or_told() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let next: Arc<Mutex<(u16, Vec<u8>)>> = Arc::default();
    let answers = Arc::clone(&next);
    let server = runtime.block_on(server(move |_, _| {
        let (status, body) = answers.lock().unwrap().clone();
        // These have no body, whatever stands behind them.
        let body = if matches!(status, 204 | 304) { Vec::new() } else { body };
        Act::Reply(http(&format!("{status} x"), "", &body))
    }));
    let (client, own) = (server.client(), format!("{}/", server.url()));
    let links = std::cell::Cell::new(0);
    let mut runner = TestRunner::new(Cases { cases: 400, failure_persistence: None, ..Cases::default() });
    let ran = runner.run(&reply(), |(status, body)| {
        let host = String::from_utf8_lossy(&body).replace("HOST", &server.url()).into_bytes();
        *next.lock().unwrap() = (status, if body.is_ascii() { host } else { body });
        let (taken, shown) = runtime.block_on(read_everything(&client));
        links.set(links.get() + taken.len());
        prop_assert!(taken.iter().all(|link| link.starts_with(&own)), "a link of somebody else: {:?}", taken);
        prop_assert!(shown.iter().all(|text| text.len() < 4000), "a sentence, not a page: {:?}", shown);
        prop_assert!(shown.iter().all(|text| !text.contains("://")), "no link in an error: {:?}", shown);
        Ok(())
    });
    ran.unwrap();
    assert!(links.get() > 100, "many links were taken, or this shows nothing: {}", links.get());
}
