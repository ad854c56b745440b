//! Tells Tauri where its capabilities are, and gives every command a permission of its own.

/// Every command of `src/commands`; each has to be allowed in `capabilities/main.json`.
const COMMANDS: &[&str] = &[
    "app_state",
    "settings_save",
    "link_open",
    "watch",
    "leave_watch",
    "leave_answer",
    "accounts_list",
    "account_add",
    "account_test",
    "account_secret",
    "account_remove",
    "account_limits",
    "account_limits_set",
    "candidates_list",
    "candidate_tags",
    "fields_list",
    "candidates_check",
    "candidates_import",
    "candidates_remove",
    "templates_list",
    "template_save",
    "template_unknown",
    "template_remove",
    "template_versions",
    "template_preview",
    "template_reset",
    "starters_list",
    "templates_import",
    "templates_export",
    "media_add",
    "media_get",
    "send_check",
    "send_preview",
    "send_start",
    "campaigns_list",
    "campaign_get",
    "campaign_pause",
    "campaign_cancel",
    "campaign_resume",
    "campaign_retry",
    "delivery_resolve",
    "recall_check",
    "recall_start",
    "log_list",
    "log_detail",
    "interviews_list",
    "interview_save",
    "interview_call_off",
    "interview_remove",
    "practice_people",
    "practice_figures",
    "practice_play",
    "practice_playing",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The words of the desktop notification are the window's.
    println!("cargo:rerun-if-changed=ui/messages");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    Ok(tauri_build::try_build(attributes)?)
}
