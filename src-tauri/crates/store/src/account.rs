//! Table `account`: apps without their secrets.

use beckon_model::{Account, AccountId, AccountProxy, Colour, SecretPlace};
use rusqlite::{OptionalExtension, Row, params};

use crate::error::{Error, Result};
use crate::rows::{Reader, Writer, word};

const COLUMNS: &str = "id, name, corp_id, agent_id, api_host, secret_place, secret_hint, secret_saved_at, created_at,
    colour, proxy, proxy_user, team";

impl Reader<'_> {
    /// All accounts by name. `secret_ready` is left false: only the vault knows.
    pub fn accounts(&self) -> Result<Vec<Account>> {
        let sql = format!("SELECT {COLUMNS} FROM account ORDER BY name COLLATE NOCASE");
        let mut query = self.connection().prepare_cached(&sql)?;
        let rows = query.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(rows)
    }

    /// One account.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn account(&self, id: &AccountId) -> Result<Account> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE id = ?1");
        Ok(self.connection().query_row(&sql, [id.as_str()], read)?)
    }

    /// The account with this name, compared without case.
    pub fn account_named(&self, name: &str) -> Result<Option<Account>> {
        let sql = format!("SELECT {COLUMNS} FROM account WHERE name = ?1");
        Ok(self.connection().query_row(&sql, [name], read).optional()?)
    }
}

impl Writer<'_> {
    /// Adds an account.
    ///
    /// # Errors
    /// [`Error::NameTaken`].
    pub fn insert_account(&self, account: &Account) -> Result<()> {
        if self.account_named(&account.name)?.is_some() {
            return Err(Error::NameTaken);
        }
        self.connection().execute(
            &format!("INSERT INTO account ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"),
            params![
                account.id.as_str(),
                account.name,
                account.corp_id,
                account.agent_id,
                account.api_host,
                account.secret_place.as_str(),
                account.secret_hint,
                account.secret_saved_at,
                account.created_at,
                account.colour.as_str(),
                proxy_word(&account.proxy),
                proxy_user(&account.proxy),
                account.team,
            ],
        )?;
        Ok(())
    }

    /// Gives an account other values; its secret is no matter of this. What was found out about another company or app is
    /// forgotten with it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NameTaken`].
    pub fn update_account(&self, account: &Account) -> Result<()> {
        let before = self.account(&account.id)?;
        if self.account_named(&account.name)?.is_some_and(|other| other.id != account.id) {
            return Err(Error::NameTaken);
        }
        self.connection().execute(
            "UPDATE account SET name = ?2, corp_id = ?3, agent_id = ?4, api_host = ?5, colour = ?6, proxy = ?7,
             proxy_user = ?8, team = ?9 WHERE id = ?1",
            params![
                account.id.as_str(),
                account.name,
                account.corp_id,
                account.agent_id,
                account.api_host,
                account.colour.as_str(),
                proxy_word(&account.proxy),
                proxy_user(&account.proxy),
                account.team,
            ],
        )?;
        let other_company = before.corp_id != account.corp_id || before.api_host != account.api_host;
        if other_company || before.agent_id != account.agent_id {
            self.connection().execute("DELETE FROM reach WHERE account = ?1", [account.id.as_str()])?;
        }
        if other_company {
            self.connection().execute("DELETE FROM media_upload WHERE account = ?1", [account.id.as_str()])?;
        }
        Ok(())
    }

    /// Notes where the secret of an account is now.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn set_account_secret(&self, id: &AccountId, place: SecretPlace, hint: &str, at: i64) -> Result<()> {
        let sql = "UPDATE account SET secret_place = ?2, secret_hint = ?3, secret_saved_at = ?4 WHERE id = ?1";
        let changed = self.connection().execute(sql, params![id.as_str(), place.as_str(), hint, at])?;
        if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
    }

    /// Removes an account and what was found out with it. Its campaigns and their log stay.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn delete_account(&self, id: &AccountId) -> Result<()> {
        const OURS: [&str; 19] = [
            "reach",
            "media_upload",
            "account_limits",
            "write_back",
            "customer",
            "customer_sync",
            "outsider",
            "outside_link",
            "service_chat",
            "service_read",
            "service_seen",
            "service_came",
            "service_failed",
            "outside_base",
            "answer_form",
            "form_answer",
            "form_sender",
            "outcome_sheet",
            "outcome_row",
        ];
        for table in OURS {
            self.connection().execute(&format!("DELETE FROM {table} WHERE account = ?1"), [id.as_str()])?;
        }
        let changed = self.connection().execute("DELETE FROM account WHERE id = ?1", [id.as_str()])?;
        if changed == 0 {
            return Err(Error::NotFound);
        }
        // What its app saw says nothing of another one.
        self.connection().execute("DELETE FROM reach WHERE account = ?1", [id.as_str()])?;
        Ok(())
    }
}

fn proxy_word(proxy: &AccountProxy) -> &str {
    match proxy {
        AccountProxy::System => "system",
        AccountProxy::None => "none",
        AccountProxy::Through { url, .. } => url,
    }
}

fn proxy_user(proxy: &AccountProxy) -> Option<&str> {
    if let AccountProxy::Through { user, .. } = proxy { user.as_deref() } else { None }
}

fn proxy(row: &Row<'_>) -> rusqlite::Result<AccountProxy> {
    let word: String = row.get("proxy")?;
    Ok(match word.as_str() {
        "system" => AccountProxy::System,
        "none" => AccountProxy::None,
        _ => AccountProxy::Through { url: word, user: row.get("proxy_user")? },
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: AccountId(row.get("id")?),
        name: row.get("name")?,
        corp_id: row.get("corp_id")?,
        agent_id: row.get("agent_id")?,
        api_host: row.get("api_host")?,
        colour: word(row, "colour", Colour::from_word)?,
        proxy: proxy(row)?,
        secret_place: word(row, "secret_place", SecretPlace::from_word)?,
        secret_hint: row.get("secret_hint")?,
        secret_saved_at: row.get("secret_saved_at")?,
        secret_ready: false,
        secret_before: None,
        created_at: row.get("created_at")?,
        team: row.get("team")?,
    })
}
