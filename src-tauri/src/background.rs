//! Going on while the window is closed, where a person wishes it: an icon in the tray, and a start at login without the window.
//!
//! 1. With it on, closing the window hides it. Where no icon can be made it is only minimised, so that it can be found.
//! 2. Whatever the desktop shows: starting Beckon a second time shows the window of the first.
//! 3. What the system refuses is said in the settings, and does not keep the rest from working.
//!
//! Never in here: what goes on, and what a person is asked before the program ends.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use beckon_model::{BackgroundState, Locale, Settings};
use tauri::menu::{MenuBuilder, MenuItemBuilder};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager};
use tauri_plugin_autostart::ManagerExt;

use crate::words::Words;

/// The icon's name, and those of what its menu offers.
const TRAY: &str = "beckon";
const OPEN: &str = "open";
const QUIT: &str = "quit";

/// Whether it is on, in which language its menu is, and what "quit" in it does.
pub(crate) struct Background {
    locale: Mutex<Option<Locale>>,
    quit: fn(&AppHandle),
}

impl Background {
    /// Off, until it is known what is set.
    pub fn new(quit: fn(&AppHandle)) -> Self {
        Self { locale: Mutex::default(), quit }
    }

    /// Takes over what is set, and says what it was before.
    fn set(&self, settings: &Settings) -> Option<Locale> {
        let now = settings.background.then_some(settings.locale);
        std::mem::replace(&mut self.locale.lock().unwrap_or_else(PoisonError::into_inner), now)
    }

    fn on(&self) -> bool {
        self.locale.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

/// Whether closing the window keeps the program running.
pub(crate) fn on(handle: &AppHandle) -> bool {
    handle.state::<Background>().on()
}

/// How far the system goes along.
pub(crate) fn state(handle: &AppHandle) -> BackgroundState {
    let at_login = handle.autolaunch().is_enabled().unwrap_or(false);
    BackgroundState { tray: handle.tray_by_id(TRAY).is_some(), at_login }
}

/// Does what was set, at the start of the program. Whether it starts at login stays as the person left it in the system.
pub(crate) fn begin(handle: &AppHandle, settings: &Settings) {
    handle.state::<Background>().set(settings);
    if settings.background {
        show_icon(handle, settings.locale);
    }
}

/// Does what a person has just set.
pub(crate) fn change(handle: &AppHandle, settings: &Settings) {
    let before = handle.state::<Background>().set(settings);
    if before == settings.background.then_some(settings.locale) {
        return;
    }
    if settings.background {
        show_icon(handle, settings.locale);
    } else {
        take_icon_away(handle);
    }
    if before.is_some() != settings.background {
        let login = handle.autolaunch();
        let done = if settings.background { login.enable() } else { login.disable() };
        if let Err(error) = done {
            tracing::warn!(%error, "the start at login could not be changed");
        }
    }
}

/// Puts the window out of sight; the program goes on.
pub(crate) fn hide(handle: &AppHandle) {
    let Some(window) = handle.get_webview_window("main") else { return };
    let hidden = if handle.tray_by_id(TRAY).is_some() { window.hide() } else { window.minimize() };
    if let Err(error) = hidden {
        tracing::warn!(%error, "the window could not be hidden");
    }
}

/// Brings the window back, wherever it was.
pub(crate) fn show(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window("main") {
        let _ = window.show();
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// Makes the icon, with its menu in this language, in place of an earlier one.
fn show_icon(handle: &AppHandle, locale: Locale) {
    let app = handle.clone();
    let made = handle.run_on_main_thread(move || {
        app.remove_tray_by_id(TRAY);
        // On Linux a library is looked for here, and one that is not there is a panic.
        match catch_unwind(AssertUnwindSafe(|| icon(&app, locale))) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "there is no icon in the tray"),
            Err(_) => tracing::warn!("there is no icon in the tray: the library for it is missing"),
        }
    });
    if let Err(error) = made {
        tracing::warn!(%error, "there is no icon in the tray");
    }
}

fn icon(app: &AppHandle, locale: Locale) -> tauri::Result<()> {
    let words = Words::of(locale);
    let open = MenuItemBuilder::with_id(OPEN, words.word("tray_open")).build(app)?;
    let quit = MenuItemBuilder::with_id(QUIT, words.word("tray_quit")).build(app)?;
    let menu = MenuBuilder::new(app).items(&[&open, &quit]).build()?;
    let mut icon = TrayIconBuilder::with_id(TRAY)
        .tooltip("Beckon")
        .menu(&menu)
        // A click opens the menu where that is usual; on Windows it opens the window.
        .show_menu_on_left_click(!cfg!(target_os = "windows"))
        .on_menu_event(|app, event| match event.id().as_ref() {
            OPEN => show(app),
            QUIT => (app.state::<Background>().quit)(app),
            _ => {}
        })
        .on_tray_icon_event(|icon, event| {
            let clicked = matches!(
                event,
                TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. }
            );
            if clicked && cfg!(target_os = "windows") {
                show(icon.app_handle());
            }
        });
    if let Some(picture) = app.default_window_icon() {
        icon = icon.icon(picture.clone());
    }
    icon.build(app).map(drop)
}

fn take_icon_away(handle: &AppHandle) {
    let app = handle.clone();
    // An icon is given back where it was made.
    if let Err(error) = handle.run_on_main_thread(move || drop(app.remove_tray_by_id(TRAY))) {
        tracing::warn!(%error, "the icon stays in the tray");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_off_until_somebody_sets_it() {
        let background = Background::new(|_| ());
        let settings = Settings::default();
        assert!(!settings.background && !background.on(), "off by default");
        assert_eq!(background.set(&Settings { background: true, ..settings }), None, "it was off");
        assert!(background.on(), "closing the window keeps the program running");
        assert_eq!(background.set(&settings), Some(settings.locale), "it was on");
        assert!(!background.on(), "and ends it again");
    }

    #[test]
    fn both_languages_have_the_words_of_the_menu() {
        for locale in [Locale::ZhCn, Locale::En] {
            for key in ["tray_open", "tray_quit"] {
                assert_ne!(Words::of(locale).word(key), key, "{locale:?} needs {key}");
            }
        }
    }
}
