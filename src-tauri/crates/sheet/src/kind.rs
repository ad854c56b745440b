//! What a file is, by its first bytes and by what a container holds.

use std::sync::Arc;

use quick_xml::events::Event;

use crate::container::Package;
use crate::encoding::found;
use crate::error::{Result, SheetError};
use crate::relations::main_part;
use crate::xml::Xml;

/// The kinds of files that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Text: CSV, TSV and their kin.
    Csv,
    /// A workbook of Excel since 2007, of WPS and others.
    Xlsx,
    /// Excel's binary workbook since 2007.
    Xlsb,
    /// A workbook of Excel before 2007.
    Xls,
    /// A table of LibreOffice or OpenOffice.
    Ods,
    /// A table of a web page, as web systems export it under the name `.xls`.
    Html,
    /// A workbook of Excel 2003 in XML.
    Xml,
}

impl FileKind {
    /// A short name: `csv`, `xlsx`, `xlsb`, `xls`, `ods`, `html` or `xml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Xlsb => "xlsb",
            Self::Xls => "xls",
            Self::Ods => "ods",
            Self::Html => "html",
            Self::Xml => "xml",
        }
    }
}

const ZIP: &[u8] = b"PK\x03\x04";
/// The end of a ZIP: some have other bytes before their beginning.
const ZIP_END: &[u8] = b"PK\x05\x06";
/// A container of old Microsoft Office, and of every workbook with a password; its own reader tells what is in it.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Workbooks of Excel 2 to 4, which are in no container.
const OLDEST: [&[u8]; 3] = [b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"];

/// Letters of a text that are looked at.
const HEAD: usize = 64 * 1024;

/// The kind of `bytes`, or why it is none.
pub(crate) fn kind(bytes: &Arc<[u8]>) -> Result<FileKind> {
    if bytes.is_empty() {
        return Err(SheetError::Empty);
    }
    let tail = &bytes[bytes.len().saturating_sub(1024)..];
    if bytes.starts_with(ZIP) {
        return of_zip(bytes);
    }
    if bytes.starts_with(COMPOUND) {
        return Ok(FileKind::Xls);
    }
    if bytes.starts_with(b"%PDF-") {
        return Err(SheetError::Unsupported("pdf"));
    }
    if OLDEST.iter().any(|begin| bytes.starts_with(begin)) {
        return Err(SheetError::Unsupported("xls"));
    }
    if tail.windows(ZIP_END.len()).any(|window| window == ZIP_END)
        && let Ok(kind) = of_zip(bytes)
    {
        return Ok(kind);
    }
    of_text(&head(bytes))
}

/// The first letters of a text in small ones.
fn head(bytes: &[u8]) -> String {
    let bytes = &bytes[..bytes.len().min(HEAD)];
    found(bytes).decode(bytes).0.to_lowercase()
}

fn of_text(head: &str) -> Result<FileKind> {
    let head = head.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    let begins = |with: &[&str]| with.iter().any(|begin| head.starts_with(begin));
    if begins(&["{\\rtf"]) {
        return Err(SheetError::Unsupported("rtf"));
    }
    if begins(&["mime-version:"]) {
        return Err(SheetError::Unsupported("mhtml"));
    }
    if !begins(&["<"]) {
        return Ok(FileKind::Csv);
    }
    let holds = |tag: &str| head.contains(tag);
    match () {
        () if holds("<office:document") => Ok(FileKind::Ods),
        () if holds("urn:schemas-microsoft-com:office:spreadsheet") && holds("workbook") => Ok(FileKind::Xml),
        () if begins(&["<!doctype html", "<html", "<table"]) || holds("<table") || holds("<html") => Ok(FileKind::Html),
        () if begins(&["<?xml"]) => Err(SheetError::Unsupported("xml")),
        () => Ok(FileKind::Csv),
    }
}

fn of_zip(bytes: &Arc<[u8]>) -> Result<FileKind> {
    let mut package = Package::open(Arc::clone(bytes))?;
    let main = main_part(&mut package, "workbook.xml").and_then(|main| package.whole(&main));
    let is_workbook = main.is_ok_and(|main| main.is_some_and(|main| root(&main) == "workbook"));
    let holds = |wanted: &str| package.names().any(|name| name.starts_with(wanted));
    let ends = |wanted: &str| package.names().any(|name| name.ends_with(wanted));
    match () {
        () if ends("workbook.bin") => Ok(FileKind::Xlsb),
        () if holds("word/") => Err(SheetError::Unsupported("word")),
        () if holds("ppt/") => Err(SheetError::Unsupported("powerpoint")),
        () if is_workbook || holds("xl/") => Ok(FileKind::Xlsx),
        () if holds("content.xml") => Ok(FileKind::Ods),
        () if holds("index/") => Err(SheetError::Unsupported("numbers")),
        () => Err(SheetError::Unsupported("zip")),
    }
}

/// The name of a part's outermost element.
fn root(part: &[u8]) -> String {
    let mut xml = Xml::new(part);
    loop {
        match xml.next() {
            Ok(Event::Start(start)) => return start.local_name().as_ref().to_owned(),
            Ok(Event::Eof) | Err(_) => return String::new(),
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{COMPOUND, FileKind, Result, SheetError};

    fn kind(bytes: &[u8]) -> Result<FileKind> {
        super::kind(&bytes.into())
    }

    #[test]
    fn files_that_are_not_what_their_name_says_are_told_apart() {
        assert_eq!(kind(b"%PDF-1.7\n"), Err(SheetError::Unsupported("pdf")), "a PDF called .csv");
        assert_eq!(kind(b"<html><table>"), Ok(FileKind::Html), "a web page called .xls");
        assert_eq!(kind(b"\n<meta charset=gb2312>\n<TABLE>"), Ok(FileKind::Html), "one that begins in the middle");
        let utf16: Vec<u8> = "\u{feff}<html><table><tr>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(kind(&utf16), Ok(FileKind::Html), "in UTF-16");
        assert_eq!(kind(b"{\\rtf1\\ansi"), Err(SheetError::Unsupported("rtf")), "a letter");
        assert_eq!(kind(b"MIME-Version: 1.0\r\n"), Err(SheetError::Unsupported("mhtml")), "a page with its pictures");
        assert_eq!(kind(b"<?xml version=\"1.0\"?><list/>"), Err(SheetError::Unsupported("xml")), "any XML");
        assert_eq!(kind(COMPOUND), Ok(FileKind::Xls), "Excel before 2007");
        assert!(matches!(kind(b"PK\x03\x04\0\0\0\0"), Err(SheetError::Damaged(_))), "a ZIP that ends too early");
        assert_eq!(kind(b"name\tuserid\n"), Ok(FileKind::Csv), "anything else may be text");
        assert_eq!(kind(b"<none>,1\n"), Ok(FileKind::Csv), "also what looks like a tag");
    }
}
