//! Tables of LibreOffice and OpenOffice, in a ZIP or as one XML file.
//!
//! The file holds what each cell shows beside its value. Rows and cells that repeat are written once with a number: each
//! is counted against the budget. Never in here: styles, but for sheets that are hidden by theirs.

mod cell;

use std::collections::HashSet;
use std::io::BufRead;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use crate::area::Area;
use crate::budget::{Budget, KEPT};
use crate::container::Package;
use crate::error::{Result, SheetError};
use crate::line::{COLUMNS, Line, ROWS, Sheet, add};
use crate::xml::{Xml, attribute, number};
use cell::CellStart;

/// All sheets of a file.
pub(crate) fn open(bytes: Arc<[u8]>) -> Result<Vec<Sheet>> {
    if !bytes.starts_with(b"PK") {
        return read(&*bytes);
    }
    let mut package = Package::open(bytes)?;
    let manifest = package.whole("META-INF/manifest.xml")?.unwrap_or_default();
    if String::from_utf8_lossy(&manifest).contains("encryption-data") {
        return Err(SheetError::Protected);
    }
    read(package.part("content.xml")?)
}

/// All sheets of a content in XML.
fn read<R: BufRead>(content: R) -> Result<Vec<Sheet>> {
    let mut tables =
        Tables { xml: Xml::new(content), sheets: Vec::new(), hidden: HashSet::new(), budget: Budget::new(KEPT) };
    tables.read()?;
    Ok(tables.sheets)
}

struct Tables<R> {
    xml: Xml<R>,
    sheets: Vec<Sheet>,
    /// Styles of sheets that are not shown.
    hidden: HashSet<String>,
    budget: Budget,
}

impl<R: BufRead> Tables<R> {
    fn read(&mut self) -> Result<()> {
        let mut style = String::new();
        loop {
            match self.xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "style" => style = attribute(&start, "name").unwrap_or_default().into_owned(),
                    "table-properties" if attribute(&start, "display").as_deref() == Some("false") => {
                        self.budget.cell(style.len())?;
                        self.hidden.insert(std::mem::take(&mut style));
                    }
                    "table" => {
                        let name = attribute(&start, "name").unwrap_or_default().into_owned();
                        let style = attribute(&start, "style-name").unwrap_or_default();
                        let sheet = Sheet::new(name, self.hidden.contains(&*style));
                        add(&mut self.sheets, sheet)?;
                        self.table()?;
                    }
                    "tracked-changes" => self.xml.skip()?,
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// The table that has just begun, which is the last sheet.
    fn table(&mut self) -> Result<()> {
        let (mut row, mut column, mut closed_groups) = (0_u32, 0_u32, Vec::new());
        loop {
            match self.xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "table-row" => {
                        let hidden = is_hidden(&start) || closed_groups.contains(&true);
                        let repeated = repeated(&start, "number-rows-repeated", ROWS);
                        self.row(row, repeated, hidden)?;
                        row = row.saturating_add(repeated).min(ROWS);
                    }
                    "table-column" => {
                        let repeated = repeated(&start, "number-columns-repeated", COLUMNS);
                        let hidden = is_hidden(&start) || closed_groups.contains(&true);
                        if let Some(sheet) = self.sheets.last_mut().filter(|_| hidden) {
                            sheet.hide_columns(column, column.saturating_add(repeated - 1));
                        }
                        column = column.saturating_add(repeated);
                    }
                    "table-row-group" | "table-column-group" => {
                        closed_groups.push(attribute(&start, "display").as_deref() == Some("false"));
                    }
                    "table-header-rows" | "table-rows" | "table-header-columns" | "table-columns" => {}
                    _ => self.xml.skip()?,
                },
                Event::End(end) => match end.local_name().as_ref() {
                    "table-row-group" | "table-column-group" => drop(closed_groups.pop()),
                    "table" => return Ok(()),
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// The row that has just begun, which stands for as many as are `repeated`.
    fn row(&mut self, number: u32, repeated: u32, hidden: bool) -> Result<()> {
        let (mut line, mut column) = (Line::default(), 0_u32);
        line.begin(number, hidden);
        loop {
            match self.xml.next()? {
                Event::Start(start) => {
                    let covered = start.local_name().as_ref() == "covered-table-cell";
                    let times = self::repeated(&start, "number-columns-repeated", COLUMNS);
                    let area = area(&start, number, column);
                    let cell = CellStart::new(&start);
                    let shown = cell.shown(&mut self.xml)?;
                    let is_blank = shown.0.is_empty() && shown.1.is_none();
                    if !covered && !is_blank {
                        // One more than anybody may have is enough for its error.
                        for at in column..column.saturating_add(times).min(crate::COLUMNS as u32 + 1) {
                            self.budget.cell(shown.0.len())?;
                            line.put(at, shown.clone())?;
                        }
                        if column > crate::COLUMNS as u32 {
                            line.put(column.min(COLUMNS - 1), shown)?;
                        }
                    }
                    if let (Some(sheet), Some(area)) = (self.sheets.last_mut(), area) {
                        area.note(&mut sheet.merged)?;
                    }
                    column = column.saturating_add(times);
                }
                Event::End(_) | Event::Eof => break,
                _ => {}
            }
        }
        self.keep(line, repeated)
    }

    fn keep(&mut self, line: Line, repeated: u32) -> Result<()> {
        let Some(sheet) = self.sheets.last_mut().filter(|_| !line.cells.is_empty()) else { return Ok(()) };
        for next in 1..repeated {
            let number = line.number.saturating_add(next);
            let (hidden, bytes) = (line.hidden, line.bytes);
            sheet.keep(Line { number, hidden, bytes, cells: line.cells.clone() }, &mut self.budget)?;
        }
        sheet.keep(line, &mut self.budget)
    }
}

fn is_hidden(start: &BytesStart<'_>) -> bool {
    attribute(start, "visibility").is_some_and(|how| how == "collapse" || how == "filter")
}

fn repeated(start: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    number(start, name).unwrap_or(1_u32).clamp(1, most)
}

fn area(start: &BytesStart<'_>, row: u32, column: u32) -> Option<Area> {
    let rows = repeated(start, "number-rows-spanned", ROWS);
    let columns = repeated(start, "number-columns-spanned", COLUMNS);
    (rows > 1 || columns > 1).then(|| Area { rows: (row, row + rows - 1), columns: (column, column + columns - 1) })
}
