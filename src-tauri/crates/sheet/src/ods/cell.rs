//! A cell: what it shows, and what the file says that it is.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};

use crate::date::iso;
use crate::error::{Result, SheetError};
use crate::row::Shown;
use crate::value::{as_shown, error, no_value, truth};
use crate::xml::{Xml, add, attribute, number};

/// What a cell's element says of it.
pub(super) struct CellStart {
    formula: bool,
    kind: String,
    value: Option<String>,
}

impl CellStart {
    pub fn new(start: &BytesStart<'_>) -> Self {
        let of = |name: &str| attribute(start, name).map(std::borrow::Cow::into_owned);
        // LibreOffice says of errors that they are texts, and in a word of its own what they are.
        let is_error = start.attributes_raw().contains("value-type=\"error\"");
        let kind = if is_error { "error".to_owned() } else { of("value-type").unwrap_or_default() };
        let value = match kind.as_str() {
            "date" => of("date-value"),
            "time" => of("time-value"),
            "boolean" => of("boolean-value"),
            "string" => of("string-value"),
            _ => of("value"),
        };
        Self { formula: of("formula").is_some(), kind, value }
    }

    /// The text of the cell, which ends with its element.
    pub fn shown<R: BufRead>(self, xml: &mut Xml<R>) -> Result<Shown> {
        let text = paragraphs(xml)?;
        let value = self.value.unwrap_or_default();
        Ok(match (self.kind.as_str(), value.parse::<f64>()) {
            ("", _) if self.formula && text.is_empty() => no_value(),
            ("error", _) => error(&text),
            (_, _) if self.formula && (text.starts_with("Err:") || text == "#N/A") => error(&text),
            ("date", _) => (iso(&value), None),
            ("time", _) => (duration(&value).unwrap_or(text), None),
            ("boolean", _) => truth(value == "true"),
            ("float" | "percentage" | "currency", Ok(number)) => as_shown(&text, number, &value),
            _ => (if text.is_empty() { value } else { text }, None),
        })
    }
}

/// The paragraphs up to the end of the cell, without its remarks and drawings.
fn paragraphs<R: BufRead>(xml: &mut Xml<R>) -> Result<String> {
    let (mut text, mut depth, mut any) = (String::new(), 0_u32, false);
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "annotation" | "shapes" | "frame" | "table" | "ruby-text" => {
                    xml.skip()?;
                    continue;
                }
                name => {
                    match name {
                        "p" | "h" if std::mem::replace(&mut any, true) => text.push('\n'),
                        "line-break" => text.push('\n'),
                        "tab" => text.push('\t'),
                        "s" => text.extend(std::iter::repeat_n(' ', number(&start, "c").unwrap_or(1_usize).min(1000))),
                        _ => {}
                    }
                    depth += 1;
                }
            },
            Event::End(_) if depth == 0 => return Ok(text),
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(SheetError::Damaged("it ends inside a cell".to_owned())),
            event if depth > 0 => add(&event, &mut text),
            _ => {}
        }
    }
}

/// `14:00` out of `PT14H00M00S`.
fn duration(text: &str) -> Option<String> {
    let (mut seconds, mut digits) = (0.0, String::new());
    for letter in text.strip_prefix("PT")?.chars() {
        match letter {
            '0'..='9' | '.' => digits.push(letter),
            _ => {
                let unit = match letter {
                    'H' => 3600.0,
                    'M' => 60.0,
                    'S' => 1.0,
                    _ => return None,
                };
                seconds += std::mem::take(&mut digits).parse::<f64>().ok()? * unit;
            }
        }
    }
    crate::date::elapsed(seconds / 86_400.0)
}
