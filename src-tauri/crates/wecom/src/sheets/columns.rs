//! The sheets and the columns of a smart sheet (path/101154, 101157, 99904).

use serde::Deserialize;
use serde_json::{Value, json};

use crate::check::{At, Findings};
use crate::client::Client;
use crate::error::Error;
use crate::limits;
use crate::wire::filled;

/// A sheet of the document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct SheetPart {
    /// `sheet_id`.
    #[serde(deserialize_with = "filled")]
    pub sheet_id: String,
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// `smartsheet`; others are dashboards and what comes from elsewhere.
    #[serde(default, rename = "type")]
    pub kind: String,
}

/// A column to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetColumn {
    /// Its title, which no other one has.
    pub title: String,
    /// What it holds.
    pub kind: SheetColumnKind,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetColumnKind {
    /// Text.
    Text,
    /// A date with its time.
    Time,
    /// One of these words.
    Choice(Vec<String>),
}

/// A column that is there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct SheetField {
    /// `field_id`.
    #[serde(deserialize_with = "filled")]
    pub field_id: String,
    /// Its title now: people change it.
    #[serde(default)]
    pub field_title: String,
    /// `field_type`.
    #[serde(default)]
    pub field_type: String,
}

impl SheetColumnKind {
    /// `field_type`.
    #[must_use]
    pub const fn field_type(&self) -> &'static str {
        match self {
            Self::Text => "FIELD_TYPE_TEXT",
            Self::Time => "FIELD_TYPE_DATE_TIME",
            Self::Choice(_) => "FIELD_TYPE_SINGLE_SELECT",
        }
    }
}

#[derive(Deserialize)]
struct Sheets {
    #[serde(default)]
    sheet_list: Vec<SheetPart>,
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    fields: Vec<SheetField>,
}

impl Client {
    /// POST `/cgi-bin/wedoc/smartsheet/get_sheet`: the sheets of a document.
    ///
    /// # Errors
    /// Any [`Error`]; 640003 for a document that was deleted, 301085 for none of this app's.
    pub async fn smartsheet_get_sheet(&self, docid: &str) -> Result<Vec<SheetPart>, Error> {
        of(docid, "any")?;
        let envelope = self.post_json("/cgi-bin/wedoc/smartsheet/get_sheet", &json!({ "docid": docid })).await?;
        Ok(envelope.into_reply::<Sheets>()?.sheet_list)
    }

    /// POST `/cgi-bin/wedoc/smartsheet/get_fields`: the columns of a sheet, all of them: it has no more than a page holds.
    ///
    /// # Errors
    /// As [`Client::smartsheet_get_sheet`]; 2543303 for a sheet that is gone.
    pub async fn smartsheet_get_fields(&self, docid: &str, sheet_id: &str) -> Result<Vec<SheetField>, Error> {
        of(docid, sheet_id)?;
        let request = json!({ "docid": docid, "sheet_id": sheet_id, "offset": 0, "limit": limits::SHEET_FIELDS_COUNT });
        let envelope = self.post_json("/cgi-bin/wedoc/smartsheet/get_fields", &request).await?;
        Ok(envelope.into_reply::<Fields>()?.fields)
    }

    /// POST `/cgi-bin/wedoc/smartsheet/add_fields`: makes columns; those that were made, in the same order. Every call makes others.
    ///
    /// # Errors
    /// As [`Client::smartsheet_get_fields`]; 2022030 for a title that is there.
    pub async fn smartsheet_add_fields(
        &self,
        docid: &str,
        sheet_id: &str,
        columns: &[SheetColumn],
    ) -> Result<Vec<SheetField>, Error> {
        of(docid, sheet_id)?;
        let mut found = Findings::default();
        let list = At::root("fields");
        found.count(list, columns.len(), 1..=limits::SHEET_FIELDS_COUNT);
        for (number, column) in columns.iter().enumerate() {
            found.text(list.entry(number).name("field_title"), &column.title).needed();
        }
        found.distinct(list, "field_title", columns.iter().map(|column| column.title.as_str()));
        found.into_result()?;
        let fields: Vec<Value> = columns.iter().map(field).collect();
        let request = json!({ "docid": docid, "sheet_id": sheet_id, "fields": fields });
        let envelope = self.post_json("/cgi-bin/wedoc/smartsheet/add_fields", &request).await?;
        Ok(envelope.into_reply::<Fields>()?.fields)
    }
}

/// Both names are there.
pub(super) fn of(docid: &str, sheet_id: &str) -> Result<(), Error> {
    let mut found = Findings::default();
    found.text(At::root("docid"), docid).needed();
    found.text(At::root("sheet_id"), sheet_id).needed();
    found.into_result()?;
    Ok(())
}

fn field(column: &SheetColumn) -> Value {
    let mut field = json!({ "field_title": column.title, "field_type": column.kind.field_type() });
    match &column.kind {
        SheetColumnKind::Text => {}
        // Without a format a date is shown without its time (unconfirmed).
        SheetColumnKind::Time => {
            field["property_date_time"] = json!({ "format": "yyyy-mm-dd hh:mm", "auto_fill": false })
        }
        SheetColumnKind::Choice(words) => {
            let options: Vec<Value> = words.iter().map(|word| json!({ "text": word, "style": 1 })).collect();
            field["property_single_select"] = json!({ "is_quick_add": true, "options": options });
        }
    }
    field
}
