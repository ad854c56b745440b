//! The client of an account: one for each, with its secret and its way out.
//!
//! Never in here: a secret in an error, or a client that is made twice for the same account.

use std::sync::Arc;

use beckon_model::{Account, AccountId, AccountProxy, ProxyDraft, SecretPlace, WayTested};
use beckon_vault::{VaultEntry, hint};
use secrecy::SecretString;

use super::proxy::{Password, of_proxy};
use super::values::{Host, host, host_problem};
use crate::doors::Accounts;
use crate::errors::{Error, Result, wecom_error};

impl Accounts<'_> {
    /// A client that remembers nothing, for when a person asks: a secret or app that was refused may have been fixed
    /// at WeCom's end, so it is tried again.
    pub(crate) async fn fresh_client(self, id: &AccountId) -> Result<(Account, Arc<wecom::Client>)> {
        self.engine.0.accounts.forget_client(id);
        self.client(id).await
    }

    /// The client of an account: one for each, however many ask for it at once, so that tokens are fetched once.
    pub(crate) async fn client(self, id: &AccountId) -> Result<(Account, Arc<wecom::Client>)> {
        let made = || async {
            let account = self.get(id).await?;
            let secret = self.secret_of(&account).await?;
            let account = self.shown_as(account, &secret).await?;
            Ok::<_, Error>(Arc::new(self.client_with(&account, secret).await?))
        };
        let client = Arc::clone(self.engine.0.accounts.place(id).get_or_try_init(made).await?);
        Ok((self.get(id).await?, client))
    }

    /// Whether secret and proxy password of an account are there, so that its calls can leave. Asks nothing of WeCom.
    ///
    /// # Errors
    /// [`Error::SecretNeeded`], [`Error::ProxyPasswordNeeded`], [`Error::Vault`].
    pub async fn can_call(self, id: &AccountId) -> Result<()> {
        self.client(id).await.map(drop)
    }

    /// A client of the account as it is described, with this secret, that nobody shares.
    pub(crate) async fn client_with(self, account: &Account, secret: SecretString) -> Result<wecom::Client> {
        let clock = Arc::clone(&self.engine.0.clock);
        let config = wecom::Config {
            host: account.api_host.clone(),
            clock: Arc::new(move || clock.now_ms()),
            network: self.network(account).await?,
            ..wecom::Config::new(&account.corp_id, account.agent_id, secret)
        };
        wecom::Client::new(config).map_err(|error| Error::Invalid(vec![host_problem(error)]))
    }

    /// How the requests of an account leave this machine, the proxy's login included.
    ///
    /// # Errors
    /// [`Error::ProxyPasswordNeeded`], [`Error::Vault`].
    pub(crate) async fn network(self, account: &Account) -> Result<wecom::Network> {
        let mut login = None;
        if account.has_proxy_login() {
            let password = self.kept(&VaultEntry::proxy_password(&account.id), account.secret_place).await?;
            login = Some(password.ok_or_else(|| Error::ProxyPasswordNeeded { account: account.name.clone() })?);
        }
        network_of(&account.proxy, login.as_ref())
    }

    /// Tries host and proxy as they are typed, without a credential of WeCom's and without keeping anything.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the fields, [`Error::Wecom`] with what is in the way, [`Error::ProxyPasswordNeeded`],
    /// [`Error::Vault`].
    pub async fn way(self, id: &AccountId, api_host: &str, proxy: &ProxyDraft) -> Result<WayTested> {
        let before = self.get(id).await?;
        let Host { url, loopback, notes } = host(api_host).map_err(|problem| Error::Invalid(vec![problem]))?;
        let (proxy, password) = of_proxy(proxy, &before.proxy)?;
        let account = Account { api_host: url, proxy, ..before };
        let network = match &password {
            Password::New(password) => network_of(&account.proxy, Some(password))?,
            Password::Gone => network_of(&account.proxy, None)?,
            Password::Kept => self.network(&account).await?,
        };
        let probe = wecom::Probe::new(&account.api_host, &network);
        let probe = probe.map_err(|error| Error::Invalid(vec![host_problem(error)]))?;
        probe.ask().await.map_err(|error| wecom_error(&account, error))?;
        let host = account.host_name().to_owned();
        let through = match account.proxy {
            AccountProxy::Through { url, .. } if !loopback => Some(url),
            _ => None,
        };
        Ok(WayTested { host, host_notes: notes, proxy: through, loopback })
    }

    /// The secret of an account.
    ///
    /// # Errors
    /// [`Error::SecretNeeded`], [`Error::Vault`].
    pub(crate) async fn secret_of(self, account: &Account) -> Result<SecretString> {
        let secret = match (self.engine.0.practice.get(), account.secret_place) {
            (Some(practice), SecretPlace::Practice) => Some(practice.secret.clone()),
            (_, place) => self.kept(&VaultEntry::secret(&account.id), place).await?,
        };
        secret.ok_or_else(|| Error::SecretNeeded { account: account.name.clone() })
    }

    /// The account with the end of its secret as it is shown. A program that was ended while it replaced the secret has left
    /// that of the old one.
    async fn shown_as(self, account: Account, secret: &SecretString) -> Result<Account> {
        let (place, shown) = (account.secret_place, hint(secret));
        let lent = place != SecretPlace::Session
            && self.engine.0.vault.get(&VaultEntry::secret(&account.id), SecretPlace::Session).await?.is_some();
        if place == SecretPlace::Practice || lent || shown == account.secret_hint {
            return Ok(account);
        }
        let (id, now) = (account.id.clone(), self.engine.now_ms());
        self.engine.store().write(move |rows| rows.set_account_secret(&id, place, &shown, now)).await?;
        self.get(&account.id).await
    }

    /// What was given for this session goes before what is stored.
    async fn kept(self, entry: &VaultEntry, place: SecretPlace) -> Result<Option<SecretString>> {
        match self.engine.0.vault.get(entry, SecretPlace::Session).await? {
            Some(lent) => Ok(Some(lent)),
            None => Ok(self.engine.0.vault.get(entry, place).await?),
        }
    }
}

fn network_of(proxy: &AccountProxy, password: Option<&SecretString>) -> Result<wecom::Network> {
    let not_a_proxy = |error| Error::Invalid(vec![host_problem(error)]);
    let proxy = match proxy {
        AccountProxy::System => wecom::Proxy::System,
        AccountProxy::None => wecom::Proxy::None,
        AccountProxy::Through { url, user } => {
            let proxy: wecom::ProxyUrl = url.parse().map_err(not_a_proxy)?;
            wecom::Proxy::Through(match (user, password) {
                (Some(user), Some(password)) => proxy.with_login(user, password).map_err(not_a_proxy)?,
                _ => proxy,
            })
        }
    };
    Ok(wecom::Network { proxy, ..wecom::Network::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trial::connected;

    #[tokio::test]
    async fn who_comes_first_makes_the_client_of_all() {
        let (_folder, _company, engine, id) = connected().await;
        engine.0.accounts.forget_client(&id);
        let asked = (0..8).map(|_| {
            let (engine, id) = (engine.clone(), id.clone());
            tokio::spawn(async move { engine.accounts().client(&id).await.unwrap().1 })
        });
        let mut clients = Vec::new();
        for client in asked.collect::<Vec<_>>() {
            clients.push(client.await.unwrap());
        }
        assert!(clients.iter().all(|client| Arc::ptr_eq(client, &clients[0])), "one client, so one token");
        engine.0.accounts.forget_client(&id);
        let (_, after) = engine.accounts().client(&id).await.unwrap();
        assert!(!Arc::ptr_eq(&after, &clients[0]), "what was forgotten is made again");
    }
}
