//! The records of a sheet.

use std::collections::{BTreeMap, HashSet};

use super::globals::{Globals, Place};
use super::record::{BOF, EOF, Records};
use crate::area::Area;
use crate::budget::Budget;
use crate::bytes::Bytes;
use crate::error::{Result, SheetError};
use crate::format::Format;
use crate::line::{Line, Sheet};
use crate::row::Shown;
use crate::value::{error_code, number, text, truth};

/// A sheet whose rows are being put together.
struct Rows<'a> {
    globals: &'a Globals,
    lines: BTreeMap<u32, Line>,
    hidden: HashSet<u32>,
    /// The cell of a formula whose text is in the next record.
    waiting: Option<Head>,
}

/// Where a cell stands, and its style.
#[derive(Clone, Copy)]
struct Head {
    row: u32,
    column: u32,
    style: usize,
}

pub(super) fn read(stream: &[u8], place: &Place, globals: &Globals, budget: &mut Budget) -> Result<Sheet> {
    let mut sheet = Sheet::new(&*place.about.name, place.about.hidden);
    let mut rows = Rows { globals, lines: BTreeMap::new(), hidden: HashSet::new(), waiting: None };
    let mut depth = 0_u32;
    let mut records = Records::from(stream, place.at);
    while let Some((kind, record)) = records.next() {
        match kind {
            // Charts inside of a sheet have records like its own.
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            _ if depth > 1 => {}
            0x007d => {
                let mut bytes = Bytes(record);
                let (first, last, width, _, flags) =
                    (bytes.u16()?, bytes.u16()?, bytes.u16()?, bytes.u16()?, bytes.u8()?);
                if (flags & 1 != 0 || width == 0) && first <= last {
                    sheet.hide_columns(first.into(), last.into());
                }
            }
            0x0207 => rows.text_of_formula(record, &records.continued()?, budget)?,
            0x00e5 => merged(Bytes(record), &mut sheet.merged, budget)?,
            kind => rows.record(kind, Bytes(record), budget)?,
        }
    }
    for (number, mut line) in rows.lines {
        line.hidden = rows.hidden.contains(&number);
        sheet.lines.push(line);
    }
    Ok(sheet)
}

impl Rows<'_> {
    fn record(&mut self, kind: u16, mut bytes: Bytes<'_>, budget: &mut Budget) -> Result<()> {
        match kind {
            0x0208 => {
                let row = u32::from(bytes.u16()?);
                let height = bytes.0.get(4..6).is_some_and(|height| height[0] == 0 && height[1] & 0x7f == 0);
                if height || bytes.0.get(10).is_some_and(|flags| flags & 0x20 != 0) {
                    self.hidden.insert(row);
                }
                return Ok(());
            }
            0x00bd => {
                let (row, mut column) = (u32::from(bytes.u16()?), u32::from(bytes.u16()?));
                // The last two bytes are the last column.
                while bytes.0.len() >= 8 {
                    let head = Head { row, column, style: bytes.u16()?.into() };
                    let value = bytes.rk()?;
                    self.put(head, self.number(value, head), budget)?;
                    column += 1;
                }
                return Ok(());
            }
            0x0006 | 0x0203 | 0x0204 | 0x0205 | 0x00d6 | 0x00fd | 0x027e => {}
            _ => return Ok(()),
        }
        let head = Head { row: bytes.u16()?.into(), column: bytes.u16()?.into(), style: bytes.u16()?.into() };
        let shown = match kind {
            0x0203 => self.number(bytes.f64()?, head),
            0x027e => self.number(bytes.rk()?, head),
            0x0205 => match (bytes.u8()?, bytes.u8()?) {
                (value, 0) => truth(value != 0),
                (code, _) => error_code(code),
            },
            0x00fd => text(self.shared(bytes.u32()?)?, self.format(head)),
            0x0006 => match self.formula(bytes, head)? {
                Some(shown) => shown,
                None => return Ok(()),
            },
            _ => text(self.globals.letters.text(&mut bytes, false)?, self.format(head)),
        };
        self.put(head, shown, budget)
    }

    /// The text that the formula before had for a result.
    fn text_of_formula(&mut self, record: &[u8], more: &[&[u8]], budget: &mut Budget) -> Result<()> {
        let Some(head) = self.waiting.take() else { return Ok(()) };
        let letters = self.globals.letters;
        let found = match letters.wide {
            true => super::pieces::text(record, more).unwrap_or_default(),
            false => letters.text(&mut Bytes(&[record, &more.concat()].concat()), false)?,
        };
        self.put(head, text(found, self.format(head)), budget)
    }

    /// What a formula had for a result; nothing where it is in the next record.
    fn formula(&mut self, mut bytes: Bytes<'_>, head: Head) -> Result<Option<Shown>> {
        let result = bytes.take(8)?;
        let &[kind, _, value, _, _, _, 0xff, 0xff] = result else {
            return Ok(Some(self.number(Bytes(result).f64()?, head)));
        };
        Ok(match kind {
            0 => {
                self.waiting = Some(head);
                None
            }
            1 => Some(truth(value != 0)),
            2 => Some(error_code(value)),
            _ => Some((String::new(), None)),
        })
    }

    fn number(&self, value: f64, head: Head) -> Shown {
        number(value, "", self.format(head), self.globals.epoch)
    }

    fn format(&self, head: Head) -> &Format {
        self.globals.formats.get(head.style).unwrap_or(&Format::General)
    }

    fn shared(&self, number: u32) -> Result<String> {
        let found = self.globals.strings.get(number as usize).cloned();
        found.ok_or_else(|| SheetError::Damaged(format!("a cell refers to text {number}, and there is none")))
    }

    fn put(&mut self, head: Head, shown: Shown, budget: &mut Budget) -> Result<()> {
        budget.cell(shown.0.len())?;
        let line = self.lines.entry(head.row).or_default();
        line.number = head.row;
        line.put(head.column, shown)
    }
}

fn merged(mut bytes: Bytes<'_>, areas: &mut Vec<Area>, budget: &mut Budget) -> Result<()> {
    for _ in 0..bytes.u16()? {
        budget.cell(0)?;
        let rows = (bytes.u16()?.into(), bytes.u16()?.into());
        Area { rows, columns: (bytes.u16()?.into(), bytes.u16()?.into()) }.note(areas)?;
    }
    Ok(())
}
