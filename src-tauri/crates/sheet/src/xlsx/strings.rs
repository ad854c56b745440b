//! The texts that a workbook's cells share.

use quick_xml::events::Event;

use crate::budget::SHARED;
use crate::container::Package;
use crate::error::{Result, SheetError};
use crate::xml::Xml;

/// Bytes of texts that lie together: more of them need no larger piece of memory.
const BLOCK: usize = 1024 * 1024;

/// What a text costs beside its letters, in bytes.
const PLACE: u64 = 8;

/// Texts by their numbers.
#[derive(Debug, Default)]
pub(super) struct Strings {
    blocks: Vec<String>,
    /// The block of each, and where it ends in there. The one before begins the block or ends where it begins.
    ends: Vec<(u32, u32)>,
}

impl Strings {
    pub fn get(&self, number: usize) -> Option<&str> {
        let (block, end) = *self.ends.get(number)?;
        let before = number.checked_sub(1).and_then(|before| self.ends.get(before)).filter(|before| before.0 == block);
        self.blocks.get(block as usize)?.get(before.map_or(0, |before| before.1) as usize..end as usize)
    }

    fn add(&mut self, text: &str) {
        if self.blocks.last().is_none_or(|block| block.len() + text.len() > BLOCK) {
            self.blocks.push(String::with_capacity(BLOCK.max(text.len())));
        }
        let at = self.blocks.len().saturating_sub(1);
        if let Some(block) = self.blocks.get_mut(at) {
            block.push_str(text);
            // Blocks are few and each is bounded by what a cell may hold.
            self.ends.push((u32::try_from(at).unwrap_or(u32::MAX), u32::try_from(block.len()).unwrap_or(u32::MAX)));
        }
    }
}

pub(super) fn read(package: &mut Package, part: Option<&str>) -> Result<Strings> {
    let (mut strings, mut left) = (Strings::default(), SHARED);
    let Some(part) = part.filter(|part| package.holds(part)) else { return Ok(strings) };
    let mut xml = Xml::new(package.part(part)?);
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "si" => {
                let mut text = String::new();
                rich_text(&mut xml, &mut text)?;
                let price = PLACE + text.len() as u64;
                left = left.checked_sub(price).ok_or(SheetError::Unpacked { limit: SHARED })?;
                strings.add(&unescaped(&text));
            }
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// Adds the text of an element (`si`, `is`) that has just begun: of all its runs, but not how they are pronounced.
pub(super) fn rich_text<R: std::io::BufRead>(xml: &mut Xml<R>, text: &mut String) -> Result<()> {
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "t" => xml.text(&[], text)?,
                "r" => {}
                _ => xml.skip()?,
            },
            Event::End(end) if end.local_name().as_ref() == "r" => {}
            Event::End(_) | Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// `_x000D_` is how the format writes letters that XML cannot have.
pub(super) fn unescaped(text: &str) -> String {
    let (mut clear, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let code = code.filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let letter = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let taken = if letter.is_some() { 7 } else { 2 };
        clear.push_str(&rest[..at]);
        match letter {
            Some(letter) => clear.push(letter),
            None => clear.push_str("_x"),
        }
        rest = &rest[at + taken..];
    }
    clear.push_str(rest);
    if clear.contains('\r') { clear.replace("\r\n", "\n").replace('\r', "\n") } else { clear }
}
