//! The log file's folder, and the bundle: shown first, then saved as it was shown.

use std::sync::{Mutex, PoisonError};

use beckon_engine::{About, log_folder};
use beckon_model::{AccountId, ErrorCode, UiError};
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;

use super::{Answer, State, answer, saved};

/// The bundle that was shown last.
#[derive(Default)]
pub(crate) struct Shown(Mutex<Option<String>>);

#[tauri::command]
pub(super) fn log_folder_open(handle: AppHandle, app: State<'_>) -> Answer<()> {
    let folder = log_folder(app.engine()?.data_dir());
    let opened = handle.opener().open_path(folder.display().to_string(), None::<&str>);
    opened.map_err(|error| UiError::new(ErrorCode::Internal).with("detail", error))
}

#[tauri::command]
pub(super) async fn bundle_make(app: State<'_>, account: AccountId) -> Answer<String> {
    let about = About { face: "window", version: env!("CARGO_PKG_VERSION") };
    let text = answer(app.engine()?.bundle(Some(&account), about).await)?;
    *app.bundle.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(text.clone());
    Ok(text)
}

/// Answers with the path.
#[tauri::command]
pub(super) async fn bundle_save(app: State<'_>) -> Answer<String> {
    let shown = app.bundle.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let text = shown.ok_or_else(|| UiError::new(ErrorCode::NotFound).with("what", "bundle"))?;
    saved("beckon-report", "txt", text.as_bytes())
}
