//! A table of a page: `<td>` ends the cell before it, `<tr>` the row.

use html5ever::tokenizer::Tag;

use crate::area::Area;
use crate::budget::Budget;
use crate::error::Result;
use crate::line::{COLUMNS, Line, ROWS, Sheet};
use crate::row::Shown;
use crate::value::as_shown;

/// Columns that a cell spans, at most: as browsers have it.
const SPAN: u32 = 1000;

/// A table.
#[derive(Default)]
pub(super) struct Table {
    lines: Vec<Line>,
    merged: Vec<Area>,
    hidden_columns: Vec<(u32, u32)>,
    /// Columns that `<col>` has spoken of.
    columns: u32,
    rows: u32,
    row: Option<Line>,
    /// Where the next cell of the row stands at the earliest.
    column: u32,
    /// Of each column, the first row that no cell from above reaches into.
    free: Vec<u32>,
    cell: Option<Cell>,
}

/// A cell that is open.
pub(super) struct Cell {
    column: u32,
    text: String,
    /// Whether a blank stands between what is there and what comes.
    blank: bool,
    number: Option<String>,
}

impl Table {
    /// How many rows hold anything.
    pub fn height(&self) -> usize {
        self.lines.len()
    }

    /// The cell that is open.
    pub fn cell(&mut self) -> Option<&mut Cell> {
        self.cell.as_mut()
    }

    /// What a `<col>` says of columns.
    pub fn columns(&mut self, tag: &Tag, budget: &mut Budget) -> Result<()> {
        let span = number(tag, "span").clamp(1, COLUMNS);
        if is_hidden(tag) || attribute(tag, "width") == Some("0") {
            self.hidden_columns.push((self.columns, self.columns.saturating_add(span - 1)));
        }
        self.columns = self.columns.saturating_add(span);
        budget.cell(0)
    }

    pub fn begin_row(&mut self, tag: &Tag, budget: &mut Budget) -> Result<()> {
        self.end_row(budget)?;
        self.new_row(is_hidden(tag));
        Ok(())
    }

    fn new_row(&mut self, hidden: bool) -> &mut Line {
        let mut line = Line::default();
        line.begin(self.rows.min(ROWS - 1), hidden);
        self.rows = self.rows.saturating_add(1);
        self.column = 0;
        self.row.insert(line)
    }

    pub fn begin_cell(&mut self, tag: &Tag, budget: &mut Budget) -> Result<()> {
        self.end_cell(budget)?;
        let row = match &self.row {
            Some(line) => line.number,
            None => self.new_row(false).number,
        };
        while self.free.get(self.column as usize).is_some_and(|free| *free > row) {
            self.column += 1;
        }
        let (first, columns) = (self.column, number(tag, "colspan").clamp(1, SPAN));
        let rows = number(tag, "rowspan").clamp(1, ROWS);
        if rows > 1 || columns > 1 {
            budget.cell(columns as usize * 4)?;
            let last = first.saturating_add(columns - 1);
            let columns = (first, last.min(COLUMNS - 1));
            Area { rows: (row, row.saturating_add(rows - 1)), columns }.note(&mut self.merged)?;
            self.reach(first, last, row.saturating_add(rows));
        }
        self.column = first.saturating_add(columns);
        let number = attribute(tag, "x:num").filter(|number| !number.is_empty()).map(str::to_owned);
        self.cell = Some(Cell { column: first, text: String::new(), blank: false, number });
        Ok(())
    }

    /// Notes that the columns are taken up to before the row `free`.
    fn reach(&mut self, first: u32, last: u32, free: u32) {
        let end = (last as usize + 1).min(crate::COLUMNS + 1);
        if self.free.len() < end {
            self.free.resize(end, 0);
        }
        if let Some(taken) = self.free.get_mut(first as usize..end) {
            taken.iter_mut().for_each(|row| *row = free.max(*row));
        }
    }

    pub fn end_cell(&mut self, _: &mut Budget) -> Result<()> {
        if let (Some(cell), Some(line)) = (self.cell.take(), &mut self.row) {
            line.put(cell.column.min(COLUMNS - 1), cell.shown())?;
        }
        Ok(())
    }

    pub fn end_row(&mut self, budget: &mut Budget) -> Result<()> {
        self.end_cell(budget)?;
        if let Some(line) = self.row.take().filter(|line| !line.cells.is_empty()) {
            budget.cell(0)?;
            self.lines.push(line);
        }
        Ok(())
    }

    pub fn into_sheet(self, name: String) -> Sheet {
        let mut sheet = Sheet::new(name, false);
        (sheet.lines, sheet.merged) = (self.lines, self.merged);
        for (first, last) in self.hidden_columns {
            sheet.hide_columns(first, last);
        }
        sheet
    }
}

impl Cell {
    /// Adds text as a browser shows it: whatever blanks stand together are one.
    pub fn add(&mut self, text: &str) {
        let is_blank = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\r' | '\x0c');
        for (at, word) in text.split(is_blank).enumerate() {
            self.blank |= at > 0;
            if !word.is_empty() {
                if self.blank && !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push(' ');
                }
                self.blank = false;
                self.text.push_str(word);
            }
        }
    }

    /// Begins another line; between paragraphs only where there is none yet.
    pub fn line_break(&mut self, always: bool) {
        self.blank = false;
        if always || !(self.text.is_empty() || self.text.ends_with('\n')) {
            self.text.push('\n');
        }
    }

    fn shown(self) -> Shown {
        // Hard blanks hold a width and are no letters.
        let text = self.text.replace('\u{a0}', " ");
        let text = text.trim();
        match self.number.as_deref().map(|literal| (literal, literal.parse::<f64>())) {
            Some((literal, Ok(number))) if !text.is_empty() && !text.contains(['/', ':', '年']) => {
                as_shown(text, number, literal)
            }
            _ => (text.to_owned(), None),
        }
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

fn number(tag: &Tag, name: &str) -> u32 {
    attribute(tag, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
}

fn is_hidden(tag: &Tag) -> bool {
    let style = attribute(tag, "style").unwrap_or_default().to_lowercase().replace(' ', "");
    attribute(tag, "hidden").is_some() || style.contains("display:none") || style.contains("visibility:collapse")
}
