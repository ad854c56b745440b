//! Group robots: the key in the URL is the whole credential. Source: "Message push configuration" path/99110.

use md5::{Digest, Md5};
use serde_json::json;

use super::message::content::{Check, Content, Sender, common, not_longer};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::limits::MINUTE_MS;
use crate::media::{Kind, is_picture};
use crate::object::Object;
use crate::visit::Visit;

const PICTURE_BYTES: usize = 2 * 1024 * 1024;

const KINDS: [&str; 8] = ["text", "markdown", "markdown_v2", "image", "news", "file", "voice", "template_card"];

/// The robot of this call; 93000 for a missing or wrong key.
fn robot(visit: &Visit<'_>) -> Result<String, Refusal> {
    let key = visit.param("key").unwrap_or_default();
    visit.company.robots.iter().find(|robot| *robot == key).cloned().ok_or(Refusal::code(93000))
}

/// `POST /cgi-bin/webhook/send?key=`. 20 messages a minute per robot, then 45009. Text is cut at 2048 bytes, markdown and
/// markdown_v2 are refused beyond 4096 (45002).
pub(super) fn send(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let key = robot(visit)?;
    if visit.body.is_empty() {
        return refuse(93017);
    }
    let request = visit.json()?;
    let content =
        check(&Object::root(&request)?, &Check { company: visit.company, sender: Sender::Robot(&key), safe: 0 })?;
    let company = &mut *visit.company;
    let (now, limit) = (company.now_ms(), company.limits.robot_per_minute);
    if !company.gauges.window("robot", &key, limit, MINUTE_MS, now) {
        return refuse(45009);
    }
    visit.notes.cuts = content.cuts;
    ok(json!({}))
}

fn check(request: &Object<'_>, check: &Check<'_>) -> Result<Content, Refusal> {
    let kind = request.text("msgtype")?.unwrap_or_default();
    if !KINDS.contains(&kind) {
        return refuse(40008);
    }
    let content = request.need_object(kind, 93017)?;
    let mut found = Content::default();
    match kind {
        "image" => image(&content)?,
        "markdown" | "markdown_v2" => not_longer(&content, 4096)?,
        // Nobody could answer a card of the other kinds.
        "template_card" if !matches!(content.text("card_type")?, Some("text_notice" | "news_notice")) => {
            return refuse(42031);
        }
        _ => common(kind, &content, check, &mut found)?,
    }
    content.texts("mentioned_list")?;
    content.texts("mentioned_mobile_list")?;
    Ok(found)
}

/// base64 of a JPG or PNG up to 2 MB (93018, 40009), with the md5 of its bytes (301019).
fn image(image: &Object<'_>) -> Result<(), Refusal> {
    let Some(bytes) = base64(image.need("base64", 93017)?) else { return refuse(40058) };
    let md5: String = Md5::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    match () {
        () if bytes.len() > PICTURE_BYTES => refuse(93018),
        () if !is_picture(&bytes) => refuse(40009),
        () if !image.need("md5", 40058)?.eq_ignore_ascii_case(&md5) => refuse(301_019),
        () => Ok(()),
    }
}

/// Standard base64 with padding; line breaks are not allowed.
fn base64(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    let whole = text.len().is_multiple_of(4) && text.len() - digits.len() <= 2;
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for digit in digits.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        (bits, count) = (bits << 6 | u32::from(value), count + 6);
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xFF).unwrap_or_default());
        }
    }
    whole.then_some(bytes)
}

/// `POST /cgi-bin/webhook/upload_media?key=&type=file|voice`: an upload only this robot can use.
pub(super) fn upload_media(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let key = robot(visit)?;
    match visit.param("type").and_then(Kind::named) {
        Some(kind @ (Kind::File | Kind::Voice)) => super::media::keep(visit, kind, Some(key)),
        _ => refuse(40005),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_strictly() {
        assert_eq!(base64("aGVsbG8=").as_deref(), Some(&b"hello"[..]));
        assert_eq!(base64("aGVsbG8h").as_deref(), Some(&b"hello!"[..]));
        assert_eq!(base64("aGVsbA==").as_deref(), Some(&b"hell"[..]));
        for wrong in ["aGVsbG8", "aGVs\nbG8=", "a===", "面试"] {
            assert_eq!(base64(wrong), None, "{wrong:?} is no base64");
        }
    }
}
