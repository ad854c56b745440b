//! multipart/form-data as far as an upload needs it: the one part called `media`, with its file name.

use memchr::memmem;

use crate::answer::{Refusal, refuse};

/// The uploaded file: its name and its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Upload<'a> {
    pub(crate) name: String,
    pub(crate) bytes: &'a [u8],
}

/// Finds the part `media`. 40063 when the body is no multipart at all, 44001 (empty media data) when there is no such
/// part with `filename="..."`. A name given only as `filename*=` is not understood, as public clients found out.
pub(crate) fn upload<'a>(content_type: Option<&str>, body: &'a [u8]) -> Result<Upload<'a>, Refusal> {
    let Some(boundary) = content_type.and_then(boundary) else { return refuse(40063) };
    let delimiter = [b"\r\n--", boundary.as_bytes()].concat();
    let mut rest = match body.strip_prefix(&delimiter[2..]) {
        Some(rest) => rest,
        None => return refuse(40063),
    };
    // Each part lies between two delimiters; "--" behind the last one ends the body.
    while !rest.starts_with(b"--") {
        let Some(end) = memmem::find(rest, &delimiter) else { return refuse(40063) };
        if let Some(upload) = part(&rest[..end]) {
            return Ok(upload);
        }
        rest = &rest[end + delimiter.len()..];
    }
    refuse(44001)
}

fn boundary(content_type: &str) -> Option<&str> {
    let (kind, parameters) = content_type.split_once(';')?;
    let value = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("boundary="))?;
    let value = value.trim_matches('"');
    (kind.trim().eq_ignore_ascii_case("multipart/form-data") && !value.is_empty()).then_some(value)
}

/// Reads one part, from behind its delimiter to before the next one.
fn part(bytes: &[u8]) -> Option<Upload<'_>> {
    let bytes = bytes.strip_prefix(b"\r\n")?;
    let end = memmem::find(bytes, b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let disposition = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-disposition").then_some(value)
    })?;
    if parameter(disposition, "name")? != "media" {
        return None;
    }
    Some(Upload { name: parameter(disposition, "filename")?.to_owned(), bytes: &bytes[end + 4..] })
}

/// The value of `name="value"`.
fn parameter<'a>(disposition: &'a str, name: &str) -> Option<&'a str> {
    let behind = |parameter: &'a str| parameter.trim().strip_prefix(name)?.strip_prefix('=');
    let value = disposition.split(';').find_map(behind)?.trim_matches('"');
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: Option<&str> = Some("multipart/form-data; boundary=XX");

    fn body(disposition: &str, content: &str) -> Vec<u8> {
        let other = "--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n";
        format!("{other}--XX\r\nContent-Disposition: {disposition}\r\nContent-Type: text/plain\r\n\r\n{content}\r\n--XX--\r\n")
            .into_bytes()
    }

    #[test]
    fn the_part_media_is_found_among_others() {
        let body = body("form-data; name=\"media\"; filename=\"简历.pdf\"; filelength=11", "a\r\n--X\r\nb--");
        let upload = upload(TYPE, &body).unwrap();
        assert_eq!((upload.name.as_str(), upload.bytes), ("简历.pdf", &b"a\r\n--X\r\nb--"[..]), "bytes as they were");
    }

    #[test]
    fn what_wecom_does_not_understand_is_refused() {
        let code = |content_type, body: &[u8]| upload(content_type, body).unwrap_err().code;
        let good = body("form-data; name=\"media\"; filename=\"a.txt\"", "abcdef");
        assert_eq!(code(None, &good), 40063, "no content type");
        assert_eq!(code(Some("application/json"), &good), 40063, "another content type");
        assert_eq!(code(TYPE, b"abcdef"), 40063, "bare bytes");
        assert_eq!(code(TYPE, &good[..good.len() - 10]), 40063, "a body that ends too early");
        assert_eq!(code(TYPE, &body("form-data; name=\"file\"; filename=\"a\"", "x")), 44001, "another part name");
        assert_eq!(code(TYPE, &body("form-data; name=\"media\"", "x")), 44001, "no file name");
        let starred = body("form-data; name=\"media\"; filename*=UTF-8''%E7%AE%80.txt", "x");
        assert_eq!(code(TYPE, &starred), 44001, "only the starred form of a file name");
    }
}
