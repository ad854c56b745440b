//! Tables in XLSX: the values as Excel last saved them, one row at a time.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use crate::container::{UNPACKED, inspect};
use crate::error::{Result, SheetError};
use crate::merged::Merged;
use crate::row::Row;
use crate::table::SheetAbout;
use crate::value::text;

type File = Cursor<Arc<[u8]>>;

/// A workbook with the sheet that is read.
pub(crate) struct Workbook {
    book: Xlsx<File>,
    pub sheets: Vec<SheetAbout>,
    pub sheet: String,
}

impl std::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook").field("sheet", &self.sheet).finish_non_exhaustive()
    }
}

impl Workbook {
    pub fn open(bytes: Arc<[u8]>, sheet: Option<&str>) -> Result<Self> {
        inspect(&bytes, UNPACKED)?;
        let mut book: Xlsx<File> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        let all = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let about = |sheet: &calamine::Sheet| SheetAbout {
            name: sheet.name.clone(),
            hidden: sheet.visible != SheetVisible::Visible,
        };
        let sheets: Vec<SheetAbout> = all.map(about).collect();
        // A hidden sheet holds lists for drop-downs, not people.
        let shown: Vec<&String> = sheets.iter().filter(|sheet| !sheet.hidden).map(|sheet| &sheet.name).collect();
        let sheet = match sheet {
            Some(wanted) if sheets.iter().any(|sheet| sheet.name == wanted) => wanted.to_owned(),
            Some(wanted) => return Err(SheetError::NoSuchSheet(wanted.to_owned())),
            None => {
                let filled = shown.iter().find(|name| holds_rows(&mut book, name));
                let first = filled.or(shown.first()).copied().or(sheets.first().map(|sheet| &sheet.name));
                first.cloned().ok_or(SheetError::Empty)?
            }
        };
        Ok(Self { book, sheets, sheet })
    }

    pub fn rows(&mut self) -> Result<WorkbookRows<'_>> {
        let merged = self.book.merge_cells_by_sheet_name(&self.sheet).map_err(|error| damaged(&error))?;
        let cells = self.book.worksheet_cells_reader(&self.sheet).map_err(|error| damaged(&error))?;
        Ok(WorkbookRows { cells, merged: Merged::new(merged), next: None, ended: false, texts: Vec::new() })
    }
}

/// Whether a sheet has a header and a row below it: many workbooks begin with an empty one. One that cannot be read is
/// not passed over: it has to be told.
fn holds_rows(book: &mut Xlsx<File>, sheet: &str) -> bool {
    let Ok(mut cells) = book.worksheet_cells_reader(sheet) else { return true };
    let mut first = None;
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) if matches!(cell.get_value(), DataRef::Empty) => {}
            Ok(Some(cell)) => {
                let row = cell.get_position().0;
                if *first.get_or_insert(row) != row {
                    return true;
                }
            }
            Ok(None) => return false,
            Err(_) => return true,
        }
    }
}

fn damaged(error: &XlsxError) -> SheetError {
    match error {
        XlsxError::Password => SheetError::Protected,
        error => SheetError::Damaged(error.to_string()),
    }
}

/// The rows of a sheet.
pub(crate) struct WorkbookRows<'a> {
    cells: XlsxCellReader<'a, File>,
    merged: Merged,
    /// The first cell of the next row, read already.
    next: Option<(u32, u32, String)>,
    /// The reader must not be asked again after its end.
    ended: bool,
    /// The cells of the row that is being put together.
    texts: Vec<String>,
}

impl WorkbookRows<'_> {
    pub fn read(&mut self, row: &mut Row) -> Result<bool> {
        let Some((number, column, value)) = self.take()? else { return Ok(false) };
        self.texts.clear();
        self.put(column, value);
        while let Some((row, column, value)) = self.take()? {
            if row != number {
                self.next = Some((row, column, value));
                break;
            }
            self.put(column, value);
        }
        self.merged.fill(number, &mut self.texts);
        row.line = u64::from(number) + 1;
        row.record.clear();
        for text in &self.texts {
            row.record.push_field(text);
        }
        Ok(true)
    }

    /// The next cell that holds anything: its row and column from 0, and its text.
    fn take(&mut self) -> Result<Option<(u32, u32, String)>> {
        if let Some(next) = self.next.take() {
            return Ok(Some(next));
        }
        while !self.ended
            && let Some((cell, style)) = self.cells.next_cell_with_style_id().map_err(|error| damaged(&error))?
        {
            let format = self.cells.styles().get(style).and_then(|style| style.number_format.as_ref());
            let text = text(cell.get_value(), format.map(|format| format.format_code.as_str()));
            if !text.is_empty() {
                let (row, column) = cell.get_position();
                return Ok(Some((row, column, text)));
            }
        }
        self.ended = true;
        Ok(None)
    }

    fn put(&mut self, column: u32, value: String) {
        // Excel has 16,384 columns; a file that says more is refused by the reader of positions.
        let column = column.min(16_383) as usize;
        if self.texts.len() <= column {
            self.texts.resize(column + 1, String::new());
        }
        self.texts[column] = value;
    }
}
