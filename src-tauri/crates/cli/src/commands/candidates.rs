//! `candidates`: import a file, list people.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use beckon_engine::{Error, FileImport, IMPORT_BYTES, ImportError, every_row, in_zone};
use beckon_model::{
    Candidate, CandidateFilter, CandidateQuery, ColumnUse, DuplicateChoice, ImportChoice, ImportDuplicate,
    ImportInterview, ImportProblem, ImportProblemKind, ImportReport, InterviewChange, Missing, MomentProblem,
    OnDuplicate, PeopleChanged, Selection,
};
use serde::Serialize;

use super::{chosen, directory, export, person};
use crate::args;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Place};
use crate::out::{Out, harmless, say};
use crate::session::Session;
use crate::time::Starts;
use crate::words;

/// A row that is not taken.
#[derive(Serialize)]
struct ProblemLine<'a> {
    line: u64,
    problem: ImportProblemKind,
    why: String,
    value: &'a str,
    /// Why the value is no moment, and the piece of it that shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    moment: Option<&'a MomentProblem>,
}

impl<'a> From<&'a ImportProblem> for ProblemLine<'a> {
    fn from(problem: &'a ImportProblem) -> Self {
        let ImportProblem { line, kind, value, moment } = problem;
        let (moment, kind) = (moment.as_ref(), *kind);
        Self { line: *line, problem: kind, why: words::row_problem(kind, moment), value, moment }
    }
}

/// The last line of an import.
#[derive(Serialize)]
struct ImportedLine {
    dry_run: bool,
    rows: u64,
    good: u64,
    added: u64,
    updated: u64,
    skipped: u64,
    problems: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    interviews: Option<InterviewCounts>,
}

/// What becomes of the interviews of a file.
#[derive(Serialize)]
struct InterviewCounts {
    zone: String,
    made: u64,
    changed: u64,
    unchanged: u64,
    problems: u64,
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

pub async fn run(folder: &Path, out: Out, command: args::Candidates) -> Result<Exit, Failure> {
    match command {
        args::Candidates::Import { file, encoding, sheet, header, map, zone, on_duplicate, untaken, dry_run } => {
            let mut import = FileImport::new(files::read(&file, IMPORT_BYTES)?);
            import.choice = ImportChoice { encoding, sheet, header_line: header, zone, ..ImportChoice::default() };
            if let Some(then) = on_duplicate {
                let then = then.into();
                import.choice.duplicates =
                    DuplicateChoice { known: then, twice: then, alike: then, lines: BTreeMap::new() };
            }
            let session = Session::open(folder).await?;
            map_columns(&session, &mut import, &map).await?;
            self::import(&session, out, import, (dry_run, untaken)).await
        }
        args::Candidates::Export { file, search, tag, allow_missing, columns } => {
            let session = Session::open(folder).await?;
            let to = Selection::Matching { filter: CandidateFilter { search, tag, ..CandidateFilter::default() } };
            let missing = chosen::missing(&session, &to, allow_missing).await?;
            export::people(&session, out, &file, (to, columns, &missing)).await
        }
        args::Candidates::Lookup { to, allow_missing, account, by, company_members, secret } => {
            directory::lookup(folder, out, (&account, &secret), (to, allow_missing), (by, company_members)).await
        }
        args::Candidates::Check { to, allow_missing, account, secret } => {
            directory::check(folder, out, (&account, &secret), (to, allow_missing)).await
        }
        args::Candidates::Tag { to, allow_missing, add, remove } => {
            let session = Session::open(folder).await?;
            let missing = chosen::missing(&session, &to, allow_missing).await?;
            told(out, session.engine.tag_candidates(to, add, remove).await?, &missing)
        }
        args::Candidates::Route { to, allow_missing, route } => {
            let session = Session::open(folder).await?;
            let missing = chosen::missing(&session, &to, allow_missing).await?;
            told(out, session.engine.route_candidates(to, route).await?, &missing)
        }
        args::Candidates::Show { who } => person::show(&Session::open(folder).await?, out, &who).await,
        args::Candidates::Edit { who, values } => person::edit(&Session::open(folder).await?, out, &who, values).await,
        args::Candidates::List { search } => list(&Session::open(folder).await?, out, search).await,
    }
}

fn told(out: Out, changed: PeopleChanged, missing: &[Missing]) -> Result<Exit, Failure> {
    #[derive(Serialize)]
    struct Line {
        changed: u64,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        missing: Vec<String>,
    }
    let line = Line { changed: changed.people, missing: chosen::words_of(missing) };
    out.one(&line, format!("{} changed", words::people(changed.people)))?;
    Ok(Exit::Done)
}

impl From<args::OnDuplicate> for OnDuplicate {
    fn from(then: args::OnDuplicate) -> Self {
        match then {
            args::OnDuplicate::Skip => Self::Skip,
            args::OnDuplicate::Update => Self::Update,
            args::OnDuplicate::Add => Self::Add,
        }
    }
}

/// Gives columns the uses that `--map` says; all others keep theirs, but none stays for a field that is given away.
async fn map_columns(session: &Session, import: &mut FileImport, map: &[String]) -> Result<(), Failure> {
    if map.is_empty() {
        return Ok(());
    }
    let columns = session.engine.check_file(import).await?.columns;
    let mut uses: Vec<ColumnUse> = columns.iter().map(|column| column.used).collect();
    for pair in map {
        let (field, header) = pair.split_once('=').ok_or_else(|| Failure::input("--map takes FIELD=COLUMN"))?;
        let used = column_use(field.trim())?;
        let at =
            columns.iter().position(|column| column.header.eq_ignore_ascii_case(header.trim())).ok_or_else(|| {
                let headers: Vec<&str> = columns.iter().map(|column| column.header.as_str()).collect();
                Failure::input(format!("there is no column {header:?}; there are: {}", headers.join(", ")))
            })?;
        if !used.is_for_many() {
            uses.iter_mut().filter(|other| **other == used).for_each(|other| *other = ColumnUse::Own);
        }
        uses[at] = used;
    }
    import.choice.columns = uses;
    Ok(())
}

fn column_use(field: &str) -> Result<ColumnUse, Failure> {
    Ok(match field.to_lowercase().as_str() {
        "name" => ColumnUse::Name,
        "userid" => ColumnUse::Userid,
        "phone" | "mobile" => ColumnUse::Phone,
        "email" => ColumnUse::Email,
        "position" => ColumnUse::Position,
        "tags" => ColumnUse::Tags,
        "own" => ColumnUse::Own,
        "when" => ColumnUse::When,
        "starts" => ColumnUse::Starts,
        "day" => ColumnUse::Day,
        "minutes" => ColumnUse::Minutes,
        "round" => ColumnUse::Round,
        "format" => ColumnUse::Format,
        "place" => ColumnUse::Place,
        "link" => ColumnUse::Link,
        "interviewers" => ColumnUse::Interviewers,
        "ignore" => ColumnUse::Ignore,
        _ => {
            let fields = "name, userid, phone, email, position, tags, starts, day, minutes, round, format, place, link, \
                interviewers, own, when, ignore";
            return Err(Failure::input(format!("there is no field {field:?}; there are: {fields}")));
        }
    })
}

async fn import(
    session: &Session,
    out: Out,
    file: FileImport,
    (dry_run, untaken): (bool, Option<PathBuf>),
) -> Result<Exit, Failure> {
    let engine = &session.engine;
    let checked = engine.check_file(&file).await?;
    if !checked.columns.iter().any(|column| column.used == ColumnUse::Name) {
        let headers = checked.columns.into_iter().map(|column| column.header).collect();
        return Err(Error::from(ImportError::NameColumnMissing { headers }).into());
    }
    let report = if dry_run { checked } else { write(session, out, &file, untaken.as_deref()).await? };
    tell_problems(out, &report)?;
    tell_duplicates(&report);
    let (rows, good, updated) = (report.rows, report.good, report.updates);
    let (skipped, problems) = (report.skipped, report.problem_count);
    let interviews = report.interviews.as_ref().map(|told| InterviewCounts {
        zone: told.zone.clone(),
        made: told.made,
        changed: told.changed,
        unchanged: told.unchanged,
        problems: told.problem_count,
        first: told.sample.iter().map(InterviewLine::from).collect(),
    });
    let line = ImportedLine { dry_run, rows, good, added: good - updated, updated, skipped, problems, interviews };
    let (would, and) = if dry_run { ("would be ", "; nothing was written") } else { ("", "") };
    let met = line.interviews.as_ref().map_or_else(String::new, |told| {
        let InterviewCounts { zone, made, changed, unchanged, problems, .. } = told;
        format!(
            "; interviews ({zone}): {made} {would}made, {changed} {would}changed, {unchanged} as they were, \
             {problems} that cannot be"
        )
    });
    let text = format!(
        "{rows} rows: {} {would}added, {updated} {would}updated, {skipped} {would}skipped as duplicates, \
         {problems} not taken{met}{and}",
        line.added
    );
    if let Some(told) = &line.interviews {
        tell_interviews(told);
    }
    out.one(&line, text)?;
    if good + skipped == 0 {
        return Err(Failure::input("no row of the file can be taken"));
    }
    Ok(Exit::Done)
}

async fn write(session: &Session, out: Out, file: &FileImport, to: Option<&Path>) -> Result<ImportReport, Failure> {
    let untaken = to.map(|path| Place::new(path, out)).transpose()?;
    let imported = session.engine.import_file(file).await?;
    if let (Some(path), Some(place)) = (to, untaken) {
        imported.write_untaken(place.file()?, ["line", "not taken because"], |problem| {
            let (why, value) = (words::row_problem(problem.kind, problem.moment.as_ref()), &problem.value);
            if value.is_empty() { why } else { format!("{why}: {value}") }
        })?;
        place.put()?;
        say!("{} rows that were not taken whole are in {}", imported.untaken(), path.display());
    }
    Ok(imported.report)
}

fn tell_problems(out: Out, report: &ImportReport) -> Result<(), Failure> {
    let skipped = report.duplicates.iter().filter(|duplicate| duplicate.then == OnDuplicate::Skip);
    let skipped: Vec<ImportProblem> = skipped
        .map(|ImportDuplicate { line, other, .. }| ImportProblem {
            line: *line,
            kind: ImportProblemKind::Duplicate,
            value: other.clone(),
            moment: None,
        })
        .collect();
    let interviews = report.interviews.as_ref();
    let unmet = interviews.map(|told| told.problems.as_slice()).unwrap_or_default();
    let told = report.problems.iter().chain(&report.remarks).chain(&skipped).chain(unmet);
    let mut lines: Vec<ProblemLine<'_>> = told.map(ProblemLine::from).collect();
    lines.sort_by_key(|line| line.line);
    if !lines.is_empty() {
        out.list(["line", "problem", "value"], &lines, |problem| {
            [problem.line.to_string(), problem.why.clone(), problem.value.to_owned()]
        })?;
    }
    let unmet = interviews.map(|told| told.problem_count).unwrap_or_default();
    let hidden = report.problem_count + report.remark_count + report.skipped + unmet - lines.len() as u64;
    if hidden > 0 {
        say!("and {hidden} more rows with problems");
    }
    Ok(())
}

/// The first interviews with their moments as they were read, so that a wrong zone or day is seen.
fn tell_interviews(told: &InterviewCounts) {
    for interview in &told.first {
        let (name, starts) = (harmless(&interview.name), &interview.starts.starts_words);
        say!("line {}: {name}: {starts}, {} minutes", interview.line, interview.minutes);
    }
    let hidden = (told.made + told.changed + told.unchanged).saturating_sub(told.first.len() as u64);
    if hidden > 0 {
        say!("and {hidden} more interviews (`beckon-cli interview list`)");
    }
}

/// On standard error: they are no problems, and a script finds their numbers in the last line.
fn tell_duplicates(report: &ImportReport) {
    let counts = report.duplicate_counts;
    for (count, what) in [
        (counts.known, "people who are in the list already"),
        (counts.twice, "people who stand further up in the file"),
        (counts.alike, "people who share a phone or e-mail with somebody of another name or user id"),
    ] {
        if count > 0 {
            say!("{count} rows are of {what} (see --on-duplicate)");
        }
    }
}

async fn list(session: &Session, out: Out, search: Option<String>) -> Result<Exit, Failure> {
    let mut people: Vec<Candidate> = Vec::new();
    let filter = CandidateFilter { search, ..CandidateFilter::default() };
    let ask = async |after| session.engine.candidates(CandidateQuery { filter: filter.clone(), after, limit: 0 }).await;
    every_row(ask, |person| people.push(person)).await?;
    let header = ["id", "name", "userid", "phone", "email", "position", "tags", "own fields"];
    out.list(header, &people, |candidate| {
        let person = candidate.person.clone();
        let own: Vec<String> = person.fields.iter().map(|(header, value)| format!("{header}: {value}")).collect();
        let [userid, phone, email, position] =
            [person.userid, person.phone, person.email, person.position].map(Option::unwrap_or_default);
        [candidate.id.to_string(), person.name, userid, phone, email, position, person.tags.join(", "), own.join("\n")]
    })?;
    Ok(Exit::Done)
}
