//! Looks through a workbook's container before anything is parsed: how large it is unpacked, and whether it holds what
//! only files have that were made to do harm.
//!
//! Sizes are counted while unpacking: the sizes that a ZIP declares may lie.

use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;

use crate::error::{Result, SheetError};

/// Bytes of all parts unpacked, at most.
pub(crate) const UNPACKED: u64 = 512 * 1024 * 1024;

/// Parts, at most: pictures and links have parts of their own.
const PARTS: usize = 10_000;

/// Reads every part that would be parsed, and keeps none. `limit` is the bytes of all of them, at most.
pub(crate) fn inspect(bytes: &Arc<[u8]>, limit: u64) -> Result<()> {
    let damaged = |what: &dyn std::fmt::Display| SheetError::Damaged(what.to_string());
    let mut archive = ZipArchive::new(Cursor::new(Arc::clone(bytes))).map_err(|error| damaged(&error))?;
    if archive.len() > PARTS {
        return Err(damaged(&"more parts than any workbook has"));
    }
    let mut total = 0;
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).map_err(|error| damaged(&error))?;
        let name = part.name().map_err(|error| damaged(&error))?.to_lowercase();
        if name.ends_with(".xml") || name.ends_with(".rels") {
            total += read_part(&mut part, limit - total)?;
        }
    }
    Ok(())
}

/// The size of a part, which has to be at most `limit`.
fn read_part(part: &mut impl Read, limit: u64) -> Result<u64> {
    let mut chunk = vec![0; 64 * 1024];
    let (mut size, mut head, mut tail) = (0, Vec::new(), Vec::new());
    loop {
        let length = part.read(&mut chunk).map_err(|error| SheetError::Damaged(error.to_string()))?;
        if length == 0 {
            break;
        }
        size += length as u64;
        if size > limit {
            return Err(SheetError::Unpacked { limit });
        }
        if head.len() < 4096 {
            head.extend_from_slice(&chunk[..length.min(4096)]);
        }
        // A document type is where entities are declared that grow without end; no workbook has one.
        tail.extend_from_slice(&chunk[..length]);
        if holds(&tail, b"<!DOCTYPE") || holds(&tail, b"<!ENTITY") {
            return Err(SheetError::Damaged("it declares entities".to_owned()));
        }
        tail.drain(..tail.len().saturating_sub(8));
    }
    if declared_strings(&head) > size {
        return Err(SheetError::Damaged("it declares more texts than it has".to_owned()));
    }
    Ok(size)
}

fn holds(text: &[u8], wanted: &[u8]) -> bool {
    text.iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'<')
        .any(|(at, _)| text[at..].get(..wanted.len()).is_some_and(|found| found.eq_ignore_ascii_case(wanted)))
}

/// The number of texts that a table of texts says it has: memory is set aside for it before the first is read.
fn declared_strings(head: &[u8]) -> u64 {
    const NAME: &[u8] = b"uniqueCount=";
    let Some(at) = head.windows(NAME.len()).position(|window| window == NAME) else { return 0 };
    let digits = head[at + NAME.len()..].iter().skip(1).take_while(|byte| byte.is_ascii_digit());
    digits.fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn what_unpacks_to_more_than_the_limit_is_refused_while_it_unpacks() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&vec![b' '; 1024 * 1024]).unwrap();
        let bomb: Arc<[u8]> = zip.finish().unwrap().into_inner().into();
        assert!(bomb.len() < 8 * 1024, "a small file");
        assert_eq!(inspect(&bomb, 2 * 1024 * 1024), Ok(()), "within the limit");
        assert!(matches!(inspect(&bomb, 512 * 1024), Err(SheetError::Unpacked { .. })), "beyond it");
    }
}
