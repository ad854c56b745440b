//! gettoken and the token checks every call begins with.

mod common;

use std::time::Duration;

use beckon_sandbox::{App, Config, Limits, Sandbox};
use common::{Outside, client, gettoken, refused, token};
use serde_json::Value;

async fn raw(company: &Sandbox, path_and_query: &str) -> Value {
    let url = format!("{}/cgi-bin/{path_and_query}", company.base_url());
    client().get(url).send().await.expect("a reply").json().await.expect("JSON")
}

#[tokio::test]
async fn a_missing_secret_is_reported_before_a_wrong_corp_id() {
    let company = Sandbox::start(Config::default()).await.unwrap();
    let (corp, secret) = (company.corp_id(), company.secret());
    refused(
        &raw(&company, "gettoken?corpid=wrong").await,
        41004,
        "secret missing, corp id wrong: the secret comes first",
    );
    refused(&raw(&company, "gettoken?corpid=wrong&corpsecret=").await, 41004, "an empty secret is a missing one");
    refused(&raw(&company, &format!("gettoken?corpsecret={secret}")).await, 41002, "corp id missing");
    refused(&gettoken(&client(), &company, "wrong", secret).await, 40013, "wrong corp id");
    refused(&gettoken(&client(), &company, corp, "wrong").await, 40001, "wrong secret");
    refused(
        &gettoken(&client(), &company, corp, &format!("{secret}%20")).await,
        40001,
        "a blank pasted behind the secret",
    );
    let reply = gettoken(&client(), &company, corp, secret).await;
    refused(&reply, 0, "right values");
    assert!((7195..=7200).contains(&reply["expires_in"].as_i64().unwrap()), "two hours: {reply}");
    assert!(reply["access_token"].as_str().unwrap().len() > 100, "long tokens: {reply}");
}

#[tokio::test]
async fn the_envelope_of_an_error_names_hint_ip_and_page() {
    let company = Sandbox::start(Config::default()).await.unwrap();
    let url = format!("{}/cgi-bin/gettoken?corpid=x&corpsecret=y", company.base_url());
    let reply = client().get(url).send().await.unwrap();
    assert_eq!(reply.status(), 200, "business errors come with HTTP 200");
    assert_eq!(reply.headers()["error-code"], "40013", "the header repeats the code");
    assert!(reply.headers()["error-msg"].to_str().unwrap().starts_with("invalid corpid, hint: ["));
    let errmsg = reply.json::<Value>().await.unwrap()["errmsg"].as_str().unwrap().to_owned();
    let tail = "], from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=40013";
    assert!(errmsg.starts_with("invalid corpid, hint: [") && errmsg.ends_with(tail), "{errmsg}");
}

#[tokio::test]
async fn an_unknown_path_is_404_with_nothing_in_it() {
    let company = Sandbox::start(Config::default()).await.unwrap();
    for path in ["/", "/cgi-bin/message.send", "/cgi-bin/nothing"] {
        let reply = client().get(format!("{}{path}", company.base_url())).send().await.unwrap();
        assert_eq!(reply.status(), 404, "{path}");
        assert!(reply.bytes().await.unwrap().is_empty(), "{path} has an empty body");
    }
    assert_eq!(company.journal().len(), 3, "the journal holds them all the same");
    refused(&raw(&company, "message/send").await, 40058, "GET used instead of POST");
}

#[tokio::test]
async fn a_living_token_is_given_out_again_and_ends_on_the_companys_clock() {
    let outside = Outside::start(Config::default()).await;
    let again = gettoken(&outside.client, &outside.company, outside.company.corp_id(), outside.company.secret()).await;
    assert_eq!(again["access_token"], outside.token.as_str(), "the same token while it is valid");

    outside.company.advance(Duration::from_secs(7100));
    refused(&outside.get("user/get?userid=zhangwei").await, 0, "still valid after 7100 s");
    let late = gettoken(&outside.client, &outside.company, outside.company.corp_id(), outside.company.secret()).await;
    assert!((95..=100).contains(&late["expires_in"].as_i64().unwrap()), "what is left of it: {late}");

    outside.company.advance(Duration::from_secs(100));
    refused(&outside.get("user/get?userid=zhangwei").await, 42001, "expired after 7200 s");
    let fresh = token(&outside.client, &outside.company, outside.company.secret()).await;
    assert_ne!(fresh, outside.token, "a new one after that");
}

#[tokio::test]
async fn missing_unknown_expired_and_revoked_tokens_are_told_apart() {
    let mut outside = Outside::start(Config::default()).await;
    refused(&raw(&outside.company, "user/get?userid=zhangwei").await, 41001, "no token in the URL");
    refused(&raw(&outside.company, "user/get?userid=zhangwei&access_token=made-up").await, 40014, "unknown token");
    let bearer = outside.client.get(format!("{}/cgi-bin/user/get?userid=zhangwei", outside.company.base_url()));
    let reply: Value = bearer.bearer_auth(&outside.token).send().await.unwrap().json().await.unwrap();
    refused(&reply, 41001, "a token in a header is not seen");

    outside.company.expire_tokens();
    refused(&outside.get("user/get?userid=zhangwei").await, 42001, "expired");
    outside.token = token(&outside.client, &outside.company, outside.company.secret()).await;
    outside.company.revoke_tokens();
    let reply = outside.get("user/get?userid=zhangwei").await;
    refused(&reply, 40014, "withdrawn before its time");
    assert_eq!(reply["errmsg"], "invalid access_token", "40014 comes without hint, as in traces");
}

#[tokio::test]
async fn resetting_the_secret_in_the_middle() {
    let mut outside = Outside::start(Config::default()).await;
    let agent_id = outside.company.agent_id();
    let new = outside.company.reset_secret(agent_id).expect("the app exists");
    refused(&outside.get("user/get?userid=zhangwei").await, 40014, "tokens of the old secret are gone");
    let old = gettoken(&outside.client, &outside.company, outside.company.corp_id(), outside.company.secret()).await;
    refused(&old, 40001, "and the old secret with them");
    outside.token = token(&outside.client, &outside.company, &new).await;
    refused(&outside.get("user/get?userid=zhangwei").await, 0, "the new one works");
    assert_eq!(outside.company.reset_secret(1), None, "there is no app 1");
}

#[tokio::test]
async fn a_disabled_app_gets_50003_everywhere() {
    let outside = Outside::start(Config::default()).await;
    let agent_id = outside.company.agent_id();
    assert!(outside.company.set_app_enabled(agent_id, false), "the app exists");
    assert!(!outside.company.set_app_enabled(1, false), "there is no app 1");
    refused(&outside.text("zhangwei", "hello").await, 50003, "message/send");
    refused(&outside.get("user/get?userid=zhangwei").await, 50003, "user/get");
    refused(&outside.get(&format!("agent/get?agentid={agent_id}")).await, 50003, "agent/get");
    let reply = gettoken(&outside.client, &outside.company, outside.company.corp_id(), outside.company.secret()).await;
    refused(&reply, 50003, "gettoken");
    outside.company.set_app_enabled(agent_id, true);
    refused(&outside.text("zhangwei", "hello").await, 0, "enabled again");
}

#[tokio::test]
async fn untrusted_ip_in_the_middle() {
    let outside = Outside::start(Config::default()).await;
    outside.company.set_trusted_ips(Some(vec!["203.0.113.7".parse().unwrap()]));
    let reply = outside.text("zhangwei", "hello").await;
    refused(&reply, 60020, "127.0.0.1 is not in the list");
    assert!(reply["errmsg"].as_str().unwrap().contains("from ip: 127.0.0.1,"), "the address to be entered: {reply}");
    let token = gettoken(&outside.client, &outside.company, outside.company.corp_id(), outside.company.secret()).await;
    refused(&token, 0, "gettoken does not ask for the IP");
    outside.company.set_trusted_ips(Some(vec!["127.0.0.1".parse().unwrap()]));
    refused(&outside.text("zhangwei", "hello").await, 0, "now it is trusted");

    let all = Sandbox::start(Config { trusted_ips: Some(vec![]), trusted_ips_on_gettoken: true, ..Config::default() });
    let all = all.await.unwrap();
    refused(&gettoken(&client(), &all, all.corp_id(), all.secret()).await, 60020, "unless it is told to");
}

#[tokio::test]
async fn a_token_belongs_to_its_app() {
    let config = Config::default();
    let apps = vec![config.apps[0].clone(), App::new(1_000_003, "Other", 9)];
    let outside = Outside::start(Config { apps, ..config }).await;
    refused(&outside.get("agent/get?agentid=1000002").await, 0, "its own app");
    refused(&outside.get("agent/get?agentid=1000003").await, 301_002, "another app of the company");
    refused(&outside.get("agent/get?agentid=1000004").await, 40056, "no app of the company");
    refused(&outside.get("agent/get?agentid=1000002x").await, 40056, "no integer");
    refused(&outside.get("agent/get").await, 41011, "none");
}

#[tokio::test]
async fn too_many_wrong_secrets_block_gettoken_for_an_hour() {
    let limits = Limits { wrong_secrets_per_hour: Some(2), ..Limits::default() };
    let company = Sandbox::start(Config { limits, ..Config::default() }).await.unwrap();
    let with = |secret: &str| {
        let secret = secret.to_owned();
        let company = &company;
        async move { gettoken(&client(), company, company.corp_id(), &secret).await }
    };
    refused(&with("a").await, 40001, "first");
    refused(&with("b").await, 40001, "second");
    refused(&with("c").await, 45009, "third");
    refused(&with(company.secret()).await, 45009, "even the right one is blocked now");
    company.advance(Duration::from_secs(3601));
    refused(&with(company.secret()).await, 0, "after an hour it is over");
}
