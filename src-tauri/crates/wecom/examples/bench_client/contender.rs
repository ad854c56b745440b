//! The two contenders. Both post the same bodies, byte for byte, and read the whole answer.

use std::error::Error;

use reqwest::Url;
use reqwest::header::CONTENT_TYPE;
use serde_json::Value;
use wecom::{Client, Config, Message, Named, Text};

/// Bodies that differ.
const BODIES: usize = 256;

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contender {
    /// This crate: makes the message, checks it, puts it into bytes, sends it, reads the answer.
    Client,
    /// A loop around reqwest: sends bytes that were made beforehand, gets the bytes of the answer.
    Bare,
}

impl Contender {
    pub fn named(name: &str) -> Option<Self> {
        [Self::Client, Self::Bare].into_iter().find(|contender| contender.name() == name)
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Bare => "bare",
        }
    }
}

/// The app to send with, as the practice company tells it.
pub struct App<'a> {
    pub host: &'a str,
    pub corp_id: &'a str,
    pub agent_id: i64,
    pub secret: &'a str,
}

/// A contender that is ready to send.
pub enum Ready {
    Client { client: Box<Client>, texts: Vec<String>, agent_id: i64 },
    Bare { http: reqwest::Client, url: Url, bodies: Vec<&'static [u8]> },
}

impl Ready {
    pub async fn new(contender: Contender, app: &App<'_>) -> Result<Self, Box<dyn Error>> {
        let texts: Vec<String> = (0..BODIES)
            .map(|number| format!("您好，您的面试已改到 3 月 2 日 10:00，3 号会议室。编号 {number}"))
            .collect();
        let agent_id = app.agent_id;
        if contender == Contender::Client {
            let mut config = Config::new(app.corp_id, agent_id, app.secret);
            config.host = app.host.to_owned();
            return Ok(Self::Client { client: Box::new(Client::new(config)?), texts, agent_id });
        }
        let http = reqwest::Client::builder().no_proxy().build()?;
        let App { host, corp_id, secret, .. } = app;
        let url = format!("{host}/cgi-bin/gettoken?corpid={corp_id}&corpsecret={secret}");
        let reply: Value = serde_json::from_slice(&http.get(url).send().await?.bytes().await?)?;
        let token = reply["access_token"].as_str().ok_or("no token")?;
        let url = Url::parse(&format!("{host}/cgi-bin/message/send?access_token={token}"))?;
        let mut bodies: Vec<&'static [u8]> = Vec::new();
        for text in &texts {
            // For the life of the process: the loop must not pay for copies.
            bodies.push(message(agent_id, text).to_body()?.leak());
        }
        Ok(Self::Bare { http, url, bodies })
    }

    /// One call.
    pub async fn call(&self, number: usize) -> Result<(), Box<dyn Error + Send + Sync>> {
        match self {
            Self::Client { client, texts, agent_id } => {
                let body = message(*agent_id, &texts[number % BODIES]).to_body()?;
                client.send(body).await?;
            }
            Self::Bare { http, url, bodies } => {
                let call =
                    http.post(url.clone()).header(CONTENT_TYPE, "application/json").body(bodies[number % BODIES]);
                call.send().await?.error_for_status()?.bytes().await?;
            }
        }
        Ok(())
    }
}

/// The duplicate check is off: the same few bodies are sent over and over.
fn message(agent_id: i64, text: &str) -> Message<Text> {
    Message::new(agent_id, Named::member("zhangwei"), Text::new(text)).without_duplicate_check()
}
