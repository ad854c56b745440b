//! What became of a spreadsheet: every sheet, column and row of it. A check says the same before anything is written.

use serde::{Deserialize, Serialize};

use crate::{
    CandidateDraft, ColumnUse, DuplicateCounts, ImportColumn, ImportDuplicate, ImportFile, ImportLine, InterviewDraft,
    MomentProblem,
};

/// A file, read and checked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportReport {
    /// What the file is.
    pub file: ImportFile,
    /// Rows below the header that are not blank: each is good, skipped, a problem, or left out below the header.
    pub rows: u64,
    /// Rows that are taken: new people and changed ones.
    pub good: u64,
    /// Of these, rows that change somebody.
    pub updates: u64,
    /// Rows that are left out because their person is already in the list.
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
    /// The first remarks on rows that are taken all the same: 20 of each kind in each column, further ones counted with
    /// the last of them; 200 in all.
    pub remarks: Vec<ImportProblem>,
    /// Remarks in all.
    pub remark_count: u64,
    /// Rows that hold no person to import, by kind; only kinds that the file has.
    pub left_out: Vec<ImportLeftOut>,
    /// All sheets of a workbook and who stands in them.
    pub sheets: Vec<ImportSheet>,
    /// The first 200 rows whose person is already in the list.
    pub duplicates: Vec<ImportDuplicate>,
    /// Such rows in all.
    pub duplicate_counts: DuplicateCounts,
    /// The interviews of the rows; absent where no column says when one begins.
    pub interviews: Option<ImportInterviews>,
}

impl ImportReport {
    /// How many rows were left out for this.
    #[must_use]
    pub fn left_out(&self, kind: LeftOutKind) -> u64 {
        self.left_out.iter().find(|left| left.kind == kind).map_or(0, |left| left.count)
    }

    /// Whether a column becomes the name: without it no row can be imported.
    #[must_use]
    pub fn names_people(&self) -> bool {
        self.columns.iter().any(|column| column.became == ColumnUse::Name)
    }
}

/// Rows that hold no person to import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportLeftOut {
    /// Why.
    pub kind: LeftOutKind,
    /// How many.
    pub count: u64,
    /// The first 20.
    pub first: Vec<ImportLine>,
}

/// Why a row holds no person to import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LeftOutKind {
    /// It stands above the header; such rows are not among [`ImportReport::rows`].
    Above,
    /// The spreadsheet program does not show it.
    Hidden,
    /// A total, a signature or a note.
    Footer,
    /// The header again.
    Header,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportSheet {
    /// Its name.
    pub name: String,
    /// Whether the spreadsheet program does not show it.
    pub hidden: bool,
    /// Whether it is the one that this report is about.
    pub read: bool,
    /// Shown rows below a header that names people; 0 where none does, absent where the sheet cannot be read.
    pub people: Option<u64>,
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
    /// Interviewers of whom no WeCom user id is known, each once: they are in none of its calendars and get no message.
    pub without_id: u64,
    /// The names of the first 5 of them.
    pub first_without_id: Vec<String>,
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
    /// It is already in the list.
    Unchanged,
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
    /// Header of the column, where the matter is one cell's.
    pub column: Option<String>,
    /// Rows that this stands for: 1, or more where further ones are alike.
    pub rows: u64,
}

/// What can be wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ImportProblemKind {
    /// No name: not imported.
    NameMissing,
    /// More or fewer cells than the header has, and values stand in columns where they cannot belong: not imported.
    Ragged,
    /// More cells than the header has: taken without those behind the last header.
    Surplus,
    /// Fewer cells than the header has: taken with those that are there.
    Short,
    /// A total, a signature or a note, and no person: left out.
    Footer,
    /// The person is already in the list, and a person decided to skip the row: not imported.
    Duplicate,
    /// The `userid` cannot be one: not imported.
    BadUserid,
    /// The `userid` is a rounded number such as `1.0E+5`, and its digits are lost: not imported.
    DigitsLost,
    /// A formula of name, `userid` or phone, whose value the file does not hold: not imported.
    NoValue,
    /// Name or `userid` are an error of a formula, such as `#N/A`: not imported.
    ErrorValue,
    /// Some of it cannot be decoded: not imported.
    NotText,
    /// A NUL or another control character: not imported.
    ControlCharacter,
    /// A cell above 64 KiB: not imported.
    CellTooLong,
    /// The date or time cannot be read: not imported.
    BadTime,
    /// The date or time has passed: imported.
    PastTime,
    /// Characters that are invisible or turn the direction of writing were removed: imported.
    Invisible,
    /// A formula whose value the file does not hold: taken without this value.
    NoValueLeft,
    /// An error of a formula, such as `#N/A`: taken without this value.
    ErrorValueLeft,
    /// The phone is a rounded number such as `1.39E+10`, and its digits are lost: taken without it.
    DigitsLostLeft,
    /// A rounded number such as `4.4E+17`, whose digits are lost: taken as it stands.
    Rounded,
    /// Read as the one number or id that it can mean: imported.
    Repaired,
    /// Two phones in one cell: taken as typed.
    TwoPhones,
    /// No phone that is known, for example too short: taken as typed.
    OddPhone,
    /// No e-mail address: taken as typed.
    OddEmail,
    /// The cell shows this; the file holds another number: taken as shown.
    Shown,
    /// A quotation mark opens here and never closes; it was read as a letter: imported.
    OpenQuote,
    /// The row may be a total or a note: imported.
    MaybeFooter,
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
    /// How the start was read, where that is not what its figures alone say: imported.
    InterviewRead,
}
