//! What a mass message or welcome message may hold: text and up to nine attachments.

use super::super::message::content::Check;
use crate::answer::{Refusal, refuse};
use crate::media::Kind;
use crate::object::Object;

/// text.content up to 4000 bytes (45002), up to nine attachments (41064) of a known kind (41065); not both empty (40063).
pub(super) fn check(request: &Object<'_>, check: &Check<'_>) -> Result<(), Refusal> {
    let text = match request.object("text")? {
        Some(text) => text.within("content", 4000, 45002)?,
        None => None,
    };
    let attachments = request.objects("attachments", 0..=9, 41064)?.unwrap_or_default();
    if text.is_none() && attachments.is_empty() {
        return refuse(40063);
    }
    attachments.iter().try_for_each(|attachment| one(attachment, check))
}

fn one(attachment: &Object<'_>, check: &Check<'_>) -> Result<(), Refusal> {
    let kind = attachment.need("msgtype", 41065)?;
    if !["image", "link", "miniprogram", "video", "file"].contains(&kind) {
        return refuse(41065);
    }
    let content = attachment.need_object(kind, 40063)?;
    match kind {
        "image" if content.url("pic_url")?.is_some() => Ok(()),
        "image" => check.media(&content, "media_id", Kind::Image).map(drop),
        "video" => check.media(&content, "media_id", Kind::Video).map(drop),
        "file" => check.media(&content, "media_id", Kind::File).map(drop),
        "link" => {
            content.need_within("title", 128, 40058)?;
            content.need("url", 41010)?;
            content.url("url")?;
            content.url("picurl")?;
            content.within("desc", 512, 40058).map(drop)
        }
        _ => {
            content.need_within("title", 64, 40058)?;
            content.need("appid", 90200)?;
            content.need("page", 90204)?;
            check.media(&content, "pic_media_id", Kind::Image).map(drop)
        }
    }
}
