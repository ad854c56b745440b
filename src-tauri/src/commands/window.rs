//! The window itself: what it needs when it opens, its settings, links, and news of progress.

use beckon_engine::find_codes;
use beckon_model::{AppState, BackgroundState, CampaignId, CodesFound, ErrorCode, Settings, Theme, UiError};
use beckon_practice::Practice;
use tauri::ipc::Channel;
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_opener::OpenerExt;

use super::answer::{Answer, State, answer};
use crate::{background, links, words};

#[tauri::command]
pub(super) async fn app_state(handle: AppHandle, app: State<'_>) -> Answer<AppState> {
    let engine = app.engine()?;
    let settings = answer(engine.settings().await)?;
    let (candidates, campaigns) = answer(engine.candidates().sizes().await)?;
    let accounts = answer(engine.accounts().list().await)?;
    handle.set_theme(native_theme(settings.theme));
    Ok(AppState {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data_dir: engine.data_dir().display().to_string(),
        settings,
        system_locale: words::system_locale(),
        accounts: accounts.iter().filter(|account| !account.id.is_practice()).count() as u64,
        candidates,
        campaigns,
        keyring: engine.vault().keyring_state().await,
        practice: app.practice.as_ref().map(Practice::state),
        damage: engine.damage(),
        folder_open: beckon_engine::lets_others_in(engine.data_dir()),
        restored: app.restored(),
        looking: app.looking(),
    })
}

/// The operating system's language as BCP 47, for a window that cannot read what was set.
#[tauri::command]
pub(super) fn system_locale() -> String {
    words::system_locale()
}

#[tauri::command]
pub(super) async fn settings_save(handle: AppHandle, app: State<'_>, settings: Settings) -> Answer<Settings> {
    handle.set_theme(native_theme(settings.theme));
    if let Some(log) = &app.log {
        log.set(settings.log_level);
    }
    let saved = answer(app.engine()?.settings_save(settings).await)?;
    background::change(&handle, &saved);
    Ok(saved)
}

/// How far the system lets Beckon go on without its window.
#[tauri::command]
pub(super) fn background_state(handle: AppHandle) -> BackgroundState {
    background::state(&handle)
}

#[tauri::command]
pub(super) fn link_open(handle: AppHandle, url: &str) -> Answer<()> {
    if !links::allowed(url) {
        return Err(UiError::new(ErrorCode::NotFound).with("what", "link"));
    }
    let opened = handle.opener().open_url(url, None::<&str>);
    opened.map_err(|error| UiError::new(ErrorCode::Internal).with("detail", error))
}

/// Asks how to print what the window shows. The page's own way to it is Tauri's on macOS, which the window may not ask for.
#[tauri::command]
pub(super) fn window_print(window: WebviewWindow) -> Answer<()> {
    window.print().map_err(|error| UiError::new(ErrorCode::Internal).with("detail", error))
}

#[tauri::command]
pub(super) fn codes_find(text: &str) -> CodesFound {
    find_codes(text)
}

#[tauri::command]
pub(super) fn watch(app: State<'_>, on_change: Channel<CampaignId>) {
    app.watchers.add(on_change);
}

/// The frame around the page follows the page.
fn native_theme(theme: Theme) -> Option<tauri::Theme> {
    match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    }
}
