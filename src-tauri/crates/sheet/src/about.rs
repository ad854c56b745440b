//! What is known of a file before its rows are read, and what a person chose instead.

use crate::kind::FileKind;

/// What a person chose instead of what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// One of [`crate::ENCODINGS`], or another usual name of one; only where [`About::encoding`] is there.
    pub encoding: Option<String>,
    /// A sheet of the workbook, by its name.
    pub sheet: Option<String>,
}

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The kind of file, as its bytes say.
    pub kind: FileKind,
    /// The encoding of text, web pages and XML; absent for other workbooks.
    pub encoding: Option<&'static str>,
    /// The delimiter; absent for workbooks.
    pub delimiter: Option<char>,
    /// All sheets in their order; empty for text.
    pub sheets: Vec<SheetAbout>,
    /// The sheet that is read.
    pub sheet: Option<String>,
    /// Columns of that sheet that the spreadsheet program does not show, from 0, in their order.
    pub hidden_columns: Vec<usize>,
    /// Whether the file says which rows and columns are hidden; text does not.
    pub hidden_known: bool,
}

/// What is known of a sheet without reading its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetAbout {
    /// Its name.
    pub name: String,
    /// Whether the spreadsheet program does not show it.
    pub hidden: bool,
}
