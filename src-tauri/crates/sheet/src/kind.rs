//! What a file is, by its first bytes and by what a container holds.

use std::io::{Read, Seek};

use zip::ZipArchive;

use crate::error::{Result, SheetError};

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

/// What can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Workbook,
}

const ZIP: &[u8] = b"PK\x03\x04";
/// A container of old Microsoft Office, and of every workbook with a password.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The kind of `bytes`, or why it is none.
pub(crate) fn kind(bytes: &[u8]) -> Result<Kind> {
    if bytes.is_empty() {
        return Err(SheetError::Empty);
    }
    if bytes.starts_with(ZIP) {
        return of_zip(std::io::Cursor::new(bytes));
    }
    if bytes.starts_with(COMPOUND) {
        // A workbook with a password is such a container around the encrypted package.
        let protected = holds_utf16(bytes, "EncryptedPackage") || holds_utf16(bytes, "EncryptionInfo");
        return Err(if protected { SheetError::Protected } else { SheetError::Unsupported("xls") });
    }
    if bytes.starts_with(b"%PDF-") {
        return Err(SheetError::Unsupported("pdf"));
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    if head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<table") {
        return Err(SheetError::Unsupported("html"));
    }
    if head.starts_with("<?xml") {
        return Err(SheetError::Unsupported(if head.contains("<html") { "html" } else { "xml" }));
    }
    Ok(Kind::Text)
}

fn of_zip(file: impl Read + Seek) -> Result<Kind> {
    let archive = ZipArchive::new(file).map_err(|error| SheetError::Damaged(error.to_string()))?;
    let names: Vec<_> = archive.file_names().filter_map(|name| name.ok()).collect();
    let holds = |wanted: &str| names.iter().any(|name| name.trim_start_matches('/').starts_with(wanted));
    match () {
        () if holds("xl/workbook.bin") => Err(SheetError::Unsupported("xlsb")),
        () if holds("xl/") => Ok(Kind::Workbook),
        () if holds("word/") => Err(SheetError::Unsupported("word")),
        () if holds("content.xml") => Err(SheetError::Unsupported("ods")),
        () if holds("Index/") => Err(SheetError::Unsupported("numbers")),
        () => Err(SheetError::Unsupported("zip")),
    }
}

fn holds_utf16(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_not_what_their_name_says_are_told_apart() {
        let unsupported = |bytes: &[u8]| kind(bytes).err();
        assert_eq!(unsupported(b"%PDF-1.7\n"), Some(SheetError::Unsupported("pdf")), "a PDF called .csv");
        assert_eq!(unsupported(b"<html><table>"), Some(SheetError::Unsupported("html")), "a web page called .xls");
        assert_eq!(unsupported(COMPOUND), Some(SheetError::Unsupported("xls")), "Excel before 2007");
        let package: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(unsupported(&[COMPOUND, &package].concat()), Some(SheetError::Protected), "a password");
        assert!(matches!(kind(b"PK\x03\x04\0\0\0\0"), Err(SheetError::Damaged(_))), "a ZIP that ends too early");
        assert_eq!(kind(b"name,userid\n"), Ok(Kind::Text), "anything else may be text");
    }
}
