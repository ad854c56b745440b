//! The rows of a smart sheet. Source: path/101158, 99907, 99909.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::sheet;
use crate::answer::{Answer, Refusal, ok, refuse};
use crate::object::Object;
use crate::routes::forms::enter;
use crate::state::sheets::{Doc, Field, Record};
use crate::visit::Visit;

/// Rows of a sheet.
const ROWS: usize = 100_000;

/// Keys are ids of columns only; what titles do is not played (40058).
fn by_ids(request: &Object<'_>) -> Result<(), Refusal> {
    match request.need("key_type", 40058)? {
        "CELL_VALUE_KEY_TYPE_FIELD_ID" => Ok(()),
        _ => refuse(40058),
    }
}

/// `POST /cgi-bin/wedoc/smartsheet/get_records` {docid, sheet_id, key_type, field_ids, offset, limit}: 2022004 for an unknown column,
/// 2022023 for an offset beyond the end.
pub(in crate::routes) fn get(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    by_ids(&request)?;
    let columns = request.texts("field_ids")?;
    let offset = usize::try_from(request.choice("offset", 0..=i64::MAX, 0, 40058)?).unwrap_or(usize::MAX);
    let limit = request.choice("limit", 0..=1000, 0, 40058)?;
    let limit = if limit == 0 { 1000 } else { usize::try_from(limit).unwrap_or(1000) };
    let doc = sheet(visit, app, &request)?;
    if columns.iter().any(|column| !doc.fields.iter().any(|field| field.field_id == *column)) {
        return refuse(2_022_004);
    }
    if offset > doc.records.len() {
        return refuse(2_022_023);
    }
    let page: Vec<Value> = doc.records.iter().skip(offset).take(limit).map(|record| shown(record, &columns)).collect();
    let end = offset + page.len();
    let has_more = end < doc.records.len();
    let next = if has_more { end } else { 0 };
    ok(json!({ "total": doc.records.len(), "has_more": has_more, "next": next, "ver": 1, "records": page }))
}

/// `POST /cgi-bin/wedoc/smartsheet/add_records` {docid, sheet_id, key_type, records}: up to 500, all or none.
pub(in crate::routes) fn add(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    by_ids(&request)?;
    let rows = request.need_objects("records", 1..=500, 40058)?;
    let at = visit.company.now_ms();
    let doc = sheet(visit, app, &request)?;
    if doc.records.len() + rows.len() > ROWS {
        return refuse(2_022_029);
    }
    let cells = rows.iter().map(|row| cells(doc, row)).collect::<Result<Vec<_>, _>>()?;
    let mut made = Vec::new();
    for values in cells {
        doc.rows += 1;
        made.push(Record { record_id: format!("r{}", doc.rows), values, at });
    }
    let shown: Vec<Value> = made.iter().map(|record| shown(record, &[])).collect();
    doc.records.append(&mut made);
    ok(json!({ "records": shown }))
}

/// `POST /cgi-bin/wedoc/smartsheet/update_records` {docid, sheet_id, key_type, records}: up to 500, all or none; 2022003 for a row that
/// is gone. Cells that are not named stay.
pub(in crate::routes) fn update(visit: &mut Visit<'_>) -> Result<Answer, Refusal> {
    let app = enter(visit)?;
    let request = visit.json()?;
    let request = Object::root(&request)?;
    by_ids(&request)?;
    let rows = request.need_objects("records", 1..=500, 40058)?;
    let doc = sheet(visit, app, &request)?;
    let mut changes = Vec::new();
    for row in &rows {
        let id = row.need("record_id", 40058)?;
        let Some(at) = doc.records.iter().position(|record| record.record_id == id) else { return refuse(2_022_003) };
        changes.push((at, cells(doc, row)?));
    }
    let mut changed = Vec::new();
    for (at, values) in changes {
        let record = &mut doc.records[at];
        record.values.extend(values);
        record.values.retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
        changed.push(shown(record, &[]));
    }
    ok(json!({ "records": changed }))
}

/// The cells of a row: 2022004 for an unknown column, 2022015 for what is no text, 2022034 for a date that is no text of milliseconds,
/// 2022020 for a word that is none of the column's.
fn cells(doc: &Doc, row: &Object<'_>) -> Result<BTreeMap<String, Value>, Refusal> {
    let values = row.need_object("values", 40058)?;
    let mut cells = BTreeMap::new();
    for (name, value) in values.entries() {
        let Some(field) = doc.fields.iter().find(|field| field.field_id == *name) else { return refuse(2_022_004) };
        let fits = value.as_array().is_some_and(Vec::is_empty) || fits(field, value);
        if !fits {
            return refuse(match field.field_type.as_str() {
                "FIELD_TYPE_TEXT" => 2_022_015,
                "FIELD_TYPE_DATE_TIME" => 2_022_034,
                _ => 2_022_020,
            });
        }
        cells.insert(name.clone(), value.clone());
    }
    Ok(cells)
}

fn fits(field: &Field, value: &Value) -> bool {
    match field.field_type.as_str() {
        "FIELD_TYPE_DATE_TIME" => value.as_str().is_some_and(|text| text.len() == 13 && text.parse::<i64>().is_ok()),
        "FIELD_TYPE_SINGLE_SELECT" => match value.as_array().map(Vec::as_slice) {
            Some([one]) => one["text"].as_str().is_some_and(|text| field.options.iter().any(|known| known == text)),
            _ => false,
        },
        _ => value
            .as_array()
            .is_some_and(|parts| parts.iter().all(|part| part["type"] == "text" && part["text"].is_string())),
    }
}

fn shown(record: &Record, columns: &[&str]) -> Value {
    let wanted = |name: &str| columns.is_empty() || columns.contains(&name);
    let values: BTreeMap<&String, &Value> = record.values.iter().filter(|(name, _)| wanted(name)).collect();
    let at = record.at.to_string();
    json!({ "record_id": record.record_id, "create_time": at, "update_time": at, "values": values,
        "creator_name": "app", "updater_name": "app" })
}
