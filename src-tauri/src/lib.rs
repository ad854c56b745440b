//! The desktop shell: puts the engine, the practice company and the window together.
//!
//! The only place that names Tauri. Never in here: a decision on what to send, SQL, a call to WeCom.

mod app;
mod arguments;
mod background;
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
use tauri_plugin_window_state::StateFlags;

/// Opens the window and runs until it is closed.
///
/// # Panics
/// When no window can be opened at all.
#[allow(clippy::expect_used, reason = "without a window there is nobody to tell")]
pub fn run() {
    beckon_vault::keep_memory_private();
    let builder = Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            // At login it may be running already.
            if !arguments::hidden(arguments) {
                background::show(app);
            }
        }))
        // A window that was hidden at the end must not be so at the next start.
        .plugin(tauri_plugin_window_state::Builder::default().with_state_flags(!StateFlags::VISIBLE).build())
        .plugin(tauri_plugin_autostart::Builder::new().args(arguments::at_login(std::env::args_os())).build())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init())
        .manage(shutdown::Question::default())
        .manage(background::Background::new(shutdown::requested))
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                api.prevent_close();
                shutdown::closed(window.app_handle());
            }
        })
        .setup(|tauri| {
            let app = tauri::async_runtime::block_on(app::App::open(tauri.handle().clone(), notification::NOTIFY));
            let settings = tauri::async_runtime::block_on(app.settings());
            tauri.manage(app);
            background::begin(tauri.handle(), &settings);
            // Whoever switched it off meanwhile sees that the program starts.
            open_window(tauri.handle(), !(settings.background && arguments::hidden(std::env::args())))
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

/// Opens the window that `tauri.conf.json` describes, in sight or not; it stays with our own pages, whatever a page asks for.
fn open_window(app: &AppHandle, in_sight: bool) -> Result<(), Box<dyn std::error::Error>> {
    for window in &app.config().app.windows {
        WebviewWindowBuilder::from_config(app, window)?
            .visible(in_sight)
            .on_navigation(|url| links::own(url, tauri::is_dev()))
            .on_new_window(|_, _| NewWindowResponse::Deny)
            .build()?;
    }
    Ok(())
}
