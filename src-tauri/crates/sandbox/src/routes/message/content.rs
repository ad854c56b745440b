//! What a message may hold. Source: "Send app message" path/90236.

use serde_json::Value;

use crate::answer::{Refusal, refuse};
use crate::journal::Cut;

const KINDS: [&str; 11] = [
    "text",
    "image",
    "voice",
    "video",
    "file",
    "textcard",
    "news",
    "mpnews",
    "markdown",
    "miniprogram_notice",
    "template_card",
];

/// Checks msgtype and its content; returns what is cut.
pub(super) fn check(request: &Value) -> Result<Vec<Cut>, Refusal> {
    let Some(kind) = request["msgtype"].as_str().filter(|kind| KINDS.contains(kind)) else { return refuse(40008) };
    let content = &request[kind];
    if kind == "text" {
        return text(content);
    }
    if content.is_object() { Ok(Vec::new()) } else { refuse(40063) }
}

/// `text.content`: not empty (44004); beyond 2048 bytes it is cut, never inside a character.
fn text(content: &Value) -> Result<Vec<Cut>, Refusal> {
    let text = match &content["content"] {
        Value::Null => "",
        Value::String(text) => text,
        _ => return Err(Refusal::wrong_json(44004)),
    };
    if text.is_empty() {
        return refuse(44004);
    }
    Ok(cut("text.content", text, 2048).into_iter().collect())
}

/// What is left of `text` when it is longer than `limit` bytes; no character is cut in two.
fn cut(field: &str, text: &str, limit: usize) -> Option<Cut> {
    let end = (0..=limit).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    (text.len() > limit).then(|| Cut { field: field.to_owned(), left: text[..end].to_owned() })
}
