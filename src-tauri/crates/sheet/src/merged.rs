//! Merged cells: all but the first hold nothing in the file, and the value of the first for a person.
//!
//! A column that is merged downwards gives its value to every row: so a department that is written once belongs to each
//! of its people. Across columns nothing is copied, a title would fill its whole row: a note says which cell covers which.

use std::collections::BTreeMap;

use crate::COLUMNS;
use crate::area::Area;
use crate::budget::{Budget, ROW, no_more_than};
use crate::error::Result;
use crate::line::Line;
use crate::row::{Note, NoteKind, Row};

/// The merged cells of a sheet, and the row that is being put together.
#[derive(Debug)]
pub(crate) struct Merged {
    /// By first row, last at the end.
    waiting: Vec<Area>,
    /// By first column: the last row, the last column, and the value.
    open: BTreeMap<u32, (u32, u32, String)>,
    texts: Vec<String>,
    /// Columns of the row whose cell is covered by one on its left.
    covered: Vec<bool>,
    budget: Budget,
}

impl Merged {
    pub fn new(mut areas: Vec<Area>, budget: Budget) -> Self {
        areas.sort_by_key(|area| std::cmp::Reverse(area.rows.0));
        Self { waiting: areas, open: BTreeMap::new(), texts: Vec::new(), covered: Vec::new(), budget }
    }

    /// Puts `line` into `row`, with the values that come from above. Lines come in their order.
    pub fn lay(&mut self, line: &Line, row: &mut Row) -> Result<()> {
        row.line = u64::from(line.number) + 1;
        row.hidden = line.hidden;
        row.notes.clear();
        self.texts.clear();
        for cell in &line.cells {
            self.budget.cell(cell.text.len())?;
            let column = cell.column as usize;
            put(&mut self.texts, column, &cell.text);
            row.notes.extend(cell.note.as_deref().map(|kind| Note { column, kind: kind.clone() }));
        }
        self.fill(line.number, row)?;
        row.record.clear();
        for text in &self.texts {
            row.record.push_field(text);
        }
        Ok(())
    }

    fn fill(&mut self, number: u32, row: &mut Row) -> Result<()> {
        if self.waiting.is_empty() && self.open.is_empty() {
            return Ok(());
        }
        self.open.retain(|_, (last, ..)| *last >= number);
        while let Some(area) = self.waiting.pop_if(|area| area.rows.0 <= number) {
            let value = self.texts.get(area.columns.0 as usize).filter(|value| !value.is_empty());
            // Where the area's first row is blank in the file, so is the whole area.
            if let Some(value) = value.filter(|_| area.rows.0 == number) {
                self.open.insert(area.columns.0, (area.rows.1, area.columns.1, value.clone()));
            }
        }
        self.covered.clear();
        self.covered.resize(COLUMNS + 1, false);
        let mut bytes: usize = self.texts.iter().map(String::len).sum();
        for (first, (_, last, value)) in &self.open {
            let column = *first as usize;
            if self.texts.get(column).is_none_or(String::is_empty) {
                self.budget.cell(value.len())?;
                bytes += value.len();
                no_more_than(ROW, bytes, &format!("bytes in row {}", u64::from(number) + 1))?;
                put(&mut self.texts, column, value);
            }
            // Areas that lie over each other are damage: each cell is covered once, and each look at one is paid for.
            for covered in column + 1..=(*last as usize).min(COLUMNS) {
                self.budget.cell(0)?;
                if self.texts.get(covered).is_none_or(String::is_empty) && !self.covered[covered] {
                    self.covered[covered] = true;
                    row.notes.push(Note { column: covered, kind: NoteKind::Covered { by: column } });
                }
            }
        }
        Ok(())
    }
}

fn put(texts: &mut Vec<String>, column: usize, text: &str) {
    if texts.len() <= column {
        texts.resize(column + 1, String::new());
    }
    text.clone_into(&mut texts[column]);
}
