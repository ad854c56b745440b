//! Selections that name somebody whom the list does not have.

use super::table::Table;

pub fn cases(_table: &mut Table) {}
