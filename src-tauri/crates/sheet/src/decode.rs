//! Files of plain text, such as templates: their letters, or what they are instead.

use encoding_rs::{Encoding, UTF_8};

use crate::encoding::found;
use crate::error::{Result, SheetError};
use crate::kind::{FileKind, kind};

/// A file of plain text, in whatever encoding it came, without a byte order mark, and the name of that encoding.
///
/// # Errors
/// [`SheetError::Unsupported`] with the kind of file that it is instead, `xlsx` among them, [`SheetError::NotText`] for
/// bytes that are no text, [`SheetError::TooLarge`].
pub fn decode(bytes: &[u8]) -> Result<(String, &'static str)> {
    if bytes.len() > crate::FILE_BYTES {
        return Err(SheetError::TooLarge { limit: crate::FILE_BYTES });
    }
    if bytes.is_empty() {
        return Ok((String::new(), UTF_8.name()));
    }
    if let Some(other) = no_text(bytes) {
        return Err(SheetError::Unsupported(other));
    }
    match kind(&bytes.into()) {
        Ok(FileKind::Csv) => {}
        // A text may begin like a web page; a spreadsheet that is one is another matter.
        Err(SheetError::Unsupported("xml")) => {}
        Ok(other) => return Err(SheetError::Unsupported(other.name())),
        Err(SheetError::Damaged(_)) => return Err(SheetError::Unsupported("zip")),
        Err(other) => return Err(other),
    }
    let encoding = found(bytes);
    let mark = Encoding::for_bom(bytes).map_or(0, |(_, length)| length);
    let (text, wrong) = encoding.decode_without_bom_handling(&bytes[mark..]);
    let odd = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}');
    if wrong || text.chars().any(odd) {
        return Err(SheetError::NotText);
    }
    Ok((text.into_owned(), encoding.name()))
}

/// What a file is that is never plain text, by its first bytes.
fn no_text(bytes: &[u8]) -> Option<&'static str> {
    const FIRST: [(&[u8], &str); 9] = [
        (b"{\\rtf", "rtf"),
        (b"\x89PNG", "picture"),
        (b"\xff\xd8\xff", "picture"),
        (b"GIF8", "picture"),
        (b"BM\0", "picture"),
        (b"II*\0", "picture"),
        (b"MM\0*", "picture"),
        (b"\x1f\x8b", "zip"),
        (b"Rar!", "zip"),
    ];
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let riff = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let known = FIRST.iter().find(|(first, _)| bytes.starts_with(first) || start.starts_with(first));
    known.map(|(_, kind)| *kind).or(riff.then_some("picture"))
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::*;

    #[test]
    fn a_plain_text_is_read_in_every_encoding_and_nothing_else_is() {
        let text = "{{ name }}您好，请查收。\r\n";
        let utf16 = |swap: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(swap).collect::<Vec<u8>>();
        let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
        for (bytes, what) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8 with a mark"),
            (GB18030.encode(text).0.into_owned(), "GB18030"),
            (little.clone(), "UTF-16 without a mark"),
            ([b"\xff\xfe", little.as_slice()].concat(), "UTF-16"),
            ([b"\xfe\xff", big.as_slice()].concat(), "UTF-16, the other way round"),
        ] {
            assert_eq!(decode(&bytes).map(|(text, _)| text).as_deref(), Ok(text), "{what}: the mark is no part of it");
        }
        for (bytes, kind) in [
            (&b"{\\rtf1\\ansi hello}"[..], "rtf"),
            (b"%PDF-1.7\n", "pdf"),
            (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
            (b"PK\x03\x04\0\0", "zip"),
        ] {
            assert_eq!(decode(bytes), Err(SheetError::Unsupported(kind)), "told by its kind");
        }
        assert_eq!(
            decode(b"Hello\0 {{ name }}, this is the message"),
            Err(SheetError::NotText),
            "a zero byte is no text"
        );
    }
}
