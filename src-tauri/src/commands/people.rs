//! Candidates. A file comes in as raw bytes: the window reads it, so Rust needs no right to any path.

use beckon_engine::{Error, parse_csv};
use beckon_model::{
    Candidate, CandidateDetail, CandidateDraft, CandidateId, CandidateQuery, ErrorCode, FieldInfo, ImportReport, Page,
    PeopleChanged, Route, Selection, TagCount, UiError,
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
pub(super) async fn candidates_remove(app: State<'_>, to: Selection) -> Answer<PeopleChanged> {
    answer(app.engine()?.remove_selected(to).await)
}

#[tauri::command]
pub(super) async fn candidates_tag(
    app: State<'_>,
    to: Selection,
    add: Vec<String>,
    remove: Vec<String>,
) -> Answer<PeopleChanged> {
    answer(app.engine()?.tag_candidates(to, add, remove).await)
}

#[tauri::command]
pub(super) async fn candidates_route(app: State<'_>, to: Selection, route: Route) -> Answer<PeopleChanged> {
    answer(app.engine()?.route_candidates(to, route).await)
}

/// Takes the last change back.
#[tauri::command]
pub(super) async fn candidates_undo(app: State<'_>, undo: u32) -> Answer<u64> {
    answer(app.engine()?.undo_people(undo).await)
}

#[tauri::command]
pub(super) async fn candidate_get(app: State<'_>, id: CandidateId) -> Answer<CandidateDetail> {
    answer(app.engine()?.candidate(id).await)
}

#[tauri::command]
pub(super) async fn candidate_edit(app: State<'_>, id: CandidateId, person: CandidateDraft) -> Answer<PeopleChanged> {
    answer(app.engine()?.edit_candidate(id, person).await)
}
