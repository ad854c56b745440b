//! The encoding of a text: found, or as a person says.
//!
//! 1. A byte order mark decides.
//! 2. Zero bytes at every other place: UTF-16 without a mark.
//! 3. What is UTF-8 without a mistake is UTF-8; nothing else looks like it by chance.
//! 4. UTF-8 with a few mistakes among many right letters stays UTF-8: somebody pasted two files together.
//! 5. Otherwise letter frequencies decide, with Chinese in mind, unless no high byte has another beside it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::ENCODINGS;
use crate::error::{Result, SheetError};

/// Bytes that are looked at for letter frequencies.
const LOOKED_AT: usize = 4 * 1024 * 1024;

/// The encoding that is called `label`.
pub(crate) fn named(label: &str) -> Result<&'static Encoding> {
    let unknown = || SheetError::NoSuchEncoding(label.to_owned());
    let label = if label.eq_ignore_ascii_case("utf-16") { "utf-16le" } else { label };
    let found = Encoding::for_label(label.trim().as_bytes()).ok_or_else(unknown)?;
    let found = if found == GBK { GB18030 } else { found };
    if ENCODINGS.iter().any(|known| known.eq_ignore_ascii_case(found.name())) { Ok(found) } else { Err(unknown()) }
}

/// The encoding of `bytes`, found by looking at them.
pub(crate) fn found(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    if is_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(LOOKED_AT)], true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    match guess == GBK {
        true if is_western(bytes) => WINDOWS_1252,
        true => GB18030,
        false => guess,
    }
}

/// Whether each high byte stands alone, as in `Müller`: the usual Chinese signs have two.
fn is_western(bytes: &[u8]) -> bool {
    bytes.windows(2).all(|pair| pair.iter().any(u8::is_ascii))
}

fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    // Delimiters and line ends are in every table, and half of their bytes are zero.
    let pairs = bytes[..bytes.len().min(4096)].as_chunks::<2>().0;
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    let enough = (pairs.len() / 16).max(2);
    match () {
        () if low >= enough && high == 0 => Some(UTF_16LE),
        () if high >= enough && low == 0 => Some(UTF_16BE),
        () => None,
    }
}

fn is_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    wrong == 0 || right > 4 * wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "姓名,企业微信账号,手机,邮箱,职位\n李华,lihua,13800000001,lihua@example.com,后端工程师\n";

    #[test]
    fn the_encodings_of_chinese_excel_are_found() {
        assert_eq!(found(SHEET.as_bytes()).name(), "UTF-8", "as other programs write it");
        assert_eq!(found(format!("\u{feff}{SHEET}").as_bytes()).name(), "UTF-8", "CSV UTF-8 of Excel");
        assert_eq!(found(&GB18030.encode(SHEET).0).name(), "gb18030", "CSV of Chinese Excel");
        let short = GB18030.encode("姓名,手机\n张三,1\n").0.into_owned();
        assert_eq!(found(&short).name(), "gb18030", "a few letters have to be enough");
        let utf16: Vec<u8> = SHEET.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(found(&utf16).name(), "UTF-16LE", "Unicode text without a mark");
        assert_eq!(found(&[b"\xff\xfe", utf16.as_slice()].concat()).name(), "UTF-16LE", "Unicode text of Excel");
        let utf16: Vec<u8> = SHEET.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(found(&utf16).name(), "UTF-16BE", "of an old Mac");
    }

    #[test]
    fn a_few_western_names_are_no_chinese() {
        let names = b"Name;Gehalt\r\n\"M\xfcller, J\xf6rg\";4.500,50\r\n";
        assert_eq!(found(names).name(), "windows-1252", "two umlauts must not become rare Chinese signs");
        let one = GB18030.encode("name,id\nTom,1\n张三,2\n").0.into_owned();
        assert_eq!(found(&one).name(), "gb18030", "one Chinese name in an English list is Chinese");
    }

    #[test]
    fn a_foreign_line_does_not_change_the_encoding_of_the_rest() {
        let mixed = [SHEET.as_bytes(), &GB18030.encode("王五,wangwu\n").0].concat();
        assert_eq!(found(&mixed).name(), "UTF-8", "one line pasted from a GBK file");
    }

    #[test]
    fn people_may_name_it_as_they_know_it() {
        assert_eq!(named("gbk").map(Encoding::name), Ok("gb18030"), "GB18030 holds all of GBK");
        assert_eq!(named("utf8").map(Encoding::name), Ok("UTF-8"), "a usual short form");
        assert!(named("klingon").is_err(), "and nothing is guessed");
    }
}
