//! The import. A file comes in as raw bytes, once: the window reads it, so Rust needs no right to any path. It is kept, with
//! what was chosen for it, until it is imported or another one comes.

use beckon_engine::{FileImport, Imported};
use beckon_model::{ErrorCode, ImportChoice, ImportReport, JobProgress, UiError};
use tauri::ipc::{InvokeBody, Request};

use super::answer::{Answer, State, answer};
use crate::app::App;
use crate::words::Words;

/// Reads and checks a file, and keeps it.
#[tauri::command]
pub(super) async fn candidates_check(app: State<'_>, request: Request<'_>) -> Answer<ImportReport> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(UiError::new(ErrorCode::Internal).with("detail", "a file has to come as bytes"));
    };
    check(&app, FileImport::new(bytes.as_slice())).await
}

/// Checks the same file again with what a person chose for it.
#[tauri::command]
pub(super) async fn candidates_recheck(app: State<'_>, choice: ImportChoice) -> Answer<ImportReport> {
    let file = pending(&app)?;
    check(&app, file.with(choice)).await
}

async fn check(app: &App, file: FileImport) -> Answer<ImportReport> {
    app.import.put(file.clone());
    answer(app.engine()?.candidates().check(&file).await)
}

/// Puts the file that was checked last into the list.
#[tauri::command]
pub(super) async fn candidates_import(app: State<'_>) -> Answer<ImportReport> {
    let file = pending(&app)?;
    let imported = answer(app.engine()?.candidates().import(&file).await)?;
    let report = imported.report.clone();
    app.import.done(imported);
    Ok(report)
}

/// How far the check or import that is under way has come.
#[tauri::command]
pub(super) fn import_progress(app: State<'_>) -> JobProgress {
    app.import.pending().map(|file| file.watch.progress()).unwrap_or_default()
}

/// Gives up the check or import that is under way.
#[tauri::command]
pub(super) fn import_cancel(app: State<'_>) {
    if let Some(file) = app.import.pending() {
        file.watch.stop();
    }
}

/// Saves the rows that the last import did not take, in the person's folder for downloads; answers with the path.
#[tauri::command]
pub(super) async fn import_untaken_save(app: State<'_>) -> Answer<String> {
    let imported = app.import.imported().ok_or_else(|| UiError::new(ErrorCode::NotFound).with("what", "file"))?;
    let words = Words::of(answer(app.engine()?.settings().await)?.locale);
    let saved = tauri::async_runtime::spawn_blocking(move || save(&imported, &words)).await;
    saved.map_err(|error| UiError::new(ErrorCode::Internal).with("detail", error))?
}

fn save(imported: &Imported, words: &Words) -> Answer<String> {
    let refused = |_| UiError::new(ErrorCode::DiskRefused).retryable();
    let (path, file) = crate::downloads::new_file(words.word("import_untaken_file"), "csv").map_err(refused)?;
    let headers = ["import_untaken_line", "import_untaken_why"].map(|key| words.word(key));
    answer(imported.write_untaken(file, headers, |problem| why(problem, words)))?;
    Ok(path.display().to_string())
}

/// What is wrong with a row; where a text is no moment, with the piece of it that shows it.
fn why(problem: &beckon_model::ImportProblem, words: &Words) -> String {
    let Some(moment) = &problem.moment else {
        return words.filled(problem_key(problem), &[("value", &problem.value)]);
    };
    let kind = serde_json::to_value(moment.kind).unwrap_or_default();
    let why = words.filled(&format!("moment_{}", kind.as_str().unwrap_or_default()), &[("piece", &moment.piece)]);
    let bad_time = problem.kind == beckon_model::ImportProblemKind::BadTime;
    let key = if bad_time { "import_not_taken_moment" } else { "import_interview_moment" };
    words.filled(key, &[("why", &why), ("value", &problem.value)])
}

fn problem_key(problem: &beckon_model::ImportProblem) -> &'static str {
    use beckon_model::ImportProblemKind as Kind;
    match problem.kind {
        Kind::NameMissing => "import_name_missing",
        Kind::Ragged => "import_ragged",
        Kind::Surplus => "import_surplus",
        Kind::Short => "import_short",
        Kind::Footer => "import_footer",
        Kind::DigitsLost => "import_digits_lost",
        Kind::NoValue => "import_no_value",
        Kind::ErrorValue => "import_error_value",
        Kind::NoValueLeft => "import_no_value_left",
        Kind::ErrorValueLeft => "import_error_value_left",
        Kind::DigitsLostLeft => "import_digits_lost_left",
        Kind::Rounded => "import_rounded",
        Kind::Repaired => "import_repaired",
        Kind::TwoPhones => "import_two_phones",
        Kind::OddPhone => "import_odd_phone",
        Kind::OddEmail => "import_odd_email",
        Kind::Shown => "import_shown",
        Kind::OpenQuote => "import_open_quote",
        Kind::MaybeFooter => "import_maybe_footer",
        Kind::Duplicate => "import_duplicate",
        Kind::BadUserid => "import_bad_userid",
        Kind::NotText => "import_not_text",
        Kind::ControlCharacter => "import_control_character",
        Kind::CellTooLong => "import_cell_too_long",
        Kind::BadTime => "import_bad_time",
        Kind::PastTime => "import_past_time",
        Kind::Invisible => "import_invisible",
        Kind::InterviewIncomplete => "import_interview_incomplete",
        Kind::InterviewBadStart => "import_interview_bad_start",
        Kind::InterviewClocksChange => "import_interview_clocks_change",
        Kind::InterviewPast => "import_interview_past",
        Kind::InterviewBadMinutes => "import_interview_bad_minutes",
        Kind::InterviewBadFormat => "import_interview_bad_format",
        Kind::InterviewBadLink => "import_interview_bad_link",
        Kind::InterviewTooLong => "import_interview_too_long",
        Kind::InterviewOtherLength => "import_interview_other_length",
        Kind::InterviewRead => "import_interview_read",
    }
}

fn pending(app: &App) -> Answer<FileImport> {
    app.import.pending().ok_or_else(|| UiError::new(ErrorCode::NotFound).with("what", "file"))
}
