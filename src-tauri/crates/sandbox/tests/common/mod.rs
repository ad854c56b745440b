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
    reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(120)).build().expect("a client")
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

/// `base` with the value at a JSON pointer replaced; `null` stands for absent.
pub fn with(base: &Value, pointer: &str, value: Value) -> Value {
    let mut changed = base.clone();
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer begins with /");
    let parent = changed.pointer_mut(parent).unwrap_or_else(|| panic!("no {parent} in {base}"));
    match parent {
        Value::Array(list) => list[name.parse::<usize>().expect("an index")] = value,
        object => object[name] = value,
    }
    changed
}

/// The smallest bytes that pass as a picture, a minute of AMR, an MP4, a file.
pub fn picture() -> Vec<u8> {
    [&b"\x89PNG\r\n\x1a\n"[..], &[0; 32]].concat()
}

pub fn voice(seconds: usize) -> Vec<u8> {
    [b"#!AMR\n".to_vec(), [&[0x3C][..], &[0; 31]].concat().repeat(seconds * 50)].concat()
}

pub fn video() -> Vec<u8> {
    [&[0, 0, 0, 24][..], b"ftypisom", &[0; 32]].concat()
}

/// The body of an upload and its content type.
pub fn form(name: &str, bytes: &[u8]) -> (Vec<u8>, &'static str) {
    let head = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"media\"; filename=\"{name}\"; filelength={}\r\n\
         Content-Type: application/octet-stream\r\n\r\n",
        bytes.len()
    );
    ([head.as_bytes(), bytes, b"\r\n--edge--\r\n"].concat(), "multipart/form-data; boundary=edge")
}

impl Outside {
    /// Uploads a file to `path`, for example `media/upload?type=file`.
    pub async fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Value {
        let (body, content_type) = form(name, bytes);
        let call = self.client.post(self.url(path)).header("content-type", content_type).body(body);
        call.send().await.expect("a reply").json().await.expect("JSON")
    }

    /// Uploads a file that is accepted; returns its media_id.
    pub async fn media(&self, kind: &str, name: &str, bytes: &[u8]) -> String {
        let reply = self.upload(&format!("media/upload?type={kind}"), name, bytes).await;
        reply["media_id"].as_str().unwrap_or_else(|| panic!("no media_id in {reply}")).to_owned()
    }

    /// Posts each change of `base` and compares the errcode.
    pub async fn refuses(&self, path: &str, base: &Value, cases: &[(&str, Value, i64, &str)]) {
        for (pointer, value, code, why) in cases {
            let reply = self.post(path, &with(base, pointer, value.clone())).await;
            assert_eq!(reply["errcode"], *code, "{why} ({pointer}): {reply}");
        }
    }
}
