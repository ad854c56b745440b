//! The copies of the data: listed, made, checked, and put in the place of the database.
//!
//! What works on the files runs beside the window's own threads: a large database takes seconds.

use std::path::PathBuf;

use beckon_engine::{back_up, backups, check, lost, restore, start_empty};
use beckon_model::{Backup, CheckedFile, Clock, ErrorCode, LookAt, Lost, Restored, SystemClock, UiError};

use super::answer::{Answer, State, answer};

#[tauri::command]
pub(super) async fn backups_list(app: State<'_>) -> Answer<Vec<Backup>> {
    on_files(&app, |folder| backups(&folder)).await
}

/// Nothing where there is nothing to keep.
#[tauri::command]
pub(super) async fn backup_make(app: State<'_>) -> Answer<Option<Backup>> {
    on_files(&app, |folder| back_up(&folder, SystemClock.now_ms())).await
}

#[tauri::command]
pub(super) async fn data_check(app: State<'_>) -> Answer<Vec<CheckedFile>> {
    on_files(&app, |folder| check(&folder)).await
}

/// Puts the copy called `name` in the place of the database. The engine is closed meanwhile, and opened again whatever
/// becomes of it.
#[tauri::command]
pub(super) async fn data_restore(app: State<'_>, name: String) -> Answer<Restored> {
    if let Ok(engine) = app.engine() {
        if engine.campaigns().sending().is_some() {
            return Err(UiError::new(ErrorCode::AlreadySending).retryable());
        }
        engine.close().await;
    }
    in_place(&app, move |folder| restore(&folder, &name, SystemClock.now_ms())).await
}

/// What is wrong with the data, and the copies that there are; nothing where they can be opened.
#[tauri::command]
pub(super) async fn data_lost(app: State<'_>) -> Answer<Option<Lost>> {
    on_files(&app, |folder| lost(&folder)).await
}

/// An empty database in the place of a lost one, for whoever typed the word.
#[tauri::command]
pub(super) async fn data_start_empty(app: State<'_>, word: String) -> Answer<Restored> {
    in_place(&app, move |folder| start_empty(&folder, &word, SystemClock.now_ms())).await
}

/// Looks at a copy, or at what can be read of lost data, and changes nothing; without `at` it opens the data to work with them.
/// Only for whoever has no data to work with.
#[tauri::command]
pub(super) async fn data_look(app: State<'_>, at: Option<LookAt>) -> Answer<()> {
    match at {
        Some(at) => app.look(at),
        None => {
            app.reopen().await;
            Ok(())
        }
    }
}

/// Puts another database in the place of the one that is closed, and opens it; where that failed, what stood there.
async fn in_place<F>(app: &State<'_>, put: F) -> Answer<Restored>
where
    F: FnOnce(PathBuf) -> beckon_engine::Result<Restored> + Send + 'static,
{
    let restored = on_files(app, put).await;
    app.reopen().await;
    let restored = restored?;
    app.note_restored(restored.clone());
    Ok(restored)
}

async fn on_files<T, F>(app: &State<'_>, work: F) -> Answer<T>
where
    T: Send + 'static,
    F: FnOnce(PathBuf) -> beckon_engine::Result<T> + Send + 'static,
{
    let folder = app.folder()?.to_owned();
    let done = tauri::async_runtime::spawn_blocking(move || work(folder)).await;
    answer(done.map_err(|error| UiError::new(ErrorCode::Internal).with("detail", error))?)
}
