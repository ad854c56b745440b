//! Answers that are none, refusals in every form, lost connections: what is known of the request each time.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::net::TcpListener;
use std::time::Duration;

use common::{Act, TIMEOUTS, TOKEN, data, everything, http, json, li, server};
use serde_json::json;
use showmebug::{
    BatchItem, Client, Config, Deleted, Error, Kind, ListQuery, NotSent, Problem, Refused, Timeouts, Unanswered,
};

fn problem(error: &Error) -> (Problem, Option<&str>) {
    match error {
        Error::BadReply(bad) => (bad.problem, bad.uid.as_deref()),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_token_that_is_refused_is_fetched_again_once() {
    let room = json!({ "uid": "A1", "candidate_url": "http://h/c", "interviewer_url": "http://h/i" });
    for (refusals, calls, tokens) in [(1, 2, 2), (9, 2, 2)] {
        let room = room.clone();
        let server = server(move |number, got| {
            let host = got.head.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
            let refused = http("401 Unauthorized", "", br#"{"errcode":40101,"errmsg":"token expired"}"#);
            let made = room.to_string().replace("//h/", &format!("//{host}/"));
            Act::Reply(if number < refusals { refused } else { data(&serde_json::from_str(&made).unwrap()) })
        })
        .await;
        let made = server.client().create(&li()).await;
        match refusals {
            1 => assert_eq!(made.unwrap().uid, "A1", "a 401 proves that nothing was made"),
            _ => assert_eq!(made.unwrap_err().refused().map(Refused::kind), Some(Kind::Credential), "twice is enough"),
        }
        assert_eq!(server.requests("/interviews").len(), calls, "{refusals} refusals");
        assert_eq!(server.requests("/oauth/").len(), tokens, "{refusals} refusals");
    }
}

#[tokio::test]
async fn without_a_token_nothing_leaves() {
    for (reply, refused) in [
        (http("401 Unauthorized", "", br#"{"error":"invalid_client"}"#), true),
        (json(r#"{"errcode":40101,"errmsg":"no"}"#), true),
        (json(r#"{"access_token":""}"#), false),
        (json(r#"{"access_token":"two\r\nlines"}"#), false),
        (json("<html>"), false),
        (http("301 Moved", "location: https://example.com/\r\n", b""), false),
    ] {
        let server = everything(move |_, _| Act::Reply(reply.clone())).await;
        let error = server.client().create(&li()).await.unwrap_err();
        assert!(matches!(error, Error::NoToken(_)) && !error.may_have_been_processed(), "nothing was asked: {error}");
        assert_eq!(error.refused().is_some(), refused, "{error}");
        assert_eq!(server.got.lock().unwrap().len(), 1, "the token call alone, and once");
    }
}

#[tokio::test]
async fn an_answer_that_is_none_leaves_it_open() {
    let (html, lost) = (http("200 OK", "", b"<html>sign in"), "http://rooms.example.net/marked");
    for (reply, wanted) in [
        (html, (Problem::Html, None)),
        (json(""), (Problem::NotJson, None)),
        (json(r#"{"errcode":0,"errmsg":"ok"}"#), (Problem::Fields, None)),
        (json(r#"{"data":{}}"#), (Problem::NoErrcode, None)),
        (data(&json!({})), (Problem::NoLink, None)),
        (data(&json!({ "uid": "A1" })), (Problem::NoLink, Some("A1"))),
        (data(&json!({ "uid": 17, "candidate_url": lost, "interviewer_url": lost })), (Problem::OtherHost, Some("17"))),
        (data(&json!({ "uid": "A1", "candidate_url": lost, "interviewer_url": 3 })), (Problem::NoLink, Some("A1"))),
        (data(&json!({ "uid": "../x", "interviewer_url": "" })), (Problem::NoLink, None)),
        (http("302 Found", "location: https://example.com/\r\n", b""), (Problem::Redirect, None)),
        (http("500 Oh", "", br#"{"errcode":500,"errmsg":"x"}"#), (Problem::ServerError, None)),
        (http("502 Bad Gateway", "", b"<html>"), (Problem::ServerError, None)),
    ] {
        let shown = String::from_utf8_lossy(&reply).into_owned();
        let server = server(move |_, _| Act::Reply(reply.clone())).await;
        let error = server.client().create(&li()).await.unwrap_err();
        let (found, uid) = problem(&error);
        assert_eq!((found, uid), wanted, "{shown}");
        assert!(error.may_have_been_processed() && !error.to_string().contains("marked"), "{error}");
        assert_eq!(server.requests("/interviews").len(), 1, "a create is never repeated: {shown}");
    }
}

#[tokio::test]
async fn candidate_and_interviewers_never_share_a_link() {
    let server = server(|_, got| {
        let host = got.head.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        let (one, other) = (format!("http://{host}/one"), format!("http://{host}/other"));
        let own = json!([{ "uid": "zhangwei", "interviewer_url": one }]);
        Act::Reply(data(
            &json!({ "uid": "A1", "candidate_url": one, "interviewer_url": other, "interviewer_urls": own }),
        ))
    })
    .await;
    let error = server.client().create(&li()).await.unwrap_err();
    assert_eq!(problem(&error), (Problem::SameLink, Some("A1")), "else a candidate could enter as interviewer");
}

#[tokio::test]
async fn of_a_batch_each_item_is_judged_alone() {
    let server = server(|_, got| {
        let host = got.head.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        let room = |uid: &str, candidate_uid, host: &str| {
            let [candidate, shared] = ["c", "i"].map(|role| format!("http://{host}/{role}/{uid}"));
            json!({ "uid": uid, "candidate_uid": candidate_uid, "candidate_url": candidate, "interviewer_url": shared })
        };
        let rooms = json!([room("B", 2, host), room("A", 1, "rooms.example.net"), { "uid": "C" }, 7]);
        Act::Reply(data(&json!({ "interviews": rooms })))
    })
    .await;
    let items = ["1", "2", "3"].map(|uid| BatchItem { uid: uid.into(), name: "n".into() });
    let rooms = server.client().batch(&items).await.unwrap();
    let uids: Vec<&str> = rooms.iter().map(|room| room.candidate_uid.as_str()).collect();
    assert_eq!(uids, ["2", "1"], "a number is a text; whoever is not named is missing");
    assert_eq!(rooms[0].room.as_ref().map(|room| room.uid.as_str()), Ok("B"), "a good one stays good");
    let bad = rooms[1].room.as_ref().unwrap_err();
    assert_eq!(
        (bad.problem, bad.uid.as_deref()),
        (Problem::OtherHost, Some("A")),
        "its uid is kept, its links are not"
    );
}

#[tokio::test]
async fn what_is_gone_is_told_by_showmebug_alone() {
    let gone = br#"{"errcode":40401,"errmsg":"interview not found"}"#;
    for (reply, wanted) in [
        (json(r#"{"errcode":0,"errmsg":"ok"}"#), Ok(Deleted::Now)),
        (http("204 No Content", "", b""), Ok(Deleted::Now)),
        (http("404 Not Found", "", gone), Ok(Deleted::WasGone)),
        (json(r#"{"errcode":404,"errmsg":"no"}"#), Ok(Deleted::WasGone)),
        (http("404 Not Found", "", b"<html>"), Err(Kind::Gone)),
        (http("403 Forbidden", "", b"{}"), Err(Kind::Forbidden)),
    ] {
        let shown = String::from_utf8_lossy(&reply).into_owned();
        let server = server(move |_, _| Act::Reply(reply.clone())).await;
        let deleted = server.client().delete("A1").await;
        assert_eq!(deleted.map_err(|error| error.refused().map(Refused::kind).unwrap()), wanted, "{shown}");
    }
}

#[tokio::test]
async fn lost_connections_are_sorted_by_whether_anything_left() {
    let soon = Timeouts { call: Duration::from_secs(2), ..TIMEOUTS };
    for (act, wanted) in [(Act::Close, Unanswered::Lost), (Act::Silence, Unanswered::Timeout)] {
        let server = server(move |_, _| act.clone()).await;
        let client = Client::new(Config { timeouts: soon, ..server.config() }).unwrap();
        assert_eq!(client.create(&li()).await.unwrap_err(), Error::Unanswered(wanted), "it may have been made");
        assert_eq!(server.requests("/interviews").len(), 1, "and is not made again");
    }
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let client = Client::new(Config::new(&format!("http://127.0.0.1:{port}"), "k", "s")).unwrap();
    let error = client.create(&li()).await.unwrap_err();
    let Error::NoToken(inner) = &error else { panic!("{error}") };
    assert!(matches!(**inner, Error::NotSent(NotSent::Connect(_))), "nobody listens: {error}");
    assert!(!error.may_have_been_processed(), "so nothing was made");
}

#[tokio::test]
async fn whoever_cannot_speak_tls_gets_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = std::io::Write::write_all(&mut stream, b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        }
    });
    let client = Client::new(Config::new(&format!("https://127.0.0.1:{port}"), "k", "s")).unwrap();
    let error = client.me().await.unwrap_err();
    let Error::NoToken(inner) = &error else { panic!("{error}") };
    assert!(matches!(**inner, Error::NotSent(NotSent::Tls(_))), "neither key nor secret left: {error}");
}

#[tokio::test]
async fn an_endless_answer_ends() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n".to_vec();
    let server = server(move |_, _| Act::Endless(head.clone(), vec![b' '; 64 * 1024])).await;
    let error = server.client().list(&ListQuery::default()).await.unwrap_err();
    assert_eq!(problem(&error).0, Problem::TooLong, "a laptop has no memory for it");
}

#[tokio::test]
async fn exams_end_also_when_the_service_pages_for_ever() {
    let exam = |id: usize| json!({ "id": id.to_string(), "name": "n", "duration": "90", "total_score": 100 });
    let page: Vec<_> = (0..50).map(exam).collect();
    let server = server(move |_, _| Act::Reply(data(&json!({ "count": 1000, "exams": page })))).await;
    let exams = server.client().exams(None).await.unwrap();
    assert_eq!((exams.len(), exams[7].id, exams[7].duration_min), (50, 7, Some(90)), "each exam once");
    assert_eq!(server.requests("/exams").len(), 2, "the same page again says no more");
}

#[tokio::test]
async fn a_known_end_of_a_token_is_kept() {
    let server = everything(|_, got| {
        let token = format!(r#"{{"access_token":"{TOKEN}","expires_in":"7200"}}"#);
        Act::Reply(if got.line().contains("/oauth/") { json(&token) } else { data(&json!({ "id": 1 })) })
    })
    .await;
    let clock = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(0));
    let now = std::sync::Arc::clone(&clock);
    let now_ms = std::sync::Arc::new(move || now.load(std::sync::atomic::Ordering::SeqCst));
    let client = Client::new(Config { clock: now_ms, ..server.config() }).unwrap();
    for (at, tokens) in [(0, 1), (7_000_000, 1), (7_200_000, 2)] {
        clock.store(at, std::sync::atomic::Ordering::SeqCst);
        client.me().await.unwrap();
        assert_eq!(server.requests("/oauth/").len(), tokens, "after {at} ms");
    }
}
