//! Spreadsheets: the bytes of a file into rows of text, and rows into such bytes.
//!
//! What a file is, is read from its bytes and never from its name. A row says what became of its cells on the way, and
//! whether the spreadsheet program hides it; what is left out is decided elsewhere. Never in here: what a column means,
//! people, a path, a formula that is calculated.

mod about;
mod area;
mod budget;
mod bytes;
mod container;
mod date;
mod decode;
mod encoding;
mod error;
mod excel2003;
mod format;
mod formula;
mod html;
mod kept;
mod kind;
mod line;
mod merged;
mod ods;
mod relations;
mod row;
mod table;
mod text;
mod value;
mod write;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

pub use about::{About, Choice, SheetAbout};
pub use decode::decode;
pub use error::{Result, SheetError};
pub use formula::{defused, undefused};
pub use kind::FileKind;
pub use row::{Note, NoteKind, Row};
pub use table::{Rows, Table};
pub use write::{Format, write};

/// Bytes of a file, at most: 64 MiB.
pub const FILE_BYTES: usize = 64 * 1024 * 1024;

/// Columns that hold anything, at most. Excel can have 16,384, and a person never means to.
pub const COLUMNS: usize = 1024;

/// Encodings that a person can choose from.
pub const ENCODINGS: &[&str] =
    &["UTF-8", "GB18030", "UTF-16LE", "UTF-16BE", "Big5", "Shift_JIS", "EUC-KR", "windows-1252"];
