//! What all sheets of a workbook refer to.

use std::collections::HashMap;

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1252};
use ssfmt::DateSystem;

use super::pieces::strings;
use super::record::{BOF, EOF, Letters, Records};
use crate::about::SheetAbout;
use crate::budget::{Budget, STYLES, no_more_than};
use crate::bytes::Bytes;
use crate::error::{Result, SheetError};
use crate::format::Format;
use crate::line::add;

/// The records before the first sheet.
pub(super) struct Globals {
    pub letters: Letters,
    pub strings: Vec<String>,
    /// By the number of the style.
    pub formats: Vec<Format>,
    pub epoch: DateSystem,
    pub sheets: Vec<Place>,
}

/// A sheet of cells, and where its records begin.
pub(super) struct Place {
    pub about: SheetAbout,
    pub at: usize,
}

impl Globals {
    pub fn read(stream: &[u8], budget: &mut Budget) -> Result<Self> {
        let mut found = Self {
            letters: Letters { wide: true, page: WINDOWS_1252 },
            strings: Vec::new(),
            formats: Vec::new(),
            epoch: DateSystem::Date1900,
            sheets: Vec::new(),
        };
        let (mut codes, mut styles) = (HashMap::new(), Vec::new());
        let mut records = Records::from(stream, 0);
        while let Some((number, record)) = records.next() {
            let mut bytes = Bytes(record);
            match number {
                BOF => match bytes.u16()? {
                    0x0600 => {}
                    0x0500 => found.letters.wide = false,
                    _ => return Err(SheetError::Unsupported("xls")),
                },
                EOF => break,
                0x002f => return Err(SheetError::Protected),
                0x0042 => found.letters.page = page(bytes.u16()?),
                0x0022 if bytes.u16()? == 1 => found.epoch = DateSystem::Date1904,
                0x041e => {
                    let id = u32::from(bytes.u16()?);
                    // Some writers have their own idea of this record; what it formats is read without.
                    codes.extend(found.letters.text(&mut bytes, !found.letters.wide).ok().map(|code| (id, code)));
                }
                0x00e0 => {
                    bytes.u16()?;
                    styles.push(u32::from(bytes.u16()?));
                    no_more_than(STYLES, styles.len(), "styles")?;
                }
                0x0085 => {
                    if let Some(place) = place(bytes, found.letters)? {
                        add(&mut found.sheets, place)?;
                    }
                }
                0x00fc => found.strings = strings(record, &records.continued()?, budget)?,
                _ => {}
            }
        }
        let format = |id: &u32| codes.get(id).map_or_else(|| Format::built_in(*id), |code| Format::of(code));
        found.formats = styles.iter().map(format).collect();
        Ok(found)
    }
}

/// A sheet; nothing for charts and macros.
fn place(mut bytes: Bytes<'_>, letters: Letters) -> Result<Option<Place>> {
    let (at, state, kind) = (bytes.u32()? as usize, bytes.u8()?, bytes.u8()?);
    let name = letters.text(&mut bytes, true)?.replace('\0', "");
    Ok((kind == 0).then_some(Place { about: SheetAbout { name, hidden: state & 3 != 0 }, at }))
}

fn page(number: u16) -> &'static Encoding {
    match number {
        936 => GBK,
        950 => BIG5,
        932 => SHIFT_JIS,
        949 => EUC_KR,
        874 | 1250..=1258 => Encoding::for_label(format!("windows-{number}").as_bytes()).unwrap_or(WINDOWS_1252),
        _ => WINDOWS_1252,
    }
}
