//! What customer service remembers: its accounts and the links to them.

use crate::dice::Dice;
use crate::service::ServiceAccount;

/// Where the links of a company begin, after its base URL.
const PATH: &str = "/kf/";

/// Customer service of the company.
#[derive(Debug)]
pub(crate) struct Desk {
    base_url: String,
    /// Whether the API is switched on at all.
    pub(crate) api: bool,
    pub(crate) accounts: Vec<ServiceAccount>,
}

impl Desk {
    pub(crate) fn new(accounts: Vec<ServiceAccount>, api: bool, base_url: String) -> Self {
        Self { base_url, api, accounts }
    }

    pub(crate) fn account(&self, open_kfid: &str) -> Option<&ServiceAccount> {
        self.accounts.iter().find(|account| account.open_kfid == open_kfid)
    }

    /// The link to an account with this scene, the same one every time; `enc_scene` is in it only with a scene.
    pub(crate) fn link(&self, open_kfid: &str, scene: &str) -> String {
        let mut dice = Dice::of(&[&self.base_url, open_kfid, scene]);
        let path = format!("{PATH}kfc{}", dice.letters(16).to_ascii_lowercase());
        let query = if scene.is_empty() { String::new() } else { format!("?enc_scene={}", dice.letters(22)) };
        format!("{}{path}{query}", self.base_url)
    }
}
