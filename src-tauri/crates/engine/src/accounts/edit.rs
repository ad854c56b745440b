//! Other values for an account that is there. Does not touch the secret.
//!
//! 1. Refuse what a send relies on: the ids while one has not ended, the way out while one is under way; and the team of
//!    another company, or of none.
//! 2. Put a new password of the proxy into the vault, keeping the old one ready.
//! 3. Write the row. When that fails, the old password goes back.

use beckon_model::{Account, AccountEdit, AccountId, AccountSaved, SecretPlace, TeamProblem};
use beckon_vault::VaultEntry;
use secrecy::SecretString;

use super::proxy::{Password, has_password_in_address, of_proxy};
use super::values::{Told, of_edit, taken};
use crate::doors::Accounts;
use crate::errors::{Error, Result};

impl Accounts<'_> {
    /// Gives an account these values. Sends that start or go on from now on use them.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the fields, [`Error::AccountInUse`], [`Error::AccountHasSends`], [`Error::Vault`],
    /// [`Error::Team`], [`Error::NotFound`]; everything stays as it was then.
    pub async fn edit(self, id: &AccountId, edit: &AccountEdit) -> Result<AccountSaved> {
        let before = self.get(id).await?;
        if id.is_practice() {
            return Err(if edit.team { Error::Team(TeamProblem::PracticeAccount) } else { Error::NotFound("account") });
        }
        let values = of_edit(edit)?;
        let (proxy, password) = of_proxy(&edit.proxy, &before.proxy)?;
        let after = Account {
            name: values.name,
            corp_id: values.corp_id,
            agent_id: values.agent_id,
            api_host: values.api_host,
            colour: edit.colour,
            proxy,
            team: edit.team,
            ..before.clone()
        };
        self.refuse_what_sends_rely_on(&before, &after, &password).await?;
        self.refuse_another_team(&before, &after).await?;
        let name = after.name.clone();
        if self.engine.store().read(move |rows| rows.account_named(&name)).await?.is_some_and(|other| other.id != *id) {
            return Err(taken());
        }
        let entry = VaultEntry::proxy_password(id);
        let old = self.change_password(&entry, before.secret_place, password).await?;
        let row = after.clone();
        if let Err(error) = self.engine.store().write(move |rows| rows.update_account(&row)).await {
            if let Some(old) = old {
                self.engine.0.vault.put(&entry, before.secret_place, old).await?;
            }
            return Err(if error == beckon_store::Error::NameTaken { taken() } else { error.into() });
        }
        if !after.has_proxy_login() {
            self.engine.0.vault.remove(&entry, SecretPlace::Session).await?;
            self.engine.0.vault.remove(&entry, before.secret_place).await?;
        }
        self.engine.0.accounts.forget_client(id);
        let (Told { trimmed, folded, unusual }, host_notes) = (values.told, values.host_notes);
        let login_in_address = has_password_in_address(&edit.proxy);
        Ok(AccountSaved { account: self.get(id).await?, trimmed, folded, unusual, host_notes, login_in_address })
    }

    async fn refuse_what_sends_rely_on(self, before: &Account, after: &Account, password: &Password) -> Result<()> {
        let same_ids = before.corp_id == after.corp_id && before.agent_id == after.agent_id;
        let same_way = before.api_host == after.api_host && before.proxy == after.proxy;
        if same_ids && same_way && !matches!(password, Password::New(_)) {
            return Ok(());
        }
        if self.engine.0.send.sends_with(&before.id) {
            return Err(Error::AccountInUse);
        }
        let id = before.id.clone();
        let open = self.engine.store().read(move |rows| rows.open_campaigns_of(&id)).await?;
        if same_ids || open.is_empty() { Ok(()) } else { Err(Error::AccountHasSends { count: open.len() }) }
    }

    /// An account asks the team of its own company alone, and goes on asking it while a send has not ended.
    async fn refuse_another_team(self, before: &Account, after: &Account) -> Result<()> {
        if after.team && (!before.team || before.corp_id != after.corp_id) {
            let team = self.engine.store().read(|rows| rows.team()).await?.filter(|team| team.joined_at > 0);
            let team = team.ok_or(Error::Team(TeamProblem::NotJoined))?;
            if team.corp_id != after.corp_id {
                return Err(Error::Team(TeamProblem::OtherCompany { corp_id: team.corp_id }));
            }
        }
        // What was approved without the team would leave without it.
        if before.team != after.team {
            let id = before.id.clone();
            let campaigns = self.engine.store().read(move |rows| rows.open_campaigns_of(&id)).await?.len() as u64;
            if campaigns > 0 {
                return Err(Error::Team(TeamProblem::SendsOpen { campaigns }));
            }
        }
        Ok(())
    }

    /// Keeps a new password; answers with the one that it replaced.
    async fn change_password(
        self,
        entry: &VaultEntry,
        place: SecretPlace,
        password: Password,
    ) -> Result<Option<SecretString>> {
        let Password::New(password) = password else { return Ok(None) };
        let old = self.engine.0.vault.get(entry, place).await?;
        self.engine.0.vault.put(entry, place, password).await?;
        // One that was lent for this session would go before it.
        if place != SecretPlace::Session {
            self.engine.0.vault.remove(entry, SecretPlace::Session).await?;
        }
        Ok(old)
    }
}
