//! Rows into a file that Excel opens: CSV in UTF-8 with a mark, or XLSX. Every cell is text.

use std::io::{Seek, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};
use rust_xlsxwriter::{Workbook, XlsxError};

use crate::error::{Result, SheetError};
use crate::formula::defused;

/// Characters of a cell, at most (Excel's own limit); what is longer is cut in XLSX.
const CELL_CHARACTERS: usize = 32_767;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text in UTF-8 with a byte order mark, commas, CR LF: what every Excel reads by a double click. Every cell is in
    /// quotes, so that nobody takes a semicolon in a text for a delimiter.
    Csv,
    /// A workbook with one sheet; at most 1,048,575 rows.
    Xlsx,
}

/// Writes a table. Rows are taken one at a time; a workbook keeps them in a file of the system's folder for temporary
/// files until its end.
///
/// ```
/// use beckon_sheet::{Format, write};
/// let mut file = std::io::Cursor::new(Vec::new());
/// write(Format::Csv, &mut file, &["name"], [["=1+1"]]).unwrap();
/// assert_eq!(file.into_inner(), "\u{feff}\"name\"\r\n\"'=1+1\"\r\n".as_bytes());
/// ```
///
/// # Errors
/// [`SheetError::Write`]: the disk, or more rows than a workbook can have.
pub fn write<R, C>(
    format: Format,
    out: impl Write + Seek + Send,
    header: &[impl AsRef<str>],
    rows: impl IntoIterator<Item = R>,
) -> Result<()>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    match format {
        Format::Csv => csv(out, header, rows).map_err(|error| SheetError::Write(error.to_string())),
        Format::Xlsx => xlsx(out, header, rows).map_err(|error| SheetError::Write(error.to_string())),
    }
}

fn csv<R, C>(
    mut out: impl Write,
    header: &[impl AsRef<str>],
    rows: impl IntoIterator<Item = R>,
) -> std::result::Result<(), csv::Error>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Always)
        .flexible(true)
        .from_writer(out);
    writer.write_record(header.iter().map(|cell| defused(cell.as_ref()).into_owned()))?;
    for row in rows {
        for cell in row {
            writer.write_field(defused(cell.as_ref()).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(writer.flush()?)
}

fn xlsx<R, C>(
    out: impl Write + Seek + Send,
    header: &[impl AsRef<str>],
    rows: impl IntoIterator<Item = R>,
) -> std::result::Result<(), XlsxError>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, cell) in (0..).zip(header) {
        sheet.write_string(0, column, cut(cell.as_ref()))?;
    }
    for (number, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            // As a string a formula is only its letters.
            sheet.write_string(number, column, cut(cell.as_ref()))?;
        }
    }
    book.save_to_writer(out)
}

fn cut(text: &str) -> &str {
    text.char_indices().nth(CELL_CHARACTERS).map_or(text, |(at, _)| &text[..at])
}
