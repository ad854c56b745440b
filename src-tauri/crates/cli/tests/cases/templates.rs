//! Templates: other tools' fields, braces as text, files that are no plain text, values in markdown.

use super::table::Table;

pub fn cases(_table: &mut Table) {}
