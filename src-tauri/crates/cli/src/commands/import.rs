//! `candidates import`: one file, one sheet or several. Never in here: the words for what became of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use beckon_engine::{Error, FileImport, IMPORT_BYTES, Imported, no_names};
use beckon_model::{ColumnUse, ColumnWhy, DuplicateChoice, ImportChoice, ImportReport, OnDuplicate};

use super::imported;
use crate::args;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{self, Place};
use crate::import_words;
use crate::out::{Out, say};
use crate::session::Session;
use crate::words;

pub async fn run(folder: &Path, out: Out, wanted: args::Import) -> Result<Exit, Failure> {
    let args::Import { file, encoding, sheet, all_sheets, hidden, header, map, zone, on_duplicate, untaken, dry_run } =
        wanted;
    let mut import = FileImport::new(files::read(&file, IMPORT_BYTES)?);
    import.choice = ImportChoice { encoding, header_line: header, zone, hidden, ..ImportChoice::default() };
    if let Some(then) = on_duplicate {
        let then = then.into();
        import.choice.duplicates = DuplicateChoice { known: then, twice: then, alike: then, lines: BTreeMap::new() };
    }
    let session = Session::edit(folder)?;
    let sheets = if all_sheets { with_people(&session, &import).await? } else { sheet };
    let mut imports = one_for_each(&import, &sheets);
    map_columns(&session, &mut imports, &map).await?;
    let checked = session.engine.candidates().check_files(&imports).await?;
    if let Some(nameless) = checked.iter().find(|report| !report.names_people()) {
        imported::tell(out, nameless)?;
        return Err(Error::from(no_names(nameless)).into());
    }
    let reports = if dry_run { checked } else { write(&session, out, &imports, untaken.as_deref()).await? };
    for report in &reports {
        imported::tell(out, report)?;
    }
    imported::tell_counts(out, &reports, dry_run)?;
    if reports.iter().all(|report| report.good + report.skipped == 0) {
        return Err(Failure::input("none of the rows can be imported"));
    }
    Ok(Exit::Done)
}

/// The sheets that are shown and name people.
async fn with_people(session: &Session, import: &FileImport) -> Result<Vec<String>, Failure> {
    let sheets = session.engine.candidates().check(import).await?.sheets;
    let people = sheets.into_iter().filter(|sheet| !sheet.hidden && sheet.people != Some(0));
    Ok(people.map(|sheet| sheet.name).collect())
}

/// The file once for each sheet; without any, once as it is.
fn one_for_each(import: &FileImport, sheets: &[String]) -> Vec<FileImport> {
    let of = |sheet: Option<&String>| {
        let choice = ImportChoice { sheet: sheet.cloned(), ..import.choice.clone() };
        import.clone().with(choice)
    };
    let mut names: Vec<&String> = Vec::new();
    sheets.iter().for_each(|sheet| {
        if !names.contains(&sheet) {
            names.push(sheet);
        }
    });
    if names.is_empty() { vec![of(None)] } else { names.into_iter().map(|sheet| of(Some(sheet))).collect() }
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

/// Gives columns the uses that `--map` says; all others keep theirs, but none stays for a field that is given away. Of
/// several sheets each has to have one of the columns at least.
async fn map_columns(session: &Session, imports: &mut [FileImport], map: &[String]) -> Result<(), Failure> {
    if map.is_empty() {
        return Ok(());
    }
    let mut wanted: Vec<(ColumnUse, &str, bool)> = Vec::new();
    for pair in map {
        let (field, header) = pair.split_once('=').ok_or_else(|| Failure::input("--map takes FIELD=COLUMN"))?;
        wanted.push((column_use(field.trim())?, header.trim(), false));
    }
    let mut headers: Vec<String> = Vec::new();
    for import in imports.iter_mut() {
        let columns = session.engine.candidates().check(import).await?.columns;
        let mut uses: Vec<ColumnUse> = columns.iter().map(|column| column.used).collect();
        for (used, header, found) in &mut wanted {
            let named = |column: &beckon_model::ImportColumn| column.header.eq_ignore_ascii_case(header);
            let Some(at) = columns.iter().position(named) else { continue };
            if columns[at].why == Some(ColumnWhy::Hidden) {
                let header = &columns[at].header;
                return Err(Failure::input(format!(
                    "the column {header:?} is hidden in the file: add --hidden to import it"
                )));
            }
            *found = true;
            if !used.is_for_many() {
                uses.iter_mut().filter(|other| *other == used).for_each(|other| *other = ColumnUse::Own);
            }
            uses[at] = *used;
        }
        headers.extend(columns.into_iter().map(|column| column.header));
        import.choice.columns = uses;
    }
    match wanted.iter().find(|(.., found)| !found) {
        Some((_, header, _)) => {
            Err(Failure::input(format!("there is no column {header:?}; there are: {}", headers.join(", "))))
        }
        None => Ok(()),
    }
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

async fn write(
    session: &Session,
    out: Out,
    imports: &[FileImport],
    untaken: Option<&Path>,
) -> Result<Vec<ImportReport>, Failure> {
    let several = imports.len() > 1;
    let of = |import: &FileImport, path| beside(path, import.choice.sheet.as_deref().filter(|_| several));
    let paths: Vec<PathBuf> =
        untaken.map(|path| imports.iter().map(|import| of(import, path)).collect()).unwrap_or_default();
    // A path that exists already is refused before anything is written.
    let places = paths.iter().map(|path| Place::new(path, out)).collect::<Result<Vec<Place<'_>>, Failure>>()?;
    let all = session.engine.candidates().import_files(imports).await?;
    for ((imported, path), place) in all.iter().zip(&paths).zip(places) {
        save_untaken(imported, path, place)?;
    }
    Ok(all.into_iter().map(|imported| imported.report).collect())
}

/// `people.csv` for the sheet 复试 is `people-复试.csv`.
fn beside(path: &Path, sheet: Option<&str>) -> PathBuf {
    let Some(sheet) = sheet else { return path.to_owned() };
    let sheet = sheet.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "_");
    let part = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
    let stem = part(path.file_stem()).unwrap_or_default();
    let ending = part(path.extension()).map_or_else(String::new, |ending| format!(".{ending}"));
    path.with_file_name(format!("{stem}-{sheet}{ending}"))
}

fn save_untaken(imported: &Imported, path: &Path, place: Place<'_>) -> Result<(), Failure> {
    imported.write_untaken(place.file()?, ["line", "not imported because"], |problem| {
        let (why, value) = (import_words::row_problem(problem.kind, problem.moment.as_ref()), &problem.value);
        if value.is_empty() { why } else { format!("{why}: {value}") }
    })?;
    place.put()?;
    let untaken = words::counted(imported.untaken() as u64, "row");
    say!("{untaken} not imported, or not with their interview, written to {}", path.display());
    Ok(())
}
