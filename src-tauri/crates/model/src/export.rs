//! What goes out into a file for a spreadsheet program.

use serde::{Deserialize, Serialize};

use crate::{LogQuery, Selection};

/// What kind of file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A workbook.
    #[default]
    Xlsx,
    /// Text.
    Csv,
}

/// What is written, of whom or what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ExportOf {
    /// People.
    People {
        /// Which.
        to: Selection,
    },
    /// The log.
    Log {
        /// Which rows; page and limit count for nothing.
        query: LogQuery,
    },
}

/// What a person chose for a file. Columns that come later are written until they are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct ExportChoice {
    /// What kind of file.
    pub format: ExportFormat,
    /// Columns that are not written.
    pub left_out: Vec<String>,
}

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExportRequest {
    /// Of whom or what.
    pub of: ExportOf,
    /// How.
    pub choice: ExportChoice,
}

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ExportOffer {
    /// The columns there are; of people also their own, by the header.
    pub columns: Vec<String>,
    /// What was chosen the last time.
    pub choice: ExportChoice,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Exported {
    /// Where it is.
    pub path: String,
    /// Rows below the header.
    pub rows: u64,
}
