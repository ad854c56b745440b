//! Workbooks of Excel since 2007, of WPS and of many libraries: the values as they were last saved, a row at a time.
//!
//! What Excel opens is read, also where it breaks the rules of the format: parts are found by what they are and not by
//! their names, prefixes and namespaces do not matter, rows and cells need no positions, and sizes that a file declares
//! are not believed. Never in here: a formula that is calculated.

mod cells;
mod parts;
mod strings;
mod styles;

use std::collections::HashSet;
use std::sync::Arc;

use quick_xml::events::Event;

use crate::about::SheetAbout;
use crate::area::Area;
use crate::budget::{Budget, EXPANDED};
use crate::container::{Package, Part};
use crate::error::Result;
use crate::line::{COLUMNS, Line, choose};
use crate::merged::Merged;
use crate::row::Row;
use crate::xml::{Xml, is_set, number};
use cells::{Cells, Context, column_and_row};
use parts::Parts;

/// A workbook with the sheet that is read.
pub(crate) struct Workbook {
    package: Package,
    context: Context,
    part: String,
    survey: Survey,
    pub sheets: Vec<SheetAbout>,
    pub sheet: String,
}

/// What has to be known of a sheet before its first row: most of it stands below the last.
#[derive(Default)]
struct Survey {
    merged: Vec<Area>,
    hidden_columns: Vec<usize>,
    /// Whether rows come in another order than that of their numbers.
    disordered: bool,
}

impl std::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook").field("sheet", &self.sheet).finish_non_exhaustive()
    }
}

impl Workbook {
    pub fn open(bytes: Arc<[u8]>, wanted: Option<&str>) -> Result<Self> {
        let mut package = Package::open(bytes)?;
        let Parts { sheets, strings, styles, epoch, recalculated } = Parts::find(&mut package)?;
        let context = Context {
            strings: strings::read(&mut package, strings.as_deref())?,
            formats: styles::read(&mut package, styles.as_deref())?,
            epoch,
            recalculated,
        };
        let (sheets, names): (Vec<SheetAbout>, Vec<String>) = sheets.into_iter().unzip();
        let chosen = choose(&sheets, wanted, |at| holds_rows(&mut package, &names[at], &context))?;
        let (sheet, part) = (sheets[chosen].name.clone(), names[chosen].clone());
        let survey = survey(&mut package, &part)?;
        Ok(Self { package, context, part, survey, sheets, sheet })
    }

    pub fn hidden_columns(&self) -> &[usize] {
        &self.survey.hidden_columns
    }

    pub fn rows(&mut self) -> Result<WorkbookRows<'_>> {
        let cells = Cells::new(Xml::new(self.package.part(&self.part)?), &self.context);
        let merged = Merged::new(self.survey.merged.clone(), Budget::new(EXPANDED));
        let mut rows = WorkbookRows { lines: Lines::Streamed(Box::new(cells)), merged, line: Line::default() };
        if self.survey.disordered {
            rows.put_in_order()?;
        }
        Ok(rows)
    }
}

/// Whether a sheet has a header and a row below it. One that cannot be read is not passed over: it has to be told.
fn holds_rows(package: &mut Package, part: &str, context: &Context) -> bool {
    let Ok(part) = package.part(part) else { return true };
    let (mut cells, mut line, mut rows) = (Cells::new(Xml::new(part), context), Line::default(), 0);
    while rows < 2 {
        match cells.read(&mut line) {
            Ok(true) => rows += usize::from(!line.cells.is_empty()),
            Ok(false) => return false,
            Err(_) => return true,
        }
    }
    true
}

fn survey(package: &mut Package, part: &str) -> Result<Survey> {
    let mut xml: Xml<Part<'_>> = Xml::new(package.part(part)?);
    let (mut found, mut hidden, mut last) = (Survey::default(), HashSet::new(), 0_u32);
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "row" => {
                    let row = number(&start, "r").unwrap_or(last + 1);
                    found.disordered |= row <= last;
                    last = row;
                }
                "col" if is_set(&start, "hidden") || number(&start, "width") == Some(0.0) => {
                    let (first, last) = (number(&start, "min").unwrap_or(1_usize), number(&start, "max").unwrap_or(0));
                    hidden.extend((first.max(1)..=last.min(crate::COLUMNS)).map(|column| column - 1));
                }
                "mergeCell" => {
                    if let Some(area) = crate::xml::attribute(&start, "ref").and_then(|area| self::area(&area)) {
                        area.note(&mut found.merged)?;
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    found.hidden_columns = hidden.into_iter().collect();
    found.hidden_columns.sort_unstable();
    Ok(found)
}

/// The area of `A1:B3`.
fn area(text: &str) -> Option<Area> {
    let (first, last) = text.split_once(':')?;
    let ((first_column, first_row), (last_column, last_row)) = (column_and_row(first)?, column_and_row(last)?);
    let (first_row, last_row) = (first_row?, last_row?);
    Some(Area { rows: (first_row, last_row), columns: (first_column, last_column.min(COLUMNS - 1)) })
}

/// The rows of a sheet.
pub(crate) struct WorkbookRows<'a> {
    lines: Lines<'a>,
    merged: Merged,
    line: Line,
}

enum Lines<'a> {
    Streamed(Box<Cells<'a, Part<'a>>>),
    /// Only where they had to be put in order.
    Kept(std::vec::IntoIter<Line>),
}

impl WorkbookRows<'_> {
    pub fn read(&mut self, row: &mut Row) -> Result<bool> {
        loop {
            match &mut self.lines {
                Lines::Streamed(cells) => {
                    if !cells.read(&mut self.line)? {
                        return Ok(false);
                    }
                }
                Lines::Kept(lines) => match lines.next() {
                    Some(line) => self.line = line,
                    None => return Ok(false),
                },
            }
            if !self.line.cells.is_empty() {
                self.merged.lay(&self.line, row)?;
                return Ok(true);
            }
        }
    }

    fn put_in_order(&mut self) -> Result<()> {
        let Lines::Streamed(cells) = &mut self.lines else { return Ok(()) };
        let (mut sheet, mut budget) = (crate::line::Sheet::new("", false), Budget::new(crate::budget::KEPT));
        let mut line = Line::default();
        while cells.read(&mut line)? {
            sheet.keep(std::mem::take(&mut line), &mut budget)?;
        }
        self.lines = Lines::Kept(sheet.ordered().lines.into_iter());
        Ok(())
    }
}
