//! OAuth and group robots.

mod common;

use std::time::Duration;

use beckon_sandbox::{App, Config, Sandbox};
use common::{Outside, client, form, refused, with};
use serde_json::{Value, json};

#[tokio::test]
async fn a_code_works_once_within_five_minutes_for_its_own_app() {
    let mut config = Config::default();
    config.apps.push(App::new(1_000_003, "Other", 9));
    let outside = Outside::start(config).await;
    let code = |who: &str, private: bool| outside.company.oauth_code(1_000_002, who, private).unwrap();
    let ask = async |code: &str| outside.get(&format!("auth/getuserinfo?code={code}")).await;
    let first = code("zhangwei", false);
    let member = ask(&first).await;
    assert_eq!((&member["userid"], member.get("user_ticket")), (&json!("zhangwei"), None), "snsapi_base: {member}");
    refused(&ask(&first).await, 42022, "used");
    refused(&ask("made-up").await, 40029, "unknown");
    refused(&outside.get("auth/getuserinfo").await, 40029, "none");
    let foreign = outside.company.oauth_code(1_000_003, "zhangwei", false).unwrap();
    refused(&ask(&foreign).await, 40029, "another app's");
    assert_eq!(outside.company.oauth_code(1, "zhangwei", false), None, "there is no app 1");
    let late = code("zhangwei", false);
    outside.company.advance(Duration::from_secs(300));
    refused(&ask(&late).await, 42003, "five minutes later");

    let stranger = ask(&code("somebody", true)).await;
    assert!(stranger["openid"].is_string() && stranger.get("userid").is_none(), "{stranger}");
    let customer = outside.company.customers()[0].external_userid.clone();
    assert_eq!(ask(&code(&customer, false)).await["external_userid"], customer.as_str());
    let journal = format!("{:?}", outside.company.journal());
    assert!(!journal.contains(&first), "codes open doors: the journal holds none");
}

#[tokio::test]
async fn a_ticket_shows_private_fields_for_half_an_hour() {
    let outside = Outside::start(Config::default()).await;
    let code = outside.company.oauth_code(1_000_002, "li.na", true).unwrap();
    let ticket = outside.get(&format!("auth/getuserinfo?code={code}")).await["user_ticket"].clone();
    let detail = json!({ "user_ticket": ticket });
    let person = outside.post("auth/getuserdetail", &detail).await;
    assert_eq!(person["mobile"], outside.company.members()[1].mobile.as_str(), "{person}");
    refused(&outside.post("auth/getuserdetail", &json!({ "user_ticket": "x" })).await, 84015, "unknown");
    let hidden = outside.company.oauth_code(1_000_002, "HenryLewis", true).unwrap();
    let hidden = outside.get(&format!("auth/getuserinfo?code={hidden}")).await;
    assert!(hidden.get("user_ticket").is_none(), "only visible members: {hidden}");
    outside.company.advance(Duration::from_secs(1800));
    refused(&outside.post("auth/getuserdetail", &detail).await, 84014, "half an hour later");
}

/// A robot's caller: no token, only the key.
async fn robot(company: &Sandbox, body: &Value) -> Value {
    let url = format!("{}/cgi-bin/webhook/send?key={}", company.base_url(), company.robot_key());
    client().post(url).body(body.to_string()).send().await.expect("a reply").json().await.expect("JSON")
}

async fn robots() -> Sandbox {
    let limits = beckon_sandbox::Limits { robot_per_minute: None, ..beckon_sandbox::Limits::default() };
    Sandbox::start(Config { limits, ..Config::default() }).await.expect("a free port")
}

#[tokio::test]
async fn a_robot_is_known_by_its_key_and_takes_20_a_minute() {
    let company = Sandbox::start(Config { trusted_ips: Some(vec![]), ..Config::default() }).await.unwrap();
    let text = json!({ "msgtype": "text", "text": { "content": "x" } });
    for _ in 0..20 {
        refused(&robot(&company, &text).await, 0, "trusted IPs do not concern robots");
    }
    refused(&robot(&company, &text).await, 45009, "the 21st");
    company.advance(Duration::from_secs(61));
    refused(&robot(&company, &text).await, 0, "a minute later");
    let url = format!("{}/cgi-bin/webhook/send", company.base_url());
    for url in [url.clone(), format!("{url}?key=made-up")] {
        let reply: Value = client().post(url).body(text.to_string()).send().await.unwrap().json().await.unwrap();
        refused(&reply, 93000, "without the right key");
    }
    assert!(!format!("{:?}", company.journal()).contains(company.robot_key()), "the journal keeps no key");
}

#[tokio::test]
async fn a_robot_checks_its_own_kinds() {
    let company = robots().await;
    let text = json!({ "msgtype": "text", "text": { "content": "x", "mentioned_list": ["@all"] } });
    let markdown = |kind: &str, length: usize| json!({ "msgtype": kind, kind: { "content": "a".repeat(length) } });
    let image = |base64: &str, md5: &str| json!({ "msgtype": "image", "image": { "base64": base64, "md5": md5 } });
    let card = |card: Value| json!({ "msgtype": "template_card", "template_card": card });
    let notice = json!({ "card_type": "text_notice", "main_title": { "title": "t" }, "card_action": { "type": 1, "url": "https://e.com" } });
    let picture = "iVBORw0KGgoAAAA=";
    for (body, code, why) in [
        (text.clone(), 0, "text"),
        (with(&text, "/text/mentioned_list", json!("@all")), 40058, "mentions are a list"),
        (with(&text, "/text/content", json!("")), 44004, "an empty text"),
        (with(&text, "/msgtype", json!("textcard")), 40008, "not a kind of robots"),
        (with(&text, "/text", json!(null)), 93017, "no content"),
        (markdown("markdown", 4096), 0, "4096 bytes, twice as much as an app"),
        (markdown("markdown", 4097), 45002, "one byte more"),
        (markdown("markdown_v2", 4096), 0, "markdown_v2 exists here"),
        (image(picture, "5477f978b669c4cd220148f11fd369c4"), 0, "a picture with its md5"),
        (image(picture, "9b0e9d38a58ee6e1efeb42e7bee0d1f2"), 301_019, "a wrong md5"),
        (image("aGVsbG8=", "5d41402abc4b2a76b9719d911017c592"), 40009, "no picture"),
        (image("!", "x"), 40058, "no base64"),
        (card(notice.clone()), 0, "a notice"),
        (card(with(&notice, "/card_type", json!("button_interaction"))), 42031, "nobody could answer"),
        (json!({ "msgtype": "file", "file": { "media_id": "x" } }), 40007, "an unknown file"),
        (json!({ "msgtype": "news", "news": { "articles": [{ "title": "t" }] } }), 41010, "an article without link"),
    ] {
        refused(&robot(&company, &body).await, code, why);
    }
    robot(&company, &with(&text, "/text/content", json!("a".repeat(2049)))).await;
    let call = company.journal().pop().unwrap();
    assert_eq!(call.cuts[0].left.len(), 2048, "text is cut without a word");
}

#[tokio::test]
async fn a_robots_upload_is_its_own() {
    let company = robots().await;
    let upload = async |kind: &str| {
        let url =
            format!("{}/cgi-bin/webhook/upload_media?key={}&type={kind}", company.base_url(), company.robot_key());
        let (body, content_type) = form("a.txt", b"abcdef");
        let call = client().post(url).header("content-type", content_type).body(body);
        call.send().await.unwrap().json::<Value>().await.unwrap()
    };
    refused(&upload("image").await, 40005, "only files and voice");
    let media_id = upload("file").await["media_id"].clone();
    let file = json!({ "msgtype": "file", "file": { "media_id": media_id } });
    refused(&robot(&company, &file).await, 0, "its own upload");
    let token = common::token(&client(), &company, company.secret()).await;
    let outside = Outside { company, client: client(), token };
    let message =
        json!({ "touser": "zhangwei", "msgtype": "file", "agentid": 1_000_002, "file": { "media_id": media_id } });
    refused(&outside.send(&message).await, 40007, "no app can use it");
}
