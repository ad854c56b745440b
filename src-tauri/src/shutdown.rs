//! Leaving: what is under way ends, nothing new leaves, and nobody waits for ever.

use std::time::Duration;

use tauri::{AppHandle, Manager};

use crate::app::App;

/// How long requests under way may take to end. What is not answered by then is settled at the next start.
const PATIENCE: Duration = Duration::from_secs(5);

/// Pauses sending, waits for it, and exits.
pub(crate) fn leave(handle: AppHandle) {
    tauri::async_runtime::spawn(async move {
        if let Some(app) = handle.try_state::<App>()
            && let Ok(engine) = app.engine()
        {
            engine.pause_sending().await;
            let _ = tokio::time::timeout(PATIENCE, engine.wait_for_rest()).await;
        }
        handle.exit(0);
    });
}
