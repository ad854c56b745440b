//! A file as a table: opened once, read from the top as often as wanted.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::about::{About, Choice};
use crate::error::{Result, SheetError};
use crate::kept::{Kept, KeptRows};
use crate::kind::{FileKind, kind};
use crate::row::{NoteKind, Row};
use crate::text::{Text, TextRows, markup};
use crate::xlsx::{Workbook, WorkbookRows};
use crate::{COLUMNS, FILE_BYTES, excel2003, html, ods, xls, xlsb};

/// A file as a table.
#[derive(Debug)]
pub struct Table {
    kind: FileKind,
    source: Source,
}

#[derive(Debug)]
enum Source {
    Text(Text),
    Workbook(Box<Workbook>),
    Kept(Box<Kept>),
}

impl Table {
    /// Looks at a file: text is decoded, a workbook's strings are read, and all sheets of the kinds that are kept whole.
    /// What a reader of others cannot cope with is an error and never the end of the program.
    ///
    /// # Errors
    /// [`SheetError`] when it cannot be read as a table.
    pub fn open(bytes: Arc<[u8]>, choice: &Choice) -> Result<Self> {
        if bytes.len() > FILE_BYTES {
            return Err(SheetError::TooLarge { limit: FILE_BYTES });
        }
        let opened = catch_unwind(AssertUnwindSafe(|| {
            let kind = kind(&bytes)?;
            Ok(Self { kind, source: Source::open(kind, bytes, choice)? })
        }));
        opened.unwrap_or_else(|_| Err(broke_off()))
    }

    /// What the file is.
    #[must_use]
    pub fn about(&self) -> About {
        let about = About {
            kind: self.kind,
            encoding: None,
            delimiter: None,
            sheets: Vec::new(),
            sheet: None,
            hidden_columns: Vec::new(),
            hidden_known: self.kind != FileKind::Csv,
        };
        match &self.source {
            Source::Text(text) => About { encoding: Some(text.encoding), delimiter: Some(text.delimiter), ..about },
            Source::Workbook(book) => About {
                sheets: book.sheets.clone(),
                sheet: Some(book.sheet.clone()),
                hidden_columns: book.hidden_columns().to_vec(),
                ..about
            },
            Source::Kept(book) => About {
                encoding: book.encoding,
                sheets: book.sheets.clone(),
                sheet: Some(book.sheet().to_owned()),
                hidden_columns: book.hidden_columns(),
                ..about
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
            Source::Kept(book) => Lines::Kept(book.rows()),
        }))
    }
}

impl Source {
    fn open(kind: FileKind, bytes: Arc<[u8]>, choice: &Choice) -> Result<Self> {
        let (encoding, wanted) = (choice.encoding.as_deref(), choice.sheet.as_deref());
        let mut said = None;
        let sheets = match kind {
            FileKind::Csv => return Ok(Self::Text(Text::open(bytes, encoding)?)),
            FileKind::Xlsx => return Ok(Self::Workbook(Box::new(Workbook::open(bytes, wanted)?))),
            FileKind::Html | FileKind::Xml => {
                let (text, name) = markup(&bytes, encoding)?;
                said = Some(name);
                if kind == FileKind::Html { html::read(&text)? } else { excel2003::read(text.as_bytes())? }
            }
            FileKind::Ods => ods::open(bytes)?,
            FileKind::Xls => xls::open(bytes)?,
            FileKind::Xlsb => xlsb::open(bytes)?,
        };
        let mut kept = Kept::new(sheets, wanted)?;
        kept.encoding = said;
        Ok(Self::Kept(Box::new(kept)))
    }
}

/// The rows of a table; one at a time, so that no table has to fit into memory.
pub struct Rows<'a>(Lines<'a>);

enum Lines<'a> {
    Text(TextRows<'a>),
    Workbook(Box<WorkbookRows<'a>>),
    Kept(KeptRows<'a>),
}

impl Rows<'_> {
    /// Puts the next row that is not blank into `row`; false at the end.
    ///
    /// # Errors
    /// [`SheetError::Damaged`], [`SheetError::TooManyColumns`].
    pub fn read(&mut self, row: &mut Row) -> Result<bool> {
        loop {
            let read = catch_unwind(AssertUnwindSafe(|| match &mut self.0 {
                Lines::Text(lines) => lines.read(row),
                Lines::Workbook(lines) => lines.read(row),
                Lines::Kept(lines) => lines.read(row),
            }));
            if !read.unwrap_or_else(|_| Err(broke_off()))? {
                return Ok(false);
            }
            let filled = row.filled();
            if filled > COLUMNS {
                return Err(SheetError::TooManyColumns { line: row.line, column: filled });
            }
            // A row of formulas without values is no blank one.
            if filled > 0 || row.notes.iter().any(|note| note.kind == NoteKind::NoValue) {
                return Ok(true);
            }
        }
    }
}

/// What a reader of others did that could not cope.
fn broke_off() -> SheetError {
    SheetError::Damaged("its reader broke off".to_owned())
}
