//! Excel's binary workbooks since 2007 (`.xlsb`): the parts of an XLSX, each a run of records.

use std::collections::HashMap;
use std::io::{BufRead, ErrorKind};
use std::sync::Arc;

use ssfmt::DateSystem;

use crate::area::Area;
use crate::budget::{Budget, EXPANDED, KEPT, ROW, STYLES, no_more_than};
use crate::bytes::{Bytes, wide};
use crate::container::Package;
use crate::error::{Result, SheetError};
use crate::format::Format;
use crate::line::{Line, ROWS, Sheet, add};
use crate::relations::{main_part, relations};
use crate::row::Shown;
use crate::value::{error_code, number, text, truth};

/// What cells refer to.
struct Context {
    strings: Vec<String>,
    formats: Vec<Format>,
    epoch: DateSystem,
}

/// All sheets of a file.
pub(crate) fn open(bytes: Arc<[u8]>) -> Result<Vec<Sheet>> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package, "workbook.bin")?;
    let book = package.whole(&main)?.unwrap_or_default();
    let relations = relations(&mut package, &main)?;
    let (mut places, mut epoch) = (Vec::new(), DateSystem::Date1900);
    let mut records = Records::new(book.as_slice());
    while let Some((kind, mut bytes)) = records.next()? {
        match kind {
            153 if bytes.u32()? & 1 != 0 => epoch = DateSystem::Date1904,
            156 => {
                let state = bytes.u32()?;
                bytes.u32()?;
                let (id, name) = (wide_text(&mut bytes)?, wide_text(&mut bytes)?);
                if let Some((_, part)) = relations.get(&id).filter(|(kind, _)| kind == "worksheet") {
                    add(&mut places, (Sheet::new(name, state & 3 != 0), part.clone()))?;
                }
            }
            _ => {}
        }
    }
    let part = |wanted: &str| relations.values().find(|(kind, _)| kind == wanted).map(|(_, part)| part.clone());
    let strings = part("sharedStrings").filter(|part| package.holds(part));
    let styles = part("styles").map_or(Ok(None), |part| package.whole(&part))?.unwrap_or_default();
    let mut budget = Budget::new(KEPT);
    let strings = match strings {
        Some(part) => self::strings(package.part(&part)?, &mut budget)?,
        None => Vec::new(),
    };
    let context = Context { strings, formats: formats(&styles)?, epoch };
    let mut read = |(sheet, part): (Sheet, String)| match package.holds(&part) {
        true => rows(package.part(&part)?, sheet, &context, &mut budget),
        false => Ok(sheet),
    };
    places.into_iter().map(&mut read).collect()
}

/// Records of a part: a number and a length, each in bytes of seven bits. One is in memory at a time.
struct Records<R> {
    part: R,
    record: Vec<u8>,
}

impl<R: BufRead> Records<R> {
    fn new(part: R) -> Self {
        Self { part, record: Vec::new() }
    }

    /// The next record; nothing at the end.
    fn next(&mut self) -> Result<Option<(u32, Bytes<'_>)>> {
        if self.part.fill_buf().map_err(|error| unread(&error))?.is_empty() {
            return Ok(None);
        }
        let (kind, length) = (self.sevens(2)?, self.sevens(4)?);
        no_more_than(ROW, length as usize, "bytes in a record")?;
        self.record.resize(length as usize, 0);
        self.part.read_exact(&mut self.record).map_err(|error| unread(&error))?;
        Ok(Some((kind, Bytes(&self.record))))
    }

    fn sevens(&mut self, most: u32) -> Result<u32> {
        let mut number = 0;
        for place in 0..most {
            let mut byte = [0];
            self.part.read_exact(&mut byte).map_err(|error| unread(&error))?;
            number |= u32::from(byte[0] & 0x7f) << (7 * place);
            if byte[0] & 0x80 == 0 {
                break;
            }
        }
        Ok(number)
    }
}

fn unread(error: &std::io::Error) -> SheetError {
    match error.kind() {
        ErrorKind::FileTooLarge => SheetError::Unpacked { limit: EXPANDED },
        ErrorKind::UnexpectedEof => SheetError::Damaged("a record is too short".to_owned()),
        _ => SheetError::damaged(&error),
    }
}

/// A text with its length before it; one that is absent is empty.
fn wide_text(bytes: &mut Bytes<'_>) -> Result<String> {
    let count = bytes.u32()?;
    if count == u32::MAX { Ok(String::new()) } else { Ok(wide(bytes.take((count as usize).saturating_mul(2))?)) }
}

fn strings(part: impl BufRead, budget: &mut Budget) -> Result<Vec<String>> {
    let (mut found, mut records) = (Vec::new(), Records::new(part));
    while let Some((kind, mut bytes)) = records.next()? {
        if kind == 19 {
            bytes.u8()?;
            let text = wide_text(&mut bytes)?;
            budget.cell(text.len())?;
            found.push(text);
        }
    }
    Ok(found)
}

fn formats(part: &[u8]) -> Result<Vec<Format>> {
    let (mut codes, mut styles, mut in_cells) = (HashMap::new(), Vec::new(), false);
    let mut records = Records::new(part);
    while let Some((kind, mut bytes)) = records.next()? {
        match kind {
            44 => {
                let id = u32::from(bytes.u16()?);
                codes.insert(id, Format::of(&wide_text(&mut bytes)?));
            }
            617 => in_cells = true,
            618 => in_cells = false,
            47 if in_cells => {
                bytes.u16()?;
                let id = u32::from(bytes.u16()?);
                styles.push(codes.get(&id).cloned().unwrap_or_else(|| Format::built_in(id)));
                no_more_than(STYLES, styles.len(), "styles")?;
            }
            _ => {}
        }
    }
    Ok(styles)
}

/// The rows of a sheet's part.
fn rows(part: impl BufRead, mut sheet: Sheet, context: &Context, budget: &mut Budget) -> Result<Sheet> {
    let mut line = Line::default();
    let mut records = Records::new(part);
    while let Some((kind, mut bytes)) = records.next()? {
        match kind {
            0 => {
                sheet.keep(std::mem::take(&mut line), budget)?;
                let (row, _, height, flags) = (bytes.u32()?, bytes.u32()?, bytes.u16()?, bytes.u16()?);
                line.begin(row.min(ROWS - 1), flags & 0x1000 != 0 || height == 0);
            }
            1..=11 | 62 => {
                let column = bytes.u32()?;
                let style = bytes.u32()? & 0x00ff_ffff;
                let format = context.formats.get(style as usize).unwrap_or(&Format::General);
                let shown = shown(kind, bytes, format, context)?;
                line.put(column.min(crate::line::COLUMNS - 1), shown)?;
            }
            60 => {
                let (first, last, width, _, flags) =
                    (bytes.u32()?, bytes.u32()?, bytes.u32()?, bytes.u32()?, bytes.u16()?);
                if flags & 1 != 0 || width == 0 {
                    sheet.hide_columns(first, last);
                }
            }
            176 => {
                budget.cell(0)?;
                let rows = (bytes.u32()?, bytes.u32()?);
                Area { rows, columns: (bytes.u32()?, bytes.u32()?) }.note(&mut sheet.merged)?;
            }
            _ => {}
        }
    }
    sheet.keep(line, budget)?;
    Ok(sheet)
}

fn shown(kind: u32, mut bytes: Bytes<'_>, format: &Format, context: &Context) -> Result<Shown> {
    Ok(match kind {
        2 => number(bytes.rk()?, "", format, context.epoch),
        3 | 11 => error_code(bytes.u8()?),
        4 | 10 => truth(bytes.u8()? != 0),
        5 | 9 => number(bytes.f64()?, "", format, context.epoch),
        6 | 8 => text(wide_text(&mut bytes)?, format),
        7 => {
            let number = bytes.u32()?;
            let missing = || SheetError::Damaged(format!("a cell refers to text {number}, and there is none"));
            text(context.strings.get(number as usize).ok_or_else(missing)?.clone(), format)
        }
        62 => {
            bytes.u8()?;
            text(wide_text(&mut bytes)?, format)
        }
        _ => (String::new(), None),
    })
}
