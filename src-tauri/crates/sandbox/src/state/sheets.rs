//! What the company remembers of smart sheets: their columns, their rows, and who may open them.
//!
//! Never in here: which errcode something gets.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::newest::Newest;

/// Bytes of sheets that are kept, each row counting as one KiB.
const BYTES: usize = 256 * 1024 * 1024;

/// All smart sheets of the company.
#[derive(Debug)]
pub(crate) struct Shelf {
    base_url: String,
    /// By docid.
    docs: Newest<String, Doc>,
}

/// A document with its one sheet.
#[derive(Debug)]
pub(crate) struct Doc {
    pub(crate) docid: String,
    /// Index of the app that made it.
    pub(crate) app: usize,
    pub(crate) name: String,
    pub(crate) admins: Vec<String>,
    /// Members of the company may open it; it may be shared outside.
    pub(crate) internal: bool,
    pub(crate) external: bool,
    /// Somebody deleted it.
    pub(crate) deleted: bool,
    pub(crate) sheet_id: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) records: Vec<Record>,
    /// Counts rows that ever were.
    pub(crate) rows: u64,
}

/// A column.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) field_id: String,
    pub(crate) title: String,
    pub(crate) field_type: String,
    /// `property_single_select` as it was given.
    pub(crate) options: Vec<String>,
}

/// A row.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) record_id: String,
    pub(crate) values: BTreeMap<String, Value>,
    /// UTC milliseconds.
    pub(crate) at: i64,
}

impl Shelf {
    pub(crate) fn new(base_url: String) -> Self {
        Self { base_url, docs: Newest::up_to(BYTES) }
    }

    pub(crate) fn insert(&mut self, doc: Doc) {
        self.docs.insert(doc.docid.clone(), doc, 1024 * 1024);
    }

    pub(crate) fn get_mut(&mut self, docid: &str) -> Option<&mut Doc> {
        self.docs.get_mut(docid)
    }

    /// All of them, in no order.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Doc> {
        self.docs.iter().map(|(_, doc)| doc)
    }

    /// What people open.
    pub(crate) fn link(&self, docid: &str) -> String {
        format!("{}/smartsheet/{}", self.base_url, crate::dice::Dice::of(&[&self.base_url, docid]).letters(24))
    }
}
