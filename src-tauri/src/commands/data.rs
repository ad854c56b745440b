//! The copies of the data: listed, made, checked, and put in the place of the database.
//!
//! What works on the files runs beside the window's own threads: a large database takes seconds.

use std::path::PathBuf;

use beckon_engine::{back_up, backups, check, restore};
use beckon_model::{Backup, CheckedFile, Clock, ErrorCode, Restored, SystemClock, UiError};

use super::{Answer, State, answer};

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
        if engine.sending().is_some() {
            return Err(UiError::new(ErrorCode::AlreadySending).retryable());
        }
        engine.close().await;
    }
    let restored = on_files(&app, move |folder| restore(&folder, &name, SystemClock.now_ms())).await;
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
