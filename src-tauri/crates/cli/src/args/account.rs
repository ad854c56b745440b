//! `account` as people type it.

use std::path::PathBuf;

use beckon_model::{AccountEdit, Colour, Limits, ProxyDraft, VaultChoice};
use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use secrecy::SecretString;

use super::secret::LentSecret;
use crate::files::path;

#[derive(Subcommand)]
pub enum Account {
    /// Connect an app; Beckon does not ask WeCom yet
    Add {
        /// A name of your choice
        #[arg(long, value_name = "N")]
        name: String,
        /// 企业ID, from My Company
        #[arg(long, value_name = "ID")]
        corp_id: String,
        /// AgentId of the app
        #[arg(long, value_name = "N")]
        agent_id: String,
        /// Base URL of the API, when it is not WeCom's own
        #[arg(long, value_name = "URL")]
        api_host: Option<String>,
        #[command(flatten)]
        secret: GivenSecret,
        /// Where to keep the secret: in the system's keyring, or nowhere
        #[arg(long, value_enum, default_value_t)]
        vault: Vault,
    },
    /// Change values of an account; the others stay
    Set {
        /// The account's name
        name: String,
        #[command(flatten)]
        changed: ChangedAccount,
    },
    /// All accounts
    List,
    /// One account
    Show {
        /// The account's name
        name: String,
    },
    /// Forget an account and its secret; campaigns and log stay
    Remove {
        /// The account's name
        name: String,
        /// Remove without asking
        #[arg(long)]
        yes: bool,
    },
    /// Replace the secret with a new one, if the new one works
    RotateSecret {
        /// The account's name
        name: String,
        #[command(flatten)]
        secret: GivenSecret,
        /// The environment variable that holds the password of the account's proxy, if it is not stored
        #[arg(long, value_name = "VAR")]
        proxy_password_env: Option<String>,
    },
    /// Where the secret is, and whether the system's keyring works; moves it
    Secret {
        /// The account's name
        name: String,
        /// Keep it here from now on
        #[arg(long, value_enum, value_name = "PLACE")]
        to: Option<Vault>,
        #[command(flatten)]
        secret: LentSecret,
    },
    /// Write an account into a file for a colleague, without its secret
    Export {
        /// The account's name
        name: String,
        /// The file; - is stdout
        #[arg(value_parser = path())]
        file: PathBuf,
    },
    /// Connect the app of a file that `export` wrote
    Import {
        /// The file; - is stdin
        #[arg(value_parser = path())]
        file: PathBuf,
        /// Another name than the file's
        #[arg(long = "name", value_name = "N")]
        new_name: Option<String>,
        #[command(flatten)]
        secret: GivenSecret,
        /// Where to keep the secret: in the system's keyring, or nowhere
        #[arg(long, value_enum, default_value_t)]
        vault: Vault,
    },
    /// Show how much an account may send, or change it
    Limits {
        /// The account's name
        name: String,
        #[command(flatten)]
        changed: ChangedLimits,
    },
    /// Ask WeCom whether company id, agent id and secret belong together
    Test {
        /// The account's name
        name: String,
        #[command(flatten)]
        secret: LentSecret,
    },
}

/// Values to change; what is not named stays.
#[derive(ClapArgs)]
#[group(required = true, multiple = true)]
pub struct ChangedAccount {
    /// Another name
    #[arg(long = "name", value_name = "N")]
    pub new_name: Option<String>,
    /// Its colour in the window: teal, blue, plum, brown, green or graphite
    #[arg(long, value_name = "C", value_parser = colour)]
    pub colour: Option<Colour>,
    /// 企业ID, from My Company
    #[arg(long, value_name = "ID")]
    pub corp_id: Option<String>,
    /// AgentId of the app
    #[arg(long, value_name = "N")]
    pub agent_id: Option<String>,
    /// Base URL of the API; empty means WeCom's own
    #[arg(long, value_name = "URL")]
    pub api_host: Option<String>,
    /// The way out: `system`, `none`, or a URL such as `http://name@proxy.example.com:8080`
    #[arg(long, value_name = "URL|system|none")]
    pub proxy: Option<String>,
    /// Read the password of the proxy's login from this environment variable
    #[arg(long, value_name = "VAR", requires = "proxy")]
    pub proxy_password_env: Option<String>,
    /// Whether the team's ledger is asked before anything leaves: on or off
    #[arg(long, value_name = "on|off", value_parser = on_or_off)]
    pub team: Option<bool>,
}

impl ChangedAccount {
    /// These values with the changes; `password` is the proxy's.
    pub fn of(self, edit: AccountEdit, password: Option<SecretString>) -> AccountEdit {
        let proxy = match self.proxy.as_deref().map(str::trim) {
            None => edit.proxy,
            Some("system") => ProxyDraft::System,
            Some("none") => ProxyDraft::None,
            Some(url) => ProxyDraft::Through { url: url.to_owned(), user: String::new(), password },
        };
        AccountEdit {
            name: self.new_name.unwrap_or(edit.name),
            colour: self.colour.unwrap_or(edit.colour),
            corp_id: self.corp_id.unwrap_or(edit.corp_id),
            agent_id: self.agent_id.unwrap_or(edit.agent_id),
            api_host: self.api_host.unwrap_or(edit.api_host),
            proxy,
            team: self.team.unwrap_or(edit.team),
        }
    }
}

fn on_or_off(word: &str) -> Result<bool, String> {
    match word {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("on or off".to_owned()),
    }
}

fn colour(word: &str) -> Result<Colour, String> {
    let words = || Colour::ALL.map(Colour::as_str).join(", ");
    Colour::from_word(word).ok_or_else(|| format!("one of {}", words()))
}

/// Limits to change; what is not named stays.
#[derive(ClapArgs)]
pub struct ChangedLimits {
    /// Calls in a minute
    #[arg(long, value_name = "N")]
    pub per_minute: Option<u32>,
    /// Messages to people in a day of Beijing time; 0 means no limit of Beckon's own
    #[arg(long, value_name = "N")]
    pub per_day: Option<u32>,
    /// Messages to one member in a minute; WeCom drops more than 30 without telling anyone
    #[arg(long, value_name = "N")]
    pub per_member_minute: Option<u32>,
    /// Messages to one member in an hour; WeCom drops more than 1000 without telling anyone
    #[arg(long, value_name = "N")]
    pub per_member_hour: Option<u32>,
    /// Calls at a time
    #[arg(long, value_name = "N")]
    pub parallel: Option<u32>,
}

impl ChangedLimits {
    /// These limits with the changes.
    pub fn of(&self, limits: Limits) -> Limits {
        Limits {
            per_minute: self.per_minute.unwrap_or(limits.per_minute),
            per_day: self.per_day.map_or(limits.per_day, |most| Some(most).filter(|most| *most > 0)),
            per_member_minute: self.per_member_minute.unwrap_or(limits.per_member_minute),
            per_member_hour: self.per_member_hour.unwrap_or(limits.per_member_hour),
            parallel: self.parallel.unwrap_or(limits.parallel),
        }
    }
}

#[derive(ClapArgs)]
#[group(required = true, multiple = false)]
pub struct GivenSecret {
    /// Read the app's secret from one line of stdin
    #[arg(long)]
    pub secret_stdin: bool,
    /// Read the app's secret from this environment variable
    #[arg(long, value_name = "VAR")]
    pub secret_env: Option<String>,
}

/// Where a secret is kept.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Vault {
    #[default]
    Keyring,
    Session,
}

impl From<Vault> for VaultChoice {
    fn from(vault: Vault) -> Self {
        match vault {
            Vault::Keyring => Self::Keyring,
            Vault::Session => Self::Session,
        }
    }
}
