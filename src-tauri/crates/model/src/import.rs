//! What a spreadsheet holds, what is wrong with it and what a person decides about it, before anything is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{CandidateDraft, InterviewDraft, MomentProblem};

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
    /// What happens with people who are there already.
    pub duplicates: DuplicateChoice,
    /// IANA name of the zone in which the starts of interviews are meant; without it the one of the last file with these
    /// headers, of the last file at all, or of this computer.
    pub zone: Option<String>,
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
    /// A date or time: a field of the person's own, brought into the form `2026-11-25 14:00`.
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

/// What happens with people who are there already, by the kind of the match; single lines may differ.
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

/// What happens with a row whose person is there already.
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

/// A row whose person is there already.
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

/// A file, read and checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportReport {
    /// What the file is.
    pub file: ImportFile,
    /// Rows below the header that are not blank.
    pub rows: u64,
    /// Rows that are taken: new people and changed ones.
    pub good: u64,
    /// Of these, rows that change somebody.
    pub updates: u64,
    /// Rows that are left out because their person is there already.
    pub skipped: u64,
    /// The columns in the order of the file.
    pub columns: Vec<ImportColumn>,
    /// Whether what the columns become is remembered from an earlier file with these headers.
    pub remembered: bool,
    /// The first good rows.
    pub sample: Vec<CandidateDraft>,
    /// The first 200 problems.
    pub problems: Vec<ImportProblem>,
    /// Problems in all; rows of them are not taken.
    pub problem_count: u64,
    /// The first 200 remarks on rows that are taken all the same.
    pub remarks: Vec<ImportProblem>,
    /// Remarks in all.
    pub remark_count: u64,
    /// The first 200 rows whose person is there already.
    pub duplicates: Vec<ImportDuplicate>,
    /// Such rows in all.
    pub duplicate_counts: DuplicateCounts,
    /// The interviews of the rows; absent where no column says when one begins.
    pub interviews: Option<ImportInterviews>,
}

/// What becomes of the interviews that rows speak of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportInterviews {
    /// IANA name of the zone in which the starts are meant.
    pub zone: String,
    /// New ones.
    pub made: u64,
    /// Ones that an earlier file of this kind made and that are another one now.
    pub changed: u64,
    /// Ones that are there as they stand in the file.
    pub unchanged: u64,
    /// The first of the file, as they would be.
    pub sample: Vec<ImportInterview>,
    /// The first 200 that cannot be; their people are taken all the same.
    pub problems: Vec<ImportProblem>,
    /// Such rows in all.
    pub problem_count: u64,
}

/// An interview of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportInterview {
    /// Line in the file.
    pub line: u64,
    /// The person.
    pub name: String,
    /// What becomes of it.
    pub change: InterviewChange,
    /// What is agreed on; without candidates.
    pub plan: InterviewDraft,
    /// The start, UTC ms.
    pub starts_at: i64,
}

/// What becomes of an interview of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum InterviewChange {
    /// It is new.
    Made,
    /// It was another one.
    Changed,
    /// It is there already.
    Unchanged,
}

/// What a file is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportFile {
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
    /// Header as in the file; with a number behind it where an earlier column has the same.
    pub header: String,
    /// What it becomes.
    pub used: ColumnUse,
    /// How a template writes it, where it is a field of the person's own.
    pub key: String,
    /// The first values, each cut at 80 characters.
    pub first: Vec<String>,
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
    /// Why it is no moment, where that is what is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional))]
    pub moment: Option<MomentProblem>,
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
    /// The person is there already, and a person decided to skip the row: not taken.
    Duplicate,
    /// The `userid` cannot be one: not taken.
    BadUserid,
    /// Some of it cannot be decoded: not taken.
    NotText,
    /// A NUL or another control character: not taken.
    ControlCharacter,
    /// A cell above 64 KiB: not taken.
    CellTooLong,
    /// The date or time cannot be read: not taken.
    BadTime,
    /// The date or time has passed: taken.
    PastTime,
    /// Characters that nobody sees, or that turn the direction of writing, were taken out: taken.
    Invisible,
    /// The day or the time of the interview is missing: no interview.
    InterviewIncomplete,
    /// The start of the interview cannot be read: no interview.
    InterviewBadStart,
    /// The start does not exist in its zone, or exists twice, as the clocks change: no interview.
    InterviewClocksChange,
    /// The interview would have begun: no interview.
    InterviewPast,
    /// The length cannot be read, or is above a day: no interview.
    InterviewBadMinutes,
    /// The format is none that is known: no interview.
    InterviewBadFormat,
    /// The link is none: no interview.
    InterviewBadLink,
    /// Round, place or link are too long: no interview.
    InterviewTooLong,
    /// The length is another one than the end of the start says: no interview.
    InterviewOtherLength,
    /// How the start was read, where that is not what its figures alone say: taken.
    InterviewRead,
}

/// How far a check or an import has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportProgress {
    /// Rows read so far.
    pub rows: u64,
    /// Rows there are, where an earlier check has counted them.
    pub of: Option<u64>,
}
