//! Interviews.

use beckon_model::{Interview, InterviewDraft, InterviewId, InterviewQuery, Page};

use super::{Answer, State, answer};

#[tauri::command]
pub(super) async fn interviews_list(app: State<'_>, query: InterviewQuery) -> Answer<Page<Interview>> {
    answer(app.engine()?.interviews(query).await)
}

#[tauri::command]
pub(super) async fn interview_save(
    app: State<'_>,
    id: Option<InterviewId>,
    draft: InterviewDraft,
) -> Answer<Interview> {
    answer(app.engine()?.save_interview(id, draft).await)
}

#[tauri::command]
pub(super) async fn interview_call_off(app: State<'_>, id: InterviewId, called_off: bool) -> Answer<Interview> {
    answer(app.engine()?.call_off_interview(id, called_off).await)
}

#[tauri::command]
pub(super) async fn interview_remove(app: State<'_>, id: InterviewId) -> Answer<()> {
    answer(app.engine()?.remove_interview(id).await)
}
