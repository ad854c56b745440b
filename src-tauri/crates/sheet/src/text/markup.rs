//! Text with tags: it says of itself in which encoding it is, and is not always right.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{decoded, name};
use crate::encoding::{found, named};
use crate::error::Result;

/// Bytes among which a text says its encoding.
const HEAD: usize = 4096;

/// A text and the name of its encoding: as chosen, as its mark or its letters show, or as it says of itself.
pub(crate) fn markup(bytes: &[u8], chosen: Option<&str>) -> Result<(String, &'static str)> {
    let encoding = chosen.map_or_else(|| Ok(encoding(bytes)), named)?;
    Ok((decoded(bytes, encoding), name(encoding)))
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    let found = found(bytes);
    // What is UTF-8 or UTF-16 without a mistake is that, whatever an export says of itself.
    if [UTF_8, UTF_16LE, UTF_16BE].contains(&found) || Encoding::for_bom(bytes).is_some() {
        return found;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let said = ["charset=", "encoding="].iter().find_map(|word| head.split_once(word)).map(|(_, said)| said);
    let said = said.map(|said| said.trim_start_matches(['"', '\'', ' ']));
    let said = said.and_then(|said| said.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next());
    said.and_then(|said| named(said).ok()).unwrap_or(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_knows_its_encoding_better_than_it_says() {
        let of = |bytes: &[u8]| markup(bytes, None).unwrap();
        let big5 = b"<meta charset='big5'>\xa9m\xa6W";
        assert_eq!(of(big5), ("<meta charset='big5'>姓名".into(), "Big5"), "letters that may be of several encodings");
        let wrong = "<meta charset=gb2312>姓名".as_bytes();
        assert_eq!(of(wrong).1, "UTF-8", "said one and wrote the other");
        let xml = b"<?xml version='1.0' encoding='gb2312'?>\xd0\xd5\xc3\xfb";
        assert!(of(xml).0.ends_with("姓名"), "XML says it in another word");
        assert_eq!(markup(big5, Some("gbk")).unwrap().1, "GB18030", "a person may know better");
    }
}
