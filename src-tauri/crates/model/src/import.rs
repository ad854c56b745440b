//! What a spreadsheet holds and what is wrong with it, before anything is written.

use serde::{Deserialize, Serialize};

use crate::CandidateDraft;

/// A file, read and checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportReport {
    /// Rows below the header that are not blank.
    pub rows: u64,
    /// Rows that can be taken.
    pub good: u64,
    /// Of these, rows that change a person who is in the list already (same `userid`).
    pub updates: u64,
    /// The columns in the order of the file.
    pub columns: Vec<ImportColumn>,
    /// The first good rows.
    pub sample: Vec<CandidateDraft>,
    /// The first 200 problems.
    pub problems: Vec<ImportProblem>,
    /// Problems in all.
    pub problem_count: u64,
}

/// A column and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportColumn {
    /// Header as in the file.
    pub header: String,
    /// `name`, `userid`, `phone`, `email`, `position`, `tags`, or absent for the person's own field.
    pub field: Option<String>,
    /// How a template writes it.
    pub key: String,
}

/// A row that is not taken, or taken with a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportProblem {
    /// Line in the file, from 1; a quoted cell may span several lines, the first counts.
    pub line: u64,
    /// What is wrong.
    pub kind: ImportProblemKind,
    /// The value in question, cut at 80 characters.
    pub value: String,
}

/// What can be wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ImportProblemKind {
    /// No name: not taken.
    NameMissing,
    /// More or fewer cells than the header has: not taken, as cells may have slipped.
    Ragged,
    /// The same `userid` stands further up in the file: not taken.
    DuplicateUserid,
    /// The `userid` cannot be one: not taken.
    BadUserid,
    /// Not UTF-8: not taken.
    NotText,
    /// A NUL or another control character: not taken.
    ControlCharacter,
    /// A cell above 64 KiB: not taken.
    CellTooLong,
}
