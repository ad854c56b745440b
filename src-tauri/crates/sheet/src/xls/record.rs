//! Records of BIFF: a number, a length, and bytes; what does not fit into one goes on in the next.

use encoding_rs::Encoding;

use crate::budget::no_more_than;
use crate::bytes::{Bytes, wide};
use crate::error::Result;

/// A record that goes on the one before it.
pub(super) const CONTINUE: u16 = 0x003c;
pub(super) const BOF: u16 = 0x0809;
/// Pieces of one record: each but the last is full, and has 8 KiB.
const PIECES: usize = 65_536;
pub(super) const EOF: u16 = 0x000a;

/// The records of a stream from a place on.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub fn from(stream: &'a [u8], place: usize) -> Self {
        Self { rest: stream.get(place..).unwrap_or_default() }
    }

    /// The pieces that go on the record before.
    ///
    /// # Errors
    /// When there are more than any record has.
    pub fn continued(&mut self) -> Result<Vec<&'a [u8]>> {
        let mut pieces = Vec::new();
        while let Some((CONTINUE, _)) = head(self.rest) {
            let Some((_, bytes)) = self.next() else { break };
            pieces.push(bytes);
            no_more_than(PIECES, pieces.len(), "pieces in a record")?;
        }
        Ok(pieces)
    }
}

fn head(bytes: &[u8]) -> Option<(u16, usize)> {
    let [first, second, third, fourth, ..] = *bytes else { return None };
    Some((u16::from_le_bytes([first, second]), usize::from(u16::from_le_bytes([third, fourth]))))
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (number, length) = head(self.rest)?;
        let bytes = self.rest.get(4..4 + length)?;
        self.rest = &self.rest[4 + length..];
        Some((number, bytes))
    }
}

/// How a file writes texts.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    /// Excel 97 and later write letters of one or two bytes, older ones those of a code page.
    pub wide: bool,
    pub page: &'static Encoding,
}

impl Letters {
    /// A text with its length before it, in one byte (`short`) or two.
    pub fn text(self, bytes: &mut Bytes<'_>, short: bool) -> Result<String> {
        let count = if short { usize::from(bytes.u8()?) } else { usize::from(bytes.u16()?) };
        if !self.wide {
            return Ok(self.page.decode_without_bom_handling(bytes.take(count)?).0.into_owned());
        }
        let flags = bytes.u8()?;
        let runs = if flags & 8 == 0 { 0 } else { usize::from(bytes.u16()?) * 4 };
        let sound = if flags & 4 == 0 { 0 } else { bytes.u32()? as usize };
        let text = letters(bytes.take(if flags & 1 == 0 { count } else { count * 2 })?, flags & 1 != 0);
        // How it looks and sounds stands behind; a cell's own text may end before.
        bytes.0 = bytes.0.get(runs.saturating_add(sound)..).unwrap_or_default();
        Ok(text)
    }
}

/// Letters of one byte are the first 256 of Unicode.
pub(super) fn letters(bytes: &[u8], two: bool) -> String {
    if two { wide(bytes) } else { bytes.iter().map(|byte| char::from(*byte)).collect() }
}
