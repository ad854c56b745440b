//! An outside client: plain reqwest against a running practice company.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::time::Duration;

use beckon_sandbox::{Config, Fault, FaultRule, Sandbox, When};
use serde_json::{Value, json};

/// A running company and an outside client with a token of the first app.
pub struct Outside {
    pub company: Sandbox,
    pub client: reqwest::Client,
    pub token: String,
}

impl Outside {
    pub async fn start(config: Config) -> Self {
        let company = Sandbox::start(config).await.expect("a loopback port is free");
        let client = client();
        let token = token(&client, &company, company.secret()).await;
        Self { company, client, token }
    }

    /// `path` after `/cgi-bin/`, with the token appended.
    pub fn url(&self, path: &str) -> String {
        let joint = if path.contains('?') { '&' } else { '?' };
        format!("{}/cgi-bin/{path}{joint}access_token={}", self.company.base_url(), self.token)
    }

    pub async fn get(&self, path: &str) -> Value {
        let reply = self.client.get(self.url(path)).send().await.expect("a reply");
        assert_eq!(reply.status(), 200, "business errors come with HTTP 200 too: {path}");
        reply.json().await.expect("JSON")
    }

    pub async fn post(&self, path: &str, body: &Value) -> Value {
        self.post_bytes(path, body.to_string().into_bytes()).await
    }

    pub async fn post_bytes(&self, path: &str, body: Vec<u8>) -> Value {
        let reply = self.client.post(self.url(path)).body(body).send().await.expect("a reply");
        assert_eq!(reply.status(), 200, "business errors come with HTTP 200 too: {path}");
        reply.json().await.expect("JSON")
    }

    pub async fn send(&self, body: &Value) -> Value {
        self.post("message/send", body).await
    }

    /// Sends this text to these userids, joined by `|`.
    pub async fn text(&self, touser: &str, content: &str) -> Value {
        self.send(&text_to(&self.company, touser, content)).await
    }
}

pub fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().expect("a client")
}

pub async fn gettoken(client: &reqwest::Client, company: &Sandbox, corp_id: &str, secret: &str) -> Value {
    let url = format!("{}/cgi-bin/gettoken?corpid={corp_id}&corpsecret={secret}", company.base_url());
    client.get(url).send().await.expect("a reply").json().await.expect("JSON")
}

pub async fn token(client: &reqwest::Client, company: &Sandbox, secret: &str) -> String {
    let reply = gettoken(client, company, company.corp_id(), secret).await;
    reply["access_token"].as_str().unwrap_or_else(|| panic!("no token in {reply}")).to_owned()
}

pub fn text_to(company: &Sandbox, touser: &str, content: &str) -> Value {
    json!({ "touser": touser, "msgtype": "text", "agentid": company.agent_id(), "text": { "content": content } })
}

pub fn rule(call: &str, when: When, fault: Fault) -> FaultRule {
    FaultRule { call: call.into(), when, fault }
}

#[track_caller]
pub fn refused(reply: &Value, code: i64, why: &str) {
    assert_eq!(reply["errcode"], code, "{why}: {reply}");
}
