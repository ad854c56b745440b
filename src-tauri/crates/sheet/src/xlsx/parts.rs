//! Where a workbook's parts are: its relations say so, and where they do not, their usual names.

use quick_xml::events::Event;
use ssfmt::DateSystem;

use crate::about::SheetAbout;
use crate::container::Package;
use crate::error::Result;
use crate::line::add;
use crate::relations::{Relations, main_part, relations, resolved};
use crate::xml::{Xml, attribute, is_set};

/// What the workbook's own part says.
pub(super) struct Parts {
    /// Sheets of cells in their order, with the names of their parts.
    pub sheets: Vec<(SheetAbout, String)>,
    pub strings: Option<String>,
    pub styles: Option<String>,
    pub epoch: DateSystem,
    /// Whether Excel is asked to calculate all formulas when it opens the file: libraries ask so that write no values.
    pub recalculated: bool,
}

impl Parts {
    pub fn find(package: &mut Package) -> Result<Self> {
        let main = main_part(package, "workbook.xml")?;
        let related = relations(package, &main)?;
        let content = package.whole(&main)?.unwrap_or_default();
        let mut found = Self {
            sheets: Vec::new(),
            strings: part_of(package, &related, "sharedStrings"),
            styles: part_of(package, &related, "styles"),
            epoch: DateSystem::Date1900,
            recalculated: false,
        };
        let mut xml = Xml::new(content.as_slice());
        loop {
            match xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "sheet" => {
                        let name = attribute(&start, "name").unwrap_or_default().into_owned();
                        let hidden = attribute(&start, "state").is_some_and(|state| state != "visible");
                        let id = attribute(&start, "id").unwrap_or_default();
                        let number = found.sheets.len() + 1;
                        if let Some(part) = sheet_part(package, related.get(&*id), &main, number) {
                            add(&mut found.sheets, (SheetAbout { name, hidden }, part))?;
                        }
                    }
                    "workbookPr" if is_set(&start, "date1904") => found.epoch = DateSystem::Date1904,
                    "calcPr" => found.recalculated = is_set(&start, "fullCalcOnLoad"),
                    _ => {}
                },
                Event::Eof => return Ok(found),
                _ => {}
            }
        }
    }
}

/// The part of a sheet; nothing for sheets that are a chart or a dialog.
fn sheet_part(package: &Package, relation: Option<&(String, String)>, main: &str, number: usize) -> Option<String> {
    match relation {
        Some((kind, _)) if kind != "worksheet" && !kind.is_empty() => None,
        Some((_, target)) => Some(target.clone()),
        None => Some(resolved(main, &format!("worksheets/sheet{number}.xml"))).filter(|usual| package.holds(usual)),
    }
}

fn part_of(package: &Package, relations: &Relations, wanted: &str) -> Option<String> {
    let related = relations.values().find(|(kind, target)| kind == wanted && package.holds(target));
    let name = format!("{}.xml", wanted.to_lowercase());
    let usual = || package.names().find(|other| other.rsplit('/').next() == Some(&name)).map(str::to_owned);
    related.map(|(_, target)| target.clone()).or_else(usual)
}
