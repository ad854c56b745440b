//! The texts that a workbook's cells share.

use quick_xml::events::Event;

use crate::container::Package;
use crate::error::Result;
use crate::xml::Xml;

/// Texts by their numbers, one after the other in memory.
#[derive(Debug, Default)]
pub(super) struct Strings {
    all: String,
    ends: Vec<usize>,
}

impl Strings {
    pub fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.all.get(start..end)
    }
}

pub(super) fn read(package: &mut Package, part: Option<&str>) -> Result<Strings> {
    let mut strings = Strings::default();
    let Some(content) = part.map(|part| package.whole(part)).transpose()?.flatten() else { return Ok(strings) };
    let mut xml = Xml::new(content.as_slice());
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "si" => {
                let mut text = String::new();
                rich_text(&mut xml, &mut text)?;
                strings.all.push_str(&unescaped(&text));
                strings.ends.push(strings.all.len());
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
