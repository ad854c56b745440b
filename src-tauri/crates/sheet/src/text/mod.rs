//! Tables in text: CSV, TSV and their kin, decoded whole and read a record at a time.

mod delimiter;
mod markup;
mod record;

use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};

use crate::budget::{ROW, no_more_than};
use crate::encoding::{found, named};
use crate::error::{Result, SheetError};
use crate::row::{Note, NoteKind, Row};
pub(crate) use markup::markup;
use record::{Field, Records};

/// A file of text.
#[derive(Debug)]
pub(crate) struct Text {
    content: Content,
    pub encoding: &'static str,
    pub delimiter: char,
    /// How many delimiters most lines have.
    usual: usize,
    /// Where the table begins, and on which line.
    start: usize,
    line: u64,
}

/// UTF-8 without a mistake is read where it lies.
#[derive(Debug)]
enum Content {
    AsItIs(Arc<[u8]>),
    Decoded(String),
}

/// The encoding of a text, as chosen or as found, and the letters; what cannot be decoded becomes U+FFFD, and the row
/// that has it is told.
fn decoded(bytes: &[u8], encoding: &'static Encoding) -> String {
    let mark = Encoding::for_bom(bytes).filter(|(of, _)| *of == encoding).map_or(0, |(_, length)| length);
    encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned()
}

/// The name of an encoding in [`crate::ENCODINGS`].
fn name(encoding: &'static Encoding) -> &'static str {
    crate::ENCODINGS.iter().find(|name| name.eq_ignore_ascii_case(encoding.name())).unwrap_or(&"UTF-8")
}

impl Text {
    pub fn open(bytes: Arc<[u8]>, encoding: Option<&str>) -> Result<Self> {
        let encoding = encoding.map_or_else(|| Ok(found(&bytes)), named)?;
        let whole = encoding == UTF_8 && std::str::from_utf8(&bytes).is_ok();
        let mark = if whole && bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
        let content = if whole { Content::AsItIs(bytes) } else { Content::Decoded(decoded(&bytes, encoding)) };
        let (encoding, delimiter) = (name(encoding), ',');
        let mut text = Self { content, encoding, delimiter, usual: 0, start: mark, line: 1 };
        if looks_binary(text.letters().as_bytes()) {
            return Err(SheetError::NotText);
        }
        let declared = text.declared_delimiter();
        (text.delimiter, text.usual) = delimiter::find(text.letters(), declared);
        Ok(text)
    }

    fn letters(&self) -> &str {
        let letters = match &self.content {
            Content::AsItIs(bytes) => std::str::from_utf8(bytes).unwrap_or_default(),
            Content::Decoded(text) => text,
        };
        &letters[self.start..]
    }

    /// `sep=;` on the first line is a message from Excel to Excel, and no row.
    fn declared_delimiter(&mut self) -> Option<char> {
        let letters = self.letters();
        let first = letters.split(['\r', '\n']).next()?;
        let said = first.trim_matches([' ', '"', '\u{feff}']);
        let (_, delimiter) = said.split_once('=').filter(|(word, _)| word.eq_ignore_ascii_case("sep"))?;
        let mut delimiters = delimiter.chars();
        let (Some(delimiter), None) = (delimiters.next(), delimiters.next()) else { return None };
        let rest = &letters[first.len()..];
        self.start += first.len() + if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
        self.line += 1;
        Some(delimiter)
    }

    pub fn rows(&self) -> TextRows<'_> {
        TextRows { records: Records::new(self.letters(), self.delimiter, self.usual, self.line), fields: Vec::new() }
    }
}

/// The rows of a text.
pub(crate) struct TextRows<'a> {
    records: Records<'a>,
    fields: Vec<Field<'a>>,
}

impl TextRows<'_> {
    pub fn read(&mut self, row: &mut Row) -> Result<bool> {
        let Some(line) = self.records.read(&mut self.fields) else { return Ok(false) };
        row.line = line;
        row.hidden = false;
        row.notes.clear();
        row.record.clear();
        let bytes = self.fields.iter().map(|field| field.text.len()).sum();
        no_more_than(4 * ROW, bytes, &format!("bytes in row {line}"))?;
        for (column, Field { text, open_quote, .. }) in self.fields.iter().enumerate() {
            row.notes.extend(open_quote.map(|line| Note { column, kind: NoteKind::OpenQuote { line } }));
            if text.contains('\0') {
                row.notes.push(Note { column, kind: NoteKind::Nul });
                row.record.push_field(&text.replace('\0', ""));
            } else {
                row.record.push_field(text);
            }
        }
        Ok(true)
    }
}

/// A picture or a program is no text in any encoding: control characters are everywhere.
fn looks_binary(text: &[u8]) -> bool {
    let head = &text[..text.len().min(8192)];
    let control = head.iter().filter(|byte| **byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 12 | 27)).count();
    // Lost zero bytes fill up fields of old programs; other control characters stand in no text more than by mistake.
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    control * 10 > head.len() || (control - zeros > 8 && (control - zeros) * 50 > head.len())
}
