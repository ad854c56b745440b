//! Smart sheets (智能表格) that an app made. Source: path/97392 (overview) and the pages of its calls.

pub(super) mod columns;
pub(super) mod docs;
pub(super) mod records;

use crate::answer::{Refusal, refuse};
use crate::object::Object;
use crate::state::sheets::Doc;
use crate::visit::Visit;

/// The document that this app made, by `docid`: 301085 for an unknown one and another app's, 640003 for one that somebody deleted.
fn own<'a>(visit: &'a mut Visit<'_>, app: usize, request: &Object<'_>) -> Result<&'a mut Doc, Refusal> {
    let docid = request.need("docid", 40058)?;
    match visit.company.shelf.get_mut(docid).filter(|doc| doc.app == app) {
        None => refuse(301_085),
        Some(doc) if doc.deleted => refuse(640_003),
        Some(doc) => Ok(doc),
    }
}

/// The same with its sheet, by `sheet_id`: 2543303 for another one.
fn sheet<'a>(visit: &'a mut Visit<'_>, app: usize, request: &Object<'_>) -> Result<&'a mut Doc, Refusal> {
    let sheet_id = request.need("sheet_id", 40058)?.to_owned();
    let doc = own(visit, app, request)?;
    if doc.sheet_id == sheet_id { Ok(doc) } else { refuse(2_543_303) }
}
