//! How much a file may grow into: what it repeats, spans and shares counts each time that it is handed out.
//!
//! One measure for all kinds of files: bytes of text, and a fixed price for each cell, however empty.

use crate::error::{Result, SheetError};

/// Bytes that a file unpacks to, and that its rows may hold in all: 512 MiB.
pub(crate) const EXPANDED: u64 = 512 * 1024 * 1024;

/// Bytes of a table that is kept whole while it is read (all kinds but text and XLSX): 128 MiB.
pub(crate) const KEPT: u64 = 128 * 1024 * 1024;

/// What a cell costs beside its text, in bytes.
const CELL: u64 = 40;

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
