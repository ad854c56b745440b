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
mod people;
mod practice;
mod sending;
mod templates;
mod window;

use tauri::ipc::Invoke;

/// All commands; `build.rs` and `capabilities/main.json` list them too.
pub(crate) fn handler() -> impl Fn(Invoke<tauri::Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        window::app_state,
        window::system_locale,
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
        accounts::account_rotate,
        accounts::account_secret_back,
        accounts::account_secret_forget,
        accounts::account_secret_move,
        accounts::keyring_check,
        accounts::account_export,
        accounts::account_read,
        accounts::account_import,
        accounts::account_removal,
        doctor::doctor_run,
        doctor::doctor_message,
        doctor::exit_ips,
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
        exporting::export_offer,
        exporting::export_start,
        exporting::export_show,
        templates::templates_list,
        templates::template_save,
        templates::template_remarks,
        templates::template_repair,
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
        sending::campaign_unknown,
        sending::campaign_resolve,
        sending::recall_check,
        sending::recall_start,
        sending::log_list,
        sending::log_detail,
        interviews::interviews_list,
        interviews::interview_start,
        interviews::interview_save,
        interviews::interview_call_off,
        interviews::interview_remove,
        interviews::interview_calendar,
        practice::practice_people,
        practice::practice_figures,
        practice::practice_play,
        practice::practice_playing,
        help::log_folder_open,
        help::bundle_make,
        help::bundle_save,
        data::backups_list,
        data::backup_make,
        data::data_check,
        data::data_restore,
        data::data_lost,
        data::data_start_empty,
    ]
}
