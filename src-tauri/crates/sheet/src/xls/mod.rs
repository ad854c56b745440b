//! Workbooks of Excel 5 to 2003 (`.xls`): a stream of records in a container of old Office.
//!
//! 1. The records before the first sheet say what cells refer to: texts, formats, the code page, the sheets themselves.
//! 2. A sheet is a run of records, one for each cell, row height, column width and list of merged areas.
//!
//! Sizes that a file declares are not believed; a record that is too short is damage. Never in here: a formula that is
//! calculated, charts, macros.

mod globals;
mod record;
mod sheet;

use std::io::{Cursor, Read};
use std::sync::Arc;

use crate::budget::{Budget, KEPT};
use crate::error::{Result, SheetError};
use crate::line::Sheet;
use globals::Globals;

/// All sheets of a file.
pub(crate) fn open(bytes: Arc<[u8]>) -> Result<Vec<Sheet>> {
    let damaged = |error: std::io::Error| SheetError::Damaged(error.to_string());
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let is_book = |name: &str| name.eq_ignore_ascii_case("workbook") || name.eq_ignore_ascii_case("book");
    // A file that both Excel 95 and 97 can open has two; the newer one is called Workbook.
    let mut books: Vec<_> = container.read_root_storage().filter(|entry| is_book(entry.name())).collect();
    books.sort_by_key(|entry| std::cmp::Reverse(entry.name().len()));
    let book = books.first().ok_or(SheetError::Unsupported("office"))?;
    let mut stream = Vec::new();
    container.open_stream(book.path()).and_then(|mut book| book.read_to_end(&mut stream)).map_err(damaged)?;
    let (globals, mut budget) = (Globals::read(&stream)?, Budget::new(KEPT));
    globals.sheets.iter().map(|place| sheet::read(&stream, place, &globals, &mut budget)).collect()
}
