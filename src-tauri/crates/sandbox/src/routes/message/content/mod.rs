//! What a message may hold, by msgtype: what WeCom refuses gets a code, what it cuts is noted and passes.
//! Source: "Send app message" path/90236.

mod articles;
mod card;
mod card_parts;
mod check;
mod notice;

use crate::answer::{Refusal, refuse};
use crate::journal::Cut;
use crate::media::Kind;
use crate::object::Object;
pub(in crate::routes) use check::{Check, Content, Sender};

/// Checks msgtype (40008) and its content.
pub(super) fn check(request: &Object<'_>, check: &Check<'_>) -> Result<Content, Refusal> {
    // A msgtype that is no string is as unknown as any other.
    let kind = request.need("msgtype", 40008).or_else(|_| refuse(40008))?;
    let missing = match kind {
        "text" | "markdown" => 44004,
        "image" | "voice" | "video" | "file" => 41006,
        "textcard" | "news" | "mpnews" | "miniprogram_notice" | "template_card" => 40063,
        _ => return refuse(40008),
    };
    let content = request.need_object(kind, missing)?;
    let mut found = Content::default();
    match kind {
        "image" => drop(check.media(&content, "media_id", Kind::Image)?),
        "video" => video(&content, check, &mut found.cuts)?,
        "markdown" => not_longer(&content, 2048)?,
        "textcard" => articles::textcard(&content, &mut found.cuts)?,
        "mpnews" => articles::mpnews(&content, check, &mut found.cuts)?,
        "miniprogram_notice" => notice::check(request, &content, check)?,
        _ => common(kind, &content, check, &mut found)?,
    }
    Ok(found)
}

/// The kinds that apps and group robots have in common: text, voice, file, news, template_card.
pub(in crate::routes) fn common(
    kind: &str,
    content: &Object<'_>,
    check: &Check<'_>,
    found: &mut Content,
) -> Result<(), Refusal> {
    match kind {
        "text" => text(content, &mut found.cuts),
        "voice" => check.media(content, "media_id", Kind::Voice).map(drop),
        "file" => file(content, check),
        "news" => articles::news(content, &mut found.cuts),
        "template_card" => card::check(content, check, found),
        _ => refuse(40008),
    }
}

/// Checks a card that takes the place of another.
pub(super) fn new_card(card: &Object<'_>, check: &Check<'_>) -> Result<(), Refusal> {
    card::check(card, check, &mut Content::default())
}

/// `content`: not empty (44004), cut beyond 2048 bytes.
fn text(content: &Object<'_>, cuts: &mut Vec<Cut>) -> Result<(), Refusal> {
    content.need("content", 44004)?;
    content.cut("content", 2048, cuts)
}

/// `content`: not empty (44004), refused beyond `bytes` (45002).
pub(in crate::routes) fn not_longer(content: &Object<'_>, bytes: usize) -> Result<(), Refusal> {
    content.need("content", 44004)?;
    content.need_within("content", bytes, 45002).map(drop)
}

fn video(content: &Object<'_>, check: &Check<'_>, cuts: &mut Vec<Cut>) -> Result<(), Refusal> {
    check.media(content, "media_id", Kind::Video)?;
    content.cut("title", 128, cuts)?;
    content.cut("description", 512, cuts)
}

/// A file; a confidential one only of the kinds that WeCom can show itself (40004).
fn file(content: &Object<'_>, check: &Check<'_>) -> Result<(), Refusal> {
    const SHOWN: [&str; 13] =
        ["txt", "pdf", "doc", "docx", "ppt", "pptx", "xls", "xlsx", "xml", "jpg", "jpeg", "png", "bmp"];
    let name = check.media(content, "media_id", Kind::File)?;
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if check.safe == 1 && ending != "gif" && !SHOWN.contains(&ending.as_str()) {
        return refuse(40004);
    }
    Ok(())
}
