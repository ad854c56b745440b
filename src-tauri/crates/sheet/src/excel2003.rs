//! Workbooks of Excel 2003 in XML, which is what many reporting tools write.

use std::collections::HashMap;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};
use ssfmt::DateSystem;

use crate::area::Area;
use crate::budget::{Budget, KEPT, STYLES, no_more_than};
use crate::date::iso;
use crate::error::Result;
use crate::format::Format;
use crate::line::{COLUMNS, Line, ROWS, Sheet, add};
use crate::row::Shown;
use crate::value::{error, no_value, number, text, truth};
use crate::xml::{Xml, attribute, is_set};

/// All sheets of a workbook.
pub(crate) fn read<R: BufRead>(content: R) -> Result<Vec<Sheet>> {
    let mut book = Book { xml: Xml::new(content), formats: HashMap::new(), budget: Budget::new(KEPT) };
    let (mut sheets, mut style) = (Vec::<Sheet>::new(), String::new());
    let (mut row, mut column) = (0_u32, 0_u32);
    loop {
        match book.xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "Style" => style = attribute(&start, "ID").unwrap_or_default().into_owned(),
                "NumberFormat" => {
                    let format = attribute(&start, "Format").map_or(Format::General, |code| named(&code));
                    book.formats.insert(style.clone(), format);
                    no_more_than(STYLES, book.formats.len(), "styles")?;
                }
                "Worksheet" => {
                    (row, column) = (0, 0);
                    add(&mut sheets, Sheet::new(attribute(&start, "Name").unwrap_or_default(), false))?;
                }
                "Visible" => {
                    let mut how = String::new();
                    book.xml.text(&[], &mut how)?;
                    if let Some(sheet) = sheets.last_mut() {
                        sheet.about.hidden = how.contains("Hidden");
                    }
                }
                "Column" => {
                    column = index(&start, "Index", COLUMNS).unwrap_or(column);
                    let last = column.saturating_add(crate::xml::number(&start, "Span").unwrap_or(0));
                    let hidden = is_set(&start, "Hidden") || crate::xml::number(&start, "Width") == Some(0.0);
                    if let Some(sheet) = sheets.last_mut().filter(|_| hidden) {
                        sheet.hide_columns(column, last);
                    }
                    column = last.saturating_add(1);
                }
                "Row" => {
                    row = index(&start, "Index", ROWS).unwrap_or(row);
                    let hidden = is_set(&start, "Hidden") || crate::xml::number(&start, "Height") == Some(0.0);
                    let span = crate::xml::number(&start, "Span").unwrap_or(0_u32);
                    let mut line = Line::default();
                    line.begin(row.min(ROWS - 1), hidden);
                    let merged = book.row(&mut line)?;
                    if let Some(sheet) = sheets.last_mut() {
                        merged.into_iter().try_for_each(|area| area.note(&mut sheet.merged))?;
                        sheet.keep(line, &mut book.budget)?;
                    }
                    row = row.saturating_add(span).saturating_add(1);
                }
                _ => {}
            },
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

struct Book<R> {
    xml: Xml<R>,
    formats: HashMap<String, Format>,
    budget: Budget,
}

impl<R: BufRead> Book<R> {
    /// The cells of the row that has just begun, and the areas that begin in it.
    fn row(&mut self, line: &mut Line) -> Result<Vec<Area>> {
        let (mut column, mut merged) = (0_u32, Vec::new());
        loop {
            match self.xml.next()? {
                Event::Start(start) if start.local_name().as_ref() == "Cell" => {
                    column = index(&start, "Index", COLUMNS).unwrap_or(column);
                    let across = crate::xml::number(&start, "MergeAcross").unwrap_or(0_u32).min(COLUMNS);
                    let down = crate::xml::number(&start, "MergeDown").unwrap_or(0_u32).min(ROWS);
                    let style = attribute(&start, "StyleID").unwrap_or_default().into_owned();
                    let formula = attribute(&start, "Formula").is_some();
                    if across > 0 || down > 0 {
                        self.budget.cell(0)?;
                        let rows = (line.number, line.number.saturating_add(down));
                        merged.push(Area { rows, columns: (column, column.saturating_add(across)) });
                    }
                    let shown = self.cell(&style, formula)?;
                    line.put(column.min(COLUMNS - 1), shown)?;
                    column = column.saturating_add(across + 1);
                }
                Event::Start(_) => self.xml.skip()?,
                Event::End(_) | Event::Eof => return Ok(merged),
                _ => {}
            }
        }
    }

    /// The cell that has just begun.
    fn cell(&mut self, style: &str, formula: bool) -> Result<Shown> {
        let (mut kind, mut value) = (None, String::new());
        loop {
            match self.xml.next()? {
                Event::Start(start) if start.local_name().as_ref() == "Data" => {
                    kind = Some(attribute(&start, "Type").unwrap_or_default().into_owned());
                    self.xml.text(&[], &mut value)?;
                }
                Event::Start(_) => self.xml.skip()?,
                Event::End(_) | Event::Eof => break,
                _ => {}
            }
        }
        let general = &Format::General;
        let format = self.formats.get(style).unwrap_or(general);
        Ok(match (kind.as_deref(), value.trim().parse::<f64>()) {
            (None, _) if formula => no_value(),
            (Some("Number"), Ok(found)) => number(found, &value, format, DateSystem::Date1900),
            // A time alone is written on the last day of 1899.
            (Some("DateTime"), _) => (iso(&value).trim_start_matches("1899-12-31 ").to_owned(), None),
            (Some("Boolean"), _) => truth(value.trim() == "1"),
            (Some("Error"), _) => error(&value),
            _ => text(value, format),
        })
    }
}

/// The formats that have names, and codes.
fn named(name: &str) -> Format {
    match name {
        "General Number" | "General" | "@" => Format::General,
        "General Date" | "Long Date" | "Medium Date" | "Short Date" | "Long Time" | "Medium Time" | "Short Time" => {
            Format::Date
        }
        "Currency" | "Euro Currency" | "Standard" => Format::of("#,##0.00"),
        "Fixed" => Format::of("0.00"),
        "Percent" => Format::of("0.00%"),
        "Scientific" => Format::of("0.00E+00"),
        code => Format::of(code),
    }
}

/// A place counted from 1, as one counted from 0.
fn index(start: &BytesStart<'_>, name: &str, most: u32) -> Option<u32> {
    crate::xml::number(start, name).filter(|index| (1..=most).contains(index)).map(|index| index - 1)
}
