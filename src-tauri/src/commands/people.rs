//! Candidates.

use beckon_model::{
    Candidate, CandidateDetail, CandidateDraft, CandidateId, CandidateQuery, FieldInfo, Page, PeopleChanged, Route,
    Selection, TagCount,
};

use super::answer::{Answer, State, answer};

#[tauri::command]
pub(super) async fn candidates_list(app: State<'_>, query: CandidateQuery) -> Answer<Page<Candidate>> {
    answer(app.engine()?.candidates().list(query).await)
}

#[tauri::command]
pub(super) async fn candidate_tags(app: State<'_>) -> Answer<Vec<TagCount>> {
    answer(app.engine()?.candidates().tags().await)
}

#[tauri::command]
pub(super) async fn candidate_fields(app: State<'_>) -> Answer<Vec<FieldInfo>> {
    answer(app.engine()?.candidates().fields().await)
}

#[tauri::command]
pub(super) async fn candidates_remove(app: State<'_>, to: Selection) -> Answer<PeopleChanged> {
    answer(app.engine()?.candidates().remove(to).await)
}

#[tauri::command]
pub(super) async fn candidates_tag(
    app: State<'_>,
    to: Selection,
    add: Vec<String>,
    remove: Vec<String>,
) -> Answer<PeopleChanged> {
    answer(app.engine()?.candidates().tag(to, add, remove).await)
}

#[tauri::command]
pub(super) async fn candidates_route(app: State<'_>, to: Selection, route: Route) -> Answer<PeopleChanged> {
    answer(app.engine()?.candidates().route(to, route).await)
}

/// Takes the last change back.
#[tauri::command]
pub(super) async fn candidates_undo(app: State<'_>, undo: u32) -> Answer<u64> {
    answer(app.engine()?.candidates().undo(undo).await)
}

#[tauri::command]
pub(super) async fn candidate_get(app: State<'_>, id: CandidateId) -> Answer<CandidateDetail> {
    answer(app.engine()?.candidates().get(id).await)
}

#[tauri::command]
pub(super) async fn candidate_edit(app: State<'_>, id: CandidateId, person: CandidateDraft) -> Answer<PeopleChanged> {
    answer(app.engine()?.candidates().edit(id, person).await)
}
