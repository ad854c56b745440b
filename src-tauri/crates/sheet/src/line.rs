//! A row of a spreadsheet as its file holds it, before merged cells are looked at.

use crate::budget::Budget;
use crate::error::{Result, SheetError};
use crate::merged::Area;
use crate::row::NoteKind;
use crate::table::SheetAbout;

/// Rows and columns that any spreadsheet can have.
pub(crate) const ROWS: u32 = 1_048_576;
pub(crate) const COLUMNS: u32 = 16_384;

/// A row: only cells that hold something.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// From 0.
    pub number: u32,
    pub hidden: bool,
    pub cells: Vec<Cell>,
}

/// The text of a cell, and what there is to say of it.
pub(crate) type Shown = (String, Option<NoteKind>);

/// A cell that holds a text or deserves a note.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    /// From 0.
    pub column: u32,
    pub text: Box<str>,
    pub note: Option<Box<NoteKind>>,
}

impl Line {
    /// Begins another row.
    pub fn begin(&mut self, number: u32, hidden: bool) {
        (self.number, self.hidden) = (number, hidden);
        self.cells.clear();
    }

    /// Adds a cell, unless there is nothing in it.
    pub fn put(&mut self, column: u32, (text, note): Shown) {
        if !text.is_empty() || note.is_some() {
            self.cells.push(Cell { column, text: text.into(), note: note.map(Box::new) });
        }
    }
}

/// A sheet that is kept whole.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub about: SheetAbout,
    pub lines: Vec<Line>,
    pub merged: Vec<Area>,
    pub hidden_columns: Vec<usize>,
}

impl Sheet {
    pub fn new(name: impl Into<String>, hidden: bool) -> Self {
        let about = SheetAbout { name: name.into(), hidden };
        Self { about, lines: Vec::new(), merged: Vec::new(), hidden_columns: Vec::new() }
    }

    /// Keeps a row, if anything is in it.
    pub fn keep(&mut self, line: Line, budget: &mut Budget) -> Result<()> {
        for cell in &line.cells {
            budget.cell(cell.text.len())?;
        }
        if !line.cells.is_empty() {
            self.lines.push(line);
        }
        Ok(())
    }

    /// Hides the columns from `first` to `last`, as far as anybody has columns.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        self.hidden_columns.extend((first..=last.min(crate::COLUMNS as u32)).map(|column| column as usize));
    }

    /// Puts rows and hidden columns into their order, and joins rows that came in pieces.
    pub fn ordered(mut self) -> Self {
        self.lines.sort_by_key(|line| line.number);
        self.lines.dedup_by(|next, line| {
            let same = next.number == line.number;
            if same {
                line.cells.append(&mut next.cells);
                line.hidden |= next.hidden;
            }
            same
        });
        self.hidden_columns.sort_unstable();
        self.hidden_columns.dedup();
        self
    }
}

/// The number of the sheet that is read: the one that is `wanted`, or else the first that is shown and has a header and
/// a row below it (`filled` says so): many workbooks begin with an empty sheet, and hidden ones hold lists, not people.
pub(crate) fn choose(
    sheets: &[SheetAbout],
    wanted: Option<&str>,
    mut filled: impl FnMut(usize) -> bool,
) -> Result<usize> {
    if let Some(wanted) = wanted {
        let found = sheets.iter().position(|sheet| sheet.name == wanted);
        return found.ok_or_else(|| SheetError::NoSuchSheet(wanted.to_owned()));
    }
    let shown = |at: &usize| !sheets[*at].hidden;
    let first = (0..sheets.len()).filter(shown).find(|at| filled(*at)).or((0..sheets.len()).find(shown));
    if sheets.is_empty() { Err(SheetError::Empty) } else { Ok(first.unwrap_or(0)) }
}
