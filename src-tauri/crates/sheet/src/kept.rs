//! A file of sheets that are read whole, within a budget: all kinds but text and XLSX.

use crate::about::SheetAbout;
use crate::budget::{Budget, EXPANDED};
use crate::error::Result;
use crate::line::{Line, Sheet, choose};
use crate::merged::Merged;
use crate::row::Row;

/// Its sheets, and the rows of the one that is read.
#[derive(Debug)]
pub(crate) struct Kept {
    pub sheets: Vec<SheetAbout>,
    pub encoding: Option<&'static str>,
    sheet: Sheet,
}

impl Kept {
    /// Chooses among `sheets`; the rows of the others are given up.
    pub fn new(sheets: Vec<Sheet>, wanted: Option<&str>) -> Result<Self> {
        let about: Vec<SheetAbout> = sheets.iter().map(|sheet| sheet.about.clone()).collect();
        let mut sheets: Vec<Sheet> = sheets.into_iter().map(Sheet::ordered).collect();
        let chosen = choose(&about, wanted, |at| sheets[at].lines.len() > 1)?;
        Ok(Self { sheets: about, encoding: None, sheet: sheets.swap_remove(chosen) })
    }

    pub fn sheet(&self) -> &str {
        &self.sheet.about.name
    }

    pub fn hidden_columns(&self) -> Vec<usize> {
        self.sheet.hidden_columns.iter().copied().collect()
    }

    pub fn rows(&self) -> KeptRows<'_> {
        let merged = Merged::new(self.sheet.merged.clone(), Budget::new(EXPANDED));
        KeptRows { lines: self.sheet.lines.iter(), merged }
    }
}

/// The rows of the sheet.
pub(crate) struct KeptRows<'a> {
    lines: std::slice::Iter<'a, Line>,
    merged: Merged,
}

impl KeptRows<'_> {
    pub fn read(&mut self, row: &mut Row) -> Result<bool> {
        let Some(line) = self.lines.next() else { return Ok(false) };
        self.merged.lay(line, row)?;
        Ok(true)
    }
}
