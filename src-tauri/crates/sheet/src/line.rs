//! A row of a spreadsheet as its file holds it, before merged cells are looked at.

use std::collections::BTreeSet;

use crate::about::SheetAbout;
use crate::area::Area;
use crate::budget::{Budget, ROW, SHEETS, no_more_than};
use crate::error::{Result, SheetError};
use crate::row::{NoteKind, Shown};

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
    /// Bytes of its texts.
    pub bytes: usize,
}

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
        (self.number, self.hidden, self.bytes) = (number, hidden, 0);
        self.cells.clear();
    }

    /// Adds a cell, unless there is nothing in it.
    ///
    /// # Errors
    /// When the row has more of them, or more text, than any row has.
    pub fn put(&mut self, column: u32, (text, note): Shown) -> Result<()> {
        if !text.is_empty() || note.is_some() {
            self.bytes += text.len();
            self.cells.push(Cell { column, text: text.into(), note: note.map(Box::new) });
        }
        no_more_than(COLUMNS as usize, self.cells.len(), &format!("cells in row {}", u64::from(self.number) + 1))?;
        no_more_than(ROW, self.bytes, &format!("bytes in row {}", u64::from(self.number) + 1))
    }
}

/// A sheet that is kept whole.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub about: SheetAbout,
    pub lines: Vec<Line>,
    pub merged: Vec<Area>,
    pub hidden_columns: BTreeSet<usize>,
}

impl Sheet {
    pub fn new(name: impl Into<String>, hidden: bool) -> Self {
        let about = SheetAbout { name: name.into(), hidden };
        Self { about, lines: Vec::new(), merged: Vec::new(), hidden_columns: BTreeSet::new() }
    }

    /// Keeps a row, if anything is in it.
    pub fn keep(&mut self, mut line: Line, budget: &mut Budget) -> Result<()> {
        for cell in &line.cells {
            budget.cell(cell.text.len())?;
        }
        if !line.cells.is_empty() {
            line.cells.shrink_to_fit();
            self.lines.push(line);
        }
        Ok(())
    }

    /// Hides the columns from `first` to `last`, as far as anybody has columns.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        self.hidden_columns.extend((first..=last.min(crate::COLUMNS as u32)).map(|column| column as usize));
    }

    /// Puts rows into their order, and joins rows that came in pieces.
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
        self
    }
}

/// Adds a sheet, unless there are more than any workbook has.
///
/// # Errors
/// [`SheetError::Damaged`].
pub(crate) fn add<S>(sheets: &mut Vec<S>, sheet: S) -> Result<()> {
    sheets.push(sheet);
    no_more_than(SHEETS, sheets.len(), "sheets")
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
