//! Workbooks of Excel 5 to 2003 (`.xls`): a stream of records in a container of old Office.
//!
//! 1. The records before the first sheet say what cells refer to: texts, formats, the code page, the sheets themselves.
//! 2. A sheet is a run of records, one for each cell, row height, column width and list of merged areas.
//!
//! Sizes that a file declares are not believed; a record that is too short is damage. Never in here: a formula that is
//! calculated, charts, macros.

mod globals;
mod pieces;
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
    let damaged = |error: std::io::Error| SheetError::damaged(&error);
    let opened = cfb::CompoundFile::open(Cursor::new(Arc::clone(&bytes)));
    // Some libraries write containers that only their own kind opens; what they encrypt says so all the same.
    let mut container =
        opened.map_err(|error| if is_encrypted(&bytes) { SheetError::Protected } else { damaged(error) })?;
    let names: Vec<String> = container.read_root_storage().map(|entry| entry.name().to_owned()).collect();
    // A file that both Excel 95 and 97 can open has two; the newer one is called Workbook.
    let book =
        ["Workbook", "Book"].iter().find_map(|wanted| names.iter().find(|name| name.eq_ignore_ascii_case(wanted)));
    let book = book.ok_or_else(|| other(&names))?;
    let mut stream = Vec::new();
    container.open_stream(format!("/{book}")).and_then(|mut book| book.read_to_end(&mut stream)).map_err(damaged)?;
    let mut budget = Budget::new(KEPT);
    let globals = Globals::read(&stream, &mut budget)?;
    globals.sheets.iter().map(|place| sheet::read(&stream, place, &globals, &mut budget)).collect()
}

/// Why a container without a workbook cannot be read.
fn other(names: &[String]) -> SheetError {
    let holds = |wanted: &str| names.iter().any(|name| name == wanted);
    match () {
        // A workbook with a password is such a container around the encrypted package.
        () if holds("EncryptedPackage") => SheetError::Protected,
        () if holds("WordDocument") => SheetError::Unsupported("word"),
        () if holds("PowerPoint Document") => SheetError::Unsupported("powerpoint"),
        () => SheetError::Unsupported("office"),
    }
}

fn is_encrypted(bytes: &[u8]) -> bool {
    let wanted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
