//! The practice ShowMeBug as an outside client meets it.

#[path = "../common/mod.rs"]
mod common;
mod doors;
mod faults;
mod rooms;
mod written;

use beckon_sandbox::{Config, Sandbox};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

/// A running ShowMeBug and a client with a token.
struct Caller {
    company: Sandbox,
    client: reqwest::Client,
    token: String,
}

impl Caller {
    async fn start() -> Self {
        Self::with(Config::default()).await
    }

    async fn with(config: Config) -> Self {
        let company = Sandbox::start(config).await.expect("a loopback port is free");
        let client = common::client();
        let body = credentials(&company).to_string();
        let reply = client.post(format!("{}/oauth/token.json", company.base_url())).body(body).send().await;
        let reply: Value = reply.expect("a reply").json().await.expect("JSON");
        let token = reply["access_token"].as_str().unwrap_or_else(|| panic!("no token in {reply}")).to_owned();
        Self { company, client, token }
    }

    /// A call with the token; `path` after `/open_api/v1/`.
    fn call(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}/open_api/v1/{path}", self.company.base_url());
        self.client.request(method, url).bearer_auth(&self.token)
    }

    async fn get(&self, path: &str) -> (StatusCode, Value) {
        answer(self.call(Method::GET, path)).await
    }

    async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        answer(self.call(Method::POST, path).json(body)).await
    }

    /// A call that must succeed; its data.
    async fn data(&self, path: &str, body: &Value) -> Value {
        let (status, reply) = self.post(path, body).await;
        assert_eq!((status.as_u16(), &reply["errcode"]), (200, &json!(0)), "{path} succeeds: {reply}");
        reply["data"].clone()
    }

    /// Makes a room for this candidate; its data.
    async fn room(&self, name: &str) -> Value {
        self.data("interviews", &json!({ "candidate_name": name })).await
    }
}

fn credentials(company: &Sandbox) -> Value {
    let bug = company.showmebug();
    json!({ "client_id": bug.key(), "client_secret": bug.secret(), "grant_type": "client_credentials" })
}

async fn answer(call: RequestBuilder) -> (StatusCode, Value) {
    let reply = call.send().await.expect("a reply");
    let status = reply.status();
    let bytes = reply.bytes().await.expect("a body");
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

#[track_caller]
fn refused((status, reply): (StatusCode, Value), wanted: (u16, i64), why: &str) {
    assert_eq!((status.as_u16(), reply["errcode"].as_i64()), (wanted.0, Some(wanted.1)), "{why}: {reply}");
}
