//! Candidates. A file comes in as raw bytes: the window reads it, so Rust needs no right to any path.

use beckon_engine::{Error, parse_csv};
use beckon_model::{
    Candidate, CandidateId, CandidateQuery, ErrorCode, FieldInfo, ImportReport, Page, TagCount, UiError,
};
use tauri::ipc::{InvokeBody, Request};

use super::{Answer, State, answer};

#[tauri::command]
pub(super) async fn candidates_list(app: State<'_>, query: CandidateQuery) -> Answer<Page<Candidate>> {
    answer(app.engine()?.candidates(query).await)
}

#[tauri::command]
pub(super) async fn candidate_tags(app: State<'_>) -> Answer<Vec<TagCount>> {
    answer(app.engine()?.candidate_tags().await)
}

#[tauri::command]
pub(super) async fn fields_list(app: State<'_>) -> Answer<Vec<FieldInfo>> {
    answer(app.engine()?.fields().await)
}

/// Reads and checks a file, and keeps its rows until they are imported or another file is checked.
#[tauri::command]
pub(super) async fn candidates_check(app: State<'_>, request: Request<'_>) -> Answer<ImportReport> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(UiError::new(ErrorCode::Internal).with("detail", "a file has to come as bytes"));
    };
    app.swap_pending(None);
    let bytes = bytes.clone();
    let parsed = tauri::async_runtime::spawn_blocking(move || parse_csv(&bytes)).await;
    let parsed = parsed.map_err(|error| UiError::new(ErrorCode::Internal).with("detail", error))?;
    let parsed = answer(parsed.map_err(Error::from))?;
    let report = answer(app.engine()?.check_import(&parsed).await)?;
    app.swap_pending(Some(parsed));
    Ok(report)
}

#[tauri::command]
pub(super) async fn candidates_import(app: State<'_>) -> Answer<ImportReport> {
    let parsed = app.swap_pending(None).ok_or_else(|| UiError::new(ErrorCode::NotFound).with("what", "file"))?;
    answer(app.engine()?.import(parsed, false).await)
}

#[tauri::command]
pub(super) async fn candidates_remove(app: State<'_>, ids: Vec<CandidateId>) -> Answer<u64> {
    answer(app.engine()?.remove_candidates(ids).await)
}
