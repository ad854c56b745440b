//! `candidates`: import a file, list people.

use std::path::Path;

use beckon_engine::{Error, IMPORT_BYTES, ImportError, Parsed, parse_csv};
use beckon_model::{
    Candidate, CandidateFilter, CandidateQuery, ImportProblem, ImportProblemKind, ImportReport, PeopleChanged,
};
use serde::Serialize;

use super::directory;
use crate::args;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::Out;
use crate::session::Session;
use crate::words;

/// A row that is not taken.
#[derive(Serialize)]
struct ProblemLine<'a> {
    line: u64,
    problem: ImportProblemKind,
    why: &'static str,
    value: &'a str,
}

impl<'a> From<&'a ImportProblem> for ProblemLine<'a> {
    fn from(problem: &'a ImportProblem) -> Self {
        let ImportProblem { line, kind, value } = problem;
        Self { line: *line, problem: *kind, why: words::import_problem(*kind), value }
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
    problems: u64,
}

pub async fn run(folder: &Path, out: Out, command: args::Candidates) -> Result<Exit, Failure> {
    match command {
        args::Candidates::Import { file, dry_run } => {
            let parsed = parse_csv(&read(&file)?).map_err(Error::from)?;
            let session = Session::open(folder).await?;
            import(&session, out, parsed, dry_run).await
        }
        args::Candidates::Lookup { to, account, by, company_members, secret } => {
            directory::lookup(folder, out, (&account, &secret), (to, by, company_members)).await
        }
        args::Candidates::Check { to, account, secret } => directory::check(folder, out, (&account, &secret), to).await,
        args::Candidates::Tag { to, add, remove } => {
            let changed = Session::open(folder).await?.engine.tag_candidates(to, add, remove).await?;
            told(out, changed)
        }
        args::Candidates::Route { to, route } => {
            let changed = Session::open(folder).await?.engine.route_candidates(to, route).await?;
            told(out, changed)
        }
        args::Candidates::List { search } => list(&Session::open(folder).await?, out, search).await,
    }
}

fn told(out: Out, changed: PeopleChanged) -> Result<Exit, Failure> {
    #[derive(Serialize)]
    struct Line {
        changed: u64,
    }
    out.one(&Line { changed: changed.people }, format!("{} changed", words::people(changed.people)))?;
    Ok(Exit::Done)
}

/// The file, unless it is larger than an import may be: nobody waits for gigabytes to be read in vain.
fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let problem = |error: std::io::Error| Failure::file(file, &error);
    let bytes = std::fs::metadata(file).map_err(problem)?.len();
    if bytes > IMPORT_BYTES as u64 {
        return Err(Error::from(ImportError::TooLarge { limit: IMPORT_BYTES }).into());
    }
    std::fs::read(file).map_err(problem)
}

async fn import(session: &Session, out: Out, parsed: Parsed, dry_run: bool) -> Result<Exit, Failure> {
    let nothing_good = parsed.people.is_empty();
    let engine = &session.engine;
    let report = if dry_run { engine.check_import(&parsed).await? } else { engine.import(parsed, false).await? };
    tell_problems(out, &report)?;
    let ImportReport { rows, good, updates: updated, problem_count: problems, .. } = report;
    let line = ImportedLine { dry_run, rows, good, added: good - updated, updated, problems };
    let (would, and) = if dry_run { ("would be ", "; nothing was written") } else { ("", "") };
    let text = format!("{rows} rows: {} {would}added, {updated} {would}updated, {problems} not taken{and}", line.added);
    out.one(&line, text)?;
    if nothing_good {
        return Err(Failure::input("no row of the file can be taken"));
    }
    Ok(Exit::Done)
}

fn tell_problems(out: Out, report: &ImportReport) -> Result<(), Failure> {
    let lines: Vec<ProblemLine<'_>> = report.problems.iter().map(ProblemLine::from).collect();
    if !lines.is_empty() {
        out.list(["line", "problem", "value"], &lines, |problem| {
            [problem.line.to_string(), problem.why.to_owned(), problem.value.to_owned()]
        })?;
    }
    let hidden = report.problem_count - lines.len() as u64;
    if hidden > 0 {
        eprintln!("and {hidden} more rows with problems");
    }
    Ok(())
}

async fn list(session: &Session, out: Out, search: Option<String>) -> Result<Exit, Failure> {
    let mut people: Vec<Candidate> = Vec::new();
    let filter = CandidateFilter { search, ..CandidateFilter::default() };
    let mut query = CandidateQuery { filter, ..CandidateQuery::default() };
    loop {
        let page = session.engine.candidates(query.clone()).await?;
        people.extend(page.rows);
        query.after = page.next;
        if page.next.is_none() {
            break;
        }
    }
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
