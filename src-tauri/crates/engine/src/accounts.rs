//! Accounts: check what was typed, keep the secret in the vault, ask WeCom whether it all belongs together.
//!
//! Never in here: a secret in an error, a log line or an answer.

use std::sync::Arc;

use beckon_model::{Account, AccountAdded, AccountDraft, AccountId, AppInfo, FieldError, SecretPlace, VaultChoice};
use secrecy::SecretString;

use crate::Engine;
use crate::error::{Error, Result};
use crate::text::{filled, trimmed};

/// Characters of an account's or template's name.
pub(crate) const NAME_CHARS: usize = 64;

/// A secret this long may show its last three characters: WeCom's have 43.
const HINT_FROM: usize = 16;

impl Engine {
    /// The accounts by name, the practice company first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn accounts(&self) -> Result<Vec<Account>> {
        let mut accounts: Vec<Account> = self.0.practice.iter().map(crate::PracticeHost::account).collect();
        accounts.extend(self.store().read(|rows| rows.accounts()).await?);
        for account in &mut accounts {
            self.note_readiness(account);
        }
        Ok(accounts)
    }

    /// One account.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NoPractice`].
    pub async fn account(&self, id: &AccountId) -> Result<Account> {
        if id.is_practice() {
            return self.0.practice.as_ref().map(crate::PracticeHost::account).ok_or(Error::NoPractice);
        }
        let wanted = id.clone();
        let found = self.store().read(move |rows| rows.account(&wanted)).await;
        let mut account = found.map_err(|error| not_found(error, "account"))?;
        self.note_readiness(&mut account);
        Ok(account)
    }

    /// The account with this name; `practice` is the practice company.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NoPractice`].
    pub async fn account_named(&self, name: &str) -> Result<Account> {
        if trimmed(name) == AccountId::practice().as_str() {
            return self.account(&AccountId::practice()).await;
        }
        let name = trimmed(name).to_owned();
        let found = self.store().read(move |rows| rows.account_named(&name)).await?;
        let mut account = found.ok_or(Error::NotFound("account"))?;
        self.note_readiness(&mut account);
        Ok(account)
    }

    /// Adds an account. Nothing is asked of WeCom: [`Engine::test_account`] does.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the fields, [`Error::Vault`]; nothing is kept then.
    pub async fn add_account(&self, draft: AccountDraft) -> Result<AccountAdded> {
        let (account, trimmed) = self.check_draft(&draft)?;
        let secret = SecretString::from(crate::text::trimmed(&draft.secret).to_owned());
        let name = account.name.clone();
        if self.store().read(move |rows| rows.account_named(&name)).await?.is_some() {
            return Err(taken());
        }
        self.0.vault.put(&account.id, account.secret_place, secret).await?;
        let row = account.clone();
        if let Err(error) = self.store().write(move |rows| rows.insert_account(&row)).await {
            self.0.vault.remove(&account.id, account.secret_place).await?;
            return Err(if error == beckon_store::Error::NameTaken { taken() } else { error.into() });
        }
        Ok(AccountAdded { account, trimmed })
    }

    /// Asks WeCom whether company id, agent id and secret belong together, and about the app.
    ///
    /// # Errors
    /// [`Error::Wecom`] with the failure, [`Error::SecretNeeded`], [`Error::Vault`].
    pub async fn test_account(&self, id: &AccountId) -> Result<AppInfo> {
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

    /// Takes the secret of an account again, into the keyring or for this session.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::Vault`], [`Error::NotFound`]; the old secret stays then.
    pub async fn enter_secret(&self, id: &AccountId, secret: &str, vault: VaultChoice) -> Result<Account> {
        let mut account = self.account(id).await?;
        let secret = filled(secret).ok_or_else(|| Error::Invalid(vec![field("secret", "required")]))?;
        if id.is_practice() {
            return Err(Error::NotFound("account"));
        }
        let was_in_keyring = account.secret_place == SecretPlace::Keyring;
        account.secret_place = place(vault);
        account.secret_hint = hint(&secret);
        account.secret_saved_at = self.now_ms();
        self.0.vault.put(id, account.secret_place, SecretString::from(secret)).await?;
        let row = account.clone();
        let noted = move |rows: &beckon_store::Writer<'_>| {
            rows.set_account_secret(&row.id, row.secret_place, &row.secret_hint, row.secret_saved_at)
        };
        self.store().write(noted).await?;
        // The other place would go on offering the old one.
        match account.secret_place {
            SecretPlace::Keyring => self.0.vault.remove(id, SecretPlace::Session).await?,
            _ if was_in_keyring => self.0.vault.remove(id, SecretPlace::Keyring).await?,
            _ => {}
        }
        self.clients().remove(id);
        account.secret_ready = true;
        Ok(account)
    }

    /// Gives a session-only secret for the commands of this process, without noting anything.
    ///
    /// # Errors
    /// [`Error::Vault`].
    pub async fn lend_secret(&self, id: &AccountId, secret: &str) -> Result<()> {
        let secret = SecretString::from(trimmed(secret).to_owned());
        Ok(self.0.vault.put(id, SecretPlace::Session, secret).await?)
    }

    /// Removes an account and its secret. Campaigns and log stay.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::AccountInUse`], [`Error::Vault`].
    pub async fn remove_account(&self, id: &AccountId) -> Result<()> {
        if self.sends_with(id) {
            return Err(Error::AccountInUse);
        }
        let account = self.account(id).await?;
        if id.is_practice() {
            return Err(Error::NotFound("account"));
        }
        self.0.vault.remove(id, SecretPlace::Session).await?;
        self.0.vault.remove(id, account.secret_place).await?;
        self.clients().remove(id);
        let id = id.clone();
        self.store().write(move |rows| rows.delete_account(&id)).await.map_err(|error| not_found(error, "account"))
    }

    /// A client that remembers nothing, for when a person asks: a secret or app that was refused may have been put right
    /// at WeCom's end, so it is tried once more.
    pub(crate) async fn fresh_client(&self, id: &AccountId) -> Result<(Account, Arc<wecom::Client>)> {
        self.clients().remove(id);
        self.client(id).await
    }

    /// The client of an account: one for each, so that tokens are fetched once.
    pub(crate) async fn client(&self, id: &AccountId) -> Result<(Account, Arc<wecom::Client>)> {
        let account = self.account(id).await?;
        if let Some(client) = self.clients().get(id) {
            return Ok((account, Arc::clone(client)));
        }
        let secret = match (&self.0.practice, account.secret_place) {
            (Some(practice), SecretPlace::Practice) => Some(practice.secret.clone()),
            (_, place) => match self.0.vault.get(id, SecretPlace::Session).await? {
                Some(lent) => Some(lent),
                None => self.0.vault.get(id, place).await?,
            },
        };
        let secret = secret.ok_or_else(|| Error::SecretNeeded { account: account.name.clone() })?;
        let clock = Arc::clone(&self.0.clock);
        let config = wecom::Config {
            host: account.api_host.clone(),
            clock: Arc::new(move || clock.now_ms()),
            ..wecom::Config::new(&account.corp_id, account.agent_id, secret)
        };
        let client = wecom::Client::new(config).map_err(|error| Error::Invalid(vec![host_problem(error)]))?;
        let client = Arc::new(client);
        self.clients().insert(id.clone(), Arc::clone(&client));
        Ok((account, client))
    }

    fn check_draft(&self, draft: &AccountDraft) -> Result<(Account, Vec<String>)> {
        let mut problems = Vec::new();
        let mut blanks = Vec::new();
        let mut take = |name: &str, value: &str, chars: usize| {
            let clean = trimmed(value);
            if clean != value {
                blanks.push(name.to_owned());
            }
            if clean.is_empty() {
                problems.push(field(name, "required"));
            } else if clean.chars().count() > chars {
                problems.push(field(name, "too_long"));
            }
            clean.to_owned()
        };
        let name = take("name", &draft.name, NAME_CHARS);
        let corp_id = take("corp_id", &draft.corp_id, 64);
        let agent_id = take("agent_id", &draft.agent_id, 20);
        let secret = take("secret", &draft.secret, 512);
        let number = agent_id.parse::<i64>().ok().filter(|number| *number > 0);
        if number.is_none() && !agent_id.is_empty() {
            problems.push(field("agent_id", "not_a_number"));
        }
        if name == AccountId::practice().as_str() {
            problems.push(field("name", "taken"));
        }
        let host = draft.api_host.as_deref().and_then(filled).unwrap_or_else(|| wecom::DEFAULT_HOST.to_owned());
        let api_host = wecom::check_host(&host).map(|(host, _)| host).unwrap_or_else(|error| {
            problems.push(host_problem(error));
            String::new()
        });
        if !problems.is_empty() {
            return Err(Error::Invalid(problems));
        }
        let now = self.now_ms();
        let account = Account {
            id: AccountId::new(),
            name,
            corp_id,
            agent_id: number.unwrap_or_default(),
            api_host,
            secret_place: place(draft.vault),
            secret_hint: hint(&secret),
            secret_saved_at: now,
            secret_ready: true,
            created_at: now,
        };
        Ok((account, blanks))
    }

    fn note_readiness(&self, account: &mut Account) {
        account.secret_ready = account.secret_place != SecretPlace::Session || self.0.vault.session_has(&account.id);
    }
}

pub(crate) fn wecom_error(account: &Account, error: wecom::Error) -> Error {
    let host = account.api_host.split_once("://").map_or(account.api_host.as_str(), |(_, host)| host);
    Error::Wecom { host: host.to_owned(), error }
}

pub(crate) fn not_found(error: beckon_store::Error, what: &'static str) -> Error {
    if error == beckon_store::Error::NotFound { Error::NotFound(what) } else { error.into() }
}

pub(crate) fn field(field: &str, problem: &str) -> FieldError {
    FieldError { field: field.to_owned(), problem: problem.to_owned() }
}

fn host_problem(error: wecom::ConfigError) -> FieldError {
    field("api_host", if error == wecom::ConfigError::NotHttps { "not_https" } else { "not_a_url" })
}

fn taken() -> Error {
    Error::Invalid(vec![field("name", "taken")])
}

fn place(vault: VaultChoice) -> SecretPlace {
    match vault {
        VaultChoice::Keyring => SecretPlace::Keyring,
        VaultChoice::Session => SecretPlace::Session,
    }
}

fn hint(secret: &str) -> String {
    let count = secret.chars().count();
    if count < HINT_FROM { String::new() } else { secret.chars().skip(count - 3).collect() }
}
