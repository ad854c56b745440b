//! A practice company that takes every kind of message, and a client of it.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::sync::atomic::{AtomicU64, Ordering};

use beckon_sandbox::{Call, Config, Limits, Sandbox};
use serde_json::Value;
use wecom::message::card::{
    AppHasCallbackUrl, Button, ButtonInteraction, Checkbox, Choose, MultipleInteraction, Selection, SubmitButton,
    Target, TextNotice, VoteInteraction, VoteOption,
};
use wecom::message::{Content, Message, Named, Violation};
use wecom::{Client, SendReply};

pub const AGENT: i64 = 1_000_002;
pub const URL: &str = "https://example.com/i/42";
pub const APPID: &str = "wx8bd80126147df384";

/// What was uploaded.
#[derive(Debug, Clone)]
pub struct Media {
    pub image: String,
    pub voice: String,
    pub video: String,
    /// Under the name `cv.pdf`.
    pub file: String,
}

pub struct Practice {
    pub company: Sandbox,
    pub client: Client,
    pub media: Media,
}

impl Practice {
    /// The app has a callback URL, and nobody gets too many messages.
    pub async fn start() -> Self {
        let limits = Limits { member_per_minute: u32::MAX, member_per_hour: u32::MAX, ..Limits::default() };
        let mut config = Config { limits, ..Config::default() };
        config.apps[0].callback_url = true;
        let company = Sandbox::start(config).await.expect("a loopback port is free");
        let mut own = wecom::Config::new(company.corp_id(), company.agent_id(), company.secret());
        own.host = company.base_url();
        let client = Client::new(own).expect("loopback is an acceptable host");
        let media = upload_all(&company).await;
        Self { company, client, media }
    }

    /// Sends a message that passes the checks.
    pub async fn send<C: Content>(&self, message: &Message<C>) -> SendReply {
        let body = message.to_body().expect("the message is sound");
        self.client.send(body).await.expect("the practice company takes what passes the checks")
    }

    /// The journal's last entry.
    pub fn last(&self) -> Call {
        self.company.journal().pop().expect("something was sent")
    }
}

async fn upload_all(company: &Sandbox) -> Media {
    let base = company.base_url();
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let url = format!("{base}/cgi-bin/gettoken?corpid={}&corpsecret={}", company.corp_id(), company.secret());
    let token: Value = http.get(url).send().await.expect("a reply").json().await.expect("JSON");
    let token = token["access_token"].as_str().expect("a token").to_owned();
    let upload = async |kind: &str, name: &'static str, bytes: Vec<u8>| -> String {
        let part = reqwest::multipart::Part::bytes(bytes).file_name(name);
        let url = format!("{base}/cgi-bin/media/upload?access_token={token}&type={kind}");
        let form = reqwest::multipart::Form::new().part("media", part);
        let reply: Value = http.post(url).multipart(form).send().await.expect("a reply").json().await.expect("JSON");
        reply["media_id"].as_str().unwrap_or_else(|| panic!("{kind} was not taken: {reply}")).to_owned()
    };
    Media {
        image: upload("image", "a.png", [&b"\x89PNG\r\n\x1a\n"[..], &[0; 32]].concat()).await,
        voice: upload("voice", "a.amr", [&b"#!AMR\n"[..], &[0x3C], &[0; 31]].concat()).await,
        video: upload("video", "a.mp4", [&[0, 0, 0, 24][..], b"ftypisom", &[0; 32]].concat()).await,
        file: upload("file", "cv.pdf", b"%PDF-1.7".to_vec()).await,
    }
}

/// A message to one member.
pub fn to_one<C: Content<To: From<Named>>>(content: C) -> Message<C> {
    Message::new(AGENT, Named::member("zhangwei"), content)
}

/// What is wrong with a message; nothing when it is sound.
pub fn violations<C: Content>(message: &Message<C>) -> Vec<Violation> {
    message.check().err().map(|invalid| invalid.violations().to_vec()).unwrap_or_default()
}

/// A task_id that no other card of this program has.
pub fn fresh() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    format!("itv-{}", LAST.fetch_add(1, Ordering::Relaxed))
}

pub fn notice() -> TextNotice {
    TextNotice::titled("面试安排", Target::url(URL))
}

pub fn buttons(buttons: impl IntoIterator<Item = Button>) -> ButtonInteraction {
    ButtonInteraction::new(AppHasCallbackUrl, "面试确认", fresh(), buttons)
}

pub fn one_button() -> ButtonInteraction {
    buttons([Button::callback("确认", "ok")])
}

pub fn question() -> Selection {
    Selection::new("q", [("am", "上午"), ("pm", "下午")])
}

pub fn submit() -> SubmitButton {
    SubmitButton::new("提交", "go")
}

pub fn vote(options: impl IntoIterator<Item = VoteOption>) -> VoteInteraction {
    VoteInteraction::new(AppHasCallbackUrl, "选时间", fresh(), Checkbox::new("q", Choose::One, options), submit())
}

pub fn multiple(questions: impl IntoIterator<Item = Selection>) -> MultipleInteraction {
    MultipleInteraction::new(AppHasCallbackUrl, "选时间", fresh(), questions, submit())
}
