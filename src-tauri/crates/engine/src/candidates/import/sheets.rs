//! The other sheets of a workbook: whether people stand there too, and how many. Never in here: what they become.

use beckon_model::{ColumnUse, ImportSheet};
use beckon_sheet::{About, Choice, Row, SheetAbout, Table};

use super::file::FileImport;
use super::header::Header;
use super::names::known;
use super::opened::top;
use crate::errors::ImportError;

impl FileImport {
    /// All sheets and who stands on them, `about` being of the one that is read. Sheets are looked at once for a file.
    pub(super) fn sheets(&self, about: &About) -> Vec<ImportSheet> {
        let all = self.sheets.get_or_init(|| about.sheets.iter().map(|sheet| self.sheet(sheet)).collect());
        let read =
            |sheet: &ImportSheet| ImportSheet { read: about.sheet.as_ref() == Some(&sheet.name), ..sheet.clone() };
        all.iter().map(read).collect()
    }

    /// The first sheet that is shown and names people, where the one that would be read names none: instructions stand
    /// before the list in many templates.
    pub(super) fn first_with_people(&self, about: &About) -> Option<String> {
        if about.sheets.len() < 2 {
            return None;
        }
        let sheets = self.sheets(about);
        let names_people = |sheet: &&ImportSheet| sheet.people.is_some_and(|people| people > 0);
        if sheets.iter().filter(|sheet| sheet.read).any(|sheet| names_people(&sheet) || sheet.people.is_none()) {
            return None;
        }
        sheets.iter().filter(|sheet| !sheet.hidden).find(names_people).map(|sheet| sheet.name.clone())
    }

    fn sheet(&self, sheet: &SheetAbout) -> ImportSheet {
        let people = match self.people(&sheet.name) {
            Ok(people) => Some(people),
            Err(ImportError::Empty) => Some(0),
            Err(_) => None,
        };
        ImportSheet { name: sheet.name.clone(), hidden: sheet.hidden, read: false, people }
    }

    /// Shown rows below a header that names people.
    fn people(&self, sheet: &str) -> Result<u64, ImportError> {
        let choice = Choice { encoding: self.choice.encoding.clone(), sheet: Some(sheet.to_owned()) };
        let mut table = Table::open(std::sync::Arc::clone(&self.bytes), &choice)?;
        let header = Header::among(&top(&mut table, None)?, None);
        if !header.cells.iter().any(|cell| known(&cell.name) == Some(ColumnUse::Name)) {
            return Ok(0);
        }
        let (mut row, mut people) = (Row::default(), 0);
        let mut rows = table.rows()?;
        while rows.read(&mut row)? {
            people += u64::from(row.line > header.end() && !row.hidden);
        }
        Ok(people)
    }
}
