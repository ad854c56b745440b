//! Areas of merged cells, as a file names them.

use crate::COLUMNS;
use crate::budget::{MERGED, no_more_than};
use crate::error::Result;

/// An area of merged cells; all numbers from 0, the last ones included.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Area {
    pub rows: (u32, u32),
    pub columns: (u32, u32),
}

impl Area {
    fn is_one_cell(&self) -> bool {
        self.rows.0 >= self.rows.1 && self.columns.0 >= self.columns.1
    }

    /// Adds an area that matters: one of several cells, which begins where anybody has columns.
    ///
    /// # Errors
    /// When there are more than any sheet has.
    pub fn note(self, areas: &mut Vec<Self>) -> Result<()> {
        if !self.is_one_cell() && (self.columns.0 as usize) < COLUMNS {
            areas.push(self);
        }
        no_more_than(MERGED, areas.len(), "merged areas in a sheet")
    }
}
