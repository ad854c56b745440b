//! People and log into a file for a spreadsheet program.

use std::path::Path;

use beckon_engine::{LOG_COLUMNS, SheetFormat};
use beckon_model::{LogQuery, LogRow, Missing, Selection};
use serde::Serialize;

use super::chosen;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::{Place, is_dash};
use crate::out::Out;
use crate::session::Session;
use crate::words;

#[derive(Serialize)]
struct ExportedLine {
    file: String,
    rows: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<String>,
}

pub async fn people(
    session: &Session,
    out: Out,
    file: &Path,
    (to, columns, missing): (Selection, Vec<String>, &[Missing]),
) -> Result<Exit, Failure> {
    let columns = if columns.is_empty() { session.engine.candidates().columns().await? } else { columns };
    let header = columns.clone();
    let (format, place) = (format(file)?, Place::new(file, out)?);
    let exported = session.engine.candidates().export((format, place.file()?), to, (columns, header)).await?;
    told(place, file, exported, missing)
}

pub async fn log(session: &Session, out: Out, file: &Path, query: LogQuery) -> Result<Exit, Failure> {
    let (format, place) = (format(file)?, Place::new(file, out)?);
    let header = LOG_COLUMNS.map(str::to_owned).to_vec();
    let exported = session.engine.log().export((format, place.file()?), query, header, log_cells).await?;
    told(place, file, exported, &[])
}

fn told(place: Place<'_>, file: &Path, rows: u64, missing: &[Missing]) -> Result<Exit, Failure> {
    let line = ExportedLine { file: file.display().to_string(), rows, missing: chosen::words_of(missing) };
    let text = format!("{} written to {}", words::counted(line.rows, "row"), line.file);
    place.done(&line, &text)?;
    Ok(Exit::Done)
}

/// What a file is, by its name; stdout has none and is text.
fn format(path: &Path) -> Result<SheetFormat, Failure> {
    if is_dash(path) {
        return Ok(SheetFormat::Csv);
    }
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("csv") => Ok(SheetFormat::Csv),
        Some("xlsx") => Ok(SheetFormat::Xlsx),
        _ => Err(Failure::input(format!("{}: the file's name must end in .csv or .xlsx", path.display()))),
    }
}

fn log_cells(row: &LogRow) -> Vec<String> {
    vec![
        words::time(row.at),
        row.campaign.to_string(),
        row.name.clone(),
        row.userid.clone().unwrap_or_default(),
        row.account_name.clone(),
        if row.test { format!("{} (test)", row.template_name) } else { row.template_name.clone() },
        row.route.as_str().to_owned(),
        row.state.to_string(),
        row.task_state.map(|task| task.as_str().to_owned()).unwrap_or_default(),
        row.colleague.clone().unwrap_or_default(),
        row.waits_until.map(words::time).unwrap_or_default(),
        row.reason.as_ref().map(|reason| words::why_said(reason, row.said.as_ref())).unwrap_or_default(),
        row.errcode.map(|code| code.to_string()).unwrap_or_default(),
        row.msgid.clone().unwrap_or_default(),
        row.attempts.to_string(),
    ]
}
