//! Tables of LibreOffice and OpenOffice, in a ZIP or as one XML file.
//!
//! The file holds what each cell shows beside its value. Rows and cells that repeat are written once with a number: each
//! is counted against the budget. Never in here: styles, but for sheets that are hidden by theirs.

use std::collections::HashSet;
use std::io::BufRead;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use crate::budget::{Budget, KEPT};
use crate::container::Package;
use crate::date::iso;
use crate::error::{Result, SheetError};
use crate::line::{COLUMNS, Line, ROWS, Sheet, Shown};
use crate::merged::Area;
use crate::value::{as_shown, error, no_value, truth};
use crate::xml::{Xml, add, attribute, number};

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
                        self.hidden.insert(std::mem::take(&mut style));
                    }
                    "table" => {
                        let name = attribute(&start, "name").unwrap_or_default().into_owned();
                        let style = attribute(&start, "style-name").unwrap_or_default();
                        let sheet = Sheet::new(name, self.hidden.contains(&*style));
                        self.sheets.push(sheet);
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
                            line.put(at, shown.clone());
                        }
                        if column > crate::COLUMNS as u32 {
                            line.put(column.min(COLUMNS - 1), shown);
                        }
                    }
                    if let Some(sheet) = self.sheets.last_mut() {
                        sheet.merged.extend(area);
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
            sheet.keep(Line { number, hidden: line.hidden, cells: line.cells.clone() }, &mut self.budget)?;
        }
        sheet.keep(line, &mut self.budget)
    }
}

/// What a cell's element says of it.
struct CellStart {
    formula: bool,
    kind: String,
    value: Option<String>,
}

impl CellStart {
    fn new(start: &BytesStart<'_>) -> Self {
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
    fn shown<R: BufRead>(self, xml: &mut Xml<R>) -> Result<Shown> {
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
