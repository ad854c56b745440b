//! How much of a file is shown beside its report: rows, their first cells, the first characters of a value.
//!
//! Never in here: what becomes of a row.

use beckon_model::ImportLine;
use beckon_sheet::Row;

/// Rows that are looked at for the first values and rows.
pub(super) const LOOKED_AT: usize = 20;
/// Rows of each kind that hold no person and are shown.
pub(super) const SHOWN_LEFT_OUT: u64 = 20;
/// Cells of such a row.
const SHOWN_CELLS: usize = 12;
/// Characters of a value that is shown.
const SHOWN_CHARACTERS: usize = 80;

/// A value as it is shown.
pub(super) fn shown(value: &str) -> String {
    value.trim().chars().take(SHOWN_CHARACTERS).collect()
}

/// The first cells of a row, those of a merged cell once.
pub(super) fn line_of(row: &Row) -> ImportLine {
    ImportLine { line: row.line, cells: row.cells().take(SHOWN_CELLS).map(shown).collect() }
}
