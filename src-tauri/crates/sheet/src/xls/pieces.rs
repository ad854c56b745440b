//! Texts that go on in further records.

use super::record::letters;
use crate::budget::Budget;
use crate::bytes::Bytes;
use crate::error::Result;

/// The shared texts. One may begin in a piece and go on in the next, where its letters may have another width.
pub(super) fn strings(first: &[u8], more: &[&[u8]], budget: &mut Budget) -> Result<Vec<String>> {
    let mut pieces = Pieces { bytes: Bytes(first.get(8..).unwrap_or_default()), more };
    let mut found = Vec::new();
    while let Some(text) = pieces.text() {
        budget.cell(text.len())?;
        found.push(text);
    }
    Ok(found)
}

/// The text of one record, with its length in two bytes.
pub(super) fn text(first: &[u8], more: &[&[u8]]) -> Option<String> {
    Pieces { bytes: Bytes(first), more }.text()
}

struct Pieces<'a> {
    bytes: Bytes<'a>,
    more: &'a [&'a [u8]],
}

impl Pieces<'_> {
    fn turn(&mut self) -> Option<()> {
        let (next, more) = self.more.split_first()?;
        (self.bytes, self.more) = (Bytes(next), more);
        Some(())
    }

    /// The next text; nothing at the end, and where a text is cut off.
    fn text(&mut self) -> Option<String> {
        if self.bytes.0.is_empty() {
            self.turn()?;
        }
        let (mut count, mut flags) = (usize::from(self.bytes.u16().ok()?), self.bytes.u8().ok()?);
        let runs = if flags & 8 == 0 { 0 } else { usize::from(self.bytes.u16().ok()?) * 4 };
        let sound = if flags & 4 == 0 { 0 } else { self.bytes.u32().ok()? as usize };
        let mut text = String::new();
        while count > 0 {
            if self.bytes.0.is_empty() {
                self.turn()?;
                flags = self.bytes.u8().ok()?;
            }
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let here = count.min(self.bytes.0.len() / width);
            if here == 0 {
                return None;
            }
            text.push_str(&letters(self.bytes.take(here * width).ok()?, width == 2));
            count -= here;
        }
        self.skip(runs.saturating_add(sound))?;
        Some(text)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > self.bytes.0.len() {
            count -= self.bytes.0.len();
            self.turn()?;
        }
        self.bytes.take(count).ok().map(|_| ())
    }
}
