//! The practice company.

use beckon_engine::Error;
use beckon_model::{ImportReport, PracticeFault, PracticeFigures};
use beckon_practice::Practice;

use super::answer::{Answer, State, answer};

/// Puts its people and the starter templates into the lists.
#[tauri::command]
pub(super) async fn practice_people(app: State<'_>) -> Answer<ImportReport> {
    let engine = app.engine()?;
    let Some(practice) = &app.practice else { return answer(Err(Error::NoPractice)) };
    answer(practice.fill(&engine).await)
}

/// What it has received since it started: its own count.
#[tauri::command]
pub(super) fn practice_figures(app: State<'_>) -> Option<PracticeFigures> {
    app.practice.as_ref().map(Practice::figures)
}

/// Plays a failure on messages from now on; none ends it.
#[tauri::command]
pub(super) fn practice_play(app: State<'_>, fault: Option<PracticeFault>) -> Option<PracticeFault> {
    let practice = app.practice.as_ref()?;
    practice.play(fault);
    practice.playing()
}

/// The failure being played.
#[tauri::command]
pub(super) fn practice_playing(app: State<'_>) -> Option<PracticeFault> {
    app.practice.as_ref().and_then(Practice::playing)
}
