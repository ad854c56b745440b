//! The rows of a sheet's part, one at a time.

use std::io::BufRead;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};
use ssfmt::DateSystem;

use super::strings::{Strings, rich_text, unescaped};
use crate::date::iso;
use crate::error::{Result, SheetError};
use crate::format::Format;
use crate::line::{COLUMNS, Line, ROWS};
use crate::row::Shown;
use crate::value::{error, no_value, number, text, truth};
use crate::xml::{Xml, is_set};

/// What cells refer to.
pub(super) struct Context {
    pub strings: Strings,
    pub formats: Vec<Arc<Format>>,
    pub epoch: DateSystem,
    pub recalculated: bool,
}

/// The rows of a sheet.
pub(super) struct Cells<'a, R> {
    xml: Xml<R>,
    context: &'a Context,
    /// The number that a row without one has.
    next: u32,
    literal: String,
}

/// A cell's attributes.
struct Attributes {
    place: Option<(u32, Option<u32>)>,
    style: usize,
    kind: Kind,
}

/// What a cell says that it holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
    Truth,
    Error,
    Date,
}

impl Kind {
    fn of(name: &str) -> Self {
        match name {
            "s" => Self::Shared,
            "str" | "inlineStr" => Self::Text,
            "b" => Self::Truth,
            "e" => Self::Error,
            "d" => Self::Date,
            _ => Self::Number,
        }
    }
}

impl<'a, R: BufRead> Cells<'a, R> {
    pub fn new(xml: Xml<R>, context: &'a Context) -> Self {
        Self { xml, context, next: 0, literal: String::new() }
    }

    /// The next row, which may be empty; false at the end.
    pub fn read(&mut self, line: &mut Line) -> Result<bool> {
        loop {
            match self.xml.next()? {
                Event::Start(start) if start.local_name().as_ref() == "row" => {
                    let given = crate::xml::number(&start, "r").filter(|row| (1..=ROWS).contains(row));
                    let closed = crate::xml::number(&start, "ht") == Some(0.0);
                    line.begin(given.map_or(self.next, |row: u32| row - 1), is_set(&start, "hidden") || closed);
                    self.cells(line, given.is_none())?;
                    self.next = line.number + 1;
                    return Ok(true);
                }
                Event::Eof => return Ok(false),
                _ => {}
            }
        }
    }

    /// The cells of the row that has just begun. One without a number has that of its cells.
    fn cells(&mut self, line: &mut Line, unnumbered: bool) -> Result<()> {
        let mut column = 0;
        loop {
            match self.xml.next()? {
                Event::Start(start) if start.local_name().as_ref() == "c" => {
                    let attributes = attributes(&start);
                    if let Some((at, row)) = attributes.place {
                        column = at;
                        line.number = row.filter(|_| unnumbered).unwrap_or(line.number);
                    }
                    let shown = self.cell(&attributes)?;
                    line.put(column.min(COLUMNS - 1), shown)?;
                    column += 1;
                }
                Event::Start(_) => self.xml.skip()?,
                Event::End(_) | Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// The cell that has just begun.
    fn cell(&mut self, attributes: &Attributes) -> Result<Shown> {
        let (mut formula, mut inline) = (false, None);
        self.literal.clear();
        loop {
            match self.xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "v" => {
                        self.literal.clear();
                        self.xml.text(&[], &mut self.literal)?;
                    }
                    "is" => rich_text(&mut self.xml, inline.insert(String::new()))?,
                    name => {
                        formula |= name == "f";
                        self.xml.skip()?;
                    }
                },
                Event::End(_) | Event::Eof => break,
                _ => {}
            }
        }
        self.shown(attributes, formula, inline)
    }

    fn shown(&self, attributes: &Attributes, formula: bool, inline: Option<String>) -> Result<Shown> {
        let general = &Format::General;
        let format = self.context.formats.get(attributes.style).map_or(general, |format| &**format);
        let (kind, literal) = (attributes.kind, self.literal.as_str());
        if let Some(inline) = inline {
            return Ok(text(unescaped(&inline), format));
        }
        // A formula whose result is an empty text says that it is a text.
        if formula && literal.is_empty() && kind != Kind::Text {
            return Ok(no_value());
        }
        Ok(match kind {
            Kind::Shared => text(self.shared(literal)?.to_owned(), format),
            Kind::Text => text(unescaped(literal), format),
            Kind::Truth => truth(matches!(literal.trim(), "1" | "true")),
            Kind::Error => error(literal),
            Kind::Date => (iso(literal), None),
            Kind::Number => match literal.trim().parse() {
                // Libraries that do not calculate write a zero and ask Excel to do it.
                Ok(0.0) if formula && self.context.recalculated => no_value(),
                Ok(value) => number(value, literal, format, self.context.epoch),
                Err(_) => text(unescaped(literal), format),
            },
        })
    }

    fn shared(&self, literal: &str) -> Result<&'a str> {
        let literal = literal.trim();
        if literal.is_empty() {
            return Ok("");
        }
        let found = literal.parse().ok().and_then(|number| self.context.strings.get(number));
        found.ok_or_else(|| SheetError::damaged(&format_args!("a cell refers to text {literal}, and there is none")))
    }
}

fn attributes(start: &BytesStart<'_>) -> Attributes {
    let mut found = Attributes { place: None, style: 0, kind: Kind::Number };
    for attribute in start.attributes().with_checks(false).flatten() {
        match attribute.key.local_name().as_ref() {
            "r" => found.place = column_and_row(&attribute.value),
            "s" => found.style = attribute.value.trim().parse().unwrap_or(0),
            "t" => found.kind = Kind::of(&attribute.value),
            _ => {}
        }
    }
    found
}

/// Column and row of `AB12`, from 0; the row may be missing. Nothing where it is no place that Excel has.
pub(super) fn column_and_row(place: &str) -> Option<(u32, Option<u32>)> {
    let letters = place.trim_start_matches('$');
    let column = letters.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digit = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let number = letters
        .bytes()
        .take(column)
        .fold(0_u32, |number, letter| number.saturating_mul(26).saturating_add(digit(letter)));
    if number == 0 || number > COLUMNS {
        return None;
    }
    let row = letters[column..].trim_start_matches('$').parse().ok().filter(|row| (1..=ROWS).contains(row));
    Some((number - 1, row.map(|row: u32| row - 1)))
}
