//! The commands of the window: shims of a few lines over the engine. The one request and one answer of each are types
//! of the model; every failure is a `UiError`.
//!
//! Never in here: a decision. Every input is checked by the engine.

mod accounts;
mod answer;
mod data;
mod directory;
mod doctor;
mod exporting;
mod help;
mod importing;
mod interviews;
#[cfg(test)]
mod names;
mod outside;
mod people;
mod practice;
mod published;
mod reminders;
mod sending;
mod showmebug;
mod team;
mod templates;
mod window;

use tauri::ipc::Invoke;

macro_rules! commands {
    ($($($part:ident)::+),* $(,)?) => {
        pub(crate) fn handler() -> impl Fn(Invoke<tauri::Wry>) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($($part)::+),*]
        }

        /// The names of all commands.
        #[cfg(test)]
        pub(crate) const PATHS: &[&str] = &[$(stringify!($($part)::+)),*];
    };
}
include!("list.in");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    /// What follows `call<…>(` in quotes.
    fn asked(door: &str) -> BTreeSet<&str> {
        let calls = door.split("call<").skip(1).filter_map(|rest| rest.split_once(">("));
        calls.filter_map(|(_, rest)| rest.trim_start().strip_prefix('\'')?.split('\'').next()).collect()
    }

    #[test]
    fn the_window_asks_for_every_command_and_for_no_other() {
        let commands = super::PATHS.iter().filter_map(|path| path.rsplit("::").next()).map(str::trim).collect();
        let door = include_str!("../../../ui/src/lib/backend/index.ts");
        assert_eq!(asked(door), commands, "the window's door and the list of commands");
        assert!(
            asked("call<A<B>>('one', { x })\n call<C>(\n 'two')").contains("two"),
            "calls are found over two lines"
        );
    }
}
