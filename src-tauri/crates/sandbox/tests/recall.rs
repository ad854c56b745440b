//! What can be done with a message after it was sent: recall and statistics.

mod common;

use std::time::Duration;

use beckon_sandbox::{App, Config};
use common::{Outside, refused, token};
use serde_json::json;

async fn two_apps() -> (Outside, String) {
    let mut config = Config::default();
    config.apps.push(App::new(1_000_003, "Other", 9));
    let other = config.apps[1].secret.clone();
    (Outside::start(config).await, other)
}

#[tokio::test]
async fn a_message_can_be_taken_back_for_24_hours_by_its_own_app() {
    let (mut outside, other) = two_apps().await;
    let msgid = outside.text("zhangwei", "x").await["msgid"].clone();
    let recall = json!({ "msgid": msgid });
    refused(&outside.post("message/recall", &json!({})).await, 40058, "no msgid");
    refused(&outside.post("message/recall", &json!({ "msgid": "made-up" })).await, 40058, "an unknown one");

    let own = std::mem::take(&mut outside.token);
    outside.token = token(&outside.client, &outside.company, &other).await;
    refused(&outside.post("message/recall", &recall).await, 40058, "another app's message");
    outside.token = own;
    assert!(!outside.company.journal()[1].recalled, "nothing was taken back so far");
    refused(&outside.post("message/recall", &recall).await, 0, "its own");
    assert!(outside.company.journal()[1].recalled, "the journal knows that people no longer see it");

    let msgid = outside.text("zhangwei", "y").await["msgid"].clone();
    outside.company.advance(Duration::from_secs(24 * 3600));
    outside.token = token(&outside.client, &outside.company, outside.company.secret()).await;
    refused(&outside.post("message/recall", &json!({ "msgid": msgid })).await, 42052, "a day later");
}

#[tokio::test]
async fn statistics_count_people_per_app_today_and_yesterday() {
    let (mut outside, _) = two_apps().await;
    outside.text("zhangwei|li.na|nobody|hujun", "x").await;
    outside.text("zhangwei", "y").await;
    let row = json!([{ "agentid": 1_000_002, "app_name": "Beckon 面试通知", "count": 3 }]);
    assert_eq!(outside.post("message/get_statistics", &json!({})).await["statistics"], row, "today, reached ones only");
    assert_eq!(outside.post("message/get_statistics", &json!({ "time_type": 1 })).await["statistics"], json!([]));
    refused(&outside.post("message/get_statistics", &json!({ "time_type": 2 })).await, 40058, "no such day");
    outside.company.advance(Duration::from_secs(24 * 3600));
    outside.token = token(&outside.client, &outside.company, outside.company.secret()).await;
    assert_eq!(
        outside.post("message/get_statistics", &json!({ "time_type": 1 })).await["statistics"],
        row,
        "yesterday"
    );
}

#[tokio::test]
async fn the_contact_sync_secret_sends_nothing() {
    let mut config = Config::default();
    config.apps.push(App::contact_sync(5));
    let sync = config.apps[1].secret.clone();
    let mut outside = Outside::start(config).await;
    outside.token = token(&outside.client, &outside.company, &sync).await;
    refused(&outside.text("zhangwei", "x").await, 48002, "message/send");
    refused(&outside.post("message/recall", &json!({ "msgid": "x" })).await, 48002, "message/recall");
    refused(&outside.get("user/get?userid=zhangwei").await, 48009, "it may not read members");
    refused(&outside.get("get_api_domain_ip").await, 0, "addresses need no right");
}
