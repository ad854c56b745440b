//! An account: one self-built app of one company, without its secret.

use std::fmt;

use secrecy::SecretString;
use serde::{Deserialize, Serialize, Serializer};

use crate::words::words;
use crate::{AccountId, FormField, KeyringState};

words! {
    /// Where the app secret of an account is kept.
    pub enum SecretPlace {
        /// In the OS keyring.
        Keyring = "keyring",
        /// In memory until the program ends; asked for again afterwards.
        Session = "session",
        /// The practice company's, which opens nothing else.
        Practice = "practice",
    }
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

impl From<VaultChoice> for SecretPlace {
    fn from(vault: VaultChoice) -> Self {
        match vault {
            VaultChoice::Keyring => Self::Keyring,
            VaultChoice::Session => Self::Session,
        }
    }
}

words! {
    /// The colours by which the window tells accounts apart.
    #[derive(Default)]
    pub enum Colour {
        /// Teal.
        #[default]
        Teal = "teal",
        /// Blue.
        Blue = "blue",
        /// Plum.
        Plum = "plum",
        /// Brown.
        Brown = "brown",
        /// Green.
        Green = "green",
        /// Graphite.
        Graphite = "graphite",
    }
}

/// How the requests of an account leave this machine. A proxy's password is in the vault, never here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AccountProxy {
    /// The system's settings.
    #[default]
    System,
    /// Directly, ignoring the system's settings.
    None,
    /// Through this one.
    Through {
        /// Its URL without a login.
        url: String,
        /// The name of its login, if it wants one.
        user: Option<String>,
    },
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
    /// Base URL of the API, with the path of a relay where there is one.
    pub api_host: String,
    /// Its colour in the window.
    pub colour: Colour,
    /// How its requests leave this machine.
    pub proxy: AccountProxy,
    /// Where the secret is.
    pub secret_place: SecretPlace,
    /// The last three characters of the secret, to tell two apart; empty when the secret is too short to show any.
    pub secret_hint: String,
    /// When the secret was saved, UTC ms.
    pub secret_saved_at: i64,
    /// Whether the secret can be used now: false for a session-only secret after a restart.
    pub secret_ready: bool,
    /// The last three characters of the secret that the last rotation replaced, while it is kept for the way back: until the
    /// program ends. Empty when it is too short to show any.
    pub secret_before: Option<String>,
    /// When the account was made, UTC ms.
    pub created_at: i64,
    /// Whether the team's ledger is asked before anything leaves.
    pub team: bool,
}

/// What the removal of an account leaves behind, and what it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AccountRemoval {
    /// Sends of this account; they stay in the log.
    pub campaigns: u64,
    /// Their messages; they stay too.
    pub messages: u64,
    /// Sends that have not ended and are called off.
    pub open: u64,
    /// Interviews to come that stand in WeCom by this account: nobody can change or remove them there without it.
    pub published: u64,
}

/// What keeps secrets on this system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum KeyringKind {
    /// Linux: GNOME Keyring or KWallet behind the Secret Service.
    SecretService,
    /// macOS.
    Keychain,
    /// Windows.
    CredentialManager,
}

/// A step of the keyring's test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum KeyringStep {
    /// An entry is written.
    Write,
    /// It is read and is the same.
    Read,
    /// It is deleted.
    Delete,
}

/// Whether the keyring works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeyringCheck {
    /// What it is.
    pub kind: KeyringKind,
    /// How it answered.
    pub state: KeyringState,
    /// The step that failed.
    pub failed_at: Option<KeyringStep>,
}

impl Account {
    /// Whether its proxy wants a login.
    #[must_use]
    pub fn has_proxy_login(&self) -> bool {
        matches!(&self.proxy, AccountProxy::Through { user: Some(_), .. })
    }

    /// The API host without its scheme, as errors name it.
    #[must_use]
    pub fn host_name(&self) -> &str {
        self.api_host.split_once("://").map_or(&self.api_host, |(_, host)| host)
    }
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
    #[cfg_attr(test, ts(type = "string"))]
    pub secret: SecretString,
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

/// A proxy as a person types it. The password goes inwards once and never comes back.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProxyDraft {
    /// The system's settings.
    #[default]
    System,
    /// Directly, ignoring the system's settings.
    None,
    /// Through this one.
    Through {
        /// Its URL; a login in it counts where the other two fields are empty.
        url: String,
        /// The name of its login; empty when it wants none.
        user: String,
        /// The password of its login; absent means the one that is kept, as long as address and name stay.
        #[serde(serialize_with = "never")]
        #[cfg_attr(test, ts(type = "string | null"))]
        password: Option<SecretString>,
    },
}

fn never<S: Serializer>(_: &Option<SecretString>, inwards_only: S) -> Result<S::Ok, S::Error> {
    inwards_only.serialize_none()
}

impl fmt::Debug for ProxyDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::System => "System",
            Self::None => "None",
            Self::Through { .. } => "Through",
        })
    }
}

impl From<&AccountProxy> for ProxyDraft {
    fn from(proxy: &AccountProxy) -> Self {
        match proxy {
            AccountProxy::System => Self::System,
            AccountProxy::None => Self::None,
            AccountProxy::Through { url, user } => {
                Self::Through { url: url.clone(), user: user.clone().unwrap_or_default(), password: None }
            }
        }
    }
}

/// What an account is to become: all of it but the secret.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AccountEdit {
    /// Name, 1 to 64 characters.
    pub name: String,
    /// Its colour.
    pub colour: Colour,
    /// Company id as typed.
    pub corp_id: String,
    /// Agent id as typed; must be a whole number.
    pub agent_id: String,
    /// Base URL of the API; empty means WeCom's own.
    pub api_host: String,
    /// How requests leave this machine.
    pub proxy: ProxyDraft,
    /// Whether the team's ledger is to be asked before anything leaves.
    pub team: bool,
}

impl From<&Account> for AccountEdit {
    fn from(account: &Account) -> Self {
        Self {
            name: account.name.clone(),
            colour: account.colour,
            corp_id: account.corp_id.clone(),
            agent_id: account.agent_id.to_string(),
            api_host: account.api_host.clone(),
            proxy: ProxyDraft::from(&account.proxy),
            team: account.team,
        }
    }
}

/// What answered when host and proxy were tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WayTested {
    /// The API host without scheme.
    pub host: String,
    /// What was corrected in it.
    pub host_notes: Vec<HostNote>,
    /// The proxy's address, if the request went through a named one.
    pub proxy: Option<String>,
    /// The host is this computer, where no proxy is ever used.
    pub loopback: bool,
}

/// What was corrected in an API host as a person typed it, and what a person should know of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum HostNote {
    /// Blanks, invisible characters, quotation marks or punctuation around it were removed.
    Around,
    /// Full-width letters or signs became the usual ones.
    FullWidth,
    /// A missing scheme was added.
    Scheme,
    /// Capital letters became small ones.
    Letters,
    /// A dot behind the name was removed.
    Dot,
    /// The usual port was removed.
    Port,
    /// Slashes too many were removed.
    Slash,
    /// `/cgi-bin` and what stood behind it were removed.
    ApiPath,
    /// Not corrected: an IP address works only with a certificate for that address.
    IpAddress,
}

/// The answer to adding or editing an account.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AccountSaved {
    /// The account.
    pub account: Account,
    /// The fields from which spaces around them or invisible characters were removed.
    pub trimmed: Vec<FormField>,
    /// The fields in which full-width letters and digits became the usual ones.
    pub folded: Vec<FormField>,
    /// The fields that are kept as they are and seldom are right like this.
    pub unusual: Vec<FormField>,
    /// What was corrected in the API host; the account has it as it is used.
    pub host_notes: Vec<HostNote>,
    /// The password of the proxy's login stood in the proxy's address, where `%XX` stands for one character.
    pub login_in_address: bool,
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
