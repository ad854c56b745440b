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
use super::person::Reading;
use super::problem::{NoPerson, Problem, Told};
use super::shown::{LOOKED_AT, SHOWN_LEFT_OUT};
use crate::errors::{Error, ImportError, Result};

/// Rows of a batch, their bytes, and batches that wait at most.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 512 * 1024;
const WAITING: usize = 4;

/// A row that was read.
pub(super) struct ReadRow {
    pub line: u64,
    /// The row itself, of the first ones and the first that are left out.
    pub row: Option<Row>,
    pub person: std::result::Result<Person, NoPerson>,
    pub remarks: Vec<Told>,
}

/// A person, what recognises them, and the interview that the row speaks of.
pub(super) type Person = (CandidateDraft, Marks, Option<std::result::Result<RowInterview, Problem>>);

type Batch = Vec<std::result::Result<ReadRow, ImportError>>;

/// Reads all rows and hands each to `take`, until that fails. Says how many rows hold something in each column.
pub(super) fn each(
    rows: &mut Rows<'_>,
    reading: &Reading<'_>,
    mut take: impl FnMut(std::result::Result<ReadRow, ImportError>) -> Result<()>,
) -> Result<Vec<u64>> {
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

fn read(rows: &mut Rows<'_>, reading: &Reading<'_>, batches: &SyncSender<Batch>) -> Vec<u64> {
    let (mut row, mut count, mut left_out, mut more) = (Row::default(), 0, 0, true);
    let mut filled = vec![0; reading.columns.len()];
    while more {
        let (mut batch, mut bytes) = (Batch::with_capacity(BATCH), 0);
        while more && batch.len() < BATCH && bytes < BATCH_BYTES {
            match rows.read(&mut row) {
                Ok(true) => {
                    count += 1;
                    bytes += row.bytes();
                    for ((filled, column), cell) in filled.iter_mut().zip(reading.columns).zip(row.cells()) {
                        if !cell.is_empty() && !cell.trim().is_empty() {
                            *filled += 1;
                            // Each person has the names of their own columns.
                            bytes += column.header.len();
                        }
                    }
                    let mut read = read_row(&row, reading);
                    let is_left_out = matches!(read.person, Err(NoPerson::LeftOut(_)));
                    left_out += u64::from(is_left_out);
                    // Of each kind the first are shown; they are few enough to be kept together.
                    let shown = count <= LOOKED_AT || (is_left_out && left_out <= 3 * SHOWN_LEFT_OUT);
                    read.row = shown.then(|| row.clone());
                    batch.push(Ok(read));
                }
                Ok(false) => more = false,
                Err(error) => {
                    more = false;
                    batch.push(Err(error.into()));
                }
            }
        }
        if batches.send(batch).is_err() {
            break;
        }
    }
    filled
}

fn read_row(row: &Row, reading: &Reading<'_>) -> ReadRow {
    let mut remarks = Vec::new();
    let person = reading.person(row, &mut |remark| remarks.push(remark)).map(|(person, interview)| {
        let marks = Marks::of(&person);
        (person, marks, interview)
    });
    ReadRow { line: row.line, row: None, person, remarks }
}
