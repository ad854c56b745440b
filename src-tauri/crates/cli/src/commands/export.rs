//! People and log into a file for a spreadsheet program.

use std::fs::File;
use std::path::Path;

use beckon_engine::{LOG_COLUMNS, SheetFormat, new_private_file};
use beckon_model::{CandidateFilter, LogQuery, LogRow, Selection};
use serde::Serialize;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::out::Out;
use crate::session::Session;
use crate::words;

#[derive(Serialize)]
struct ExportedLine {
    file: String,
    rows: u64,
}

pub async fn people(
    session: &Session,
    out: Out,
    file: &Path,
    (filter, columns): (CandidateFilter, Vec<String>),
) -> Result<Exit, Failure> {
    let columns = if columns.is_empty() { session.engine.people_columns().await? } else { columns };
    let header = columns.clone();
    let to = Selection::Matching { filter };
    let exported = session.engine.export_people(new_file(file)?, to, (columns, header)).await;
    told(out, file, exported)
}

pub async fn log(session: &Session, out: Out, file: &Path, query: LogQuery) -> Result<Exit, Failure> {
    let exported =
        session.engine.export_log(new_file(file)?, query, LOG_COLUMNS.map(str::to_owned).to_vec(), log_cells).await;
    told(out, file, exported)
}

fn told(out: Out, file: &Path, exported: beckon_engine::Result<u64>) -> Result<Exit, Failure> {
    let exported = exported.inspect_err(|_| drop(std::fs::remove_file(file)));
    let line = ExportedLine { file: file.display().to_string(), rows: exported? };
    out.one(&line, format!("{} rows written to {}", line.rows, line.file))?;
    Ok(Exit::Done)
}

/// A new file, for the eyes of its owner, and what its name says it is.
fn new_file(path: &Path) -> Result<(SheetFormat, File), Failure> {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    let format = match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("csv") => SheetFormat::Csv,
        Some("xlsx") => SheetFormat::Xlsx,
        _ => return Err(Failure::input("the file's name must end in .csv or .xlsx")),
    };
    Ok((format, new_private_file(path).map_err(|error| Failure::file(path, &error))?))
}

fn log_cells(row: &LogRow) -> Vec<String> {
    vec![
        words::time(row.at),
        row.campaign.to_string(),
        row.name.clone(),
        row.userid.clone().unwrap_or_default(),
        row.account_name.clone(),
        if row.test { format!("{} (test)", row.template_name) } else { row.template_name.clone() },
        row.state.to_string(),
        row.reason.as_ref().map(words::why).unwrap_or_default(),
        row.errcode.map(|code| code.to_string()).unwrap_or_default(),
        row.msgid.clone().unwrap_or_default(),
        row.attempts.to_string(),
    ]
}
