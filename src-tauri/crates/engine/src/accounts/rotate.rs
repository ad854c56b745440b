//! A new secret in the place of the old one.
//!
//! 1. Prove the new one with a client of its own: a token, and the app that it belongs to. The old one is not touched.
//! 2. Put it into the vault, then note it in the row. When the row cannot be written, the old one goes back.
//! 3. Keep the old one in memory until the program ends or a person says otherwise: the way back.

use beckon_model::{Account, AccountId, SecretPlace};
use beckon_vault::{VaultEntry, hint};
use secrecy::SecretString;

use super::state::Before;
use super::values::of_secret;
use crate::doors::Accounts;
use crate::errors::{Error, Result, wecom_error};

impl Accounts<'_> {
    /// Replaces the secret of an account by a new one that has proven itself.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Wecom`] when the new one does not work, [`Error::Vault`], [`Error::NotFound`]; the old
    /// one works on then.
    pub async fn rotate(self, id: &AccountId, secret: impl Into<SecretString>) -> Result<Account> {
        let account = self.get(id).await?;
        if id.is_practice() {
            return Err(Error::NotFound("account"));
        }
        let secret = of_secret(&secret.into())?;
        let client = self.client_with(&account, secret.clone()).await?;
        client.agent_get().await.map_err(|error| wecom_error(&account, error))?;
        let new = Before { hint: hint(&secret), secret, saved_at: self.engine.now_ms() };
        self.replace_secret(&account, new).await?;
        // Its token is fetched already.
        self.engine.0.accounts.put_client(id, client);
        self.get(id).await
    }

    /// Uses the secret again that was replaced last. The one that it replaces is kept in the same way.
    ///
    /// # Errors
    /// [`Error::NotFound`] when none is kept, [`Error::Vault`].
    pub async fn secret_back(self, id: &AccountId) -> Result<Account> {
        let account = self.get(id).await?;
        let before = self.engine.0.accounts.secrets_before().remove(id).ok_or(Error::NotFound("secret"))?;
        let again = Before { secret: before.secret.clone(), hint: before.hint.clone(), saved_at: before.saved_at };
        if let Err(error) = self.replace_secret(&account, before).await {
            self.engine.0.accounts.secrets_before().insert(id.clone(), again);
            return Err(error);
        }
        self.engine.0.accounts.forget_client(id);
        self.get(id).await
    }

    /// Forgets the secret that was replaced last.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such account.
    pub async fn secret_forget(self, id: &AccountId) -> Result<Account> {
        self.engine.0.accounts.secrets_before().remove(id);
        self.get(id).await
    }

    /// Puts `new` in the place of the secret, which becomes the one before.
    async fn replace_secret(self, account: &Account, new: Before) -> Result<()> {
        let (id, place, entry) = (&account.id, account.secret_place, VaultEntry::secret(&account.id));
        let old = match self.secret_of(account).await {
            Ok(old) => Some(old),
            Err(Error::SecretNeeded { .. }) => None,
            Err(error) => return Err(error),
        };
        self.engine.0.vault.put(&entry, place, new.secret).await?;
        let row = id.clone();
        let noted =
            move |rows: &beckon_store::Writer<'_>| rows.set_account_secret(&row, place, &new.hint, new.saved_at);
        if let Err(error) = self.engine.store().write(noted).await {
            match old {
                Some(old) => self.engine.0.vault.put(&entry, place, old).await?,
                None => self.engine.0.vault.remove(&entry, place).await?,
            }
            return Err(error.into());
        }
        // One that was lent for this session would go before it.
        if place != SecretPlace::Session {
            self.engine.0.vault.remove(&entry, SecretPlace::Session).await?;
        }
        if let Some(secret) = old {
            let before = Before { secret, hint: account.secret_hint.clone(), saved_at: account.secret_saved_at };
            self.engine.0.accounts.secrets_before().insert(id.clone(), before);
        }
        Ok(())
    }
}
