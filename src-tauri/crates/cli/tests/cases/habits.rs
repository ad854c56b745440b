//! Habits of the command line: `-`, `~`, a closed pipe, exit codes.

use super::table::Table;

pub fn cases(_table: &mut Table) {}
