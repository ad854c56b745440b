//! File names, and files that the program writes.

use super::table::Table;

pub fn cases(_table: &mut Table) {}
