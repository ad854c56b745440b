//! Accounts: check what was typed, keep the secret in the vault, ask WeCom whether it all belongs together.
//!
//! Never in here: a secret in an error, a log line or an answer.

mod client;
mod edit;
mod file;
pub(crate) mod forms;
mod limits;
mod place;
mod proxy;
mod rotate;
mod state;
mod values;

use beckon_model::{
    Account, AccountDraft, AccountId, AccountProxy, AccountRemoval, AccountSaved, AppInfo, Colour, SecretPlace,
};
use beckon_vault::{VaultEntry, hint};
use secrecy::{ExposeSecret, SecretString};

use crate::doors::Accounts;
use crate::errors::{Error, Result, not_found, wecom_error};
use crate::text::trimmed;

pub use file::{ACCOUNT_BYTES, foreign_host, read_account};
pub(crate) use state::State;
use values::{Told, taken};

impl Accounts<'_> {
    /// The accounts by name, the practice company first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn list(self) -> Result<Vec<Account>> {
        let mut accounts: Vec<Account> =
            self.engine.0.practice.get().into_iter().map(crate::PracticeHost::account).collect();
        accounts.extend(self.engine.store().read(|rows| rows.accounts()).await?);
        for account in &mut accounts {
            self.note_readiness(account);
        }
        Ok(accounts)
    }

    /// One account.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NoPractice`].
    pub async fn get(self, id: &AccountId) -> Result<Account> {
        if id.is_practice() {
            return self.engine.0.practice.get().map(crate::PracticeHost::account).ok_or(Error::NoPractice);
        }
        let wanted = id.clone();
        let found = self.engine.store().read(move |rows| rows.account(&wanted)).await;
        let mut account = found.map_err(|error| not_found(error, "account"))?;
        self.note_readiness(&mut account);
        Ok(account)
    }

    /// The account with this name; `practice` is the practice company.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NoPractice`].
    pub async fn named(self, name: &str) -> Result<Account> {
        if trimmed(name) == AccountId::practice().as_str() {
            return self.get(&AccountId::practice()).await;
        }
        let name = trimmed(name).to_owned();
        let found = self.engine.store().read(move |rows| rows.account_named(&name)).await?;
        let mut account = found.ok_or(Error::NotFound("account"))?;
        self.note_readiness(&mut account);
        Ok(account)
    }

    /// Adds an account. Nothing is asked of WeCom: [`Accounts::test`] does.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the fields, [`Error::Vault`]; nothing is kept then.
    pub async fn add(self, draft: AccountDraft) -> Result<AccountSaved> {
        let (values, secret) = values::of_draft(&draft)?;
        let others = self.engine.store().read(|rows| rows.accounts()).await?;
        let now = self.engine.now_ms();
        let account = Account {
            id: AccountId::new(),
            name: values.name,
            corp_id: values.corp_id,
            agent_id: values.agent_id,
            api_host: values.api_host,
            colour: free_colour(&others),
            proxy: AccountProxy::System,
            secret_place: draft.vault.into(),
            secret_hint: hint(&secret),
            secret_saved_at: now,
            secret_ready: true,
            secret_before: None,
            created_at: now,
            team: false,
        };
        let name = account.name.clone();
        if self.engine.store().read(move |rows| rows.account_named(&name)).await?.is_some() {
            return Err(taken());
        }
        let entry = VaultEntry::secret(&account.id);
        self.engine.0.vault.put(&entry, account.secret_place, secret).await?;
        let row = account.clone();
        if let Err(error) = self.engine.store().write(move |rows| rows.insert_account(&row)).await {
            self.engine.0.vault.remove(&entry, account.secret_place).await?;
            return Err(if error == beckon_store::Error::NameTaken { taken() } else { error.into() });
        }
        let (Told { trimmed, folded, unusual }, host_notes) = (values.told, values.host_notes);
        Ok(AccountSaved { account, trimmed, folded, unusual, host_notes, login_in_address: false })
    }

    /// Asks WeCom whether company id, agent id and secret belong together, and about the app.
    ///
    /// # Errors
    /// [`Error::Wecom`] with the failure, [`Error::SecretNeeded`], [`Error::Vault`].
    pub async fn test(self, id: &AccountId) -> Result<AppInfo> {
        let (account, client) = self.fresh_client(id).await?;
        let app = client.agent_get().await.map_err(|error| wecom_error(&account, error))?;
        Ok(AppInfo {
            agent_id: app.agentid,
            name: app.name,
            enabled: app.enabled,
            visible_users: app.users.len(),
            visible_departments: app.departments.len(),
            visible_tags: app.tags.len(),
        })
    }

    /// Gives a session-only secret for the commands of this process, without noting anything.
    ///
    /// # Errors
    /// [`Error::Vault`].
    pub async fn lend_secret(self, id: &AccountId, secret: impl Into<SecretString>) -> Result<()> {
        let secret: SecretString = secret.into();
        let secret = SecretString::from(trimmed(secret.expose_secret()));
        Ok(self.engine.0.vault.put(&VaultEntry::secret(id), SecretPlace::Session, secret).await?)
    }

    /// Gives the password of an account's proxy for the commands of this process, without noting anything.
    ///
    /// # Errors
    /// [`Error::Vault`].
    pub async fn lend_proxy_password(self, id: &AccountId, password: impl Into<SecretString>) -> Result<()> {
        Ok(self.engine.0.vault.put(&VaultEntry::proxy_password(id), SecretPlace::Session, password.into()).await?)
    }

    /// What the removal of an account leaves behind and what it ends.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn removal(self, id: &AccountId) -> Result<AccountRemoval> {
        let (id, now) = (self.get(id).await?.id, self.engine.now_ms());
        Ok(self.engine.store().read(move |rows| rows.removal_of(&id, now)).await?)
    }

    /// Forgets an account and its secret; nothing is to be sent with it any more.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Vault`].
    pub(crate) async fn forget(self, account: &Account) -> Result<()> {
        let id = &account.id;
        for entry in [VaultEntry::secret(id), VaultEntry::proxy_password(id)] {
            self.engine.0.vault.remove(&entry, SecretPlace::Session).await?;
            self.engine.0.vault.remove(&entry, account.secret_place).await?;
            if account.secret_place != SecretPlace::Keyring {
                // Where it may have been before; without a keyring there is nothing to take out.
                let _ = self.engine.0.vault.remove(&entry, SecretPlace::Keyring).await;
            }
        }
        self.engine.0.accounts.secrets_before().remove(id);
        self.engine.0.accounts.forget_client(id);
        let id = id.clone();
        self.engine
            .store()
            .write(move |rows| rows.delete_account(&id))
            .await
            .map_err(|error| not_found(error, "account"))
    }

    fn note_readiness(self, account: &mut Account) {
        account.secret_ready = account.secret_place != SecretPlace::Session
            || self.engine.0.vault.session_has(&VaultEntry::secret(&account.id));
        account.secret_before =
            self.engine.0.accounts.secrets_before().get(&account.id).map(|before| before.hint.clone());
    }
}

/// The first colour that the fewest accounts have.
fn free_colour(others: &[Account]) -> Colour {
    let uses = |colour: &Colour| others.iter().filter(|account| account.colour == *colour).count();
    Colour::ALL.into_iter().min_by_key(uses).unwrap_or_default()
}
