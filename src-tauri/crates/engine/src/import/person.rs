//! One row into a person, whole or not at all. Pure.

use std::borrow::Cow;

use beckon_model::{CandidateDraft, ColumnUse, ImportColumn, ImportProblemKind, MomentProblem};
use beckon_sheet::Row;
use jiff::civil::Date;

use super::fold::{is_invisible, phone, undefused};
use super::interview::{Calendar, Cells, RowInterview};
use crate::text::{filled, half_width, trimmed};
use crate::when::cell as when_in;

/// Bytes of a cell, at most.
const CELL_BYTES: usize = 64 * 1024;

/// What is wrong with a row or worth a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub kind: ImportProblemKind,
    /// The value in question.
    pub value: String,
    /// Why it is no moment, where that is what is wrong.
    pub moment: Option<MomentProblem>,
}

impl From<(ImportProblemKind, String)> for Problem {
    fn from((kind, value): (ImportProblemKind, String)) -> Self {
        Self { kind, value, moment: None }
    }
}

/// What every row is read by.
pub(super) struct Reading<'a> {
    pub columns: &'a [ImportColumn],
    /// Whether rows shorter than the header are a mistake: in text they are, a workbook leaves empty cells out.
    pub ragged: bool,
    /// The day on which the import runs, for days without a year and days that have passed.
    pub today: Date,
    /// For the interviews, where a column says when one begins.
    pub calendar: Option<Calendar>,
}

/// A person, and the interview that the row speaks of.
pub(super) type Read = (CandidateDraft, Option<Result<RowInterview, Problem>>);

impl Reading<'_> {
    /// The person of a row, and the interview; `remark` hears what was changed or looks odd.
    pub fn person(&self, row: &Row, remark: &mut dyn FnMut(Problem)) -> Result<Read, Problem> {
        let columns = self.columns;
        if row.filled() > columns.len() || (self.ragged && row.width() < columns.len()) {
            return Err((ImportProblemKind::Ragged, format!("{} / {}", row.width(), columns.len())).into());
        }
        let (mut person, mut cells) = (CandidateDraft::default(), Cells::default());
        for (column, cell) in columns.iter().zip(row.cells()) {
            checked(cell)?;
            let cell = undefused(cell.trim());
            if trimmed(cell).is_empty() || column.used == ColumnUse::Ignore {
                continue;
            }
            match column.used {
                ColumnUse::Name => person.name = visible(cell, remark).into_owned(),
                ColumnUse::Userid => person.userid = userid(cell, remark)?,
                ColumnUse::Phone => person.phone = filled(&phone(&visible(cell, remark))),
                ColumnUse::Email => person.email = filled(&half_width(&visible(cell, remark))),
                ColumnUse::Position => person.position = filled(&visible(cell, remark)),
                ColumnUse::Tags => person.tags = tags(&visible(cell, remark)),
                ColumnUse::When => drop(person.fields.insert(column.header.clone(), self.when(cell, remark)?)),
                ColumnUse::Own => drop(person.fields.insert(column.header.clone(), trimmed(cell).to_owned())),
                ColumnUse::Ignore => {}
                of_interview => cells.note(of_interview, trimmed(cell)),
            }
        }
        if person.name.is_empty() {
            return Err((ImportProblemKind::NameMissing, person.userid.unwrap_or_default()).into());
        }
        let interview = self.calendar.as_ref().and_then(|calendar| cells.interview(calendar, remark));
        Ok((person, interview))
    }

    fn when(&self, cell: &str, remark: &mut dyn FnMut(Problem)) -> Result<String, Problem> {
        let when = when_in(cell, self.today).map_err(|moment| {
            let (kind, value) = (ImportProblemKind::BadTime, cell.to_owned());
            Problem { kind, value, moment: Some(moment) }
        })?;
        if when.day().is_some_and(|day| day < self.today) {
            remark((ImportProblemKind::PastTime, cell.to_owned()).into());
        }
        Ok(when.to_string())
    }
}

fn checked(cell: &str) -> Result<(), Problem> {
    // Most cells are short and plain.
    if cell.len() <= CELL_BYTES && cell.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Ok(());
    }
    let shown = || cell.chars().take(80).collect::<String>();
    if cell.len() > CELL_BYTES {
        return Err((ImportProblemKind::CellTooLong, shown()).into());
    }
    if cell.contains('\u{fffd}') {
        return Err((ImportProblemKind::NotText, shown()).into());
    }
    if cell.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err((ImportProblemKind::ControlCharacter, shown().escape_debug().to_string()).into());
    }
    Ok(())
}

fn userid(cell: &str, remark: &mut dyn FnMut(Problem)) -> Result<Option<String>, Problem> {
    let userid = half_width(&visible(cell, remark)).trim().to_owned();
    if userid.is_empty() {
        return Ok(None);
    }
    if wecom::valid_userid(&userid) { Ok(Some(userid)) } else { Err((ImportProblemKind::BadUserid, userid).into()) }
}

/// `cell` without characters that nobody sees; if there were any, that is told with the places made visible.
fn visible<'c>(cell: &'c str, remark: &mut dyn FnMut(Problem)) -> Cow<'c, str> {
    if cell.is_ascii() || !cell.contains(is_invisible) {
        return Cow::Borrowed(cell);
    }
    let told = cell.chars().map(|c| if is_invisible(c) { format!("[U+{:04X}]", u32::from(c)) } else { c.to_string() });
    remark((ImportProblemKind::Invisible, told.collect::<String>()).into());
    let kept: String = cell.chars().filter(|c| !is_invisible(*c)).collect();
    Cow::Owned(trimmed(&kept).to_owned())
}

fn tags(cell: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in cell.split([',', '，', ';', '；', '、', '|', '\n']).filter_map(filled) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}
