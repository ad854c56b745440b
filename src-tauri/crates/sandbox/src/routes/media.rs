//! Uploads and downloads. Source: path/90253 (upload), 90256 (uploadimg), 90254 (get).

use bytes::Bytes;
use serde_json::json;

use crate::answer::{Answer, File, Refusal, ok, refuse};
use crate::limits::DAY_MS;
use crate::media::{Kind, is_picture};
use crate::multipart;
use crate::visit::Visit;

const PICTURE_BYTES: usize = 2 * 1024 * 1024;
/// Largest piece of one download, whole or by range.
const PIECE_BYTES: usize = 20 * 1024 * 1024;

/// `POST /cgi-bin/media/upload?type=`. 40005 for an unknown type; then the file by its kind.
pub(super) fn upload(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    visit.enter()?;
    let Some(kind) = visit.param("type").and_then(Kind::named) else { return refuse(40005) };
    keep(visit, kind, None)
}

/// Takes the file of this call into the library, for everyone or for one robot only.
pub(super) fn keep(visit: &mut Visit<'_>, kind: Kind, robot: Option<String>) -> Result<Answer, Refusal> {
    let upload = multipart::upload(visit.header("content-type"), visit.body)?;
    kind.accepts(upload.bytes)?;
    let (now, media_id) = (visit.company.now_ms(), format!("3{}", visit.company.dice.text(63)));
    let bytes = Bytes::copy_from_slice(upload.bytes);
    visit.company.media.keep(media_id.clone(), kind, upload.name, bytes, now, robot);
    let kind = match kind {
        Kind::Image => "image",
        Kind::Voice => "voice",
        Kind::Video => "video",
        Kind::File => "file",
    };
    ok(json!({ "type": kind, "media_id": media_id, "created_at": (now / 1000).to_string() }))
}

/// `POST /cgi-bin/media/uploadimg`: JPG or PNG of 5 bytes to 2 MB, 1000 a day for the company (45009).
pub(super) fn uploadimg(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    visit.enter()?;
    let picture = multipart::upload(visit.header("content-type"), visit.body)?;
    match picture.bytes.len() {
        0 => return refuse(44001),
        1..=4 => return refuse(40006),
        length if length > PICTURE_BYTES => return refuse(45001),
        _ if !is_picture(picture.bytes) => return refuse(40123),
        _ => {}
    }
    let company = &mut *visit.company;
    let (now, limit) = (company.now_ms(), company.limits.pictures_per_day);
    if !company.gauges.window("pictures", "", limit, DAY_MS, now) {
        return refuse(45009);
    }
    ok(json!({ "url": format!("https://wework.qpic.cn/wwpic/{}/0", company.dice.letters(32)) }))
}

/// `GET /cgi-bin/media/get?media_id=`: the bytes, or a range of them (206). 41006 without, 40007 for an unknown media_id.
pub(super) fn get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    visit.enter()?;
    let Some(media_id) = visit.param("media_id") else { return refuse(41006) };
    let Some(media) = visit.company.media.get(media_id, visit.company.now_ms()) else { return refuse(40007) };
    let range = match visit.header("range") {
        None => None,
        Some(range) => Some(bytes_of(range, media.bytes.len()).ok_or(Refusal::code(40146))?),
    };
    if range.as_ref().map_or(media.bytes.len(), |range| range.len()) > PIECE_BYTES {
        return refuse(830_002);
    }
    Ok(Answer::File(File {
        name: media.name.clone(),
        content_type: media.content_type(),
        bytes: media.bytes.clone(),
        range,
    }))
}

/// The part of `length` bytes that `bytes=FROM-TO` or `bytes=FROM-` names.
fn bytes_of(range: &str, length: usize) -> Option<std::ops::Range<usize>> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let from: usize = from.parse().ok()?;
    let to: usize = if to.is_empty() { length } else { to.parse::<usize>().ok()?.checked_add(1)?.min(length) };
    (from < to).then_some(from..to)
}
