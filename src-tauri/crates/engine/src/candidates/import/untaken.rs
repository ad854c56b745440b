//! The rows that were not taken, as a file: what stands in them, with the line and the reason, so that they can be mended
//! and imported again. Rows that are hidden in the file are not in it, as they would come in then.

use std::collections::BTreeMap;
use std::io::{Seek, Write};
use std::sync::Arc;

use beckon_model::{ImportProblem, ImportReport};
use beckon_sheet::{Choice, Format, Row, Table, write};

use super::file::FileImport;
use crate::errors::{Error, ImportError, Result};

/// What an import did, and what it left out.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The report; its counts are those of what was written.
    pub report: ImportReport,
    pub(super) file: FileImport,
    /// Headers of its columns, as they are remembered.
    pub(super) headers: Vec<String>,
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
        let choice = &self.file.choice;
        let choice = Choice { encoding: choice.encoding.clone(), sheet: self.report.file.sheet.clone() };
        let mut table = Table::open(Arc::clone(&self.file.bytes), &choice).map_err(ImportError::from)?;
        let mut row = Row::default();
        let mut header: Vec<String> = self.report.columns.iter().map(|column| column.header.clone()).collect();
        // Cells behind the last header are kept too.
        let mut width = header.len();
        let mut rows = table.rows().map_err(ImportError::from)?;
        while rows.read(&mut row).map_err(ImportError::from)? {
            if self.untaken.contains_key(&row.line) {
                width = width.max(row.filled());
            }
        }
        drop(rows);
        header.resize(width, String::new());
        header.extend(headers.map(str::to_owned));
        let mut rows = table.rows().map_err(ImportError::from)?;
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
