//! The rows that were not taken, as a file: what stands in them, with the line and the reason, so that they can be mended
//! and imported again.

use std::collections::BTreeMap;
use std::io::{Seek, Write};

use beckon_model::{ImportProblem, ImportReport};
use beckon_sheet::{Format, Row, write};

use super::FileImport;
use crate::error::{Error, ImportError, Result};

/// What an import did, and what it left out.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The report; its counts are those of what was written.
    pub report: ImportReport,
    pub(super) file: FileImport,
    pub(super) untaken: BTreeMap<u64, ImportProblem>,
}

impl Imported {
    /// How many rows were not taken.
    #[must_use]
    pub fn untaken(&self) -> usize {
        self.untaken.len()
    }

    /// Writes the rows that were not taken as CSV: the columns of the file, then the line and the reason under the two
    /// `headers`, in the words of `why`.
    ///
    /// # Errors
    /// [`Error::Import`] when the place cannot be written.
    pub fn write_untaken(
        &self,
        out: impl Write + Seek + Send,
        headers: [&str; 2],
        why: impl Fn(&ImportProblem) -> String,
    ) -> Result<()> {
        let mut opened = self.file.open()?;
        let mut rows = opened.table.rows().map_err(ImportError::from)?;
        let mut header: Vec<String> = self.report.columns.iter().map(|column| column.header.clone()).collect();
        let width = header.len();
        header.extend(headers.map(str::to_owned));
        let mut row = Row::default();
        let lines = std::iter::from_fn(|| {
            while rows.read(&mut row).unwrap_or(false) {
                if let Some(problem) = self.untaken.get(&row.line) {
                    let cells = (0..width).map(|number| row.cell(number).to_owned());
                    return Some(cells.chain([row.line.to_string(), why(problem)]).collect::<Vec<String>>());
                }
            }
            None
        });
        write(Format::Csv, out, &header, lines).map_err(|error| Error::from(ImportError::from(error)))
    }
}
