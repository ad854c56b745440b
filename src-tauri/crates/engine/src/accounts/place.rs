//! Where a secret is: given again, moved between keyring and session, and whether the keyring works at all.
//!
//! Never in here: a place that nobody chose. What the keyring refuses is an error, not a secret in memory.

use beckon_model::{Account, AccountId, KeyringCheck, KeyringKind, SecretPlace, VaultChoice};
use beckon_vault::{VaultEntry, hint};
use secrecy::SecretString;

use super::values::of_secret;
use crate::doors::Accounts;
use crate::errors::{Error, Result};

impl Accounts<'_> {
    /// Takes the secret of an account again, into the keyring or for this session. It is not tried: the one that was there is
    /// gone or does not work. [`Accounts::rotate`] replaces one that works.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Vault`], [`Error::NotFound`]; the old secret stays then.
    pub async fn secret(self, id: &AccountId, secret: impl Into<SecretString>, vault: VaultChoice) -> Result<Account> {
        let before = self.get(id).await?;
        let secret = of_secret(&secret.into())?;
        if id.is_practice() {
            return Err(Error::NotFound("account"));
        }
        let after = Account {
            secret_place: vault.into(),
            secret_hint: hint(&secret),
            secret_saved_at: self.engine.now_ms(),
            ..before.clone()
        };
        self.put_secret(&before, &after, secret).await?;
        self.engine.0.accounts.secrets_before().remove(id);
        self.engine.0.accounts.forget_client(id);
        self.get(id).await
    }

    /// Moves the secret of an account, and its proxy's password, into the keyring or out of it.
    ///
    /// # Errors
    /// [`Error::SecretNeeded`], [`Error::Vault`], [`Error::NotFound`]; everything stays where it was then.
    pub async fn secret_move(self, id: &AccountId, vault: VaultChoice) -> Result<Account> {
        let before = self.get(id).await?;
        if id.is_practice() {
            return Err(Error::NotFound("account"));
        }
        if before.secret_place != vault.into() {
            let secret = self.secret_of(&before).await?;
            let after = Account { secret_place: vault.into(), ..before.clone() };
            self.put_secret(&before, &after, secret).await?;
        }
        self.get(id).await
    }

    /// Whether the keyring works, found out by writing, reading and deleting an entry of no meaning. May wait for a person to
    /// unlock it.
    pub async fn keyring_check(self) -> KeyringCheck {
        let (state, failed_at) = self.engine.0.vault.check().await;
        let kind = if cfg!(target_os = "macos") {
            KeyringKind::Keychain
        } else if cfg!(windows) {
            KeyringKind::CredentialManager
        } else {
            KeyringKind::SecretService
        };
        KeyringCheck { kind, state, failed_at }
    }

    /// New place first, then the row, then the old place: at every moment one of them has it. What the old place does not
    /// give up is an entry that nobody asks for any more; it goes with the account.
    async fn put_secret(self, before: &Account, after: &Account, secret: SecretString) -> Result<()> {
        let vault = &self.engine.0.vault;
        let (of_app, of_proxy) = (VaultEntry::secret(&after.id), VaultEntry::proxy_password(&after.id));
        let (from, to) = (before.secret_place, after.secret_place);
        let old = if from == to { vault.get(&of_app, to).await? } else { None };
        // A keyring that is locked or gone must not keep a secret out that a person enters for this session.
        let password = if from == to { None } else { vault.get(&of_proxy, from).await.unwrap_or_default() };
        vault.put(&of_app, to, secret).await?;
        if let Some(password) = password {
            vault.put(&of_proxy, to, password).await?;
        }
        let row = after.clone();
        let noted = move |rows: &beckon_store::Writer<'_>| {
            rows.set_account_secret(&row.id, row.secret_place, &row.secret_hint, row.secret_saved_at)
        };
        if let Err(error) = self.engine.store().write(noted).await {
            match old {
                Some(old) => vault.put(&of_app, to, old).await?,
                None => vault.remove(&of_app, to).await?,
            }
            if from != to {
                vault.remove(&of_proxy, to).await?;
            }
            return Err(error.into());
        }
        if from != to {
            for entry in [&of_proxy, &of_app] {
                if vault.remove(entry, from).await.is_err() {
                    tracing::warn!("an entry could not be taken out of the keyring");
                }
            }
        } else if to == SecretPlace::Keyring {
            // One that was lent for this session would go before it.
            vault.remove(&of_app, SecretPlace::Session).await?;
        }
        Ok(())
    }
}
