//! One row into a person, whole or not at all. Pure.
//!
//! What is changed on the way, or not imported, is a remark of the cell. Never in here: the list.

use beckon_model::{CandidateDraft, ColumnUse, ImportColumn, ImportProblemKind, LeftOutKind};
use beckon_sheet::{NoteKind, Row, undefused};
use jiff::civil::Date;

use super::cell::{
    checked, cut, email, has_no_value, in_full, lost_digits, phone, stored, tags, userid, visible, without,
};
use super::fold::{is_error, unwrapped};
use super::footer::{Footer, footer};
use super::interview::{Calendar, Cells, RowInterview};
use super::problem::{NoPerson, Problem, Told};
use crate::text::{filled, half_width, trimmed};
use crate::when::cell as when_in;

/// What every row is read by.
pub(super) struct Reading<'a> {
    pub columns: &'a [ImportColumn],
    /// Whether the file is text, where a row of another length than the header may have slipped: a workbook says in which
    /// column each cell stands, and leaves empty ones out.
    pub text: bool,
    /// Whether rows that the spreadsheet program does not show are left out.
    pub hide: bool,
    /// The day on which the import runs, for days without a year and days that have passed.
    pub today: Date,
    /// For the interviews, where a column says when one begins.
    pub calendar: Option<Calendar>,
}

/// A person, and the interview that the row speaks of.
pub(super) type Read = (CandidateDraft, Option<Result<RowInterview, Problem>>);

impl Reading<'_> {
    /// The person of a row, and the interview; `remark` hears what was changed or looks odd.
    pub fn person(&self, row: &Row, remark: &mut dyn FnMut(Told)) -> Result<Read, NoPerson> {
        if let Some(kind) = self.left_out(row, remark) {
            return Err(NoPerson::LeftOut(kind));
        }
        self.length(row, remark).map_err(NoPerson::Refused)?;
        let (mut person, mut cells) = (CandidateDraft::default(), Cells::default());
        for (number, (column, cell)) in self.columns.iter().zip(row.cells()).enumerate() {
            let refuse = |problem| NoPerson::Refused(Told::of_cell(problem, number));
            checked(cell).map_err(refuse)?;
            let used = column.became;
            if used == ColumnUse::Ignore {
                continue;
            }
            let mut remark = |problem| remark(Told::of_cell(problem, number));
            let cell = unwrapped(undefused(cell.trim()));
            if trimmed(cell).is_empty() {
                if has_no_value(row, number) {
                    without(used, ("", ImportProblemKind::NoValue, ImportProblemKind::NoValueLeft), &mut remark)
                        .map_err(refuse)?;
                }
                continue;
            }
            // For the start of an interview the problem is that it cannot be read.
            let is_read = matches!(used, ColumnUse::Starts | ColumnUse::Day | ColumnUse::Minutes | ColumnUse::Format);
            if is_error(cell) && !is_read {
                // The row of a phone that is an error is no other person's: it comes in without.
                let as_field = if used == ColumnUse::Phone { ColumnUse::Own } else { used };
                without(
                    as_field,
                    (cell, ImportProblemKind::ErrorValue, ImportProblemKind::ErrorValueLeft),
                    &mut remark,
                )
                .map_err(refuse)?;
                continue;
            }
            lost_digits((row, number), (used, cell), &mut remark).map_err(refuse)?;
            let (stored, remark) = (stored(row, number), &mut remark);
            let cell = match used {
                ColumnUse::Phone | ColumnUse::Userid => cell,
                _ => in_full(cell, stored, remark),
            };
            match used {
                ColumnUse::Name => person.name = visible(cell, remark).into_owned(),
                ColumnUse::Userid => person.userid = userid(cell, stored, remark).map_err(refuse)?,
                ColumnUse::Phone => person.phone = phone(cell, stored, remark),
                ColumnUse::Email => person.email = email(cell, remark),
                ColumnUse::Position => person.position = filled(&visible(cell, remark)),
                ColumnUse::Tags => person.tags = tags(&visible(cell, remark)),
                ColumnUse::When => {
                    let when = self.when(cell, remark).map_err(refuse)?;
                    person.fields.insert(column.header.clone(), when);
                }
                ColumnUse::Own => drop(person.fields.insert(column.header.clone(), trimmed(cell).to_owned())),
                ColumnUse::Ignore => {}
                of_interview => cells.note(of_interview, trimmed(cell)),
            }
        }
        if person.name.is_empty() {
            let problem = (ImportProblemKind::NameMissing, person.userid.unwrap_or_default());
            return Err(NoPerson::Refused(Told::of_row(problem.into())));
        }
        self.remarks_of_reader(row, remark);
        let mut of_row = |problem| remark(Told::of_row(problem));
        let interview = self.calendar.as_ref().and_then(|calendar| cells.interview(calendar, &mut of_row));
        Ok((person, interview))
    }

    /// What the reader of the file noticed and no column asks for.
    fn remarks_of_reader(&self, row: &Row, remark: &mut dyn FnMut(Told)) {
        for note in &row.notes {
            let (problem, line) = match note.kind {
                NoteKind::OpenQuote { line } => {
                    ((ImportProblemKind::OpenQuote, cut(row.cell(note.column))), Some(line))
                }
                NoteKind::Nul => {
                    ((ImportProblemKind::Invisible, format!("{}[U+0000]", cut(row.cell(note.column)))), None)
                }
                _ => continue,
            };
            remark(Told { line, ..Told::of_cell(problem.into(), note.column) });
        }
    }

    /// Whether the row holds no person, and why.
    fn left_out(&self, row: &Row, remark: &mut dyn FnMut(Told)) -> Option<LeftOutKind> {
        if self.hide && row.hidden {
            return Some(LeftOutKind::Hidden);
        }
        if self.is_header(row) {
            return Some(LeftOutKind::Header);
        }
        match footer(row, self.columns)? {
            Footer::Surely => Some(LeftOutKind::Footer),
            Footer::Perhaps => {
                let first = row.cells().map(trimmed).find(|cell| !cell.is_empty()).unwrap_or_default();
                remark(Told::of_row((ImportProblemKind::MaybeFooter, cut(first)).into()));
                None
            }
        }
    }

    /// Whether the row is the header again, as printed pages repeat it.
    fn is_header(&self, row: &Row) -> bool {
        let mut same = 0;
        for (column, cell) in self.columns.iter().zip(row.cells()) {
            match trimmed(cell) {
                "" => {}
                cell if column.header == cell => same += 1,
                // "面试 日期" is called 日期 in its own line.
                cell if column.header.split_once(' ').is_some_and(|(_, name)| name == cell) => same += 1,
                _ => return false,
            }
        }
        same > 1
    }

    /// Whether the row has as many cells as the header, or at least none that stands where it cannot belong.
    fn length(&self, row: &Row, remark: &mut dyn FnMut(Told)) -> Result<(), Told> {
        let columns = self.columns.len();
        let (longer, shorter) = (row.filled() > columns, self.text && row.width() < columns);
        if !longer && !shorter {
            return Ok(());
        }
        let told = |kind, value| Told::of_row((kind, value).into());
        if self.text && self.has_slipped(row) {
            return Err(told(ImportProblemKind::Ragged, format!("{} / {columns}", row.width())));
        }
        if longer {
            let behind = row.cells().skip(columns).map(trimmed).filter(|cell| !cell.is_empty());
            remark(told(ImportProblemKind::Surplus, behind.collect::<Vec<_>>().join(" · ")));
        } else {
            remark(told(ImportProblemKind::Short, format!("{} / {columns}", row.width())));
        }
        Ok(())
    }

    /// Whether a cell holds what its column cannot: an id that is none, a phone without digits, an address without its sign.
    fn has_slipped(&self, row: &Row) -> bool {
        self.columns.iter().zip(row.cells()).any(|(column, cell)| {
            let cell = half_width(trimmed(cell));
            let digits = || cell.chars().filter(char::is_ascii_digit).count();
            match column.became {
                _ if cell.is_empty() => false,
                ColumnUse::Name => cell.contains('@') || cell.bytes().all(|byte| byte.is_ascii_digit()),
                ColumnUse::Userid => !wecom::valid_userid(&cell),
                ColumnUse::Phone => digits() < 5 || cell.contains('@'),
                ColumnUse::Email => !cell.contains('@'),
                _ => false,
            }
        })
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
