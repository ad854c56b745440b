//! What a spreadsheet holds and what a person decides about it, before anything is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a person chose for a file. Where nothing is chosen, what was found counts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportChoice {
    /// Encoding of a text, by its usual name.
    pub encoding: Option<String>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Line of the header, from 1.
    pub header_line: Option<u64>,
    /// What each column becomes, in the order of the file; empty for what is remembered or known by the names.
    pub columns: Vec<ColumnUse>,
    /// What happens with people who are already in the list.
    pub duplicates: DuplicateChoice,
    /// IANA name of the zone in which the starts of interviews are meant; without it the one of the last file with these
    /// headers, of the last file at all, or of this computer.
    pub zone: Option<String>,
    /// Whether rows and columns that the spreadsheet program does not show are imported too.
    #[serde(default)]
    pub hidden: bool,
}

/// What a column becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ColumnUse {
    /// The full name.
    Name,
    /// The WeCom user ID.
    Userid,
    /// The phone.
    Phone,
    /// The e-mail.
    Email,
    /// The job title.
    Position,
    /// Tags.
    Tags,
    /// A field of the person's own, kept as typed.
    Own,
    /// A date or time: a field with a name of its own, in the form `2026-11-25 14:00`.
    When,
    /// The start of an interview: day and time, or the time alone where another column has the day.
    Starts,
    /// The day of an interview.
    Day,
    /// The length of an interview.
    Minutes,
    /// The round of an interview.
    Round,
    /// How an interview is held.
    Format,
    /// The place of an interview.
    Place,
    /// The link of an interview.
    Link,
    /// Who interviews.
    Interviewers,
    /// Nothing.
    Ignore,
}

impl ColumnUse {
    /// Whether several columns may become this.
    #[must_use]
    pub const fn is_for_many(self) -> bool {
        matches!(self, Self::Own | Self::When | Self::Ignore)
    }

    /// Whether this belongs to the interview rather than to the person.
    #[must_use]
    pub const fn is_of_interview(self) -> bool {
        matches!(
            self,
            Self::Starts
                | Self::Day
                | Self::Minutes
                | Self::Round
                | Self::Format
                | Self::Place
                | Self::Link
                | Self::Interviewers
        )
    }
}

/// What happens with people who are already in the list, by the kind of the match; single lines may differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DuplicateChoice {
    /// For [`DuplicateKind::Known`].
    pub known: OnDuplicate,
    /// For [`DuplicateKind::Twice`].
    pub twice: OnDuplicate,
    /// For [`DuplicateKind::Alike`].
    pub alike: OnDuplicate,
    /// For single lines of the file.
    pub lines: BTreeMap<u64, OnDuplicate>,
}

impl Default for DuplicateChoice {
    fn default() -> Self {
        let (known, twice, alike) = (OnDuplicate::Update, OnDuplicate::Skip, OnDuplicate::Add);
        Self { known, twice, alike, lines: BTreeMap::new() }
    }
}

/// What happens with a row whose person is already in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum OnDuplicate {
    /// The row is not taken.
    Skip,
    /// The person takes over what the row has; what it leaves empty stays.
    Update,
    /// The row becomes a person of its own.
    Add,
}

/// How a row and a person are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DuplicateKind {
    /// In the list.
    Known,
    /// Further up in the file.
    Twice,
    /// The phone or e-mail of somebody with another name or user ID, in the list or further up: perhaps the same person,
    /// perhaps two who share a line.
    Alike,
}

/// By what a person was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SameBy {
    /// The user ID, without regard to case.
    Userid,
    /// The phone, without blanks and country code of China.
    Phone,
    /// The e-mail, without regard to case.
    Email,
    /// The name, where neither has anything else.
    Name,
}

/// A row whose person is already in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportDuplicate {
    /// Line in the file.
    pub line: u64,
    /// The name in this row.
    pub name: String,
    /// How they are the same.
    pub kind: DuplicateKind,
    /// By what.
    pub by: SameBy,
    /// The name of the person who is there.
    pub other: String,
    /// The line on which that person stands; absent for somebody in the list.
    pub other_line: Option<u64>,
    /// What is to happen.
    pub then: OnDuplicate,
}

/// How many rows are duplicates, by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DuplicateCounts {
    /// [`DuplicateKind::Known`].
    pub known: u64,
    /// [`DuplicateKind::Twice`].
    pub twice: u64,
    /// [`DuplicateKind::Alike`].
    pub alike: u64,
}

/// What a file is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportFile {
    /// The kind of file, as its bytes say: `csv`, `xlsx`, `xlsb`, `xls`, `ods`, `html` or `xml`.
    pub kind: String,
    /// Encoding of a text; absent for workbooks.
    pub encoding: Option<String>,
    /// Encodings that can be chosen instead.
    pub encodings: Vec<String>,
    /// Delimiter of a text.
    pub delimiter: Option<char>,
    /// Sheets of a workbook.
    pub sheets: Vec<String>,
    /// The sheet that was read.
    pub sheet: Option<String>,
    /// Line of the header, from 1.
    pub header_line: u64,
    /// The line of its other half, where a header of two lines has merged cells.
    pub header_half: Option<u64>,
    /// The first rows of the file as they are, so that another header can be chosen.
    pub top: Vec<ImportLine>,
}

/// A row as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportLine {
    /// Line in the file, from 1.
    pub line: u64,
    /// The first cells, each cut at 80 characters.
    pub cells: Vec<String>,
}

/// A column and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportColumn {
    /// Header as in the file; with a number behind it where an earlier column has the same, and its letter where there is
    /// none.
    pub header: String,
    /// The letters that Excel shows above it.
    pub letter: String,
    /// What it is to become: by its name, as remembered, or as a person chose.
    pub used: ColumnUse,
    /// What it becomes.
    pub became: ColumnUse,
    /// Why that is not simply what its header says.
    pub why: Option<ColumnWhy>,
    /// How a template writes it, where it is a field of the person's own.
    pub key: String,
    /// The first values, each cut at 80 characters.
    pub first: Vec<String>,
    /// Rows below the header that hold something in it, left out ones included.
    pub filled: u64,
}

/// Why a column becomes something else than its header says, or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ColumnWhy {
    /// The spreadsheet program does not show it: left out.
    Hidden,
    /// It is a part of an interview, and no column says when one begins: kept as the person's own.
    NoStart,
    /// It is a part of an interview, and none of the first rows says when one begins: kept as the person's own.
    UnreadableStart,
    /// It has no header: kept as the person's own, under its letter.
    NoHeader,
    /// Its header names a field that another column has: kept as the person's own.
    Taken,
    /// A person chose to leave it out.
    Chosen,
}
