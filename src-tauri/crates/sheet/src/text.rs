//! Tables in text: CSV, TSV and their kin.

use std::sync::Arc;

use csv::{Reader, ReaderBuilder, StringRecord, Trim};
use encoding_rs::{Encoding, UTF_8};

use crate::encoding::{found, named};
use crate::error::{Result, SheetError};
use crate::row::Row;

/// In order of preference where the counts are equal.
const DELIMITERS: [u8; 4] = *b",\t;|";

/// Lines that are looked at to find the delimiter.
const LOOKED_AT: usize = 50;

/// A file of text.
#[derive(Debug)]
pub(crate) struct Text {
    content: Content,
    pub encoding: &'static str,
    pub delimiter: u8,
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

impl Text {
    pub fn open(bytes: Arc<[u8]>, encoding: Option<&str>) -> Result<Self> {
        let encoding: &'static Encoding = match encoding {
            Some(label) => named(label)?,
            None => found(&bytes),
        };
        let mark = Encoding::for_bom(&bytes).filter(|(of, _)| *of == encoding).map_or(0, |(_, length)| length);
        let (content, start) = if encoding == UTF_8 && std::str::from_utf8(&bytes).is_ok() {
            (Content::AsItIs(bytes), mark)
        } else {
            // What cannot be decoded becomes U+FFFD, and the row that has it is told.
            (Content::Decoded(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned()), 0)
        };
        let name = crate::ENCODINGS.iter().find(|name| name.eq_ignore_ascii_case(encoding.name()));
        let mut text = Self { content, encoding: name.unwrap_or(&"UTF-8"), delimiter: b',', start, line: 1 };
        if looks_binary(text.bytes()) {
            return Err(SheetError::NotText);
        }
        text.delimiter = text.declared_delimiter().unwrap_or_else(|| delimiter(text.bytes()));
        Ok(text)
    }

    fn bytes(&self) -> &[u8] {
        let bytes = match &self.content {
            Content::AsItIs(bytes) => bytes,
            Content::Decoded(text) => text.as_bytes(),
        };
        &bytes[self.start..]
    }

    /// `sep=;` on the first line is a message from Excel to Excel, and no row.
    fn declared_delimiter(&mut self) -> Option<u8> {
        let first = self.bytes().split(|byte| *byte == b'\n').next()?;
        let length = first.len() + 1;
        let &[b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] = first.trim_ascii() else { return None };
        self.start += length.min(self.bytes().len());
        self.line += 1;
        Some(delimiter)
    }

    pub fn rows(&self) -> TextRows<'_> {
        let bytes = self.bytes();
        let reader = ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .trim(Trim::None)
            .delimiter(self.delimiter)
            .from_reader(bytes);
        TextRows { reader, bytes, line: self.line }
    }
}

/// The rows of a text.
pub(crate) struct TextRows<'a> {
    reader: Reader<&'a [u8]>,
    bytes: &'a [u8],
    line: u64,
}

impl TextRows<'_> {
    pub fn read(&mut self, row: &mut Row) -> Result<bool> {
        let read = self.reader.read_record(&mut row.record).map_err(|_| SheetError::NotText)?;
        if read {
            row.line = line(self.bytes, &row.record) + self.line - 1;
        }
        Ok(read)
    }
}

/// The line on which a record begins, from 1. The reader's own count stands before blank lines that it skips.
fn line(bytes: &[u8], record: &StringRecord) -> u64 {
    let Some(position) = record.position() else { return 0 };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = bytes.get(start..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    position.line() + blank as u64
}

/// A picture or a program is no text in any encoding: control characters are everywhere.
fn looks_binary(text: &[u8]) -> bool {
    let head = &text[..text.len().min(8192)];
    let control = head.iter().filter(|byte| **byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 12 | 27)).count();
    control * 10 > head.len()
}

/// The delimiter that most lines have the same number of times.
fn delimiter(bytes: &[u8]) -> u8 {
    let mut counts: [Vec<usize>; DELIMITERS.len()] = Default::default();
    let (mut quoted, mut lines, mut here) = (false, 0, [0; DELIMITERS.len()]);
    for byte in bytes.iter().copied().chain([b'\n']) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                for (counts, here) in counts.iter_mut().zip(&mut here) {
                    counts.push(std::mem::take(here));
                }
                lines += 1;
                if lines == LOOKED_AT {
                    break;
                }
            }
            _ if quoted => {}
            byte => {
                if let Some(at) = DELIMITERS.iter().position(|delimiter| *delimiter == byte) {
                    here[at] += 1;
                }
            }
        }
    }
    let mut best = (0, DELIMITERS[0]);
    for (counts, delimiter) in counts.iter().zip(DELIMITERS) {
        let agreeing = |count: usize| counts.iter().filter(|other| **other == count).count() * count.min(4);
        let score = counts.iter().filter(|count| **count > 0).map(|count| agreeing(*count)).max().unwrap_or(0);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_found_below_titles_and_beside_commas_in_texts() {
        assert_eq!(delimiter(b"a,b,c\n1,2,3\n"), b',', "the usual one");
        assert_eq!(delimiter("2026, autumn\nname;job\nA;x, y\nB;z\n".as_bytes()), b';', "a title with a comma");
        assert_eq!(delimiter(b"name\tcity\nA, B\tC\n"), b'\t', "copied out of a sheet");
        assert_eq!(delimiter(b"\"a;b;c\",d\n\"e;f;g\",h\n"), b',', "quoted text is no structure");
        assert_eq!(delimiter(b"name\nA\n"), b',', "one column has none");
    }
}
