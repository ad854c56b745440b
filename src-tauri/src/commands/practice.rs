//! The practice company.

use beckon_engine::Error;
use beckon_model::{ImportReport, PracticeFigures};
use beckon_practice::Practice;

use super::{Answer, State, answer};

/// Puts its people and the starter templates into the lists.
#[tauri::command]
pub(super) async fn practice_people(app: State<'_>) -> Answer<ImportReport> {
    let engine = app.engine()?;
    let Some(practice) = &app.practice else { return answer(Err(Error::NoPractice)) };
    answer(practice.fill(engine).await)
}

/// What it has received since it started: its own count.
#[tauri::command]
pub(super) fn practice_figures(app: State<'_>) -> Option<PracticeFigures> {
    app.practice.as_ref().map(Practice::figures)
}
