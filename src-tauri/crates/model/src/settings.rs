//! What the user set, and what the window needs to know when it opens.

use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{Damage, InterviewsView, LookAt, PracticeState, Restored, WorkingHours};

/// The language of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Locale {
    /// As the operating system says.
    #[default]
    #[serde(rename = "system")]
    System,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

/// The colours of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the operating system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

words! {
    /// How much the log file says.
    #[derive(Default)]
    pub enum LogLevel {
        /// What went wrong.
        Warn = "warn",
        /// What was done as well.
        #[default]
        Info = "info",
        /// Each step as well.
        Debug = "debug",
    }
}

/// What the user set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct Settings {
    /// Language.
    pub locale: Locale,
    /// Colours.
    pub theme: Theme,
    /// How much the log file says.
    pub log_level: LogLevel,
    /// How the interviews are shown.
    pub interviews_view: InterviewsView,
    /// When people work; interviews at other times are remarked on.
    pub working_hours: WorkingHours,
    /// Closing the window keeps Beckon running, and it starts at login, so that reminders and planned sends go on.
    pub background: bool,
}

/// Whether secrets can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum KeyringState {
    /// The OS keyring answers.
    Ready,
    /// The OS keyring is there but locked, or refuses.
    Locked,
    /// There is no keyring on this desktop.
    Missing,
}

/// What the window needs to know when it opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AppState {
    /// Version of Beckon.
    pub version: String,
    /// Where data is.
    pub data_dir: String,
    /// What the user set.
    pub settings: Settings,
    /// The operating system's language, as BCP 47.
    pub system_locale: String,
    /// Accounts besides the practice company.
    pub accounts: u64,
    /// Candidates in the list.
    pub candidates: u64,
    /// Campaigns so far.
    pub campaigns: u64,
    /// Whether secrets can be kept.
    pub keyring: KeyringState,
    /// The practice company; absent when it could not be started.
    pub practice: Option<PracticeState>,
    /// Other people on this machine can look into the data folder, which holds more than Beckon's data and was left as it is.
    pub folder_open: bool,
    /// What was found wrong with the data since they were opened; nothing more is sent then.
    pub damage: Option<Damage>,
    /// What took the place of the database at this start, if it was missing or damaged.
    pub restored: Option<Restored>,
    /// What is only looked at; nothing can be changed then.
    pub looking: Option<LookAt>,
}
