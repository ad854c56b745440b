//! One row of a table.

use csv::StringRecord;

/// A row: its line in the file and its cells as text.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Line in the file, from 1; a quoted cell may span several lines, the first counts.
    pub line: u64,
    pub(crate) record: StringRecord,
}

impl Row {
    /// The cells from the left.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.record.iter()
    }

    /// A cell by its number from 0; nothing when the row is shorter.
    #[must_use]
    pub fn cell(&self, number: usize) -> &str {
        self.record.get(number).unwrap_or_default()
    }

    /// How many cells there are, empty ones included.
    #[must_use]
    pub fn width(&self) -> usize {
        self.record.len()
    }

    /// How many cells there are up to the last one that holds anything.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.record
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty())
            .map(|(n, _)| n + 1)
            .last()
            .unwrap_or(0)
    }
}
