//! What the parts of a container say of each other.

use std::collections::HashMap;

use quick_xml::events::Event;

use crate::budget::{PARTS, no_more_than};
use crate::container::Package;
use crate::error::{Result, SheetError};
use crate::xml::{Xml, attribute};

/// The relations of a part: by their id, what they are and where they lead.
pub(crate) type Relations = HashMap<String, (String, String)>;

/// The part that everything begins with: the package says which, or else its name ends with `usual`.
pub(crate) fn main_part(package: &mut Package, usual: &str) -> Result<String> {
    let relations = relations(package, "")?;
    let main = relations.values().find(|(kind, target)| kind == "officeDocument" && package.holds(target));
    let named = || {
        let names = package.names().filter(|name| name.ends_with(usual));
        names.min_by_key(|name| name.len()).map(str::to_owned)
    };
    let main = main.map(|(_, target)| target.clone()).or_else(named);
    main.ok_or_else(|| SheetError::Damaged("it has no workbook part".to_owned()))
}

/// What a part refers to. The kind is the last step of its address, which is the same in both dialects of the format.
pub(crate) fn relations(package: &mut Package, part: &str) -> Result<Relations> {
    let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
    let content = package.whole(&format!("{folder}/_rels/{name}.rels"))?.unwrap_or_default();
    let (mut xml, mut found) = (Xml::new(content.as_slice()), Relations::new());
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "Relationship" => {
                let of = |name: &str| attribute(&start, name).unwrap_or_default().into_owned();
                let kind = of("Type").rsplit('/').next().unwrap_or_default().to_owned();
                found.insert(of("Id"), (kind, resolved(part, &of("Target"))));
                no_more_than(PARTS, found.len(), "relations")?;
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// What `target` means in the part called `from`.
pub(crate) fn resolved(from: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { from.split('/').collect() };
    path.pop();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_absolute_or_of_another_system() {
        assert_eq!(resolved("xl/workbook.xml", "worksheets/a.xml"), "xl/worksheets/a.xml", "beside the workbook");
        assert_eq!(resolved("xl/workbook.xml", "/xl/a.xml"), "xl/a.xml", "from the top");
        assert_eq!(resolved("xl/workbook.xml", "..\\b.xml"), "b.xml", "upwards");
        assert_eq!(resolved("", "xl/workbook.xml"), "xl/workbook.xml", "of the package itself");
    }
}
