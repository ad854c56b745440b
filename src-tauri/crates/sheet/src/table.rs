//! A file as a table: opened once, read from the top as often as wanted.

use std::sync::Arc;

use crate::error::{Result, SheetError};
use crate::kind::{FileKind, Kind, kind};
use crate::row::Row;
use crate::text::{Text, TextRows};
use crate::workbook::{Workbook, WorkbookRows};
use crate::{COLUMNS, FILE_BYTES};

/// What a person chose instead of what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// One of [`crate::ENCODINGS`], or another usual name of one; only for text.
    pub encoding: Option<String>,
    /// A sheet of the workbook, by its name.
    pub sheet: Option<String>,
}

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The kind of file, as its bytes say.
    pub kind: FileKind,
    /// The encoding; absent for workbooks.
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

/// A file as a table.
#[derive(Debug)]
pub struct Table {
    source: Source,
}

#[derive(Debug)]
enum Source {
    Text(Text),
    Workbook(Box<Workbook>),
}

impl Table {
    /// Looks at a file. Text is decoded and a workbook's strings are read; rows are not.
    ///
    /// # Errors
    /// [`SheetError`] when it cannot be read as a table.
    pub fn open(bytes: Arc<[u8]>, choice: &Choice) -> Result<Self> {
        if bytes.len() > FILE_BYTES {
            return Err(SheetError::TooLarge { limit: FILE_BYTES });
        }
        let source = match kind(&bytes)? {
            Kind::Text => Source::Text(Text::open(bytes, choice.encoding.as_deref())?),
            Kind::Workbook => Source::Workbook(Box::new(Workbook::open(bytes, choice.sheet.as_deref())?)),
        };
        Ok(Self { source })
    }

    /// What the file is.
    #[must_use]
    pub fn about(&self) -> About {
        match &self.source {
            Source::Text(text) => About {
                kind: FileKind::Csv,
                encoding: Some(text.encoding),
                delimiter: Some(char::from(text.delimiter)),
                sheets: Vec::new(),
                sheet: None,
                hidden_columns: Vec::new(),
                hidden_known: false,
            },
            Source::Workbook(book) => About {
                kind: FileKind::Xlsx,
                encoding: None,
                delimiter: None,
                sheets: book.sheets.clone(),
                sheet: Some(book.sheet.clone()),
                hidden_columns: Vec::new(),
                hidden_known: false,
            },
        }
    }

    /// The rows from the top.
    ///
    /// # Errors
    /// [`SheetError::Damaged`].
    pub fn rows(&mut self) -> Result<Rows<'_>> {
        Ok(Rows(match &mut self.source {
            Source::Text(text) => Lines::Text(text.rows()),
            Source::Workbook(book) => Lines::Workbook(Box::new(book.rows()?)),
        }))
    }
}

/// The rows of a table; one at a time, so that no table has to fit into memory.
pub struct Rows<'a>(Lines<'a>);

enum Lines<'a> {
    Text(TextRows<'a>),
    Workbook(Box<WorkbookRows<'a>>),
}

impl Rows<'_> {
    /// Puts the next row that is not blank into `row`; false at the end. What the reader of workbooks cannot cope with
    /// is an error and never the end of the program.
    ///
    /// # Errors
    /// [`SheetError::Damaged`], [`SheetError::TooManyColumns`].
    pub fn read(&mut self, row: &mut Row) -> Result<bool> {
        loop {
            let read = match &mut self.0 {
                Lines::Text(lines) => lines.read(row)?,
                Lines::Workbook(lines) => lines.read(row)?,
            };
            if !read {
                return Ok(false);
            }
            let filled = row.filled();
            if filled > COLUMNS {
                return Err(SheetError::TooManyColumns { line: row.line, column: filled });
            }
            if filled > 0 {
                return Ok(true);
            }
        }
    }
}
