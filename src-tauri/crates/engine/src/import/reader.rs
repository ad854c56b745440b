//! Rows into people on a thread of their own, while those before are looked for and written: an import takes as long as
//! the longer of the two, not as both together.
//!
//! Rows come in their order, a batch at a time; few batches wait, so that memory does not grow with the file. Never in
//! here: the list.

use std::sync::mpsc::{SyncSender, sync_channel};

use beckon_model::CandidateDraft;
use beckon_sheet::{Row, Rows};

use super::interview::RowInterview;
use super::known::Marks;
use super::person::{Problem, Reading};
use super::run::LOOKED_AT;
use crate::error::{Error, ImportError, Result};

/// Rows of a batch, and batches that wait at most.
const BATCH: usize = 256;
const WAITING: usize = 4;

/// A row that was read.
pub(super) struct ReadRow {
    pub line: u64,
    /// The row itself, of the first ones.
    pub row: Option<Row>,
    pub person: std::result::Result<Person, Problem>,
    pub remarks: Vec<Problem>,
}

/// A person, what recognises them, and the interview that the row speaks of.
pub(super) type Person = (CandidateDraft, Marks, Option<std::result::Result<RowInterview, Problem>>);

type Batch = Vec<std::result::Result<ReadRow, ImportError>>;

/// Reads all rows and hands each to `take`, until that fails.
pub(super) fn each(
    rows: &mut Rows<'_>,
    reading: &Reading<'_>,
    mut take: impl FnMut(std::result::Result<ReadRow, ImportError>) -> Result<()>,
) -> Result<()> {
    std::thread::scope(|scope| {
        let (batches, waiting) = sync_channel::<Batch>(WAITING);
        let reader = std::thread::Builder::new().name("import-reader".to_owned());
        let reader = reader.spawn_scoped(scope, move || read(rows, reading, &batches));
        let reader = reader.map_err(|error| ImportError::Damaged(error.to_string()))?;
        for batch in waiting {
            // Leaving drops the channel, and the reader with it.
            batch.into_iter().try_for_each(&mut take)?;
        }
        reader.join().map_err(|_| Error::from(ImportError::Damaged("the reader broke off".to_owned())))
    })
}

fn read(rows: &mut Rows<'_>, reading: &Reading<'_>, batches: &SyncSender<Batch>) {
    let (mut row, mut count, mut more) = (Row::default(), 0, true);
    while more {
        let mut batch = Batch::with_capacity(BATCH);
        while more && batch.len() < BATCH {
            match rows.read(&mut row) {
                Ok(true) => {
                    count += 1;
                    batch.push(Ok(read_row(&row, reading, count <= LOOKED_AT)));
                }
                Ok(false) => more = false,
                Err(error) => {
                    more = false;
                    batch.push(Err(error.into()));
                }
            }
        }
        if batches.send(batch).is_err() {
            return;
        }
    }
}

fn read_row(row: &Row, reading: &Reading<'_>, shown: bool) -> ReadRow {
    let mut remarks = Vec::new();
    let person = reading.person(row, &mut |remark| remarks.push(remark)).map(|(person, interview)| {
        let marks = Marks::of(&person);
        (person, marks, interview)
    });
    ReadRow { line: row.line, row: shown.then(|| row.clone()), person, remarks }
}
