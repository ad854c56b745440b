//! What commands answer: the engine's answer or a `UiError`, bytes that came in, files that were saved.

use std::io::Write as _;

use beckon_engine::ui_error;
use beckon_model::{ErrorCode, UiError};
use tauri::ipc::{InvokeBody, Request};

use crate::app::App;
use crate::downloads::new_file;

/// What commands answer.
pub(super) type Answer<T> = Result<T, UiError>;

/// The state behind every command.
pub(super) type State<'a> = tauri::State<'a, App>;

/// The engine's answer as the window gets it.
pub(super) fn answer<T>(result: beckon_engine::Result<T>) -> Answer<T> {
    result.map_err(|error| {
        let told = ui_error(&error);
        // Its code only: its words can name people.
        let (code, errcode) = (word(told.code), told.params.get("errcode"));
        tracing::info!(code, errcode, "a command was refused");
        told
    })
}

/// An error's code as the log file has it.
fn word(code: ErrorCode) -> String {
    serde_json::to_value(code).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The bytes of a file that the page read.
pub(super) fn raw<'a>(request: &'a Request<'_>) -> Answer<&'a [u8]> {
    match request.body() {
        InvokeBody::Raw(bytes) => Ok(bytes),
        InvokeBody::Json(_) => Err(UiError::new(ErrorCode::Internal).with("detail", "a file has to come as bytes")),
    }
}

/// Writes a file into the person's folder for downloads; answers with the path.
pub(super) fn saved(name: &str, extension: &str, bytes: &[u8]) -> Answer<String> {
    let written = new_file(name, extension).and_then(|(path, mut file)| file.write_all(bytes).map(|()| path));
    let refused = |error: std::io::Error| UiError::new(ErrorCode::DiskRefused).with("detail", error).retryable();
    written.map(|path| path.display().to_string()).map_err(refused)
}
