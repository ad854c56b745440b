//! The rows of a smart sheet (path/101158, 99907, 99909).
//!
//! Never in here: a row that is added again after a lost answer. Whoever wants that reads first.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::columns::of;
use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::limits;
use crate::wire::{filled, number};

/// Columns are named by their ids: a title that somebody changes would be 2022004.
const KEY_TYPE: &str = "CELL_VALUE_KEY_TYPE_FIELD_ID";

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A moment, UTC ms.
    Time(i64),
    /// One of the words of its column.
    Choice(String),
    /// Nothing.
    Empty,
}

/// Cells by the ids of their columns.
pub type SheetRow = Vec<(String, Cell)>;

/// A row to change; cells that are not named stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRowChange {
    /// `record_id`.
    pub record_id: String,
    /// The cells.
    pub row: SheetRow,
}

/// A row that is there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct SheetRecord {
    /// `record_id`.
    #[serde(deserialize_with = "filled")]
    pub record_id: String,
    /// Its cells, as WeCom has them.
    #[serde(default)]
    pub values: Map<String, Value>,
}

/// A page of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SheetRecordPage {
    /// The rows.
    pub records: Vec<SheetRecord>,
    /// Where the next page begins; `None` at the end.
    pub next: Option<i64>,
}

impl SheetRecord {
    /// The text of a cell; empty where there is none.
    #[must_use]
    pub fn text(&self, field_id: &str) -> String {
        let parts = self.values.get(field_id).and_then(Value::as_array);
        parts.into_iter().flatten().filter_map(|part| part["text"].as_str()).collect()
    }
}

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    has_more: bool,
    #[serde(default, deserialize_with = "number")]
    next: i64,
    #[serde(default)]
    records: Vec<SheetRecord>,
}

#[derive(Deserialize)]
struct Records {
    #[serde(default)]
    records: Vec<SheetRecord>,
}

impl Client {
    /// POST `/cgi-bin/wedoc/smartsheet/get_records`: a page of rows from `offset` on, with these columns.
    ///
    /// # Errors
    /// Any [`Error`]; 2543303 for a sheet that is gone, 2022004 for a column that is.
    pub async fn smartsheet_get_records(
        &self,
        (docid, sheet_id): (&str, &str),
        field_ids: &[&str],
        offset: i64,
    ) -> Result<SheetRecordPage, Error> {
        of(docid, sheet_id)?;
        let mut found = Findings::default();
        found.ids(At::root("field_ids"), field_ids);
        found.must(At::root("offset"), offset >= 0, "0 or more");
        found.into_result()?;
        let request = json!({
            "docid": docid, "sheet_id": sheet_id, "key_type": KEY_TYPE, "field_ids": field_ids, "offset": offset,
            "limit": limits::SHEET_PAGE_COUNT,
        });
        let envelope = self.post_json("/cgi-bin/wedoc/smartsheet/get_records", &request).await?;
        let Page { has_more, next, records } = envelope.into_reply()?;
        Ok(SheetRecordPage { records, next: Some(next).filter(|next| has_more && *next > offset) })
    }

    /// POST `/cgi-bin/wedoc/smartsheet/add_records`: adds up to 500 rows; those that were added. Every call adds others.
    ///
    /// # Errors
    /// As [`Client::smartsheet_get_records`]; 2022029 for a sheet that is full.
    pub async fn smartsheet_add_records(
        &self,
        docid: &str,
        sheet_id: &str,
        rows: &[SheetRow],
    ) -> Result<Vec<SheetRecord>, Error> {
        of(docid, sheet_id)?;
        let mut found = Findings::default();
        found.count(At::root("records"), rows.len(), 1..=limits::SHEET_RECORDS_COUNT);
        found.into_result()?;
        let records: Vec<Value> = rows.iter().map(|row| json!({ "values": values(row) })).collect();
        let request = json!({ "docid": docid, "sheet_id": sheet_id, "key_type": KEY_TYPE, "records": records });
        let envelope = self.post_json("/cgi-bin/wedoc/smartsheet/add_records", &request).await?;
        Ok(envelope.into_reply::<Records>()?.records)
    }

    /// POST `/cgi-bin/wedoc/smartsheet/update_records`: changes up to 500 rows.
    ///
    /// # Errors
    /// As [`Client::smartsheet_get_records`]; 2022003 for a row that is gone.
    pub async fn smartsheet_update_records(
        &self,
        docid: &str,
        sheet_id: &str,
        changes: &[SheetRowChange],
    ) -> Result<(), Error> {
        of(docid, sheet_id)?;
        let mut found = Findings::default();
        let list = At::root("records");
        found.count(list, changes.len(), 1..=limits::SHEET_RECORDS_COUNT);
        for (number, change) in changes.iter().enumerate() {
            found.text(list.entry(number).name("record_id"), &change.record_id).needed();
        }
        found.into_result()?;
        let record = |change: &SheetRowChange| json!({ "record_id": change.record_id, "values": values(&change.row) });
        let records: Vec<Value> = changes.iter().map(record).collect();
        let request = json!({ "docid": docid, "sheet_id": sheet_id, "key_type": KEY_TYPE, "records": records });
        self.post_json("/cgi-bin/wedoc/smartsheet/update_records", &request).await.map(drop)
    }
}

fn values(row: &SheetRow) -> Map<String, Value> {
    row.iter().map(|(field, cell)| (field.clone(), cell.value())).collect()
}

impl Cell {
    fn value(&self) -> Value {
        match self {
            Self::Text(text) => json!([{ "type": "text", "text": text }]),
            // A number would be refused.
            Self::Time(at) => json!(at.to_string()),
            Self::Choice(word) => json!([{ "text": word }]),
            Self::Empty => json!([]),
        }
    }
}
