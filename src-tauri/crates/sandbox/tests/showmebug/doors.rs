//! Who gets in, and what the team is.

use beckon_sandbox::showmebug::Team;
use beckon_sandbox::{Config, Sandbox};
use reqwest::Method;
use serde_json::json;

use super::{Caller, answer, credentials, refused};
use crate::common::client;

#[tokio::test]
async fn the_token_call_takes_a_form_and_json_and_nothing_wrong() {
    let company = Sandbox::start(Config::default()).await.unwrap();
    let url = format!("{}/oauth/token.json", company.base_url());
    let good = credentials(&company);
    let pairs = good.as_object().unwrap().iter().map(|(name, value)| format!("{name}={}", value.as_str().unwrap()));
    let form = client().post(&url).header("content-type", "application/x-www-form-urlencoded");
    for call in [client().post(&url).json(&good), form.body(pairs.collect::<Vec<_>>().join("&"))] {
        let (status, reply) = answer(call).await;
        assert_eq!((status.as_u16(), &reply["token_type"]), (200, &json!("Bearer")), "both forms are in use: {reply}");
        assert!(reply.get("errcode").is_none() && reply["access_token"].is_string(), "a bare object: {reply}");
    }
    for (name, value, status, why) in [
        ("client_secret", "wrong", 401, "a wrong secret"),
        ("client_id", "wrong", 401, "a wrong key"),
        ("grant_type", "authorization_code", 400, "another grant"),
        ("client_id", "", 400, "no key"),
        ("scope", "all", 400, "a parameter that nobody knows"),
    ] {
        let mut body = good.clone();
        body[name] = value.into();
        let (met, reply) = answer(client().post(&url).json(&body)).await;
        assert_eq!(met.as_u16(), status, "{why}: {reply}");
        assert!(reply["error"].is_string() && reply.get("access_token").is_none(), "{why}: {reply}");
    }
    let journal = format!("{:?}", company.showmebug().journal());
    assert!(!journal.contains(company.showmebug().secret()), "the journal holds no secret");
    assert!(company.journal().is_empty(), "and the company's journal none of ShowMeBug's calls");
}

#[tokio::test]
async fn no_door_opens_without_a_token_that_lives() {
    let caller = Caller::start().await;
    let calls = [
        (Method::GET, "me"),
        (Method::POST, "interviews"),
        (Method::GET, "interviews"),
        (Method::POST, "batch_interviews"),
        (Method::PATCH, "interviews/X"),
        (Method::DELETE, "interviews/X"),
        (Method::GET, "interviews/X/result"),
        (Method::GET, "exams"),
        (Method::POST, "batch_written_pads"),
        (Method::GET, "written_pads"),
    ];
    for (method, path) in calls {
        let url = format!("{}/open_api/v1/{path}", caller.company.base_url());
        let bare = answer(caller.client.request(method.clone(), &url)).await;
        refused(bare, (401, 40101), &format!("{method} {path} without a token"));
        let guessed = answer(caller.client.request(method.clone(), &url).bearer_auth("guessed")).await;
        refused(guessed, (401, 40101), &format!("{method} {path} with a guess"));
    }
    assert_eq!(caller.get("me").await.0, 200, "the token works");
    caller.company.showmebug().expire_tokens();
    refused(caller.get("me").await, (401, 40101), "until it is over");
    let late = Caller::start().await;
    late.company.advance(std::time::Duration::from_secs(7200));
    refused(late.get("me").await, (401, 40101), "two hours at most");
    assert_eq!(late.call(Method::GET, "nothing").send().await.unwrap().status(), 404, "an unknown path is 404");
    assert_eq!(late.call(Method::PUT, "me").send().await.unwrap().status(), 404, "so is another method");
}

#[tokio::test]
async fn the_static_token_is_a_switch() {
    use base64::Engine;
    let caller = Caller::start().await;
    let bug = caller.company.showmebug();
    let fixed = base64::prelude::BASE64_STANDARD.encode(format!("{}:{}", bug.key(), bug.secret()));
    let me = || caller.client.get(format!("{}/open_api/v1/me", caller.company.base_url())).bearer_auth(&fixed);
    refused(answer(me()).await, (401, 40101), "off at first");
    bug.set_static_token(true);
    assert_eq!(answer(me()).await.0, 200, "taken when switched on");
}

#[tokio::test]
async fn the_team_tells_its_sessions_as_a_number_or_a_text() {
    let caller = Caller::start().await;
    let me = caller.get("me").await.1;
    assert_eq!((&me["data"]["left_quota"], &me["data"]["members_count"]), (&json!(100), &json!(3)), "{me}");
    caller.company.showmebug().set_quota(7);
    let team = Team { quota: 7, quota_as_text: true, ..Config::default().showmebug };
    let texts = Caller::with(Config { showmebug: team, ..Config::default() }).await;
    assert_eq!(texts.get("me").await.1["data"]["left_quota"], "7", "the documentation has both");
    let one = caller.get("me?email_search=anna").await.1["data"]["members"].clone();
    assert_eq!(one, json!([{ "id": 102, "name": "Anna Berg" }]), "members are filtered");
    refused(caller.get("me?name=Anna").await, (422, 42201), "by what is known");
}

#[tokio::test]
async fn nobody_can_foresee_key_secret_or_links_of_somebody_else() {
    let start = async || Caller::with(Config::unforeseen().unwrap()).await;
    let (one, other) = (start().await, start().await);
    assert_ne!(one.company.showmebug().key(), other.company.showmebug().key(), "another key every time");
    assert_ne!(one.company.showmebug().secret(), other.company.showmebug().secret(), "and another secret");
    let (mine, theirs) = (one.room("周敏").await, other.room("周敏").await);
    let tail = |link: &serde_json::Value| link.as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    assert_ne!(mine["uid"], theirs["uid"], "and other rooms");
    assert_ne!(tail(&mine["candidate_url"]), tail(&theirs["candidate_url"]), "with other links");
    let config = Config::default();
    let shown = format!("{config:?} {:?}", one.company.showmebug());
    for secret in [&config.showmebug.secret, one.company.showmebug().secret()] {
        assert!(!shown.contains(secret), "what is shown opens nothing: {shown}");
    }
}

#[tokio::test]
async fn a_stranger_is_not_listened_to_at_length() {
    let caller = Caller::start().await;
    let url = format!("{}/open_api/v1/interviews", caller.company.base_url());
    // ShowMeBug may have hung up before all of it was said.
    let _ = caller.client.post(url).body(vec![b'x'; 4 * 1024 * 1024]).send().await;
    let kept: usize = caller.company.showmebug().journal().iter().map(|call| call.body.len()).sum();
    assert_eq!(kept, 0, "nothing of it was kept");
}
