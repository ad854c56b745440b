//! Interviews.

use std::io::Write as _;

use beckon_engine::{CalendarFor, calendar_file};
use beckon_model::{
    ConflictsFound, ErrorCode, Interview, InterviewConflicts, InterviewDraft, InterviewId, InterviewQuery,
    InterviewWeek, NewAnswer, Page, StartRead, ToTell, UiError,
};

use super::answer::{Answer, State, answer};
use crate::downloads::new_file;
use crate::words::Words;

#[tauri::command]
pub(super) async fn interviews_list(app: State<'_>, query: InterviewQuery) -> Answer<Page<Interview>> {
    answer(app.engine()?.interviews().list(query).await)
}

/// How a start is read while it is typed.
#[tauri::command]
pub(super) async fn interview_start(app: State<'_>, starts: String, zone: String) -> Answer<StartRead> {
    Ok(app.engine()?.interviews().start(&starts, &zone))
}

/// What speaks against an interview while it is typed.
#[tauri::command]
pub(super) async fn interview_conflicts(
    app: State<'_>,
    id: Option<InterviewId>,
    draft: InterviewDraft,
) -> Answer<ConflictsFound> {
    answer(app.engine()?.interviews().conflicts(id, draft).await)
}

#[tauri::command]
pub(super) async fn interviews_conflicting(
    app: State<'_>,
    interviews: Vec<InterviewId>,
) -> Answer<Vec<InterviewConflicts>> {
    answer(app.engine()?.interviews().conflicting(interviews).await)
}

#[tauri::command]
pub(super) async fn interviews_week(app: State<'_>, from: i64, until: i64) -> Answer<InterviewWeek> {
    answer(app.engine()?.interviews().week(from, until).await)
}

#[tauri::command]
pub(super) async fn interview_save(
    app: State<'_>,
    id: Option<InterviewId>,
    draft: InterviewDraft,
) -> Answer<Interview> {
    answer(app.engine()?.interviews().save(id, draft).await)
}

#[tauri::command]
pub(super) async fn interview_call_off(app: State<'_>, id: InterviewId, called_off: bool) -> Answer<Interview> {
    answer(app.engine()?.interviews().call_off(id, called_off).await)
}

/// Who is to be told of a change.
#[tauri::command]
pub(super) async fn interview_changes(app: State<'_>, id: InterviewId) -> Answer<Vec<ToTell>> {
    answer(app.engine()?.interviews().changes(id).await)
}

/// Who was told that it takes place.
#[tauri::command]
pub(super) async fn interview_known_to(app: State<'_>, id: InterviewId) -> Answer<Vec<ToTell>> {
    answer(app.engine()?.interviews().known_to(id).await)
}

#[tauri::command]
pub(super) async fn interview_answer(app: State<'_>, new: NewAnswer) -> Answer<Interview> {
    answer(app.engine()?.interviews().answer(new).await)
}

#[tauri::command]
pub(super) async fn interview_remove(app: State<'_>, id: InterviewId) -> Answer<()> {
    answer(app.engine()?.interviews().remove(id).await)
}

/// Writes an interview's calendar file into the person's folder for downloads; answers with the path. Interviewers read the
/// candidates' names in it.
#[tauri::command]
pub(super) async fn interview_calendar(app: State<'_>, id: InterviewId, interviewers: bool) -> Answer<String> {
    let engine = app.engine()?;
    let interview = answer(engine.interviews().get(id).await)?;
    let words = Words::of(answer(engine.settings().await)?.locale);
    let reader = if interviewers { CalendarFor::Interviewer } else { CalendarFor::Candidate };
    let text = calendar_file(&interview, reader, words.word("interview"));
    let refused = |error: std::io::Error| UiError::new(ErrorCode::DiskRefused).with("detail", error).retryable();
    let (path, mut file) = new_file(words.word("interview"), "ics").map_err(refused)?;
    file.write_all(text.as_bytes()).map_err(refused)?;
    Ok(path.display().to_string())
}
