//! People and log as a file in the folder for downloads, and the way to it.

use beckon_engine::sheet_format;
use beckon_model::{ErrorCode, ExportFormat, ExportOf, ExportOffer, ExportRequest, Exported, LogRow, UiError};

use super::answer::{Answer, State, answer};
use crate::downloads::new_file;
use crate::words::{Words, moment, reason_words};

/// The columns that can be written, and what was chosen the last time.
#[tauri::command]
pub(super) async fn export_offer(app: State<'_>, of: ExportOf) -> Answer<ExportOffer> {
    answer(app.engine()?.candidates().export_offer(&of).await)
}

/// Writes the file, and remembers what was chosen for it.
#[tauri::command]
pub(super) async fn export_start(app: State<'_>, request: ExportRequest) -> Answer<Exported> {
    let (engine, ExportRequest { of, choice }) = (app.engine()?, request);
    let words = Words::of(answer(engine.settings().await)?.locale);
    let columns = answer(engine.candidates().export_offer(&of).await)?.columns;
    let columns: Vec<String> = columns.into_iter().filter(|column| !choice.left_out.contains(column)).collect();
    let (name, prefix, ending) = match (&of, choice.format) {
        (ExportOf::People { .. }, format) => ("export_people_file", "column_", ending(format)),
        (ExportOf::Log { .. }, format) => ("export_log_file", "log_column_", ending(format)),
    };
    let header: Vec<String> =
        columns.iter().map(|column| words.word_or(&format!("{prefix}{column}"), column)).collect();
    let refused = |_| UiError::new(ErrorCode::DiskRefused).retryable();
    let (path, file) = new_file(words.word(name), ending).map_err(refused)?;
    let out = (sheet_format(choice.format), file);
    let written = match of.clone() {
        ExportOf::People { to } => engine.candidates().export(out, to, (columns, header)).await,
        ExportOf::Log { query } => {
            let cells = move |row: &LogRow| columns.iter().map(|column| log_cell(row, column, &words)).collect();
            engine.log().export(out, query, header, cells).await
        }
    };
    // Half a file would look like a whole one.
    let rows = answer(written.inspect_err(|_| drop(std::fs::remove_file(&path))))?;
    answer(engine.candidates().keep_export_choice(&of, choice).await)?;
    app.exported.put(path.clone());
    Ok(Exported { path: path.display().to_string(), rows })
}

/// Shows the file that was written last in the system's file manager.
#[tauri::command]
pub(super) fn export_show(app: State<'_>) -> Answer<()> {
    let path = app.exported.path().ok_or_else(|| UiError::new(ErrorCode::NotFound).with("what", "file"))?;
    let shown = tauri_plugin_opener::reveal_item_in_dir(path);
    shown.map_err(|error| UiError::new(ErrorCode::Internal).with("detail", error))
}

const fn ending(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Xlsx => "xlsx",
        ExportFormat::Csv => "csv",
    }
}

fn log_cell(row: &LogRow, column: &str, words: &Words) -> String {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    match column {
        "at" => moment(row.at),
        "campaign" => row.campaign.to_string(),
        "name" => row.name.clone(),
        "userid" => row.userid.clone().unwrap_or_default(),
        "account" => row.account_name.clone(),
        "template" => row.template_name.clone(),
        "route" => words.word(&format!("way_name_{}", row.route.as_str())).to_owned(),
        "task" => {
            row.task_state.map(|task| words.word(&format!("task_{}", task.as_str())).to_owned()).unwrap_or_default()
        }
        "colleague" => row.colleague.clone().unwrap_or_default(),
        "waits_until" => row.waits_until.map(moment).unwrap_or_default(),
        "state" => words.word(&format!("state_{}", row.state)).to_owned(),
        "because" => row.reason.as_ref().map(|reason| reason_words(reason, words)).unwrap_or_default(),
        "errcode" => number(row.errcode),
        "msgid" => row.msgid.clone().unwrap_or_default(),
        "attempts" => row.attempts.to_string(),
        _ => String::new(),
    }
}
