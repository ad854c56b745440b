//! Moments: what is typed after `--at` and `--starts`, and what stands in a spreadsheet.

use super::table::Table;

pub fn cases(_table: &mut Table) {}
