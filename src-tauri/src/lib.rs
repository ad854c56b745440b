//! The desktop shell: puts the engine, the practice company and the window together.
//!
//! The only place that names Tauri. Never in here: a decision on what to send, SQL, a call to WeCom.

mod app;
mod arguments;
mod commands;
mod downloads;
mod links;
mod logging;
mod notification;
mod pending;
mod shutdown;
mod sink;
mod words;

use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Builder, Manager, RunEvent, WebviewWindowBuilder, WindowEvent};

/// Opens the window and runs until it is closed.
///
/// # Panics
/// When no window can be opened at all.
#[allow(clippy::expect_used, reason = "without a window there is nobody to tell")]
pub fn run() {
    beckon_vault::keep_memory_private();
    let builder = Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            if let Some(window) = app.get_webview_window("main") {
                let _ = window.unminimize();
                let _ = window.set_focus();
            }
        }))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init())
        .manage(shutdown::Question::default())
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                api.prevent_close();
                shutdown::requested(window.app_handle());
            }
        })
        .setup(|tauri| {
            let app = tauri::async_runtime::block_on(app::App::open(tauri.handle().clone(), notification::NOTIFY));
            tauri.manage(app);
            open_window(tauri.handle())
        })
        .invoke_handler(commands::handler());
    let app = builder.build(tauri::generate_context!()).expect("the window can be opened");
    app.run(|app, event| {
        if let RunEvent::ExitRequested { api, code: None, .. } = event {
            api.prevent_exit();
            shutdown::requested(app);
        }
    });
}

/// Opens the window that `tauri.conf.json` describes; it stays with our own pages, whatever a page asks for.
fn open_window(app: &AppHandle) -> Result<(), Box<dyn std::error::Error>> {
    for window in &app.config().app.windows {
        WebviewWindowBuilder::from_config(app, window)?
            .on_navigation(|url| links::own(url, tauri::is_dev()))
            .on_new_window(|_, _| NewWindowResponse::Deny)
            .build()?;
    }
    Ok(())
}
