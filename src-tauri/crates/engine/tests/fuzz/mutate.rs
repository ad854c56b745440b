//! New bytes out of known ones. The same seed always makes the same.

use std::io::{Cursor, Read, Write};

use fastrand::Rng;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Bytes of what is made, at most.
const LONGEST: usize = 256 * 1024;

/// What readers look for.
const WORDS: [&str; 48] = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{% if a %}",
    "{% endif %}",
    "name",
    "interview.time",
    "|",
    "~",
    "''",
    "\\",
    "\"",
    "\n",
    "\r\n",
    "\t",
    ",",
    ";",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "姓名",
    "，",
    "<",
    "</",
    "<!--",
    "<![CDATA[",
    "&amp;",
    "&#x10ffff;",
    "<table>",
    "<td rowspan=65535 colspan=9999>",
    "r=\"XFD1048576\"",
    "ref=\"A1:XFD1048576\"",
    "-1",
    "1e999",
    "18446744073709551616",
    "9223372036854775807",
    "null",
    "{}",
    "[[[[",
    "errcode",
    "\"errcode\":42001",
    "\"errcode\":\"0\"",
    "content-length: 9\r\n",
    "transfer-encoding: chunked\r\n",
    "HTTP/1.1 302 Found\r\nlocation: /\r\n",
];

/// Changes `input` in a few places, with pieces of `other` among what is put into it. Of a ZIP one part is changed as
/// often as the whole, so that what is behind its checksums is met too.
pub fn mutated(rng: &mut Rng, input: &[u8], other: &[u8]) -> Vec<u8> {
    if input.starts_with(b"PK")
        && rng.bool()
        && let Some(changed) = one_part(rng, input, other)
    {
        return changed;
    }
    let mut bytes = input.to_vec();
    for _ in 0..1 << rng.u32(0..4) {
        change(rng, &mut bytes, other);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn change(rng: &mut Rng, bytes: &mut Vec<u8>, other: &[u8]) {
    let at = rng.usize(0..=bytes.len());
    let piece = |rng: &mut Rng, of: &[u8]| {
        let start = rng.usize(0..=of.len());
        of[start..of.len().min(start + (1 << rng.usize(0..9)))].to_vec()
    };
    match rng.u32(0..8) {
        0 if at < bytes.len() => bytes[at] ^= 1 << rng.u32(0..8),
        1 if at < bytes.len() => bytes[at] = *rng.choice(&[0, 1, 0x7f, 0x80, 0xff, b'0', b'9', b'"']).unwrap(),
        // A number of two or four bytes: a length, a count, a place.
        2 if at + 4 <= bytes.len() => {
            let number = rng.choice([0, 1, 0xffff, 0x10000, 0x7fff_ffff, u32::MAX]).unwrap().to_le_bytes();
            let length = *rng.choice(&[2, 4]).unwrap();
            bytes[at..at + length].copy_from_slice(&number[..length]);
        }
        3 => drop(bytes.drain(at..(at + (1 << rng.usize(0..9))).min(bytes.len()))),
        4 => bytes.truncate(at),
        5 => {
            let repeated = piece(rng, bytes).repeat(1 << rng.usize(0..6));
            drop(bytes.splice(at..at, repeated));
        }
        6 => {
            let taken = piece(rng, other);
            let over = if rng.bool() { (at + taken.len()).min(bytes.len()) } else { at };
            drop(bytes.splice(at..over, taken));
        }
        _ => drop(bytes.splice(at..at, rng.choice(WORDS).unwrap().bytes())),
    }
}

/// The same ZIP with one part changed and all checksums right; nothing when it is no ZIP any more.
fn one_part(rng: &mut Rng, input: &[u8], other: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(input)).ok()?;
    let chosen = rng.usize(0..zip.len().max(1));
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut bytes = Vec::new();
        let part = zip.by_index(at).ok()?;
        let name = part.name().ok()?.into_owned();
        part.take(LONGEST as u64).read_to_end(&mut bytes).ok()?;
        if at == chosen {
            for _ in 0..1 << rng.u32(0..4) {
                change(rng, &mut bytes, other);
            }
            bytes.truncate(LONGEST);
        }
        made.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).ok()?;
        made.write_all(&bytes).ok()?;
    }
    Some(made.finish().ok()?.into_inner())
}
