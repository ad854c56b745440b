//! An account: one self-built app of one company, without its secret.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::AccountId;

/// Where the app secret of an account is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SecretPlace {
    /// In the OS keyring.
    Keyring,
    /// In memory until the program ends; asked for again afterwards.
    Session,
    /// The practice company's, which opens nothing else.
    Practice,
}

/// Where the user wants a secret to be kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum VaultChoice {
    /// In the OS keyring.
    #[default]
    Keyring,
    /// For this session only.
    Session,
}

/// An account as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Account {
    /// Id.
    pub id: AccountId,
    /// The name the user gave it; unique.
    pub name: String,
    /// `corpid` of the company.
    pub corp_id: String,
    /// `agentid` of the app.
    pub agent_id: i64,
    /// Base URL of the API, without a path.
    pub api_host: String,
    /// Where the secret is.
    pub secret_place: SecretPlace,
    /// The last three characters of the secret, to tell two apart; empty when the secret is too short to show any.
    pub secret_hint: String,
    /// When the secret was saved, UTC ms.
    pub secret_saved_at: i64,
    /// Whether the secret can be used now: false for a session-only secret after a restart.
    pub secret_ready: bool,
    /// When the account was made, UTC ms.
    pub created_at: i64,
}

/// What the user typed to add an account. The secret goes inwards once and never comes back.
#[derive(Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AccountDraft {
    /// Name, 1 to 64 characters.
    pub name: String,
    /// Company id as typed.
    pub corp_id: String,
    /// Agent id as typed; must be a whole number.
    pub agent_id: String,
    /// App secret as typed.
    pub secret: String,
    /// Base URL of the API; absent means WeCom's own.
    pub api_host: Option<String>,
    /// Where to keep the secret.
    #[serde(default)]
    pub vault: VaultChoice,
}

impl fmt::Debug for AccountDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountDraft").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The answer to adding an account.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AccountAdded {
    /// The account.
    pub account: Account,
    /// Names of the fields from which blanks were taken away.
    pub trimmed: Vec<String>,
}

/// What WeCom says about the app of an account (`agent/get`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AppInfo {
    /// `agentid`.
    pub agent_id: i64,
    /// The app's name in the company.
    pub name: String,
    /// False when the administrator stopped the app.
    pub enabled: bool,
    /// Members named one by one in the visible range.
    pub visible_users: usize,
    /// Departments in the visible range.
    pub visible_departments: usize,
    /// Tags in the visible range.
    pub visible_tags: usize,
}
