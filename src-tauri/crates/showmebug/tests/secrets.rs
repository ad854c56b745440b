//! No secret, token or link in anything that is shown: errors, `Debug`, logs at the finest level. Each one of them has
//! "marked" in it.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail them")]

mod common;

use std::fmt::Write as _;
use std::io::Write;
use std::sync::{Arc, Mutex};

use common::{Act, Server, data, http, json, li, server};
use serde_json::json;
use showmebug::{BatchItem, Change, Client, Config, Error, ListQuery, TokenKind};

/// Everything that is logged, by us and by the libraries below.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("nobody panics with it").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// From here on, at the finest level, for the whole process: nextest gives each test one of its own.
    fn begin() -> Self {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::TRACE);
        let _ = subscriber.with_ansi(false).with_writer(move || writer.clone()).try_init();
        log
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("nobody panics with it")).into_owned()
    }
}

fn shown<T: std::fmt::Debug>(to: &mut String, called: Result<T, Error>) {
    match called {
        Ok(answer) => writeln!(to, "{answer:?}"),
        Err(error) => writeln!(to, "{error} {error:?}"),
    }
    .unwrap();
}

/// Makes every call with both kinds of token, and writes down all that can be seen of it.
async fn everything_shown(server: &Server) -> String {
    let mut to = String::new();
    for token in [TokenKind::OAuth, TokenKind::Static] {
        let config = Config { token, ..server.config() };
        let client = Client::new(config.clone()).unwrap();
        writeln!(to, "{config:?} {client:?}").unwrap();
        let items = [BatchItem { uid: "1".into(), name: "n".into() }];
        shown(&mut to, client.check_token().await);
        shown(&mut to, client.me().await);
        shown(&mut to, client.create(&li()).await);
        shown(&mut to, client.batch(&items).await);
        shown(&mut to, client.edit("A1", &Change::default()).await);
        shown(&mut to, client.list(&ListQuery::default()).await);
        shown(&mut to, client.result("A1").await);
        shown(&mut to, client.delete("A1").await);
        shown(&mut to, client.exams(None).await);
        shown(&mut to, client.issue(1, &items).await);
    }
    to
}

fn clean(name: &str, text: &str) {
    let encoded = "bWFya2VkLXNlY3JldC";
    for marked in ["marked", "Bearer m", encoded] {
        if let Some(at) = text.find(marked) {
            let around = &text.as_bytes()[at.saturating_sub(200)..text.len().min(at + 100)];
            panic!("{name} shows a secret: …{}…", String::from_utf8_lossy(around));
        }
    }
}

#[tokio::test]
async fn of_answers_with_links() {
    let log = Log::begin();
    let server = server(|_, got| {
        let host = got.head.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
        let [candidate, shared, own] = ["c", "i", "o"].map(|role| format!("http://{host}/marked/{role}"));
        let room = json!({
            "id": 1, "uid": "A1", "candidate_uid": "1", "name": "n", "candidate_url": candidate, "url": candidate,
            "interviewer_url": shared, "comment": own, "report_url": own,
            "interviewer_urls": [{ "uid": "zhangwei", "name": "n", "interviewer_url": own }],
        });
        let mut answer = room.clone();
        for name in ["interviews", "written_pads", "exams"] {
            answer[name] = json!([room]);
        }
        Act::Reply(data(&answer))
    })
    .await;
    let shown = everything_shown(&server).await;
    assert_eq!(shown.matches("A1").count(), 6, "rooms were really read: {shown}");
    clean("what a caller can show", &shown);
    assert!(log.text().contains("fetched an access token"), "the log was really written");
    clean("the log", &log.text());
}

#[tokio::test]
async fn of_refusals_and_pages_that_repeat_everything() {
    let log = Log::begin();
    for status in ["200 OK", "422 No", "404 Not Found", "500 Oh", "302 Found"] {
        for page in [true, false] {
            let server = server(move |_, got| {
                let said = format!("{} {} see http://example.com/marked and 127.0.0.1/marked", got.head, got.body);
                let refusal = json!({ "errcode": 7, "errmsg": said, "data": { "candidate_url": "http://marked" } });
                let body = if page { format!("<html>{said}") } else { refusal.to_string() };
                Act::Reply(http(status, "location: http://example.com/marked\r\n", body.as_bytes()))
            })
            .await;
            let shown = everything_shown(&server).await;
            assert!(page || status.starts_with(['3', '5']) || shown.contains("***"), "words were kept: {shown}");
            clean("what a caller can show", &shown);
        }
    }
    let token = format!(r#"{{"error":"invalid_client","error_description":"{} is wrong"}}"#, common::SECRET);
    let server = common::everything(move |_, _| Act::Reply(json(&token))).await;
    clean("a token that is none", &everything_shown(&server).await);
    clean("the log", &log.text());
}
