//! People and log as a file for a spreadsheet program.
//!
//! Never in here: words. Headers, and the words of a state or a reason, are the caller's; what a spreadsheet could run is
//! made harmless where it is written.

use std::io::{Seek, Write};

use beckon_model::{Candidate, CandidateFilter, CandidateQuery, LogQuery, LogRow, Page};
use beckon_sheet::{Format, write};

use crate::Engine;
use crate::error::{Error, ImportError, Result};

/// What is written: comma-separated text, or a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// CSV in UTF-8 with a byte order mark.
    Csv,
    /// XLSX; at most 1,048,575 rows.
    Xlsx,
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Xlsx => Self::Xlsx,
        }
    }
}

impl Engine {
    /// Writes the people that a filter finds, a row each: `cells` makes the cells of a row. Answers with their number.
    ///
    /// # Errors
    /// [`Error::Store`]; [`Error::Import`] when the file cannot be written.
    pub async fn export_people(
        &self,
        (format, file): (ExportFormat, impl Write + Seek + Send),
        filter: CandidateFilter,
        header: &[String],
        cells: impl Fn(&Candidate) -> Vec<String>,
    ) -> Result<u64> {
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let page = self.candidates(CandidateQuery { filter: filter.clone(), after, limit: 0 }).await?;
            after = taken(page, &mut rows, &cells);
            if after.is_none() {
                return written(format, file, header, rows);
            }
        }
    }

    /// Writes the rows of the log that a question finds, newest first. Answers with their number.
    ///
    /// # Errors
    /// As [`Engine::export_people`].
    pub async fn export_log(
        &self,
        (format, file): (ExportFormat, impl Write + Seek + Send),
        query: LogQuery,
        header: &[String],
        cells: impl Fn(&LogRow) -> Vec<String>,
    ) -> Result<u64> {
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let page = self.log(LogQuery { after, limit: 0, ..query.clone() }).await?;
            after = taken(page, &mut rows, &cells);
            if after.is_none() {
                return written(format, file, header, rows);
            }
        }
    }
}

/// Takes the cells of a page; where the next one begins.
fn taken<T>(page: Page<T>, rows: &mut Vec<Vec<String>>, cells: impl Fn(&T) -> Vec<String>) -> Option<i64> {
    rows.extend(page.rows.iter().map(cells));
    page.next
}

fn written(
    format: ExportFormat,
    file: impl Write + Seek + Send,
    header: &[String],
    rows: Vec<Vec<String>>,
) -> Result<u64> {
    let count = rows.len() as u64;
    write(format.into(), file, header, rows).map_err(|error| Error::from(ImportError::from(error)))?;
    Ok(count)
}
