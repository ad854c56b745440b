//! The other sheets of a workbook: whether people stand there too, and how many. Never in here: what they become.

use beckon_model::{ColumnUse, ImportSheet};
use beckon_sheet::{About, Choice, Row, SheetAbout, Table};

use super::FileImport;
use super::header::Header;
use super::names::known;
use super::opened::top;
use crate::error::ImportError;

impl FileImport {
    /// All sheets and who stands on them, `about` being of the one that is read. Sheets are looked at once for a file.
    pub(super) fn sheets(&self, about: &About) -> Vec<ImportSheet> {
        let all = self.sheets.get_or_init(|| about.sheets.iter().map(|sheet| self.sheet(sheet)).collect());
        let read =
            |sheet: &ImportSheet| ImportSheet { read: about.sheet.as_ref() == Some(&sheet.name), ..sheet.clone() };
        all.iter().map(read).collect()
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
