//! The log file's folder, and the report: shown first, then saved as it was shown.

use beckon_engine::{About, log_folder};
use beckon_model::{AccountId, ErrorCode, UiError};
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;

use super::answer::{Answer, State, answer, saved};

#[tauri::command]
pub(super) fn log_folder_open(handle: AppHandle, app: State<'_>) -> Answer<()> {
    let folder = log_folder(app.engine()?.data_dir());
    let opened = handle.opener().open_path(folder.display().to_string(), None::<&str>);
    opened.map_err(|error| UiError::new(ErrorCode::Internal).with("detail", error))
}

#[tauri::command]
pub(super) async fn report_make(app: State<'_>, account: AccountId) -> Answer<String> {
    let about = About { face: "window", version: env!("CARGO_PKG_VERSION") };
    let text = answer(app.engine()?.report().make(Some(&account), about).await)?;
    app.report.put(text.clone());
    Ok(text)
}

/// Answers with the path.
#[tauri::command]
pub(super) async fn report_save(app: State<'_>) -> Answer<String> {
    let text = app.report.text().ok_or_else(|| UiError::new(ErrorCode::NotFound).with("what", "report"))?;
    saved("beckon-report", "txt", text.as_bytes())
}
