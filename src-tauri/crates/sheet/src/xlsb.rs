//! Excel's binary workbooks since 2007 (`.xlsb`): the parts of an XLSX, each a run of records.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ssfmt::DateSystem;

use crate::budget::{Budget, KEPT};
use crate::bytes::{Bytes, wide};
use crate::container::Package;
use crate::error::{Result, SheetError};
use crate::format::Format;
use crate::line::{Line, ROWS, Sheet, Shown};
use crate::merged::Area;
use crate::relations::{main_part, relations};
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
    for record in Records(&book) {
        let (kind, mut bytes) = record?;
        match kind {
            153 if bytes.u32()? & 1 != 0 => epoch = DateSystem::Date1904,
            156 => {
                let state = bytes.u32()?;
                bytes.u32()?;
                let (id, name) = (wide_text(&mut bytes)?, wide_text(&mut bytes)?);
                if let Some((_, part)) = relations.get(&id).filter(|(kind, _)| kind == "worksheet") {
                    places.push((Sheet::new(name, state & 3 != 0), part.clone()));
                }
            }
            _ => {}
        }
    }
    let part = |wanted: &str| relations.values().find(|(kind, _)| kind == wanted).map(|(_, part)| part.clone());
    let strings = part("sharedStrings").map_or(Ok(None), |part| package.whole(&part))?.unwrap_or_default();
    let styles = part("styles").map_or(Ok(None), |part| package.whole(&part))?.unwrap_or_default();
    let mut budget = Budget::new(KEPT);
    let context = Context { strings: self::strings(&strings, &mut budget)?, formats: formats(&styles)?, epoch };
    let mut read = |(sheet, part): (Sheet, String)| {
        let content = package.whole(&part)?.unwrap_or_default();
        rows(&content, sheet, &context, &mut budget)
    };
    places.into_iter().map(&mut read).collect()
}

/// Records: a number and a length, each in bytes of seven bits.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = Result<(u32, Bytes<'a>)>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let mut bytes = Bytes(self.0);
        let mut record = || {
            let kind = sevens(&mut bytes, 2)?;
            let length = sevens(&mut bytes, 4)?;
            Ok((kind, Bytes(bytes.take(length as usize)?)))
        };
        let record = record();
        self.0 = if record.is_ok() { bytes.0 } else { &[] };
        Some(record)
    }
}

fn sevens(bytes: &mut Bytes<'_>, most: u32) -> Result<u32> {
    let mut number = 0;
    for place in 0..most {
        let byte = bytes.u8()?;
        number |= u32::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Ok(number)
}

/// A text with its length before it; one that is absent is empty.
fn wide_text(bytes: &mut Bytes<'_>) -> Result<String> {
    let count = bytes.u32()?;
    if count == u32::MAX { Ok(String::new()) } else { Ok(wide(bytes.take((count as usize).saturating_mul(2))?)) }
}

fn strings(part: &[u8], budget: &mut Budget) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for record in Records(part) {
        let (kind, mut bytes) = record?;
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
    for record in Records(part) {
        let (kind, mut bytes) = record?;
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
            }
            _ => {}
        }
    }
    Ok(styles)
}

/// The rows of a sheet's part.
fn rows(part: &[u8], mut sheet: Sheet, context: &Context, budget: &mut Budget) -> Result<Sheet> {
    let mut line = Line::default();
    let mut hidden = HashSet::new();
    for record in Records(part) {
        let (kind, mut bytes) = record?;
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
                line.put(column.min(crate::line::COLUMNS - 1), shown);
            }
            60 => {
                let (first, last, width, _, flags) =
                    (bytes.u32()?, bytes.u32()?, bytes.u32()?, bytes.u32()?, bytes.u16()?);
                if (flags & 1 != 0 || width == 0) && hidden.insert(first) {
                    sheet.hide_columns(first, last);
                }
            }
            176 => {
                budget.cell(0)?;
                let rows = (bytes.u32()?, bytes.u32()?);
                sheet.merged.push(Area { rows, columns: (bytes.u32()?, bytes.u32()?) });
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
