//! How much a file may grow into: what it repeats, spans and shares counts each time that it is handed out.
//!
//! One measure for all kinds of files: bytes of text, and a fixed price for each cell, however empty.

use crate::error::{Result, SheetError};

/// Bytes that a file unpacks to, and that its rows may hold in all: 512 MiB.
pub(crate) const EXPANDED: u64 = 512 * 1024 * 1024;

/// Bytes of a table that is kept whole while it is read (all kinds but text and XLSX): 128 MiB.
pub(crate) const KEPT: u64 = 128 * 1024 * 1024;

/// Bytes of the parts of a workbook that are unpacked whole (its list of sheets, its relations, its styles): 32 MiB.
pub(crate) const WHOLE: u64 = 32 * 1024 * 1024;

/// Bytes of the texts that the cells of a workbook share: 96 MiB.
pub(crate) const SHARED: u64 = 96 * 1024 * 1024;

/// Bytes of one tag or one run of letters in XML: 4 MiB.
pub(crate) const EVENT: u64 = 4 * 1024 * 1024;

/// Bytes of all cells of one row: 1 MiB.
pub(crate) const ROW: usize = 1024 * 1024;

/// Elements in each other.
pub(crate) const DEPTH: usize = 256;

/// Sheets of a workbook, tables of a page.
pub(crate) const SHEETS: usize = 1000;

/// Parts of a workbook, and what they say of each other: pictures and links have parts of their own.
pub(crate) const PARTS: usize = 10_000;

/// Merged areas of a sheet.
pub(crate) const MERGED: usize = 200_000;

/// Styles of a workbook: Excel has 65,490.
pub(crate) const STYLES: usize = 65_536;

/// What a cell costs beside its text, in bytes.
const CELL: u64 = 40;

/// Refuses more of something than any workbook has.
pub(crate) fn no_more_than(limit: usize, count: usize, what: &str) -> Result<()> {
    if count > limit { Err(SheetError::Damaged(format!("it has more than {limit} {what}"))) } else { Ok(()) }
}

/// What is left.
#[derive(Debug)]
pub(crate) struct Budget {
    left: u64,
    limit: u64,
}

impl Budget {
    pub fn new(limit: u64) -> Self {
        Self { left: limit, limit }
    }

    /// Pays for a cell with this many bytes of text.
    pub fn cell(&mut self, bytes: usize) -> Result<()> {
        let price = CELL + bytes as u64;
        self.left = self.left.checked_sub(price).ok_or(SheetError::Unpacked { limit: self.limit })?;
        Ok(())
    }
}
