//! What the vault keeps, and the name of each in the keyring, which every data folder of the computer shares.
//!
//! Never in here: what an entry holds.

use std::borrow::Cow;

use beckon_model::AccountId;

/// An entry of the vault.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum VaultEntry {
    /// The app's Secret of an account.
    Secret(AccountId),
    /// The password of an account's proxy.
    ProxyPassword(AccountId),
    /// The secret of the connection to ShowMeBug with this id.
    ShowMeBug(String),
    /// The password of the team with this id.
    Team(String),
    /// An entry of no meaning, which shows whether the keyring works.
    Probe,
}

impl VaultEntry {
    /// The app's Secret of this account.
    #[must_use]
    pub fn secret(id: &AccountId) -> Self {
        Self::Secret(id.clone())
    }

    /// The password of this account's proxy.
    #[must_use]
    pub fn proxy_password(id: &AccountId) -> Self {
        Self::ProxyPassword(id.clone())
    }

    /// Its name in the keyring.
    pub(crate) fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Secret(id) => id.as_str().into(),
            Self::ProxyPassword(id) => format!("{id}.proxy").into(),
            Self::ShowMeBug(id) => format!("{id}.showmebug").into(),
            Self::Team(id) => format!("{id}.team").into(),
            Self::Probe => "probe".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_found_again_by_the_next_version() {
        let id = AccountId("0198".to_owned());
        let showmebug = VaultEntry::ShowMeBug("0199".to_owned());
        let team = VaultEntry::Team("019a".to_owned());
        let entries = [VaultEntry::secret(&id), VaultEntry::proxy_password(&id), showmebug, team, VaultEntry::Probe];
        let names = ["0198", "0198.proxy", "0199.showmebug", "019a.team", "probe"];
        assert_eq!(entries.each_ref().map(|entry| entry.name()), names, "names that stay");
    }
}
