//! What a person types to connect a company.
//!
//! Never in here: an engine.

use beckon_model::{AccountDraft, VaultChoice};
use beckon_sandbox::Sandbox;

/// An account for the first app of a company.
pub fn draft(company: &Sandbox) -> AccountDraft {
    AccountDraft {
        name: "acme".to_owned(),
        corp_id: company.corp_id().to_owned(),
        agent_id: company.agent_id().to_string(),
        secret: company.secret().into(),
        api_host: Some(company.base_url()),
        vault: VaultChoice::Keyring,
    }
}
