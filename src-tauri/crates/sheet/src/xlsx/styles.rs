//! The number formats of a workbook's styles.

use std::collections::HashMap;
use std::sync::Arc;

use quick_xml::events::Event;

use crate::budget::{STYLES, no_more_than};
use crate::container::Package;
use crate::error::Result;
use crate::format::Format;
use crate::xml::{Xml, attribute, number};

/// Formats by the number of the style.
pub(super) fn read(package: &mut Package, part: Option<&str>) -> Result<Vec<Arc<Format>>> {
    let (mut codes, mut styles, mut known) = (HashMap::new(), Vec::new(), HashMap::<u32, Arc<Format>>::new());
    let Some(content) = part.map(|part| package.whole(part)).transpose()?.flatten() else { return Ok(styles) };
    let (mut xml, mut in_cells) = (Xml::new(content.as_slice()), false);
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                // Rules that colour cells have formats of their own, which show nothing by themselves.
                "dxfs" => xml.skip()?,
                "numFmt" => {
                    let id: Option<u32> = number(&start, "numFmtId");
                    codes.extend(id.zip(attribute(&start, "formatCode").map(std::borrow::Cow::into_owned)));
                    no_more_than(STYLES, codes.len(), "formats")?;
                }
                "cellXfs" => in_cells = true,
                "xf" if in_cells => {
                    let id = number(&start, "numFmtId").unwrap_or(0);
                    let format = || codes.get(&id).map_or_else(|| Format::built_in(id), |code| Format::of(code));
                    styles.push(Arc::clone(known.entry(id).or_insert_with(|| Arc::new(format()))));
                    no_more_than(STYLES, styles.len(), "styles")?;
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "cellXfs" => in_cells = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}
