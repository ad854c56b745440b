//! What people do with smart sheets in WeCom: they read them, rename columns, and delete rows, columns and whole sheets.

use crate::server::Town;
use crate::state::sheets::Doc;

/// Smart sheets of a [`Sandbox`](crate::Sandbox), as the people see them who may open them.
#[derive(Clone, Copy)]
pub struct Sheets<'a> {
    town: &'a Town,
}

/// A smart sheet as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetKept {
    /// `docid`.
    pub docid: String,
    /// Its name.
    pub name: String,
    /// Its administrators.
    pub admins: Vec<String>,
    /// Whether every member may open it, and whether it may be shared outside.
    pub open: (bool, bool),
    /// Titles of its columns.
    pub columns: Vec<String>,
    /// Its rows, each with what stands in each of the columns, as it reads.
    pub rows: Vec<Vec<String>>,
}

impl<'a> Sheets<'a> {
    pub(crate) fn of(town: &'a Town) -> Self {
        Self { town }
    }

    /// All that nobody deleted, the ones with fewer rows first.
    #[must_use]
    pub fn kept(self) -> Vec<SheetKept> {
        let company = self.town.company();
        let mut all: Vec<SheetKept> = company.shelf.all().filter(|doc| !doc.deleted).map(kept).collect();
        all.sort_by_key(|sheet| sheet.rows.len());
        all
    }

    /// Deletes a whole sheet. False when there is none.
    pub fn delete(self, docid: &str) -> bool {
        self.change(docid, |doc| doc.deleted = true)
    }

    /// Deletes a row, by its place. False when there is none.
    pub fn delete_row(self, docid: &str, at: usize) -> bool {
        let mut found = false;
        self.change(docid, |doc| {
            found = at < doc.records.len();
            if found {
                doc.records.remove(at);
            }
        }) && found
    }

    /// Gives a column another title. False when there is none.
    pub fn rename_column(self, docid: &str, title: &str, to: &str) -> bool {
        let mut found = false;
        self.change(docid, |doc| {
            let field = doc.fields.iter_mut().find(|field| field.title == title);
            found = field.map(|field| to.clone_into(&mut field.title)).is_some();
        }) && found
    }

    /// Deletes a column with all its cells. False when there is none.
    pub fn delete_column(self, docid: &str, title: &str) -> bool {
        let mut found = false;
        self.change(docid, |doc| {
            let Some(at) = doc.fields.iter().position(|field| field.title == title) else { return };
            let gone = doc.fields.remove(at);
            doc.records.iter_mut().for_each(|record| drop(record.values.remove(&gone.field_id)));
            found = true;
        }) && found
    }

    fn change(self, docid: &str, change: impl FnOnce(&mut Doc)) -> bool {
        self.town.company().shelf.get_mut(docid).map(change).is_some()
    }
}

fn kept(doc: &Doc) -> SheetKept {
    let cell = |record: &crate::state::sheets::Record, field: &str| match record.values.get(field) {
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(value) => value.as_array().into_iter().flatten().filter_map(|part| part["text"].as_str()).collect(),
        None => String::new(),
    };
    let row = |record| doc.fields.iter().map(|field| cell(record, &field.field_id)).collect();
    SheetKept {
        docid: doc.docid.clone(),
        name: doc.name.clone(),
        admins: doc.admins.clone(),
        open: (doc.internal, doc.external),
        columns: doc.fields.iter().map(|field| field.title.clone()).collect(),
        rows: doc.records.iter().map(row).collect(),
    }
}

/// Shows nothing of what stands in them.
impl std::fmt::Debug for Sheets<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheets").finish_non_exhaustive()
    }
}
