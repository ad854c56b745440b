//! All rows of a file, from the top to the bottom: each is imported, changed someone, is skipped, holds no person or
//! could not be read, and the report says so. A check and an import are the same run; only what the list does differs.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::num::NonZeroU64;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use beckon_model::{
    CandidateDraft, DuplicateChoice, DuplicateKind, ImportDuplicate, ImportInterview, ImportLeftOut, ImportProblem,
    ImportProblemKind, ImportReport, InterviewChange, JobProgress, LeftOutKind, OnDuplicate,
};
use beckon_sheet::{Row, Rows};

use super::interview::RowInterview;
use super::known::{Found, Known, Marks};
use super::list::List;
use super::person::Reading;
use super::problem::{NoPerson, Problem, Told};
use super::reader::{ReadRow, each};
use super::shown::{SHOWN_LEFT_OUT, line_of, shown};
use crate::errors::{ImportError, Result};

/// Problems, remarks, duplicates, good rows and first values that are shown.
const SHOWN: usize = 200;
const SHOWN_ROWS: usize = 5;
const SHOWN_VALUES: usize = 3;
const SHOWN_WITHOUT_ID: usize = 5;
/// Remarks of one kind in one column that are shown by row; further ones are counted with the last.
const SHOWN_ALIKE: u64 = 20;

/// How far a run has come, and whether it is to stop. Shared by who runs and who watches.
#[derive(Debug, Default)]
pub struct ImportWatch {
    rows: AtomicU64,
    of: AtomicU64,
    stop: AtomicBool,
}

impl ImportWatch {
    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> JobProgress {
        let total = Some(self.of.load(Ordering::Relaxed)).filter(|of| *of > 0);
        JobProgress { done: self.rows.load(Ordering::Relaxed), total }
    }

    /// Ends the run that is under way before its next row; nothing of it stays.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    pub(super) fn begin(&self) {
        self.rows.store(0, Ordering::Relaxed);
        self.stop.store(false, Ordering::Relaxed);
    }

    pub(super) fn counted(&self, rows: u64) {
        self.of.store(rows, Ordering::Relaxed);
    }

    fn row(&self) -> std::result::Result<(), ImportError> {
        self.rows.fetch_add(1, Ordering::Relaxed);
        if self.is_stopped() { Err(ImportError::Cancelled) } else { Ok(()) }
    }
}

/// Remarks that are alike: how many, and where the last that is shown stands among the remarks.
type Alike = HashMap<(ImportProblemKind, Option<usize>), (u64, Option<usize>)>;

/// A run on its way.
pub(super) struct Run<'a, 'l> {
    pub report: ImportReport,
    pub known: &'a mut Known,
    pub list: &'a mut List<'l>,
    /// The kind of file, where its interviews come from.
    pub source: String,
    pub choice: &'a DuplicateChoice,
    pub watch: &'a ImportWatch,
    /// Rows that are not taken, by line; kept in full only where they are asked for.
    pub untaken: Option<BTreeMap<u64, ImportProblem>>,
    pub alike: Alike,
    /// Interviewers without an id who are told by now.
    pub without_id: HashSet<String>,
}

impl Run<'_, '_> {
    /// Reads `rows`, which stand below the header.
    pub fn through(&mut self, rows: &mut Rows<'_>, reading: &Reading<'_>) -> Result<()> {
        let filled = each(rows, reading, |read| {
            let ReadRow { line, row, person, remarks } = read?;
            self.watch.row()?;
            self.report.rows += 1;
            if let (Some(row), Ok(_) | Err(NoPerson::Refused(_))) = (&row, &person) {
                self.first_values(row);
            }
            match person {
                Ok((person, marks, interview)) => self.take(line, (person, marks), interview)?,
                Err(NoPerson::Refused(told)) => self.refuse(line, told),
                Err(NoPerson::LeftOut(kind)) => self.leave_out(kind, line, row.as_ref()),
            }
            remarks.into_iter().for_each(|remark| self.remark(line, remark));
            Ok(())
        })?;
        for (column, filled) in self.report.columns.iter_mut().zip(filled) {
            column.filled = filled;
        }
        Ok(())
    }

    fn take(
        &mut self,
        line: u64,
        (person, marks): (CandidateDraft, Marks),
        interview: Option<std::result::Result<RowInterview, Problem>>,
    ) -> Result<()> {
        let found = self.known.find(&marks);
        let then = found.map(|found| self.decide(line, &person, found));
        if let (Some(found), Some(then)) = (found, then)
            && (found.kind == DuplicateKind::Known || then == OnDuplicate::Update)
        {
            self.known.stands_on(found.place, line);
        }
        let id = match (found, then) {
            (Some(found), Some(OnDuplicate::Skip)) => {
                self.report.skipped += 1;
                let other = self.known.there(found.place).name.to_string();
                self.keep_untaken(problem(line, (ImportProblemKind::Duplicate, other).into()));
                return Ok(());
            }
            (Some(found), Some(OnDuplicate::Update)) => {
                let id = self.known.there(found.place).id;
                self.list.update(id, &person)?;
                self.known.note(marks, found.place);
                self.report.updates += 1;
                id
            }
            _ => {
                let id = self.list.add(&person)?;
                self.known.add(marks, id, Some(line));
                id
            }
        };
        if let Some(interview) = interview {
            self.meet(line, (id, &person.name), interview)?;
        }
        self.report.good += 1;
        if self.report.sample.len() < SHOWN_ROWS {
            self.report.sample.push(person);
        }
        Ok(())
    }

    /// The person's interview, or why there is none; the person is imported either way.
    fn meet(
        &mut self,
        line: u64,
        (id, name): (i64, &str),
        interview: std::result::Result<RowInterview, Problem>,
    ) -> Result<()> {
        let report = self.report.interviews.get_or_insert_default();
        match interview {
            Err(why) => {
                report.problem_count += 1;
                if report.problems.len() < SHOWN {
                    report.problems.push(problem(line, why.clone()));
                }
                self.keep_untaken(problem(line, why));
            }
            Ok(interview) => {
                let (change, mut plan) = self.list.meet(id, &interview, &self.source)?;
                *match change {
                    InterviewChange::Made => &mut report.made,
                    InterviewChange::Changed => &mut report.changed,
                    InterviewChange::Unchanged => &mut report.unchanged,
                } += 1;
                for who in plan.interviewers.iter().filter(|who| who.userid.is_none()) {
                    if self.without_id.insert(who.name.clone()) {
                        report.without_id += 1;
                        if report.first_without_id.len() < SHOWN_WITHOUT_ID {
                            report.first_without_id.push(shown(&who.name));
                        }
                    }
                }
                if report.sample.len() < SHOWN_ROWS {
                    plan.candidates.clear();
                    let (name, starts_at) = (name.to_owned(), interview.starts_at);
                    report.sample.push(ImportInterview { line, name, change, plan, starts_at });
                }
            }
        }
        Ok(())
    }

    fn decide(&mut self, line: u64, person: &CandidateDraft, found: Found) -> OnDuplicate {
        let counts = &mut self.report.duplicate_counts;
        let (count, usual) = match found.kind {
            DuplicateKind::Known => (&mut counts.known, self.choice.known),
            DuplicateKind::Twice => (&mut counts.twice, self.choice.twice),
            DuplicateKind::Alike => (&mut counts.alike, self.choice.alike),
        };
        *count += 1;
        let then = self.choice.lines.get(&line).copied().unwrap_or(usual);
        if self.report.duplicates.len() < SHOWN {
            let there = self.known.there(found.place);
            let (kind, by, name) = (found.kind, found.by, person.name.clone());
            let (other, other_line) = (there.name.to_string(), there.line.map(NonZeroU64::get));
            self.report.duplicates.push(ImportDuplicate { line, name, kind, by, other, other_line, then });
        }
        then
    }

    fn refuse(&mut self, line: u64, told: Told) {
        let problem = self.of_cell(line, told);
        self.report.problem_count += 1;
        if self.report.problems.len() < SHOWN {
            self.report.problems.push(problem.clone());
        }
        self.keep_untaken(problem);
    }

    fn remark(&mut self, line: u64, told: Told) {
        self.report.remark_count += 1;
        let kind = told.problem.kind;
        let most = if kind == ImportProblemKind::Shown { 1 } else { SHOWN_ALIKE };
        let (count, last) = self.alike.entry((kind, told.column)).or_default();
        if *count < most && self.report.remarks.len() < SHOWN {
            (*count, *last) = (*count + 1, Some(self.report.remarks.len()));
            let problem = self.of_cell(line, told);
            self.report.remarks.push(problem);
        } else if let Some(last) = *last {
            self.report.remarks[last].rows += 1;
        }
    }

    /// Counts a row that holds no person, and shows the first of its kind.
    pub fn leave_out(&mut self, kind: LeftOutKind, line: u64, row: Option<&Row>) {
        let all = &mut self.report.left_out;
        let at = all.iter().position(|left| left.kind == kind).unwrap_or_else(|| {
            all.push(ImportLeftOut { kind, count: 0, first: Vec::new() });
            all.len() - 1
        });
        let left = &mut all[at];
        left.count += 1;
        if let Some(row) = row.filter(|_| left.count <= SHOWN_LEFT_OUT) {
            left.first.push(line_of(row));
        }
        // Who is hidden is hidden on purpose: in a file to be imported again they would come in.
        if kind == LeftOutKind::Footer {
            self.keep_untaken(problem(line, (ImportProblemKind::Footer, String::new()).into()));
        }
    }

    fn of_cell(&self, line: u64, told: Told) -> ImportProblem {
        let header = told.column.and_then(|column| self.report.columns.get(column));
        let column = header.map(|column| column.header.clone());
        ImportProblem { column, ..problem(told.line.unwrap_or(line), told.problem) }
    }

    fn keep_untaken(&mut self, problem: ImportProblem) {
        if let Some(untaken) = &mut self.untaken {
            untaken.insert(problem.line, problem);
        }
    }

    fn first_values(&mut self, row: &Row) {
        for (column, cell) in self.report.columns.iter_mut().zip(row.cells()) {
            if column.first.len() < SHOWN_VALUES && !cell.trim().is_empty() {
                column.first.push(shown(cell));
            }
        }
    }
}

fn problem(line: u64, Problem { kind, value, moment }: Problem) -> ImportProblem {
    ImportProblem { line, kind, value: shown(&value), moment, column: None, rows: 1 }
}
