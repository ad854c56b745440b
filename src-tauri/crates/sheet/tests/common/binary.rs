//! The binary formats of Excel, record by record.
#![allow(clippy::unwrap_used, dead_code, reason = "helpers of tests may fail them; no file uses all of them")]

use std::io::{Cursor, Write};
use std::sync::Arc;

use super::zipped;

/// A record of `.xls`.
pub fn biff(kind: u16, bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), bytes].concat()
}

/// Numbers of two bytes.
pub fn shorts(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A text of Excel 97 with its length in two bytes.
pub fn text(text: &str) -> Vec<u8> {
    let letters: Vec<u16> = text.encode_utf16().collect();
    [shorts(&[u16::try_from(letters.len()).unwrap()]), vec![1], shorts(&letters)].concat()
}

/// An `.xls` with one sheet: `globals` stand before it, `sheet` inside of it.
pub fn xls(version: u16, globals: &[Vec<u8>], sheet: &[Vec<u8>]) -> Arc<[u8]> {
    let begin = |kind: u16| biff(0x0809, &[shorts(&[version, kind]), vec![0; 12]].concat());
    let end = biff(0x000a, &[]);
    let before = [begin(5), globals.concat()].concat();
    let place = u32::try_from(before.len() + 4 + 6 + 3 + end.len()).unwrap();
    let name = if version == 0x0600 { vec![1, 0, b'S'] } else { vec![1, b'S', 0] };
    let bound = biff(0x0085, &[&place.to_le_bytes()[..], &[0, 0], &name].concat());
    let stream = [before, bound, end.clone(), begin(0x10), sheet.concat(), end].concat();
    compound("Workbook", &stream)
}

/// A container of old Office with one stream.
pub fn compound(name: &str, stream: &[u8]) -> Arc<[u8]> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    container.create_stream(name).unwrap().write_all(stream).unwrap();
    container.into_inner().into_inner().into()
}

/// A record of `.xlsb`.
pub fn record(kind: u16, bytes: &[u8]) -> Vec<u8> {
    let [low, high] = if kind < 128 { [kind, 0] } else { [kind & 0x7f | 0x80, kind >> 7] };
    let kind = if high == 0 { vec![low as u8] } else { vec![low as u8, high as u8] };
    let length = [(bytes.len() & 0x7f) as u8 | 0x80, (bytes.len() >> 7) as u8];
    [&kind, &length[..], bytes].concat()
}

/// Numbers of four bytes.
pub fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A text of `.xlsb`.
pub fn wide(text: &str) -> Vec<u8> {
    let letters: Vec<u16> = text.encode_utf16().collect();
    [longs(&[u32::try_from(letters.len()).unwrap()]), shorts(&letters)].concat()
}

/// An `.xlsb` with one sheet of these records; style 1 shows percents.
pub fn xlsb(sheet: &[Vec<u8>]) -> Arc<[u8]> {
    const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.bin"/></Relationships>"#;
    let book = record(156, &[longs(&[0, 1]), wide("rId1"), wide("名单")].concat());
    let style = |id: u16| record(47, &[shorts(&[0, id]), vec![0; 12]].concat());
    let styles = [record(617, &longs(&[2])), style(0), style(9), record(618, &[])].concat();
    zipped(&[
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", RELATIONS.as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &sheet.concat()),
    ])
}
