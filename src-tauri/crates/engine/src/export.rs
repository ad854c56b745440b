//! People and log as a file for a spreadsheet program.
//!
//! Never in here: words. Headers, and the words of a state or a reason, are the caller's; what a spreadsheet could run is
//! made harmless where it is written.

use std::io::{Seek, Write};

use beckon_model::{Candidate, CandidateFilter, CandidateQuery, LogQuery, LogRow};
use beckon_sheet::{Format, write};

use crate::Engine;
use crate::error::{Error, ImportError, Result};
use crate::pages::every_row;

impl Engine {
    /// Writes the people that a filter finds, a row each: `cells` makes the cells of a row. Answers with their number.
    ///
    /// # Errors
    /// [`Error::Store`]; [`Error::Import`] when the file cannot be written.
    pub async fn export_people(
        &self,
        (format, file): (Format, impl Write + Seek + Send),
        filter: CandidateFilter,
        header: &[String],
        cells: impl Fn(&Candidate) -> Vec<String>,
    ) -> Result<u64> {
        let mut rows = Vec::new();
        let ask = async |after| self.candidates(CandidateQuery { filter: filter.clone(), after, limit: 0 }).await;
        every_row(ask, |row| rows.push(cells(&row))).await?;
        written(format, file, header, rows)
    }

    /// Writes the rows of the log that a question finds, newest first. Answers with their number.
    ///
    /// # Errors
    /// As [`Engine::export_people`].
    pub async fn export_log(
        &self,
        (format, file): (Format, impl Write + Seek + Send),
        query: LogQuery,
        header: &[String],
        cells: impl Fn(&LogRow) -> Vec<String>,
    ) -> Result<u64> {
        let mut rows = Vec::new();
        let ask = async |after| self.log(LogQuery { after, limit: 0, ..query.clone() }).await;
        every_row(ask, |row| rows.push(cells(&row))).await?;
        written(format, file, header, rows)
    }
}

fn written(format: Format, file: impl Write + Seek + Send, header: &[String], rows: Vec<Vec<String>>) -> Result<u64> {
    let count = rows.len() as u64;
    write(format, file, header, rows).map_err(|error| Error::from(ImportError::from(error)))?;
    Ok(count)
}
