//! Spreadsheets: bytes of a CSV or XLSX file into rows of text, and rows into such bytes.
//!
//! What a file is, is read from its bytes and never from its name. Never in here: what a column means, people, a path,
//! a formula that is calculated.

mod container;
mod encoding;
mod error;
mod kind;
mod merged;
mod row;
mod table;
mod text;
mod value;
mod workbook;
mod write;

pub use encoding::{ENCODINGS, decode};
pub use error::{Result, SheetError};
pub use kind::FileKind;
pub use row::{Note, NoteKind, Row};
pub use table::{About, Choice, Rows, SheetAbout, Table};
pub use write::{Format, defused, write};

/// Bytes of a file, at most: 64 MiB.
pub const FILE_BYTES: usize = 64 * 1024 * 1024;

/// Columns that hold anything, at most. Excel can have 16,384, and a person never means to.
pub const COLUMNS: usize = 1024;
