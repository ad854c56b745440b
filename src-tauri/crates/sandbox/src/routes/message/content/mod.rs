//! What a message may hold, by msgtype: what WeCom refuses gets a code, what it cuts is noted and passes.
//! Source: "Send app message" path/90236.

mod articles;
mod card;
mod card_parts;
mod notice;

use crate::answer::{Refusal, refuse};
use crate::company::Company;
use crate::config::App;
use crate::journal::Cut;
use crate::media::Kind;
use crate::object::Object;

/// What is worth knowing of a message that passed.
#[derive(Debug, Default)]
pub(in crate::routes) struct Content {
    /// What is cut.
    pub(in crate::routes) cuts: Vec<Cut>,
    /// The card's own id, which an app uses only once.
    pub(super) task_id: Option<String>,
    /// A card people can answer and the app can update.
    pub(super) interactive: bool,
}

/// Who sends: it decides which uploads and which callbacks there are.
#[derive(Debug, Clone, Copy)]
pub(in crate::routes) enum Sender<'a> {
    /// An app, by its index.
    App(usize),
    /// A group robot, by its key.
    Robot(&'a str),
}

/// What the checks look at beside the message itself.
#[derive(Clone, Copy)]
pub(in crate::routes) struct Check<'a> {
    pub(in crate::routes) company: &'a Company,
    pub(in crate::routes) sender: Sender<'a>,
    pub(in crate::routes) safe: i64,
}

impl<'a> Check<'a> {
    /// A media_id that must be there (41006), alive and of this kind (40007). Returns the file's name.
    pub(in crate::routes) fn media(&self, object: &Object<'_>, name: &str, kind: Kind) -> Result<&'a str, Refusal> {
        let media_id = object.need(name, 41006)?;
        let (library, now) = (&self.company.media, self.company.now_ms());
        let found = match self.sender {
            Sender::App(_) => library.get(media_id, now),
            Sender::Robot(key) => library.of_robot(media_id, key, now),
        };
        match found.filter(|media| media.kind == kind) {
            Some(media) => Ok(&media.name),
            None => refuse(40007),
        }
    }

    fn app(&self) -> Option<&'a App> {
        match self.sender {
            Sender::App(app) => Some(&self.company.apps[app]),
            Sender::Robot(_) => None,
        }
    }
}

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
