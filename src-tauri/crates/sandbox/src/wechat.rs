//! The page behind a link to customer service: the chat as an outsider has it in WeChat, so that it can be tried without a
//! phone. Whoever loads it opens the chat; its forms write, press a button, or refuse what the company writes. The same
//! address is always the same person.
//!
//! Never in here: a text of a chat that is not escaped.

use std::fmt::Write;

use hyper::Method;
use serde_json::json;

use crate::company::Company;
use crate::dice::Dice;
use crate::reply::{Reply, escaped};
use crate::service::{ServiceLine, Speaker};
use crate::state::service::PATH;
use crate::state::service::chat::Chat;

/// `fail_type` of messages that a customer refuses.
const REFUSED: i64 = 10;

/// Lines of a chat on its page, the newest.
const SHOWN: usize = 50;

/// What an event takes beside its texts.
const ENTRY_BYTES: usize = 512;

/// The page of an address, after what its form asks for; `None` when the path is none of a link. When the company has taken
/// enough by its pages, it is only shown.
pub(crate) fn page(method: &Method, path: &str, query: &str, form: &[u8], company: &mut Company) -> Option<Reply> {
    if !path.starts_with(PATH) {
        return None;
    }
    let Some(open_kfid) = company.desk.leads_to(path).map(str::to_owned) else { return Some(Reply::not_found()) };
    let scene_param = scene_param(query);
    let who = format!("wm{}", Dice::of(&[path, &scene_param]).letters(30));
    let (now, dice, desk) = (company.now_ms(), &mut company.dice, &mut company.desk);
    let weight = form.len() + query.len() + ENTRY_BYTES;
    if desk.from_pages < weight {
        return desk.chat(&open_kfid, &who).map(shown).or_else(|| Some(Reply::not_found()));
    }
    desk.from_pages -= weight;
    if *method == Method::POST {
        for (name, value) in form_urlencoded::parse(form) {
            match &*name {
                "say" => drop(desk.write((&open_kfid, &who), None, ("text", json!({ "content": value })), now, dice)),
                "press" => drop(desk.press(&open_kfid, &who, &value, now, dice)),
                "refuse" => {
                    if let Some(chat) = desk.chat_mut(&open_kfid, &who) {
                        chat.fails = (value == "yes").then_some(REFUSED);
                    }
                }
                _ => {}
            }
        }
    } else {
        desk.enter(path, &scene_param, &who, now, dice);
    }
    desk.chat(&open_kfid, &who).map(shown).or_else(|| Some(Reply::not_found()))
}

/// What a link says of who opened it; empty when it says nothing.
pub(crate) fn scene_param(query: &str) -> String {
    let found = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "scene_param");
    found.map(|(_, value)| value.into_owned()).unwrap_or_default()
}

fn shown(chat: &Chat) -> Reply {
    let mut body: String = chat.lines.iter().skip(chat.lines.len().saturating_sub(SHOWN)).map(line).collect();
    body.push_str("<form method=\"post\"><input name=\"say\"><button>发送 · Send</button></form>");
    let (value, words) = match chat.fails {
        Some(_) => ("no", "重新接收消息 · Accept messages again"),
        None => ("yes", "拒收消息 · Refuse messages"),
    };
    let _ = write!(body, "<form method=\"post\"><button name=\"refuse\" value=\"{value}\">{words}</button></form>");
    Reply::page("练习微信 · Practice WeChat", &body)
}

fn line(line: &ServiceLine) -> String {
    let who = match line.by {
        Speaker::Outsider => "候选人 · candidate",
        Speaker::App => "公司 · company",
        Speaker::Colleague => "同事 · colleague",
    };
    let text = if line.recalled { "已撤回 · recalled".to_owned() } else { escaped(&line.text) };
    let mut html = format!("<p>{who}: {text}</p>");
    for (id, words) in &line.buttons {
        let (id, words) = (escaped(id), escaped(words));
        let _ = write!(html, "<form method=\"post\"><button name=\"press\" value=\"{id}\">{words}</button></form>");
    }
    html
}
