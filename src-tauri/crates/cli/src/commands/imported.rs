//! What became of every sheet, column and row of a file, in words and as JSON. Problems go to stdout; the rest goes to stderr,
//! and a script finds it in the last line.

use beckon_engine::in_zone;
use beckon_model::{
    ColumnUse, ColumnWhy, ImportColumn, ImportDuplicate, ImportInterview, ImportLeftOut, ImportProblem,
    ImportProblemKind, ImportReport, ImportSheet, InterviewChange, LeftOutKind, MomentProblem, OnDuplicate,
};
use serde::Serialize;

use super::columns;
use crate::failure::Failure;
use crate::import_words;
use crate::out::{Out, harmless, say};
use crate::time::Starts;
use crate::words;

/// Lines that are named; further ones are counted.
const LINES: usize = 3;

/// A row that is not imported, or imported with a remark.
#[derive(Serialize)]
struct ProblemLine<'a> {
    line: u64,
    problem: ImportProblemKind,
    why: String,
    value: &'a str,
    /// Why the value is no moment, and the piece of it that shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    moment: Option<&'a MomentProblem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'a str>,
    /// Rows that this stands for, where they are several.
    #[serde(skip_serializing_if = "is_one")]
    rows: u64,
}

fn is_one(rows: &u64) -> bool {
    *rows == 1
}

impl<'a> From<&'a ImportProblem> for ProblemLine<'a> {
    fn from(problem: &'a ImportProblem) -> Self {
        let ImportProblem { line, kind, value, column, rows, moment } = problem;
        let why = import_words::row_problem(*kind, moment.as_ref());
        let (column, moment) = (column.as_deref(), moment.as_ref());
        Self { line: *line, problem: *kind, why, value, moment, column, rows: *rows }
    }
}

/// The last line of an import, and one for each sheet where there are several.
#[derive(Default, Serialize)]
struct ImportedLine<'a> {
    dry_run: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    rows: u64,
    good: u64,
    added: u64,
    updated: u64,
    skipped: u64,
    problems: u64,
    remarks: u64,
    left_out: LeftOutCounts,
    #[serde(skip_serializing_if = "Option::is_none")]
    interviews: Option<InterviewCounts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header_line: Option<u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    columns: Vec<ColumnLine<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sheets: &'a [ImportSheet],
}

/// Rows that hold no person to import, or are hidden.
#[derive(Default, Serialize)]
struct LeftOutCounts {
    above: u64,
    hidden: u64,
    footer: u64,
    header: u64,
}

/// What became of a column.
#[derive(Serialize)]
struct ColumnLine<'a> {
    header: &'a str,
    column: &'a str,
    became: ColumnUse,
    #[serde(skip_serializing_if = "str::is_empty")]
    key: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<ColumnWhy>,
    values: u64,
}

/// What becomes of the interviews of a file.
#[derive(Default, Serialize)]
struct InterviewCounts {
    zone: String,
    made: u64,
    changed: u64,
    unchanged: u64,
    problems: u64,
    /// Interviewers of whom no WeCom id is known, and the first of them.
    without_id: u64,
    first_without_id: Vec<String>,
    /// The first of the file, with the moments as they were read.
    first: Vec<InterviewLine>,
}

/// An interview of a row.
#[derive(Serialize)]
struct InterviewLine {
    line: u64,
    name: String,
    change: InterviewChange,
    minutes: u32,
    starts_at: i64,
    #[serde(flatten)]
    starts: Starts,
}

impl From<&ImportInterview> for InterviewLine {
    fn from(interview: &ImportInterview) -> Self {
        let ImportInterview { line, name, change, plan, starts_at } = interview;
        let starts = Starts::from(&in_zone(*starts_at, &plan.zone));
        let (name, change, minutes) = (name.clone(), *change, plan.minutes);
        Self { line: *line, name, change, minutes, starts_at: *starts_at, starts }
    }
}

impl<'a> ImportedLine<'a> {
    fn of(report: &'a ImportReport, dry_run: bool) -> Self {
        let column = |column: &'a ImportColumn| ColumnLine {
            header: &column.header,
            column: &column.letter,
            became: column.became,
            key: &column.key,
            why: column.why,
            values: column.filled,
        };
        let interviews = report.interviews.as_ref().map(|told| InterviewCounts {
            zone: told.zone.clone(),
            made: told.made,
            changed: told.changed,
            unchanged: told.unchanged,
            problems: told.problem_count,
            without_id: told.without_id,
            first_without_id: told.first_without_id.clone(),
            first: told.sample.iter().map(InterviewLine::from).collect(),
        });
        Self {
            dry_run,
            sheet: report.file.sheet.as_deref(),
            rows: report.rows,
            good: report.good,
            added: report.good - report.updates,
            updated: report.updates,
            skipped: report.skipped,
            problems: report.problem_count,
            remarks: report.remark_count,
            left_out: LeftOutCounts {
                above: report.left_out(LeftOutKind::Above),
                hidden: report.left_out(LeftOutKind::Hidden),
                footer: report.left_out(LeftOutKind::Footer),
                header: report.left_out(LeftOutKind::Header),
            },
            interviews,
            header_line: Some(report.file.header_line),
            columns: report.columns.iter().map(column).collect(),
            sheets: &report.sheets,
        }
    }

    /// The counts of several sheets together.
    fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.good += other.good;
        self.added += other.added;
        self.updated += other.updated;
        self.skipped += other.skipped;
        self.problems += other.problems;
        self.remarks += other.remarks;
        self.left_out.above += other.left_out.above;
        self.left_out.hidden += other.left_out.hidden;
        self.left_out.footer += other.left_out.footer;
        self.left_out.header += other.left_out.header;
        if let Some(met) = &other.interviews {
            let all = self.interviews.get_or_insert_default();
            all.zone.clone_from(&met.zone);
            all.made += met.made;
            all.changed += met.changed;
            all.unchanged += met.unchanged;
            all.problems += met.problems;
            all.without_id += met.without_id;
        }
    }

    fn text(&self) -> String {
        let (would, and) = if self.dry_run { ("would be ", "; nothing was written") } else { ("", "") };
        let met = self.interviews.as_ref().map_or_else(String::new, |told| {
            let InterviewCounts { zone, made, changed, unchanged, problems, .. } = told;
            format!(
                "; interviews ({zone}): {made} {would}made, {changed} {would}changed, {unchanged} as they were, \
                 {problems} that cannot be"
            )
        });
        let LeftOutCounts { hidden, footer, header, above } = self.left_out;
        let left: Vec<String> = [
            (hidden, "hidden"),
            (footer, "totals, notes and examples"),
            (header, "repeated headers"),
            (above, "above the header"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
        let left = if left.is_empty() { String::new() } else { format!("; not imported: {}", left.join(", ")) };
        let Self { rows, added, updated, skipped, problems, .. } = self;
        format!(
            "{}: {added} {would}added, {updated} {would}updated, {skipped} {would}skipped as duplicates, \
             {problems} not imported{left}{met}{and}",
            words::counted(*rows, "row")
        )
    }
}

/// Tells all of a report but its counts.
pub fn tell(out: Out, report: &ImportReport) -> Result<(), Failure> {
    if let Some(sheet) = report.file.sheet.as_deref().filter(|_| report.sheets.len() > 1) {
        say!("sheet {sheet}:");
    }
    columns::tell(&report.columns);
    report.left_out.iter().for_each(tell_left_out);
    tell_problems(out, report)?;
    tell_duplicates(report);
    Ok(())
}

/// Tells the counts: of one sheet, or of each of several and of all together. What else there is to import comes before.
pub fn tell_counts(out: Out, reports: &[ImportReport], dry_run: bool) -> Result<(), Failure> {
    tell_other_sheets(reports);
    let lines: Vec<ImportedLine<'_>> = reports.iter().map(|report| ImportedLine::of(report, dry_run)).collect();
    lines.iter().filter_map(|line| line.interviews.as_ref()).for_each(tell_interviews);
    if let [line] = lines.as_slice() {
        return Ok(out.one(line, line.text())?);
    }
    let mut all = ImportedLine { dry_run, ..ImportedLine::default() };
    for line in &lines {
        all.add(line);
        out.one(line, format!("{}: {}", line.sheet.unwrap_or_default(), line.text()))?;
    }
    Ok(out.one(&all, format!("all {}: {}", words::counted(lines.len() as u64, "sheet"), all.text()))?)
}

fn tell_left_out(left: &ImportLeftOut) {
    let what = match left.kind {
        LeftOutKind::Above => "above the header",
        LeftOutKind::Hidden => "hidden in the file (--hidden imports hidden rows)",
        LeftOutKind::Footer => "with a total, a signature, a note or an example",
        LeftOutKind::Header => "of repeated headers",
    };
    let lines: Vec<String> = left
        .first
        .iter()
        .take(LINES)
        .map(|line| {
            let mut cells: Vec<&str> = line.cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            cells.dedup();
            format!("line {} ({})", line.line, harmless(&cells.join(" · ")).replace('\n', " "))
        })
        .collect();
    let more = left.count - lines.len() as u64;
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    say!("not imported: {} {what}: {}{more}", words::counted(left.count, "row"), lines.join(", "));
}

fn tell_other_sheets(reports: &[ImportReport]) {
    let read = |sheet: &ImportSheet| reports.iter().any(|report| report.file.sheet.as_ref() == Some(&sheet.name));
    let Some(first) = reports.first() else { return };
    let others = first.sheets.iter().filter(|sheet| !read(sheet));
    let (people, rest): (Vec<&ImportSheet>, Vec<&ImportSheet>) = others.partition(|sheet| sheet.people != Some(0));
    let named = |sheet: &&ImportSheet| {
        let rows = sheet.people.map_or("cannot be read".to_owned(), |people| words::counted(people, "row"));
        format!("{} ({rows}{})", harmless(&sheet.name), if sheet.hidden { ", hidden" } else { "" })
    };
    if !people.is_empty() {
        let names: Vec<String> = people.iter().map(named).collect();
        say!("not imported: more people on the sheets {} (--sheet NAME, or --all-sheets)", names.join(", "));
    }
    if !rest.is_empty() {
        let names: Vec<String> = rest.iter().map(|sheet| harmless(&sheet.name)).collect();
        say!("no people on the sheets {}", names.join(", "));
    }
}

fn tell_problems(out: Out, report: &ImportReport) -> Result<(), Failure> {
    let skipped = report.duplicates.iter().filter(|duplicate| duplicate.then == OnDuplicate::Skip);
    let skipped: Vec<ImportProblem> = skipped
        .map(|ImportDuplicate { line, other, .. }| ImportProblem {
            line: *line,
            kind: ImportProblemKind::Duplicate,
            value: other.clone(),
            moment: None,
            column: None,
            rows: 1,
        })
        .collect();
    let interviews = report.interviews.as_ref();
    let unmet = interviews.map(|told| told.problems.as_slice()).unwrap_or_default();
    let told = report.problems.iter().chain(&report.remarks).chain(&skipped).chain(unmet);
    let mut lines: Vec<ProblemLine<'_>> = told.map(ProblemLine::from).collect();
    lines.sort_by_key(|line| line.line);
    if !lines.is_empty() {
        out.list(["line", "column", "problem", "value"], &lines, |problem| {
            let more = if problem.rows > 1 {
                format!(" (and {})", words::counted(problem.rows - 1, "more row"))
            } else {
                String::new()
            };
            let column = problem.column.unwrap_or_default().to_owned();
            [problem.line.to_string(), column, format!("{}{more}", problem.why), problem.value.to_owned()]
        })?;
    }
    let unmet = interviews.map(|told| told.problem_count).unwrap_or_default();
    let named: u64 = lines.iter().map(|line| line.rows).sum();
    let hidden = (report.problem_count + report.remark_count + report.skipped + unmet).saturating_sub(named);
    if hidden > 0 {
        say!("and {} with problems", words::counted(hidden, "more row"));
    }
    Ok(())
}

/// The first interviews with their moments as they were read, so that a wrong zone or day is seen.
fn tell_interviews(told: &InterviewCounts) {
    for interview in &told.first {
        let (name, starts) = (harmless(&interview.name), &interview.starts.starts_words);
        say!("line {}: {name}: {starts}, {}", interview.line, words::counted(interview.minutes.into(), "minute"));
    }
    let hidden = (told.made + told.changed + told.unchanged).saturating_sub(told.first.len() as u64);
    if hidden > 0 {
        say!("and {} (`beckon-cli interview list`)", words::counted(hidden, "more interview"));
    }
    if told.without_id > 0 {
        let more = if told.without_id > told.first_without_id.len() as u64 { " …" } else { "" };
        say!(
            "{} without a WeCom id, so they will not be in its calendars and get no message (write 王芳(wangfang)): {}{more}",
            words::counted(told.without_id, "interviewer"),
            harmless(&told.first_without_id.join(", "))
        );
    }
}

/// On standard error: they are no problems, and a script finds their numbers in the last line.
fn tell_duplicates(report: &ImportReport) {
    let counts = report.duplicate_counts;
    for (count, what) in [
        (counts.known, "people already in the list"),
        (counts.twice, "people who appear earlier in the file"),
        (counts.alike, "people who share a phone or e-mail with someone of another name or user id"),
    ] {
        if count > 0 {
            say!("{} of {what} (see --on-duplicate)", words::counted(count, "row"));
        }
    }
}
