//! The practice company as the engine sees it: an account that is always there, and the practice ShowMeBug beside it. Who
//! runs their server is not our business.

use std::fmt;

use beckon_model::{Account, AccountId, AccountProxy, Colour, SecretPlace};
use secrecy::SecretString;

/// Where the practice company listens, and its app.
#[derive(Clone)]
pub struct PracticeHost {
    /// Base URL on loopback.
    pub host: String,
    /// `corpid`.
    pub corp_id: String,
    /// `agentid`.
    pub agent_id: i64,
    /// `corpsecret`; opens nothing but the practice company.
    pub secret: SecretString,
    /// The practice ShowMeBug.
    pub showmebug: PracticeShowMeBug,
}

/// Where the practice ShowMeBug listens, and what opens it.
#[derive(Clone)]
pub struct PracticeShowMeBug {
    /// Base URL on loopback.
    pub base_url: String,
    /// The application's key.
    pub key: String,
    /// The application's secret; opens nothing but the practice ShowMeBug.
    pub secret: SecretString,
}

impl fmt::Debug for PracticeShowMeBug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PracticeShowMeBug").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

impl fmt::Debug for PracticeHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PracticeHost").field("host", &self.host).finish_non_exhaustive()
    }
}

impl PracticeHost {
    /// The practice company's account.
    pub(crate) fn account(&self) -> Account {
        Account {
            id: AccountId::practice(),
            name: AccountId::practice().0,
            corp_id: self.corp_id.clone(),
            agent_id: self.agent_id,
            api_host: self.host.clone(),
            // The window gives it a colour of its own, which no account can take.
            colour: Colour::default(),
            proxy: AccountProxy::None,
            secret_place: SecretPlace::Practice,
            secret_hint: String::new(),
            secret_saved_at: 0,
            secret_ready: true,
            secret_before: None,
            created_at: 0,
            team: false,
        }
    }
}
