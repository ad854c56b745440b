//! Every fault as an outside client meets it, over real TCP.

mod common;

use std::error::Error;
use std::time::Duration;

use beckon_sandbox::{Config, Fault, Sandbox, When};
use common::{Outside, client, refused, rule, text_to};
use serde_json::Value;

async fn spoiled(fault: Fault) -> Outside {
    let outside = Outside::start(Config::default()).await;
    outside.company.set_faults(vec![rule("message/send", When::Nth(1), fault)]);
    outside
}

async fn send(outside: &Outside) -> reqwest::Result<reqwest::Response> {
    let body = text_to(&outside.company, "zhangwei", "hello").to_string();
    outside.client.post(outside.url("message/send")).body(body).send().await
}

/// Whether the company carried out the spoiled call, and that it carries out the next one.
async fn processed(outside: &Outside) -> bool {
    let call = outside.company.journal().pop().expect("the call is in the journal");
    assert!(call.fault.is_some(), "the journal names the fault: {call:?}");
    assert_eq!(call.processed, outside.company.figures().delivered == 1, "processed and delivered are one: {call:?}");
    refused(
        &send(outside).await.expect("the next call works").json::<Value>().await.expect("JSON"),
        0,
        "the fault is over",
    );
    call.processed
}

fn causes(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}

#[tokio::test]
async fn err_code() {
    let outside = spoiled(Fault::ErrCode(45009)).await;
    refused(&send(&outside).await.unwrap().json().await.unwrap(), 45009, "the code, in a proper envelope");
    assert!(!processed(&outside).await, "refused is not processed");
}

#[tokio::test]
async fn http_status() {
    let outside = spoiled(Fault::HttpStatus(502)).await;
    let reply = send(&outside).await.unwrap();
    assert_eq!(reply.status(), 502);
    assert!(!processed(&outside).await, "the gateway did not reach WeCom");
}

#[tokio::test]
async fn delay() {
    let outside = spoiled(Fault::Delay(300)).await;
    refused(&send(&outside).await.unwrap().json().await.unwrap(), 0, "only late");
    assert_eq!(outside.company.journal().pop().unwrap().fault, None, "a delay alone is no fault in the journal");
}

#[tokio::test]
async fn reset_before_processing() {
    let outside = spoiled(Fault::ResetBeforeProcessing).await;
    let error = causes(&send(&outside).await.unwrap_err());
    assert!(error.contains("reset"), "a real TCP reset: {error}");
    assert!(!processed(&outside).await, "nothing was processed");
}

#[tokio::test]
async fn reply_lost() {
    let outside = spoiled(Fault::ReplyLost).await;
    let error = causes(&send(&outside).await.unwrap_err());
    assert!(error.contains("closed before message completed"), "closed without a reply: {error}");
    assert_eq!(outside.company.journal().pop().unwrap().errcode, Some(0), "the answer nobody saw");
    assert!(processed(&outside).await, "it was processed all the same");
}

#[tokio::test]
async fn cut_body() {
    let outside = spoiled(Fault::CutBody).await;
    let reply = send(&outside).await.expect("the head arrives");
    assert!(reply.content_length().unwrap() > 50, "the full length is announced");
    let error = causes(&reply.bytes().await.unwrap_err());
    assert!(error.contains("end of file") || error.contains("reset"), "the body breaks off: {error}");
    assert!(processed(&outside).await, "it was processed all the same");
}

#[tokio::test]
async fn cut_json() {
    let outside = spoiled(Fault::CutJson).await;
    let text = send(&outside).await.unwrap().text().await.expect("complete for HTTP");
    assert!(text.starts_with('{') && serde_json::from_str::<Value>(&text).is_err(), "half a JSON: {text}");
    assert!(processed(&outside).await, "it was processed all the same");
}

#[tokio::test]
async fn html_page() {
    let outside = spoiled(Fault::HtmlPage).await;
    let reply = send(&outside).await.unwrap();
    assert_eq!(reply.status(), 200, "a captive portal says 200");
    assert!(reply.text().await.unwrap().contains("<html>"), "and shows a page");
    assert!(!processed(&outside).await, "it never reached WeCom");
}

#[tokio::test]
async fn invalid_utf8() {
    let outside = spoiled(Fault::InvalidUtf8).await;
    let bytes = send(&outside).await.unwrap().bytes().await.unwrap();
    assert!(std::str::from_utf8(&bytes).is_err(), "no UTF-8");
    assert!(serde_json::from_slice::<Value>(&bytes).is_err(), "and so no JSON");
    assert!(processed(&outside).await, "it was processed all the same");
}

#[tokio::test]
async fn empty_body() {
    let outside = spoiled(Fault::EmptyBody).await;
    let reply = send(&outside).await.unwrap();
    assert_eq!(reply.status(), 200);
    assert!(reply.bytes().await.unwrap().is_empty(), "nothing in it");
    assert!(processed(&outside).await, "it was processed all the same");
}

#[tokio::test]
async fn bare_ok() {
    let outside = spoiled(Fault::BareOk).await;
    let reply: Value = send(&outside).await.unwrap().json().await.unwrap();
    assert_eq!(reply, serde_json::json!({ "errcode": 0, "errmsg": "ok" }), "a success without a msgid");
    assert!(!processed(&outside).await, "the gateway did not reach WeCom");
}

#[tokio::test]
async fn padded() {
    let outside = spoiled(Fault::Padded(100_000)).await;
    let bytes = send(&outside).await.unwrap().bytes().await.unwrap();
    assert_eq!(bytes.len(), 100_000, "as long as it was told to be");
    refused(&serde_json::from_slice(&bytes).unwrap(), 0, "the answer stands in it");
    assert!(processed(&outside).await, "it was processed all the same");
}

#[tokio::test]
async fn endless_body() {
    let outside = spoiled(Fault::EndlessBody).await;
    let mut reply = send(&outside).await.unwrap();
    let mut bytes = 0;
    while bytes < 3 * 1024 * 1024 {
        bytes += reply.chunk().await.unwrap().expect("it never ends").len();
    }
    drop(reply);
    assert!(processed(&outside).await, "it was processed all the same");
}

#[tokio::test]
async fn slow_drip() {
    let outside = spoiled(Fault::SlowDrip).await;
    let body = text_to(&outside.company, "zhangwei", "hello").to_string();
    let call = outside.client.post(outside.url("message/send")).timeout(Duration::from_secs(5)).body(body);
    let mut reply = call.send().await.expect("the head comes at once");
    assert_eq!(reply.chunk().await.unwrap().unwrap().len(), 1, "a byte at a time");
    let error = reply.bytes().await.unwrap_err();
    assert!(error.is_timeout(), "too slow for the client's patience: {error}");
    assert!(processed(&outside).await, "it was processed all the same");
}

#[tokio::test]
async fn rules_hit_the_calls_they_name() {
    let rules = r#"[{ "call": "gettoken", "when": { "range": { "from": 2, "to": 3 } }, "fault": { "err_code": -1 } }]"#;
    let faults = serde_json::from_str(rules).unwrap();
    let company = Sandbox::start(Config { faults, ..Config::default() }).await.unwrap();
    let mut codes = Vec::new();
    for _ in 0..4 {
        let reply = common::gettoken(&client(), &company, company.corp_id(), company.secret()).await;
        codes.push(reply["errcode"].as_i64().unwrap());
    }
    assert_eq!(codes, [0, -1, -1, 0], "the second and the third");
}

#[tokio::test]
async fn a_dropped_company_closes_its_port_and_its_connections() {
    let outside = spoiled(Fault::Delay(3_600_000)).await;
    let url = outside.company.base_url();
    let waiting = tokio::spawn(outside.client.post(outside.url("message/send")).body("{}").send());
    while outside.company.journal().len() < 2 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    drop(outside.company);
    let ended = tokio::time::timeout(Duration::from_secs(60), waiting).await.expect("the open call ends at once");
    assert!(ended.unwrap().is_err(), "without a reply");
    assert!(client().get(url).send().await.unwrap_err().is_connect(), "nobody listens any more");
}

#[tokio::test]
async fn stop_frees_the_port_at_once() {
    let company = Sandbox::start(Config::default()).await.unwrap();
    let port = company.base_url().rsplit(':').next().unwrap().parse().unwrap();
    let taken = Sandbox::start(Config { port, ..Config::default() }).await.unwrap_err();
    assert_eq!(taken.kind(), std::io::ErrorKind::AddrInUse, "a port is not shared");
    company.stop().await;
    let again = Sandbox::start(Config { port, ..Config::default() }).await.expect("free after stop");
    assert!(again.base_url().ends_with(&format!(":{port}")), "on the port that was asked for");
}
