//! The commands of the window: shims of a few lines over the engine. The one request and one answer of each are types
//! of the model; every failure is a `UiError`.
//!
//! Never in here: a decision. Every input is checked by the engine.

mod accounts;
mod directory;
mod importing;
mod interviews;
mod people;
mod practice;
mod sending;
mod templates;
mod window;

use beckon_engine::ui_error;
use beckon_model::UiError;
use tauri::ipc::Invoke;

use crate::app::App;

/// What commands answer.
type Answer<T> = Result<T, UiError>;

/// The state behind every command.
type State<'a> = tauri::State<'a, App>;

/// All commands; `build.rs` and `capabilities/main.json` list them too.
pub(crate) fn handler() -> impl Fn(Invoke<tauri::Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        window::app_state,
        window::settings_save,
        window::link_open,
        window::codes_find,
        window::watch,
        crate::shutdown::leave_watch,
        crate::shutdown::leave_answer,
        accounts::accounts_list,
        accounts::account_add,
        accounts::account_edit,
        accounts::account_way,
        accounts::account_test,
        accounts::account_secret,
        accounts::account_remove,
        accounts::account_limits,
        accounts::account_limits_set,
        people::candidates_list,
        people::candidate_tags,
        people::fields_list,
        importing::candidates_check,
        importing::candidates_recheck,
        importing::candidates_import,
        importing::import_progress,
        importing::import_cancel,
        importing::import_untaken_save,
        people::candidates_remove,
        people::candidates_tag,
        people::candidates_route,
        people::candidates_undo,
        people::candidate_get,
        people::candidate_edit,
        directory::lookup_start,
        directory::lookup_progress,
        directory::lookup_stop,
        directory::reach_check,
        directory::directory_get,
        directory::directory_members,
        directory::candidate_map,
        templates::templates_list,
        templates::template_save,
        templates::template_unknown,
        templates::template_remove,
        templates::template_versions,
        templates::template_preview,
        templates::template_reset,
        templates::starters_list,
        templates::templates_import,
        templates::templates_export,
        templates::media_add,
        templates::media_get,
        sending::send_check,
        sending::send_preview,
        sending::send_start,
        sending::send_test,
        sending::send_tester,
        sending::campaigns_list,
        sending::campaign_get,
        sending::campaign_pause,
        sending::campaign_cancel,
        sending::campaign_resume,
        sending::campaign_retry,
        sending::delivery_resolve,
        sending::recall_check,
        sending::recall_start,
        sending::log_list,
        sending::log_detail,
        interviews::interviews_list,
        interviews::interview_save,
        interviews::interview_call_off,
        interviews::interview_remove,
        interviews::interview_calendar,
        practice::practice_people,
        practice::practice_figures,
        practice::practice_play,
        practice::practice_playing,
    ]
}

/// The engine's answer as the window gets it.
fn answer<T>(result: beckon_engine::Result<T>) -> Answer<T> {
    result.map_err(|error| {
        tracing::info!(%error, "a command was refused");
        ui_error(&error)
    })
}
