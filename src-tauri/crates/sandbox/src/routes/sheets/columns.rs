//! The sheets and the columns of a smart sheet. Source: path/101154, 101157, 99904.

use serde_json::{Value, json};

use super::{own, sheet};
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::object::Object;
use crate::routes::forms::enter;
use crate::state::sheets::Field;
use crate::visit::Visit;

/// Kinds of column that are played.
const TYPES: [&str; 3] = ["FIELD_TYPE_TEXT", "FIELD_TYPE_DATE_TIME", "FIELD_TYPE_SINGLE_SELECT"];

/// `POST /cgi-bin/wedoc/smartsheet/get_sheet` {docid}.
pub(in crate::routes) fn sheets(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let doc = own(visit, app, &Object::root(&request)?)?;
    let only = json!({ "sheet_id": doc.sheet_id, "title": "智能表1", "is_visible": true, "type": "smartsheet" });
    ok(json!({ "sheet_list": [only] }))
}

/// `POST /cgi-bin/wedoc/smartsheet/get_fields` {docid, sheet_id, offset, limit}.
pub(in crate::routes) fn fields(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    let offset = usize::try_from(request.choice("offset", 0..=i64::MAX, 0, 40058)?).unwrap_or(usize::MAX);
    let limit = usize::try_from(request.choice("limit", 0..=1000, 1000, 40058)?).unwrap_or(1000);
    let doc = sheet(visit, app, &request)?;
    let page: Vec<Value> = doc.fields.iter().skip(offset).take(limit).map(shown).collect();
    ok(json!({ "total": doc.fields.len(), "fields": page }))
}

/// `POST /cgi-bin/wedoc/smartsheet/add_fields` {docid, sheet_id, fields}: 2022030 for a title that is empty or there, 2022010 for
/// another kind of column, 2022020 for a single select without options, 2022029 for more than 150.
pub(in crate::routes) fn add(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let whole = visit.json()?;
    let request = Object::root(&whole)?;
    let asked = request.need_objects("fields", 1..=150, 40058)?;
    let ids: Vec<String> = asked.iter().map(|_| visit.company.dice.letters(6)).collect();
    let doc = sheet(visit, app, &request)?;
    let mut made = Vec::new();
    for (column, field_id) in asked.iter().zip(ids) {
        let title = column.need("field_title", 2_022_030)?.to_owned();
        if doc.fields.iter().chain(&made).any(|field: &Field| field.title == title) {
            return refuse(2_022_030);
        }
        let field_type = column.need("field_type", 2_022_010)?.to_owned();
        if !TYPES.contains(&field_type.as_str()) {
            return refuse(2_022_010);
        }
        let mut options = Vec::new();
        if field_type == "FIELD_TYPE_SINGLE_SELECT" {
            let property = column.need_object("property_single_select", 2_022_020)?;
            for option in property.need_objects("options", 1..=usize::MAX, 2_022_020)? {
                options.push(option.need("text", 2_022_020)?.to_owned());
            }
        }
        made.push(Field { field_id, title, field_type, options });
    }
    if doc.fields.len() + made.len() > 150 {
        return refuse(2_022_029);
    }
    let shown: Vec<Value> = made.iter().map(shown).collect();
    doc.fields.append(&mut made);
    ok(json!({ "fields": shown }))
}

fn shown(field: &Field) -> Value {
    let mut shown = json!({ "field_id": field.field_id, "field_title": field.title, "field_type": field.field_type });
    if !field.options.is_empty() {
        let option = |text: &String| json!({ "id": text, "text": text, "style": 1 });
        let options: Vec<Value> = field.options.iter().map(option).collect();
        shown["property_single_select"] = json!({ "is_quick_add": true, "options": options });
    }
    shown
}
