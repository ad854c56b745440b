//! The connection to ShowMeBug, without its secret, and what a look at it finds.
//!
//! Never in here: a link into a room, or the secret on its way out.

use std::fmt;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::words::words;
use crate::{DoctorState, RoomProblem, SecretPlace, VaultChoice};

words! {
    /// What is sent to ShowMeBug as proof of who asks.
    #[derive(Default)]
    pub enum TokenKind {
        /// An access token, fetched with key and secret.
        #[default]
        OAuth = "oauth",
        /// Key and secret themselves, in one text.
        Static = "static",
    }
}

/// The connection to ShowMeBug as everybody may see it. A data folder has one at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ShowMeBug {
    /// A UUID: the name of its secret in the keyring, which every data folder of the computer shares.
    pub id: String,
    /// Base URL, for example `https://www.showmebug.com`.
    pub base_url: String,
    /// The application's key; no secret.
    pub key: String,
    /// The last three characters of the application's secret; empty when it is too short to show any.
    pub secret_hint: String,
    /// Where the secret is.
    pub secret_place: SecretPlace,
    /// Whether the secret can be used now: false for a session-only secret after a restart.
    pub secret_ready: bool,
    /// What is sent with each call.
    pub token: TokenKind,
    /// When it was saved, UTC ms.
    pub saved_at: i64,
}

impl ShowMeBug {
    /// The base URL without its scheme, as problems name it.
    #[must_use]
    pub fn host_name(&self) -> &str {
        self.base_url.split_once("://").map_or(&self.base_url, |(_, host)| host)
    }
}

/// A connection as a person types it. The secret goes inwards once and never comes back.
#[derive(Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ShowMeBugDraft {
    /// Base URL; empty means ShowMeBug's own.
    pub base_url: String,
    /// The application's key.
    pub key: String,
    /// The application's secret.
    #[cfg_attr(test, ts(type = "string"))]
    pub secret: SecretString,
    /// Where to keep the secret.
    #[serde(default)]
    pub vault: VaultChoice,
    /// What is sent with each call.
    #[serde(default)]
    pub token: TokenKind,
}

impl fmt::Debug for ShowMeBugDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ShowMeBugDraft").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

words! {
    /// A step of the look at the connection, in the order in which they are done.
    pub enum ShowMeBugStep {
        /// Base URL, key and secret are there and can be what they are called.
        Values = "values",
        /// The name of the host is resolved and something answers there.
        Name = "name",
        /// The secure connection.
        Tls = "tls",
        /// ShowMeBug takes key and secret.
        Token = "token",
        /// ShowMeBug names the team.
        Team = "team",
        /// The team has sessions left.
        Quota = "quota",
    }
}

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ShowMeBugResult {
    /// Which one.
    pub step: ShowMeBugStep,
    /// How.
    pub state: DoctorState,
    /// What is wrong, unless it passed.
    pub problem: Option<RoomProblem>,
}

/// What ShowMeBug says of the team whose key it is (`/me`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ShowMeBugTeam {
    /// Its name.
    pub name: Option<String>,
    /// How many members it has.
    pub members: Option<u64>,
    /// Sessions left. Whether one is used up when a room is made or when it is entered is not known.
    pub left_quota: Option<i64>,
}

/// A look at the connection: each step, and the team when it came that far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ShowMeBugCheck {
    /// The steps.
    pub steps: Vec<ShowMeBugResult>,
    /// The team.
    pub team: Option<ShowMeBugTeam>,
}

impl ShowMeBugCheck {
    /// Whether rooms can be made: no step failed.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.steps.iter().all(|step| step.state != DoctorState::Failure)
    }
}
