//! ShowMeBug: the connection, rooms of interviews, written tests. Links into a room leave only when somebody asks for them.

use beckon_model::{
    ErrorCode, InterviewId, InterviewerContact, Room, RoomDeleted, RoomLinks, RoomOutcome, RoomQuery, RoomResult,
    RoomWord, RoomsCheck, RoomsRefreshed, RoomsRequest, ShowMeBug, ShowMeBugCheck, ShowMeBugDraft, UiError,
    WrittenExam, WrittenOutcome, WrittenRequest, WrittenTest,
};
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;

use super::answer::{Answer, State, answer};

#[tauri::command]
pub(super) async fn showmebug_get(app: State<'_>) -> Answer<Option<ShowMeBug>> {
    answer(app.engine()?.showmebug().get().await)
}

#[tauri::command]
pub(super) async fn showmebug_connect(app: State<'_>, draft: ShowMeBugDraft) -> Answer<ShowMeBug> {
    answer(app.engine()?.showmebug().connect(draft).await)
}

#[tauri::command]
pub(super) async fn showmebug_test(app: State<'_>) -> Answer<ShowMeBugCheck> {
    answer(app.engine()?.showmebug().test().await)
}

#[tauri::command]
pub(super) async fn showmebug_forget(app: State<'_>) -> Answer<()> {
    answer(app.engine()?.showmebug().forget().await)
}

#[tauri::command]
pub(super) async fn rooms_check(app: State<'_>, request: RoomsRequest) -> Answer<RoomsCheck> {
    answer(app.engine()?.rooms().check(request).await)
}

#[tauri::command]
pub(super) async fn rooms_create(app: State<'_>, request: RoomsRequest) -> Answer<Vec<RoomOutcome>> {
    answer(app.engine()?.rooms().create(request).await)
}

#[tauri::command]
pub(super) async fn rooms_list(app: State<'_>, query: RoomQuery) -> Answer<Vec<Room>> {
    answer(app.engine()?.rooms().list(query).await)
}

#[tauri::command]
pub(super) async fn room_get(app: State<'_>, interview: InterviewId) -> Answer<Option<Room>> {
    answer(app.engine()?.rooms().get(interview).await)
}

#[tauri::command]
pub(super) async fn room_links(app: State<'_>, interview: InterviewId) -> Answer<RoomLinks> {
    answer(app.engine()?.rooms().links(interview).await)
}

#[tauri::command]
pub(super) async fn rooms_update(app: State<'_>, interviews: Vec<InterviewId>) -> Answer<Vec<RoomOutcome>> {
    answer(app.engine()?.rooms().update(interviews).await)
}

#[tauri::command]
pub(super) async fn rooms_refresh(app: State<'_>, interviews: Vec<InterviewId>) -> Answer<RoomsRefreshed> {
    answer(app.engine()?.rooms().refresh(interviews).await)
}

#[tauri::command]
pub(super) async fn room_result(app: State<'_>, interview: InterviewId) -> Answer<RoomResult> {
    answer(app.engine()?.rooms().result(interview).await)
}

#[tauri::command]
pub(super) async fn room_result_kept(app: State<'_>, interview: InterviewId) -> Answer<Option<RoomResult>> {
    answer(app.engine()?.rooms().result_kept(interview).await)
}

/// Opens the page that the result names. It is of ShowMeBug's own host: no other was kept.
#[tauri::command]
pub(super) async fn room_result_open(handle: AppHandle, app: State<'_>, interview: InterviewId) -> Answer<()> {
    let kept = answer(app.engine()?.rooms().result_kept(interview).await)?;
    let url = kept.and_then(|kept| kept.url).ok_or_else(|| UiError::new(ErrorCode::NotFound).with("what", "link"))?;
    let opened = handle.opener().open_url(url, None::<&str>);
    opened.map_err(|_| UiError::new(ErrorCode::Internal).with("detail", "no browser could be opened"))
}

#[tauri::command]
pub(super) async fn room_delete(app: State<'_>, interview: InterviewId) -> Answer<RoomDeleted> {
    answer(app.engine()?.rooms().delete(interview).await)
}

#[tauri::command]
pub(super) async fn room_resolve(app: State<'_>, interview: InterviewId, word: RoomWord) -> Answer<RoomOutcome> {
    answer(app.engine()?.rooms().resolve(interview, word).await)
}

#[tauri::command]
pub(super) async fn room_contact(app: State<'_>, userid: String) -> Answer<InterviewerContact> {
    answer(app.engine()?.rooms().contact(&userid).await)
}

#[tauri::command]
pub(super) async fn room_contact_save(app: State<'_>, contact: InterviewerContact) -> Answer<InterviewerContact> {
    answer(app.engine()?.rooms().contact_save(contact).await)
}

#[tauri::command]
pub(super) async fn written_exams(app: State<'_>, search: Option<String>) -> Answer<Vec<WrittenExam>> {
    answer(app.engine()?.written().exams(search).await)
}

#[tauri::command]
pub(super) async fn written_issue(app: State<'_>, request: WrittenRequest) -> Answer<Vec<WrittenOutcome>> {
    answer(app.engine()?.written().issue(request).await)
}

#[tauri::command]
pub(super) async fn written_list(app: State<'_>) -> Answer<Vec<WrittenTest>> {
    answer(app.engine()?.written().list().await)
}
